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
_SP = "[ \u3000]?"
_TITLES = (
    "市長|町長|村長|区長|知事|管理者|理事長|組合長|連合長|会長|社長|代表取締役|代表社員|代表理事|"
    "議長|教育長|学長|総長|頭取|支店長|所長|大臣"
)
_BEHIND = r"(?=[ \u3000\u2028（(\[［〔㊞]|印?$)"
#: An office (○○市長), with who stands in for it.
_OFFICE = re.compile(
    rf"(?P<office>[^ \u3000\u2028、。]{{0,24}}?(?:{_TITLES})"
    rf"(?:職務代理者(?:[ \u3000]+[^ \u3000]+長)?)?){_BEHIND}"
)
#: The same set wide: 札　幌　市　長.
_WIDE_OFFICE = re.compile(
    rf"(?P<office>(?:[^ \u3000\u2028、。]{_SP}){{0,12}}?"
    rf"(?:{'|'.join(_SP.join(title) for title in _TITLES.split('|'))})){_BEHIND}"
)
_PREFIX = re.compile(
    r"(?:(?:上記|右)?代表者(?:職氏名|氏名)?|(?:主たる事務所の)?所在地|住所|名称|団体名|職名?|職氏名|氏名)"
    r"(?:[ \u3000：:]+|$)"
)
_ADDRESS = re.compile(
    r"丁目|番地|番\s?[0-9０-９]|[0-9０-９一二三四五六七八九十]号|大字|[0-9０-９]\s?[-－ー−‐]\s?[0-9０-９]"
    r"|条[東西南北0-9０-９]"
)
_BODY = re.compile(
    r"(?:市|町|村|区|県|都|道|府|組合|広域連合|会社|銀行|法人|協会|大学|センター|機構|協議会)$"
)
#: The place of the seal: 印, （公印）, ［印］, ㊞, （公印省略).
_SEAL = re.compile(
    r"[ \u3000]*(?:[（(\[［〔]\s?(?:職|公)?印(?:省略)?\s?[）)\]］〕]|㊞|(?:職|公)印|印)$"
)
_GAP = re.compile("[ \u3000\u2028]+")
#: What parts the columns of a line: tabs, or spaces too wide to stand inside a name.
_SEAL_ENDS = frozenset("印㊞）)]］〕")
_WIDE = re.compile(r"[ \u3000]*\t[ \u3000\t]*|\u3000{3,}|[ \u3000]{5,}")


def names_office(source: str, begin: int, stop: int) -> bool:
    """Whether a line names who signs (○○市長), alone or with the name."""
    sign = markers.party_sign(source, begin, stop)
    start = sign[2] if sign else begin
    prefix = _PREFIX.match(source, start, stop)
    start = prefix.end() if prefix else start
    return start < stop and stop - start <= 40 and _office(source, start, stop) is not None


def _field(parent: Draft, name: str, begin: int, stop: int) -> None:
    field = parent.child(Kind.FIELD)
    field.attrs["field"] = name
    field.add(TEXT, begin, stop)


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
    """One line of a signature block: address, body, office, name, seal, and the words before them.

    「代表者」「所在地」 and their kin are fields of their own (``prefix``).
    """
    source = state.source
    state.last = signature
    seal = _SEAL.search(source, begin, stop) if source[stop - 1] in _SEAL_ENDS else None
    end = seal.start() if seal else stop
    while True:
        prefix = _PREFIX.match(source, begin, end)
        if prefix is None:
            break
        inner = begin + len(prefix[0].rstrip(" \u3000：:"))
        _field(signature, "prefix", begin, inner)
        signature.add(LAYOUT, inner, prefix.end())
        begin = prefix.end()
    if begin < end:
        _sign_parts(source, signature, begin, end)
    if seal:
        inner = end + len(seal[0]) - len(seal[0].lstrip(" \u3000"))
        signature.add(LAYOUT, end, inner)
        _field(signature, "seal", inner, stop)


def _sign_parts(source: str, signature: Draft, begin: int, end: int) -> None:
    """A line without its prefix and seal: what stands before the office, the office, the name."""
    if end - begin <= _LONGEST_FIELD:
        office = _office(source, begin, end)
        if office is not None:
            _before_office(source, signature, begin, office.start())
            _field(signature, "office", *office.span("office"))
            name = _GAP.match(source, office.end("office"), end)
            inner = name.end() if name else office.end("office")
            signature.add(LAYOUT, office.end("office"), inner)
            if inner < end:
                _field(signature, "name", inner, end)
            return
    seen = {child.attrs["field"] for child in signature.children}
    text = source[begin:end]
    if "office" in seen:
        _field(signature, "name", begin, end)
    elif _ADDRESS.search(text):
        _field(signature, "address", begin, end)
    elif _BODY.search(text) or "body" not in seen:
        _field(signature, "body", begin, end)
    else:
        _field(signature, "name", begin, end)


def _office(source: str, begin: int, end: int) -> re.Match[str] | None:
    """The office on a line: the first word that is one, or the whole head of the line set wide."""
    position = begin
    while True:
        found = _OFFICE.match(source, position, end)
        if found is not None:
            return found
        gap = _GAP.search(source, position, end)
        if gap is None:
            return _WIDE_OFFICE.match(source, begin, end)
        position = gap.end()


def _before_office(source: str, signature: Draft, begin: int, end: int) -> None:
    """The address and the body that stand on the line of the office."""
    position = begin
    parts: list[tuple[int, int]] = []
    for gap in _GAP.finditer(source, begin, end):
        parts.append((position, gap.start()))
        position = gap.end()
    if position < end:
        parts.append((position, end))
    last = begin
    for start, stop in parts:
        signature.add(LAYOUT, last, start)
        body = (start, stop) == parts[-1] and _BODY.search(source[start:stop]) is not None
        _field(signature, "body" if body else "address", start, stop)
        last = stop
    signature.add(LAYOUT, last, end)


def opens_signature(state: State, signature: Draft, begin: int, stop: int) -> bool:
    """Whether an unsigned line begins the next party's block: this one has its name already."""
    seen = {child.attrs["field"] for child in signature.children}
    return "name" in seen and _SEAL.fullmatch(state.source, begin, stop) is None
