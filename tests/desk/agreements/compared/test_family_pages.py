"""The matrix 取組 × municipality, one row over all partners, and two texts side by side."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.agreements.compared.family import (
    AOMINE,
    BASE,
    HAMABE,
    KAWAZOE,
    KITANO,
    PARTNERS,
    TAKAHO,
    enter,
    slug_of,
    wording,
)
from tests.desk.office import at_machine


def page(client, address="", status=200):
    answer = client.get(BASE + address)
    assert answer.status_code == status
    return answer.content.decode()


def line(html, name):
    """The cells of a row of the matrix: the column's heading and what is printed."""
    (row,) = [
        r for r in re.findall(r"<tr role=\"row\">.*?</tr>", html, re.S) if f">{name}</a></th>" in r
    ]
    cells = re.findall(r'<td role="cell"[^>]*? data-h="([^"]*)"[^>]*>(.*?)</td>', row, re.S)
    return {
        head: re.sub(r"<span class=\"vh\">.*?</span>|<[^>]+>", "", said).strip()
        for head, said in cells
    }


def test_the_matrix_shows_who_takes_part_and_where_words_differ(client, family):
    html = page(client)
    assert line(html, "観光の推進") == {
        HAMABE: "○",
        KAWAZOE: "○",
        TAKAHO: "○",
        KITANO: "○ 相違",
        "参加": "4",
        "相違": "1",
    }
    assert line(html, "図書館") == {
        HAMABE: "○",
        KAWAZOE: "○",
        TAKAHO: "―",
        KITANO: "○",
        "参加": "3",
        "相違": "0",
    }
    assert "見本" in html
    assert "生活の機能の強化" in html
    for partner in PARTNERS:
        assert f'href="/agreements/{slug_of(family, partner)}/"' in html
    assert (
        f'rows/%E5%89%B5%E6%A5%AD%E3%81%AE%E4%BF%83%E9%80%B2/#{slug_of(family, KAWAZOE)}"' in html
    )


def test_only_uneven_rows_on_request(client, family):
    html = page(client, "?show=differing")
    assert "観光の推進" in html
    assert "災害対策</a>" not in html


def test_the_matrix_is_asked_as_of_a_day_in_either_calendar(client, family):
    assert "この日に施行中の協約は" in page(client, "?on=令和8年3月31日")
    assert "観光の推進" in page(client, "?on=2026-04-01")
    assert "令和8年（2026年）4月1日" in page(client, "?on=R8.4.1")


def test_a_day_that_is_none_is_named_and_kept(client, family):
    html = page(client, "?on=4月の初め")
    assert 'value="4月の初め"' in html
    assert 'aria-invalid="true"' in html
    assert "観光の推進" in html


def test_a_wording_that_has_ended_is_not_shown(client, family):
    from renkei.desk.agreements.models import Expression
    from tests.desk.office import behind_the_back

    with behind_the_back(Expression) as rows:
        rows.filter(agreement__slug=slug_of(family, KITANO)).update(valid_until="2026-10-31")
    assert KITANO not in line(page(client, "?on=2026-11-01"), "観光の推進")
    assert KITANO in line(page(client, "?on=2026-10-31"), "観光の推進")


def test_an_agreement_that_has_ended_is_no_column_from_that_day(client, family):
    """Also where nobody closed its wording: an old paper entered as ended."""
    from renkei.desk.agreements.models import Agreement, Expression
    from tests.desk.office import behind_the_back

    with behind_the_back(Agreement) as rows:
        rows.filter(slug=slug_of(family, HAMABE)).update(ended_on="2026-10-01")
    with behind_the_back(Expression) as rows:
        rows.filter(agreement__slug=slug_of(family, HAMABE)).update(valid_until=None)
    assert f">{HAMABE}</a>" in page(client, "?on=2026-09-30")
    assert f">{HAMABE}</a>" not in page(client, "?on=2026-10-01")


