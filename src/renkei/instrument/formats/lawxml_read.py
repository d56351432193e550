"""法令標準XML in: the elements of a statute as nodes over a text composed while walking them.

The text is laid out as e-Gov shows a law: 法令番号, 題名, 目次, a caption on its own line,
「第一条　」 before its first 項, an item a line, columns of an item parted by a full-width space,
a table row a line with tabs, U+2028 inside a cell. Characters that are not in the file are
``LAYOUT``, or such a space or U+2028 between two columns or sentences of one text. Brackets of a
caption and the space in 「第一章　総則」 are in the file and are ``LAYOUT`` all the same.

Two attributes that e-Gov prints are printed here too: ``AmendLawNum`` of a 附則 (the note of its
node) and ``Extract`` (抄, its caption). The reading of a Ruby stands in brackets after its base, as
``LAYOUT``, so that ``text`` says each word once and the text on paper still shows the reading.

White space between elements sets the page of the file only and is dropped, and so is a line break
inside a text with the indentation around it; a full-width space is text and stays.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from renkei.instrument.formats.lawxml_ids import SCOPES, Ids
from renkei.instrument.formats.lawxml_node import Own, Pen, loose
from renkei.instrument.formats.lawxml_parse import parse
from renkei.instrument.formats.lawxml_schema import (
    ANY,
    ELEMENTS,
    FIELDS,
    HOLDERS,
    KINDS,
    LEAVES,
    STRUCTURED,
    SUBITEMS,
    Field,
)
from renkei.instrument.formats.lawxml_split import annex_number, caption, heading, note, title
from renkei.instrument.model import Document, Facts, Kind, Node, Number, Origin, Role

if TYPE_CHECKING:
    from lxml import etree

_GENRES = {
    "Constitution": "憲法",
    "Act": "法律",
    "CabinetOrder": "政令",
    "ImperialOrder": "勅令",
    "MinisterialOrdinance": "省令",
    "Rule": "規則",
}
_TITLE_GENRES = ("連携協約", "協定", "協約", "条例", "規則", "規程", "要綱", "告示")


def read_lawxml(data: bytes) -> Document:
    """Read a statute in 法令標準XML (e-Gov), leniently: unknown attributes and elements are kept.

    A wrapper around the ``Law`` element (an answer of the e-Gov API) is passed over. Raises Refusal
    ``xml-doctype`` (a DOCTYPE, which may define entities), ``xml-malformed`` (with line and column)
    or ``xml-unknown`` (another kind of XML).
    """
    law, encoding, notes = parse(data)
    reader = _Reader()
    root = reader.law(law)
    number = next(root.of_kind(Kind.LAW_NUMBER), None)
    name = next((child.text for child in root.children if child.kind is Kind.TITLE), "")
    genre = _GENRES.get(law.get("LawType", ""), "")
    return Document(
        source="".join(reader.pen.parts),
        root=root,
        profile="lawxml",
        facts=Facts(
            title=name,
            genre=genre or next((word for word in _TITLE_GENRES if word in name), ""),
            law_number=number.text if number else "",
        ),
        origin=Origin(
            format="lawxml",
            encoding=encoding,
            sha256=hashlib.sha256(data).hexdigest(),
            notes=notes,
        ),
    )


class _Reader:
    """Walks the elements once; ``pen`` writes the text."""

    def __init__(self) -> None:
        self.pen = Pen()
        self.ids = Ids()
        self._toc_depth = 0

    def law(self, law: etree._Element) -> Node:
        """The document node. ``LawBody`` is no node: its parts are those of the document."""
        own = Own()
        children: list[Node] = []
        attrs = _attrs(law)
        for part in law:
            if part.tag == "LawBody":
                attrs += _attrs(part)
                for child in part:
                    children.append(self._structure(child, "Law", "", ""))
                    children.extend(self._loose(child.tail, "Law", ""))
                children.extend(self._loose(part.text, "Law", ""))
            else:
                children.append(self._structure(part, "Law", "", ""))
            children.extend(self._loose(part.tail, "Law", ""))
        children.extend(self._loose(law.text, "Law", ""))
        return own.node("doc", Kind.DOCUMENT, None, tuple(children), attrs)

    def _structure(self, el: etree._Element, parent: str, path: str, scope: str) -> Node:
        """One structure element and all below it. ``path`` is the parent's id, ``scope`` the id
        that numbers of articles hang on."""
        tag = str(el.tag)
        kind = KINDS.get(tag, Kind.BLOCK)
        listed = kind in (Kind.ITEM, Kind.SUBITEM) and parent in ("AppdxTable", "(group)")
        if listed and next(el.iter("TableStruct"), None) is not None:
            kind = Kind.GROUP  # a heading over tables, as annexes of agreements have them
        numbered = el.get("Num")
        number = Number.parse(numbered) if numbered else None
        if kind is Kind.ANNEX:
            number = _annex_number(el, number)
        ident = self.ids.of(kind, number, path, scope, _first_cell(el, kind))
        attrs = _attrs(el, number)
        if _says_element(tag, kind, parent):
            attrs = (("element", tag), *attrs)
        if kind in SCOPES:
            scope = ident
        own = Own()
        free = tag in ANY or (kind is Kind.BLOCK and tag not in STRUCTURED)
        if kind is Kind.CELL:
            return self._cell(el, own, ident, number, attrs, scope)
        if tag in LEAVES or (free and not _structured(el)):
            self.pen.text(own, el, Role.TEXT)
            self.pen.end_line(own)
            return own.node(ident, kind, number, (), attrs)
        if tag in ("TableRow", "TableHeaderRow"):
            return self._row(el, own, ident, attrs, scope)
        inside = "(group)" if kind is Kind.GROUP else tag
        entry = kind is Kind.TOC_ENTRY
        self._toc_depth += entry
        if entry and self._toc_depth > 1:
            self.pen.layout(own, "　" * (self._toc_depth - 1))
        children, more = self._content(el, own, inside, ident, scope)
        self._toc_depth -= entry
        self.pen.end_line(own)
        if kind is Kind.TABLE:
            children = _headed(children)
        return own.node(ident, kind, number, tuple(children), attrs + more)

    def _content(
        self, el: etree._Element, own: Own, inside: str, ident: str, scope: str
    ) -> tuple[list[Node], tuple[tuple[str, str], ...]]:
        """Fields into ``own``, structures as children; the attributes of a Table inside."""
        tag = str(el.tag)
        children = self._loose(el.text, inside, ident)
        more: tuple[tuple[str, str], ...] = ()
        printed = tag != "SupplProvision"
        for child in el:
            name = str(child.tag)
            field = FIELDS.get(name)
            if tag == "NewProvision" and name in LEAVES:
                field = None
            if not printed and field is None:
                self._print_attributes(el, own)
                printed = True
            if tag == "TableStruct" and name == "Table":
                self.pen.end_line(own)
                rows, _ = self._content(child, own, inside, ident, scope)
                children.extend(rows)
                more = _attrs(child)
            elif field is None:
                if not (tag == "Article" and name == "Paragraph" and not children):
                    self.pen.end_line(own)
                children.append(self._structure(child, inside, ident, scope))
            elif field is Field.TEXT:
                children.extend(self._text(child, own, inside, ident, scope))
            else:
                self._field(child, field, own, tag)
            if child.tail is not None:
                children.extend(self._loose(child.tail, inside, ident))
        if not printed:
            self._print_attributes(el, own)
        return children, more

    def _field(self, el: etree._Element, field: Field, own: Own, tag: str) -> None:
        pen = self.pen
        if field is Field.LABEL:
            pen.text(own, el, Role.LABEL, mark=True)
            if tag == "Remarks" and el.get("LineBreak") in ("true", "1"):
                pen.end_line(own)
            elif el.tag not in ("SupplProvisionLabel", "ArithFormulaNum"):
                pen.gap()
        elif field is Field.HEADING:
            pen.text(own, el, Role.CAPTION, split=heading, mark=True)
        elif field is Field.CAPTION:
            if not own.says(Role.LABEL):
                pen.end_line(own)
            pen.text(own, el, Role.CAPTION, split=caption, mark=True)
            if own.says(Role.LABEL):
                pen.gap()
            else:
                pen.end_line(own)
        elif field is Field.ANNEX:
            pen.text(own, el, Role.LABEL, split=title, mark=True)
        elif field is Field.NOTE:
            pen.text(own, el, Role.NOTE, split=note, mark=True)
        else:
            pen.text(own, el, Role.CAPTION, mark=True)
            pen.end_line(own)

    def _text(
        self, el: etree._Element, own: Own, inside: str, ident: str, scope: str
    ) -> list[Node]:
        """The text of a provision: sentences, columns, or a whole table in their place."""
        role = Role.CAPTION if inside == "(group)" else Role.TEXT
        if el.tag not in HOLDERS:
            self.pen.sentence(own, el, role)
            return []
        children: list[Node] = []
        if loose(el.text):
            self.pen.words(own, el.text or "", role)
        for child in el:
            if child.tag in ("Sentence", "Column"):
                self.pen.sentence(own, child, role)
            elif child.tag == "Table" or child.tag in KINDS:
                self.pen.end_line(own)
                children.append(self._structure(child, "", ident, scope))
            else:  # not in the schema here; kept as inline text
                self.pen.text(own, child, role, mark=True)
            if loose(child.tail):
                self.pen.words(own, child.tail or "", role)
        return children

    def _row(
        self,
        el: etree._Element,
        own: Own,
        ident: str,
        attrs: tuple[tuple[str, str], ...],
        scope: str,
    ) -> Node:
        cells = self._loose(el.text, "", ident)
        for child in el:
            if cells:
                self.pen.tab(own)
            cells.append(self._structure(child, "TableRow", ident, scope))
            cells.extend(self._loose(child.tail, "", ident))
        self.pen.end_line(own, always=True)
        kind = KINDS[str(el.tag)]
        return own.node(ident, kind, None, tuple(cells), attrs)

    def _cell(
        self,
        el: etree._Element,
        own: Own,
        ident: str,
        number: Number | None,
        attrs: tuple[tuple[str, str], ...],
        scope: str,
    ) -> Node:
        outer = self.pen.enter_cell()
        children: list[Node] = []
        if el.tag in LEAVES:
            self.pen.text(own, el, Role.TEXT)
        else:
            children, _ = self._content(el, own, "TableColumn", ident, scope)
        self.pen.leave_cell(outer)
        return own.node(ident, Kind.CELL, number, tuple(children), attrs)

    def _loose(self, text: str | None, inside: str, path: str) -> list[Node]:
        """Text where the schema has none, as a block of its own: nothing is lost."""
        if not loose(text):
            return []
        own = Own()
        self.pen.words(own, text or "", Role.TEXT)
        self.pen.end_line(own)
        ident = self.ids.free(f"{path}__block" if path else "block")
        return [own.node(ident, Kind.BLOCK, None, (), (("element", "#text"),))]

    def _print_attributes(self, el: etree._Element, own: Own) -> None:
        """（平成…年法律第…号）抄 after 附則, as e-Gov prints it; not where the label says it."""
        law, label = el.get("AmendLawNum", ""), "".join(own.said.get(Role.LABEL, ()))
        if law and law not in label:
            self.pen.layout(own, "　（")
            self.pen.words(own, law, Role.NOTE)
            self.pen.layout(own, "）")
        if el.get("Extract") in ("true", "1") and not label.endswith("抄"):
            self.pen.layout(own, "　")
            self.pen.words(own, "抄", Role.CAPTION)


def _attrs(el: etree._Element, number: Number | None = None) -> tuple[tuple[str, str], ...]:
    """All attributes but a Num that the node's number says as well."""
    return tuple(
        (str(name), str(value))
        for name, value in el.attrib.items()
        if name != "Num" or number is None or str(number) != value
    )


