"""The HTML file of an agreement: one page that needs nothing else, its ids those of the tree."""

from __future__ import annotations

from renkei import __version__
from renkei.instrument.formats.html_blocks import BLOCKS, fragment
from renkei.instrument.formats.html_inline import Inline, Span, attributes, escape
from renkei.instrument.formats.html_tables import RAILS, Decoration, party_of, rail
from renkei.instrument.model import Document

__all__ = [
    "BLOCKS",
    "RAILS",
    "Decoration",
    "Inline",
    "Span",
    "attributes",
    "escape",
    "fragment",
    "party_of",
    "rail",
    "write_html",
]

#: Enough to read and print the file; a site that shows it brings its own.
STYLE = """\
body{max-width:46rem;margin:2rem auto;padding:0 1.25rem;color:#1a1a1a;line-break:strict;\
font:1.0625rem/2 "BIZ UDPMincho","Noto Serif JP","Noto Serif CJK JP","Hiragino Mincho ProN",\
"Yu Mincho",serif}
p{margin:0}.title{text-align:center;font-size:1.25rem;margin:1rem 0 2rem}\
.covers{text-align:center;margin-bottom:2rem}
.art,.preamble,.suppl,.closing{margin:0 0 1.5rem}.cap,.suppl .cap{font:inherit;margin:0;\
padding-left:1em}.suppl .cap{padding-left:3em}.par,.item{padding-left:1em;text-indent:-1em}
.plain{text-indent:1em}.d1{margin-left:1em}.d2{margin-left:2em}.d3{margin-left:3em}.d4{\
margin-left:4em}.d5{margin-left:5em}.d6{margin-left:6em}.date{padding-left:2em}.date .plain,\
.covers .plain{text-indent:0}
.sign{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem;margin:1.5rem 0}.annex>.head{margin-top\
:3rem}.grp{font-size:1rem;margin:1.5rem 0 .5rem}small{font-weight:400}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.7}th,td{border:1px solid \
#767676;padding:.4rem .6rem;text-align:left;vertical-align:top}.scroll{overflow-x:auto}
.unparsed{background:#fbf5e0}
@media print{@page{size:A4;margin:25mm 22mm}body{max-width:none;margin:0;padding:0;font-size:10.5pt}\
thead{display:table-header-group}tr{break-inside:avoid}}"""


def write_html(document: Document) -> bytes:
    """The whole text as one HTML file in UTF-8: nothing is loaded, nothing is scripted."""
    title = escape(document.facts.title or "無題の文書")
    page = (
        '<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="Renkei {__version__}">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n"
        f"{fragment(document, document.root, Decoration(level=1))}\n</main>\n</body>\n</html>\n"
    )
    return page.encode("utf-8")
