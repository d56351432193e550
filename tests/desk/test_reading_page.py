"""The page of a text."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.desk.people import SLUG

ADDRESS = f"/agreements/{SLUG}/"
#: HTML and style sheet of a public page together.
WEIGHT = 100_000


@pytest.fixture
def html(client, sample):
    page = client.get(ADDRESS)
    assert page.status_code == 200
    return page.content.decode()


def test_a_concluded_agreement_is_read_without_signing_in(html):
    assert "札幌市・石狩市 連携協約" in html
    assert "施行中" in html
    assert "平成31年（2019年）4月1日" in html


def test_every_article_has_caption_number_and_anchor(html):
    captions = ["目的", "基本方針", "連携する取組等", "費用分担", "定期的な協議", "変更等"]
    for number, caption in enumerate(captions, start=1):
        assert f'id="art_{number}"' in html
        assert f"（{caption}）" in html
        assert f"<b>第{number}条</b>" in html


def test_no_character_of_the_text_is_missing_from_the_page(html, sample):
    from renkei.desk.agreements.reading import from_tree

    document = from_tree(sample.expressions.get().tree).document
    article = html[html.index("<article") : html.index("</article>")]
    shown = unescape(re.sub(r"<[^>]*>", "", article))
    for node in document.root.walk():
        for part in (node.label, node.caption, node.text):
            assert part in shown, node.id


def test_the_22_rows_have_anchors_and_addresses(html):
    rows = set(re.findall(r'<tr id="(annex_1__row_[^"]+)"', html))
    assert len(rows) == 22
    assert len(set(re.findall(rf'href="{ADDRESS}(annex_1__row_[^"]+)/"', html))) == 22
    assert "22取組" in html
    assert "7取組" in html


def test_columns_of_the_parties_are_on_their_rails(html):
    assert re.search(
        r'<th [^>]*class="kou"[^>]*scope="col"[^>]*><span class="p kou">甲</span>の役割', html
    )
    assert html.count('<td class="otsu"') == 22
    assert 'data-h="乙の役割（石狩市）"' in html


def test_the_doubled_particle_is_marked_three_times_and_said_once_beside_its_row(html):
    assert html.count('class="slip">にに</mark>') == 3
    row = html[html.index('id="annex_1__row_災害対策"') : html.index('id="annex_1__row_環境"')]
    assert row.count("R301") == 1
    assert 'class="notes"' in row


def test_both_joined_rows_say_why_they_were_joined(html):
    assert html.count("R002") == 2
    assert "先頭の欄が空" in html


def test_references_are_links_to_their_targets(html):
    second = html[html.index('id="art_2"') : html.index('id="art_3"')]
    assert 'class="ref" href="#art_1">前条</a>' in second
    assert 'class="ref" href="#art_3">次条</a>' in second
    third = html[html.index('id="art_3"') : html.index('id="art_4"')]
    assert 'href="#annex_1">別表</a>' in third


def test_all_anchors_lead_somewhere_and_all_ids_are_unique(html):
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', html):
        assert unescape(target) in ids


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(html):
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', html)
    assert "<style" not in html
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


def test_page_and_style_sheet_stay_within_their_weight(html):
    from django.contrib.staticfiles import finders

    style = Path(finders.find("renkei/look.css")).read_bytes()
    assert len(html.encode()) + len(style) <= WEIGHT


def test_the_page_sets_no_cookie_for_the_public(client, sample):
    assert not client.get(ADDRESS).cookies


def test_nothing_is_drawn_that_does_not_exist_yet(html):
    frame = html[: html.index("<article")]
    for word in ("期限", "取組", "費用", "協議", "共同利用", "評価", "変更手続"):
        assert f">{word}</a>" not in frame


def test_words_joined_over_a_page_carry_one_mark_not_two(html):
    row = html[html.index('id="annex_1__row_災害対策"') : html.index('id="annex_1__row_環境"')]
    assert row.count('class="join"') == 3
    assert 'class="seen"' not in row


def test_a_finding_whose_rule_is_not_known_is_shown_without_a_remedy(sample, client, monkeypatch):
    import dataclasses

    from renkei.desk.agreements import views
    from renkei.instrument.model import Finding, Severity

    found = Finding("R999", Severity.NOTE, "art_1", 0, 0, "知らない指摘です。", "Unknown.")
    from_tree = views.from_tree
    monkeypatch.setattr(
        views, "from_tree", lambda tree: dataclasses.replace(from_tree(tree), findings=(found,))
    )
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert "知らない指摘です。" in page.content.decode()
    assert '<p class="nt">R999</p>' in page.content.decode()
