"""How references are resolved: the numbering a mention counts along, and what it went on from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from renkei.instrument.model import Document, Kind, Node, Role
from renkei.instrument.references import Reference, Target
from renkei.units.numerals import parse_numeral

_N = "[0-9０-９〇一二三四五六七八九十百千]+"
_REF = re.compile(
    r"(?:(?P<rel>前|次|同|本|この|当該)(?P<many>各|[二三四五六七八九十]|[2-9２-９])?"
    r"(?P<ru>条|項|号|表|編|章|節|款)(?![例約文件目理数程])"
    rf"|第(?P<n>{_N})(?P<nu>条|項|号|編|章|節|款)(?P<nb>(?:の{_N})*)(?![例約目])"
    rf"|(?P<suppl>附則)(?=第{_N}[条項])"
    # 「別表第三の一の項」 is a row of 別表第三, 「別表第三の二」 an annex of that number, 「別表第三号」 an
    # item of the one 別表.
    rf"|(?P<annex>別表|別記|別紙)(?:第(?P<an>{_N})(?![号{_N[1:-2]}])(?P<ab>(?:の{_N}+(?!の項))*))?)"
    rf"(?P<chain>(?:第{_N}[条項号](?:の{_N})*)*)(?P<sub>[イロハニホヘトチリヌア-オカ-コ](?![ァ-ヶー]))?"
)
_LINK = re.compile(rf"第(?P<n>{_N})(?P<u>[条項号])(?P<b>(?:の{_N})*)")
_JOINED = re.compile(
    r"(?:まで)?(?:、|，|及び|又は|若しくは|並びに|から|・|まで、|まで及び|、及び)(?:の規定)?$"
)
#: How far back a sentence is looked at.
_REACH = 3000
_SENTENCE_END = re.compile("。(?![）)])")
_LAW_ENDS = "法令例則程綱律約定"
_LAW_NAME = re.compile(
    r"(?:この|本|同|新|旧|改正前の|改正後の)?"
    r"(?:[一-龥々〇ァ-ヶー]|の|に関する|に係る|等|及び|のための|に対する)*[法令例則程綱律約定]$"
)
_OWN = re.compile(
    r"(?:この|本)(?:連携)?(?:法律|協約|協定|条例|規則|規程|要綱|規約|契約|政令|省令|法|令)$"
)
_LAW_NUMBERED = re.compile(rf"[法律令例則][（(][^（()）]*第{_N}号")
_BRACKET = re.compile(r"[（()）\n]")
_ITEM_STEP = re.compile(rf"第{_N}号.*")
#: What a numbered document is: 法律, 政令, 条例, 規則, 告示, 訓令, 規程, 総行応 …
_ISSUED = frozenset("律令例則示程達応市財告号")
_DIVISIONS = {"編": Kind.PART, "章": Kind.CHAPTER, "節": Kind.SECTION, "款": Kind.SUBSECTION}


@dataclass(slots=True)
class _Scope:
    """One run of numbering: the main provisions, or one 附則."""

    main: bool
    amending: bool
    node: Node
    articles: list[Node]
    by_number: dict[str, Node]
    divisions: dict[str, list[Node]]


@dataclass(slots=True)
class _Context:
    """Where a text stands: its scope, article (index), paragraph (index) and item (index)."""

    scope: _Scope | None
    article: int
    paragraphs: tuple[Node, ...]
    paragraph: int
    items: tuple[Node, ...]
    item: int


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
        self.scopes: list[_Scope] = []
        self.annexes = [n for n in document.root.children if n.kind is Kind.ANNEX]
        self.places: list[tuple[int, int, Node, _Context]] = []
        self.ends: dict[int, _Named] = {}  # what was named before each bracket of this article
        self.opens = _brackets(document.source)
        outside = _Context(None, -1, (), -1, (), -1)
        main: _Scope | None = None
        for child in document.root.children:
            if child.kind is Kind.MAIN:
                main = self._scope(child, main=True)
                self._collect(child, _Context(main, -1, _paragraphs(child), -1, (), -1))
            elif child.kind is Kind.SUPPLEMENT:
                scope = self._scope(child, main=False)
                self._collect(child, _Context(scope, -1, _paragraphs(child), -1, (), -1))
            else:
                self._collect(child, outside)
        self.main = main
        self.places.sort(key=lambda place: place[0])
        self.starts = [place[0] for place in self.places]

    def _scope(self, node: Node, *, main: bool) -> _Scope:
        articles = list(node.of_kind(Kind.ARTICLE))
        by_number: dict[str, Node] = {}
        for article in articles:
            if article.number is not None:
                by_number.setdefault("_".join(map(str, article.number.parts)), article)
                if article.number.upto:
                    for n in range(article.number.parts[0], article.number.upto[0] + 1):
                        by_number.setdefault(str(n), article)
        divisions: dict[str, list[Node]] = {}
        for sign, kind in _DIVISIONS.items():
            divisions[sign] = list(node.of_kind(kind))
        scope = _Scope(main, bool(node.note), node, articles, by_number, divisions)
        self.scopes.append(scope)
        return scope

    def _collect(self, root: Node, context: _Context) -> None:
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
                    below = _Context(
                        here.scope, index.get(id(child), -1), _paragraphs(child), -1, (), -1
                    )
                elif paragraph < len(here.paragraphs) and child is here.paragraphs[paragraph]:
                    items = tuple(c for c in child.children if c.kind is Kind.ITEM)
                    below = _Context(
                        here.scope, here.article, here.paragraphs, paragraph, items, -1
                    )
                    paragraph += 1
                elif item < len(here.items) and child is here.items[item]:
                    below = _Context(
                        here.scope, here.article, here.paragraphs, here.paragraph, here.items, item
                    )
                    item += 1
                else:
                    below = here
                stack.append((child, below))

    def run(self) -> tuple[Reference, ...]:
        """All references, in source order."""
        found: list[Reference] = []
        named = _Named()
        owner: Node | None = None
        source, places, starts = self.source, self.places, self.starts
        for match in _REF.finditer(source):
            start = match.start()
            at = bisect_right(starts, start) - 1
            if at < 0 or start >= places[at][1]:
                continue
            if match["nu"] == "号" and source[start - 1] in _ISSUED and not match["chain"]:
                continue  # 昭和22年法律第67号: the number of a law, not a provision
            _, _, node, context = places[at]
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
        near = start - named.law_end <= _REACH
        if named.last_law and near and not _SENTENCE_END.search(source, named.law_end, start):
            return replace(made, target=Target.EXTERNAL, target_ids=(), law=named.last_law)
        line = source.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
        if source.count("「", line, start) > source.count("」", line, start):
            return replace(made, target=Target.UNKNOWN, target_ids=())
        return made

    def _goes_on_list(self, end: int, start: int) -> bool:
        """Whether only a list word, or a caption in brackets and one, stands between two mentions."""
        source = self.source
        if end < 0 or start - end > 120:
            return False
        if source.startswith("まで", end):
            end += 2
        if source[end] in "（(":
            depth = 0
            for at in range(end, start):
                depth += (source[at] in "（(") - (source[at] in "）)")
                if depth == 0:
                    end = at + 1
                    break
            else:
                return False
        return _JOINED.fullmatch(source, end, start) is not None

    def _goes_on_over(self, start: int, unit: str, named: _Named) -> bool:
        """Whether a mention goes on one that stands before a bracket with mentions of its own.

        「第二十一条第一項（第二号に限る。）、第二項」, and inside it 「第二十一条（第二項に限る。）」:
        ``named`` is put back to what it was before the bracket.
        """
        source = self.source
        if source[start - 1] in "（(":
            return unit != "条" and named.end == start - 1
        close = max(source.rfind("）", start - 14, start), source.rfind(")", start - 14, start))
        if close < 0 or not _JOINED.fullmatch(source, close + 1, start):
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
        self, match: re.Match[str], node: Node, context: _Context, named: _Named
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
        law = self._law_before(start)
        if law:
            return Target.EXTERNAL, (), law
        sign, number = match["annex"], match["an"]
        annexes = [a for a in self.annexes if a.label.startswith(sign)]
        if number:
            wanted = _key(number, match["ab"])
            annexes = [a for a in annexes if a.number and str(a.number) == wanted]
        elif any(a.number is None for a in annexes):
            annexes = [a for a in annexes if a.number is None]
        return (Target.INTERNAL if annexes else Target.DANGLING), tuple(annexes), ""

    def _supplement(
        self, match: re.Match[str], context: _Context, named: _Named
    ) -> tuple[Target, tuple[Node, ...]]:
        law = self._law_before(match.start())
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
        self, match: re.Match[str], context: _Context, named: _Named
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
            nodes = line[here + 1 : here + 1 + (_count(many) if many else 1)]
            wanted = _count(many) if many else 1
        elif many == "各":
            nodes, wanted = line[:here], 1
        else:
            wanted = _count(many) if many else 1
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

    def _line(self, unit: str, context: _Context) -> tuple[tuple[Node, ...] | list[Node], int]:
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
            tail = "/".join(_key(n["n"], n["b"]) for n in _LINK.finditer(chain))
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
        self, match: re.Match[str], context: _Context, named: _Named
    ) -> tuple[Target, tuple[Node, ...], str, str]:
        unit, key, chain = match["nu"], _key(match["n"], match["nb"]), match["chain"]
        start = match.start()
        law = self._law_before(start)
        if law == "同法" and named.last_law:
            between = self.source[named.law_end : start]
            # Where another law was named since then, with its number, that one is meant.
            law = law if _LAW_NUMBERED.search(between) else named.last_law
        joined = self._goes_on_list(named.end, start) or self._goes_on_over(start, unit, named)
        if not law and joined and named.law:
            law = named.law
        provision = "/".join([key, *(_key(n["n"], n["b"]) for n in _LINK.finditer(chain))])
        if law:
            if unit == "条" or not joined:
                named.article = key
            named.law, named.node, named.paragraph, named.holder = law, None, None, None
            if unit != "条" and named.article and joined:
                provision = f"{named.article}/{provision}"
            return Target.EXTERNAL, (), law, provision
        scope = context.scope
        if unit in _DIVISIONS:
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
        self, key: str, chain: str, scope: _Scope | None, named: _Named
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

    def _remember(self, chain: str, base: Node, scope: _Scope | None, named: _Named) -> None:
        """Note the paragraph that a chain went through: 「及び第3号」 goes on inside it."""
        node, _ = self._follow(_ITEM_STEP.sub("", chain), base, scope)
        if node.kind is Kind.ARTICLE and "号" in chain:
            node = next(iter(_paragraphs(node)), node)
        if node.kind is Kind.PARAGRAPH:
            named.paragraph = node

    def _follow(self, chain: str, base: Node, scope: _Scope | None) -> tuple[Node, bool]:
        """Go down from ``base`` along 「第2項第3号」; False when a step is not there."""
        node = base
        for link in _LINK.finditer(chain):
            key, unit = _key(link["n"], link["b"]), link["u"]
            if unit == "条":
                found = scope.by_number.get(key) if scope else None
            elif unit == "項":
                found = next((p for p in _paragraphs(node) if str(p.number) == key), None)
                if found is None and key == "1" and node.kind is Kind.ARTICLE and not node.children:
                    found = node
            else:
                holder = node
                if node.kind in (Kind.ARTICLE, Kind.SUPPLEMENT):
                    holder = next(iter(_paragraphs(node)), node)
                found = next(
                    (i for i in holder.children if i.kind is Kind.ITEM and str(i.number) == key),
                    None,
                )
            if found is None:
                return node, False
            node = found
        return node, True

    def _law_before(self, start: int) -> str:
        """The law whose provision is named at ``start``; "" when it is this text's own."""
        source = self.source
        end = start
        if end and source[end - 1] in "）)":
            depth, at = 0, end - 1
            limit = max(0, end - 200)
            while at >= limit:
                depth += (source[at] in "）)") - (source[at] in "（(")
                if depth == 0:
                    break
                at -= 1
            if at < limit:
                return ""
            end = at
        if not end or source[end - 1] not in _LAW_ENDS:
            return ""
        found = _LAW_NAME.search(source, max(0, end - 60), end)
        if not found or _OWN.search(found[0]):
            return ""
        name = found[0].split("及び")[-1]
        return "" if name in ("約", "定", "例", "則", "程", "綱", "律") else name


def _brackets(source: str) -> dict[int, int]:
    """Where the bracket opens that closes at an offset, for all that open and close on one line."""
    opens: dict[int, int] = {}
    stack: list[int] = []
    for found in _BRACKET.finditer(source):
        sign = found[0]
        if sign in "（(":
            stack.append(found.start())
        elif sign == "\n":
            stack.clear()
        elif stack:
            opens[found.start()] = stack.pop()
    return opens


def _paragraphs(node: Node) -> tuple[Node, ...]:
    return tuple(child for child in node.children if child.kind is Kind.PARAGRAPH)


def _count(many: str) -> int:
    return parse_numeral(many) or 1


def _key(main: str, branch: str | None) -> str:
    """「二百五十二」「の二」 → ``252_2``."""
    value = parse_numeral(main)
    parts = [str(value if value is not None else main)]
    if branch:
        for part in branch.split("の")[1:]:
            more = parse_numeral(part)
            parts.append(str(more if more is not None else part))
    return "_".join(parts)
