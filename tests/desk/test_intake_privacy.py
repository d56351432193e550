"""What one person takes in is nobody else's business."""

import pytest

from tests.desk.office import acting
from tests.desk.people import sample_bytes


@pytest.fixture
def waiting(sato):
    from renkei.desk.agreements import operations

    return operations.receive(acting(sato), sample_bytes(), filename="協約.txt")


@pytest.fixture
def kept(sato, waiting):
    from renkei.desk.agreements import operations

    return operations.keep_reading(acting(sato), waiting)


def test_another_person_does_not_find_a_waiting_file(client, suzuki, waiting):
    client.force_login(suzuki)
    address = f"/intake/{waiting.token}/"
    assert client.get(address).status_code == 404
    for act in ("keep", "discard", "profile"):
        assert client.post(f"{address}{act}/").status_code == 404
    waiting.refresh_from_db()


@pytest.mark.parametrize(
    "rest", ["", "art_1/", "files/original", "files/txt", "files/json", "?source=1"]
)
def test_another_person_does_not_find_a_kept_text(client, suzuki, kept, rest):
    assert client.get(f"/agreements/{kept.slug}/{rest}").status_code == 404
    client.force_login(suzuki)
    assert client.get(f"/agreements/{kept.slug}/{rest}").status_code == 404


def test_what_may_not_be_seen_answers_like_what_is_not_there(client, suzuki, kept):
    client.force_login(suzuki)
    hidden = client.get(f"/agreements/{kept.slug}/")
    absent = client.get("/agreements/t-000000000000/")
    assert hidden.content.decode().replace(kept.slug, "X") == absent.content.decode().replace(
        "t-000000000000", "X"
    )


def test_its_owner_reads_it_marked_as_not_public(client, sato, kept):
    client.force_login(sato)
    html = client.get(f"/agreements/{kept.slug}/").content.decode()
    assert "取込みのみ・非公開" in html
    assert "施行中" not in html


@pytest.mark.parametrize("address", ["/intake/", "/intake/00000000-0000-0000-0000-000000000000/"])
def test_without_signing_in_nothing_is_taken_in(client, db, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=/intake/")


def test_the_address_of_a_kept_text_cannot_be_guessed_from_another(sato):
    from renkei.desk.agreements import operations

    slugs = set()
    for number in range(3):
        intake = operations.receive(acting(sato), f"第{number}条 目的\n".encode())
        slugs.add(operations.keep_reading(acting(sato), intake).slug)
    assert len(slugs) == 3
    assert all(len(slug) >= 14 for slug in slugs)
