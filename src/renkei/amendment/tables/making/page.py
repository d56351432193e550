"""A 新旧対照表 as one HTML page that needs nothing else (画面)."""

from __future__ import annotations

from renkei.amendment.tables.making.sheet import grid
from renkei.amendment.tables.model import Comparison
from renkei.instrument.formats.blocks import Cell, Row
from renkei.instrument.formats.html_inline import escape
from renkei.instrument.formats.printed import LINE_BREAK

#: Enough to read and print the page; a site that shows the table brings its own.
STYLE = """\
body{max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;line-break:strict;\
font:1rem/1.8 "BIZ UDPMincho","Noto Serif JP","Noto Serif CJK JP","Hiragino Mincho ProN",\
"Yu Mincho",serif}
h1{font-size:1.25rem;font-weight:600;text-align:center;margin:0 0 1.5rem}p{margin:0 0 1rem;\
text-indent:1em}p.note{text-align:right}
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:.9375rem}
th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top;\
overflow-wrap:anywhere}thead th{text-align:center;background:#f0f0f0;font-weight:600;\
font-family:"BIZ UDPGothic","Noto Sans JP","Noto Sans CJK JP",sans-serif}
tr.tied>td{border-top-style:none}tr.open>td{border-bottom-style:none}
u{text-decoration-thickness:1px;text-underline-offset:.2em}
.i1{padding-left:1.5em}.i2{padding-left:2.5em}.i3{padding-left:3.5em}.i4{padding-left:4.5em}\
.i5{padding-left:5.5em}.i6{padding-left:6.5em}.h{padding-left:1.5em;text-indent:-1em}\
.i1.h{padding-left:2.5em}.i2.h{padding-left:3.5em}.i3.h{padding-left:4.5em}\
.i4.h{padding-left:5.5em}.f{text-indent:1em}
@media(max-width:40rem){body{margin:1rem auto;padding:0 .5rem;font-size:.875rem}\
table{font-size:.8125rem}th,td{padding:.2rem .3rem}\
.wide table,.wide tbody,.wide tr,.wide td{display:block}.wide thead,.wide colgroup{display:none}\
.wide tr{border:1px solid #767676;margin:0 0 .5rem}.wide tr.open{margin:0}.wide td{border:0}\
.wide td[data-side]::before{content:attr(data-side);display:block;text-indent:0;color:#4d4d4d;\
font:600 .75rem/1.6 "BIZ UDPGothic","Noto Sans JP","Noto Sans CJK JP",sans-serif}\
.wide td.second[data-side]{border-top:1px dotted #767676}.wide td:empty,.wide .both .second,\
.wide .both td[data-side]::before{display:none}}
@media print{@page{size:A4;margin:20mm 18mm}body{max-width:none;margin:0;padding:0;font-size:10pt}\
thead{display:table-header-group}tr{break-inside:avoid}}
"""

_WIDE = 6


def page(table: Comparison, title: str) -> bytes:
    """The table as a whole page in UTF-8: nothing is loaded, nothing is scripted."""
    heading = next((words for words in table.notes if _is_title(words)), title)
    above = [f"<h1>{escape(heading)}</h1>"]
    for words in table.notes:
        if words != heading:
            note = ' class="note"' if words.startswith("（") else ""
            above.append(f"<p{note}>{escape(words)}</p>")
    text = "\n".join(above)
    return (
        '<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{text}\n{fragment(table)}\n</main>\n</body>\n</html>\n"
    ).encode()


def fragment(table: Comparison) -> str:
    """The table itself, to stand in another page."""
    laid = grid(table, 100)
    columns = "".join(f'<col width="{width:.2f}%">' for width in laid.widths)
    head, *rows = laid.rows
    names = "".join(
        f'<th scope="col" colspan="{cell.colspan}">{escape(cell.text)}</th>' for cell in head.cells
    )
    sides = {cell.column: cell.text for cell in head.cells}
    body = "\n".join(
        _row(row, sides, tied_below=at + 1 < len(rows) and rows[at + 1].tied)
        for at, row in enumerate(rows)
    )
    kind = "scroll wide" if len(laid.widths) >= _WIDE else "scroll"
    return (
        f'<div class="{kind}" tabindex="0" role="region" aria-label="新旧対照表"><table>\n'
        f"<colgroup>{columns}</colgroup>\n<thead><tr>{names}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _is_title(words: str) -> bool:
    return not words.startswith("（") and not words.endswith("。")


def _row(row: Row, sides: dict[int, str], *, tied_below: bool) -> str:
    half = max(sides)
    left = [cell.parts for cell in row.cells if cell.column < half]
    both = left == [cell.parts for cell in row.cells if cell.column >= half]
    kinds = (("tied", row.tied), ("open", tied_below), ("both", both))
    names = [name for name, holds in kinds if holds]
    kind = f' class="{" ".join(names)}"' if names else ""
    return f"<tr{kind}>{''.join(_cell(cell, sides) for cell in row.cells)}</tr>"


def _cell(cell: Cell, sides: dict[int, str]) -> str:
    """A cell. The first of each side carries the word over its column, for narrow screens."""
    span = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    inset = min(int(min(cell.start, cell.left)), 6)
    names = [f"i{inset}"] if inset else []
    if cell.left > cell.start:
        names.append("h")
    elif cell.start > cell.left:
        names.append("f")
    if cell.column >= max(sides):
        names.append("second")
    kind = f' class="{" ".join(names)}"' if names else ""
    side = f' data-side="{escape(sides[cell.column])}"' if cell.column in sides else ""
    text = "".join(
        f"<u>{_escaped(words)}</u>" if under else _escaped(words) for words, under in cell.parts
    )
    return f"<td{span}{kind}{side}>{text}</td>"


def _escaped(words: str) -> str:
    return escape(words).replace(LINE_BREAK, "<br>")
