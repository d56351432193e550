"""Japanese first, English complete."""

import pytest

from tests.desk.people import SLUG


def test_japanese_is_spoken_whatever_the_browser_prefers(client, sample):
    html = client.get("/agreements/", headers={"accept-language": "en-US"}).content.decode()
    assert '<html lang="ja">' in html


def test_the_switch_changes_the_pages_and_not_the_text(client, sample):
    answer = client.get("/language/en/", {"next": f"/agreements/{SLUG}/"})
    assert answer.headers["Location"] == f"/agreements/{SLUG}/"
    html = client.get(f"/agreements/{SLUG}/").content.decode()
    assert '<html lang="en">' in html
    assert "in force" in html
    assert "1 April 2019" in html
    assert "What to do" in html
    assert "（目的）" in html
    back = client.get("/language/ja/", {"next": "/agreements/"}, follow=True)
    assert '<html lang="ja">' in back.content.decode()


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org/", "javascript:alert(1)"]
)
def test_the_switch_leads_nowhere_else(client, db, target):
    assert client.get("/language/en/", {"next": target}).headers["Location"] == "/"


def test_a_language_nobody_speaks_here_is_not_found(client, db):
    assert client.get("/language/fr/").status_code == 404


def test_every_string_of_the_desk_has_its_english():
    from renkei.desk.frame import catalogue

    entries = catalogue.read_po()
    used = catalogue.strings_in_use()
    assert len(used) > 80
    assert used - entries.keys() == set()
    assert entries.keys() - used - {""} == set()
    assert [key for key, value in entries.items() if not value] == []


def test_english_keeps_the_places_where_values_go():
    import re

    from renkei.desk.frame import catalogue

    for japanese, english in catalogue.read_po().items():
        wanted = sorted(re.findall(r"%\(\w+\)s|\{\}", japanese))
        assert sorted(re.findall(r"%\(\w+\)s|\{\}", english)) == wanted, japanese


def test_the_compiled_catalogue_is_that_of_the_text():
    from renkei.desk.frame import catalogue

    assert catalogue.MO.read_bytes() == catalogue.compiled(catalogue.read_po())
