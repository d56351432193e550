"""Finding words in one text."""

import pytest

from tests.desk.people import SLUG

ADDRESS = f"/agreements/{SLUG}/"


def search(client, question):
    page = client.get(ADDRESS, {"q": question})
    assert page.status_code == 200
    return page.content.decode()


def test_hits_are_counted_marked_and_listed_with_their_place(client, sample):
    html = search(client, "雪堆積場")
    assert "「雪堆積場」 3件" in html
    assert html.count('class="hit">雪堆積場</mark>') == 3
    assert 'href="#h1">別表「土地利用」</a>' in html


@pytest.mark.parametrize("question", ["ICT", "ｉｃｔ", "ＩＣＴ"])
def test_width_and_case_do_not_matter(client, sample, question):
    assert "ＩＣＴ</mark>" in search(client, question)


def test_a_slip_inside_a_hit_keeps_both_marks(client, sample):
    html = search(client, "災害時にに")
    assert '<mark class="hit">時' not in html
    assert html.count('id="h1"') == 1
    assert html.count('id="f2"') == 1


def test_nothing_found_says_what_to_try(client, sample):
    assert "本文に見つかりません" in search(client, "宇宙開発")


def test_a_question_is_never_taken_for_markup(client, sample):
    html = search(client, "<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_an_endless_question_is_cut(client, sample):
    assert "あ" * 101 not in search(client, "あ" * 5000)
