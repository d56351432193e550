"""改め文 on paper: as text, as a Word file, as PDF; and read back from any file (改正文の書面).

A Word file is proved as the prose is: what is read from it must be what was written. Rows of a table
stand in a table where that can be read back, else in lines with tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from renkei.amendment.reading import read_prose
from renkei.instrument.formats.blocks import Block, Cell, Row, Run, Style, Table, Text
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.sources import linear
from renkei.instrument.sources.sniff import sniff

#: What prose can be written as.
FORMATS = ("txt", "docx", "pdf")
_SPACE = "\u3000"
_SENTENCE = re.compile(r"(?:改める|加える|削る|とする|下げる|上げる|変更する|改正する|付する)。$")

#: How a line of new text begins: 第6条, (1), ア, ２, each before a full-width space.
_LABEL = re.compile(
    r"\u3000*(?:第[^\u3000「]{1,12}条[^\u3000「]{0,6}|[(（]?[^\u3000「]{1,3}[)）]?)\u3000"
)


def write_paper(prose: str, fmt: str, title: str = "") -> bytes:
    """Prose as a file: same input, same bytes. ValueError for a format that is none of FORMATS."""
    if fmt == "txt":
        return prose.encode("utf-8", "surrogatepass")
    if fmt not in FORMATS:
        raise ValueError(f"prose is written as {', '.join(FORMATS)}, not as {fmt!r}")
    tables = True
    data = _word(prose, title, tables=tables)
    if not _same(prose, read_paper(data)):
        tables = False
        data = _word(prose, title, tables=tables)
    if fmt == "docx":
        return data
    from renkei.instrument.formats.pdf import write_blocks_pdf

    options = PrintOptions()
    blocks = list(_blocks(prose.rstrip("\n").split("\n"), options.measure, tables=tables))
    return write_blocks_pdf(blocks, options, title or "改正文", subject="改正文")


def read_paper(data: bytes, name: str = "") -> str:
    """The prose in a file: text, Word, PDF, or a text that was kept as JSON.

    Raises :class:`~renkei.instrument.model.Refusal` for a file without readable text.
    """
    if sniff(data, name) == "json":
        from renkei.instrument.formats.jsontext import read_json

        return read_json(data).source
    return linear(data, name).text


def _same(prose: str, back: str) -> bool:
    wanted, found = read_prose(prose), read_prose(back)
    return found.amendments == wanted.amendments and len(found.unread) == len(wanted.unread)


def _word(prose: str, title: str, *, tables: bool) -> bytes:
    from renkei.instrument.formats.docx import write_blocks_docx

    options = PrintOptions()
    blocks = list(_blocks(prose.rstrip("\n").split("\n"), options.measure, tables=tables))
    return write_blocks_docx(blocks, options, title or "改正文", subject="改正文")


def _blocks(lines: Iterable[str], measure: int, *, tables: bool) -> Iterator[Block]:
    for in_table, run in groupby(lines, lambda line: tables and "\t" in line):
        if in_table:
            yield _table(list(run), measure)
            continue
        for line in run:
            indent = len(line) - len(line.lstrip(_SPACE))
            # The spaces are kept as they are read: they show the depth of new text. A sentence of
            # amendment goes on at the margin, new text behind its label.
            sentence = _SENTENCE.search(line) and not _LABEL.match(line)
            left = 0 if sentence else min(indent + 1, measure // 2)
            yield Text(Style.SENTENCE, "", (Run(line),), left=left)


def _table(lines: list[str], measure: int) -> Table:
    rows = [line.split("\t") for line in lines]
    columns = max(map(len, rows))
    widths = _widths(rows, columns, measure)
    return Table(
        "",
        widths,
        tuple(
            Row("", tuple(Cell(place, text) for place, text in enumerate(cells)), breakable=True)
            for cells in rows
        ),
        header_rows=0,
        scale=0.9,
    )


def _widths(rows: list[list[str]], columns: int, measure: int) -> tuple[float, ...]:
    """Room by what the columns hold, each at least a tenth."""
    longest = [
        max((min(len(row[c]), 60) for row in rows if c < len(row)), default=1) or 1
        for c in range(columns)
    ]
    least = measure / columns / 2
    rest = measure - least * columns
    return tuple(least + rest * length / sum(longest) for length in longest)
