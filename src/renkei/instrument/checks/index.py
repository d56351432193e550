"""One look at a document that all rules share: nodes, parents, owners of places (検査の索引).

Rules scan the whole source with compiled patterns and ask here whose words a place is; nothing of
this is built before a rule needs it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from renkei.instrument.checks.registry import Hit
from renkei.instrument.model import Document, Kind, Node, Role, Severity
from renkei.instrument.references import Reference

#: Genres that are enacted, not agreed: nobody signs them.
_ENACTED = frozenset(
    {"憲法", "法律", "政令", "勅令", "省令", "府令", "条例", "規則", "規程", "要綱", "法", "令"}
)
_ENACTED_NUMBER = re.compile(r"(?:法律|政令|勅令|省令|府令|条例|規則|規程|太政官布告)第")
_AGREED = frozenset({"連携協約", "協約", "協定", "覚書", "契約", "規約"})
_CHANGE = re.compile(r"(?:変更|廃止|改正)する|の(?:一部)?(?:変更|改正|廃止)に?")


class Owned(NamedTuple):
    """Whose words a place is, and what they are for."""

    node: Node
    role: Role


class Index:
    """The shared view of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.source
        self.facts = document.facts
        self.nodes: list[Node] = []
        self.parents: dict[str, Node] = {}
        #: Ids of nodes that quote another text (改正規定の新旧の条文): its numbers are not ours.
        self.quoted: set[str] = set()
        #: What the rules of one module share between them.
        self.kept: dict[str, Any] = {}
        self._called: dict[str, tuple[str, str]] = {}
        self._walk(document.root)

    def _walk(self, root: Node) -> None:
        stack: list[tuple[Node, bool]] = [(root, False)]
        nodes, parents, quoted = self.nodes, self.parents, self.quoted
        while stack:
            node, inside = stack.pop()
            nodes.append(node)
            inside = inside or (
                node.kind is Kind.BLOCK
                and node.attr("element") in ("AmendProvision", "NewProvision", "QuoteStruct")
            )
            if inside:
                quoted.add(node.id)
            for child in reversed(node.children):
                parents[child.id] = node
                stack.append((child, inside))

    # ---- what kind of text ----------------------------------------------------------------

    @cached_property
    def enacted(self) -> bool:
        """A statute, an ordinance, a rule: nothing about parties may be asked of it."""
        facts = self.facts
        return (
            self.document.profile in ("lawxml", "statute-xml")
            or facts.genre in _ENACTED
            or bool(_ENACTED_NUMBER.search(facts.law_number))
        )

    @cached_property
    def agreement(self) -> bool:
        """A text that is agreed and signed: 連携協約, 協定, 覚書 …"""
        if self.enacted:
            return False
        if self.facts.genre in _AGREED or self.facts.signatures:
            return True
        return any(child.kind is Kind.CLOSING for child in self.document.root.children)

    @cached_property
    def change(self) -> bool:
        """An agreement that changes or ends another one (変更協約, 廃止)."""
        return bool(_CHANGE.search(self.facts.title))

    @cached_property
    def formula(self) -> bool:
        """A text of amending formulas (改め文), whose quotations may be torn and unbalanced."""
        return self.change and not self.articles

    @cached_property
    def scheme(self) -> str:
        """連携協約 (地方自治法252条の2), 定住自立圏形成協定, or "" for neither."""
        title = self.facts.title
        head = self.source[:1500]
        if self.facts.genre == "連携協約" or "連携協約" in title:
            return "連携協約"
        if not title and "連携協約を締結" in head:
            return "連携協約"
        if "定住自立圏" in (title or head) and ("協定" in title or not title):
            return "定住自立圏形成協定"
        return ""

    # ---- nodes ----------------------------------------------------------------------------

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def articles(self) -> tuple[Node, ...]:
        """Articles of the main provisions, quoted ones left out."""
        return tuple(a for a in self.document.articles() if a.id not in self.quoted)

    def above(self, node: Node, *kinds: Kind) -> Node | None:
        """The nearest node of these kinds that is this one or holds it."""
        found: Node | None = node
        while found is not None and found.kind not in kinds:
            found = self.parents.get(found.id)
        return found

    @cached_property
    def tables(self) -> tuple[Node, ...]:
        """All tables."""
        return tuple(node for node in self.nodes if node.kind is Kind.TABLE)

    @cached_property
    def annexes(self) -> tuple[Node, ...]:
        """別表, 別記, 様式."""
        return tuple(n for n in self.document.root.children if n.kind is Kind.ANNEX)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference of the text, resolved."""
        from renkei.instrument import references

        return references.references(self.document)

    # ---- places ---------------------------------------------------------------------------

    @cached_property
    def _pieces(self) -> tuple[list[int], list[tuple[int, Node, Role]]]:
        found = [(start, node, role) for node in self.nodes for role, start, _end in node.pieces]
        found.sort(key=itemgetter(0))
        return [entry[0] for entry in found], found

    def owner(self, offset: int) -> Owned:
        """Whose words stand at this place of the source."""
        starts, owners = self._pieces
        place = bisect_right(starts, offset) - 1
        if place < 0:
            return Owned(self.document.root, Role.LAYOUT)
        return Owned(owners[place][1], owners[place][2])

    def span(self, node: Node, role: Role = Role.TEXT) -> tuple[int, int]:
        """The source range of one role of a node; the node's own start where it has none."""
        return node.span(role) or (node.start, node.start)

    def place(self, node: Node, start: int, end: int) -> tuple[int, int]:
        """Offsets in ``node.text`` as offsets in the source."""
        position = 0
        found: list[int] = []
        for piece in node.pieces:
            if piece.role is not Role.TEXT:
                continue
            length = piece.end - piece.start
            if not found and start < position + length:
                found.append(piece.start + start - position)
            if found and end <= position + length:
                return found[0], piece.start + end - position
            position += length
        low, high = self.span(node)
        return (found[0] if found else low), high

    def hit(
        self,
        node: Node,
        span: tuple[int, int],
        ja: str,
        en: str,
        severity: Severity | None = None,
    ) -> Hit:
        """A hit at ``span`` of the source."""
        return Hit(node.id, span[0], span[1], ja, en, severity)

    # ---- names ----------------------------------------------------------------------------

    def where(self, node: Node) -> tuple[str, str]:
        """How a person calls the place of a node: 「第3条第2項」, "Article 3, paragraph 2"."""
        words = self._called.get(node.id)
        if words is None:
            words = self._called[node.id] = self._call(node)
        return words

    def _call(self, node: Node) -> tuple[str, str]:
        ja: list[str] = []
        en: list[str] = []
        found: Node | None = node
        while found is not None:
            words = _name(found)
            if words is not None:
                ja.append(words[0])
                en.append(words[1])
            found = self.parents.get(found.id)
        if not ja:
            return "本文", "the text"
        return "".join(reversed(ja)), ", ".join(reversed(en))


