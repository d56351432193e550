"""What is printed, one record for each paragraph or table: the language of the layout.

Lengths are in characters (全角, the em of the text size), from the left margin of the text. A
writer needs nothing else: it knows no kinds of nodes and no rules of legal layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """The printed part a paragraph is; Word files carry one paragraph style for each."""

    COVER = "cover"  # 表紙
    TITLE = "title"  # 題名
    LAW_NUMBER = "law_number"  # 法令番号
    TOC = "toc"  # 目次
    TOC_ENTRY = "toc_entry"  # 目次の行
    PREAMBLE = "preamble"  # 制定文, 前文
    HEADING = "heading"  # 編章節款目
    CAPTION = "caption"  # 条の見出し
    ARTICLE = "article"  # 条 (its first paragraph)
    PARAGRAPH = "paragraph"  # 項
    ITEM = "item"  # 号, 号の細分
    SUPPLEMENT = "supplement"  # 附則
    CLOSING = "closing"  # 後文
    DATE = "date"  # 締結日
    SIGNATURE = "signature"  # 署名欄
    ANNEX = "annex"  # 別表
    GROUP = "group"  # 別表の見出し
    TABLE_TITLE = "table_title"  # 表の題
    REMARKS = "remarks"  # 備考
    # Parts of the official papers written about a text: bills, notices, letters (公用文).
    NUMBER = "number"  # 文書番号, 議案番号, 告示番号, 日付
    ADDRESSEE = "addressee"  # 宛先
    SENDER = "sender"  # 発信者
    SUBJECT = "subject"  # 件名
    SENTENCE = "sentence"  # 主文
    RECORD = "record"  # 記, 以上
    ENTRY = "entry"  # 記書きの項目
    ENCLOSURE = "enclosure"  # 別紙, 参考
    OTHER = "other"  # anything kept as it stands, lines not understood among it


class Align(StrEnum):
    """Where lines stand between the margins."""

    START = "start"
    CENTER = "center"
    END = "end"


class RunKind(StrEnum):
    """What a run of characters in a paragraph is."""

    LABEL = "label"  # 第1条, (1), 甲
    GAP = "gap"  # the one space after a label: printed a full character wide
    TEXT = "text"
    SEAL = "seal"  # 印: where the seal goes, printed in a frame


@dataclass(frozen=True, slots=True)
class Run:
    """Characters printed in one manner. U+2028 in them is a line end; nothing else is special."""

    text: str
    kind: RunKind = RunKind.TEXT


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``start`` is the indent of its first line, ``left`` that of the lines after it.

    ``right`` is the room kept free at the right margin.

    ``before``: space above it, in characters. ``scale``: its size against the text. ``level``: its
    place among the headings (1 is the title; 0 is no heading); levels are never skipped, as PDF/UA
    asks. ``keep``: stays on one page with what follows. ``new_page``: begins a page.
    """

    style: Style
    node_id: str
    runs: tuple[Run, ...]
    start: float = 0
    left: float = 0
    before: float = 0
    align: Align = Align.START
    scale: float = 1
    level: int = 0
    keep: bool = False
    new_page: bool = False
    right: float = 0

    @property
    def text(self) -> str:
        """All characters of the paragraph."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its place. U+2028 in ``text`` is a line end. Numbers stand right (``END``).

    ``marks``: ranges of ``text`` that are underlined (傍線), in order and without overlaps.
    ``start`` is the indent of the first line, ``left`` that of the lines after it, in characters of
    the table.
    """

    column: int
    text: str
    colspan: int = 1
    rowspan: int = 1
    align: Align = Align.START
    marks: tuple[tuple[int, int], ...] = ()
    start: float = 0
    left: float = 0

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The text cut at its marks: each part, and whether it is underlined."""
        parts: list[tuple[str, bool]] = []
        at = 0
        for start, end in (*self.marks, (len(self.text), len(self.text))):
            parts += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return tuple(part for part in parts if part[0])


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. A ragged row has fewer cells than the table has columns; none is invented.

    ``breakable``: too tall for a page to hold, so it may go on over the page. ``tied``: it goes on
    what the row above says, so no rule is drawn between them. ``keep``: stays on one page with the
    row below, as a heading does.
    """

    node_id: str
    cells: tuple[Cell, ...]
    breakable: bool = False
    tied: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``widths`` of its columns, in characters of the text, sum to the measure.

    The first ``header_rows`` rows are headings, repeated on each page the table runs over.
    ``scale`` is the size of its characters against the text.
    """

    node_id: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    header_rows: int
    scale: float
    before: float = 0.5


Block = Text | Table
