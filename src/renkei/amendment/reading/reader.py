"""From the text of an amendment to its operations (改め文の読取り).

The text is divided into lines; a line is an opening line, a sentence of amendment (改正規定), new text
under a sentence, the 附則 of the amending instrument, or none of them. A sentence counts as read only
when every character of it was understood; all else is said in ``Prose.unread``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from renkei.amendment.operations import Amendment, Block, Instruction, Restate
from renkei.amendment.reading import lines as paper
from renkei.amendment.reading.adding import Promise
from renkei.amendment.reading.clauses import Sentence, read_sentence
from renkei.amendment.reading.cursor import Stop
from renkei.amendment.reading.lines import Line, Opening
from renkei.amendment.reading.listing import Listing, is_item, take_head, take_item
from renkei.amendment.reading.newtext import begins_bare, fill, read_own
from renkei.amendment.reading.prose import Heading, Prose, Source, Unread
from renkei.amendment.style import MUNICIPAL, NATIONAL, Numerals, Style
from renkei.instrument.model import Node


def read_prose(text: str, style: Style | None = None) -> Prose:
    """Read 改め文 of either style, of one text or of several in one bill.

    ``style`` is the wording it is known to have; without it the wording is taken from the text.
    Nothing in a text raises: what is not understood to its last character is in ``unread``.
    """
    found = paper.lines_of(text)
    known = style or style_of(text)
    return _Reader(found, known).read()


def style_of(text: str) -> Style:
    """The wording of a text: numerals, 「の次に」 or 「の下に」, comma, indent, 改正 or 変更."""
    counts = {
        Numerals.KANJI: len(re.findall(r"第[一二三四五六七八九十百千]+[条項号]", text)),
        Numerals.FULL: len(re.findall(r"第[０-９]+[条項号]", text)),
        Numerals.HALF: len(re.findall(r"第[0-9]+[条項号]", text)),
    }
    numerals = max(counts, key=lambda kind: counts[kind])
    if not counts[numerals]:
        numerals = Numerals.HALF
    base = NATIONAL if numerals is Numerals.KANJI else MUNICIPAL
    below, after = text.count("」の下に「"), text.count("」の次に「")
    insertion = base.insertion
    if below != after:
        insertion = "の下に" if below > after else "の次に"
    return replace(
        base,
        numerals=numerals,
        insertion=insertion,
        comma="，" if text.count("，") > text.count("、") else "、",
        act="変更" if "次のように変更する" in text else "改正",
    )


@dataclass(slots=True)
class _Open:
    """A sentence whose block is being collected."""

    sentence: Sentence | None  # None: of a sentence that was not read
    line: int
    words: str
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    """One amended text."""

    opening: Opening | None
    instructions: list[Instruction] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


class _Reader:
    def __init__(self, lines: list[Line], style: Style) -> None:
        self.lines = lines
        self.style = style
        self.kanji = style.numerals is Numerals.KANJI
        self.parts: list[_Part] = []
        self.unread: list[Unread] = []
        self.headings: list[Heading] = []
        self.own: list[str] = []
        self.in_own = False
        #: Inside the own 附則 an amended text was opened and nothing else has come since.
        self.amends_in_own = False
        #: The open block is a text given anew as a whole (全部改正).
        self.restated = False
        self.block: _Open | None = None
        self.listing: Listing | None = None
        self.sentences = 0

    def read(self) -> Prose:
        index = 0
        while index < len(self.lines):
            index = self.take(index)
        self.close()
        supplement = read_own(self.own, kanji=self.kanji) if self.own else ()
        parts = self.parts or [_Part(None)]
        return Prose(
            amendments=tuple(self.amendment(part, supplement) for part in parts),
            sources=tuple(tuple(part.sources) for part in parts),
            clauses=tuple(part.opening.clause if part.opening else "" for part in parts),
            unread=tuple(self.unread),
            headings=tuple(self.headings),
            supplement=supplement,
            style=self.style,
            instruction_lines=self.sentences,
        )

    def amendment(self, part: _Part, supplement: tuple[Node, ...]) -> Amendment:
        said = part.opening
        return Amendment(
            tuple(part.instructions),
            said.title if said else "",
            said.law_number if said else "",
            supplement=supplement,
        )

    # ---- lines ---------------------------------------------------------------------------------

    def take(self, index: int) -> int:
        """Read the line at ``index``; the index of the next one."""
        line = self.lines[index]
        if line.running:
            self.headings.append(Heading(line.number, line.running))
            if not line.body:
                return index + 1
        if said := paper.opening(line.body):
            self.listing = None
            self.open_part(said, line)
            return index + 1
        if self.listed(line):
            return index + 1
        if paper.is_supplement(line.body) and not self.wants_supplement(line):
            self.close()
            self.in_own = True
            self.own.append(line.raw)
            return index + 1
        after = self.sentence(index)
        if after:
            return after
        self.other(index)
        return index + 1

    def listed(self, line: Line) -> bool:
        """「次に掲げる法律の規定中…」, or an entry of its list."""
        if head := take_head(line.body):
            self.close()
            self.listing = head
            self.amends_in_own = self.in_own
            self.headings.append(Heading(line.number, line.body))
            return True
        if self.listing is None or not is_item(line.body):
            self.listing = None
            return False
        self.sentences += 1
        try:
            said, instruction = take_item(self.listing, line.body)
        except Stop as stop:
            self.unread.append(
                Unread(line.number, line.body, "instruction", stop.why, len(self.parts) - 1)
            )
            return True
        self.parts.append(_Part(said, [instruction], [Source(line.number, line.body)]))
        return True

    def wants_supplement(self, line: Line) -> bool:
        """Whether a line 「附則」 stands in the new text the last sentence promises."""
        block = self.block
        if block is None or block.sentence is None:
            return False
        last = block.sentence.operations[-1]
        if isinstance(last, Restate):
            return self.restated  # 全部改正: the new text has its own
        in_contents = "目次" in block.words or any(
            line.strip(paper.SPACES) in ("目次", "目　次") for line in block.lines[:1]
        )
        apart = len(line.raw) - len(line.raw.lstrip("　")) > 2  # set as a heading, not as an entry
        if (
            in_contents
            and not apart
            and not any(paper.is_supplement(line.strip()) for line in block.lines)
        ):
            return True
        return not block.lines and "附則" in block.words

    def open_part(self, said: Opening, line: Line) -> None:
        self.close()
        self.amends_in_own = self.in_own
        self.parts.append(_Part(said))
        if said.whole:
            self.part().instructions.append(Instruction((Restate(Block()),)))
            self.part().sources.append(Source(line.number, line.body))
            self.sentences += 1
            sentence = Sentence((Restate(Block()),), Promise(None, 0))
            self.block = _Open(sentence, line.number, line.body)
            self.restated = True

    def sentence(self, index: int) -> int:
        """Read a sentence of amendment at ``index``; 0 when the line is none."""
        line = self.lines[index]
        inside = self.block is not None
        if self.in_own and not self.amends_in_own:
            return 0
        if inside and not paper.may_be_sentence(line.body):
            return 0
        if self.begins_block(line):
            return 0
        ways = [(line.body, index + 1)] if paper.TERMINAL.search(line.body) else []
        if paper.goes_on(self.lines, index):
            ways += paper.gathered(self.lines, index)
        if not ways or (paper.is_labelled(line.body) and not self.in_own):
            return 0
        stop: Stop | None = None
        for words, after in ways:
            try:
                read = read_sentence(words)
            except Stop as stopped:
                stop = stop or stopped
                continue
            self.add(read, words, line.number)
            return after
        if inside and not paper.must_be_sentence(line.body):
            return 0
        assert stop is not None
        words, after = ways[0]
        self.close()
        self.sentences += 1
        self.unread.append(Unread(line.number, words, "instruction", stop.why, len(self.parts) - 1))
        self.block = _Open(None, line.number, words) if _promises(words) else None
        return after

    def begins_block(self, line: Line) -> bool:
        """Whether a line is the first of the new text promised, whatever it says.

        Where that must begin with a label or a table, a sentence of amendment is none: the new text
        is missing then (forms and figures are often left out).
        """
        block = self.block
        if block is None or block.sentence is None or block.lines:
            return False
        bare = begins_bare(block.sentence.operations[-1])
        return bare or not paper.must_be_sentence(line.body)

    def part(self) -> _Part:
        if not self.parts:
            self.parts.append(_Part(None))
        return self.parts[-1]

    def add(self, read: tuple[Sentence, ...], words: str, number: int) -> None:
        self.close()
        self.sentences += 1
        for sentence in read:
            self.part().instructions.append(Instruction(sentence.operations))
            self.part().sources.append(Source(number, words))
        if read[-1].promise is not None:
            self.block = _Open(read[-1], number, words)

    def other(self, index: int) -> None:
        """A line that is neither an opening line nor a sentence."""
        line = self.lines[index]
        if self.in_own and self.block is None and not self.heads_part(index):
            self.amends_in_own = False
            self.own.append(line.raw)
            if self.strays(line):
                why = "附則の後に改正規定があります"
                self.unread.append(
                    Unread(line.number, line.body, "instruction", why, len(self.parts) - 1)
                )
        elif self.block is not None and not self.heads_part(index):
            self.block.lines.append(line.raw)
        elif paper.TERMINAL.search(line.body) and paper.may_be_sentence(line.body):
            self.sentences += 1
            self.unread.append(
                Unread(
                    line.number,
                    line.body,
                    "instruction",
                    "改正規定として読めません",
                    len(self.parts) - 1,
                )
            )
        elif not self.part_begun() or self.heads_part(index):
            self.headings.append(Heading(line.number, line.body))
        else:
            self.unread.append(
                Unread(
                    line.number,
                    line.body,
                    "line",
                    "改正規定でも新しい文でもありません",
                    len(self.parts) - 1,
                )
            )

    def strays(self, line: Line) -> bool:
        """Whether a line of the own 附則 is a sentence of amendment that lost its place."""
        if not paper.TERMINAL.search(line.body) or paper.is_labelled(line.body):
            return False
        try:
            return any(sentence.operations for sentence in read_sentence(line.body))
        except Stop:
            return False

    def part_begun(self) -> bool:
        return bool(self.parts) and bool(self.parts[-1].instructions)

    def heads_part(self, index: int) -> bool:
        """Whether a line is the caption over the next opening line: 「（所得税法の一部改正）」."""
        return (
            paper.is_caption(self.lines[index].body)
            and index + 1 < len(self.lines)
            and paper.opening(self.lines[index + 1].body) is not None
        )

    # ---- blocks --------------------------------------------------------------------------------

    def close(self) -> None:
        """The block of the last sentence is complete."""
        block, self.block = self.block, None
        self.restated = False
        if block is None or block.sentence is None or block.sentence.promise is None:
            return
        part = self.part()
        *before, last = part.instructions[-1].operations
        filled = fill(last, block.sentence.promise, block.lines, kanji=self.kanji)
        part.instructions[-1] = Instruction((*before, filled.operation))
        part.sources[-1] = part.sources[-1].with_block(tuple(block.lines))
        if filled.why:
            self.unread.append(
                Unread(block.line, block.words, "block", filled.why, len(self.parts) - 1)
            )


def _promises(words: str) -> bool:
    """Whether a sentence that was not read is followed by new text."""
    return re.search(r"次の[^「」]{1,12}(?:加える|改める|付する)。?$", words) is not None
