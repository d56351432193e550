"""The text elements of one node for 法令標準XML: given back from marks, or derived from fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from renkei.instrument.formats.lawxml_schema import (
    APPENDICES,
    DIVISIONS,
    FIELDS,
    HOLDER_OF,
    LABEL_OF,
    LINE_IN_CELL,
    Field,
    known,
)
from renkei.instrument.model import Kind, Mark, Node, Role

if TYPE_CHECKING:
    from lxml import etree

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REQUIRED = frozenset({"Article", "Paragraph", "SupplProvision", "Remarks", "TOCArticle"})
_OPEN, _CLOSE = "（「『(〔［", "）」』)〕］"


#: What e-Gov prints after 附則 when only a part of it is shown.
EXTRACT = "抄"


def safe(text: str) -> str:
    """Text with what XML 1.0 cannot hold written U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def sentences(text: str) -> list[str]:
    """The sentences (文) of a provision: they end at 。 outside brackets; joined, the text."""
    if "。" not in text[:-1]:
        return [text]
    found: list[str] = []
    begin = depth = 0
    for index, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char == "。" and depth == 0:
            found.append(text[begin : index + 1])
            begin = index + 1
    if begin < len(text):
        found.append(text[begin:])
    return found


class _Nested:
    """A mark and the marks inside it."""

    __slots__ = ("inner", "mark")

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.inner: list[_Nested] = []


def _nest(marks: tuple[Mark, ...]) -> list[_Nested]:
    top: list[_Nested] = []
    stack: list[_Nested] = []
    for mark in marks:
        nested = _Nested(mark)
        if mark.start == mark.end:
            level = next((int(value) for name, value in mark.attrs if name == "level"), 0)
            del stack[level:]
        else:
            while stack and not (
                stack[-1].mark.start <= mark.start and mark.end <= stack[-1].mark.end
            ):
                stack.pop()
        (stack[-1].inner if stack else top).append(nested)
        stack.append(nested)
    return top


