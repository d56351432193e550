"""Rows, groups and columns of tables by their names: 「警防部の部救急課の項」, 「上欄」 (表の中の位置)."""

from __future__ import annotations

import re

from renkei.amendment.operations import Address, Level, Step
from renkei.amendment.reading.cursor import DIGITS, Cursor, fold
from renkei.amendment.reading.memory import IN_TABLE
from renkei.amendment.reading.quoting import QUOTE

_LEVEL = {
    "部": Level.GROUP,
    "款": Level.GROUP,
    "節": Level.GROUP,
    "類": Level.GROUP,
    "項": Level.ROW,
    "号": Level.ROW,
    "目": Level.ROW,
    "欄": Level.COLUMN,
}
#: What a name cannot begin with: the particle behind an address.
_PARTICLE = re.compile(
    r"[をに、，。]|から|及び|並びに|まで|の|前に|次に|次の|備考|付表"
    rf"|中(?!学|央|小|間|高|核|等|部|型|期|継|止|古|国|区)|中(?=[第同（({DIGITS}{QUOTE}])"
)
_GO_ON = (
    r"(?=中|を|の(?!規定)|に|から|まで|及び|並びに|又は|と[しす]|[、，。（(]|第|上欄|下欄|備考"
    rf"|{QUOTE}の|[^{QUOTE}。]{{1,60}}?(?:の[部款項号目欄]|欄))"
)
_NAME = r"(?P<name>[^、，。を" + QUOTE + r"]{1,80}?)"
_LONG_NAME = r"(?P<name>[^。を" + QUOTE + r"]{1,160}?)"
_SIGNS = re.compile(rf"{_NAME}の(?P<word>[部款節類項号目欄]){_GO_ON}")
_LONG = re.compile(rf"{_LONG_NAME}の(?P<word>[部款節類項号目欄]){_GO_ON}")
_QUOTED = re.compile(rf"{QUOTE}の(?P<word>[部款節類項号目欄])")
_COLUMN = re.compile(rf"(?P<name>[上中下]欄|第[{DIGITS}]+欄)")
_NAMED_COLUMN = re.compile(
    rf"(?P<name>[^、，。を中の同第{QUOTE}]{{1,20}})欄(?=中|を|の|に|及び|と[しす]|[、，。])"
)
_TABLE = re.compile(
    rf"(?P<name>[^、，。をの中{QUOTE}]{{2,40}}?表(?:[（(][^（()）]{{1,4}}[）)])?)(?=中|の|を|に|第|備考)"
)
#: A row that is named after a provision: 「第二項第一号の項」.
_PROVISION = re.compile(
    rf"(?:第[{DIGITS}]+[条項号](?:の[{DIGITS}]+)*)+[ァ-ン]?(?:[（(][^（()）]*[）)])?の(?:[項号]|目(?!的))"
)
_BARE = re.compile(
    r"(?P<word>[部款節類項欄])(?=中|を|の|に|から|まで|及び|並びに|と[しす]|[、，。（「])"
)
_OPERATION = re.compile(r"改め|加え|削り|とし|繰り|次のよう|まで、|まで及び")


def take_row(cursor: Cursor, address: Address) -> Address | None:
    """Read one name of a row, group or column below ``address``; None when none stands here."""
    start = cursor.mark()
    linked = bool(cursor.take("の"))
    if found := cursor.match(_COLUMN):
        return _place(address, Step(Level.COLUMN, None, found["name"]))
    if found := cursor.looking(_QUOTED):
        name = cursor.quote() or ""
        cursor.position = found.end()
        level = _LEVEL[found["word"]]
        return _place(address, Step(level, cursor.position_among(), name))
    if linked and (found := cursor.looking(_BARE)) and _alone(address, found):
        cursor.position = found.end()
        level = _LEVEL[found["word"]]
        level = Level.CELL if level is Level.COLUMN else level
        return _place(address, Step(level, cursor.position_among()))
    if not cursor.looking(_PARTICLE):
        for pattern in (_SIGNS, _LONG):
            found = cursor.looking(pattern)
            if found and not _OPERATION.search(found["name"]) and _whole(found["name"]):
                cursor.position = found.end()
                level, name = _LEVEL[found["word"]], found["name"].strip(" \u3000")
                return _place(address, Step(level, cursor.position_among(), name))
        if found := cursor.looking(_NAMED_COLUMN):
            cursor.position = found.end()
            return _place(address, Step(Level.COLUMN, None, found["name"]))
        if address[-1:] and address[-1].level is Level.ANNEX and (found := cursor.match(_TABLE)):
            return (*address, Step(Level.GROUP, None, found["name"].strip(" \u3000")))
    if linked:
        cursor.back(start)
    return None


def _alone(address: Address, found: re.Match[str]) -> bool:
    """Whether 「の項」 names the only row: not behind a number, where it is the number's."""
    if not address:
        return False
    last = address[-1]
    among = found.string.startswith("（その", found.end())
    return among or last.level is not Level.ANNEX or not last.name[-1:].isnumeric()


def _whole(name: str) -> bool:
    """Whether the brackets of a name pair: 「第N条（…）の項」 is not cut inside them."""
    folded = fold(name)
    return folded.count("(") == folded.count(")") and not re.search(r"から第|及び第|並びに第", name)


def _place(address: Address, step: Step) -> Address:
    """The step at its place: a row named after a row of the same table goes one deeper."""
    if step.level in (Level.ROW, Level.GROUP) and address and address[-1].level is Level.ROW:
        row = address[-1]
        address = (*address[:-1], Step(Level.GROUP, row.number, row.name))
    return (*address, step)


def beside(address: Address, step_word: str) -> Address:
    """Where a bare row name belongs when ``address`` was named last: in the same table."""
    level = _LEVEL[step_word]
    cut = len(address)
    if level is Level.COLUMN:
        for place, step in enumerate(address):
            if step.level is Level.COLUMN:
                cut = place
                break
        return address[:cut]
    for place, step in enumerate(address):
        if step.level in (Level.ROW, Level.COLUMN) or (
            level is Level.GROUP and step.level is Level.GROUP
        ):
            cut = place
            break
        if step.level not in IN_TABLE and place and address[place - 1].level in IN_TABLE:
            cut = place
            break
    return address[:cut]


def names_provision(cursor: Cursor) -> bool:
    """Whether a row named after a provision stands here: 「第三項の項」."""
    return cursor.looking(_PROVISION) is not None


def bare_row(cursor: Cursor, address: Address) -> Address | None:
    """Read a row name without its table: 「第十号の項を削り、四の項を…」."""
    start = cursor.mark()
    probe = take_row(cursor, ())
    if probe is None:
        return None
    word = cursor.text[cursor.position - 1]
    cursor.back(start)
    return take_row(cursor, beside(address, word if word in _LEVEL else "欄"))