def test_of_two_wordings_that_overlap_the_later_one_is_compared(client, family):
    """An older wording that nobody closed does not hide the one that took its place."""
    from renkei.desk.agreements.models import Expression
    from tests.desk.office import behind_the_back

    old = Expression.objects.get(agreement__slug=slug_of(family, HAMABE))
    with behind_the_back(Expression) as rows:
        rows.create(
            agreement_id=old.agreement_id,
            source=old.source,
            filename=old.filename,
            sha256=old.sha256,
            tree=old.tree,
            profile=old.profile,
            read_at=old.read_at,
            valid_from="2026-09-01",
        )
    context = client.get(BASE, {"on": "2026-09-02"}).context
    (column,) = [one for one in context["columns"] if one.partner == HAMABE]
    assert str(column.expression.valid_from) == "2026-09-01"


def test_the_articles_are_compared_too(client, family):
    html = page(client, "articles/")
    assert line(html, "費用分担")[TAKAHO] == "○ 相違"
    assert line(html, "前文") == dict.fromkeys(PARTNERS, "○") | {"参加": "4", "相違": "0"}


def test_one_row_shows_each_wording_word_by_word(client, family):
    html = page(client, "rows/創業の促進/")
    ins = re.findall(r"<ins><span class=\"vh\">加える語 </span>(.*?)</ins>", html)
    assert ins == ["広報で"]
    assert f'id="{slug_of(family, KAWAZOE)}"' in html
    assert "最も多い文言" in html


def test_one_article_shows_each_wording(client, family):
    html = page(client, "articles/費用分担/")
    assert '<ins><span class="vh">加える語 </span>ものとする</ins>' in html


def test_the_standard_is_the_model_text_where_there_is_one(client, family):
    from renkei.desk.agreements.draft_operations import write_model

    model = (
        wording(HAMABE)
        .replace(HAMABE, "〔乙〕")
        .replace("相談窓口を知らせる。", "窓口を知らせる。")
    )
    write_model(at_machine(), family.region, "標準文", model)
    html = page(client)
    assert line(html, "創業の促進")["相違"] == "4"
    assert line(html, "災害対策")["相違"] == "0"
    assert f"compare/?left=model&amp;right={slug_of(family, KAWAZOE)}" in html
    assert "標準文（第1版）の文言" in page(client, "rows/創業の促進/")


def test_two_agreements_side_by_side(client, family):
    left, right = slug_of(family, KAWAZOE), slug_of(family, TAKAHO)
    html = page(client, f"compare/?left={left}&right={right}")
    assert '<del><span class="vh">削る語 </span>広報で</del>' in html
    assert '<ins><span class="vh">加える語 </span>ものとする</ins>' in html
    assert "左のみ" in html  # 図書館
    assert "（目的）" not in html
    assert "（目的）" in page(client, f"compare/?left={left}&right={right}&show=all")


def test_one_agreement_alone_cannot_be_compared(client, office):
    enter(office, (HAMABE,))
    assert "異なる二つを選んでください" in page(client, "compare/")


def test_what_one_may_not_read_is_no_column(client, office):
    enter(office, public=False)
    assert "この日に施行中の協約は" in page(client)
    client.force_login(office.person(KAWAZOE, "reader"))
    assert set(line(page(client), "災害対策")) >= {KAWAZOE}


@pytest.mark.parametrize(
    "address",
    [BASE + "rows/ない取組/", BASE + "articles/ない条/", BASE + "files/pdf", "/regions/no/family/"],
)
def test_what_is_not_there_is_not_found(client, family, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "address", "most"),
    [
        ("matrix", "", 7),
        ("articles", "articles/", 8),
        ("row", "rows/創業の促進/", 7),
        ("compare", "compare/?left=model", 8),
    ],
)
def test_a_page_asks_as_often_for_four_agreements_as_for_two(client, office, name, address, most):
    from renkei.desk.agreements.family_table import _ready

    counts = []
    for partners in (PARTNERS[:2], PARTNERS):
        enter(office, partners)
        _ready.clear()
        with CaptureQueriesContext(connection) as queries:
            page(client, address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= most
    client.force_login(office.person(AOMINE, "editor"))
    with CaptureQueriesContext(connection) as queries:
        page(client, address)
    assert len(queries) <= 12
