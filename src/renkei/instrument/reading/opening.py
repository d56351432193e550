"""What stands before the first provision: 表紙, 番号, 題名, 前文."""

from __future__ import annotations

import re

from renkei.instrument.model import Kind
from renkei.instrument.reading import ending, markers, rows
from renkei.instrument.reading.draft import LAYOUT, NOTE, TEXT
from renkei.instrument.reading.enumerators import enumerator
from renkei.instrument.reading.lines import Line
from renkei.instrument.reading.measure import following
from renkei.instrument.reading.state import State

_GENRE = (
    "連携協約|協約|協定|覚書|確認書|申合せ|議定書|合意|契約|約款|憲章|宣言|"
    "規約|条例|規則|規程|要綱|要領|法律|政令|省令|府令"
)

_TITLE = re.compile(
    rf"(?:(?:{_GENRE})」?(?:書|案)?|法|令|の特例に関する件)(?:[（(][^（()）]{{1,24}}[）)])?$"
)

_DATED = re.compile(r"[（(][^（()）]*(?:締結|施行|改正|変更)[）)]$")

_BARE = re.compile(rf"[（(]?(?:{_GENRE})(?:書|案)?[）)]?$")

#: A line that ends so goes on in the next one: a title set on two lines.
_MARKED = re.compile("[○◯〇◎●■□◆](?![○◯〇])")
_WIDE_SET = re.compile(r"(?:\S[ 　])+\S$")
_PARTICLES = frozenset("をにのはがとへで")
_UNFINISHED = re.compile(r"(?:における|に関する|に係る|に|及び|並びに|との|の|と|を|、|間|ための)$")

_LAW_NUMBER = re.compile(
    r"(?:(?:最終)?改正[ 　：:]*)?[（(]?\s*(?:(?:明治|大正|昭和|平成|令和).{1,14}?)?"
    r"(?:法律|政令|勅令|省令|府令|条例|規則|告示|訓令|規程|公告|議案|太政官布告)第.{1,12}号\s*[）)]?$"
)

#: 制定文 of a statute: what it amends whole, or under which law it is made.
_ENACTMENT = re.compile(
    r"(?:の全部を(?:次のように)?改正する|(?:この|次の).{0,8}(?:を|のように)(?:ここに)?制定する)。$"
)
_PREAMBLE = re.compile(
    r"以下.{0,12}[「『].{1,12}[」』]と|(?:規定|要綱).{0,20}基づ|次のとおり|ここに|。$|(?:は|と)[、，]"
)


def read_head(state: State, lines: list[Line]) -> int:
    """Read everything before the provisions; returns the index of the first line of the body."""
    source = state.source
    state.position = 0
    first = _body_index(state, lines)
    if not first:
        return 0
    head = lines[:first]
    enclosed = max((i for i in range(first) if _wraps_instrument(source, lines, i)), default=-1)
    preamble = next(
        (
            i
            for i, line in enumerate(head)
            if i > enclosed
            and _PREAMBLE.search(source, line.begin, line.stop)
            and line.stop - line.begin > 14
            and not _is_title(source[line.begin : line.stop])
        ),
        first,
    )
    title = _title_index(source, head[:preamble])
    for i, line in enumerate(head):
        state.own_gap(state.position, line.begin)
        state.position = line.stop
        if markers.is_page_number(source, line.begin, line.stop):
            state.last.add(LAYOUT, line.begin, line.stop)
            continue
        if i >= preamble:
            preamble_line(state, line)
            continue
        text = source[line.begin : line.stop]
        begin = line.begin
        if title is not None and title[0] <= i <= title[1]:
            if i > title[0]:
                state.last.add(TEXT, begin, line.stop)
                continue
            draft = state.root.child(Kind.TITLE)
            # ○ marks a title in a 例規集; 〇〇市 is a name left open.
            inner = begin + (1 if _MARKED.match(text) else 0)
            draft.add(LAYOUT, begin, inner)
            begin = inner
            dated = _DATED.search(text) if i == title[1] else None
            if dated:
                draft.add(TEXT, begin, line.begin + dated.start())
                draft.add(LAYOUT, line.begin + dated.start(), line.begin + dated.start() + 1)
                draft.add(NOTE, line.begin + dated.start() + 1, line.stop - 1)
                draft.add(LAYOUT, line.stop - 1, line.stop)
                state.last = draft
                continue
        elif _LAW_NUMBER.match(text):
            draft = state.root.child(Kind.LAW_NUMBER)
        elif title is not None and i > title[1] and ending.is_date(source, line.begin, line.stop):
            draft = state.root.child(Kind.DATE)
        elif title is None and first == len(lines):
            draft = state.root.child(Kind.UNPARSED)
        else:
            draft = state.root.child(Kind.COVER)
        draft.add(TEXT, begin, line.stop)
        state.last = draft
    return first


