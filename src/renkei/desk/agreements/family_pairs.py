"""Two texts side by side as lines of a page: each provision with its place, its fate and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from renkei.amendment.align import Fate, Pair, align, own
from renkei.amendment.compare import Change, differs, words
from renkei.instrument.model import Document, Kind, Node

#: Printed before what they are about; their words are compared with those of their parts.
NAMES = {
    Kind.COVER: "表紙",
    Kind.TITLE: "題名",
    Kind.CLOSING: "後文",
    Kind.DATE: "締結日",
    Kind.SIGNATURE: "署名",
    Kind.SUPPLEMENT: "附則",
    Kind.REMARKS: "備考",
    Kind.HEADER: "表の見出し",
    Kind.UNPARSED: "読み取れない行",
}


@dataclass(frozen=True)
class Words:
    """One text of a provision on both sides: a paragraph, a cell. ``heading`` is its label."""

    heading: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Line:
    """One provision on both sides."""

    place: str
    left_label: str
    right_label: str
    fate: Fate
    moved: bool
    renumbered: bool
    words: tuple[Words, ...]
    left_id: str
    right_id: str

    @property
    def differs(self) -> bool:
        """Whether it says something else, names aside, or stands elsewhere."""
        return self.moved or self.fate not in (Fate.SAME, Fate.NAMES)


def lines_of(
    pairs: Sequence[Pair], left: Mapping[str, str], right: Mapping[str, str]
) -> Iterator[Line]:
    """The pairs as lines, each with the headings it stands under."""
    for pair in pairs:
        said = tuple(_words(pair, left, right, True))
        if not said and pair.fate in (Fate.SAME, Fate.NAMES) and not pair.moved:
            continue  # a heading without words of its own
        node = pair.right or pair.left
        assert node is not None
        yield Line(
            place=_place(node),
            left_label=_label(pair.left),
            right_label=_label(pair.right),
            fate=pair.fate,
            moved=pair.moved,
            renumbered=pair.renumbered,
            words=said,
            left_id=pair.left.id if pair.left else "",
            right_id=pair.right.id if pair.right else "",
        )


def lines_between(left: Document, right: Document) -> list[Line]:
    """Two versions of one text. Nothing is a name here: a changed name, address or date is a change."""
    return list(lines_of(align(left, right), {}, {}))


def _place(node: Node) -> str:
    if node.kind is Kind.ROW:
        return own(node.children[0]).replace("\n", "") if node.children else "表の行"
    label = "".join(node.label.split())
    name = NAMES.get(node.kind, "")
    caption = f"（{node.caption}）" if node.caption else ""
    if node.kind is Kind.SIGNATURE:
        return f"{name} {label}".strip()
    return f"{label or name}{caption}" or "本文"


def _label(node: Node | None) -> str:
    return "".join(node.label.split()) if node is not None else ""


def _words(
    pair: Pair, left: Mapping[str, str], right: Mapping[str, str], top: bool = False
) -> Iterator[Words]:
    changes = words(own(pair.left), own(pair.right), left, right)
    if changes and not (top and pair.parts and not differs(changes)):  # its place says it already
        node = pair.right or pair.left
        assert node is not None
        heading = "" if top else (node.attr("header") or "".join(node.label.split()))
        yield Words(heading, changes)
    if pair.parts:
        for part in pair.parts:
            yield from _words(part, left, right)
    elif pair.fate in (Fate.ADDED, Fate.DELETED):
        yield from _whole(pair, left, right)


def _whole(pair: Pair, left: Mapping[str, str], right: Mapping[str, str]) -> Iterator[Words]:
    """All parts of a provision that only one side has."""
    node = pair.right or pair.left
    if node is None or node.kind not in (Kind.ARTICLE, Kind.ROW, Kind.HEADER, Kind.SIGNATURE):
        return
    for child in node.children:
        one = Pair(child.kind, pair.fate, pair.left and child, pair.right and child)
        yield from _words(one, left, right)
        if child.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.TABLE):
            for below in list(child.walk())[1:]:
                said = own(below)
                if said:
                    both = ("", said) if pair.right else (said, "")
                    yield Words("".join(below.label.split()), words(*both))
