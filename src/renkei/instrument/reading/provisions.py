"""編章節款目, 条, 項, 号, 附則, 別表, 備考: a line that opens one."""

from __future__ import annotations

from renkei.instrument.model import Kind, Number
from renkei.instrument.reading import contents, markers
from renkei.instrument.reading.draft import CAPTION, LABEL, LAYOUT, TEXT, Draft
from renkei.instrument.reading.lines import Line
from renkei.instrument.reading.measure import following
from renkei.instrument.reading.state import State

DIVISION_KINDS = {
    "編": Kind.PART,
    "章": Kind.CHAPTER,
    "節": Kind.SECTION,
    "款": Kind.SUBSECTION,
    "目": Kind.DIVISION,
}
_DEPTH = {kind: depth for depth, kind in enumerate(DIVISION_KINDS.values())}


def take_caption(state: State, line: Line) -> bool:
    """（見出し） on its own line: it waits for the provision that follows."""
    found = markers.caption(state.source, line.begin, line.stop)
    if found is None:
        return False
    if state.toc is not None and contents.take_line(state, line):
        return True
    if not state.heads_provision(state.index + 1):
        article = state.article
        if article is None or state.last is not article or article.has(CAPTION) or article.children:
            return False
        # 「第1条」 alone, then its caption.
        article.add(LAYOUT, line.begin, found[0])
        article.add(CAPTION, found[0], found[1])
        article.add(LAYOUT, found[1], line.stop)
        return True
    state.drop_pending()
    pending = Draft(Kind.UNPARSED)
    pending.add(LAYOUT, line.begin, found[0])
    pending.add(CAPTION, found[0], found[1])
    pending.add(LAYOUT, found[1], line.stop)
    state.pending = pending
    state.last = pending
    return True


def take_article(state: State, begin: int, stop: int, label: markers.Label) -> bool:
    """第n条: an article, its caption before, behind or under the number, its first paragraph."""
    number = label.readings[0][1] if label.readings else None
    outline = bool(label.readings) and label.readings[0][0] == "outline"
    state.leave_toc()
    if state.zone in ("annex", "closing"):
        if number != following(state.article_number):
            return False
        state.zone, state.container = "body", None
    article = state.adopt(Kind.ARTICLE, number, state.where())
    article.add(LABEL, begin, label.end)
    position = label.end
    state.article = article
    state.article_number = number or state.article_number
    state.outlined = outline
    state.paragraph = None
    state.lists.clear()
    state.last = article
    body = label.body
    if not article.has(CAPTION) and body < stop and state.source[body] in "（(【":
        found = markers.caption(state.source, body, stop, whole=False)
        if found is not None and (
            found[2] == stop or state.source[found[2]] in markers.SPACES or body == label.end
        ):
            article.add(LAYOUT, position, found[0])
            article.add(CAPTION, found[0], found[1])
            position = found[2]
            article.add(LAYOUT, found[1], position)
            body = position
            while body < stop and state.source[body] in markers.SPACES:
                body += 1
    article.add(LAYOUT, position, body)
    if outline and stop - body <= 30 and state.source[stop - 1] != "。":
        article.add(CAPTION, body, stop)
    elif body < stop:
        state.new_paragraph(article, Number((1,)), body, stop)
    return True


def take_division(state: State, begin: int, stop: int, division: markers.Division) -> None:
    """第n章 and its kin: an entry of the contents, or a division of the provisions."""
    kind = DIVISION_KINDS[division.sign]
    if state.toc is not None:
        key = contents.key_of(state, begin, stop, division)
        if key not in state.toc_seen:
            state.toc_seen.add(key)
            contents.add_entry(state, begin, stop, division)
            return
        state.leave_toc()
    state.drop_pending()
    if state.zone in ("annex", "closing"):
        state.zone, state.container = "body", None
    if state.zone == "supplement" and state.container is not None:
        parent = state.container
    else:
        while state.divisions and _DEPTH[state.divisions[-1].kind] >= _DEPTH[kind]:
            state.divisions.pop()
        parent = state.divisions[-1] if state.divisions else state.main_node()
    draft = parent.child(kind, division.number)
    draft.add(LABEL, begin, division.end)
    draft.add(LAYOUT, division.end, division.body)
    draft.add(CAPTION, division.body, stop)
    if state.zone != "supplement":
        state.divisions.append(draft)
    state.article = state.paragraph = None
    state.lists.clear()
    state.last = draft


