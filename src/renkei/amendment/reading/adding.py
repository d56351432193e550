"""Additions: の次に次の二項を加え, に第一号として次の一号を加え, に後段として次のように加え (追加)."""

from __future__ import annotations

import re
from typing import NamedTuple

from renkei.amendment.operations import (
    Add,
    Address,
    Block,
    Level,
    Move,
    Operation,
    Part,
    Step,
    Target,
    Where,
)
from renkei.amendment.reading.cursor import DIGITS, Cursor, fold
from renkei.amendment.reading.memory import has
from renkei.amendment.reading.quoting import QUOTE
from renkei.instrument.model import Number
from renkei.units.numerals import parse_numeral


class Promise(NamedTuple):
    """A block that must follow: what it is said to hold and how many (0: not said)."""

    unit: Level | None
    size: int


class Added(NamedTuple):
    """One addition and the block it promises."""

    operation: Operation
    promise: Promise | None


_UNITS: dict[str, Level] = {
    "編": Level.PART,
    "章": Level.CHAPTER,
    "節": Level.SECTION,
    "款": Level.SUBSECTION,
    "目": Level.DIVISION,
    "条": Level.ARTICLE,
    "項": Level.PARAGRAPH,
    "号": Level.ITEM,
    "各号": Level.ITEM,
    "各項": Level.PARAGRAPH,
    "表": Level.TABLE,
    "別表": Level.ANNEX,
    "様式": Level.ANNEX,
    "別記": Level.ANNEX,
    "別記様式": Level.ANNEX,
    "別図": Level.ANNEX,
    "備考": Level.REMARKS,
    "附則": Level.SUPPLEMENT,
    "欄": Level.COLUMN,
    "部": Level.GROUP,
    "題名": Level.TITLE,
    "目次": Level.TOC,
    "前文": Level.PREAMBLE,
    "制定文": Level.ENACTMENT,
    "行": Level.ROW,
    "細分": Level.SUBITEM,
    "署名欄": Level.SIGNATURE,
    "署名欄の行": Level.FIELD,
    "表紙": Level.COVER,
    "法令番号": Level.LAW_NUMBER,
    "本則": Level.MAIN,
    "後文": Level.CLOSING,
    "締結日": Level.DATE,
    "一体部分": Level.BLOCK,
    "不明行": Level.UNPARSED,
}
_IN_TABLE = {
    "部": Level.GROUP,
    "款": Level.GROUP,
    "節": Level.GROUP,
    "項": Level.ROW,
    "号": Level.ROW,
    "目": Level.ROW,
}
_HEADINGS = {
    "編名": Level.PART,
    "章名": Level.CHAPTER,
    "節名": Level.SECTION,
    "款名": Level.SUBSECTION,
    "目名": Level.DIVISION,
}
_SENTENCES = {
    "後段": Part.LAST,
    "ただし書": Part.PROVISO,
    "ただし書き": Part.PROVISO,
    "本文": Part.MAIN_SENTENCE,
    "前段": Part.FIRST,
    "中段": Part.MIDDLE,
}
_WORDS = "|".join(sorted((*_UNITS, *_HEADINGS, *_SENTENCES, "見出し"), key=len, reverse=True))
_NEXT = re.compile(
    rf"次の(?P<n>[{DIGITS}]+)?(?:の)?(?P<u>{_WORDS})"
    rf"(?P<more>(?:(?:、|及び|並びに|と)(?:[{DIGITS}]+)?(?:{_WORDS}))*)を(?P<v>加え|付|追加(?=[しす]))"
)
_MORE = re.compile(rf"(?:、|及び|並びに|と)(?P<n>[{DIGITS}]+)?(?P<u>{_WORDS})$")
_LIKE = re.compile(r"次の(?:よう|とおり)に(?P<v>加え|追加(?=[しす])|付)")
_AS_SENTENCE = re.compile(r"(?P<p>後段|ただし書き?|前段|中段|本文)として")
_AS_NUMBER = re.compile(
    rf"(?:附則)?(?P<f>第(?P<n>[{DIGITS}]+)(?P<u>[編章節款目条項号])(?P<b>(?:の[{DIGITS}]+)*))"
    rf"(?:(?:[、，]|及び|並びに|から|まで|第[{DIGITS}]+[編章節款目条項号](?:の[{DIGITS}]+)*)*)として"
)
_SIGN = r"(?:[ァ-ン]|[（(][^（()）]{1,3}[）)]|[⑴-⒇①-⑳])"
_AS_LABEL = re.compile(rf"(?P<l>{_SIGN})(?:[、，]|及び|から|まで|{_SIGN})*として")
_ANNEX = rf"(?:別表|様式|別記様式|別記|別図|附則|備考|注)(?:第?[{DIGITS}]+(?:号様式|号)?(?:の[{DIGITS}]+)*)?"
_AS_ANNEX = re.compile(rf"{_ANNEX}(?:(?:[、，]|及び|並びに){_ANNEX})*として")
_AS_CAPTION = re.compile(rf"(?:共通)?見出しとして(?={QUOTE})")
_AS_HEADING = re.compile(rf"(?P<u>[編章節款目]名)として(?={QUOTE})")


