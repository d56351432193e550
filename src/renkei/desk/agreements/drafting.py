"""How a model text becomes the text for one partner: placeholders filled, deviations put in (案の作成).

A deviation replaces the lines of one provision or row of the model text. It remembers the lines it
departed from, so that when the model changes it can be told whether it still fits. No database here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from renkei.amendment.align import align
from renkei.amendment.placeholders import filled, used
from renkei.instrument.model import Document, Kind, Node
from renkei.units import DateStyle, Era, format_date

#: What deviations may replace.
_UNITS = (
    Kind.TITLE,
    Kind.PREAMBLE,
    Kind.ARTICLE,
    Kind.SUPPLEMENT,
    Kind.CLOSING,
    Kind.ROW,
    Kind.REMARKS,
)
_NAMES = {Kind.TITLE: "題名", Kind.PREAMBLE: "前文", Kind.SUPPLEMENT: "附則", Kind.CLOSING: "後文"}


@dataclass(frozen=True)
class Place:
    """A provision or row of a model text: whole lines ``source[start:end]``, no line end at the end."""

    node_id: str
    name: str
    label: str
    start: int
    end: int
    text: str
    columns: tuple[str, ...] = ()


class Departure(NamedTuple):
    """A deviation as far as the text is concerned."""

    node_id: str
    model_words: str
    words: str


class Carried(NamedTuple):
    """A deviation against a newer model: its place there (None: gone), its words, whether it fits."""

    place: Place | None
    words: str
    fits: bool


def places(document: Document) -> dict[str, Place]:
    """What deviations can replace, in reading order, by node id."""
    found: dict[str, Place] = {}
    stack: list[Node] = [document.root]
    while stack:
        node = stack.pop()
        if node.kind in _UNITS:
            place = _place(document.source, node)
            if place is not None:
                found[node.id] = place
        else:
            stack.extend(reversed(node.children))
    return found


def departed(document: Document, departures: Iterable[Departure]) -> str:
    """The model text with each departure in its place. Those whose place is gone are left out."""
    known = places(document)
    text = document.source
    taken = [(known[d.node_id], d.words) for d in departures if d.node_id in known]
    for place, words in sorted(taken, key=lambda pair: pair[0].start, reverse=True):
        if words:
            text = text[: place.start] + words + text[place.end :]
        else:  # left out, its line end too
            end = place.end + (text[place.end : place.end + 1] == "\n")
            text = text[: place.start] + text[end:]
    return text


def carried(old: Document, new: Document, departures: Sequence[Departure]) -> list[Carried]:
    """Where each departure stands in a newer model: matched by content, a new number aside."""
    before, after = places(old), places(new)
    moved = {
        pair.left.id: pair.right.id
        for pair in align(old, new)
        if pair.left is not None and pair.right is not None
    }
    return [_carried(d, before.get(d.node_id), after, moved) for d in departures]


def unfilled(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Placeholders a text uses that have no value yet."""
    return tuple(p for p in used(text) if not values.get(p))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled."""
    return filled(text, values)


def printed_day(day: datetime.date) -> str:
    """A day as agreements print it: 令和9年4月1日."""
    return format_date(day, DateStyle.ERA)


def open_day(today: datetime.date) -> str:
    """A day that is still to be filled in: 令和　年　月　日, in the era of today."""
    era = next(era for era in reversed(list(Era)) if era.start <= today)
    return f"{era.kanji}　　年　　月　　日"


def _carried(
    departure: Departure,
    old: Place | None,
    after: Mapping[str, Place],
    moved: Mapping[str, str],
) -> Carried:
    target = moved.get(departure.node_id)
    if target is None and old is not None and old.label == "":
        target = departure.node_id  # 前文 and its like: there is one of each
    place = after.get(target or "")
    if place is None:
        return Carried(None, departure.words, False)
    words = departure.words
    model_words = departure.model_words
    if old is not None and old.label != place.label and old.label:
        words = words.replace(old.label, place.label, 1)
        model_words = model_words.replace(old.label, place.label, 1)
    return Carried(place, words, model_words == place.text)


def _place(source: str, node: Node) -> Place | None:
    pieces = [piece for part in node.walk() for piece in part.pieces]
    said = [p for p in pieces if source[p.start : p.end].strip()]
    if not said:
        return None
    start = source.rfind("\n", 0, min(p.start for p in said)) + 1
    last = max(p.end for p in said)
    end = source.find("\n", last - 1 if source[last - 1] == "\n" else last)
    end = len(source) if end < 0 else end
    columns = tuple(cell.attr("header") for cell in node.children) if node.kind is Kind.ROW else ()
    label = "".join(node.label.split()) if node.kind is Kind.ARTICLE else ""
    return Place(node.id, _name(node, label), label, start, end, source[start:end], columns)


def _name(node: Node, label: str) -> str:
    if node.kind is Kind.ROW:
        return node.children[0].text if node.children else node.id
    if node.kind is Kind.ARTICLE:
        return f"{label}（{node.caption}）" if node.caption else label
    return _NAMES.get(node.kind, "備考")


def cells_of(place: Place, text: str) -> list[list[str]]:
    """The rows of a row's words, each as its cells: the row itself and those put in behind it."""
    count = max(len(place.columns), 1)
    rows = []
    for line in text.split("\n"):
        cells = line.split("\t")
        rows.append([*cells, *([""] * (count - len(cells)))][:count])
    return rows


def row_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as the lines of a model text; empty rows are left out."""
    return "\n".join(_lines(rows))


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in rows:
        flat = [
            "".join(cell.split("\n")).replace("\t", " ").replace("\r", "").strip() for cell in cells
        ]
        if any(flat):
            yield "\t".join(flat)
