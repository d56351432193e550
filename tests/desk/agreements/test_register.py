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