def after_place(cursor: Cursor, target: Target, where: Where, table: bool) -> Added:
    """Behind 「…の次に」 or 「…の前に」."""
    if cursor.match(_AS_CAPTION):
        # A caption over several articles stands before the first: it is that article's.
        return _caption(cursor, target, Where.END if where is Where.BEFORE else where)
    if found := cursor.match(_AS_HEADING):
        return _heading_words(cursor, target, where, found["u"])
    cursor.match(_AS_ANNEX) or cursor.match(_AS_NUMBER)
    return _next(cursor, target, where, table)


def after_ni(cursor: Cursor, target: Target, table: bool, operations: list[Operation]) -> Added:
    """Behind 「…に」: at the head or the end of its like, or a part of the provision."""
    del operations
    if cursor.match(_AS_CAPTION):
        return _caption(cursor, target, Where.END)
    if cursor.take("付記として"):
        return _caption(cursor, target, Where.END, Part.NOTE)
    if found := cursor.match(_AS_HEADING):
        if target.at and target.at[-1].level is _HEADINGS[found["u"]]:
            return _caption(cursor, target, Where.END)
        return _heading_words(cursor, target, Where.HEAD, found["u"])
    if found := cursor.match(_AS_SENTENCE):
        part = _SENTENCES[found["p"]]
        if cursor.at(QUOTE):
            words = cursor.quote() or ""
            if not cursor.take("を加え"):
                raise cursor.fail("「を加え」がありません")
            return Added(Add(Where.END, target, Block(text=words), None, part), None)
        if cursor.match(_LIKE) or cursor.match(re.compile(r"次の(?:一文|後段|ただし書)を加え")):
            return Added(Add(Where.END, target, Block(), None, part), Promise(None, 1))
        raise cursor.fail("「として」の後が読めません")
    if found := cursor.match(_AS_NUMBER):
        return _numbered(cursor, target, table, found)
    if found := cursor.match(_AS_LABEL):
        added = _next(cursor, target, Where.END, table)
        label = fold(found["l"]).strip("()")
        if label in ("ア", "イ", "1", "一", "⑴", "①", "a", "i") and isinstance(
            added.operation, Add
        ):
            first = added.operation
            return Added(
                Add(Where.HEAD, first.at, first.block, first.unit, first.part), added.promise
            )
        raise cursor.fail("先頭でない細分を「として」加えています")
    cursor.match(_AS_ANNEX)
    return _next(cursor, target, Where.END, table)


def _caption(cursor: Cursor, target: Target, where: Where, part: Part = Part.CAPTION) -> Added:
    words = bare_caption(target, cursor.quote() or "")
    if not cursor.match(re.compile(r"を(?:付(?=[しす])|加え|冠)")):
        raise cursor.fail("「を付する」がありません")
    return Added(Add(where, target, Block(text=words), None, part), None)


def bare_caption(target: Target, words: str) -> str:
    """A caption without its brackets; the heading of a chapter has none."""
    divisions = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.DIVISION)
    if (
        target.at
        and target.at[-1].level in (*divisions, Level.GROUP)
        and target.part is not Part.NOTE
    ):
        return words
    if len(words) > 1 and words[0] in "（(" and words[-1] in "）)":
        return words[1:-1]
    return words


