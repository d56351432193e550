"""The page of one provision, at its permanent address."""

import pytest

from tests.desk.people import SLUG

ADDRESS = f"/agreements/{SLUG}/"


def page(client, node_id):
    answer = client.get(f"{ADDRESS}{node_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_article_shows_its_text_its_references_and_its_neighbours(client, sample):
    html = page(client, "art_3")
    assert "第3条（連携する取組等）" in html
    assert "役割分担は" in html
    assert f'href="{ADDRESS}annex_1/"' in html
    assert f'rel="prev" href="{ADDRESS}art_2/"' in html
    assert f'rel="next" href="{ADDRESS}art_4/"' in html


def test_an_article_says_what_refers_to_it(client, sample):
    html = page(client, "art_3")
    into = html[html.index("この規定を引くもの") :]
    assert f'href="{ADDRESS}art_2/"' in into
    assert f'href="{ADDRESS}art_4/"' in into


def test_a_link_carries_what_stands_at_its_target(client, sample):
    assert 'data-preview="第3条（連携する取組等）' in page(client, "art_4")


def test_a_row_shows_both_roles_its_path_and_its_findings(client, sample):
    html = page(client, "annex_1__row_災害対策")
    assert '<h1 lang="ja">災害対策</h1>' in html
    assert "ア 生活機能の強化" in html
    assert '<section class="kou">' in html
    assert '<section class="otsu">' in html
    assert "R301" in html
    assert "を行う。" in html


def test_a_broken_row_shows_both_its_lines(client, sample):
    html = page(client, "annex_1__row_災害対策")
    assert html.count("?source=1#L") == 2


def test_every_node_of_the_text_has_a_page(client, sample):
    from renkei.desk.agreements.reading import from_tree

    document = from_tree(sample.expressions.get().tree).document
    for node in list(document.root.walk())[1:]:
        assert client.get(f"{ADDRESS}{node.id}/").status_code == 200, node.id


@pytest.mark.parametrize("node_id", ["art_99", "doc", "annex_1__row_なし"])
def test_what_the_text_does_not_have_is_not_found(client, sample, node_id):
    assert client.get(f"{ADDRESS}{node_id}/").status_code == 404
