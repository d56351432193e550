"""What a statute in 法令標準XML needs besides its text: attributes that say what is printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from renkei.instrument.composition.old import ROWS
from renkei.instrument.model import Document, Facts, Kind, Node

#: The commonest element of a kind below a parent of a kind, "" where the kind says it.
Elements = dict[tuple[Kind, Kind], str]


def statute(document: Document, like: Document) -> Document:
    """The composed statute with the attributes of changed nodes put right."""
    before = {node.id: node for node in like.root.walk()}
    root = _right(document.root, before, _elements(like.root))
    number = next(root.of_kind(Kind.LAW_NUMBER), None)
    facts = Facts(
        title=next((child.text for child in root.children if child.kind is Kind.TITLE), ""),
        genre=like.facts.genre,
        law_number=number.text if number else "",
    )
    return replace(document, root=root, facts=facts)


def _elements(root: Node) -> Elements:
    """Which element a node of a kind is below a parent of a kind, where the kind alone does not say."""
    found: dict[tuple[Kind, Kind], Counter[str]] = {}
    for parent in root.walk():
        for child in parent.children:
            names = found.setdefault((parent.kind, child.kind), Counter())
            names[child.attr("element")] += 1
    return {pair: names.most_common(1)[0][0] for pair, names in found.items()}


def _right(node: Node, before: dict[str, Node], elements: Elements) -> Node:
    children = tuple(_right(child, before, elements) for child in node.children)
    children = tuple(_called(child, node, before, elements) for child in children)
    attrs = node.attrs
    was = before.get(node.id)
    if was is not None and was.number != node.number:
        attrs = tuple(pair for pair in attrs if pair[0] != "Num")
    if node.kind is Kind.SUPPLEMENT:
        # Printed from attributes, which the words now override; the writer makes them anew.
        gone = {"AmendLawNum"} if was is None or was.note != node.note else set()
        gone |= {"Extract"} if was is None or was.caption != node.caption else set()
        attrs = tuple(pair for pair in attrs if pair[0] not in gone)
    if node.kind is Kind.TABLE:
        children = _headed(children)
    same = attrs is node.attrs and all(a is b for a, b in zip(children, node.children, strict=True))
    return node if same else replace(node, attrs=attrs, children=children)


def _called(child: Node, parent: Node, before: dict[str, Node], elements: Elements) -> Node:
    """A new node is the element that its siblings are."""
    if child.id in before or child.attr("element"):
        return child
    name = next(
        (c.attr("element") for c in parent.children if c.kind is child.kind and c.id in before),
        elements.get((parent.kind, child.kind), ""),
    )
    return replace(child, attrs=(("element", name), *child.attrs)) if name else child


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
