"""The 取組 of an agreement, wherever it prints them: what both cities will do together.

Agreements print them in tables of the 別表 whose columns differ: 取組 | 内容 | 甲の役割 …,
分野 | 取組の内容 | …, 部 | 款 | 項 | 内容 | …. A table counts when a column is headed by
取組 or by roles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from renkei.instrument.formats.initiatives_inline import in_provisions
from renkei.instrument.formats.roles import prose_roles
from renkei.instrument.formats.tables import column_names, row_json
from renkei.instrument.model import Document, Kind, Node

Json = dict[str, Any]

#: A column that says what an initiative is called: 取組, 取組の名称, 取組名, 事業名 …
_NAME = re.compile(
    r"(連携する|具体的な?)?(取組|取り組み|取組み)(事項|項目|名|の名称|等)?|事業名?|事業の名称"
)
#: A column that says anything about it; the name stands to the left of the first of these.
_ABOUT = re.compile(r"内容|役割|分担|費用|経費")
#: A column that says what a party does: 甲の役割, 見本市の役割分担及び費用分担 …
_ROLE = re.compile(r"(?P<party>.+?)の(役割|分担)")
_ROLES = re.compile(r"役割|分担")


def initiatives(document: Document) -> list[Json]:
    """Every 取組 with its name, 内容, the roles by party, its cells and the headings above it."""
    return list(each_initiative(document))


def each_initiative(document: Document) -> Iterator[Json]:
    """The same, one by one."""
    return (entry for find in SOURCES for entry in find(document))


def in_tables(document: Document) -> Iterator[Json]:
    """The initiatives that are rows of tables, in reading order."""
    stack: list[tuple[Node, tuple[str, ...]]] = [(document.root, ())]
    while stack:
        node, path = stack.pop()
        if node.kind is Kind.TABLE:
            yield from _rows(node, path)
            continue
        if node.kind is Kind.GROUP:
            path = (*path, node.caption or node.label)
        stack.extend((child, path) for child in reversed(node.children))


#: Where initiatives are looked for.
SOURCES: list[Callable[[Document], Iterator[Json]]] = [in_tables, in_provisions]


def name_column(names: list[str]) -> int | None:
    """Which column names the initiative; None when the table is not one of initiatives."""
    squeezed = ["".join(name.split()) for name in names]
    named = next((i for i, name in enumerate(squeezed) if _NAME.fullmatch(name)), None)
    if named is not None:
        return named
    if not any(_ROLES.search(name) for name in squeezed):
        return None
    about = next((i for i, name in enumerate(squeezed) if _ABOUT.search(name)), 0)
    return about - 1 if about > 0 else None


def _rows(table: Node, path: tuple[str, ...]) -> Iterator[Json]:
    names = column_names(table)
    column = name_column(names)
    if column is None:
        return
    above = [""] * column
    for row in table.children:
        if row.kind is not Kind.ROW:
            continue
        cells = row_json(row, names)["cells"]
        for place, name in enumerate(names[:column]):
            # A cell that goes on from the row above is empty or not there.
            above[place] = cells.get(name) or above[place]
        name = cells.get(names[column], "")
        if not name:
            continue
        content = next((text for head, text in cells.items() if "内容" in head), None)
        roles = _roles(cells)
        if not roles:
            content, roles = _told(cells, content)
        yield {
            "id": row.id,
            "name": name,
            "content": content,
            "roles": roles,
            "cells": cells,
            "path": [*path, *(text for text in above if text)],
        }


def _told(cells: dict[str, str], content: str | None) -> tuple[str | None, dict[str, str]]:
    """Roles told in sentences: in a column of all roles, or behind the 内容 in its own column."""
    for heading, text in cells.items():
        if _ROLES.search(heading):
            before, roles = prose_roles(text)
            if roles:
                return (before if "内容" in heading else content), roles
    return content, {}


def _roles(cells: dict[str, str]) -> dict[str, str]:
    """What each party does, where a column is headed by one party: 甲の役割, 乙の役割 …"""
    roles: dict[str, str] = {}
    for heading, text in cells.items():
        role = _ROLE.match("".join(heading.split()))
        if role and "内容" not in role["party"]:
            roles[role["party"]] = text
    return roles
