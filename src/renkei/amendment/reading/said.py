"""Addresses of a reading in plain words, for lists and pages: 「第三条第二項第一号イ」 (位置の表示)."""

from __future__ import annotations

from renkei.amendment.operations import Address, Level, Part, Step, Target
from renkei.amendment.style import Numerals, Style
from renkei.units.numerals import to_fullwidth, to_halfwidth, to_kanji

_COUNTED = {
    Level.PART: "編",
    Level.CHAPTER: "章",
    Level.SECTION: "節",
    Level.SUBSECTION: "款",
    Level.DIVISION: "目",
    Level.ARTICLE: "条",
    Level.PARAGRAPH: "項",
    Level.ITEM: "号",
}
_ALONE = {
    Level.COVER: "表紙",
    Level.LAW_NUMBER: "法令番号",
    Level.TITLE: "題名",
    Level.TOC: "目次",
    Level.ENACTMENT: "制定文",
    Level.PREAMBLE: "前文",
    Level.MAIN: "本則",
    Level.SUPPLEMENT: "附則",
    Level.CLOSING: "後文",
    Level.DATE: "締結日",
    Level.SIGNATURE: "署名欄",
    Level.FIELD: "の行",
    Level.ANNEX: "別表",
    Level.GROUP: "の部",
    Level.TABLE: "の表",
    Level.ROW: "の項",
    Level.COLUMN: "の欄",
    Level.CELL: "の欄",
    Level.REMARKS: "備考",
    Level.BLOCK: "一体部分",
    Level.UNPARSED: "不明行",
}
_PARTS = {
    Part.WHOLE: "",
    Part.CAPTION: "の見出し",
    Part.WITH_CAPTION: "（見出しを含む。）",
    Part.HEAD: "各号列記以外の部分",
    Part.MAIN_SENTENCE: "本文",
    Part.PROVISO: "ただし書",
    Part.FIRST: "前段",
    Part.MIDDLE: "中段",
    Part.LAST: "後段",
    Part.NOTE: "の付記",
    Part.EACH: "各号",
    Part.EACH_PARAGRAPH: "各項",
}
_WRITE = {Numerals.KANJI: to_kanji, Numerals.FULL: to_fullwidth, Numerals.HALF: to_halfwidth}


def target_words(target: Target, style: Style) -> str:
    """One target with its part; a range with both ends."""
    words = address_words(target.at, style)
    if target.last:
        words += "から" + address_words(target.last, style) + "まで"
    words += _PARTS[target.part]
    if target.without:
        words += f"（{'、'.join(address_words(at, style) for at in target.without)}を除く。）"
    return words


def address_words(address: Address, style: Style) -> str:
    """All steps of an address in order; 「全文」 for the empty one."""
    return "".join(_step(step, style) for step in address) or "全文"


def _step(step: Step, style: Style) -> str:
    write = _WRITE[style.numerals]
    parts = step.number.parts if step.number else ()
    if step.level in _COUNTED:
        word = _COUNTED[step.level]
        if not parts:
            return "の" + word
        return f"第{write(parts[0])}{word}" + "".join(f"の{write(part)}" for part in parts[1:])
    which = f"（その{write(parts[0])}）" if parts else ""
    if step.level is Level.LAW:
        return f"のうち{step.name}の改正規定"
    if step.level is Level.SUBITEM:
        return step.name
    if step.level in (Level.SUPPLEMENT, Level.SIGNATURE) and step.name:
        return f"{_ALONE[step.level]}（{step.name}）{which}"
    if step.level in (Level.ANNEX, Level.REMARKS):
        return (step.name or _ALONE[step.level]) + which
    if step.level is Level.COLUMN and step.name.endswith("欄"):
        return "の" + step.name
    if step.level in (Level.GROUP, Level.ROW, Level.COLUMN, Level.TABLE):
        return step.name + _ALONE[step.level] + which
    return _ALONE[step.level] + which
