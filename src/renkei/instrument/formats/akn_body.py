"""Provisions, tables, opening and ending of a text as elements of Akoma Ntoso."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from renkei.instrument.formats.akn_element import element, safe, sub
from renkei.instrument.formats.akn_ids import ELEMENTS, Names
from renkei.instrument.formats.akn_inline import Inline, add
from renkei.instrument.model import Facts, Kind, Node, Role

if TYPE_CHECKING:
    from lxml import etree

_HIERARCHY = frozenset(
    {
        Kind.PART,
        Kind.CHAPTER,
        Kind.SECTION,
        Kind.SUBSECTION,
        Kind.DIVISION,
        Kind.ARTICLE,
        Kind.PARAGRAPH,
        Kind.ITEM,
        Kind.SUBITEM,
        Kind.GROUP,
    }
)
_FIELDS = {"body": "organization", "office": "role", "name": "person"}


class Body:
    """Makes the elements. Every word of a node goes into exactly one of them."""

    def __init__(self, names: Names, inline: Inline, facts: Facts) -> None:
        self._names = names
        self._inline = inline
        self._facts = facts
        self._signatures = 0
        self._places: dict[tuple[str, str], str] = {}

    def know(self, nodes: Iterable[Node]) -> None:
        """Learn where the divisions are that entries of a 目次 name."""
        for node in nodes:
            if node.kind is not Kind.TOC_ENTRY and node.label and self._names.eid(node):
                self._places.setdefault(_key(node), self._names.eid(node))

    def into_body(self, body: etree._Element, main: Node) -> None:
        """The main provisions (本則), which have no element of their own."""
        if main.text or main.caption or main.label or main.note:
            wrapped = sub(body, "hcontainer", {"name": "main"})
            self._heads(wrapped, main)
            self._fill(sub(sub(wrapped, "content"), "p"), main)
        for child in main.children:
            body.append(self.hier(child, ""))

    def hier(self, node: Node, name: str) -> etree._Element:
        """A provision: num, heading, and either its content or intro and what is below."""
        if node.kind in _HIERARCHY:
            made = element(ELEMENTS[node.kind][0], self._names.attrs(node))
        else:
            called = name or node.attr("element") or node.kind.value
            attrs = {"name": safe(called), **self._names.attrs(node)}
            made = element("hcontainer", attrs)
        self._heads(made, node)
        if node.kind in (Kind.TABLE, Kind.ROW, Kind.HEADER, Kind.CELL):
            made[:] = []  # a table has its own ids and caption
            made.attrib.pop("eId", None)
            made.attrib.pop("wId", None)
            sub(made, "content").append(self._table(node))
            return made
        if not any(child.kind is not Kind.TABLE for child in node.children):
            content = sub(made, "content")
            if node.text or not node.children:
                self._fill(sub(content, "p"), node)
            content.extend(self._table(child) for child in node.children)
            return made
        rest = list(node.children)
        if node.text or rest[0].kind is Kind.TABLE:
            intro = sub(made, "intro")
            if node.text:
                self._fill(sub(intro, "p"), node)
            while rest[0].kind is Kind.TABLE:
                intro.append(self._table(rest.pop(0)))
        ending: list[Node] = []
        while rest[-1].kind is Kind.TABLE:
            ending.insert(0, rest.pop())
        for child in rest:
            made.append(self.hier(child, ""))
        if ending:
            sub(made, "wrapUp").extend(self._table(child) for child in ending)
        return made

    def _heads(self, made: etree._Element, node: Node) -> None:
        for role, tag, words in (
            (Role.LABEL, "num", node.label),
            (Role.CAPTION, "heading", node.caption),
            (Role.NOTE, "subheading", node.note),
        ):
            if words:
                self._inline.fill(sub(made, tag), node, role)

    def _fill(self, el: etree._Element, node: Node) -> None:
        self._inline.fill(el, node, Role.TEXT)

    def title(self, node: Node) -> list[etree._Element]:
        """題名 and 法令番号."""
        tag = "docTitle" if node.kind is Kind.TITLE else "docNumber"
        if node.kind is Kind.TITLE:
            made = element("longTitle", self._names.attrs(node))
            line = sub(made, "p")
        else:
            made = line = element("p", self._names.attrs(node))
        self._before_text(line, node)
        self._fill(sub(line, tag), node)
        return [made, *self._below(node)]

    def _below(self, node: Node) -> list[etree._Element]:
        return [block for child in node.children for block in self.blocks(child, apart=True)]

    def opening(self, node: Node) -> list[etree._Element]:
        """What stands before the main provisions: 制定文, 目次, 前文, and whatever else."""
        if node.kind is Kind.ENACTMENT:
            made = element("formula", {"name": "enactment", **self._names.attrs(node)})
            line = sub(made, "p")
            self._before_text(line, node)
            self._fill(line, node)
            return [made, *self._below(node)]
        if node.kind is Kind.TOC and _only_entries(node):
            entries = list(self._toc(node.children, 1))
            if entries:
                found = []
                if node.label or node.caption or node.note or node.text:
                    label = element("p", {"class": "toc"})
                    for role in (Role.LABEL, Role.CAPTION, Role.NOTE, Role.TEXT):
                        self._inline.fill(label, node, role)
                    found.append(label)
                toc = element("toc", self._names.attrs(node))
                toc.extend(entries)
                return [*found, toc]
        return self.blocks(node, apart=True)

    def _toc(self, nodes: Sequence[Node], level: int) -> Iterator[etree._Element]:
        for node in nodes:
            href = "#" + self._places.get(_key(node), "")
            ids = self._names.attrs(node)
            made = element("tocItem", {"level": str(level), "href": href, **ids})
            self._inline.fill(made, node, Role.LABEL)
            if node.label and node.caption:
                add(made, "　")
            self._inline.fill(made, node, Role.CAPTION)
            self._inline.fill(made, node, Role.TEXT)
            if node.note:
                add(made, "（")
                self._inline.fill(made, node, Role.NOTE)
                add(made, "）")
            yield made
            yield from self._toc(node.children, level + 1)

    def blocks(self, node: Node, *, apart: bool = False) -> list[etree._Element]:
        """A node and all below it as paragraphs and tables, where no hierarchy may stand.

        ``apart``: containers may stand there too (cover, preface, preamble, conclusions).
        """
        if node.kind is Kind.TABLE:
            return [self._table(node)]
        if node.kind is Kind.SIGNATURE and apart:
            return [self._signature(node)]
        found: list[etree._Element] = []
        if node.label or node.caption or node.note or node.text or not node.children:
            found.append(self._line(node))
        for child in node.children:
            found.extend(self.blocks(child, apart=apart))
        return found

    def _line(self, node: Node) -> etree._Element:
        made = element("p", {"class": node.kind.value, **self._names.attrs(node)})
        self._before_text(made, node)
        concluded = self._facts.concluded
        if node.kind is Kind.DATE and concluded is not None and node.text:
            self._fill(sub(made, "docDate", {"date": concluded.isoformat()}), node)
        else:
            self._fill(made, node)
        return made

    def _before_text(self, line: etree._Element, node: Node) -> None:
        for role, words in (
            (Role.LABEL, node.label),
            (Role.CAPTION, node.caption),
            (Role.NOTE, node.note),
        ):
            if words:
                self._inline.fill(sub(line, "inline", {"name": role.value}), node, role)

    def _signature(self, node: Node) -> etree._Element:
        """署名欄: who signs for which party; names and offices point to the references."""
        self._signatures += 1
        index = self._signatures
        made = element("container", {"name": "signature", **self._names.attrs(node)})
        if node.label or node.caption or node.note or node.text or not node.children:
            line = sub(made, "p")
            self._before_text(line, node)
            self._fill(line, node)
        for child in node.children:
            named = child.label or child.caption or child.note
            if child.kind is not Kind.FIELD or named or child.children:
                made.extend(self.blocks(child, apart=True))
                continue
            line = sub(made, "p", {"class": "field", **self._names.attrs(child)})
            field = child.attr("field")
            inside = sub(line, "signature") if field == "name" else line
            target = self._target(field, index, node.label)
            if target and child.text:
                inside = sub(inside, _FIELDS[field], {"refersTo": target})
            elif field and field not in _FIELDS:
                inside = sub(inside, "inline", {"name": safe(field)})
            self._fill(inside, child)
        return made

    def _target(self, field: str, index: int, designation: str) -> str:
        if field == "body":
            parties = self._facts.parties
            for place, party in enumerate(parties, 1):
                if party.designation and party.designation == designation:
                    return f"#party_{place}"
            return ""
        signatures = self._facts.signatures
        if index > len(signatures):
            return ""
        signed = signatures[index - 1]
        if field == "name" and signed.name:
            return f"#person_{index}"
        return f"#office_{index}" if field == "office" and signed.office else ""

    def _table(self, node: Node) -> etree._Element:
        """A table; rows or cells that stand alone (in a 改正規定) make one too."""
        attrs = self._names.attrs(node)
        if node.kind is Kind.CELL:
            made = element("table")
            sub(made, "tr").append(self._cell(node, "td"))
            return made
        if node.kind in (Kind.ROW, Kind.HEADER):
            made = element("table")
            made.append(self._row(node))
            return made
        made = element("table", attrs)
        if node.label or node.caption or node.note or node.text:
            caption = sub(made, "caption")
            for role in (Role.LABEL, Role.CAPTION, Role.NOTE, Role.TEXT):
                self._inline.fill(caption, node, role)
        for child in node.children:
            if child.kind in (Kind.ROW, Kind.HEADER):
                made.append(self._row(child))
            else:  # 備考 between rows: a row of its own
                row = sub(made, "tr", {"class": child.kind.value})
                sub(row, "td").extend(self.blocks(child))
        if not len(made) or str(made[-1].tag).endswith("caption"):
            sub(sub(made, "tr"), "td")
        return made

    def _row(self, node: Node) -> etree._Element:
        made = element("tr", self._names.attrs(node))
        tag = "th" if node.kind is Kind.HEADER else "td"
        if node.label or node.caption or node.note or node.text:
            cell = sub(made, tag)
            cell.append(self._line_without_ids(node))
        made.extend(
            self._cell(child, tag) if child.kind is Kind.CELL else self._odd(child, tag)
            for child in node.children
        )
        if not len(made):
            sub(made, tag)
        return made

    def _line_without_ids(self, node: Node) -> etree._Element:
        line = self._line(node)
        line.attrib.pop("eId", None)
        line.attrib.pop("wId", None)
        return line

    def _odd(self, node: Node, tag: str) -> etree._Element:
        made = element(tag)
        made.extend(self.blocks(node))
        return made

    def _cell(self, node: Node, tag: str) -> etree._Element:
        spans = {
            name: node.attr(name)
            for name in ("colspan", "rowspan")
            if node.attr(name).isascii() and node.attr(name).isdigit()
        }
        made = element(tag, {**self._names.attrs(node), **spans})
        words = node.label or node.caption or node.note or node.text
        if words or not node.children:
            line = sub(made, "p")
            for role in (Role.LABEL, Role.CAPTION, Role.NOTE, Role.TEXT):
                self._inline.fill(line, node, role)
        for child in node.children:
            made.extend(self.blocks(child))
        return made


def _only_entries(node: Node) -> bool:
    """Whether a 目次 holds lines of a 目次 only."""
    return all(n.kind is Kind.TOC_ENTRY for child in node.children for n in child.walk())


def _key(node: Node) -> tuple[str, str]:
    """What an entry of a 目次 and its division have in common: number and title as printed."""
    return "".join(node.label.split()), "".join(node.caption.split())
