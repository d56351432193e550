"""Addresses in words, full and with 同条, 同項 (規定の指し方)."""

from __future__ import annotations

import re
from itertools import pairwise

from renkei.amendment.operations import Address, Level, Part, Step, Target
from renkei.amendment.style import Style
from renkei.amendment.writing.numbers import numbered, numeral
from renkei.amendment.writing.words import Unwritable

#: Levels that count: 第三条, 第二章.
COUNTED = {
    Level.PART: "編",
    Level.CHAPTER: "章",
    Level.SECTION: "節",
    Level.SUBSECTION: "款",
    Level.DIVISION: "目",
    Level.ARTICLE: "条",
    Level.PARAGRAPH: "項",
    Level.ITEM: "号",
}
#: Levels of which a text has one, or which are told apart by position.
ALONE = {
    Level.COVER: "表紙",
    Level.LAW_NUMBER: "法令番号",
    Level.TITLE: "題名",
    Level.TOC: "目次",
    Level.ENACTMENT: "制定文",
    Level.PREAMBLE: "前文",
    Level.MAIN: "本則",
    Level.CLOSING: "後文",
    Level.DATE: "締結日",
    Level.BLOCK: "一体部分",
    Level.UNPARSED: "不明行",
}
DIVISIONS = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.DIVISION)
_PARTS = {
    Part.WHOLE: "",
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
#: What a row of an annex is called, and the headings over its tables from the outermost in.
_ROW_WORDS, _GROUP_WORDS = ("項", "号", "目"), ("部", "款", "節", "類")
_COLUMN = re.compile("[上中下]欄|第[一二三四五六七八九十]+欄|第[0-9０-９]+欄")
#: A name with any of these could be read as something else than a name.
_RISKY = re.compile(
    "の[部款項号目欄表節類次前後下規備付見行]|[をに中、，。「」　\u2028（）()]"
    "|^[第同各及並以〇一二三四五六七八九十百千0-9０-９ぁ-ん]|^(?:備考|注|附則|別表|様式|本則)|[及以]|まで|として"
)
_SUBITEM = re.compile(r"[ァ-ン]|\([^()（）「」]{1,4}\)|[a-z]|[①-⑳㉑-㉟㊱-㊿⑴-⒇ⅰ-ⅻⅠ-Ⅻ]")

#: A row of a table under a provision, called by the provision it is about: 第二条第一項（定義）.
_PROVISION = re.compile(
    "(?:第[〇一二三四五六七八九十百千0-9０-９]+[条項号](?:の[〇一二三四五六七八九十百千0-9０-９]+)*)+(?:（[^（）「」、。]*）)?"
)
#: A heading in an annex called by its label: (1), （１）, ア.
_LABEL = re.compile(rf"{_SUBITEM.pattern}|（[^()（）「」]{{1,4}}）")
#: A row or heading called by a bare number.
_NUMBER = re.compile("[〇一二三四五六七八九十百千]+|[0-9０-９]+")


def name(text: str, *, group: bool = False) -> str:
    """The name of a row, heading or column, in 「」 where it could be misread."""
    if group and _LABEL.fullmatch(text):
        return text
    return f"「{text}」" if _RISKY.search(text) else text


class Speaker:
    """Says addresses in one sentence and remembers the last one said."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.last: Address = ()
        self.named: Address = ()  # the same, but never cut to what a list has in common

    def address(self, at: Address) -> str:
        """The address, beginning with 同条, 同項 … where a reader finds the same place."""
        text = self._beside(at, self.named if at and at[0].level in DIVISIONS else ())
        self.last = self.named = at
        return text

    def become(self, at: Address, to: Address) -> str:
        """The new place of what was said just now; it stays the one 同条 means."""
        text = self._beside(to, at)
        self.last = at if at[:-1] == to[:-1] else ()
        return text

    def _beside(self, at: Address, before: Address) -> str:
        """An address after 及び or を: a bare 第三条 would stand in the 附則 said before."""
        text = self._from(at, self._shared(at))
        outside = (Level.SUPPLEMENT, Level.LAW)
        first = at[0].level if at else Level.MAIN
        if before and before[0].level in outside and first in (Level.ARTICLE, *DIVISIONS):
            return "本則" + text if not text.startswith("同") else text
        return text

    def target(self, target: Target, before: Address = ()) -> str:
        """One target with its part, or a run of provisions; ``before`` it in a list."""
        self._check(target)
        if not before and target.at and target.at[0].level in DIVISIONS:
            before = self.named
        text = self._beside(target.at, before)
        self.last = self.named = target.at
        if target.last:
            text += "から" + self._rest(target.last) + "まで"
            self.last = _common((target.at, target.last))
        return text + self.part(target)

    def targets(self, targets: tuple[Target, ...]) -> str:
        """A list of targets: 第一号及び第二号; 第三条、第五条及び第七条."""
        if not targets:
            raise Unwritable("対象のない改正は書けません。", "An operation without a target.")
        groups = [[self.target(targets[0])]]
        for before, target in pairwise(targets):
            if _siblings(before.last or before.at, target.at) and before.at != target.at:
                self._check(target)
                words = self._rest(target.at)
                if target.last:
                    words += "から" + self._rest(target.last) + "まで"
                groups[-1].append(words + self.part(target))
                self.last = self.named = target.at
            else:
                groups.append([self.target(target, before.at)])
        if len(targets) > 1:
            every = tuple(at for target in targets for at in (target.at, target.last) if at)
            self.last = _common(every)
        outer = "並びに" if len(groups) > 1 and any(len(group) > 1 for group in groups) else "及び"
        return self.listed([self.listed(group) for group in groups], outer)

    def listed(self, said: list[str], word: str = "及び") -> str:
        """AとBとC: 「A、B及びC」; lists of lists: 「A及びB並びにC」."""
        if len(said) == 1:
            return said[0]
        return self.style.comma.join(said[:-1]) + word + said[-1]

    def part(self, target: Target) -> str:
        """の見出し, ただし書 …; for a run of provisions の規定 is added by who asks."""
        if target.part is Part.CAPTION:
            return caption_word(target.at) + self._without(target)
        return _PARTS[target.part] + self._without(target)

    def _without(self, target: Target) -> str:
        """（第三項を除く。）, said from where the target stands."""
        if not target.without:
            return ""
        said = []
        for at in target.without:
            if at[: len(target.at)] == target.at and len(at) > len(target.at):
                said.append(self._steps(at, len(target.at), bare=True).removeprefix("の"))
            elif _siblings(target.at, at):
                said.append(self._rest(at))
            else:
                said.append(self._steps(at, 0))
        return f"（{self.listed(said)}を除く。）"

    def _check(self, target: Target) -> None:
        if not target.at and target.part is not Part.WHOLE:
            raise Unwritable("全文の一部は指せません。", "A part of the whole text has no name.")
        if target.last and not _siblings(target.at, target.last):
            raise Unwritable(
                "範囲の両端が同じ段にありません。", "The ends of a range are not of one level."
            )

    def _shared(self, at: Address) -> int:
        """How many steps 同条 and its kin can stand for."""
        for count in range(len(_common((self.last, at))), 0, -1):
            word = self._word(at[:count])
            later = (self._word(self.last[: i + 1]) for i in range(count, len(self.last)))
            if word and word not in later:
                return count
        return 0

    def _rest(self, at: Address) -> str:
        """The last step of a sibling alone: 第二号 after 第一号."""
        return self._steps(at, len(at) - 1, bare=True)

    def _from(self, at: Address, shared: int) -> str:
        if not at:
            return "全文"
        if not shared:
            return self._steps(at, 0)
        return "同" + self._word(at[:shared]) + self._steps(at, shared)

    def _steps(self, at: Address, start: int, *, bare: bool = False) -> str:
        """The steps from ``start`` on, joined as they are said."""
        text = ""
        for index in range(start, len(at)):
            before = at[index - 1] if index and not (bare and index == start) else None
            text += self._step(at, index, before)
        return f"全文{text}" if text.startswith("の") and not start else text

    def _word(self, at: Address) -> str:
        """What stands behind 同 for the last step; "" where nothing does."""
        level = at[-1].level
        if level in COUNTED:
            return COUNTED[level] if at[-1].number else ""
        if level in (Level.ANNEX, Level.TABLE):
            return "表"
        if level is Level.ROW:
            return self._row_word()
        if level is Level.GROUP:
            return self._group_word(at)
        return "欄" if level is Level.COLUMN and not _COLUMN.fullmatch(at[-1].name) else ""

    def _row_word(self) -> str:
        return next((word for word in self.style.row_words if word in _ROW_WORDS), "項")

    def _group_word(self, at: Address) -> str:
        depth = sum(step.level is Level.GROUP for step in at) - 1
        given = [word for word in self.style.row_words if word not in _ROW_WORDS]
        words = (*given, *(word for word in _GROUP_WORDS if word not in given))
        if depth >= len(words):
            raise Unwritable(
                "別表の見出しの段が深すぎます。", "The headings of the annex are nested too deeply."
            )
        return words[depth]

    def _step(self, at: Address, index: int, before: Step | None) -> str:
        step = at[index]
        level = step.level
        if level in COUNTED:
            return self._counted(step, before)
        if level in ALONE:
            glue = "の" if before is not None else ""
            return glue + ALONE[level] + self._position(step)
        if level is Level.SUBITEM:
            return self._subitem(step, before)
        if level is Level.SUPPLEMENT:
            return "附則" + (f"（{step.name}）" if step.name else "") + self._position(step)
        if level is Level.SIGNATURE:
            return "署名欄" + (f"（{step.name}）" if step.name else "") + self._position(step)
        if level is Level.FIELD:
            return "の行" + self._position(step)
        if level is Level.ANNEX:
            return (step.name or "別表") + self._position(step)
        if level is Level.LAW:
            return f"のうち{step.name}の改正規定"
        if level is Level.REMARKS:
            return ("の" if before else "") + (step.name or "備考") + self._position(step)
        if level is Level.TABLE:
            return "の表" + self._position(step)
        return self._inside(at[: index + 1], before)

    def _subitem(self, step: Step, before: Step | None) -> str:
        """イ, (1), (i); 「イイ」 would be one word."""
        plain = _SUBITEM.fullmatch(step.name) is not None
        if before is not None and before.level is Level.SUBITEM and plain:
            plain = step.name.startswith("(") or not before.name[-1].isalpha()
        return step.name if plain else f"「{step.name}」"

    def _inside(self, at: Address, before: Step | None) -> str:
        """部, 項 and 欄 of a table."""
        step = at[-1]
        if step.level is Level.CELL:
            return "の欄" + self._position(step)
        if step.level is Level.COLUMN:
            if _COLUMN.fullmatch(step.name):
                return "の" + step.name
            glue = "の" if before and before.level in (Level.ANNEX, Level.TABLE) else ""
            return f"{glue}{name(step.name)}の欄" + self._position(step)
        group = step.level is Level.GROUP
        word = self._group_word(at) if group else self._row_word()
        if not step.name:
            return f"の{word}" + self._position(step)
        label = group and _LABEL.fullmatch(step.name)
        glue = "の" if before and before.level is Level.ANNEX and not label else ""
        about = before and before.level is Level.TABLE and _PROVISION.fullmatch(step.name)
        if about or _NUMBER.fullmatch(step.name):
            glue = (
                "の" if before and before.level in (Level.ANNEX, Level.TABLE) and not about else ""
            )
            return f"{glue}{step.name}の{word}" + self._position(step)
        return f"{glue}{name(step.name, group=group)}の{word}" + self._position(step)

    def _counted(self, step: Step, before: Step | None) -> str:
        word = COUNTED[step.level]
        if step.number is None:
            return f"の{word}"
        text = numbered(step.number, word, self.style)
        if before is None or before.level is not Level.ANNEX:
            return text
        return text if before.name[-1:].isnumeric() else "の" + text

    def _position(self, step: Step) -> str:
        if step.number is None:
            return ""
        if len(step.number.parts) > 1 or step.number.upto:
            raise Unwritable("枝番号の位置は書けません。", "A position has no branch.")
        return f"（その{numeral(step.number.parts[0], self.style)}）"


def caption_word(at: Address) -> str:
    """の見出し; of a division の章名, の節名 …"""
    level = at[-1].level if at else Level.ARTICLE
    return f"の{COUNTED[level]}名" if level in DIVISIONS else "の見出し"


def _common(addresses: tuple[Address, ...]) -> Address:
    shared = addresses[0]
    for at in addresses[1:]:
        count = 0
        while count < min(len(shared), len(at)) and shared[count] == at[count]:
            count += 1
        shared = shared[:count]
    return shared


def _siblings(one: Address, other: Address) -> bool:
    return bool(one) and bool(other) and one[:-1] == other[:-1] and one[-1].level is other[-1].level
