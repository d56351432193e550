"""Files of a text."""

import pytest

from tests.desk.office import acting, at_machine, behind_the_back
from tests.desk.people import SLUG, sample_bytes

FILES = f"/agreements/{SLUG}/files/"
BEGINS = {
    "docx": b"PK",
    "pdf": b"%PDF-",
    "txt": b"\n\n\n\n",
    "xml": b"<?xml",
    "akn": b"<?xml",
    "json": b"{",
    "html": b"<!doctype html>",
}


@pytest.mark.parametrize("fmt", BEGINS)
def test_the_text_comes_in_every_format_as_a_file(client, sample, fmt):
    answer = client.get(f"{FILES}{fmt}")
    assert answer.status_code == 200
    assert answer.content.startswith(BEGINS[fmt])
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{SLUG}.')


def test_the_page_offers_every_format(client, sample):
    html = client.get(f"/agreements/{SLUG}/").content.decode()
    for fmt in BEGINS:
        assert f'href="{FILES}{fmt}"' in html


def test_the_original_comes_back_byte_for_byte(client, sample):
    assert client.get(f"{FILES}original").content == sample_bytes()


def test_an_unknown_format_is_not_found(client, sample):
    assert client.get(f"{FILES}exe").status_code == 404


def test_a_file_opened_in_the_browser_runs_nothing(client, sample):
    policy = client.get(f"{FILES}html").headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")


def test_a_japanese_file_name_survives(as_sato, sato):
    from urllib.parse import quote

    from renkei.desk.agreements import operations

    intake = operations.receive(acting(sato), sample_bytes(), filename="連携協約書.txt")
    kept = operations.keep_reading(acting(sato), intake)
    answer = as_sato.get(f"/agreements/{kept.slug}/files/original")
    assert quote("連携協約書.txt") in answer.headers["Content-Disposition"]


@pytest.fixture
def made(monkeypatch, settings, tmp_path):
    """Counts what is really written, in a data folder without anything kept."""
    from renkei.desk.agreements import renderings

    settings.DATA = tmp_path
    written = []
    write = renderings.write
    monkeypatch.setattr(
        renderings, "write", lambda document, fmt: (written.append(fmt), write(document, fmt))[1]
    )
    return written


def test_a_file_of_a_public_text_is_made_once(client, sample, made, tmp_path):
    first = client.get(f"{FILES}pdf").content
    assert client.get(f"{FILES}pdf").content == first
    assert client.get(f"{FILES}txt").content != first
    assert made == ["pdf", "txt"]
    assert (tmp_path / "cache" / "files").stat().st_mode & 0o077 == 0


def test_a_file_is_made_anew_by_another_renkei_and_after_another_reading(
    client, sample, made, monkeypatch
):
    from renkei.desk.agreements import renderings
    from renkei.desk.agreements.models import Expression

    client.get(f"{FILES}txt")
    monkeypatch.setattr(renderings, "edition", lambda: "2.0")
    client.get(f"{FILES}txt")
    with behind_the_back(Expression) as rows:
        expression = rows.get(agreement=sample)
        rows.filter(pk=expression.pk).update(tree=expression.tree.replace("災害", "防災"))
    assert "防災" in client.get(f"{FILES}txt").content.decode()
    assert made == ["txt"] * 3


def test_what_is_kept_stays_within_its_room(client, sample, made, monkeypatch, tmp_path):
    from renkei.desk.agreements import renderings

    monkeypatch.setattr(renderings, "ROOM", 30_000)
    for fmt in BEGINS:
        client.get(f"{FILES}{fmt}")
    sizes = [path.stat().st_size for path in (tmp_path / "cache" / "files").iterdir()]
    assert 0 < sum(sizes) <= 30_000


def test_nothing_is_kept_of_a_text_that_is_not_public(as_sato, sato, made, tmp_path):
    from renkei.desk.agreements import operations

    kept = operations.keep_reading(acting(sato), operations.receive(acting(sato), sample_bytes()))
    for _again in range(2):
        assert as_sato.get(f"/agreements/{kept.slug}/files/txt").status_code == 200
    assert made == ["txt", "txt"]
    assert not (tmp_path / "cache").exists()


def test_a_disk_that_takes_nothing_costs_no_answer(client, sample, made, tmp_path):
    (tmp_path / "cache").write_text("")
    assert client.get(f"{FILES}txt").status_code == 200


@pytest.mark.parametrize("address", ["files/pdf", "files/original", ""])
def test_what_a_browser_has_already_is_not_sent_again(client, sample, made, address):
    first = client.get(f"/agreements/{SLUG}/{address}")
    assert "no-cache" in first.headers["Cache-Control"]
    again = client.get(f"/agreements/{SLUG}/{address}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert made in ([], ["pdf"])


def test_a_file_says_when_it_was_made(client, sample, made):
    assert client.get(f"{FILES}txt").headers["Last-Modified"].endswith("GMT")


def test_the_page_is_sent_anew_in_another_language_to_another_person_and_another_day(
    client, sample, sato, monkeypatch
):
    from renkei.desk.agreements import freshness

    address = f"/agreements/{SLUG}/"
    tags = [client.get(address)["ETag"], client.get(f"{address}?q=協力")["ETag"]]
    client.cookies["renkei_language"] = "en"
    tags.append(client.get(address)["ETag"])
    client.force_login(sato)
    tags.append(client.get(address)["ETag"])
    today = freshness.timezone.localdate()
    monkeypatch.setattr(freshness.timezone, "localdate", lambda: today.replace(year=today.year + 1))
    tags.append(client.get(address)["ETag"])
    assert len(set(tags)) == len(tags)


def test_a_page_with_a_message_is_never_the_one_a_browser_has(as_sato, sato):
    from tests.desk.test_intake import hand_in

    preview = hand_in(as_sato).headers["Location"]
    page = as_sato.post(f"{preview}keep/").headers["Location"]
    first = as_sato.get(page)
    assert "保存しました" in first.content.decode()
    assert "ETag" not in first.headers


def test_a_withdrawn_text_is_not_answered_from_what_was_kept(client, sample, made):
    from renkei.desk.agreements import operations

    tag = client.get(f"{FILES}txt")["ETag"]
    operations.withdraw(at_machine(), sample)
    assert client.get(f"{FILES}txt", headers={"If-None-Match": tag}).status_code == 404
