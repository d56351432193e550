"""How a reference is printed: the patterns of 前条, 第3条第2項, 別表第1, and the words around them."""

from __future__ import annotations

import re
from functools import lru_cache

from renkei.units.numerals import parse_numeral

_N = "[0-9０-９〇一二三四五六七八九十百千]+"
REF = re.compile(
    r"(?:(?P<rel>前|次|同|本|この|当該)(?P<many>各|[二三四五六七八九十]|[2-9２-９])?"
    r"(?P<ru>条|項|号|表|編|章|節|款)(?![例約文件目理数程])"
    rf"|第(?P<n>{_N})(?P<nu>条|項|号|編|章|節|款)(?P<nb>(?:の{_N})*)(?![例約目])"
    rf"|(?P<suppl>附則)(?=第{_N}[条項])"
    # 「別表第三の一の項」 is a row of 別表第三, 「別表第三の二」 an annex of that number, 「別表第三号」 an
    # item of the one 別表.
    rf"|(?P<annex>別表|別記|別紙)(?:第(?P<an>{_N})(?![号{_N[1:-2]}])(?P<ab>(?:の{_N}+(?!の項))*))?)"
    rf"(?P<chain>(?:第{_N}[条項号](?:の{_N})*)*)(?P<sub>[イロハニホヘトチリヌア-オカ-コ](?![ァ-ヶー]))?"
)
LINK = re.compile(rf"第(?P<n>{_N})(?P<u>[条項号])(?P<b>(?:の{_N})*)")
JOINED = re.compile(
    r"(?:まで)?(?:、|，|及び|又は|若しくは|並びに|から|・|まで、|まで及び|、及び)(?:の規定)?$"
)
#: How far back a sentence is looked at.
REACH = 3000
SENTENCE_END = re.compile("。(?![）)])")
_LAW_ENDS = "法令例則程綱律約定"
_LAW_NAME = re.compile(
    r"(?:この|本|同|新|旧|改正前の|改正後の)?"
    r"(?:[一-龥々〇ァ-ヶー]|の|に関する|に係る|等|及び|のための|に対する)*[法令例則程綱律約定]$"
)
#: What a name holds besides kanji: katakana, and the kana of の, に関する, に係る, 及び, のための.
_NAME_KANA = frozenset(
    "ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノ"
    "ハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶー々〇のにすするびため"
)
_OWN = re.compile(
    r"(?:この|本)(?:連携)?(?:法律|協約|協定|条例|規則|規程|要綱|規約|契約|政令|省令|法|令)$"
)
LAW_NUMBERED = re.compile(rf"[法律令例則][（(][^（()）]*第{_N}号")
_BRACKET = re.compile(r"[（()）\n]")
ITEM_STEP = re.compile(rf"第{_N}号.*")
#: What a numbered document is: 法律, 政令, 条例, 規則, 告示, 訓令, 規程, 総行応 …
ISSUED = frozenset("律令例則示程達応市財告号")


def law_before(source: str, start: int) -> str:
    """The law whose provision is named at ``start``; "" when it is this text's own."""
    end = start
    if end and source[end - 1] in "）)":
        depth, at = 0, end - 1
        limit = max(0, end - 200)
        while at >= limit:
            depth += (source[at] in "）)") - (source[at] in "（(")
            if depth == 0:
                break
            at -= 1
        if at < limit:
            return ""
        end = at
    if not end or source[end - 1] not in _LAW_ENDS:
        return ""
    # Where the name could begin; a name has no 、 or は in it, so that this is mostly near.
    begin, limit = end - 1, max(0, end - 60)
    while begin > limit and ("一" <= (char := source[begin - 1]) <= "龥" or char in _NAME_KANA):
        begin -= 1
    found = _LAW_NAME.search(source, begin, end)
    if not found or _OWN.search(found[0]):
        return ""
    name = found[0].split("及び")[-1]
    return "" if name in ("約", "定", "例", "則", "程", "綱", "律") else name


def goes_on_list(source: str, end: int, start: int) -> bool:
    """Whether only a list word, or a caption in brackets and one, stands between two mentions."""
    if end < 0 or start - end > 120:
        return False
    if source.startswith("まで", end):
        end += 2
    if source[end] in "（(":
        depth = 0
        for at in range(end, start):
            depth += (source[at] in "（(") - (source[at] in "）)")
            if depth == 0:
                end = at + 1
                break
        else:
            return False
    return JOINED.fullmatch(source, end, start) is not None


def brackets(source: str) -> dict[int, int]:
    """Where the bracket opens that closes at an offset, for all that open and close on one line."""
    opens: dict[int, int] = {}
    stack: list[int] = []
    for found in _BRACKET.finditer(source):
        sign = found[0]
        if sign in "（(":
            stack.append(found.start())
        elif sign == "\n":
            stack.clear()
        elif stack:
            opens[found.start()] = stack.pop()
    return opens


def count(many: str) -> int:
    """「前二条」 → 2."""
    return parse_numeral(many) or 1


@lru_cache(maxsize=4096)
def steps(chain: str) -> tuple[tuple[str, str], ...]:
    """「第2項第3号」 → ``(("2", "項"), ("3", "号"))``. Laws say the same few chains over and over."""
    return tuple((key_of(link["n"], link["b"]), link["u"]) for link in LINK.finditer(chain))


@lru_cache(maxsize=4096)
def key_of(main: str, branch: str | None) -> str:
    """「二百五十二」「の二」 → ``252_2``."""
    value = parse_numeral(main)
    parts = [str(value if value is not None else main)]
    if branch:
        for part in branch.split("の")[1:]:
            more = parse_numeral(part)
            parts.append(str(more if more is not None else part))
    return "_".join(parts)