class Fields:
    """Makes the text elements of nodes over one source."""

    def __init__(self, source: str, *, use_marks: bool) -> None:
        self._source = source
        self._use_marks = use_marks

    def heads(self, node: Node, tag: str) -> list[etree._Element]:
        """Title, number, caption and related articles, in their order."""
        found: list[etree._Element] = []
        given: set[Field] = set()
        for nested in self._top(node):
            field = FIELDS.get(nested.mark.name)
            if field is not None and field is not Field.TEXT:
                found.append(self._marked(nested, node, whole=True))
                given.add(field)
        return (
            found + self._derived(node, tag, given)
            if not given
            else self._completed(found, node, tag, given)
        )

    def _completed(
        self, found: list[etree._Element], node: Node, tag: str, given: set[Field]
    ) -> list[etree._Element]:
        """The empty ParagraphNum has no mark; it stands after the caption."""
        if tag == "Paragraph" and Field.LABEL not in given:
            found.append(_plain("ParagraphNum", ""))
        return found

    def _derived(self, node: Node, tag: str, given: set[Field]) -> list[etree._Element]:
        note = f"（{node.note}）" if node.note else ""
        named = node.label + ("　" if node.label and node.caption else "") + node.caption
        if tag in DIVISIONS:
            return [_plain(f"{tag}Title", named + note)]
        if tag.startswith("TOC") and tag[3:] in DIVISIONS:
            return [_plain(f"{tag[3:]}Title", named), *_if("ArticleRange", note)]
        if tag in APPENDICES:
            title = LABEL_OF[tag]
            always = title.startswith("SupplProvision") and tag != "SupplProvisionAppdx"
            heads = [_plain(title, named)] if named or always else []
            return heads + _if("RelatedArticleNum", note)
        if tag == "TOCSupplProvision":
            return [_plain("SupplProvisionLabel", named), *_if("ArticleRange", note)]
        if tag == "TOCArticle":
            caption = f"（{node.caption}）" if node.caption else node.text
            return [_plain("ArticleTitle", node.label), _plain("ArticleCaption", caption + note)]
        if tag == "SupplProvision":
            extract = node.caption == EXTRACT  # written as an attribute
            return [_plain("SupplProvisionLabel", node.label if extract else named)]
        if tag in ("Article", "Paragraph"):
            return self._captioned(node, tag, note)
        if tag == "TableStruct" or tag.endswith("Struct"):
            return _if(f"{tag}Title", named + note)
        label = LABEL_OF.get(tag)
        if label is None:
            return []
        return [_plain(label, node.label)] if node.label or tag in _REQUIRED else []

    def _captioned(self, node: Node, tag: str, note: str) -> list[etree._Element]:
        label = _plain(LABEL_OF[tag], node.label + (note if tag == "Article" else ""))
        if not node.caption:
            return [label]
        caption = _plain(f"{tag}Caption", f"（{node.caption}）")
        at_caption, at_label = node.span(Role.CAPTION), node.span(Role.LABEL)
        after = tag == "Article" and at_caption and at_label and at_label < at_caption
        return [label, caption] if after else [caption, label]

    def texts(self, node: Node, tag: str) -> list[etree._Element]:
        """The Sentences or Columns of a node."""
        marked = [nested for nested in self._top(node) if self._is_text(nested.mark.name)]
        if marked:
            return self._from_marks(node, marked)
        if tag in ("TableColumn", "Remarks") or tag in HOLDER_OF or tag == "NewProvision":
            return self._from_fields(node, tag)
        return []

    @staticmethod
    def _is_text(name: str) -> bool:
        field = FIELDS.get(name)
        return field is None or field is Field.TEXT

    def _from_marks(self, node: Node, marked: list[_Nested]) -> list[etree._Element]:
        found: list[etree._Element] = []
        position: int | None = None
        role = Role.CAPTION if node.kind is Kind.GROUP else Role.TEXT
        spans = [(p.start, p.end) for p in node.pieces if p.role is role]
        for nested in marked:
            for words in self._between(spans, position, nested.mark.start):
                found.append(_plain("Sentence", words))
            found.append(self._marked(nested, node, whole=False))
            position = nested.mark.end
        for words in self._between(spans, position, None):
            found.append(_plain("Sentence", words))
        return found

    def _between(
        self, spans: list[tuple[int, int]], begin: int | None, end: int | None
    ) -> list[str]:
        """Words outside all marks, other than what parts columns and lines of a cell."""
        found: list[str] = []
        for start, stop in spans:
            left = start if begin is None else max(start, begin)
            right = stop if end is None else min(stop, end)
            words = self._source[left:right] if left < right else ""
            if words.strip("　" + LINE_IN_CELL):
                found.append(words)
        return found

    def _from_fields(self, node: Node, tag: str) -> list[etree._Element]:
        note = f"（{node.note}）" if node.note else ""
        text = node.text
        if tag not in ("Paragraph",):
            text = node.caption + note + node.text
        elif note:
            text = note + text
        if not text and tag in ("Remarks", "NewProvision", "AmendProvision") and node.children:
            return []
        if tag == "TableColumn":
            if node.children and not text:
                return []
            return [_plain("Sentence", line) for line in text.split(LINE_IN_CELL)]
        columns = text.split("　")
        if len(columns) > 1 and all(columns) and tag != "Paragraph" and tag in HOLDER_OF:
            return [_column(part, index) for index, part in enumerate(columns, 1)]
        return _sentences(text)

    def run(self, el: etree._Element, node: Node) -> None:
        """All text of a node straight into ``el``, inline elements in it."""
        top = self._top(node)
        if not top:
            el.text = safe(node.label + node.caption + node.note + node.text)
            return
        pieces = node.pieces
        start, end = pieces[0].start, pieces[-1].end
        while pieces and start < end and self._source[end - 1] == "\n":
            end -= 1
        self._fill(el, start, end, top, node, whole=False)

    def _top(self, node: Node) -> list[_Nested]:
        return _nest(node.marks) if self._use_marks and node.marks else []

    def _marked(self, nested: _Nested, node: Node, *, whole: bool) -> etree._Element:
        from lxml import etree

        mark = nested.mark
        attrs = {name: safe(value) for name, value in known(mark.name, mark.attrs).items()}
        el = etree.Element(mark.name, attrs)
        self._fill(el, mark.start, mark.end, nested.inner, node, whole=whole)
        return el

    def _fill(
        self,
        el: etree._Element,
        start: int,
        end: int,
        inner: list[_Nested],
        node: Node,
        *,
        whole: bool,
    ) -> None:
        """Text and inline elements. ``whole``: layout inside (brackets, a space) belongs to it."""
        ruby = el.tag == "Ruby"
        position = start
        column = el.tag == "Column"
        for nested in inner:
            mark = nested.mark
            reading = ruby and mark.name == "Rt"
            before = mark.start - 1 if reading else mark.start
            words = self._words(position, before, node, whole)
            if not (column and not words.strip("　" + LINE_IN_CELL)):
                _add(el, words)
            el.append(self._marked(nested, node, whole=True if reading else whole))
            position = mark.end + 1 if reading else mark.end
        words = self._words(position, end, node, whole)
        if not (column and not words.strip("　" + LINE_IN_CELL)):
            _add(el, words)

    def _words(self, start: int, end: int, node: Node, whole: bool) -> str:
        if start >= end:
            return ""
        if whole:
            return safe(self._source[start:end])
        return safe(
            "".join(
                self._source[max(start, piece.start) : min(end, piece.end)]
                for piece in node.pieces
                if piece.role is not Role.LAYOUT and piece.start < end and start < piece.end
            )
        )


def _add(el: etree._Element, text: str) -> None:
    if not text:
        return
    if len(el):
        el[-1].tail = (el[-1].tail or "") + text
    else:
        el.text = (el.text or "") + text


def _plain(name: str, text: str, **attrs: str) -> etree._Element:
    from lxml import etree

    el = etree.Element(name, attrs)
    if text:
        el.text = safe(text)
    return el


def _if(name: str, text: str) -> list[etree._Element]:
    return [_plain(name, text)] if text else []


def _column(text: str, number: int) -> etree._Element:
    from lxml import etree

    el = etree.Element("Column", Num=str(number))
    el.extend(_sentences(text))
    return el


def _sentences(text: str) -> list[etree._Element]:
    parts = sentences(text)
    proviso = any(part.lstrip().startswith("ただし") for part in parts[1:])
    found: list[etree._Element] = []
    for number, part in enumerate(parts, 1):
        el = _plain("Sentence", part)
        if len(parts) > 1:
            el.set("Num", str(number))
        if proviso:
            el.set("Function", "proviso" if part.lstrip().startswith("ただし") else "main")
        found.append(el)
    return found
