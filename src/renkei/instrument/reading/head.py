"""What stands before the first article and after the last: 表紙, 題名, 前文, 後文, 署名欄."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from renkei.instrument.model import Kind, Number, Role
from renkei.instrument.reading import markers
from renkei.instrument.reading.draft import Draft

if TYPE_CHECKING:
    from renkei.instrument.reading.builder import Builder, Line

_GENRE = (
    "連携協約|協約|協定|覚書|規約|条例|規則|規程|要綱|要領|契約|合意|約款|憲章|宣言|法律|政令|省令|府令"
)
_TITLE = re.compile(
    rf"(?:(?:{_GENRE})」?(?:書|案)?|法|令|の特例に関する件)(?:[（(](?:案|抄|[^（()）]*(?:締結|施行|改正|変更))[）)])?$"
)
_DATED = re.compile(r"[（(][^（()）]*(?:締結|施行|改正|変更)[）)]$")
_BARE = re.compile(rf"[（(]?(?:{_GENRE})(?:書|案)?[）)]?$")
#: A line that ends so goes on in the next one: a title set on two lines.
_UNFINISHED = re.compile(r"(?:における|に関する|に係る|及び|並びに|との|の|と|を|、|間|ための)$")
_LAW_NUMBER = re.compile(
    r"[（(]?\s*(?:(?:明治|大正|昭和|平成|令和).{1,14}?)?"
    r"(?:法律|政令|勅令|省令|府令|条例|規則|告示|訓令|規程|公告|議案|太政官布告)第.{1,12}号\s*[）)]?$"
)
_PREAMBLE = re.compile(
    r"以下.{0,12}[「『].{1,12}[」』]と|(?:規定|要綱).{0,20}基づ|次のとおり|ここに|。$|(?:は|と)[、，]"
)
_CLOSING = re.compile(r"を証(?:する|し|す)|(?:の|を)?証(?:として|とする)|通を?(?:作成|保有|保管|所持)")
_CLOSING_HEAD = ("この", "本", "上記", "以上", "前記", "なお", "甲", "乙", "当事者", "各当事者", "右")
_DATE = re.compile(
    r"(?:明治|大正|昭和|平成|令和|西暦)?[\s0-9０-９〇一二三四五六七八九十元○●]*年"
    r"(?:[（(][^（）()]{1,8}[）)])?[\s0-9０-９〇一二三四五六七八九十元○●]*月"
    r"[\s0-9０-９〇一二三四五六七八九十○●]*日$"
)
_OFFICE = re.compile(
    r"(?:代表者[ 　]*)?(?P<office>[^ 　]*?(?:市長|町長|村長|区長|都知事|道知事|府知事|県知事|知事|管理者|理事長|"
    r"組合長|広域連合長|連合長|会長|社長|代表取締役|代表社員|代表理事|議長|教育長|学長|総長|頭取|支店長|所長|大臣))"
    r"(?:職務代理者)?(?:[ 　]+(?P<name>[^ 　].*?))?(?P<seal>[ 　]*(?:[（(]?印[）)]?|㊞|公印))?$"
)
_ADDRESS = re.compile(r"丁目|番地|番\s?[0-9０-９]|[0-9０-９一二三四五六七八九十]号|大字|[0-9０-９]\s?[-－ー−‐]\s?[0-9０-９]|条[東西南北0-9０-９]")
_BODY = re.compile(r"(?:市|町|村|区|県|都|道|府|組合|広域連合|会社|銀行|法人|協会|大学|センター|機構|協議会)$")
_SEAL = re.compile(r"[（(]?(?:印|公印)[）)]?$|㊞$")
_WRAP_SLACK = 4


def following(number: Number | None) -> Number:
    """The plain next number: 1 at first, 4 after 3 or 3の2."""
    return Number((1,)) if number is None else Number(((number.upto or number.parts)[0] + 1,))


def width(text: str) -> int:
    """Columns a text takes: two for a full-width character, one for another."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrap_width(source: str, lines: list[Line]) -> int:
    """The width at which a text was broken into lines; 0 where lines are whole paragraphs.

    A text is hard-wrapped when many of its lines (one in eight, five at least) reach nearly the same
    width: whole paragraphs differ in length.
    """
    if len(lines) < 10:
        return 0
    step = max(1, len(lines) // 400)
    widths = [
        width(source[line.begin : line.stop])
        for line in lines[::step]
        if "\t" not in source[line.begin : line.stop] and line.stop - line.begin < 200
    ]
    if len(widths) < 10 or len(widths) * 10 < len(lines[::step]) * 5:
        return 0
    widest = max(widths)
    full = sum(1 for w in widths if w >= widest - _WRAP_SLACK)
    return widest if 30 <= widest <= 160 and full >= 5 and full * 8 >= len(widths) else 0


def fills_line(builder: Builder, end: int) -> bool:
    """Whether the line that ends at ``end`` reaches the width at which the text was broken."""
    source = builder.source
    start = source.rfind("\n", 0, end) + 1
    line = source[start:end].rstrip()
    return width(line.lstrip()) >= builder.wrap - _WRAP_SLACK and not line.endswith("。")


def is_date(source: str, begin: int, stop: int) -> bool:
    """A line that is a date and nothing else, blanks to be filled in included."""
    return stop - begin <= 40 and _DATE.match(source, begin, stop) is not None


def is_closing(source: str, begin: int, stop: int) -> bool:
    """後文: 「この協約の締結を証するため、本書2通を作成し…」."""
    return source.startswith(_CLOSING_HEAD, begin, stop) and bool(
        _CLOSING.search(source, begin, stop)
        and re.compile("通|締結|協[約定]|証").search(source, begin, stop)
        and "証" in source[begin:stop]
    )


def names_office(source: str, begin: int, stop: int) -> bool:
    """Whether a line names who signs (○○市長)."""
    start = begin
    sign = markers.party_sign(source, begin, stop)
    if sign is not None:
        start = sign[2]
    return stop - start <= 40 and _OFFICE.match(source, start, stop) is not None


def _field(parent: Draft, name: str, begin: int, stop: int) -> None:
    field = parent.child(Kind.FIELD)
    field.attrs["field"] = name
    field.add(Role.TEXT, begin, stop)


def sign_line(builder: Builder, signature: Draft, begin: int, stop: int) -> None:
    """One line of a signature block: address, body, office, name, seal."""
    source = builder.source
    seen = {child.attrs["field"] for child in signature.children}
    builder.last = signature
    found = _OFFICE.match(source, begin, stop)
    if found:
        signature.add(Role.LAYOUT, begin, found.start("office"))
        _field(signature, "office", *found.span("office"))
        position = found.end("office")
        if found["name"]:
            signature.add(Role.LAYOUT, position, found.start("name"))
            _field(signature, "name", *found.span("name"))
            position = found.end("name")
        if found["seal"]:
            _field(signature, "seal", position, stop)
            position = stop
        signature.add(Role.LAYOUT, position, stop)
        return
    text = source[begin:stop]
    if _SEAL.match(text):
        _field(signature, "seal", begin, stop)
    elif "office" in seen:
        seal = re.search(r"[ 　]*(?:[（(]?印[）)]?|㊞)$", text)
        end = begin + seal.start() if seal else stop
        _field(signature, "name", begin, end)
        if seal:
            _field(signature, "seal", end, stop)
    elif _ADDRESS.search(text):
        _field(signature, "address", begin, stop)
    elif _BODY.search(text) or "body" not in seen:
        _field(signature, "body", begin, stop)
    else:
        _field(signature, "name", begin, stop)


def opens_signature(builder: Builder, signature: Draft, begin: int, stop: int) -> bool:
    """Whether an unsigned line begins the next party's block: this one has its name already."""
    seen = {child.attrs["field"] for child in signature.children}
    return "name" in seen and not _SEAL.match(builder.source[begin:stop])


def read_head(builder: Builder, lines: list[Line]) -> int:
    """Read everything before the provisions; returns the index of the first line of the body."""
    source = builder.source
    builder.position = 0
    first = _body_index(builder, lines)
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
            and not _TITLE.search(source[line.begin : line.stop])
        ),
        first,
    )
    title = _title_index(source, head[:preamble])
    for i, line in enumerate(head):
        builder.own_gap(builder.position, line.begin)
        builder.position = line.stop
        if i >= preamble:
            _preamble_line(builder, line)
            continue
        text = source[line.begin : line.stop]
        begin = line.begin
        if title is not None and title[0] <= i <= title[1]:
            if i > title[0]:
                builder.last.add(Role.TEXT, begin, line.stop)
                continue
            draft = builder.root.child(Kind.TITLE)
            inner = begin + len(text) - len(text.lstrip("○◯〇◎●■□◆ 　"))
            draft.add(Role.LAYOUT, begin, inner)
            begin = inner
            dated = _DATED.search(text) if i == title[1] else None
            if dated:
                draft.add(Role.TEXT, begin, line.begin + dated.start())
                draft.add(Role.LAYOUT, line.begin + dated.start(), line.begin + dated.start() + 1)
                draft.add(Role.NOTE, line.begin + dated.start() + 1, line.stop - 1)
                draft.add(Role.LAYOUT, line.stop - 1, line.stop)
                builder.last = draft
                continue
        elif _LAW_NUMBER.match(text):
            draft = builder.root.child(Kind.LAW_NUMBER)
        elif title is not None and i > title[1] and is_date(source, line.begin, line.stop):
            draft = builder.root.child(Kind.DATE)
        elif title is None and first == len(lines):
            draft = builder.root.child(Kind.UNPARSED)
        else:
            draft = builder.root.child(Kind.COVER)
        draft.add(Role.TEXT, begin, line.stop)
        builder.last = draft
    return first


