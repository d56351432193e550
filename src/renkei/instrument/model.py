"""The text of an agreement as data: frozen nodes over one unchanged source string.

An instrument (文書: 連携協約, 協定, 条例, 法律) is one string, ``Document.source``, and one tree of
:class:`Node` over it. Every character of the source belongs to exactly one :class:`Piece` of exactly
one node, so the tree never holds less, or other, text than was signed. ``label``, ``caption``,
``note`` and ``text`` of a node are the characters of its pieces of that role, joined in order; what
only sets the page (line ends, brackets around a caption, tabs between cells, rules) is ``LAYOUT``.

``source`` is the normalised text of the file: decoded to Unicode, byte order mark taken off, line
ends written ``\\n``. Nothing else is changed. Formats that are not text (DOCX, PDF, XML) are first
written as text by their reader, one paragraph or table row a line, cells parted by tabs, line ends
inside a cell written U+2028; that text is then the source.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a node is. The Japanese term stands beside each."""

    DOCUMENT = "document"  # 文書全体
    COVER = "cover"  # 表紙 (a title page before the title)
    LAW_NUMBER = "law_number"  # 法令番号, 告示番号
    TITLE = "title"  # 題名
    TOC = "toc"  # 目次
    TOC_ENTRY = "toc_entry"  # 目次の行
    ENACTMENT = "enactment"  # 制定文
    PREAMBLE = "preamble"  # 前文
    MAIN = "main"  # 本則
    PART = "part"  # 編
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 節
    SUBSECTION = "subsection"  # 款
    DIVISION = "division"  # 目
    ARTICLE = "article"  # 条
    PARAGRAPH = "paragraph"  # 項
    ITEM = "item"  # 号
    SUBITEM = "subitem"  # 号の細分 (ア, (ア), a, i …; the depth is that of the tree)
    SUPPLEMENT = "supplement"  # 附則
    CLOSING = "closing"  # 後文 (締結を証するため…)
    DATE = "date"  # 締結年月日の行
    SIGNATURE = "signature"  # 署名欄 (one party)
    FIELD = "field"  # 署名欄の行: attrs["field"] is address, body, office or name
    ANNEX = "annex"  # 別表, 別記, 様式, 図
    GROUP = "group"  # 別表の見出し ((1), ア …), nested
    TABLE = "table"  # 表
    HEADER = "header"  # 表の見出し行
    ROW = "row"  # 表の行
    CELL = "cell"  # 表の欄: attrs["header"] is its column's heading
    REMARKS = "remarks"  # 備考
    BLOCK = "block"  # a part of another format kept whole: attrs["element"] names it
    UNPARSED = "unparsed"  # 読み取れなかった行: kept, and reported


class Role(StrEnum):
    """What a piece of a node's own characters is for."""

    LABEL = "label"  # 番号として印字された文字 「第1条」「(1)」「別表」
    CAPTION = "caption"  # 見出し, without its brackets
    NOTE = "note"  # 付記, without its brackets: 「第3条関係」, the article range in a 目次
    TEXT = "text"  # 文
    LAYOUT = "layout"  # line ends, spaces, tabs, brackets of captions, rules of tables


class Piece(NamedTuple):
    """A run of source characters that a node owns: ``source[start:end]``."""

    role: Role
    start: int
    end: int


class Mark(NamedTuple):
    """Inline structure a format carries inside text (文, 欄, ルビ…), over ``source[start:end]``.

    It never holds text. ``name`` is the element of the format it came from.
    """

    name: str
    start: int
    end: int
    attrs: tuple[tuple[str, str], ...] = ()


class Number(NamedTuple):
    """A parsed provision number: 第三条の二 is ``parts=(3, 2)``; 第三条から第五条まで has ``upto``."""

    parts: tuple[int, ...]
    upto: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Write it as 法令標準XML does: ``3``, ``3_2``, ``3:5``."""
        text = "_".join(map(str, self.parts))
        return f"{text}:{'_'.join(map(str, self.upto))}" if self.upto else text

    @classmethod
    def parse(cls, text: str) -> Number | None:
        """Read ``3_2`` or ``3:5``; None for anything else."""
        try:
            head, _, tail = text.partition(":")
            parts = tuple(int(part) for part in head.split("_"))
            upto = tuple(int(part) for part in tail.split("_")) if tail else ()
        except ValueError:
            return None
        return cls(parts, upto)


@dataclass(frozen=True, slots=True)
class Node:
    """A provision, a table row, a signature block: one place of the text that can be pointed at.

    ``id`` is given at the first reading and stays when numbers move (the wId of Akoma Ntoso).
    ``number`` is what the printed ``label`` says; None where nothing is printed or it says no number.
    """

    id: str
    kind: Kind
    pieces: tuple[Piece, ...] = ()
    label: str = ""
    number: Number | None = None
    caption: str = ""
    note: str = ""
    text: str = ""
    children: tuple[Node, ...] = ()
    attrs: tuple[tuple[str, str], ...] = ()
    marks: tuple[Mark, ...] = ()

    def attr(self, name: str, default: str = "") -> str:
        """One attribute by name, or ``default``."""
        for key, value in self.attrs:
            if key == name:
                return value
        return default

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order. Does not recurse, so depth is no limit."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def of_kind(self, *kinds: Kind) -> Iterator[Node]:
        """The nodes of these kinds at or below this one, in reading order."""
        return (node for node in self.walk() if node.kind in kinds)

    @property
    def start(self) -> int:
        """Where this node's own characters begin in the source (0 when it has none)."""
        return min((piece.start for piece in self.pieces), default=0)

    def span(self, role: Role) -> tuple[int, int] | None:
        """The source range from the first to the last piece of ``role``; None when there is none."""
        found = [piece for piece in self.pieces if piece.role == role]
        return (found[0].start, found[-1].end) if found else None

    def full_text(self) -> str:
        """Text of this node and of all below it, without layout, in reading order."""
        return "".join(node.text for node in self.walk())


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # the text contradicts itself or the law, or could not be read
    WARNING = "warning"  # very probably a slip
    NOTE = "note"  # worth knowing; nothing need be done


