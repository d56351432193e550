"""Where the words of a target stand: fields, parts of them, headings as printed (字句の所在)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renkei.amendment.applying import places
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.applying.parts import part_of
from renkei.amendment.operations import Part, Target
from renkei.instrument.model import Kind

#: Kinds whose heading line is words of the text, to be quoted as printed.
_LINES = frozenset(
    (*HEADINGS, Kind.ANNEX, Kind.GROUP, Kind.TOC_ENTRY, Kind.SUPPLEMENT, Kind.ARTICLE)
)
LINE = "line"  # the heading as printed, as if it were one field


@dataclass(frozen=True, slots=True)
class Region:
    """Where words are looked for: a range of one field of one node."""

    node: Live
    field: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """What stands there."""
        return words(self.node, self.field)[self.start : self.end]


def words(node: Live, field: str) -> str:
    """A field of a node; ``LINE`` is its heading as printed."""
    if field != LINE:
        return node.get(field)
    note = f"（{node.note}）" if node.note else ""
    return "　".join(part for part in (node.label, node.caption) if part) + note


def regions(root: Live, target: Target) -> tuple[list[Region], list[Live]]:
    """Where the words of a target stand, and the nodes it means. Nothing where it cannot be told."""
    found: list[Region] = []
    nodes: list[Live] = []
    for could_be in places.run(root, target):
        columns = bool(could_be) and target.part is Part.WHOLE and _is_column(could_be)
        if len(could_be) != 1 and not columns:
            return [], []
        nodes.extend(could_be)
    for node in nodes:
        inside = _inside(node, target.part)
        if inside is None:
            return [], nodes
        found.extend(inside)
    if target.without:  # （第三条を除く。）, 備考以外の部分
        apart = {id(n) for address in target.without for n in places.find(root, address)}
        found = [r for r in found if not any(id(n) in apart for n in (r.node, *r.node.above()))]
    return found, nodes


def _is_column(nodes: Sequence[Live]) -> bool:
    """Cells one below the other: a 欄 of a whole table."""
    rows = [node.parent for node in nodes]
    return all(n.kind is Kind.CELL for n in nodes) and len(set(map(id, rows))) == len(rows)


def _inside(node: Live, part: Part) -> list[Region] | None:
    if part in (Part.WHOLE, Part.WITH_CAPTION):
        fields = _fields(node, captions=part is Part.WITH_CAPTION)
        return [Region(n, f, 0, len(n.get(f))) for n, f in fields if n.get(f)]
    if part is Part.CAPTION:
        return [Region(node, "caption", 0, len(node.caption))]
    if part is Part.NOTE:
        return [Region(node, "note", 0, len(node.note))]
    if part in (Part.EACH, Part.EACH_PARAGRAPH):
        below = places.each(node, part)
        return [region for child in below for region in _inside(child, Part.WHOLE) or ()] or None
    if part is Part.HEAD:
        own = own_text(node)
        return None if own is None else [Region(own, "text", 0, len(own.text))]
    holder = part_holder(node, part)
    if holder is None:
        return None
    span = part_of(holder.text, part)
    return None if span is None else [Region(holder, "text", *span)]


def own_text(node: Live) -> Live | None:
    """The node whose text is the text of a provision itself: an article's is its only paragraph's."""
    if node.text or node.kind not in (Kind.ARTICLE, Kind.SUPPLEMENT, Kind.PREAMBLE, Kind.MAIN):
        return node
    paragraphs = [c for c in node.children if c.kind is Kind.PARAGRAPH]
    return paragraphs[0] if len(paragraphs) == 1 else None


def part_holder(node: Live, part: Part) -> Live | None:
    """The node that has a part (前段, ただし書 …): itself, its only paragraph, or the only one with it."""
    own = own_text(node)
    if own is not None:
        return own
    having = [c for c in node.children if part_of(c.text, part) is not None]
    return having[0] if len(having) == 1 else None


def _fields(node: Live, *, captions: bool) -> Iterator[tuple[Live, str]]:
    listing = node.kind in (Kind.TOC, Kind.TOC_ENTRY)
    for n in node.walk():
        if listing:
            yield from ((n, f) for f in ("label", "caption", "note"))
        elif captions and n.caption:
            yield n, "caption"
        yield n, "text"


def heading_regions(nodes: Sequence[Live], part: Part) -> Iterator[Region]:
    """Headings as printed: of the target itself, then of what is below it."""
    for node in nodes:
        if part in (Part.CAPTION, Part.NOTE):
            yield Region(node, LINE, 0, len(words(node, LINE)))
        elif part is Part.WHOLE:
            for n in node.walk():
                if n.kind in _LINES and (n.kind is not Kind.ARTICLE):
                    line = words(n, LINE)
                    if line:
                        yield Region(n, LINE, 0, len(line))
