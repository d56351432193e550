"""Addresses as they are printed: 第三条第二項第一号イ, 同表の備考, 別表第一の三の項 … (位置の読取り)."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from renkei.amendment.operations import Address, Level, Part, Step
from renkei.amendment.reading import memory as remembered
from renkei.amendment.reading.cursor import DIGITS, Cursor, as_number, fold
from renkei.amendment.reading.memory import Memory, inside, tabular, under
from renkei.amendment.reading.quoting import QUOTE
from renkei.amendment.reading.rows import bare_row, names_provision, take_row
from renkei.units.numerals import parse_numeral


class Place(NamedTuple):
    """One address with the part of the provision that is meant."""

    at: Address
    part: Part = Part.WHOLE


_STEP = {
    "編": Level.PART,
    "章": Level.CHAPTER,
    "節": Level.SECTION,
    "款": Level.SUBSECTION,
    "目": Level.DIVISION,
    "条": Level.ARTICLE,
    "項": Level.PARAGRAPH,
    "号": Level.ITEM,
}
_ALONE = {
    "題名": Level.TITLE,
    "目次": Level.TOC,
    "前文": Level.PREAMBLE,
    "制定文": Level.ENACTMENT,
    "本則": Level.MAIN,
    "附則": Level.SUPPLEMENT,
    "付則": Level.SUPPLEMENT,
    "表紙": Level.COVER,
    "後文": Level.CLOSING,
    "締結日": Level.DATE,
    "法令番号": Level.LAW_NUMBER,
    "一体部分": Level.BLOCK,
    "不明行": Level.UNPARSED,
}
_NUMBERED = re.compile(rf"第(?P<n>[{DIGITS}]+)(?P<u>[編章節款目条項号])")
_HEADS = (
    "別記様式|別紙様式|別記|別表|別図|別紙|別添|別冊|付表|附表|付録|附録|様式|書式|別に定める様式"
)
_NUM = rf"[{DIGITS}]+"
_ANNEX = re.compile(
    rf"(?:{_HEADS})(?:(?:第{_NUM}(?![{DIGITS}種級期次区])|{_NUM}(?![{DIGITS}])(?!の[部款項号欄目節類]))(?:号様式|号の{_NUM}様式|号|表|様式)?(?:の{_NUM}(?![{DIGITS}])"
    rf"(?=$|[中をに、，。（(]|及び|並びに|から|まで|と[しす]|の(?![{DIGITS}部款項号欄目節類])"
    rf"|の[{DIGITS}]|備考|様式|注|第|その)(?:様式)?)*(?:その{_NUM})?)?(?:[（(](?:表|裏|表面|裏面)[）)])?"
    rf"|第{_NUM}号(?:の{_NUM})*様式(?:の{_NUM})*(?:その{_NUM})?(?:[（(](?:表|裏|表面|裏面)[）)])?"
)
_RELATED = re.compile(r"[（(][^（()）]*関係[）)]")
_WITH_CAPTION = re.compile(r"[（(](?:同条の)?見出しを含む。?[）)]")
#: 附則, with the number of the amending law where statutes name one.
_AMENDING = re.compile(
    r"[（(](?!その)(?P<n>[^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]"
    r"(?=[第の中をに、，（]|及び|並びに|から|まで|様式|別表)"
)
#: The whole text, by its own name for itself.
_EVERYWHERE = re.compile(
    r"全文|この(?:条例|規則|規程|要綱|要領|法律|政令|省令|告示|(?:連携)?協[約定])(?=中)"
)
_HEAD_ONLY = re.compile(r"[（(]各号列記以外の部分に限る。?[）)]")
_PARTS = (
    ("各号列記以外の部分", Part.HEAD),
    ("表以外の部分", Part.HEAD),
    ("柱書き", Part.HEAD),
    ("柱書", Part.HEAD),
    ("前の見出し", Part.CAPTION),
    ("本文", Part.MAIN_SENTENCE),
    ("ただし書き", Part.PROVISO),
    ("ただし書", Part.PROVISO),
    ("前段", Part.FIRST),
    ("中段", Part.MIDDLE),
    ("後段", Part.LAST),
    ("各号", Part.EACH),
    ("各項", Part.EACH_PARAGRAPH),
    ("見出し", Part.CAPTION),
    ("付記", Part.NOTE),
    *((f"{unit}名", Part.CAPTION) for unit in "編章節款目部"),
)
EACH = (Part.EACH, Part.EACH_PARAGRAPH)
_TABLE = re.compile(rf"の?(?:第(?P<n>{_NUM}))?表(?![示彰題面紙決明記])")
_REMARKS = re.compile(rf"の?(?P<w>備考|注)(?![{QUOTE}])")
_LABEL = re.compile(
    r"(?P<l>[ァ-ンｱ-ﾝ](?![ァ-ンーｱ-ﾝ])|[（(](?:[ァ-ン]|[a-zａ-ｚ]{1,5}|[A-ZＡ-Ｚ]|"
    + _NUM
    + r")[）)]"
    r"|[①-⑳⑴-⒇ⅰ-ⅻ㉑-㉟]|[a-zａ-ｚ](?![a-zａ-ｚ]))"
)
_DIGIT_LABEL = re.compile(
    r"(?P<n>[0-9０-９]+)(?=[中をに、，。（(①-⑳⑴-⒇ァ-ン]|及び|並びに|から|まで|の|と[しす]|$)"
)
_SIGNATURE = re.compile(r"署名欄(?:[（(](?!その)(?P<n>[^（()）]{1,8})[）)])?")
_QUOTED = re.compile(
    rf"{QUOTE}(?=[中をのに第、，（(ァ-ンa-z{QUOTE}]|から|まで|及び|並びに|ただし書|本文|前段|後段|各号)"
)
_UNNUMBERED = re.compile(r"の(?P<u>[条項号])(?=中|を|の|に)")


#: A heading of an annex by its bare number: 「別表の１の表」.
_HEADING = re.compile(rf"の?(?P<n>{_NUM}|[（(]{_NUM}[）)])(?=の?表|の備考)")
_JOINED_LABEL = re.compile(rf"の[（(]{_NUM}[）)]")


def style_of(label: str) -> str:
    """The series a label belongs to: イ, (1), (ア), ①, a, (i)."""
    bare = fold(label)
    kind = "paren " if bare[:1] == "(" else ""
    bare = bare.strip("()")
    if re.fullmatch(r"[ァ-ンｱ-ﾝ]", bare):
        return kind + "katakana"
    if re.fullmatch(r"[ivx]{1,5}", bare) and kind:
        return kind + "roman"
    if re.fullmatch(r"[a-z]+", bare):
        return kind + "latin"
    if bare and "①" <= bare[0] <= "⑳":
        return "circled"
    if bare and "⑴" <= bare[0] <= "⒇":
        return "paren digit"
    if re.fullmatch(rf"[{DIGITS}]+", bare):
        return kind + ("digit" if bare.isdigit() else "kanji")
    return kind + bare


def take_place(
    cursor: Cursor, memory: Memory, base: Address, *, listed: bool = False
) -> Place | None:
    """Read one address; ``base`` is what a bare 第二項 stands in. None when none stands here.

    ``listed``: it goes on a list or says what something becomes, so a bare 第三条 stands where the
    article before it does; otherwise it stands in the text itself.
    """
    start = cursor.mark()
    address = _begin(cursor, memory, base, listed)
    if address is None:
        part = _part(cursor, base) if base else None
        if part is not None and part not in EACH:
            return Place(base, part)
        cursor.back(start)
        return None
    return _further(cursor, address)


def _begin(cursor: Cursor, memory: Memory, base: Address, listed: bool) -> Address | None:
    if cursor.at("同"):
        for word in remembered.SAME:
            if cursor.take("同" + word):
                found = memory.same(word)
                if found is None:
                    raise cursor.fail(f"「同{word}」が指すものが前にありません")
                return found
        return None
    if (alone := _alone(cursor)) is not None:
        return (alone,)
    if cursor.match(_EVERYWHERE):
        return ()
    if annex := cursor.match(_ANNEX):
        return (_annex(cursor, annex[0]),)
    if tabular(base) and names_provision(cursor):
        return bare_row(cursor, base)
    if cursor.looking(_NUMBERED):
        step = _numbered(cursor)
        if step.level is Level.ARTICLE:
            return under(inside(base, Level.ARTICLE) if listed else memory.within, step)
        return under(inside(base, step.level), step)
    if not base:
        return None
    if remembered.has(base, *remembered.IN_TABLE) and cursor.looking(_REMARKS):
        return _step(cursor, _table_of(base))
    if tabular(base):
        row = bare_row(cursor, base)
        if row is not None:
            return row
    return _bare_label(cursor, base)


def _alone(cursor: Cursor) -> Step | None:
    """題名, 附則, 署名欄（甲） … with 「（その二）」 where there are several."""
    if found := cursor.match(_SIGNATURE):
        return Step(Level.SIGNATURE, cursor.position_among(), found["n"] or "")
    for word, level in _ALONE.items():
        if cursor.take(word):
            name = ""
            if level is Level.SUPPLEMENT and (found := cursor.match(_AMENDING)):
                name = found["n"]
            return Step(level, cursor.position_among(), name)
    return None


def _annex(cursor: Cursor, name: str) -> Step:
    return Step(Level.ANNEX, cursor.position_among(), name)


def _numbered(cursor: Cursor) -> Step:
    found = cursor.match(_NUMBERED)
    assert found is not None
    cursor.position = found.start("n")
    parts = cursor.number()
    cursor.take(found["u"])
    return Step(_STEP[found["u"]], as_number((*(parts or ()), *cursor.branches())))


def _bare_label(cursor: Cursor, base: Address) -> Address | None:
    """「イ」 after 第一号ロ, 「２」 after 備考１: beside the last label of its series, or below."""
    found = cursor.looking(_LABEL)
    if base[-1].level is Level.SUBITEM and cursor.looking(_QUOTED):
        return (*base[:-1], Step(Level.SUBITEM, None, cursor.quote() or ""))
    if found is not None and remembered.has(
        base,
        Level.ITEM,
        Level.SUBITEM,
        Level.REMARKS,
        Level.ROW,
        Level.COLUMN,
        Level.GROUP,
        Level.PARAGRAPH,
        Level.ARTICLE,
    ):
        style = style_of(found["l"])
        for place, step in enumerate(base):
            if step.level is Level.SUBITEM and style_of(step.name) == style:
                return (*base[:place], _label(cursor))
        return (*base, _label(cursor))
    if remembered.has(base, Level.REMARKS) and (found := cursor.match(_DIGIT_LABEL)):
        return (*inside(base, Level.ITEM), _item(found["n"]))
    return None


def _table_of(address: Address) -> Address:
    """The address without its 備考 and what stands in them."""
    for place, step in enumerate(address):
        if step.level is Level.REMARKS:
            return address[:place]
    return address


def _item(digits: str) -> Step:
    return Step(Level.ITEM, as_number((parse_numeral(digits) or 0,)))


def _label(cursor: Cursor) -> Step:
    found = cursor.match(_LABEL)
    assert found is not None
    name = unicodedata.normalize("NFKC", found["l"])
    branch = re.compile(rf"の(?P<b>{_NUM})(?=[中をに、，。（(]|及び|並びに|から|まで|の|$)")
    while more := cursor.match(branch):
        name += "の" + fold(more["b"])
    return Step(Level.SUBITEM, None, name)


def _further(cursor: Cursor, address: Address) -> Place:
    """Read all steps and parts that follow."""
    while True:
        part = _part(cursor, address)
        if part is not None:
            if part is Part.MAIN_SENTENCE:
                cursor.match(_HEAD_ONLY)
            return Place(address, part)
        further = _step(cursor, address)
        if further is None:
            return Place(address)
        address = further


def _part(cursor: Cursor, address: Address) -> Part | None:
    start = cursor.mark()
    if cursor.match(_WITH_CAPTION):
        return Part.WITH_CAPTION
    if cursor.match(_HEAD_ONLY):
        return Part.HEAD
    cursor.take("の")
    for word, part in _PARTS:
        if cursor.take(word):
            if cursor.at("として") or (part in EACH and cursor.at("列記")):
                break
            return part
    cursor.back(start)
    return None


def _step(cursor: Cursor, address: Address) -> Address | None:
    """One step below ``address``."""
    start = cursor.mark()
    last = address[-1].level if address else Level.MAIN
    if last is Level.ANNEX and cursor.match(_RELATED):
        return address
    nested = last is Level.SUPPLEMENT or (last is Level.ANNEX and cursor.at("付表"))
    if nested and (found := cursor.match(_ANNEX)):
        return (*address, _annex(cursor, found[0]))
    cursor.take("の")
    if cursor.position > start[0] or last in (Level.ARTICLE, Level.ANNEX):
        if last is Level.SIGNATURE and cursor.take("行"):
            return (*address, Step(Level.FIELD, cursor.position_among()))
        if (alone := _alone(cursor)) is not None:
            return (*address, alone)
    if cursor.looking(_NUMBERED) and (tabular(address) or cursor.mark() == start):
        if tabular(address) and names_provision(cursor):
            return take_row(cursor, address)
        step = _numbered(cursor)
        return under(address, step)
    cursor.back(start)
    if (found := cursor.looking(_TABLE)) and not (found["n"] and last is Level.TABLE):
        cursor.position = found.end()
        number = as_number((parse_numeral(found["n"]) or 0,)) if found["n"] else None
        return (*address, Step(Level.TABLE, number or cursor.position_among()))
    beside_table = remembered.has(address, Level.ITEM, *remembered.IN_TABLE)
    if beside_table and (found := cursor.match(_REMARKS)):
        name = "" if found["w"] == "備考" else "注"
        return (*address, Step(Level.REMARKS, cursor.position_among(), name))
    if last is Level.REMARKS and (found := cursor.match(_DIGIT_LABEL)):
        return (*address, _item(found["n"]))
    if tabular(address):
        row = take_row(cursor, address)
        if row is not None:
            return row
        if heading := cursor.match(_HEADING):
            return (*address, Step(Level.GROUP, None, heading["n"]))
    if last is Level.ANNEX and cursor.looking(_JOINED_LABEL):
        cursor.take("の")
    if last in (
        Level.ITEM,
        Level.SUBITEM,
        Level.REMARKS,
        Level.ROW,
        Level.COLUMN,
        Level.GROUP,
        Level.PARAGRAPH,
        Level.ARTICLE,
        Level.ANNEX,
        Level.CELL,
    ) and cursor.looking(_LABEL):
        return (*address, _label(cursor))
    if last in (Level.ITEM, Level.SUBITEM) and cursor.looking(_QUOTED):
        return (*address, Step(Level.SUBITEM, None, cursor.quote() or ""))
    if not tabular(address) and (found := cursor.match(_UNNUMBERED)):
        return (*address, Step(_STEP[found["u"]], cursor.position_among()))
    return None
