"""What a text says, laid out for people and programs that know nothing of the tree.

Everything here is derived from a :class:`Document`; nothing is ever read back from it. Offsets are
left out except for ids, so that a facade reads like the agreement: 題名, 当事者, 条, 別表, 署名.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from renkei.instrument.formats.initiatives import each_initiative
from renkei.instrument.formats.jsonlazy import Lazy, whole
from renkei.instrument.formats.places import Places
from renkei.instrument.formats.tables import heading, table_json
from renkei.instrument.model import Document, Finding, Kind, Node, Number

#: A JSON object that is being built.
Json = dict[str, Any]

_DIVISIONS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION)


def facade(document: Document) -> Json:
    """The text as plain dicts and lists, in the order of the schema ``instrument.schema.json``."""
    found: Json = whole(members(document))
    return found


def members(document: Document) -> Json:
    """What :func:`facade` says, its long lists made as they are gone through (``Lazy``)."""
    facts = document.facts
    root = document.root
    main = [child for child in root.children if child.kind is Kind.MAIN]
    return {
        "title": facts.title or _first(document, Kind.TITLE),
        "genre": facts.genre,
        "law_number": facts.law_number or _first(document, Kind.LAW_NUMBER),
        "parties": [
            {"designation": party.designation, "name": party.name, "members": list(party.members)}
            for party in facts.parties
        ],
        "legal_basis": facts.legal_basis.text if facts.legal_basis else None,
        "legal_basis_ref": _basis(document),
        "cover": [node.text for node in document.of_kind(Kind.COVER)],
        "preamble": _joined(document.of_kind(Kind.PREAMBLE, Kind.ENACTMENT)),
        "divisions": Lazy(lambda: (entry for node in main for entry in _divisions(node))),
        "paragraphs": Lazy(
            lambda: (_paragraph(child) for node in main for child in node.children if _is(child))
        ),
        "articles": Lazy(lambda: (entry for node in main for entry in _articles(node))),
        "supplementary": Lazy(
            lambda: (_supplement(document, node) for node in _top(root, Kind.SUPPLEMENT))
        ),
        "annexes": Lazy(lambda: (_annex(node) for node in _top(root, Kind.ANNEX))),
        "closing": _closing(document),
        "initiatives": Lazy(lambda: each_initiative(document)),
    }


def findings(source: str, found: Sequence[Finding]) -> list[Json]:
    """Findings with their places in ``source``: offsets, and line and column counted from 1."""
    return list(each_finding(source, found))


def each_finding(source: str, found: Sequence[Finding]) -> Iterator[Json]:
    """The same, one by one."""
    places = Places(source)
    for finding in found:
        line, column = places.at(finding.start)
        yield {
            "code": finding.code,
            "severity": finding.severity.value,
            "node": finding.node_id,
            "line": line,
            "column": column,
            "start": finding.start,
            "end": finding.end,
            "message": finding.message_ja,
            "message_en": finding.message_en,
            "found": finding.found,
        }


def outline(document: Document) -> list[tuple[int, Node]]:
    """The nodes that make a table of contents, each with its depth (0 at the left)."""
    shown = {
        *_DIVISIONS,
        Kind.PREAMBLE,
        Kind.ARTICLE,
        Kind.SUPPLEMENT,
        Kind.CLOSING,
        Kind.SIGNATURE,
        Kind.ANNEX,
        Kind.GROUP,
    }
    lines: list[tuple[int, Node]] = []
    stack = [(0, child) for child in reversed(document.root.children)]
    while stack:
        depth, node = stack.pop()
        if node.kind in shown:
            lines.append((depth, node))
            depth += 1
        stack.extend((depth, child) for child in reversed(node.children))
    return lines


def lines(text: str) -> str:
    """Text of a cell or paragraph with U+2028 (a line end inside it) written as a line end."""
    return text.replace("\u2028", "\n")


def _first(document: Document, kind: Kind) -> str:
    return next((node.text for node in document.root.of_kind(kind)), "")


def _top(root: Node, kind: Kind) -> list[Node]:
    """Nodes of a kind that do not stand in another node of that kind."""
    found: list[Node] = []
    stack = list(reversed(root.children))
    while stack:
        node = stack.pop()
        if node.kind is kind:
            found.append(node)
        else:
            stack.extend(reversed(node.children))
    return found


def _is(child: Node) -> bool:
    return child.kind is Kind.PARAGRAPH


def _number(number: Number | None) -> int | None:
    """The main number: 第3条の2 is 3 (its full number stands beside it as ``num``)."""
    return number.parts[0] if number and number.parts else None


def _joined(nodes: Sequence[Node]) -> str:
    """The texts of nodes and of what is in them, a line each."""
    texts = [part.text for node in nodes for part in node.walk() if part.text]
    return lines("\n".join(texts))


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _basis(document: Document) -> Json | None:
    basis = document.facts.legal_basis
    if basis is None:
        return None
    return {
        "law": basis.law,
        "law_number": basis.law_number,
        "article": str(basis.article) if basis.article else None,
        "paragraph": basis.paragraph,
        "item": basis.item,
    }


def _divisions(main: Node) -> list[Json]:
    """編, 章, 節, 款 and 目 in order, each naming the one it stands in."""
    found: list[Json] = []
    stack: list[tuple[Node, str | None]] = [(child, None) for child in reversed(main.children)]
    while stack:
        node, within = stack.pop()
        if node.kind not in _DIVISIONS:
            continue
        found.append(
            {
                "id": node.id,
                "kind": node.kind.value,
                "label": node.label,
                "num": str(node.number or ""),
                "caption": node.caption,
                "within": within,
            }
        )
        stack.extend((child, node.id) for child in reversed(node.children))
    return found


def _articles(main: Node) -> Iterator[Json]:
    stack: list[tuple[Node, str | None]] = [(child, None) for child in reversed(main.children)]
    while stack:
        node, within = stack.pop()
        if node.kind is Kind.ARTICLE:
            yield _article(node, within)
        elif node.kind in _DIVISIONS:
            stack.extend((child, node.id) for child in reversed(node.children))


def _article(node: Node, within: str | None) -> Json:
    return {
        "id": node.id,
        "number": _number(node.number),
        "num": str(node.number or ""),
        "label": node.label,
        "caption": node.caption,
        "division": within,
        **_body(node, ("paragraphs",)),
    }


def _paragraph(node: Node) -> Json:
    return {
        "id": node.id,
        "number": _number(node.number),
        "label": node.label,
        "text": lines(node.text),
        **_body(node, ("items",)),
    }


def _item(node: Node) -> Json:
    return {
        "id": node.id,
        "number": _number(node.number),
        "label": node.label,
        "text": lines(node.text),
        **_body(node, ("items",)),
    }


def _body(node: Node, always: tuple[str, ...]) -> Json:
    """What stands in a node, by what it is; the members named in ``always`` even when empty."""
    body: Json = {name: [] for name in always}
    for child in node.children:
        if child.kind is Kind.PARAGRAPH:
            body.setdefault("paragraphs", []).append(_paragraph(child))
        elif child.kind in (Kind.ITEM, Kind.SUBITEM):
            body.setdefault("items", []).append(_item(child))
        elif child.kind is Kind.ARTICLE:
            body.setdefault("articles", []).append(_article(child, None))
        elif child.kind is Kind.TABLE:
            body.setdefault("tables", []).append(table_json(child))
        elif child.kind is Kind.REMARKS:
            body.setdefault("notes", []).append(_joined([child]))
        elif child.kind not in (Kind.GROUP, Kind.CLOSING, Kind.DATE, Kind.SIGNATURE):
            other = {"id": child.id, "kind": child.kind.value, "text": _joined([child])}
            body.setdefault("other", []).append(other)
    return body


def _supplement(document: Document, node: Node) -> Json:
    inside = {part.id for part in node.walk()}
    stated = [fact for fact in document.facts.commencements if fact.node_id in inside]
    return {
        "id": node.id,
        "label": node.label,
        "note": node.note,
        "effective": _iso(next((fact.date for fact in stated if fact.date), None)),
        "until": _iso(next((fact.until for fact in stated if fact.until), None)),
        "text": _joined([node]),
        **_body(node, ("paragraphs",)),
    }


def _annex(node: Node) -> Json:
    """An annex. ``title`` is its own title, or the label (「別表」) where it has none."""
    return {
        "id": node.id,
        "label": node.label,
        "num": str(node.number or ""),
        "title": node.caption or node.label,
        "related": node.note,
        "groups": _groups(node),
        **_without_tables(_body(node, ())),
    }


def _groups(node: Node) -> list[Json]:
    """Groups of an annex, nested; a table in the annex itself is a group without title."""
    found: list[Json] = []
    for child in node.children:
        if child.kind is Kind.GROUP:
            found.append(_group(child))
        elif child.kind is Kind.TABLE:
            found.append({**heading(None), "groups": [], **table_json(child)})
    return found


def _group(node: Node) -> Json:
    tables = [table_json(child) for child in node.children if child.kind is Kind.TABLE]
    inner = [_group(child) for child in node.children if child.kind is Kind.GROUP]
    own: Json = {"headers": [], "rows": []}
    if len(tables) == 1:
        own = {"headers": tables[0]["headers"], "rows": tables[0]["rows"]}
    elif tables:  # several tables under one heading: each a group of its own, in order
        inner = _groups(node)
    body = _without_tables(_body(node, ()))
    text = {"text": lines(node.text)} if node.text else {}
    return {"id": node.id, **heading(node), **text, "groups": inner, **own, **body}


def _without_tables(body: Json) -> Json:
    body.pop("tables", None)
    return body


def _closing(document: Document) -> Json:
    facts = document.facts
    dates = [node.text for node in document.root.children if node.kind is Kind.DATE]
    return {
        "date": _iso(facts.concluded),
        "date_text": facts.concluded_text or next(iter(dates), ""),
        "text": _joined(document.of_kind(Kind.CLOSING)),
        "copies": facts.copies,
        "signatures": [
            {
                "designation": block.designation,
                "address": block.address,
                "body": block.body,
                "office": block.office,
                "name": block.name,
            }
            for block in facts.signatures
        ],
    }
