"""法令標準XML out, valid against stdLaw.xsd 3.0.

What came from 法令標準XML is written as it was: marks give sentences, columns and inline elements
back, attributes the schema knows return, those it does not stay behind. An agreement is first laid
out by :mod:`lawxml_project`; sentences end at 。 outside brackets, one that begins with ただし is a
proviso, and a full-width space in an item parts columns. ``LOSSES`` says what is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from renkei.instrument.formats.lawxml_fields import EXTRACT, Fields, safe
from renkei.instrument.formats.lawxml_losses import LOSSES, Loss
from renkei.instrument.formats.lawxml_project import project
from renkei.instrument.formats.lawxml_schema import (
    ANY,
    ELEMENTS,
    FIELDS,
    HOLDER_OF,
    HOLDERS,
    INLINE,
    LEAVES,
    STRUCTURED,
    SUBITEM_DEPTH,
    SUBITEMS,
    known,
    positive,
)
from renkei.instrument.model import Document, Kind, Node
from renkei.units import Wareki

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["LOSSES", "Loss", "write_lawxml"]

_BODY_ATTRS = ("Subject",)
_NUMBERED = frozenset(
    {
        *(f"TOC{name}" for name in ("Part", "Chapter", "Section", "Subsection", "Division")),
        *("Part", "Chapter", "Section", "Subsection", "Division"),
        *("TOCArticle", "Article", "Paragraph", "Item", "Class", *SUBITEMS),
    }
)
_POSITIVE = frozenset({"Paragraph"})
# Line breaks for the eye stand only between structures, never where text may stand.
_NO_BREAKS = (frozenset(FIELDS) - HOLDERS - {"Column"}) | LEAVES | ANY | INLINE


def write_lawxml(document: Document) -> bytes:
    """A statute or an agreement in 法令標準XML, UTF-8.

    A statute read from this format comes out as it was read. An agreement is ``LawType="Misc"``
    with an empty LawNum, Era and Year of its conclusion and ``Num="1"``, all of them required by
    the schema; see ``LOSSES`` for the rest.
    """
    from lxml import etree

    root = _Writer(document).law()
    _break_lines(root, "\n")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.statute = document.origin.format == "lawxml"
        self.fields = Fields(document.source, use_marks=self.statute)

    def law(self) -> etree._Element:
        from lxml import etree

        root = self.document.root if self.statute else project(self.document.root)
        law = etree.Element("Law", self._law_attrs(root))
        body = etree.Element("LawBody", {k: safe(v) for k, v in root.attrs if k in _BODY_ATTRS})
        numbers = [child for child in root.children if child.kind is Kind.LAW_NUMBER]
        for number in numbers or [Node("", Kind.LAW_NUMBER)]:
            law.append(self.element(number, "Law", 0))
        law.append(body)
        self._children([n for n in root.children if n not in numbers], body, "LawBody", 0)
        return law

    def _law_attrs(self, root: Node) -> dict[str, str]:
        attrs = known("Law", root.attrs)
        if self.statute and {"Era", "Year", "Num", "LawType", "Lang"} <= attrs.keys():
            return attrs
        concluded = self.document.facts.concluded
        made = {"Era": "Reiwa", "Year": "1", "Num": "1", "LawType": "Misc", "Lang": "ja"}
        if concluded is not None and concluded.year > 1868:
            wareki = Wareki.of(concluded)
            made |= {
                "Era": wareki.era.name.capitalize(),
                "Year": str(wareki.year),
                "PromulgateMonth": str(concluded.month),
                "PromulgateDay": str(concluded.day),
            }
        return made | attrs

    def element(self, node: Node, parent: str, index: int) -> etree._Element:
        """One node and all below it. ``index`` counts it among its kind under the parent."""
        from lxml import etree

        tag = self._tag(node, parent)
        if tag == "#text":
            raise ValueError("loose text is written by its parent")
        el = etree.Element(tag, self._attrs(node, tag, index))
        children = list(node.children)
        if tag in LEAVES or (tag in ANY and not children):
            self.fields.run(el, node)
            return el
        if node.kind is Kind.BLOCK and tag not in STRUCTURED and not children:
            self.fields.run(el, node)  # an element the schema does not know
            return el
        if tag == "TableStruct":
            self._table_struct(el, node)
            return el
        for field in self.fields.heads(node, tag):
            el.append(field)
        holder = HOLDER_OF.get(tag)
        texts = self.fields.texts(node, tag)
        bare = tag == "AmendProvision" and bool(children) and not node.text
        if holder is not None and (texts or not bare):
            held = etree.SubElement(el, holder)
            if children and children[0].attr("element") == "Table":
                held.extend(texts if node.text else [])
                held.append(self.element(children.pop(0), tag, 0))
            else:
                held.extend(texts)
        else:
            el.extend(texts)
        self._children(children, el, tag, 0)
        return el

    def _children(self, children: Sequence[Node], el: etree._Element, tag: str, index: int) -> None:
        counts: dict[Kind, int] = {}
        for child in children:
            if child.attr("element") == "#text":
                _append_text(el, safe(child.text))
                continue
            counts[child.kind] = counts.get(child.kind, index) + 1
            el.append(self.element(child, tag, counts[child.kind]))

    def _table_struct(self, el: etree._Element, node: Node) -> None:
        """TableStruct > 備考, Table > rows, 備考."""
        from lxml import etree

        el.extend(self.fields.heads(node, "TableStruct"))
        rows = [child for child in node.children if child.kind in (Kind.ROW, Kind.HEADER)]
        table: etree._Element | None = None
        for child in node.children:
            if child.kind in (Kind.ROW, Kind.HEADER):
                if table is None:
                    table = etree.SubElement(el, "Table", known("Table", node.attrs))
                table.append(self.element(child, "Table", 0))
            else:
                self._children([child], el, "TableStruct", 0)
        if not rows:
            etree.SubElement(el, "Table", known("Table", node.attrs))

    def _tag(self, node: Node, parent: str) -> str:
        named = node.attr("element")
        if named:
            return named
        if node.kind is Kind.HEADER:
            return "TableHeaderRow"
        if node.kind is Kind.CELL:
            return "TableHeaderColumn" if parent == "TableHeaderRow" else "TableColumn"
        if node.kind in (Kind.SUBITEM, Kind.GROUP):
            if parent == "Item":
                return SUBITEMS[0]
            if parent in SUBITEMS:
                return SUBITEMS[min(SUBITEMS.index(parent) + 1, SUBITEM_DEPTH - 1)]
            return "Item" if node.kind is Kind.GROUP else SUBITEMS[0]
        return ELEMENTS.get(node.kind, "Paragraph")

    def _attrs(self, node: Node, tag: str, index: int) -> dict[str, str]:
        attrs = known(tag, node.attrs)
        if tag == "Paragraph" or tag in _NUMBERED:
            if "Num" not in attrs:
                said = str(node.number) if node.number is not None else str(index)
                if tag in _POSITIVE and not positive(said):
                    last = node.number.parts[-1] if node.number is not None else 0
                    said = str(last if last > 0 else max(index, 1))
                attrs = {"Num": said, **attrs}
        elif node.number is not None:
            attrs = {**known(tag, (("Num", str(node.number)),)), **attrs}
        if tag == "SupplProvision" and node.note and "AmendLawNum" not in attrs:
            attrs["AmendLawNum"] = node.note
        if tag == "SupplProvision" and node.caption == EXTRACT:
            attrs.setdefault("Extract", "true")
        return {name: safe(value) for name, value in attrs.items()}


def _append_text(el: etree._Element, text: str) -> None:
    if len(el):
        el[-1].tail = (el[-1].tail or "") + text
    else:
        el.text = (el.text or "") + text


def _break_lines(el: etree._Element, indent: str) -> None:
    """A line for each structure, indented, for people who open the file."""
    if not len(el) or (str(el.tag) in _NO_BREAKS and not _plain(el)):
        return
    if not _plain(el):
        return
    el.text = indent + "  "
    last = len(el) - 1
    for index, child in enumerate(el):
        _break_lines(child, indent + "  ")
        child.tail = indent if index == last else indent + "  "


def _plain(el: etree._Element) -> bool:
    """Whether an element holds structures only, so that white space in it means nothing."""
    if str(el.tag) in _NO_BREAKS and any(str(child.tag) in INLINE for child in el):
        return False
    if str(el.tag) in LEAVES or str(el.tag) in INLINE or str(el.tag) == "Sentence":
        return False
    texts = [el.text, *(child.tail for child in el)]
    return all(not text for text in texts)