@dataclass(frozen=True, slots=True)
class Finding:
    """Something seen in a text, at a place. What its code means stands in the rule registry.

    ``start`` and ``end`` are offsets into ``Document.source``; ``values`` fill the rule's message.
    """

    code: str
    severity: Severity
    node_id: str
    start: int
    end: int
    message_ja: str
    message_en: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """A table row that was broken in the source and is one row in the tree.

    ``start``/``end`` is the continuation in the source; ``reason_*`` says why it was joined.
    """

    row_id: str
    key: str
    start: int
    end: int
    reason_ja: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the source came from: format, encoding, kind of line end, SHA-256 of the bytes read."""

    format: str = "text"  # text, docx, pdf, lawxml, json
    encoding: str = "utf-8"
    newline: str = "\n"
    sha256: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """当事者. ``designation`` is 甲, 乙, 丙 …, or "" where the text uses names only.

    ``name`` is as printed (「加西市及び加東市」 where two cities are one 甲, then ``members`` has both).
    """

    designation: str
    name: str
    members: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """根拠法条 as the preamble cites it. ``text`` as printed, with the law number in brackets."""

    text: str
    law: str
    law_number: str
    article: Number | None
    paragraph: int | None
    item: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signature:
    """署名欄 of one party, as printed. Empty strings where the block leaves a line out."""

    designation: str
    address: str
    body: str
    office: str
    name: str
    node_id: str


@dataclass(frozen=True, slots=True)
class Commencement:
    """施行期日 or 有効期間 that a 附則 states. ``date`` None: not a fixed day (締結の日 …)."""

    node_id: str
    text: str
    date: datetime.date | None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text says about itself, each taken from its place in the tree, never guessed."""

    title: str = ""
    genre: str = ""  # 連携協約, 協定, 法律, 条例 … from the title; "" when not said
    law_number: str = ""
    parties: tuple[Party, ...] = ()
    legal_basis: LegalBasis | None = None
    concluded: datetime.date | None = None
    concluded_text: str = ""
    copies: int | None = None
    signatures: tuple[Signature, ...] = ()
    commencements: tuple[Commencement, ...] = ()

    @property
    def effective(self) -> datetime.date | None:
        """The day the text comes into force, when a 附則 fixes one."""
        return next((c.date for c in self.commencements if c.date), None)


@dataclass(frozen=True, slots=True)
class Document:
    """One text, read. ``profile`` names the layout that was detected or asked for."""

    source: str
    root: Node
    profile: str
    facts: Facts = Facts()
    origin: Origin = Origin()
    diagnostics: tuple[Finding, ...] = ()
    joins: tuple[Join, ...] = ()

    def articles(self) -> tuple[Node, ...]:
        """Articles of the main provisions (本則), in order; those of a 附則 are not among them."""
        found: list[Node] = []
        for child in self.root.children:
            if child.kind is Kind.MAIN:
                found.extend(child.of_kind(Kind.ARTICLE))
        return tuple(found)

    def of_kind(self, *kinds: Kind) -> tuple[Node, ...]:
        """All nodes of these kinds, in reading order."""
        return tuple(self.root.of_kind(*kinds))


def covered(document: Document) -> str:
    """The text of the tree: all pieces of all nodes in source order.

    Equal to ``document.source`` for every document a reader returns; the proof that nothing was lost.
    """
    pieces = sorted(
        (piece.start, piece.end) for node in document.root.walk() for piece in node.pieces
    )
    position = 0
    parts: list[str] = []
    for start, end in pieces:
        if start != position:
            return "".join(parts)
        parts.append(document.source[start:end])
        position = end
    return "".join(parts)


#: Unprinted id, pieces and marks do not matter when two readings are compared.
Shape = tuple[str, str, str, str, str, str, tuple["Shape", ...]]


def shape(node: Node) -> Shape:
    """What a node says, ids and places aside: two formats of one text have one shape."""
    return (
        node.kind,
        node.label,
        str(node.number or ""),
        node.caption,
        node.note,
        node.text,
        tuple(shape(child) for child in node.children),
    )


class Refusal(Exception):
    """A file that cannot be read as text at all (empty, encrypted, a picture, not a document).

    Raised for files, never for content: text that can be decoded is always read. ``code`` is stable;
    the messages say what was found, and ``remedy_*`` what to do.
    """

    def __init__(
        self, code: str, message_ja: str, message_en: str, remedy_ja: str, remedy_en: str
    ) -> None:
        super().__init__(message_en)
        self.code = code
        self.message_ja = message_ja
        self.message_en = message_en
        self.remedy_ja = remedy_ja
        self.remedy_en = remedy_en
