"""The characters of one Word paragraph: runs, breaks, symbols, ruby, notes, fields and revisions.

How it is written as text: a tab is a full-width space (a tab would look like a table row); a line
break is a new line; ruby is the word with its reading in brackets after it 「祠（ほこら）」; the
mark of a footnote is 「（注1）」; tracked changes are read as accepted. What is no text is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from renkei.instrument.sources.docx_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFF = ("0", "false", "off")

#: Not text of the paragraph, or struck out in a tracked change.
_SKIPPED = frozenset(
    ("pPr", "rPr", "sectPr", "delText", "delInstrText", "rubyPr", "sdtPr", "sdtEndPr", "fldData")
)
_STRUCK = frozenset(("del", "moveFrom"))
_WRITTEN = frozenset(("ins", "moveTo"))
_PICTURES = frozenset(("pic", "imagedata", "OLEObject", "chart", "relIds"))
#: Characters of the symbol fonts (ASCII position in the private use area) that documents do use.
_SYMBOLS = {
    ("symbol", 0xB7): "・",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB8): "÷",
    ("symbol", 0xAE): "→",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6D): "❍",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "❑",
    ("wingdings", 0x75): "◆",
    ("wingdings", 0xA1): "○",
    ("wingdings", 0xA8): "◻",
    ("wingdings", 0xD8): "➢",
    ("wingdings", 0xE8): "➔",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFE): "☑",
} | {("wingdings", 0x81 + i): chr(0x2460 + i) for i in range(10)}
_EQ_OVERLAY = re.compile(r"\\o(?:\\a[a-z])?\s*\((.*)\)\s*$", re.IGNORECASE | re.DOTALL)
_EQ_RAISED = re.compile(
    r"\\s\\up\s*[0-9.]*\s*\(([^()]*)\)\s*[,;]\s*(.*)$", re.IGNORECASE | re.DOTALL
)


def short(tag: object) -> str:
    """``p`` for w:p, ``mc:Choice``, ``m:t``; "·" before other names, "" for what is no element."""
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    namespace, _, name = tag.rpartition("}")
    prefix = {"{" + W: "", "{" + _MC: "mc:", "{" + _MATH: "m:"}.get(namespace, "·")
    return prefix + name


def attribute(element: _Element, name: str) -> str:
    """The w: attribute ``name``, or ""."""
    return element.get(f"{{{W}}}{name}", "")


def switched_on(parent: _Element | None, name: str) -> bool:
    """Whether a property such as w:vanish stands in ``parent`` and is not switched off."""
    child = None if parent is None else parent.find(f"{{{W}}}{name}")
    return child is not None and attribute(child, "val") not in _OFF


class Inline:
    """Reads paragraphs one by one and keeps account of what was no plain text."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.samples: dict[str, list[str]] = {}
        self.notes: list[tuple[str, str]] = []  # ("footnote" | "endnote", id) in order of marks
        self.boxes: list[_Element] = []  # text boxes of the paragraph read last
        self._fields: list[list[str]] = []  # open fields: their instruction, and where results go
        self._own_note = ""

    def read(self, paragraph: _Element, note: str = "") -> str:
        """The text of a paragraph; ``note`` is printed where a footnote shows its own number."""
        self.boxes = []
        self._own_note = note
        out: list[str] = []
        self._children(paragraph, out)
        return "".join(out)

    def see(self, what: str, sample: str = "") -> None:
        """Count one ``what``, with the words concerned."""
        self.counts[what] += 1
        if sample and len(self.samples.setdefault(what, [])) < 10:
            self.samples[what].append(sample[:40])

    def _children(self, element: _Element, out: list[str]) -> None:
        for child in element:
            self._one(child, out)

    def _one(self, element: _Element, out: list[str]) -> None:
        name = short(element.tag)
        if name in ("t", "m:t"):
            out.append(_characters(element))
        elif name == "r":
            self._run(element, out)
        elif name == "instrText":
            if self._fields:
                self._fields[-1][0] += element.text or ""
        elif name in _SKIPPED:
            return
        elif name in _STRUCK:
            self.see("struck")
        elif name in ("tab", "ptab"):
            out.append("\u3000")
        elif name in ("br", "cr"):
            out.append("\n")
        elif name == "noBreakHyphen":
            out.append("\u2011")
        elif name == "softHyphen":
            out.append("\u00ad")
        elif name == "sym":
            out.append(self._symbol(element))
        elif name == "ruby":
            self._ruby(element, out)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(element, name.removesuffix("Reference"), out)
        elif name in ("footnoteRef", "endnoteRef"):
            out.append(self._own_note)
        elif name == "fldChar":
            self._field(element, out)
        elif name in ("drawing", "pict", "object"):
            self._drawing(element)
        elif name == "mc:AlternateContent":
            self._alternative(element, out)
        elif name == "commentReference":
            self.see("comment")
        elif name:
            if name in _WRITTEN:
                self.see("written")
            self._children(element, out)

    def _run(self, run: _Element, out: list[str]) -> None:
        properties = run.find(f"{{{W}}}rPr")
        if switched_on(properties, "vanish") or switched_on(properties, "webHidden"):
            hidden: list[str] = []
            self._children(run, hidden)
            text = "".join(hidden)
            if text.strip():
                self.see("hidden", text)
            return
        self._children(run, out)

    def _symbol(self, element: _Element) -> str:
        font, code = attribute(element, "font"), attribute(element, "char")
        try:
            value = int(code, 16)
            character = chr(value)
        except (ValueError, OverflowError):
            value, character = 0, "\ufffd"
        known = _SYMBOLS.get((font.lower(), value & 0xFF if value >= 0xF000 else value))
        if known:
            return known
        if "\ue000" <= character <= "\uf8ff" or value < 0x20 or 0xD800 <= value < 0xE000:
            self.see("symbol", f"{font} {code}")
            return character if value >= 0xE000 else "\ufffd"
        return character

    def _ruby(self, element: _Element, out: list[str]) -> None:
        base: list[str] = []
        reading: list[str] = []
        for child in element:
            name = short(child.tag)
            if name == "rubyBase":
                self._children(child, base)
            elif name == "rt":
                self._children(child, reading)
        out += base
        if "".join(reading).strip():
            out.append("（" + "".join(reading) + "）")
            self.see("ruby")

    def _note(self, element: _Element, kind: str, out: list[str]) -> None:
        self.notes.append((kind, attribute(element, "id")))
        if attribute(element, "customMarkFollows") in ("", *_OFF):
            out.append(f"（注{len(self.notes)}）")

    def _field(self, element: _Element, out: list[str]) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append([""])
        elif kind == "separate" and self._fields:
            self._fields[-1].append("")  # a result follows; it stands in runs of its own
        elif kind == "end" and self._fields:
            instruction, *results = self._fields.pop()
            if not results and instruction.strip().upper().startswith("EQ"):
                out.append(self._equation(instruction.strip()))

    def _equation(self, instruction: str) -> str:
        """Word writes old ruby and encircled characters as EQ fields, which have no result."""
        overlay = _EQ_OVERLAY.search(instruction)
        inner = overlay.group(1) if overlay else instruction[2:].strip()
        raised = _EQ_RAISED.search(inner)
        if raised:
            self.see("ruby")
            return f"{raised.group(2).strip()}（{raised.group(1).strip()}）"
        self.see("symbol", inner)
        return re.split("[,;]", inner)[-1].strip()

    def _drawing(self, element: _Element) -> None:
        boxes = [e for e in element.iter() if short(e.tag) == "txbxContent"]
        if boxes:
            # A box in a box is read with the outer one.
            outer = [
                b
                for b in boxes
                if not any(short(a.tag) == "txbxContent" for a in _between(b, element))
            ]
            self.boxes += [b for b in outer if not _in_fallback(b, element)]
        elif any(short(e.tag).lstrip("·") in _PICTURES for e in element.iter()):
            self.see("picture")

    def _alternative(self, element: _Element, out: list[str]) -> None:
        """One of several forms of the same content: the first, which is the newest."""
        for wanted in ("mc:Choice", "mc:Fallback"):
            for child in element:
                if short(child.tag) == wanted:
                    self._children(child, out)
                    return


def _between(inner: _Element, outer: _Element) -> list[_Element]:
    found: list[_Element] = []
    parent = inner.getparent()
    while parent is not None and parent is not outer:
        found.append(parent)
        parent = parent.getparent()
    return found


def _in_fallback(inner: _Element, outer: _Element) -> bool:
    """Whether a box is only the old form of one that is read already."""
    for ancestor in _between(inner, outer):
        if short(ancestor.tag) == "mc:Fallback":
            alternative = ancestor.getparent()
            if alternative is not None and any(short(c.tag) == "mc:Choice" for c in alternative):
                return True
    return False


def _characters(element: _Element) -> str:
    text = element.text or ""
    if element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    if "\t" in text or "\n" in text or "\r" in text:
        text = text.replace("\t", "\u3000").replace("\r\n", " ").replace("\n", " ")
        text = text.replace("\r", " ")
    return text