def _name(node: Node) -> tuple[str, str] | None:
    kind, number = node.kind, node.number
    if kind is Kind.ARTICLE:
        return node.label.replace(" ", "") or "（番号のない条）", f"Article {number or '?'}"
    if kind is Kind.PARAGRAPH:
        if number is None or (number.parts == (1,) and not node.label):
            return None
        return f"第{number}項", f"paragraph {number}"
    if kind in (Kind.ITEM, Kind.SUBITEM, Kind.GROUP):
        return (node.label, f"item {node.label}") if node.label else None
    if kind is Kind.ANNEX:
        return node.label or "別表", f"annex {node.label}"
    if kind is Kind.SUPPLEMENT:
        note = f"（{node.note}）" if node.note else ""
        return f"附則{note}", f"supplementary provisions{' ' + note if note else ''}"
    if kind is Kind.ROW:
        key = node.attr("key") or next((c.text for c in node.children if c.text), "")
        return f"の「{key}」の行", f"row “{key}”"
    if kind is Kind.CELL:
        header = node.attr("header")
        return (f"の「{header}」欄", f"column “{header}”") if header else None
    fixed = {
        Kind.PREAMBLE: ("前文", "preamble"),
        Kind.CLOSING: ("後文", "closing"),
        Kind.SIGNATURE: ("署名欄", "signature block"),
        Kind.COVER: ("表紙", "cover"),
        Kind.TITLE: ("題名", "title"),
    }
    return fixed.get(kind)
