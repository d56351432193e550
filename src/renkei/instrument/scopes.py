"""Where each text stands: the run of numbering, article, paragraph and item that 前 and 次 count in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from renkei.instrument.model import Document, Kind, Node, Role

DIVISIONS = {"編": Kind.PART, "章": Kind.CHAPTER, "節": Kind.SECTION, "款": Kind.SUBSECTION}


@dataclass(slots=True)
class Scope:
    """One run of numbering: the main provisions, or one 附則."""

    main: bool
    amending: bool
    node: Node
    articles: list[Node]
    by_number: dict[str, Node]
    divisions: dict[str, list[Node]]


@dataclass(slots=True)
class Context:
    """Where a text stands: its scope, article (index), paragraph (index) and item (index)."""

    scope: Scope | None
    article: int
    paragraphs: tuple[Node, ...]
    paragraph: int
    items: tuple[Node, ...]
    item: int


class Map:
    """Every text of a document with its context, by place in the source."""

    def __init__(self, document: Document) -> None:
        self.scopes: list[Scope] = []
        self.annexes = [n for n in document.root.children if n.kind is Kind.ANNEX]
        self.places: list[tuple[int, int, Node, Context]] = []
        outside = Context(None, -1, (), -1, (), -1)
        main: Scope | None = None
        for child in document.root.children:
            if child.kind is Kind.MAIN:
                main = self._scope(child, main=True)
                self._collect(child, Context(main, -1, paragraphs_of(child), -1, (), -1))
            elif child.kind is Kind.SUPPLEMENT:
                scope = self._scope(child, main=False)
                self._collect(child, Context(scope, -1, paragraphs_of(child), -1, (), -1))
            else:
                self._collect(child, outside)
        self.main = main
        self.places.sort(key=lambda place: place[0])
        self.starts = [place[0] for place in self.places]

    def _scope(self, node: Node, *, main: bool) -> Scope:
        articles = list(node.of_kind(Kind.ARTICLE))
        by_number: dict[str, Node] = {}
        for article in articles:
            if article.number is not None:
                by_number.setdefault("_".join(map(str, article.number.parts)), article)
                if article.number.upto:
                    for n in range(article.number.parts[0], article.number.upto[0] + 1):
                        by_number.setdefault(str(n), article)
        divisions: dict[str, list[Node]] = {}
        for sign, kind in DIVISIONS.items():
            divisions[sign] = list(node.of_kind(kind))
        scope = Scope(main, bool(node.note), node, articles, by_number, divisions)
        self.scopes.append(scope)
        return scope

    def _collect(self, root: Node, context: Context) -> None:
        """Note every text piece below ``root`` with the provision it stands in."""
        index = {id(a): i for i, a in enumerate(context.scope.articles)} if context.scope else {}
        stack = [(root, context)]
        while stack:
            node, here = stack.pop()
            for piece in node.pieces:
                if piece.role is Role.TEXT or piece.role is Role.NOTE:
                    self.places.append((piece.start, piece.end, node, here))
            paragraph = item = 0  # the next ones that ``node`` itself may hold
            for child in node.children:
                kind = child.kind
                if kind is Kind.ARTICLE:
                    below = Context(
                        here.scope, index.get(id(child), -1), paragraphs_of(child), -1, (), -1
                    )
                elif paragraph < len(here.paragraphs) and child is here.paragraphs[paragraph]:
                    items = tuple(c for c in child.children if c.kind is Kind.ITEM)
                    below = Context(here.scope, here.article, here.paragraphs, paragraph, items, -1)
                    paragraph += 1
                elif item < len(here.items) and child is here.items[item]:
                    below = Context(
                        here.scope, here.article, here.paragraphs, here.paragraph, here.items, item
                    )
                    item += 1
                else:
                    below = here
                stack.append((child, below))

    def at(self, start: int) -> tuple[Node, Context] | None:
        """Which node's text stands at an offset, and in what; None for labels and layout."""
        place = bisect_right(self.starts, start) - 1
        if place < 0 or start >= self.places[place][1]:
            return None
        return self.places[place][2:]


def paragraphs_of(node: Node) -> tuple[Node, ...]:
    """The paragraphs right below a provision."""
    return tuple(child for child in node.children if child.kind is Kind.PARAGRAPH)
