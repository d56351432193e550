"""R6: tables whose rows do not fit their headings, and tables that are only drawn (表の形)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renkei.instrument.checks.annexes import tables
from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import SIGNED
from renkei.instrument.model import Kind, Node, Severity


@rule(
    "R606",
    Severity.WARNING,
    title=Words("見出しより欄の多い行", "A row with more cells than headings"),
    why=Words(
        "見出しのない欄は、内容なのか役割なのか決まりません。表の読取りが崩れたときにも起こります。",
        "A cell without heading is neither content nor role; it also happens where a table was "
        "not read well.",
    ),
    remedy=SIGNED,
)
def too_many_cells(index: Index) -> Iterator[Hit]:
    """A row that has more cells than its table has headings."""
    for table in tables(index):
        width = len(table.headings)
        if width < 2:
            continue
        for row in table.node.children:
            if row.kind is not Kind.ROW or len(row.children) <= width:
                continue
            extra = [c for c in row.children[width:] if c.text.strip()]
            if not extra:
                continue
            ja, en = index.where(row)
            yield index.hit(
                row,
                (index.span(extra[0])[0], index.span(extra[-1])[1]),
                f"{ja}には欄が{len(row.children)}ありますが、見出しは{width}です。",
                f"{en} has {len(row.children)} cells under {width} headings.",
            )


@rule(
    "R607",
    Severity.WARNING,
    title=Words("見出しより欄の少ない行", "A row with fewer cells than headings"),
    why=Words(
        "内容や役割の欄がないと、その取組で誰が何をするのか決まりません。どの欄が欠けたのかも、文面から"
        "は分かりません。表の読取りが崩れたときにも起こります。",
        "Without its content or role it is not settled who does what, nor which cell is missing. "
        "It also happens where a table was not read well.",
    ),
    remedy=SIGNED,
)
def too_few_cells(index: Index) -> Iterator[Hit]:
    """A row that has fewer cells than its table has headings, the rest of it being lost.

    Such a row is not compared with the others by R601 to R605. A cell that spans columns counts as
    as many; a line of one cell above the first row or between rows may be a heading within the
    table and stays silent, except where it is a sentence.
    """
    for table in tables(index):
        width = len(table.headings)
        for row in table.node.children:
            cells = row.children
            if row.kind is not Kind.ROW or len(cells) >= width:
                continue
            filled = [cell for cell in cells if cell.text.strip()]
            span = sum(_width(cell) for cell in cells)
            if not filled or span >= width:
                continue
            if len(filled) == 1 and len(cells) == 1 and not cells[0].text.rstrip().endswith("。"):
                continue
            ja, en = index.where(row)
            yield index.hit(
                row,
                (index.span(filled[0])[0], index.span(filled[-1])[1]),
                f"{ja}には欄が{len(cells)}しかありません（見出しは{width}：{'、'.join(table.headings)}）。",
                f"{en} has only {len(cells)} cells under {width} headings.",
            )


def _width(cell: Node) -> int:
    colspan = cell.attr("colspan")
    return int(colspan) if colspan.isdecimal() else 1


_BOX = re.compile(r"[\u2500-\u257f]")
_DRAWN = re.compile(r"^[ \t　]*[│┃┌┏├┣└┗║╔╠╚┬┼┴].*[│┃┐┓┤┫┘┛║╗╣╝┬┼┴]", re.MULTILINE)
_BLANKS = re.compile(r"[ 　]{2,}")


def _columns(line: str) -> int:
    """In how many columns wide spaces part a line; 0 for a line with tabs."""
    text = line.strip()
    if not text or "\t" in text:
        return 0
    return 1 + len([gap for gap in _BLANKS.findall(text) if len(gap) > 2 or gap == "　　"])


def _framed(source: str) -> Iterator[tuple[int, int]]:
    """Runs of lines between frames of │ and ─, blank lines among them."""
    if not _BOX.search(source):
        return
    start = end = -1
    for found in _DRAWN.finditer(source):
        if end >= 0 and source.count("\n", end + 1, found.start()) <= 1:
            end = found.end()
            continue
        if end >= 0:
            yield start, end
        start, end = found.span()
    if end >= 0:
        yield start, end


def _spaced(index: Index, annex: Node, after: int) -> Iterator[tuple[int, int]]:
    """Runs of lines of an annex that wide spaces part into as many columns each."""
    source = index.source
    position = start = end = annex.start
    run = columns = 0
    for line in (*source[annex.start : after].split("\n"), ""):
        count = _columns(line)
        if count and not run:
            owner = index.owner(position + len(line) - len(line.lstrip())).node
            if index.above(owner, Kind.ANNEX) is None:
                return  # signatures that stand behind the annex
        if count >= 3 and (count == columns or not run):
            start = start if run else position
            run, columns, end = run + 1, count, position + len(line)
        elif line.strip() or position >= after:
            if run >= 2:
                yield start, end
            run = int(count >= 3)
            start, columns, end = position, count, position + len(line)
        position += len(line) + 1
    if run >= 2:
        yield start, end


def _drawn(index: Index) -> Iterator[tuple[int, int]]:
    """Runs of lines that draw a table: frames anywhere, columns of spaces within an annex."""
    yield from _framed(index.source)
    ends = [annex.start for annex in index.annexes[1:]]
    for annex, after in zip(index.annexes, [*ends, len(index.source)], strict=False):
        yield from _spaced(index, annex, after)


@rule(
    "R608",
    Severity.NOTE,
    title=Words("表として読み取れていません", "Not read as a table"),
    why=Words(
        "罫線の文字や空白でそろえた表は、どの文字がどの欄のものか決まらないため、取組・内容・役割として"
        "扱われません。別表の検査も働きません。",
        "In a table drawn with characters or spaces it is not certain which words belong to which "
        "cell, so it is not read as initiatives, and the checks of annexes do not see it.",
    ),
    remedy=Words(
        "表のある元のファイル（Wordなど）を読み込むか、欄の間をタブにした文書を読み込んでください。",
        "Read the file that has the table (Word, say), or a text whose cells are parted by tabs.",
    ),
)
def drawn_tables(index: Index) -> Iterator[Hit]:
    """A run of lines framed by │ and ─, or two lines and more of an annex in as many columns of spaces.

    Not asked of statutes.
    """
    if index.enacted:
        return
    for start, end in sorted(_drawn(index)):
        node = index.owner(start).node
        ja, en = index.where(node)
        lines = index.source.count("\n", start, end) + 1
        yield index.hit(
            node,
            (start, end),
            f"{ja}の{lines}行は、罫線や空白で表の形にしてありますが、表として読み取れていません。",
            f"{lines} lines in {en} are set as a table with characters or spaces, and not read as one.",
        )
