"""Attributes of rows and cells as a reader would note them: what heads a column, what names a row (表の属性)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from renkei.amendment.applying.live import Live
from renkei.instrument.model import Kind

_SUBJECT = re.compile(
    r"(連携する|具体的な)?(取組|取り組み|事業|施策)(名|事項|項目|の?名称|の項目)?|項"
)


Headings = frozenset[tuple[str, ...]]


def known_headings(root: Live) -> Headings:
    """What the heading rows of a text say."""
    return frozenset(tuple(c.text for c in row.children) for row in root.of_kind(Kind.HEADER))


def head_tables(made: Sequence[Live], known: Headings) -> None:
    """In tables given anew on paper, the first rows that say what a heading row said are headings."""
    for table in (node for top in made for node in top.of_kind(Kind.TABLE)):
        for row in table.children:
            if row.kind is Kind.ROW and tuple(c.text for c in row.children) in known:
                row.kind = Kind.HEADER
            elif row.kind is not Kind.HEADER:
                break


def type_tables(root: Live) -> None:
    """Note anew the headings of cells and the names of rows, in the tables whose reader notes them.

    A reader of statutes notes none; there nothing is added. The text says which kind of base it is.
    """
    if not any(dict(row.attrs).get("key") for row in root.of_kind(Kind.ROW)):
        return
    headings: tuple[str, ...] = ()
    annex: Live | None = None
    for table in root.of_kind(Kind.TABLE):
        here = table.under(Kind.ANNEX)
        if here is not annex:
            annex, headings = here, ()
        if any(row.origin is None or _changed(row) for row in table.children):
            headings = _type(table, headings)
        else:
            headings = _headings(table, headings)


def _changed(row: Live) -> bool:
    assert row.origin is not None
    if len(row.children) != len(row.origin.children):
        return True
    return any(cell.origin is None or cell.text != cell.origin.text for cell in row.children)


def _headings(table: Live, before: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of a table: its own, or those of the table before it in the same annex."""
    rows = [row for row in table.children if row.kind is Kind.HEADER]
    if not rows:
        return before
    return tuple(" ".join(cell.text.split()) for cell in rows[0].children)


def _type(table: Live, before: tuple[str, ...]) -> tuple[str, ...]:
    names = _headings(table, before)
    subject = next((i for i, name in enumerate(names) if _SUBJECT.fullmatch(name)), 0)
    for row in table.children:
        if row.kind is not Kind.ROW:
            continue
        texts = [cell.text for cell in row.children]
        key = texts[subject] if subject < len(texts) else ""
        _note(row, "key", key or next((text for text in texts if text), ""))
        for name, cell in zip(names, row.children, strict=False):
            _note(cell, "header", name)
    return names


def _note(node: Live, name: str, value: str) -> None:
    kept = dict(node.attrs)
    kept[name] = value
    node.attrs = tuple(kept.items())
