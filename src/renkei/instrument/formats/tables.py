"""Tables of a text (別表) as rows of named cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from renkei.instrument.formats.jsonlazy import Lazy
from renkei.instrument.model import Kind, Node

Json = dict[str, Any]


def heading(node: Node | None) -> Json:
    """Label, number and title of a group; empty for a table that has no heading of its own."""
    if node is None:
        return {"label": "", "number": None, "title": ""}
    number = node.number.parts[-1] if node.number and node.number.parts else None
    return {"label": node.label, "number": number, "title": node.caption}


def column_names(table: Node) -> list[str]:
    """The columns of a table: from its heading row, otherwise from what its cells name.

    A column without a heading, or with one that was used before, is named by its place: 「列2」.
    """
    header = next((child for child in table.children if child.kind is Kind.HEADER), None)
    if header is not None:
        printed = [cell.text for cell in header.children if cell.kind is Kind.CELL]
    else:
        rows = [child for child in table.children if child.kind is Kind.ROW]
        widest = max(rows, key=lambda row: len(row.children), default=None)
        cells = widest.children if widest else ()
        printed = [cell.attr("header") for cell in cells if cell.kind is Kind.CELL]
    return _distinct(printed)


def table_json(table: Node) -> Json:
    """A table as ``{id, headers, rows}``; the rows are made as they are asked for."""
    names = column_names(table)

    def rows() -> Iterator[Json]:
        return (row_json(child, names) for child in table.children if child.kind is Kind.ROW)

    return {"id": table.id, "headers": names, "rows": Lazy(rows)}


def row_json(node: Node, names: list[str]) -> Json:
    """A row as ``{id, cells{heading: text}}``. A cell too many gets the name of its place."""
    cells: dict[str, str] = {}
    for place, cell in enumerate(node.children):
        if cell.kind is not Kind.CELL:
            continue
        name = cell.attr("header")
        if not name or name in cells or name not in names:
            name = names[place] if place < len(names) else ""
        if not name or name in cells:
            name = _free(place, cells)
        cells[name] = cell_text(cell)
    return {"id": node.id, "cells": cells}


def cell_text(cell: Node) -> str:
    """All text in a cell, a line end where the print has one."""
    texts = [part.text for part in cell.walk() if part.text]
    return "\n".join(texts).replace("\u2028", "\n")


def _distinct(printed: list[str]) -> list[str]:
    names: dict[str, None] = {}
    for place, name in enumerate(printed):
        clean = name.replace("\u2028", "")
        names[clean if clean and clean not in names else _free(place, names)] = None
    return list(names)


def _free(place: int, taken: dict[str, Any]) -> str:
    name = f"列{place + 1}"
    while name in taken:
        name += "′"
    return name
