"""The register of agreements."""

from tests.desk.office import acting
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


def test_the_state_follows_the_day_the_text_names(sample):
    import datetime

    from renkei.desk.agreements.page import in_force

    start = datetime.date(2019, 4, 1)
    assert in_force(start, datetime.date(2019, 3, 31)) == "pending"
    assert in_force(start, start) == "in_force"
    assert in_force(None, start) == "unknown"
