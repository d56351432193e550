"""How references are resolved: the numbering a mention counts along, and what it went on from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from renkei.instrument.mentions import (
    ISSUED,
    ITEM_STEP,
    JOINED,
    LAW_NUMBERED,
    LINK,
    REACH,
    REF,
    SENTENCE_END,
    brackets,
    count,
    goes_on_list,
    key_of,
    law_before,
    steps,
)
from renkei.instrument.model import Document, Kind, Node
from renkei.instrument.references import Reference, Target
from renkei.instrument.scopes import DIVISIONS, Context, Map, Scope, paragraphs_of


@dataclass(slots=True)
class _Named:
    """What 同条, 同項 and a following 「第2項」 go on: the last provision named."""

    law: str = ""
    article: str = ""  # number of an external article
    node: Node | None = None  # internal article
    paragraph: Node | None = None
    holder: Node | None = None  # what the paragraphs of the last mention belong to
    end: int = -1  # where the last mention ends
    last_law: str = ""  # the law last named in this article, and where that mention ends
    law_end: int = -1


class Resolver:
    """Finds and resolves all references of one document."""

    def __init__(self, document: Document) -> None:
        self.source = document.source
        self.map = Map(document)
        self.main, self.scopes, self.annexes = self.map.main, self.map.scopes, self.map.annexes
        self.numbered: dict[int, dict[tuple[Kind, str], Node]] = {}
        self.ends: dict[int, _Named] = {}  # what was named before each bracket of this article
        self.opens = brackets(document.source)

    def run(self) -> tuple[Reference, ...]:
        """All references, in source order."""
        found: list[Reference] = []
        named = _Named()
        owner: Node | None = None
        source, place_of = self.source, self.map.at
        for match in REF.finditer(source):
            start = match.start()
            place = place_of(start)
            if place is None:
                continue
            if match["nu"] == "号" and source[start - 1] in ISSUED and not match["chain"]:
                continue  # 昭和22年法律第67号: the number of a law, not a provision
            node, context = place
            article = (
                context.scope.articles[context.article]
                if context.scope and context.article >= 0
                else node
            )
            if article is not owner:
                named, owner = _Named(), article
                self.ends.clear()
            made = self._reference(match, node, context, named)
            if source.startswith(("（", "("), named.end):
                self.ends[named.end] = replace(named)
            if made.target is Target.EXTERNAL:
                named.last_law, named.law_end = made.law, made.end
            elif made.target is Target.DANGLING:
                made = self._doubted(made, named)
            found.append(made)
        return tuple(found)

    def _doubted(self, made: Reference, named: _Named) -> Reference:
        """A provision that is not here, said in a sentence about another law or in quoted words."""
        source, start = self.source, made.start
        near = start - named.law_end <= REACH
        if named.last_law and near and not SENTENCE_END.search(source, named.law_end, start):
            return replace(made, target=Target.EXTERNAL, target_ids=(), law=named.last_law)
        line = source.rfind("\n", max(0, start - REACH), start) + 1 or max(0, start - REACH)
        if source.count("「", line, start) > source.count("」", line, start):
            return replace(made, target=Target.UNKNOWN, target_ids=())
        return made

    def _goes_on_over(self, start: int, unit: str, named: _Named) -> bool:
        """Whether a mention goes on one that stands before a bracket with mentions of its own.

        「第二十一条第一項（第二号に限る。）、第二項」, and inside it 「第二十一条（第二項に限る。）」:
        ``named`` is put back to what it was before the bracket.
        """
        source = self.source
        if source[start - 1] in "（(":
            return unit != "条" and named.end == start - 1
        close = max(source.rfind("）", start - 14, start), source.rfind(")", start - 14, start))
        if close < 0 or not JOINED.fullmatch(source, close + 1, start):
            return False
        before = self.ends.get(self.opens.get(close, -1))
        if before is None:
            return False
        named.law, named.article = before.law, before.article
        named.node, named.paragraph = before.node, before.paragraph
        named.holder = before.holder
        return True

    # ---- one mention ----------------------------------------------------------------------

    def _reference(
        self, match: re.Match[str], node: Node, context: Context, named: _Named
    ) -> Reference:
        start, end = match.span()
        target, law, provision = Target.UNKNOWN, "", ""
        nodes: tuple[Node, ...] = ()
        if match["annex"]:
            target, nodes, law = self._annex(match, start)
        elif match["suppl"]:
            target, nodes = self._supplement(match, context, named)
        elif match["rel"]:
            target, nodes, law, provision = self._relative(match, context, named)
        else:
            target, nodes, law, provision = self._numbered(match, context, named)
        named.end = end
        return Reference(
            node.id, start, end, match[0], target, tuple(n.id for n in nodes), law, provision
        )

    def _annex(self, match: re.Match[str], start: int) -> tuple[Target, tuple[Node, ...], str]:
        law = law_before(self.source, start)
        if law:
            return Target.EXTERNAL, (), law
        sign, number = match["annex"], match["an"]
        annexes = [a for a in self.annexes if a.label.startswith(sign)]
        if number:
            wanted = key_of(number, match["ab"])
            annexes = [a for a in annexes if a.number and str(a.number) == wanted]
        elif any(a.number is None for a in annexes):
            annexes = [a for a in annexes if a.number is None]
        return (Target.INTERNAL if annexes else Target.DANGLING), tuple(annexes), ""

    def _supplement(
        self, match: re.Match[str], context: Context, named: _Named
    ) -> tuple[Target, tuple[Node, ...]]:
        law = law_before(self.source, match.start())
        if law:
            named.law = law
            return Target.EXTERNAL, ()
        scope = context.scope
        if scope is None or scope.main:
            own = [s for s in self.scopes if not s.main]
            if not own:
                return Target.DANGLING, ()
            scope = own[0]
        node, ok = self._follow(match["chain"], scope.node, scope)
        if not ok:
            return (
                Target.UNKNOWN if scope.amending or len(self.scopes) > 2 else Target.DANGLING
            ), ()
        return Target.INTERNAL, (node,)

    def _relative(
        self, match: re.Match[str], context: Context, named: _Named
    ) -> tuple[Target, tuple[Node, ...], str, str]:
        rel, unit, chain = match["rel"], match["ru"], match["chain"]
        if rel == "同":
            return self._same(unit, chain, named)
        if rel in ("この", "本", "当該"):
            return Target.UNKNOWN, (), "", ""
        scope = context.scope
        if scope is None or unit == "表":
            return Target.UNKNOWN, (), "", ""
        line, here = self._line(unit, context)
        if here < 0:
            return Target.UNKNOWN, (), "", ""
        many = match["many"]
        if rel == "次":
            nodes = line[here + 1 : here + 1 + (count(many) if many else 1)]
            wanted = count(many) if many else 1
        elif many == "各":
            nodes, wanted = line[:here], 1
        else:
            wanted = count(many) if many else 1
            nodes = line[max(0, here - wanted) : here]
        if len(nodes) < wanted:
            loose = scope.amending or (unit == "項" and not context.paragraphs)
            return (Target.UNKNOWN if loose else Target.DANGLING), (), "", ""
        if unit == "条":
            named.law, named.node, named.paragraph = "", nodes[-1], None
            named.holder = nodes[-1]
        elif unit == "項":
            named.law, named.paragraph = "", nodes[-1]
            if context.article >= 0:
                named.node = named.holder = scope.articles[context.article]
        if chain:
            node, ok = self._follow(chain, nodes[-1], scope)
            if not ok:
                return Target.DANGLING, (), "", ""
            self._remember(chain, nodes[-1], scope, named)
            return Target.INTERNAL, (node,), "", ""
        return Target.INTERNAL, tuple(nodes), "", ""

    def _line(self, unit: str, context: Context) -> tuple[tuple[Node, ...] | list[Node], int]:
        """The provisions that 前 and 次 count along, and where this text stands among them."""
        scope = context.scope
        assert scope is not None
        if unit == "条":
            return scope.articles, context.article
        if unit == "項":
            return context.paragraphs, context.paragraph
        if unit == "号":
            return context.items, context.item
        if context.article < 0:
            return [], -1
        inside = scope.articles[context.article]
        for place, division in enumerate(scope.divisions.get(unit, ())):
            if any(n is inside for n in division.of_kind(Kind.ARTICLE)):
                return scope.divisions[unit], place
        return [], -1

    def _same(
        self, unit: str, chain: str, named: _Named
    ) -> tuple[Target, tuple[Node, ...], str, str]:
        if named.law:
            tail = "/".join(key_of(n["n"], n["b"]) for n in LINK.finditer(chain))
            return Target.EXTERNAL, (), named.law, "/".join(filter(None, (named.article, tail)))
        base = named.node if unit == "条" else named.paragraph
        if unit == "条":
            named.holder = base
        if base is None or unit not in ("条", "項"):
            return Target.UNKNOWN, (), "", ""
        node, ok = self._follow(chain, base, None)
        if not ok:
            return Target.UNKNOWN, (), "", ""
        self._remember(chain, base, None, named)
        return Target.INTERNAL, (node,), "", ""

    def _numbered(
        self, match: re.Match[str], context: Context, named: _Named
    ) -> tuple[Target, tuple[Node, ...], str, str]:
        unit, key, chain = match["nu"], key_of(match["n"], match["nb"]), match["chain"]
        start = match.start()
        law = law_before(self.source, start)
        if law == "同法" and named.last_law:
            between = self.source[named.law_end : start]
            # Where another law was named since then, with its number, that one is meant.
            law = law if LAW_NUMBERED.search(between) else named.last_law
        joined = goes_on_list(self.source, named.end, start) or self._goes_on_over(
            start, unit, named
        )
        if not law and joined and named.law:
            law = named.law
        if law:
            provision = "/".join([key, *(step for step, _ in steps(chain))])
            if unit == "条" or not joined:
                named.article = key
            named.law, named.node, named.paragraph, named.holder = law, None, None, None
            if unit != "条" and named.article and joined:
                provision = f"{named.article}/{provision}"
            return Target.EXTERNAL, (), law, provision
        scope = context.scope
        if unit in DIVISIONS:
            nodes = tuple(
                d
                for s in self.scopes
                for d in s.divisions.get(unit, ())
                if d.number and str(d.number) == key
            )
            return (Target.INTERNAL if nodes else Target.UNKNOWN), nodes[:1], "", ""
        named.law = ""
        if unit == "条":
            return self._article(key, chain, scope, named)
        base: Node | None
        if joined and named.holder is not None and unit == "項":
            base = named.holder
        elif unit == "号" and joined and named.paragraph is not None:
            base = named.paragraph
        elif unit == "項":
            if scope is None:
                return Target.UNKNOWN, (), "", ""
            base = scope.articles[context.article] if context.article >= 0 else scope.node
            named.holder = base
        else:
            if context.paragraph < 0:
                return Target.UNKNOWN, (), "", ""
            base = context.paragraphs[context.paragraph]
        node, ok = self._follow(match[0][: len(match[0]) - len(match["sub"] or "")], base, scope)
        if not ok:
            loose = scope is None or scope.amending or unit == "号"
            return (Target.UNKNOWN if loose else Target.DANGLING), (), "", ""
        if unit == "項":
            self._remember(match[0], base, scope, named)
        return Target.INTERNAL, (node,), "", ""

    def _article(
        self, key: str, chain: str, scope: Scope | None, named: _Named
    ) -> tuple[Target, tuple[Node, ...], str, str]:
        if scope is not None and scope.amending:
            named.node = named.paragraph = named.holder = None
            return Target.UNKNOWN, (), "", ""
        article = self.main.by_number.get(key) if self.main else None
        if article is None and scope is not None and not scope.main:
            article = scope.by_number.get(key)
        if article is None:
            named.node = named.paragraph = named.holder = None
            outside = self.main is None or not self.main.articles
            return (Target.UNKNOWN if outside else Target.DANGLING), (), "", ""
        named.node, named.paragraph, named.holder = article, None, article
        node, ok = self._follow(chain, article, self.main)
        if not ok:
            return Target.DANGLING, (article,), "", ""
        self._remember(chain, article, self.main, named)
        return Target.INTERNAL, (node,), "", ""

    def _remember(self, chain: str, base: Node, scope: Scope | None, named: _Named) -> None:
        """Note the paragraph that a chain went through: 「及び第3号」 goes on inside it."""
        node = self._follow(ITEM_STEP.sub("", chain), base, scope)[0] if chain else base
        if node.kind is Kind.ARTICLE and "号" in chain:
            node = next(iter(paragraphs_of(node)), node)
        if node.kind is Kind.PARAGRAPH:
            named.paragraph = node

    def _follow(self, chain: str, base: Node, scope: Scope | None) -> tuple[Node, bool]:
        """Go down from ``base`` along 「第2項第3号」; False when a step is not there."""
        node = base
        for key, unit in steps(chain):
            if unit == "条":
                found = scope.by_number.get(key) if scope else None
            elif unit == "項":
                found = self._child(node, Kind.PARAGRAPH, key)
                if found is None and key == "1" and node.kind is Kind.ARTICLE and not node.children:
                    found = node
            else:
                holder = node
                if node.kind in (Kind.ARTICLE, Kind.SUPPLEMENT):
                    holder = next(iter(paragraphs_of(node)), node)
                found = self._child(holder, Kind.ITEM, key)
            if found is None:
                return node, False
            node = found
        return node, True

    def _child(self, node: Node, kind: Kind, key: str) -> Node | None:
        """The first paragraph or item of this number right below ``node``."""
        numbered = self.numbered.get(id(node))
        if numbered is None:
            numbered = {}
            for child in node.children:
                if child.number is not None:
                    numbered.setdefault((child.kind, str(child.number)), child)
            self.numbered[id(node)] = numbered
        return numbered.get((kind, key))
