"""An agreement laid out as the schema of statutes allows: a projection, its losses written down.

法令標準XML knows no cover, closing, signature block or conclusion date, and is strict about order.
This module turns the tree of an agreement into one that has only what the schema has, where the
schema has it. No words are dropped: what has no element of its own goes into an 付記 (AppdxNote) at
its place, an unlabelled line into a List or an unlabelled Item, and where the schema demands an
order the text does not keep, a further unlabelled provision goes on with the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from renkei.instrument.formats.lawxml_items import (
    all_lines,
    fit_annex,
    fit_paragraph,
    made,
    said,
    with_text,
)
from renkei.instrument.model import Kind, Node, Number

_LEVELS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION)
_TOC_ELEMENTS = dict(zip("編章節款目", ("Part", "Chapter", "Section", "Subsection", "Division"),
                         strict=True))  # fmt: skip
_TOC_BELOW = {
    "TOCPart": ("TOCChapter",),
    "TOCChapter": ("TOCSection",),
    "TOCSection": ("TOCSubsection", "TOCDivision"),
    "TOCSubsection": ("TOCDivision",),
}
_SPACE = re.compile(r"[\s　]+")


def project(root: Node) -> Node:
    """The tree of an agreement as a tree the schema of statutes allows. The root keeps its id."""
    cover: list[Node] = []
    head: list[Node] = []
    front: list[Node] = []
    contents: list[Node] = []
    preamble: list[Node] = []
    main: list[Node] = []
    tail: list[Node] = []
    titled = opened = False
    for child in _leaves_emptied(root.children):
        kind = child.kind
        if kind is Kind.LAW_NUMBER and not any(n.kind is kind for n in head):
            head.insert(0, child)
        elif kind is Kind.TITLE and not titled:
            head.append(child)
            titled = True
        elif kind is Kind.MAIN:
            body, annexes = _without_annexes(child)
            main.append(body)
            tail.extend(annexes)
            opened = True
        elif opened or (titled and kind in (Kind.SUPPLEMENT, Kind.ANNEX)):
            # A changing agreement may have no main provisions: 附則 and 別表 are what they are.
            opened = True
            _after(child, tail)
        elif kind is Kind.PREAMBLE:
            preamble.extend(_paragraphs(child))
        elif not titled:
            cover.extend(_lines(child))
        elif preamble:
            preamble.extend(_lines(child))
        elif kind is Kind.TOC and not contents:
            fitted = _toc(child)
            if fitted is None:
                front.extend(_enacted([child]))
            else:
                contents.append(fitted)
        else:
            front.extend(_enacted([child]))
    if not titled:  # nothing separates a cover from what follows it
        front = _enacted(cover) + front
        cover = []
        if not front:
            head.append(made(Kind.TITLE))
    bodies = [child for node in main for child in with_text(node)]
    body = made(Kind.MAIN, children=_divide(None, bodies))
    parts = [*head, *front, *contents]
    if preamble:
        parts.append(made(Kind.PREAMBLE, children=_fit_paragraphs(preamble)))
    parts += [body, *tail]
    if cover:
        parts.append(_noted(cover))
    return replace(root, children=tuple(parts))


def _leaves_emptied(nodes: Iterable[Node]) -> Iterator[Node]:
    """題名 and 法令番号 hold text only: what is below them follows them."""
    for node in nodes:
        leaf = node.kind in (Kind.TITLE, Kind.LAW_NUMBER)
        yield replace(node, children=()) if leaf else node
        if leaf:
            yield from node.children


def _after(child: Node, tail: list[Node]) -> None:
    """One node after the main provisions."""
    if child.kind is Kind.ANNEX:
        tail.append(fit_annex(child))
    elif child.kind is Kind.SUPPLEMENT:
        body, annexes = _without_annexes(child)
        tail.extend([_supplement(body), *annexes])
    else:
        lines = _lines(child)
        before = tail[-1] if tail else None
        if before is not None and before.attr("element") == "AppdxNote" and not before.id:
            inside = before.children[0].children[0].children
            tail[-1] = _noted([*inside, *lines])
        elif lines:
            tail.append(_noted(lines))


def _noted(lines: Sequence[Node]) -> Node:
    """An AppdxNote without a title: what an agreement has and a statute has not."""
    note = made(Kind.BLOCK, element="Note", children=_fit_paragraphs(lines))
    struct = made(Kind.BLOCK, element="NoteStruct", children=(note,))
    return made(Kind.ANNEX, element="AppdxNote", children=(struct,))


def _lines(node: Node) -> list[Node]:
    """A node and all below it as paragraphs, a line each; tables stay tables."""
    found: list[Node] = []
    words = said(node)
    if node.label or words:
        found.append(made(Kind.PARAGRAPH, label=node.label, text=words))
    for child in node.children:
        if child.kind is Kind.TABLE:
            found.append(made(Kind.PARAGRAPH, children=(child,)))
        else:
            lines = _lines(child)
            if lines and found and not (found[-1].text or found[-1].children or lines[0].label):
                # 「甲」 and the address that follows it are one line
                found[-1] = replace(lines.pop(0), label=found[-1].label)
            found.extend(lines)
    return found


def _enacted(nodes: Sequence[Node]) -> list[Node]:
    """Nodes as lines of an EnactStatement, which holds nothing but text."""
    return [made(Kind.ENACTMENT, text=line) for node in nodes for line in all_lines(node)]


def _without_annexes(node: Node) -> tuple[Node, list[Node]]:
    annexes = [fit_annex(child) for child in node.children if child.kind is Kind.ANNEX]
    rest = tuple(child for child in node.children if child.kind is not Kind.ANNEX)
    return replace(node, children=rest), annexes


def _divide(above: Kind | None, children: Iterable[Node]) -> tuple[Node, ...]:
    """Divisions and articles in the order the schema has them below ``above`` (None: 本則)."""
    nodes = list(children)
    lower = _LEVELS if above is None else _LEVELS[_LEVELS.index(above) + 1 :]
    present = [level for level in lower if any(node.kind is level for node in nodes)]
    if above is None and not present and not any(n.kind is Kind.ARTICLE for n in nodes):
        return _fit_paragraphs(nodes)
    if not present:
        return _articles(nodes) or (_unlabelled(Kind.ARTICLE, ()),)
    level = present[0]
    # The schema lets a level be left out only where it says so; otherwise one is put between.
    if above is None and level in (Kind.SUBSECTION, Kind.DIVISION):
        level = Kind.SECTION
    elif above in (Kind.PART, Kind.CHAPTER):
        level = lower[0]
    elif above is Kind.SECTION and nodes[0].kind is not level:
        level = Kind.SUBSECTION  # 目 may stand in a 節 only where no article comes before them
    found: list[Node] = []
    run: list[Node] = []

    def close() -> None:
        if not run:
            return
        if found and all(node.kind not in _LEVELS for node in run):
            last = found[-1]  # stray words after a division belong to its last article
            found[-1] = replace(last, children=_divide(level, [*last.children, *run]))
        elif above is not None and all(node.kind not in _LEVELS for node in run):
            found.extend(_articles(run))
        else:
            found.append(_unlabelled(level, _divide(level, run)))
        run.clear()

    for node in nodes:
        if node.kind is level:
            close()
            found.append(replace(node, text="", children=_divide(level, with_text(node))))
        else:
            run.append(node)
    close()
    return tuple(found)


def _unlabelled(kind: Kind, children: tuple[Node, ...]) -> Node:
    fitted = children if kind is not Kind.ARTICLE else (children or (made(Kind.PARAGRAPH),))
    return made(kind, number=Number((0,)), children=fitted)


def _articles(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Articles only: what stands between them joins the article before, or an unlabelled one."""
    found: list[tuple[Node, list[Node]]] = []
    for node in nodes:
        if node.kind is Kind.ARTICLE:
            found.append((replace(node, text="", note=""), list(with_text(node))))
        elif node.kind in _LEVELS:  # a level the schema has no room for
            heading = made(Kind.PARAGRAPH, label=node.label, text=said(node))
            found.append((_unlabelled(Kind.ARTICLE, ()), [heading]))
            found.extend((art, list(art.children)) for art in _articles(node.children))
        elif found:
            found[-1][1].append(node)
        else:
            found.append((_unlabelled(Kind.ARTICLE, ()), [node]))
    return tuple(
        replace(article, children=_fit_paragraphs(children)) for article, children in found
    )