def preamble_line(state: State, line: Line) -> None:
    """A sentence before the first provision: 制定文, or a paragraph of the 前文."""
    if _ENACTMENT.search(state.source, line.begin, line.stop):
        enactment = state.root.child(Kind.ENACTMENT)
        enactment.add(TEXT, line.begin, line.stop)
        state.last = enactment
        return
    last = state.last
    if last.kind is Kind.PARAGRAPH and state.goes_on(line):
        last.add(TEXT, line.begin, line.stop)
        return
    parent = state.root.children[-1] if state.root.children else None
    if parent is None or parent.kind is not Kind.PREAMBLE:
        parent = state.root.child(Kind.PREAMBLE)
    paragraph = parent.child(Kind.PARAGRAPH)
    paragraph.add(TEXT, line.begin, line.stop)
    state.last = paragraph


def _body_index(state: State, lines: list[Line]) -> int:
    """The first line that is a provision, a heading of one, or a table row."""
    source = state.source
    for i, line in enumerate(lines):
        begin, stop = line.begin, line.stop
        char = source[begin]
        if char == "第":
            if (
                markers.article(source, begin, stop, following(None))
                or markers.division(source, begin, stop)
                or markers.outline(source, begin, stop, following(None))
            ):
                return i
        elif char in "（(【〔":
            if markers.caption(source, begin, stop) and state.heads_provision(i + 1):
                return i
        elif (char == "目" and markers.is_toc(source, begin, stop)) or (
            char in "附付" and markers.supplement(source, begin, stop)
        ):
            return i
        elif char in "別様" and i > 0 and markers.annex(source, begin, stop):
            if not _wraps_instrument(source, lines, i):
                return i
            continue
        if rows.is_row(state, line):
            return i
        label = enumerator(source, begin, stop)
        if (
            label is not None
            and not label.readings[0][0].startswith("bullet")
            and label.readings[0][1].parts == (1,)
            and i > 0
            and not ending.is_date(source, begin, stop)
        ):
            return i
    return len(lines)


def _wraps_instrument(source: str, lines: list[Line], index: int) -> bool:
    """別紙 alone, then a title: the instrument itself stands behind the bill that encloses it."""
    line = lines[index]
    return source[line.begin : line.stop] in ("別紙", "別添", "別記") and any(
        _is_title(source[after.begin : after.stop])
        for after in lines[index + 1 : index + 4]
        if after.stop - after.begin <= 120
    )


def _is_title(text: str) -> bool:
    """Whether a line ends as a title does; one word may be set wide (協　定　書)."""
    if _WIDE_SET.match(text):
        text = re.sub("[ \u3000]", "", text)
    return _TITLE.search(text) is not None


def _title_index(source: str, head: list[Line]) -> tuple[int, int] | None:
    """Which lines are the 題名: the last one that ends as a title does, and its first half above."""
    texts = [source[line.begin : line.stop] for line in head]
    candidates = [
        i
        for i, text in enumerate(texts)
        if len(text) <= 120 and _is_title(text) and not _LAW_NUMBER.match(text)
    ]
    if not candidates:
        return None
    full = [i for i in candidates if not _BARE.match(texts[i].strip("○◯〇 　"))]
    end = (full or candidates)[-1]
    start = end
    while (
        start > 0
        and (_UNFINISHED.search(texts[start - 1]) or texts[start][0] in _PARTICLES)
        and source.count("\n", head[start - 1].stop, head[start].begin) == 1
    ):
        start -= 1
    return start, end