def _heading_words(cursor: Cursor, target: Target, where: Where, word: str) -> Added:
    words = cursor.quote() or ""
    if not cursor.match(re.compile(r"を(?:付(?=[しす])|加え|冠)")):
        raise cursor.fail("「を付する」がありません")
    block = Block(text=words)
    return Added(Add(where, target, block, _HEADINGS[word], Part.WHOLE, True), None)


def _next(cursor: Cursor, target: Target, where: Where, table: bool) -> Added:
    """「次の二項を加え」, 「次のように加え」, 「次の章名を付し」."""
    if cursor.match(_LIKE):
        return Added(Add(where, target, Block()), Promise(None, 0))
    found = cursor.match(_NEXT)
    if found is None:
        raise cursor.fail("加えるものが読めません")
    word, count = found["u"], parse_numeral(found["n"]) if found["n"] else None
    if found["more"] and word in _HEADINGS:
        return Added(Add(where, target, Block()), Promise(None, 0))
    if found["more"] and word == "見出し":
        # The caption stands over the first of what is added and is its own.
        with_caption = _MORE.match(found["more"])
        if with_caption is None:
            raise cursor.fail("加えるものが読めません")
        word, count = with_caption["u"], parse_numeral(with_caption["n"] or "")
    if word in _SENTENCES:
        return Added(Add(where, target, Block(), None, _SENTENCES[word]), Promise(None, 1))
    if word == "見出し":
        return Added(Add(where, target, Block(), None, Part.CAPTION), Promise(None, 1))
    if word in _HEADINGS:
        return Added(
            Add(where, target, Block(), _HEADINGS[word], Part.WHOLE, True),
            Promise(_HEADINGS[word], 1),
        )
    unit = unit_of(word, target.at, table, where)
    if found["more"] and found["u"] != "見出し":
        return Added(Add(where, target, Block(), unit), Promise(unit, 0))
    return Added(Add(where, target, Block(), unit), Promise(unit, count or 0))


def unit_of(word: str, at: Address, table: bool, where: Where) -> Level:
    """What 「次の一項」 adds there: a paragraph, or a row where a table is meant."""
    beside = where in (Where.AFTER, Where.BEFORE)
    last = at[-1].level if at else Level.MAIN
    if table and word in _IN_TABLE and not (beside and last is _UNITS[word]):
        inside = (Level.ROW, Level.COLUMN, Level.CELL)
        if word == "号" and last in (*inside, Level.ITEM) and not (beside and last in inside):
            return Level.ITEM
        return _IN_TABLE[word]
    if word == "表" and beside and last is Level.ANNEX:
        return Level.ANNEX
    if word == "欄" and last in (Level.ROW, Level.CELL):
        return Level.CELL
    return _UNITS[word]


def as_number(cursor: Cursor, operations: list[Operation]) -> Added | None:
    """「第一条から第三条までとして次の三条を加え」 without a place, behind a move; None if not so."""
    if not operations or not (found := cursor.looking(_AS_NUMBER)):
        return None
    if found["u"] != "条" or not isinstance(operations[-1], Move):
        return None
    cursor.position = found.end()
    return _numbered(cursor, Target(operations[-1].at.at[:-1]), False, found)


def _numbered(cursor: Cursor, target: Target, table: bool, found: re.Match[str]) -> Added:
    """「に第三項及び第四項として次の二項を加え」; settled at the end of the sentence."""
    value = parse_numeral(found["n"])
    branches = [parse_numeral(part) for part in found["b"].split("の")[1:]]
    if value is None or None in branches:
        raise cursor.fail("番号が読めません")
    level = unit_of(found["u"], target.at, table, Where.END)
    number = Number((value, *(part for part in branches if part is not None)))
    added = _next(cursor, target, Where.END, table)
    operation = added.operation
    if not isinstance(operation, Add) or target.part is not Part.WHOLE or has((), level):
        raise cursor.fail("「として」の前が読めません")
    at = Target((*target.at, Step(level, number)), Part.EACH)
    return Added(Add(Where.BEFORE, at, operation.block, operation.unit), added.promise)
