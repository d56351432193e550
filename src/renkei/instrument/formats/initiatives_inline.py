"""The 取組 that an agreement prints in its articles or as blocks of lines, not in a table.

「(1) 分野 / a 取組 / (a) 取組内容 … / (b) 役割分担 / i 甲の役割 …」 and the like: a provision is an
initiative when the provisions right below it are its 内容 and its roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from renkei.instrument.formats.roles import prose_roles
from renkei.instrument.model import Document, Kind, Node

Json = dict[str, Any]

_CONTENT = r"(?:連携する)?(?:取り?組み?|事業|具体的な取組)の?(?:内容|概要)|内容"
_ROLE = r"(?P<party>[甲乙丙丁戊]|[^ 　、。]{1,12}?[都道府県市町村区])の役割(?:分担)?"
_ROLES = r"役割分担|(?:甲乙の)?役割"
_NAME = r"取り?組み?(?:名|事項|の名称)?|事業名?"
_COST = r"費用(?:負担|分担)?(?:の考え方)?|経費(?:の負担)?"
#: A line that heads a part of an initiative: alone, or before its text behind a space.
_HEADING = re.compile(
    rf"(?:(?P<content>{_CONTENT})|{_ROLE}|(?P<roles>{_ROLES})|(?P<name>{_NAME})|(?P<cost>{_COST}))"
    r"(?:[ 　：:]+(?P<text>\S.*)|[ 　]*)$"
)
_PROVISIONS = (Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM)


def in_provisions(document: Document) -> Iterator[Json]:
    """The initiatives printed as provisions, in reading order."""
    stack: list[tuple[Node, tuple[str, ...]]] = [(document.root, ())]
    while stack:
        node, path = stack.pop()
        entry = _entry(node, path) if node.kind in _PROVISIONS else None
        if entry is not None:
            yield entry
            continue
        if node.kind in (Kind.ITEM, Kind.SUBITEM, Kind.GROUP):
            path = (*path, node.caption or node.text)
        stack.extend((child, path) for child in reversed(node.children))


def _entry(node: Node, path: tuple[str, ...]) -> Json | None:
    """``node`` as an initiative; None when its 内容 or roles do not stand right below it."""
    parts = [(child, _HEADING.match(child.text)) for child in _below(node)]
    named = _HEADING.match(node.text) if node.text else None
    kinds = {found.lastgroup for _, found in parts if found} | {
        name for _, found in parts if found for name in ("content", "party", "roles") if found[name]
    }
    if not kinds & {"content", "roles", "party"} or (
        "content" not in kinds and "roles" not in kinds and len(parts) < 2
    ):
        return None
    cells: dict[str, str] = {}
    roles: dict[str, str] = {}
    content = None
    for child, found in parts:
        if found is None:
            continue
        if found["roles"]:
            roles.update(prose_roles((found["text"] or "") + _said_below(child))[1])
            for below in _below(child):
                role = _HEADING.match(below.text)
                if role and role["party"]:
                    roles[role["party"]] = _said(below, role)
                    cells[below.text[: role.end("party")] + "の役割"] = roles[role["party"]]
            continue
        text = _said(child, found)
        heading = child.text[: found.start("text")].strip(" 　：:") if found["text"] else child.text
        cells[heading] = text
        if found["party"]:
            roles[found["party"]] = text
        elif found["content"]:
            content = text
    if content is None and not roles:
        return None
    name = named["text"] if named and named["name"] and named["text"] else node.text
    if node.kind is Kind.ARTICLE:
        name = node.caption
    return {
        "id": node.id,
        "name": name,
        "content": content,
        "roles": roles,
        "cells": cells,
        "path": list(path),
    }


def _below(node: Node) -> list[Node]:
    """The parts of a provision; those of an article stand in its paragraph."""
    if node.kind is Kind.ARTICLE:
        return [item for paragraph in node.children for item in paragraph.children]
    return list(node.children)


def _said(node: Node, found: re.Match[str]) -> str:
    """What stands behind a heading, on its line and below it."""
    return (found["text"] or "") + _said_below(node)


def _said_below(node: Node) -> str:
    return "".join(child.full_text() for child in node.children)