def _supplement(node: Node) -> Node:
    children = with_text(node)
    fitted: list[Node] = []
    run: list[Node] = []
    for child in children:
        if child.kind in (Kind.CHAPTER, Kind.ARTICLE):
            fitted.extend(_fit_paragraphs(run) if run else ())
            run = []
            if child.kind is Kind.CHAPTER:
                fitted.append(
                    replace(child, text="", children=_divide(Kind.CHAPTER, with_text(child)))
                )
            else:
                fitted.extend(_articles([child]))
        else:
            run.append(child)
    if run or not fitted:
        fitted.extend(_fit_paragraphs(run))
    return replace(node, text="", children=tuple(fitted))


def _paragraphs(node: Node) -> list[Node]:
    return list(with_text(node))


def _fit_paragraphs(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Paragraphs only: a table or item joins the paragraph before; other lines become one."""
    grouped: list[tuple[Node, list[Node]]] = []
    for node in nodes:
        if node.kind is Kind.PARAGRAPH:
            grouped.append((node, list(node.children)))
        elif node.kind in (Kind.ITEM, Kind.SUBITEM, Kind.GROUP, Kind.TABLE, Kind.REMARKS):
            if not grouped:
                grouped.append((made(Kind.PARAGRAPH), []))
            grouped[-1][1].append(node)
        else:
            grouped.extend((line, list(line.children)) for line in _lines(node))
    fitted = [part for node, children in grouped for part in fit_paragraph(node, children)]
    return tuple(fitted) or (made(Kind.PARAGRAPH),)


def _toc(node: Node) -> Node | None:
    """目次 when its entries nest as the schema wants; None otherwise."""
    entries = [_entry(child) for child in node.children]
    if node.text or node.caption or node.note:
        return None
    found = [entry for entry in entries if entry is not None]
    if len(found) != len(entries):
        return None
    names = [entry.attr("element") for entry in found]
    first = [n for n in names if n not in ("TOCSupplProvision", "TOCAppdxTableLabel")]
    order = first + [n for n in ("TOCSupplProvision",) if n in names]
    order += [n for n in names if n == "TOCAppdxTableLabel"]
    if not first or len(set(first)) > 1 or names != order:
        return None
    if first[0] not in ("TOCPart", "TOCChapter", "TOCSection", "TOCArticle"):
        return None
    return replace(node, children=tuple(found))


def _entry(node: Node) -> Node | None:
    label = _SPACE.sub("", node.label or node.caption or node.text)
    division = re.match(r"第[^編章節款目条]+([編章節款目])", label)
    if division:
        element = f"TOC{_TOC_ELEMENTS[division[1]]}"
    elif re.match(r"第.+条", label):
        element = "TOCArticle"
    elif label.startswith("附則"):
        element = "TOCSupplProvision"
    elif label.startswith(("別表", "別記", "様式", "別図")):
        element = "TOCAppdxTableLabel"
    else:
        return None
    children = [_entry(child) for child in node.children]
    below = _TOC_BELOW.get(element, ())
    if any(child is None or child.attr("element") not in below for child in children):
        return None
    if element == "TOCAppdxTableLabel":
        return made(Kind.TOC_ENTRY, element=element, text=node.label + said(node))
    if node.text and element != "TOCArticle":
        node = replace(node, caption=node.caption + node.text, text="")
    fitted = tuple(child for child in children if child is not None)
    return replace(node, attrs=(("element", element), *node.attrs), children=fitted)
