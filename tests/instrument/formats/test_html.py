"""The text as HTML: nothing lost, nothing let through, decorations wherever they fall."""

import re
from html import unescape
from html.parser import HTMLParser
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.instrument import read
from renkei.instrument.formats.html import Decoration, Inline, Span, fragment, write_html
from renkei.instrument.model import Kind


@pytest.fixture(scope="module")
def sample():
    folder = resources.files("renkei") / "data" / "agreements"
    return read((folder / "sapporo-ishikari-2019.txt").read_bytes())


class Balance(HTMLParser):
    """Fails where an element is closed that is not open."""

    VOID = frozenset({"meta", "br", "link", "input"})

    def __init__(self):
        super().__init__()
        self.open = []
        self.ids = []

    def handle_starttag(self, tag, attrs):
        self.ids.extend(value for name, value in attrs if name == "id")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def words(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_the_file_is_whole_well_formed_and_needs_nothing_else(sample):
    html = write_html(sample).decode()
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    assert html.startswith('<!doctype html>\n<html lang="ja">')
    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    assert "<script" not in html


def test_ids_are_those_of_the_tree_and_stand_once(sample):
    parser = Balance()
    parser.feed(write_html(sample).decode())
    assert len(parser.ids) == len(set(parser.ids))
    places = {node.id for node in sample.root.walk()}
    assert set(parser.ids) <= places
    for kind in (Kind.ARTICLE, Kind.ROW, Kind.ANNEX, Kind.GROUP, Kind.SIGNATURE, Kind.SUPPLEMENT):
        assert {node.id for node in sample.of_kind(kind)} <= set(parser.ids)


def test_all_text_is_there_in_order(sample):
    shown = words(fragment(sample, sample.root))
    at = 0
    for node in sample.root.walk():
        if node.text:
            at = shown.index(node.text, at)


def test_rows_have_their_headings_for_those_who_listen(sample):
    html = fragment(sample, sample.root)
    assert html.count('scope="row"') == 22
    assert html.count('scope="col"') == 20


def test_a_broken_row_reads_as_one_sentence(sample):
    html = fragment(sample, sample.root)
    assert "ける連携の推進等を行う。" in html


@pytest.mark.parametrize("text", ["<b>甲</b>", "a & b", "\"'", "</table>"])
def test_what_looks_like_markup_stays_text(text):
    document = read(
        f"何かの協約\n\n（{text}）\n第1条 {text}とする。\n\n別表\n\n取組\t{text}\n{text}\t{text}\n"
    )
    html = fragment(document, document.root)
    assert "<b>甲</b>" not in html
    assert "</table></td>" not in html
    assert text in words(html)


def test_statutes_are_written_too():
    document = read(
        "第一章 総則\n\n（目的）\n第一条 この法律は、目的とする。\n2 前項の規定による。\n一 甲\nイ 乙\n"
    )
    parser = Balance()
    html = fragment(document, document.root)
    parser.feed(html)
    assert parser.open == []
    assert "<b>第一条</b>" in html


SPANS = st.lists(
    st.builds(
        lambda a, b, tag, rank: Span(min(a, b), max(a, b), tag, (("class", "<x>"),), (), rank),
        st.integers(0, 40),
        st.integers(0, 40),
        st.sampled_from(["a", "mark", "span"]),
        st.integers(0, 3),
    ),
    max_size=8,
)


@given(text=st.text(alphabet="甲乙<>&\"'ab\u2028", max_size=40), spans=SPANS)
def test_decorations_never_change_the_words_and_always_nest(text, spans):
    html = Inline(text, spans).between(0, len(text))
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    assert words(html.replace("<br>", "\u2028")) == text


@given(cut=st.integers(0, 20), spans=SPANS)
def test_a_text_written_in_two_pieces_has_the_same_words(cut, spans):
    text = "第1条 甲及び乙は、協議する。第2条まで。"
    inline = Inline(text, spans)
    assert words(inline.between(0, cut) + inline.between(cut, len(text))) == text


def test_an_id_of_a_decoration_stands_once_though_it_is_written_in_pieces():
    spans = [
        Span(0, 4, "mark", (), (("id", "f1"),), rank=2),
        Span(2, 6, "a", (("href", "#x"),), rank=1),
    ]
    html = Inline("abcdefgh", spans).between(0, 8)
    assert html.count('id="f1"') == 1
    assert html == '<mark id="f1">ab</mark><a href="#x"><mark>cd</mark>ef</a>gh'


def test_no_link_stands_inside_a_link(sample):
    row = next(iter(sample.of_kind(Kind.ROW)))
    first = row.children[0].pieces[0]
    deco = Decoration(
        spans=(Span(first.start, first.start + 2, "a", (("href", "#y"),)),),
        address=lambda node: "/row/",
    )
    html = fragment(sample, sample.root, deco)
    assert not re.search(r"<a [^>]*>[^<]*<a ", html)


def test_a_line_after_an_item_stands_under_the_item():
    document = read(
        "（目的）\n第1条 次のとおりとする。\n(1) 産業\nア 取組内容\n　観光の宣伝を行う。\n"
    )
    html = fragment(document, document.root)
    assert re.search(r'class="item d1"><b>\(1\)</b>', html)
    assert re.search(r'class="item d2"><b>ア</b>', html)
    assert re.search(r'class="plain d2">観光', html)
