"""Items, tables and annexes of an agreement in the order the schema of statutes wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from renkei.instrument.formats.lawxml_schema import LINE_IN_CELL as LINE
from renkei.instrument.formats.lawxml_schema import SUBITEM_DEPTH
from renkei.instrument.model import Kind, Node, Number

_LISTED = frozenset({Kind.ITEM, Kind.SUBITEM, Kind.GROUP})


def made(
    kind: Kind,
    *,
    label: str = "",
    text: str = "",
    element: str = "",
    number: Number | None = None,
    children: tuple[Node, ...] = (),
) -> Node:
    """A node of the projection: it has words and no place in the source, therefore no id."""
    attrs = (("element", element),) if element else ()
    return Node("", kind, label=label, number=number, text=text, children=children, attrs=attrs)


def said(node: Node) -> str:
    """Caption, note and text of a node in one run, brackets restored."""
    return node.caption + (f"（{node.note}）" if node.note else "") + node.text


def with_text(node: Node) -> tuple[Node, ...]:
    """The children, after those words of the node that its element has no place for."""
    label, words = "", node.text
    if node.kind is Kind.ARTICLE:
        words = said(replace(node, caption=""))
    elif node.kind in (Kind.PREAMBLE, Kind.MAIN):
        label, words = node.label, said(node)
    if not label and not words:
        return node.children
    return (made(Kind.PARAGRAPH, label=label, text=words), *node.children)


#: What may follow what in a 項: tables then items, or items then tables and lines (List).
_NEXT = {
    ("", "T"): "T",
    ("", "I"): "I",
    ("T", "T"): "T",
    ("T", "I"): "TI",
    ("TI", "I"): "TI",
    ("I", "I"): "I",
    ("I", "T"): "IT",
    ("I", "L"): "IT",
    ("IT", "T"): "IT",
    ("IT", "L"): "IT",
}


def fit_paragraph(node: Node, children: Sequence[Node]) -> list[Node]:
    """One 項 as one or more: where the order does not fit, an unlabelled one goes on."""
    parts: list[list[Node]] = [[]]
    state = ""
    for index, child in enumerate(children):
        run = parts[-1]
        if child.kind is Kind.REMARKS and run and run[-1].kind is Kind.TABLE:
            run[-1] = replace(run[-1], children=(*run[-1].children, child))
            continue
        if child.kind is Kind.TABLE:
            fitted, sort = child, "T"
        else:
            later = any(sibling.kind in _LISTED for sibling in children[index + 1 :])
            fitted = as_item(child, 0, line=state in ("I", "IT") and not later)
            sort = "L" if fitted.kind is Kind.BLOCK else "I"
        if (state, sort) not in _NEXT:
            parts.append([])
            state = ""
        state = _NEXT[state, sort]
        parts[-1].append(fitted)
    return [
        replace(node, children=_tables(parts[0])),
        *(made(Kind.PARAGRAPH, number=node.number, children=_tables(run)) for run in parts[1:]),
    ]


def as_item(node: Node, depth: int, *, line: bool = False) -> Node:
    """Any node as Item (depth 0) or Subitem; an unlabelled line as a List where one may stand."""
    if line and not node.label and not node.children and node.kind not in _LISTED:
        return made(Kind.BLOCK, element="List", text=said(node))
    kind = Kind.ITEM if depth == 0 else Kind.SUBITEM
    element = "Item" if depth == 0 else f"Subitem{depth}"
    base = replace(
        node,
        kind=kind,
        caption="",
        note="",
        text=said(node),
        attrs=(("element", element), *((k, v) for k, v in node.attrs if k != "element")),
    )
    if depth == SUBITEM_DEPTH:  # the deepest level: what is below becomes lines of it
        lines = [made(Kind.BLOCK, element="List", text=words) for words in _below(node)]
        return replace(base, children=tuple(lines))
    return replace(base, children=tuple(_sublist(node.children, depth)))


def _sublist(children: Sequence[Node], depth: int) -> list[Node]:
    """Subitems, then tables and lines; a subitem that comes later holds what came before it."""
    found: list[Node] = []
    for index, child in enumerate(children):
        later = any(sibling.kind in _LISTED for sibling in children[index + 1 :])
        if child.kind is Kind.REMARKS and found and found[-1].kind is Kind.TABLE:
            found[-1] = replace(found[-1], children=(*found[-1].children, child))
        elif child.kind is Kind.TABLE and later:
            found.append(_holding(child, depth + 1))
        elif child.kind is Kind.TABLE:
            found.append(child)
        else:
            open_end = bool(found) and found[-1].kind is not Kind.SUBITEM
            found.append(as_item(child, depth + 1, line=not later))
            if open_end and found[-1].kind is Kind.SUBITEM:  # cannot come after a table
                found[-1] = made(Kind.BLOCK, element="List", text=LINE.join(all_lines(child)))
    return list(_tables(found))


def _holding(table: Node, depth: int) -> Node:
    """A table where only a subitem may stand: in an unlabelled one."""
    element = f"Subitem{min(depth, SUBITEM_DEPTH)}"
    return made(Kind.SUBITEM, element=element, children=(fit_table(table),))


def all_lines(node: Node) -> list[str]:
    """A node and all below it as plain lines; a table row is one line."""
    if node.kind in (Kind.ROW, Kind.HEADER):
        line = "　".join(LINE.join(all_lines(cell)) for cell in node.children)
        return [words for words in (node.label + said(node), line) if words.strip("　")]
    own = node.label + ("　" if node.label and said(node) else "") + said(node)
    return [own, *_below(node)] if own else _below(node)


def _below(node: Node) -> list[str]:
    return [words for child in node.children for words in all_lines(child)]


def _tables(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(fit_table(node) if node.kind is Kind.TABLE else node for node in nodes)


def fit_table(node: Node) -> Node:
    """備考, heading rows, rows, 備考; merged cells only in rows, a heading cell knows none."""
    rows = [n for n in node.children if n.kind in (Kind.ROW, Kind.HEADER)]
    last = rows[-1] if rows else None
    found: list[Node] = []
    past = not rows
    body = False
    for child in node.children:
        if child.kind is Kind.REMARKS and (past or not found):
            found.append(fit_remarks(child))
        elif child.kind is Kind.HEADER and not body and child is not last:
            merged = any(cell.attr("colspan") or cell.attr("rowspan") for cell in child.children)
            body = merged
            found.append(_row(child, Kind.ROW if merged else Kind.HEADER))
        elif child.kind in (Kind.ROW, Kind.HEADER):
            body = True
            found.append(_row(child, Kind.ROW))
        elif past:
            found.append(made(Kind.REMARKS, text=LINE.join(all_lines(child))))
        else:
            body = True
            text = LINE.join(all_lines(child))
            found.append(made(Kind.ROW, children=(made(Kind.CELL, text=text),)))
        past = past or child is last
    if not any(n.kind is Kind.ROW for n in found):
        found.append(made(Kind.ROW, children=(made(Kind.CELL),)))
    title = node.label + said(node)
    return replace(node, label="", note="", text="", caption=title, children=tuple(found))


def _row(node: Node, kind: Kind) -> Node:
    cells = list(node.children) or [made(Kind.CELL)]
    own = node.label + said(node)
    if own:
        cells.insert(0, made(Kind.CELL, text=own))
    return replace(
        node,
        kind=kind,
        label="",
        caption="",
        note="",
        text="",
        children=tuple(
            replace(
                cell,
                kind=Kind.CELL,
                label="",
                caption="",
                note="",
                text=LINE.join(all_lines(cell)),
                children=(),
            )
            for cell in cells
        ),
    )


def fit_remarks(node: Node) -> Node:
    """備考: items only or sentences only."""
    if not node.children:
        return replace(node, caption="", note="", text=said(node))
    own = [made(Kind.PARAGRAPH, text=said(node))] if said(node) else []
    items = tuple(as_item(child, 0) for child in [*own, *node.children])
    return replace(node, caption="", note="", text="", children=items)


def fit_annex(node: Node) -> Node:
    """別表: tables and items in any order, one 備考 at the end."""
    children = [*([made(Kind.PARAGRAPH, text=node.text)] if node.text else []), *node.children]
    found: list[Node] = []
    for child in children:
        if child.kind is Kind.TABLE:
            found.append(child)
        elif child.kind is Kind.REMARKS and child is children[-1]:
            found.append(fit_remarks(child))
        elif child.kind is Kind.REMARKS and found and found[-1].kind is Kind.TABLE:
            found[-1] = replace(found[-1], children=(*found[-1].children, child))
        else:
            found.append(as_item(child, 0))
    attrs = tuple((k, v) for k, v in node.attrs if k != "element")
    return replace(node, text="", attrs=attrs, children=_tables(found))
