"""How a provision is set where the text has none like it to follow (標準の組み方)."""

from __future__ import annotations

from renkei.instrument.model import Kind, Node, Role

#: One step of a head: a role with what stands before and behind it. A step after "\n" begins a line.
Step = tuple[str, Role, str]

_PLAIN: tuple[Step, ...] = (
    ("", Role.LABEL, ""),
    ("　", Role.CAPTION, ""),
    ("（", Role.NOTE, "）"),
    ("　", Role.TEXT, ""),
)
_CAPTION_ABOVE: tuple[Step, ...] = (
    ("（", Role.CAPTION, "）\n"),
    ("", Role.LABEL, ""),
    ("（", Role.NOTE, "）"),
    ("　", Role.TEXT, ""),
)
_NOTE_FIRST: tuple[Step, ...] = (
    ("", Role.LABEL, ""),
    ("（", Role.NOTE, "）"),
    ("　", Role.CAPTION, ""),
    ("　", Role.TEXT, ""),
)
_TITLE: tuple[Step, ...] = (
    ("", Role.LABEL, ""),
    ("", Role.CAPTION, ""),
    ("", Role.TEXT, ""),
    ("（", Role.NOTE, "）"),
)
_STEPS = {
    Kind.ARTICLE: _CAPTION_ABOVE,
    Kind.PARAGRAPH: _CAPTION_ABOVE,
    Kind.SUPPLEMENT: _NOTE_FIRST,
    Kind.ANNEX: _NOTE_FIRST,
    Kind.TITLE: _TITLE,
}
#: Whose first provision goes on in its line: 「第一条　…」.
_RUNNING = {Kind.ARTICLE: Kind.PARAGRAPH, Kind.SIGNATURE: Kind.FIELD}
_SPACED = frozenset({Kind.ARTICLE, Kind.SUPPLEMENT, Kind.ANNEX, Kind.CLOSING, Kind.SIGNATURE})
_DIVISIONS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION})


def steps(kind: Kind) -> tuple[Step, ...]:
    """The head of a node of this kind, role by role."""
    return _STEPS.get(kind, _PLAIN)


def running(node: Node) -> bool:
    """Whether the first child of a node stands in its line."""
    return bool(node.children) and _RUNNING.get(node.kind) is node.children[0].kind


def core(above: tuple[Kind, Role], below: tuple[Kind, Role], same: bool) -> str:
    """The line ends before a line: a blank line before an article, a chapter, 附則 and 別表."""
    if same or (above[0] is below[0] is Kind.ARTICLE and above[1] is Role.CAPTION):
        return "\n"
    return "\n\n" if below[0] in _SPACED | _DIVISIONS else "\n"
