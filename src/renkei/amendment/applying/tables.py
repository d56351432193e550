"""Rows, columns and cells found by what stands in them (別表の項と欄の特定)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from renkei.amendment.applying.labels import fold, number_of
from renkei.amendment.applying.live import Live
from renkei.amendment.applying.picking import children, outermost, placed, unnamed
from renkei.amendment.operations import Step
from renkei.instrument.model import Kind, Node, Number

_SIDES = {
    "上欄": 0, "左欄": 0, "下欄": -1, "右欄": -1, "上段": 0, "下段": -1,
}  # fmt: skip


def table(base: Live, step: Step) -> list[Live]:
    """The tables a step could mean: those below, or the base itself."""
    if base.kind is Kind.TABLE:
        return [base]
    found = outermost(base, Kind.TABLE)
    if step.number is None and len(found) > 1:
        own = children(base, Kind.TABLE)
        return own or found  # 別表の表: its own, not those under its headings
    return placed(found, step)


def row(base: Live, step: Step) -> list[Live]:
    """The rows a step could mean: by name, by number, by place where a row has neither."""
    if base.kind is Kind.ROW:  # one of those of a 部 that is told by a cell
        return [base] if step.name and _says(base, fold(step.name)) is not None else []
    rows = [n for n in base.of_kind(Kind.ROW, Kind.HEADER) if n is not base]
    body = [n for n in rows if n.kind is Kind.ROW]
    if step.name:
        wanted = fold(step.name)
        found = [n for n in body if fold(n.row_name()) == wanted]
        found = found or [n for n in body if n.children and fold(n.children[0].text) == wanted]
        if not found and wanted in ("見出し", "見出し行"):
            return [n for n in rows if n.kind is Kind.HEADER]
        number = number_of(step.name)
        if step.number is not None:
            return placed(found, step)
        return found or ([n for n in body if row_number(n) == number] if number else [])
    if step.number is None:
        return body
    return unnamed(body, step) or [n for n in body if row_number(n) == step.number]


def row_number(row: Live) -> Number | None:
    """The number of a row that is named by one (一の項, 1の項); None for a row named by words."""
    name = fold(row.children[0].text) if row.children else ""
    return (
        number_of(name)
        if re.fullmatch(r"[(]?[0-9〇一二三四五六七八九十百の]+[).]?", name)
        else None
    )


def column(base: Live, step: Step) -> list[Live]:
    """The cells of a column: of one row, or of every row below."""
    if base.kind in (Kind.ROW, Kind.HEADER):
        return _cells(base, step)
    return [c for row in base.of_kind(Kind.ROW, Kind.HEADER) for c in _cells(row, step)]


def _cells(row: Live, step: Step) -> list[Live]:
    cells = children(row, Kind.CELL)
    if step.name:
        wanted = fold(step.name)
        for name in (wanted, wanted.removesuffix("欄").removesuffix("の")):
            named = [c for c in cells if heading(c) and fold(heading(c)) == name]
            if named:
                return named
        index = _side(wanted, len(cells))
        return [cells[index]] if index is not None and -len(cells) <= index < len(cells) else []
    return placed(cells, step)


def _side(name: str, width: int) -> int | None:
    if name in _SIDES:
        return _SIDES[name]
    if name in ("中欄", "中段"):
        return 1 if width == 3 else None
    found = re.fullmatch(r"第([0-9]+)[欄列]", name)
    return int(found[1]) - 1 if found else None


def heading(cell: Live) -> str:
    """The heading of a cell's column: as its reader noted it, or from the heading row above."""
    noted = dict(cell.attrs).get("header")
    if noted is not None:
        return noted
    row = cell.parent
    table = row.parent if row is not None else None
    if row is None or table is None:
        return ""
    above = [n for n in table.children if n.kind is Kind.HEADER]
    index = cell.index
    if not above or len(above[0].children) != len(row.children):
        return ""
    return " ".join(above[0].children[index].text.split())


def cell(base: Live, step: Step) -> list[Live]:
    """The nth cell of a row."""
    return placed(children(base, Kind.CELL), step)


def misfit(table: Live | None, block: Sequence[Node]) -> Node | None:
    """The first new row with a number of cells that no row of the table has (欄の数が合わない行)."""
    if table is None or table.kind is not Kind.TABLE:
        return None
    widths = {len(c.children) for c in table.children if c.kind in (Kind.ROW, Kind.HEADER)}
    rows = [node for node in block if node.kind is Kind.ROW]
    return next((row for row in rows if widths and len(row.children) not in widths), None)


def rows_under(base: Live, name: str) -> list[Live]:
    """The rows of a 部 that no heading but a cell names (警防部の部): its row and those that go on.

    A row goes on when its cells up to that column are empty, as where cells are merged.
    """
    wanted = fold(name)
    first = [base] if base.kind is Kind.ROW else list(base.of_kind(Kind.ROW))
    found: list[Live] = []
    for start in first:
        column_of = _says(start, wanted)
        if column_of is None or start.parent is None:
            continue
        found.append(start)
        for following in start.parent.children[start.index + 1 :]:
            if any(c.text.strip() for c in following.children[: column_of + 1]):
                break
            found.append(following)
    return found


def _says(row: Live, wanted: str) -> int | None:
    """Which cell of a row says a name; None for none."""
    return next((i for i, c in enumerate(row.children) if fold(c.text) == wanted), None)