def _says_element(tag: str, kind: Kind, parent: str) -> bool:
    """Whether the tree alone would not say which element the node was."""
    if tag in SUBITEMS:
        depth = SUBITEMS.index(tag)
        return parent not in (SUBITEMS[depth - 1] if depth else "Item", "(group)")
    if kind is Kind.GROUP:
        return False
    if kind is Kind.CELL:
        return (tag == "TableHeaderColumn") != (parent == "TableHeaderRow") and parent != "TableRow"
    return kind in (Kind.BLOCK, Kind.TOC_ENTRY) or ELEMENTS.get(kind) != tag


def _first_cell(el: etree._Element, kind: Kind) -> str:
    return "".join(el[0].itertext()) if kind is Kind.ROW and len(el) else ""


def _structured(el: etree._Element) -> bool:
    """Whether an element that may hold anything holds structures only."""
    if loose(el.text) or not len(el):
        return False
    names = [str(child.tag) for child in el]
    return not any(loose(child.tail) for child in el) and (
        all(name in ("Sentence", "Column") for name in names)
        or all(
            name in KINDS or name in STRUCTURED or name in ANY or name in LEAVES for name in names
        )
    )


def _annex_number(el: etree._Element, number: Number | None) -> Number | None:
    for child in el:
        if FIELDS.get(str(child.tag)) is Field.ANNEX:
            printed = annex_number("".join(child.itertext()))
            if printed is not None:
                return printed
    return number if number is not None and number.parts != (0,) else None


def _headed(children: list[Node]) -> list[Node]:
    """Cells below a heading row learn the heading of their column."""
    header = next((child for child in children if child.kind is Kind.HEADER), None)
    if header is None:
        return children
    names = [cell.text for cell in header.children]
    return [
        replace(
            row,
            children=tuple(
                replace(cell, attrs=(*cell.attrs, ("header", name)))
                for cell, name in zip(row.children, names, strict=True)
            ),
        )
        if row.kind is Kind.ROW
        and len(row.children) == len(names)
        and not any(cell.attr("colspan") or cell.attr("rowspan") for cell in row.children)
        else row
        for row in children
    ]
