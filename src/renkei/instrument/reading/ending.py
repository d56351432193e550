"""後文, 締結年月日, 署名欄: how an agreement ends."""

from __future__ import annotations

import re

from renkei.instrument.model import Kind, Role
from renkei.instrument.reading import markers
from renkei.instrument.reading.draft import Draft
from renkei.instrument.reading.lines import Line
from renkei.instrument.reading.state import State

_LAYOUT, _LABEL, _TEXT, _CAPTION, _NOTE = (
    Role.LAYOUT,
    Role.LABEL,
    Role.TEXT,
    Role.CAPTION,
    Role.NOTE,
)

#: A line longer than this names no office.
_LONGEST_FIELD = 80
_CLOSING = re.compile(
    r"を証(?:する|し|す)|(?:の|を)?証(?:として|とする)|通を?(?:作成|保有|保管|所持)"
)

_CLOSING_HEAD = (
    "この",
    "本",
    "上記",
    "以上",
    "前記",
    "なお",
    "甲",
    "乙",
    "当事者",
    "各当事者",
    "右",
)

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

_ADDRESS = re.compile(
    r"丁目|番地|番\s?[0-9０-９]|[0-9０-９一二三四五六七八九十]号|大字|[0-9０-９]\s?[-－ー−‐]\s?[0-9０-９]|条[東西南北0-9０-９]"
)

_BODY = re.compile(
    r"(?:市|町|村|区|県|都|道|府|組合|広域連合|会社|銀行|法人|協会|大学|センター|機構|協議会)$"
)

_SEAL = re.compile(r"[（(]?(?:印|公印)[）)]?$|㊞$")


def take_signing(state: State, line: Line) -> bool:
    """後文, 締結年月日, 署名欄."""
    source, begin, stop = state.source, line.begin, line.stop
    if is_closing(source, begin, stop):
        state.drop_pending()
        state.close_zone()
        closing = state.root.child(Kind.CLOSING)
        closing.add(_TEXT, begin, stop)
        state.last = closing
        return True
    begun = state.zone != "body" or state.article is not None or state.paragraph is not None
    if begun and is_date(source, begin, stop) and not in_open_text(state):
        state.drop_pending()
        state.close_zone()
        date = state.root.child(Kind.DATE)
        date.add(_TEXT, begin, stop)
        state.last = date
        return True
    sign = markers.party_sign(source, begin, stop)
    if sign is not None and (state.zone == "closing" or signature_follows(state)):
        state.drop_pending()
        state.close_zone()
        state.signature = state.root.child(Kind.SIGNATURE)
        state.signature.add(_LAYOUT, begin, sign[0])
        state.signature.add(_LABEL, sign[0], sign[1])
        state.signature.add(_LAYOUT, sign[1], sign[2])
        state.last = state.signature
        if sign[2] < stop:
            sign_line(state, state.signature, sign[2], stop)
        return True
    if state.zone == "closing":
        state.drop_pending()
        previous = state.root.children[-1]
        if previous.kind is Kind.CLOSING and not previous.said(source).endswith("。"):
            previous.add(_TEXT, begin, stop)
            return True
        if stop - begin <= 60 and source[stop - 1] != "。":
            if state.signature is None or opens_signature(state, state.signature, begin, stop):
                state.signature = state.root.child(Kind.SIGNATURE)
            sign_line(state, state.signature, begin, stop)
            return True
    return False


def signature_follows(state: State) -> bool:
    """甲 at the head of a line of a 附則 or after the last article signs when an office follows."""
    if state.zone not in ("supplement", "body") or state.lists.open:
        return False
    return any(
        names_office(state.source, line.begin, line.stop)
        for line in state.lines[state.index : state.index + 4]
    )


def in_open_text(state: State) -> bool:
    """Whether the text above ends at a comma, so that this line goes on it."""
    if state.last.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM):
        return False
    text = state.last.said(state.source)
    return bool(text) and text[-1] in "、，"


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


def sign_line(state: State, signature: Draft, begin: int, stop: int) -> None:
    """One line of a signature block: address, body, office, name, seal."""
    source = state.source
    seen = {child.attrs["field"] for child in signature.children}
    state.last = signature
    found = _OFFICE.match(source, begin, stop) if stop - begin <= _LONGEST_FIELD else None
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


def opens_signature(state: State, signature: Draft, begin: int, stop: int) -> bool:
    """Whether an unsigned line begins the next party's block: this one has its name already."""
    seen = {child.attrs["field"] for child in signature.children}
    return "name" in seen and not _SEAL.match(state.source[begin:stop])
