"""後文, 締結年月日, 署名欄: how an agreement ends."""

from __future__ import annotations

import re

from renkei.instrument.model import Kind
from renkei.instrument.reading import markers, signing
from renkei.instrument.reading.draft import LABEL, LAYOUT, TEXT
from renkei.instrument.reading.lines import Line
from renkei.instrument.reading.state import State

_CLOSING = re.compile(
    r"を証(?:する|し|す)|(?:の|を)?証(?:として|とする)|通を?(?:作成|保有|保管|所持)"
)

#: Who signs without being a party.
_WITNESS = re.compile(r"(?P<l>立会人|立合人|保証人)(?:[ \u3000：:]+|$)")
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


def take_signing(state: State, line: Line) -> bool:
    """後文, 締結年月日, 署名欄."""
    source, begin, stop = state.source, line.begin, line.stop
    if is_closing(source, begin, stop):
        state.drop_pending()
        state.close_zone()
        closing = state.root.child(Kind.CLOSING)
        closing.add(TEXT, begin, stop)
        state.last = closing
        return True
    begun = state.zone != "body" or state.article is not None or state.paragraph is not None
    if begun and is_date(source, begin, stop) and not in_open_text(state):
        state.drop_pending()
        state.close_zone()
        date = state.root.child(Kind.DATE)
        date.add(TEXT, begin, stop)
        state.last = date
        return True
    if state.zone == "closing" and signing.take_columns(state, line):
        return True
    sign = markers.party_sign(source, begin, stop)
    if sign is not None and (state.zone == "closing" or signature_follows(state)):
        state.drop_pending()
        state.close_zone()
        if not signing.take_columns(state, line):
            signing.open_signature(state, begin, stop)
        return True
    if state.zone == "closing":
        state.drop_pending()
        previous = state.root.children[-1]
        if previous.kind is Kind.CLOSING and not previous.said(source).endswith("。"):
            previous.add(TEXT, begin, stop)
            return True
        if source[begin:stop].replace("\u3000", "") == "以上":
            state.last = state.root.child(Kind.CLOSING)
            state.last.add(TEXT, begin, stop)
            return True
        witness = _WITNESS.match(source, begin, stop)
        if witness:
            state.signature, state.columns = state.root.child(Kind.SIGNATURE), []
            state.signature.add(LABEL, *witness.span("l"))
            state.signature.add(LAYOUT, witness.end("l"), witness.end())
            state.last = state.signature
            if witness.end() < stop:
                signing.sign_line(state, state.signature, witness.end(), stop)
            return True
        if stop - begin <= 60 and source[stop - 1] != "。":
            if state.signature is None or signing.opens_signature(
                state, state.signature, begin, stop
            ):
                state.signature = state.root.child(Kind.SIGNATURE)
            signing.sign_line(state, state.signature, begin, stop)
            return True
    return False


def signature_follows(state: State) -> bool:
    """甲 at the head of a line of a 附則 or after the last article signs when an office follows."""
    if state.zone not in ("supplement", "body") or state.lists.open:
        return False
    return any(
        signing.names_office(state.source, line.begin, line.stop)
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
        _CLOSING.search(source, begin, stop) and "証" in source[begin:stop]
    )