def _preamble_line(builder: Builder, line: Line) -> None:
    last = builder.last
    if last.kind is Kind.PARAGRAPH and builder.goes_on(line):
        last.add(Role.TEXT, line.begin, line.stop)
        return
    parent = builder.root.children[-1] if builder.root.children else None
    if parent is None or parent.kind is not Kind.PREAMBLE:
        parent = builder.root.child(Kind.PREAMBLE)
    paragraph = parent.child(Kind.PARAGRAPH)
    paragraph.add(Role.TEXT, line.begin, line.stop)
    builder.last = paragraph


def _body_index(builder: Builder, lines: list[Line]) -> int:
    """The first line that is a provision, a heading of one, or a table row."""
    source = builder.source
    for i, line in enumerate(lines):
        begin, stop = line.begin, line.stop
        char = source[begin]
        if char == "第":
            if markers.article(source, begin, stop, following(None)) or markers.division(
                source, begin, stop
            ):
                return i
        elif char in "（(【〔":
            if markers.caption(source, begin, stop) and builder.heads_provision(i + 1):
                return i
        elif char == "目" and markers.is_toc(source, begin, stop):
            return i
        elif char in "附付" and markers.supplement(source, begin, stop):
            return i
        elif char in "別様" and i > 0 and markers.annex(source, begin, stop):
            if not _wraps_instrument(source, lines, i):
                return i
            continue
        if builder.is_row(line):
            return i
        label = markers.enumerator(source, begin, stop)
        if (
            label is not None
            and not label.readings[0][0].startswith("bullet")
            and label.readings[0][1].parts == (1,)
            and i > 0
            and not _DATE.match(source, begin, stop)
        ):
            return i
    return len(lines)


def _wraps_instrument(source: str, lines: list[Line], index: int) -> bool:
    """別紙 alone, then a title: the instrument itself stands behind the bill that encloses it."""
    line = lines[index]
    return source[line.begin : line.stop] in ("別紙", "別添", "別記") and any(
        _TITLE.search(source[after.begin : after.stop]) is not None
        for after in lines[index + 1 : index + 4]
        if after.stop - after.begin <= 120
    )


def _title_index(source: str, head: list[Line]) -> tuple[int, int] | None:
    """Which lines are the 題名: the last one that ends as a title does, and its first half above."""
    texts = [source[line.begin : line.stop] for line in head]
    candidates = [
        i
        for i, text in enumerate(texts)
        if len(text) <= 120 and _TITLE.search(text) and not _LAW_NUMBER.match(text)
    ]
    if not candidates:
        return None
    full = [i for i in candidates if not _BARE.match(texts[i].strip("○◯〇 　"))]
    end = (full or candidates)[-1]
    start = end
    while (
        start > 0
        and _UNFINISHED.search(texts[start - 1])
        and source.count("\n", head[start - 1].stop, head[start].begin) == 1
    ):
        start -= 1
    return start, end
