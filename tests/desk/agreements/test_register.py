"""The register of agreements."""

import pytest

from tests.desk.agreements import texts
from tests.desk.agreements.conftest import entered, given
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, KITANO, TAKAHO, acting, at_machine
from tests.desk.people import SLUG, sample_bytes


def test_anybody_sees_public_agreements(client, sample):
    page = client.get("/agreements/")
    assert page.status_code == 200
    html = page.content.decode()
    assert f'href="/agreements/{SLUG}/"' in html
    assert "札幌市" in html
    assert "平成31年（2019年）3月29日" in html
    assert "すべての協約ではありません" in html


def test_an_empty_register_says_so(client, db):
    assert "まだ登録されていません" in client.get("/agreements/").content.decode()


def test_the_first_page_is_the_register(client, db):
    assert client.get("/").headers["Location"] == "/agreements/"


def test_a_text_taken_in_is_listed_for_its_owner_only(client, sato, suzuki):
    from renkei.desk.agreements import operations

    intake = operations.receive(acting(sato), sample_bytes(), filename="協約.txt")
    kept = operations.keep_reading(acting(sato), intake)
    assert kept.slug not in client.get("/agreements/").content.decode()
    client.force_login(suzuki)
    assert kept.slug not in client.get("/agreements/").content.decode()
    client.force_login(sato)
    assert kept.slug in client.get("/agreements/").content.decode()


def test_the_state_follows_the_day_the_text_names(client, sample):
    """Concluded on 29 March 2019, in force from 1 April."""
    for day, state in (
        ("2019-03-28", "締結前"),
        ("2019-03-29", "締結済み・施行前"),
        ("2019-03-31", "締結済み・施行前"),
        ("2019-04-01", "施行中"),
    ):
        for address in ("/agreements/", f"/agreements/{SLUG}/"):
            html = client.get(address, {"on": day}).content.decode()
            assert f">{state}</span>" in html, (day, address)


@pytest.fixture
def many(office):
    """Four agreements with partners, and one with a company; the first is public."""
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.writing import Paper

    made = {
        partner: entered(office, partner, data=texts.agreement(partner, effective=day))
        for partner, day in (
            (HAMABE, "平成31年4月1日"),
            (KAWAZOE, "令和2年4月1日"),
            (TAKAHO, "令和9年4月1日"),
        )
    }
    operations.publish(at_machine(), made[HAMABE])
    made["company"] = operations.enter_agreement(
        at_machine(),
        office.region,
        Paper(texts.with_company(), "p.txt"),
        given(office, AOMINE, KAWAZOE, "株式会社みほん商店"),
        kind="partner",
        scheme="partner",
    )
    return {key: agreement.slug for key, agreement in made.items()}


def listed(client, many, **query):
    """Which of them the list shows, in its order."""
    answer = client.get("/agreements/", query)
    assert answer.status_code == 200
    names = {slug: key for key, slug in many.items()}
    return [names[line.agreement.slug] for line in answer.context["lines"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "浜辺市"}, [HAMABE]),
        ({"q": "はまべ"}, [HAMABE]),
        ({"q": "みほん商店"}, ["company"]),
        ({"q": "連携協約　川添町"}, [KAWAZOE]),
        ({"q": "浜辺市 川添町"}, []),
        ({"municipality": "991031"}, ["company", KAWAZOE]),
        ({"scheme": "partner"}, ["company"]),
        ({"kind": "cooperation", "on": "2019-04-01", "state": "in_force"}, [HAMABE]),
        ({"on": "2020-04-01", "state": "in_force"}, [HAMABE, KAWAZOE]),
        ({"on": "2020-04-01", "state": "pending"}, [TAKAHO]),
        ({"on": "2019-01-01", "state": "before"}, ["company", HAMABE, KAWAZOE, TAKAHO]),
        ({"region": "aomine", "scope": "public"}, [HAMABE]),
        ({"region": "sapporo"}, []),
        ({"scope": "mine"}, [HAMABE]),
        ({"scope": "held"}, []),
    ],
)
def test_the_register_is_narrowed(client, office, many, query, found):
    client.force_login(office.person(HAMABE, "editor"))
    assert sorted(listed(client, many, **query)) == sorted(found)


@pytest.mark.parametrize(
    ("order", "first"),
    [("effective", TAKAHO), ("recorded", "company"), ("concluded", "company")],
)
def test_the_register_is_sorted_and_what_has_no_day_comes_last(client, office, many, order, first):
    client.force_login(office.person(HAMABE, "editor"))
    found = listed(client, many, order=order)
    assert found[0] == first
    if order == "effective":
        assert found[-1] == "company"


def test_the_register_counts_by_state_and_says_what_it_covers(client, office, many):
    assert (
        "公開されたものだけで、すべての協約ではありません"
        in client.get("/agreements/").content.decode()
    )
    client.force_login(office.person(HAMABE, "editor"))
    answer = client.get("/agreements/", {"on": "2020-04-01"})
    counts = {one.value: count for one, count in answer.context["found"].by_standing}
    assert counts == {"in_force": 2, "pending": 1, "undated": 1}
    html = answer.content.decode()
    assert "閲覧できる協約は4件です（令和2年（2020年）4月1日現在）" in html
    assert "あなたが閲覧できるものだけで、すべての協約ではありません" in html


@pytest.mark.parametrize("page", ["0", "-1", "9999999", "x", "²"])
def test_a_page_that_is_not_there_is_the_nearest(client, many, page):
    assert client.get("/agreements/", {"page": page}).status_code == 200


def test_a_long_register_is_cut_into_pages(client, office, monkeypatch):
    from renkei.desk.agreements import queries

    monkeypatch.setattr(queries, "A_PAGE", 2)
    for partner in (HAMABE, KAWAZOE, TAKAHO, KITANO):
        entered(office, partner, public=True)
    first = client.get("/agreements/", {"q": "連携協約"})
    assert len(first.context["lines"]) == 2
    assert first.context["after"] == "?q=%E9%80%A3%E6%90%BA%E5%8D%94%E7%B4%84&page=2"
    second = client.get("/agreements/" + first.context["after"])
    slugs = {line.agreement.slug for page in (first, second) for line in page.context["lines"]}
    assert len(slugs) == 4
    assert second.context["after"] == ""


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "x"},
        {"state": "'"},
        {"order": "-owner__password"},
        {"municipality": "'; drop"},
        {"q": "%"},
        {"page": "1e9"},
    ],
)
def test_what_the_list_does_not_know_is_not_asked(client, many, query):
    assert client.get("/agreements/", query).status_code == 200


def test_a_search_for_nul_is_refused_before_a_database_is_asked(client, many):
    assert client.get("/agreements/", {"q": "\x00"}).status_code == 400


def test_municipalities_are_offered_as_long_as_somebody_can_look_through_them(
    client, office, many, monkeypatch
):
    from renkei.desk.agreements import queries

    def offered(**query):
        filters = client.get("/agreements/", query).context["filters"]
        return [c.label for f in filters if f.name == "municipality" for c in f.choices[1:]]

    client.force_login(office.person(HAMABE, "editor"))
    assert offered() == [AOMINE, HAMABE, KAWAZOE, TAKAHO]
    assert offered(region="sapporo") == []
    monkeypatch.setattr(queries, "OFFERED", 3)
    assert offered() == []
    # What was chosen stays chosen.
    assert offered(municipality="991031") == [KAWAZOE]
