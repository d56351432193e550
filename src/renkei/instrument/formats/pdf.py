"""Write a document as PDF: A4, tagged, PDF/A-2a and PDF/UA-1, set by Typst.

Typst must never run in a process that is forked afterwards: its threads do not survive the fork
and the child waits for ever. Batch work starts fresh processes (``multiprocessing`` with "spawn"),
and a web server does not compile before its workers are started.

The text goes to the template as data, so no character of it is ever taken for markup. Printed are
the characters of the tree; page numbers, the label and the note on characters the fonts lack stand
in the margins and are marked as no part of the text (artifacts).
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from renkei.instrument.formats.blocks import Block, Cell, Row, Style, Table, Text
from renkei.instrument.formats.fonts import GETA, coverage, replacements
from renkei.instrument.formats.grid import CELL_PADDING
from renkei.instrument.formats.layout import layout, title_of
from renkei.instrument.formats.options import (
    PITCH,
    POINTS_PER_MM,
    TABLE_PITCH,
    PrintOptions,
)
from renkei.instrument.model import Document, Refusal

if TYPE_CHECKING:
    import typst

#: Fonts that come with the package pylopdf-fonts-cjk (SIL OFL 1.1).
SERIF = "Noto Serif JP"
SANS = "Noto Sans JP"

#: The fields the template is given: all but ids, and what it is given cut in parts.
_SHOWN = {
    kind: tuple(f.name for f in fields(kind) if f.name not in ("node_id", "text", "marks"))
    for kind in (Text, Table, Row, Cell)
}

#: The time stamp of a file whose text names no date. Never the clock: one text, one file. Midnight
#: in UTC is nine in the morning in Japan, so the day is right in both.
_NO_DATE = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


def write_pdf(document: Document, options: PrintOptions | None = None) -> bytes:
    """A document as a PDF file: same document and options, same bytes.

    A character that none of the fonts has is printed as 〓 and named at the foot of the pages;
    :func:`unprintable` tells beforehand. Raises Refusal where a font asked for is not there,
    or where the standards forbid what the text holds.
    """
    options = options or PrintOptions()
    return write_blocks_pdf(
        layout(document, options), options, title_of(document), dated=document.facts.concluded
    )


def write_blocks_pdf(
    blocks: Sequence[Block],
    options: PrintOptions,
    title: str,
    *,
    dated: datetime.date | None = None,
    subject: str = "",
    origin: str = "",
) -> bytes:
    """Blocks as a PDF file, with ``title`` in its properties: same input, same bytes.

    ``dated`` is the day it carries as that of its making (None: none that means anything),
    ``subject`` the kind of paper and ``origin`` the data it was made from, both in the properties.
    Raises Refusal as :func:`write_pdf` does.
    """
    import typst

    families, fonts = _families(options)
    swaps = replacements(_characters(blocks), _printable(options))
    missing = sorted(code for code, instead in swaps.items() if instead == GETA)
    data = _data(title, blocks, options, families, swaps, missing)
    data |= {"subject": subject, "origin": origin}
    template = files("renkei.instrument.formats").joinpath("print.typ").read_bytes()
    stamp = (
        datetime.datetime(dated.year, dated.month, dated.day, tzinfo=datetime.UTC)
        if dated
        else _NO_DATE
    )
    try:
        return typst.compile(
            template,
            font_paths=fonts,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=stamp,
        )
    except typst.TypstError as error:
        raise Refusal(
            "PDF-NOT-SET",
            f"PDF を作れませんでした: {error.message}",
            f"The PDF could not be made: {error.message}",
            "Word 形式で書き出してください。",
            "Write it as a Word file instead.",
        ) from error


def unprintable(document: Document, options: PrintOptions | None = None) -> tuple[str, ...]:
    """Characters to be printed that the fonts lack, each once, in order of code point."""
    options = options or PrintOptions()
    swaps = replacements(_characters(layout(document, options)), _printable(options))
    return tuple(chr(code) for code in sorted(swaps) if swaps[code] == GETA)


def _characters(blocks: Iterable[Block]) -> set[str]:
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Text):
            found.update(block.text)
        else:
            found.update(*(cell.text for row in block.rows for cell in row.cells))
    return found


def _data(
    title: str,
    blocks: Sequence[Block],
    options: PrintOptions,
    families: tuple[str, str],
    swaps: dict[int, str],
    missing: list[int],
) -> dict[str, Any]:
    """Everything the template prints and measures with."""

    def clean(text: str) -> str:
        return text.translate(swaps)

    made: list[dict[str, Any]] = []
    for block in blocks:
        entry = _plain(block)
        if isinstance(block, Text):
            entry["runs"] = [{"kind": run.kind, "text": clean(run.text)} for run in block.runs]
        else:
            entry["rows"] = rows = [_plain(row) for row in block.rows]
            for row in rows:
                row["cells"] = [
                    _plain(cell) | {"parts": [[clean(words), mark] for words, mark in cell.parts]}
                    for cell in row["cells"]
                ]
        made.append(entry)
    first = next(
        (
            place
            for place, block in enumerate(blocks)
            if not (isinstance(block, Text) and block.style is Style.COVER)
        ),
        None,
    )
    note = ""
    if missing:
        shown = "、".join(f"U+{code:04X}" for code in missing[:12])
        more = f" ほか{len(missing) - 12}字" if len(missing) > 12 else ""
        note = f"{GETA}：この書体にない文字（{shown}{more}）"
    right = (
        options.sheet[0] * POINTS_PER_MM
        - options.left * POINTS_PER_MM
        - options.measure * options.size
    )
    serif, sans = families
    return {
        "title": clean(title),
        "fonts": [serif, sans],
        "headings": [sans, serif],
        "size": options.size,
        "pitch": PITCH,
        "tablepitch": TABLE_PITCH,
        "inset": CELL_PADDING / 2,
        "landscape": options.landscape,
        "top": options.top * POINTS_PER_MM,
        "bottom": options.bottom * POINTS_PER_MM,
        "left": options.left * POINTS_PER_MM,
        "right": right,
        "label": clean(options.label),
        "note": clean(options.note),
        "numbered": options.numbered,
        "missing": note,
        "first": first,
        "blocks": made,
    }


def _plain(part: Block | Row | Cell) -> dict[str, Any]:
    """The fields of a block or of a part of one, as they are."""
    return {name: getattr(part, name) for name in _SHOWN[type(part)]}


@lru_cache(maxsize=8)
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    """The fonts in these folders and no others, so that a document is the same everywhere."""
    import pylopdf_fonts_cjk
    import typst

    own = str(pylopdf_fonts_cjk.serif_path().parent)
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders, own]
    )


def _families(options: PrintOptions) -> tuple[tuple[str, str], typst.Fonts]:
    """Families for text and headings, and where they are. Raises Refusal for one that is absent."""
    fonts = _fonts(options.font_paths)
    names = (options.font or SERIF, options.heading_font or SANS)
    known = {family.lower() for family in fonts.families()}
    for name in names:
        if name.lower() not in known:
            raise Refusal(
                "FONT-MISSING",
                f"書体「{name}」が見つかりません。",
                f"The font {name!r} was not found.",
                "書体のファイルを置いたフォルダーを指定してください。",
                "Name the folder that holds its file.",
            )
    return names, fonts


def _printable(options: PrintOptions) -> frozenset[int]:
    """Code points the chosen families can print between them."""
    names, _ = _families(options)
    return _covered(options.font_paths, frozenset(name.lower() for name in names))


@lru_cache(maxsize=8)
def _covered(folders: tuple[str, ...], families: frozenset[str]) -> frozenset[int]:
    found: set[int] = set()
    for font in _fonts(folders).fonts():
        if font.family.lower() in families and font.path:
            found |= coverage(font.path, font.index)
    return frozenset(found)
