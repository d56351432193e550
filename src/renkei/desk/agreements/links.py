"""References (参照) as links: where a 「前条」 leads, and what leads to a provision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from renkei.desk.agreements.places import Places
from renkei.instrument.formats.html import Span
from renkei.instrument.model import Document, Kind, Node
from renkei.instrument.references import Reference, references

#: Characters of a provision shown before one goes there.
PREVIEW_LENGTH = 180


@dataclass(frozen=True)
class Link:
    """One reference. ``target`` is None where it leads out of this text, or nowhere."""

    words: str
    start: int
    end: int
    source: Node
    target: Node | None
    law: str


def links_of(document: Document, places: Places) -> list[Link]:
    """All references of a text, in reading order."""
    found = []
    for reference in references(document):
        source = places.nodes.get(reference.node_id)
        if source is not None:
            found.append(
                Link(
                    document.source[reference.start : reference.end],
                    reference.start,
                    reference.end,
                    source,
                    _target(reference, places),
                    reference.law,
                )
            )
    return found


def _target(reference: Reference, places: Places) -> Node | None:
    for target_id in reference.target_ids:
        if target_id in places.nodes:
            return places.nodes[target_id]
    return None


def preview(node: Node, places: Places) -> str:
    """What stands at a place, short enough for a small box."""
    if node.kind is Kind.ANNEX:
        groups = [places.name(group) for group in node.of_kind(Kind.GROUP)]
        text = "　".join(groups) or node.full_text()
    else:
        text = node.full_text()
    caption = f"（{node.caption}）" if node.caption else ""
    cut = text if len(text) <= PREVIEW_LENGTH else text[: PREVIEW_LENGTH - 1] + "…"
    return f"{places.full_name(node)}{caption} {cut}".strip()


def link_spans(
    links: list[Link], address: Callable[[Node], str], preview_of: Callable[[Node], str]
) -> list[Span]:
    """References as elements over their words: links inside the text, plain marks for other laws.

    ``preview_of`` gives the text a script may show, or "" where the target is on the same page.
    """
    spans = []
    for link in links:
        if link.target is not None:
            attrs = [("class", "ref"), ("href", address(link.target))]
            shown = preview_of(link.target)
            if shown:
                attrs.append(("data-preview", shown))
            spans.append(Span(link.start, link.end, "a", tuple(attrs), rank=1))
        elif link.law:
            spans.append(Span(link.start, link.end, "span", (("class", "law"),), rank=1))
    return spans
