"""What a statute in 法令標準XML needs besides its text: attributes that say what is printed."""

from __future__ import annotations

from dataclasses import replace

from renkei.instrument.composition.old import ROWS
from renkei.instrument.model import Document, Facts, Kind, Node


def statute(document: Document, like: Document) -> Document:
    """The composed statute with the attributes of changed nodes put right."""
    before = {node.id: node for node in like.root.walk()}
    root = _right(document.root, before)
    number = next(root.of_kind(Kind.LAW_NUMBER), None)
    facts = Facts(
        title=next((child.text for child in root.children if child.kind is Kind.TITLE), ""),
        genre=like.facts.genre,
        law_number=number.text if number else "",
    )
    return replace(document, root=root, facts=facts)


def _right(node: Node, before: dict[str, Node]) -> Node:
    children = tuple(_right(child, before) for child in node.children)
    attrs = node.attrs
    was = before.get(node.id)
    if was is not None and was.number != node.number:
        attrs = tuple(pair for pair in attrs if pair[0] != "Num")
    if node.kind is Kind.SUPPLEMENT:
        law = "" if was is not None and was.note == node.note else node.note
        if law:
            attrs = (*(pair for pair in attrs if pair[0] != "AmendLawNum"), ("AmendLawNum", law))
    if node.kind is Kind.TABLE:
        children = _headed(children)
    same = attrs is node.attrs and all(a is b for a, b in zip(children, node.children, strict=True))
    return node if same else replace(node, attrs=attrs, children=children)


def _headed(rows: tuple[Node, ...]) -> tuple[Node, ...]:
    """Cells learn the heading of their column, as the reader tells them."""
    header = next((row for row in rows if row.kind is Kind.HEADER), None)
    names = [cell.text for cell in header.children] if header is not None else []
    return tuple(_row(row, names) if row.kind in ROWS else row for row in rows)


def _row(row: Node, names: list[str]) -> Node:
    spanned = any(cell.attr("colspan") or cell.attr("rowspan") for cell in row.children)
    told = row.kind is Kind.ROW and len(row.children) == len(names) and not spanned
    cells = []
    for place, cell in enumerate(row.children):
        wanted = (("header", names[place]),) if told else ()
        rest = tuple(pair for pair in cell.attrs if pair[0] != "header")
        right = rest + wanted
        cells.append(cell if right == cell.attrs else replace(cell, attrs=right))
    return replace(row, children=tuple(cells))
