"""署名欄: whose it is, and its lines: address, body, office, name, seal."""

from __future__ import annotations

import re

from renkei.instrument.model import Kind
from renkei.instrument.reading import markers
from renkei.instrument.reading.draft import LABEL, LAYOUT, TEXT, Draft
from renkei.instrument.reading.lines import Line
from renkei.instrument.reading.state import State

#: A line longer than this names no office.
_LONGEST_FIELD = 80
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
#: What parts the columns of a line: tabs, or spaces too wide to stand inside a name.
_WIDE = re.compile(r"[ \u3000]*\t[ \u3000\t]*|\u3000{3,}|[ \u3000]{5,}")


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
    field.add(TEXT, begin, stop)


def _seal(parent: Draft, begin: int, stop: int, source: str) -> None:
    inner = begin + len(source[begin:stop]) - len(source[begin:stop].lstrip(" \u3000"))
    parent.add(LAYOUT, begin, inner)
    _field(parent, "seal", inner, stop)


def open_signature(state: State, begin: int, stop: int) -> Draft:
    """A line that begins with 甲, 乙 … opens the block of that party."""
    sign = markers.party_sign(state.source, begin, stop)
    signature = state.root.child(Kind.SIGNATURE)
    body = begin
    if sign is not None:
        signature.add(LAYOUT, begin, sign[0])
        signature.add(LABEL, sign[0], sign[1])
        signature.add(LAYOUT, sign[1], sign[2])
        body = sign[2]
    state.signature = state.last = signature
    if body < stop:
        sign_line(state, signature, body, stop)
    return signature


def take_columns(state: State, line: Line) -> bool:
    """Signatures side by side, or a line of one parted by tabs: 「甲市長　…　　　　乙市長　…」.

    A line is parted at tabs and at wide spaces. Two parties on one line open a column each, and the
    following lines with as many parts belong to those columns, in order.
    """
    source = state.source
    parts = _parts(source, line)
    if len(parts) < 2:
        return False
    signed = [i for i, part in enumerate(parts) if markers.party_sign(source, *part)]
    tabbed = source.find("\t", line.start, line.end) >= 0
    offices = all(names_office(source, *part) for part in parts)
    if len(signed) > 1 or (not signed and not state.columns and offices):
        state.columns = []
        starts = signed or list(range(len(parts)))
        groups = [parts[a:b] for a, b in zip(starts, [*starts[1:], len(parts)], strict=True)]
        for group in groups:
            signature = open_signature(state, *group[0])
            state.columns.append(signature)
            for part in group[1:]:
                sign_line(state, signature, *part)
    elif not signed and len(state.columns) == len(parts):
        for signature, part in zip(state.columns, parts, strict=True):
            sign_line(state, signature, *part)
    elif tabbed:
        if signed or state.signature is None:
            state.columns = []
            open_signature(state, *parts[0])
            parts = parts[1:]
        assert state.signature is not None
        for part in parts:
            sign_line(state, state.signature, *part)
    else:
        return False
    # What stands between the parts is layout of the block that ends the line.
    edges = [line.begin, *(end for _, end in _parts(source, line))]
    for (start, _), edge in zip(_parts(source, line), edges, strict=False):
        state.last.add(LAYOUT, edge, start)
    return True


def _parts(source: str, line: Line) -> list[tuple[int, int]]:
    """The ranges of a line between tabs and wide spaces."""
    parts: list[tuple[int, int]] = []
    position = line.begin
    for gap in _WIDE.finditer(source, line.begin, line.stop):
        parts.append((position, gap.start()))
        position = gap.end()
    parts.append((position, line.stop))
    # 「甲　　札幌市長」: the sign belongs to what follows it.
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        alone = joined and source[slice(*joined[-1])] in markers.PARTY_SIGNS
        if alone and not markers.party_sign(source, start, end):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def sign_line(state: State, signature: Draft, begin: int, stop: int) -> None:
    """One line of a signature block: address, body, office, name, seal."""
    source = state.source
    seen = {child.attrs["field"] for child in signature.children}
    state.last = signature
    found = _OFFICE.match(source, begin, stop) if stop - begin <= _LONGEST_FIELD else None
    if found:
        signature.add(LAYOUT, begin, found.start("office"))
        _field(signature, "office", *found.span("office"))
        position = found.end("office")
        if found["name"]:
            signature.add(LAYOUT, position, found.start("name"))
            _field(signature, "name", *found.span("name"))
            position = found.end("name")
        if found["seal"]:
            _seal(signature, position, stop, source)
            position = stop
        signature.add(LAYOUT, position, stop)
        return
    text = source[begin:stop]
    if _SEAL.match(text):
        _seal(signature, begin, stop, source)
    elif "office" in seen:
        seal = re.search(r"[ 　]*(?:[（(]?印[）)]?|㊞)$", text)
        end = begin + seal.start() if seal else stop
        _field(signature, "name", begin, end)
        if seal:
            _seal(signature, end, stop, source)
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
