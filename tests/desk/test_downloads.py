"""Files of a text."""

import pytest

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

    intake = operations.receive(sato, sample_bytes(), filename="連携協約書.txt")
    kept = operations.keep_reading(sato, intake)
    answer = as_sato.get(f"/agreements/{kept.slug}/files/original")
    assert quote("連携協約書.txt") in answer.headers["Content-Disposition"]
