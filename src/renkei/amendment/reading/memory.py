"""What was named before in a sentence, for 同条, 同項, 同号, 同表 … (照応).

「同条」 is the article named last. After 「第三条を第四条とし」 it is that provision, still by the number
it had when the sentence began; after 「第二項を同条第四項とし」 it is the article both stand in.
"""

from __future__ import annotations

from renkei.amendment.operations import Address, Level, Step

_LEVELS: dict[str, tuple[Level, ...]] = {
    "編": (Level.PART,),
    "章": (Level.CHAPTER,),
    "節": (Level.SECTION, Level.GROUP),
    "款": (Level.SUBSECTION, Level.GROUP),
    "目": (Level.DIVISION, Level.GROUP, Level.ROW),
    "条": (Level.ARTICLE,),
    "項": (Level.PARAGRAPH, Level.ROW),
    "号": (Level.ITEM, Level.ROW),
    "部": (Level.GROUP,),
    "類": (Level.GROUP,),
    "表": (Level.TABLE, Level.ANNEX),
    "別表": (Level.ANNEX,),
    "様式": (Level.ANNEX,),
    "欄": (Level.COLUMN,),
    "備考": (Level.REMARKS,),
    "注": (Level.REMARKS,),
    "附則": (Level.SUPPLEMENT,),
}
#: The words after 同, longest first.
SAME = tuple(sorted(_LEVELS, key=len, reverse=True))

ABOVE_ARTICLE = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.DIVISION)
IN_TABLE = (Level.ANNEX, Level.TABLE, Level.GROUP, Level.ROW, Level.COLUMN, Level.CELL)


class Memory:
    """The provisions named in this sentence, the last one last."""

    def __init__(self) -> None:
        self.named: list[tuple[Address, Address]] = []
        self.within: Address = ()

    @property
    def last(self) -> Address:
        """The provision named last; the empty address when none was."""
        return self.named[-1][1] if self.named else ()

    def name(self, address: Address) -> None:
        """A provision was named."""
        if address:
            self.named.append((address, address))

    def move(self, at: Address, to: Address) -> None:
        """A provision was named, and what it becomes: both are now the same one."""
        self.named.append((at, at))
        self.named.append((to, at))

    def same(self, word: str) -> Address | None:
        """The provision that 「同」 + ``word`` means; None when nothing of the kind was named."""
        levels = _LEVELS[word]
        for words, meant in reversed(self.named):
            for place in range(len(words) - 1, -1, -1):
                if words[place].level in levels:
                    if words[place].level is Level.GROUP:
                        place = _group(words, word, place)
                    if words == meant:
                        return words[: place + 1]
                    return _moved(words, meant, place)
        return None


def _group(words: Address, word: str, place: int) -> int:
    """「同部」 where 部, 款, 節 and 類 are nested: the one of that depth."""
    groups = [index for index, step in enumerate(words) if step.level is Level.GROUP]
    depth = "部款節類".find(word)
    return groups[depth] if 0 <= depth < len(groups) else place


def _moved(words: Address, meant: Address, place: int) -> Address | None:
    """「同…」 after a move: what was moved, or what it stands in; None where both could be meant."""
    if words[:-1] == meant:  # 附則を附則第一項とし、同項に…
        return words[: place + 1]
    if words[:-1] != meant[:-1] or words[-1].level is not meant[-1].level:
        return None
    return meant if place == len(words) - 1 else words[: place + 1]


def inside(address: Address, level: Level) -> Address:
    """Where a bare 「第三項」, 「第二号」, 「イ」 or row name belongs when ``address`` was named last."""
    if level is Level.ARTICLE:
        kept = tuple(s for s in address if s.level in (Level.SUPPLEMENT, Level.LAW))
        before = _before(address, level, kept)
        return tuple(s for s in before if s.level not in ABOVE_ARTICLE)
    if level is Level.PARAGRAPH:
        return _before(address, level, _without(address, (Level.ITEM, Level.SUBITEM)))
    if level is Level.ITEM:
        return _before(address, level, _without(address, (Level.SUBITEM,)))
    if level in ABOVE_ARTICLE:
        rank = ABOVE_ARTICLE.index(level)
        return tuple(
            step
            for step in address
            if step.level in ABOVE_ARTICLE[:rank] or step.level in (Level.SUPPLEMENT, Level.LAW)
        )
    return address


def _before(address: Address, level: Level, otherwise: Address) -> Address:
    """The steps before the last one of ``level``; ``otherwise`` when there is none."""
    for place in range(len(address) - 1, -1, -1):
        if address[place].level is level:
            return address[:place]
    return otherwise


def _without(address: Address, levels: tuple[Level, ...]) -> Address:
    """The address without such steps at its end."""
    end = len(address)
    while end and address[end - 1].level in levels:
        end -= 1
    return address[:end]


def has(address: Address, *levels: Level) -> bool:
    """Whether a step of one of these levels leads there."""
    return any(step.level in levels for step in address)


def tabular(address: Address) -> bool:
    """Whether the address ends in a table, so that 項 and 号 are its rows."""
    for step in reversed(address):
        if step.level is Level.REMARKS:
            return False
        if step.level in IN_TABLE:
            return True
        if step.level in (Level.PARAGRAPH, Level.ARTICLE):
            return False
    return False


def under(base: Address, step: Step) -> Address:
    """One step further; 本則 is left out above articles and chapters.

    A chapter that is said above an article stays: 「第一章第五条」 is no article of another chapter.
    """
    if step.level is Level.ARTICLE or step.level in ABOVE_ARTICLE:
        base = tuple(s for s in base if s.level is not Level.MAIN)
    return (*base, step)