def take_supplement(state: State, begin: int, stop: int, heading: markers.Heading) -> None:
    """附則: the last entry of the contents, or a supplement of its own."""
    if state.toc is not None:
        following = state.index + 1
        entry = state.toc.child(Kind.TOC_ENTRY)
        if following < len(state.lines) and contents.goes_on_at(state, following):
            entry.add(LABEL, begin, stop)
            state.last = entry
            return
        state.toc.children.pop()
        if state.main is None:
            state.toc.children.append(entry)
            entry.add(LABEL, begin, stop)
            state.last = entry
            return
        state.toc = None
    state.drop_pending()
    draft = state.root.child(Kind.SUPPLEMENT)
    state.heading(draft, begin, stop, heading)
    state.zone, state.container = "supplement", draft
    state.article = state.paragraph = None
    state.article_number = None
    state.divisions = []
    state.lists.clear()
    state.last = draft


def take_annex(state: State, begin: int, stop: int, heading: markers.Heading) -> None:
    """別表, 別紙, 様式: everything until the next one stands in it."""
    state.drop_pending()
    draft = state.root.child(Kind.ANNEX, heading.number)
    state.heading(draft, begin, stop, heading)
    state.zone, state.container = "annex", draft
    state.signature, state.columns = None, []
    state.paragraph = None
    state.article = None
    state.headings = ()
    state.lists.clear()
    state.last = draft


def take_remarks(state: State, begin: int, stop: int, heading: markers.Heading) -> None:
    """備考 under a table: the numbered lines that follow are its items."""
    state.drop_pending()
    state.lists.clear()
    parent = state.container if state.zone == "annex" and state.container else state.where()
    draft = parent.child(Kind.REMARKS)
    draft.add(LABEL, begin, heading.end)
    draft.add(LAYOUT, heading.end, heading.body)
    draft.add(TEXT, heading.body, stop)
    state.lists.root = draft
    state.paragraph = None
    state.last = draft


def take_enumerator(state: State, begin: int, stop: int, label: markers.Label) -> bool:
    """１, (1), ア …: a paragraph of the article, or an item of one of the open lists."""
    if state.zone == "closing":
        return False
    state.leave_toc()
    style, number = label.readings[0]
    in_articles = state.zone != "annex" and state.lists.root is None
    if in_articles and (
        (style in ("digit", "digit-full") and is_paragraph(state, style, number))
        or (style == "circle" and is_circled_paragraph(state, number))
    ):
        parent = state.article or state.where()
        paragraph = state.adopt(Kind.PARAGRAPH, number, parent)
        paragraph.add(LABEL, begin, label.end)
        paragraph.add(LAYOUT, label.end, label.body)
        paragraph.add(TEXT, label.body, stop)
        state.paragraph = paragraph
        state.lists.clear()
        state.lists.paragraph_style = style
        state.last = paragraph
        return True
    state.drop_pending()
    if state.zone == "annex":
        parent = state.lists.root or state.container or state.main_node()
    else:
        parent = state.lists.root or state.paragraph_or_main()
    draft = state.lists.place(label.readings, parent)
    draft.add(LABEL, begin, label.end)
    draft.add(LAYOUT, label.end, label.body)
    draft.add(TEXT, label.body, stop)
    state.last = draft
    return True


def is_circled_paragraph(state: State, number: Number) -> bool:
    """② and ③ without ①: the second and third paragraph, as old texts print them."""
    above = state.paragraph.number if state.paragraph else None
    return (
        state.article is not None
        and number.parts > (1,)
        and above is not None
        and number == following(above)
        and not state.lists.has("circle")
    )


def is_paragraph(state: State, style: str, number: Number) -> bool:
    """Whether a bare digit numbers a paragraph of the article rather than a list below it."""
    above = state.paragraph.number if state.paragraph and state.paragraph.number else None
    if state.lists.continues(style, number) and state.lists.paragraph_style != style:
        return False
    if above is not None and number == following(above):
        return True
    if state.paragraph is None:
        return True
    if state.article is None:
        # Paragraphs stand in 本則 or 附則 without articles: 1, 2, 3.
        return not state.lists.open or not state.lists.continues(style, number)
    if state.lists.open and (number.parts == (1,) or state.lists.has(style)):
        return False
    return number.parts != (1,)
