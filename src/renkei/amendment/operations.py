"""What an amendment can say: a closed set of operations on the numbers of a text (改正の文の内容).

An operation says what the words on paper say: it addresses provisions by number and name, as the text
stood when the sentence began. :mod:`renkei.amendment.applying` binds it to the nodes of one base.
Everything here is frozen and compares by value, so that what was read can be held against what was
written. Only this module, ``style`` and ``trouble`` are shared by those who make amendments
(``deriving``, ``writing``) and those who prove them (``reading``, ``applying``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from renkei.instrument.model import Node, Number


class Level(StrEnum):
    """The kind of place a step of an address leads to. The printed word stands beside each."""

    COVER = "cover"  # 表紙
    LAW_NUMBER = "law_number"  # 番号
    TITLE = "title"  # 題名
    TOC = "toc"  # 目次
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
    SUBITEM = "subitem"  # ア, (ア), イ, (1): ``name`` is the label as printed, width folded
    SUPPLEMENT = "supplement"  # 附則; ``name`` is the number of the amending law, if any
    CLOSING = "closing"  # 後文
    DATE = "date"  # 締結日
    SIGNATURE = "signature"  # 署名欄; ``name`` 甲, 乙
    FIELD = "field"  # 署名欄の行, by position
    ANNEX = "annex"  # 別表, 別表第一, 様式第一号: ``name`` is the label as printed
    GROUP = "group"  # 別表の見出し (1), ア: 部, 款 …; ``name`` its label or caption
    TABLE = "table"  # 表; ``number`` says which where one provision has several
    ROW = "row"  # 項 (款, 号 …) of a table; ``name`` its first cell, or its number 「一」
    COLUMN = "column"  # 欄; ``name`` its heading, or 上欄, 中欄, 下欄, 第三欄
    CELL = "cell"  # 欄 of one row, by position
    REMARKS = "remarks"  # 備考
    BLOCK = "block"  # a part kept whole (様式 …)
    UNPARSED = "unparsed"  # a line nobody could read, by position
    LAW = "law"  # 「A法第二条のうちB法第十条の改正規定」: a provision of an amending text, ``name``


class Part(StrEnum):
    """Which part of the provision is meant."""

    WHOLE = "whole"  # all of it: text and everything below (見出し apart)
    CAPTION = "caption"  # 見出し; of a chapter its 章名; of a group its heading
    WITH_CAPTION = "with_caption"  # （見出しを含む。）
    HEAD = "head"  # 各号列記以外の部分
    MAIN_SENTENCE = "main_sentence"  # 本文 (what stands before ただし書)
    PROVISO = "proviso"  # ただし書
    FIRST = "first"  # 前段
    MIDDLE = "middle"  # 中段
    LAST = "last"  # 後段
    NOTE = "note"  # 付記 of an annex: （第3条関係）
    EACH = "each"  # 各号
    EACH_PARAGRAPH = "each_paragraph"  # 各項


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address: a level with its number, or its name where it has no number.

    A step without number and name is the only one of its level (「附則」, 「別表」, 「表」, 「備考」).
    """

    level: Level
    number: Number | None = None
    name: str = ""


#: From the outermost step to the innermost; every step above an article may be left out, since
#: articles are numbered through the whole text. The empty address is the whole text.
Address = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What an operation is about: one provision, or a run of them (``last``: 第A条から第B条まで).

    ``without`` are provisions in it that stay as they are: （第三条を除く。）, 備考以外の部分.
    """

    at: Address
    part: Part = Part.WHOLE
    last: Address = ()
    without: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """New text: whole provisions, or a run of words (見出し, 題名, 後段, ただし書).

    ``nodes`` carry kind, label, number, caption, note, text and children as a reader would give them,
    but no ids (""), no pieces, attrs and marks. ``lines`` is what was printed, where it was read and
    could not be understood; then ``nodes`` is empty.
    """

    nodes: tuple[Node, ...] = ()
    text: str = ""
    lines: tuple[str, ...] = ()


class Where(StrEnum):
    """Where something is added."""

    AFTER = "after"  # …の次に
    BEFORE = "before"  # …の前に
    HEAD = "head"  # …に第一号として (first among its like)
    END = "end"  # …に (behind the last of its like)


@dataclass(frozen=True, slots=True)
class Replace:
    """…中「A」を「B」に改める. Every occurrence in the targets; several ``old``: 「A」及び「B」を「C」に."""

    targets: tuple[Target, ...]
    old: tuple[str, ...]
    new: str


@dataclass(frozen=True, slots=True)
class Insert:
    """…中「A」の次に（の下に）「B」を加える."""

    targets: tuple[Target, ...]
    after: str
    new: str


@dataclass(frozen=True, slots=True)
class Strike:
    """…中「A」を削る; several: 「A」及び「B」を削る."""

    targets: tuple[Target, ...]
    old: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """…を次のように改める; 見出しを「（B）」に改める; 「第五条　削除」 keeps a number this way.

    Several targets (「第三号及び第四号を次のように改める」) are replaced by the block together.
    """

    targets: tuple[Target, ...]
    block: Block


@dataclass(frozen=True, slots=True)
class Add:
    """…の次に次の一条を加える; …に次の二項を加える; …に後段として（ただし書として）次のように加える.

    ``unit`` is what the block is said to hold (条, 項, 号, 章, 表の行 …); None for 「次のように加える」.
    ``part`` is LAST, PROVISO or CAPTION where no provision but a part of ``at`` is added, with
    ``block.text``. ``heading_only``: 章名を付する, what follows stays where it is and comes under it.
    """

    where: Where
    at: Target
    block: Block
    unit: Level | None = None
    part: Part = Part.WHOLE
    heading_only: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """…を削る: provisions with all below, a caption, 後段, ただし書."""

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """第三条を第五条とする; a row 「一の項を二の項とする」. ``to`` in the numbers after the sentence."""

    at: Target
    to: Address


@dataclass(frozen=True, slots=True)
class Shift:
    """第七条から第十一条までを一条ずつ繰り下げる (``by`` > 0), 繰り上げる (``by`` < 0)."""

    first: Address
    last: Address
    by: int


@dataclass(frozen=True, slots=True)
class Restate:
    """全文を改める: the whole text is given anew (全部改正, 全文を改める協約)."""

    block: Block


Operation = Replace | Insert | Strike | Rewrite | Add | Remove | Move | Shift | Restate


@dataclass(frozen=True, slots=True)
class Instruction:
    """One sentence of amendment (改正規定): its operations in order, at most one block, at the end.

    All addresses are in the numbers that hold when the sentence begins; 「同条」 after a move is the
    provision that was moved, by its old number.
    """

    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """The amendment of one text (一部改正): what it amends, the sentences, its own 附則.

    ``title``/``law_number`` name the amended text as printed; ``base`` is the hash of the text it was
    derived from (see :func:`renkei.amendment.base.digest`), "" where only paper is at hand.
    ``supplement`` is the 附則 of the amending instrument itself and never becomes part of the target.
    """

    instructions: tuple[Instruction, ...]
    title: str = ""
    law_number: str = ""
    base: str = ""
    supplement: tuple[Node, ...] = ()
