"""Japanese first, English complete."""

import re

import pytest

from renkei.desk.frame import catalogue
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
    assert len(catalogue.strings_in_use()) > 80
    assert catalogue.findings() == []


def test_english_keeps_the_places_where_values_go():
    for japanese, given in catalogue.read_all(catalogue.catalogues()).items():
        wanted = sorted(re.findall(r"%\(\w+\)s|\{\}", japanese))
        for english in given:
            assert sorted(re.findall(r"%\(\w+\)s|\{\}", english)) == wanted, japanese


@pytest.mark.parametrize(
    "path", catalogue.catalogues(), ids=lambda path: path.relative_to(catalogue.DESK).parts[0]
)
def test_the_compiled_catalogue_is_that_of_the_text(path):
    binary = catalogue.compiled(dict(catalogue.pairs_of(path)))
    assert path.with_suffix(".mo").read_bytes() == binary


def a_desk(folder, **catalogues):
    """A desk in miniature: two pages and the catalogues given, by app ("" is the common one)."""
    (folder / "page.html").write_text("{% translate '協約' %} {% translate \"告示\" %}")
    for app, entries in catalogues.items():
        place = folder / app.removeprefix("common") / "locale/en/LC_MESSAGES"
        place.mkdir(parents=True)
        text = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n'
        text += "".join(f'\nmsgid "{ja}"\nmsgstr "{en}"\n' for ja, en in entries)
        (place / "django.po").write_text(text)
    return folder


def test_an_app_may_hold_the_english_of_its_own_strings(tmp_path):
    desk = a_desk(tmp_path, common=[("協約", "agreement")], region=[("告示", "notice")])
    assert catalogue.findings(desk) == []
    assert [path.relative_to(desk).parts[0] for path in catalogue.catalogues(desk)] == [
        "locale",
        "region",
    ]


def test_a_string_without_english_anywhere_is_named_and_an_unused_one_too(tmp_path):
    desk = a_desk(tmp_path, common=[("協約", "agreement")], region=[("議案", "bill")])
    assert catalogue.findings(desk) == ["no English: 告示", "not used: 議案"]


def test_two_apps_may_say_the_same_but_not_different_words_for_one_string(tmp_path):
    desk = a_desk(
        tmp_path,
        common=[("協約", "agreement"), ("告示", "notice")],
        region=[("協約", "agreement")],
        journal=[("告示", "announcement")],
    )
    assert catalogue.findings(desk) == ["different English: 告示: announcement | notice"]


def test_one_catalogue_does_not_overwrite_its_own_words_unseen(tmp_path):
    desk = a_desk(tmp_path, region=[("協約", "agreement"), ("告示", "notice"), ("協約", "pact")])
    assert catalogue.findings(desk) == ["different English: 協約: agreement | pact"]


def test_a_slip_in_a_catalogue_is_named_with_its_line(tmp_path):
    desk = a_desk(tmp_path, region=[("協約", 'agree"ment')])
    with pytest.raises(ValueError, match=r"region/locale/.*/django\.po:6: not a string"):
        catalogue.findings(desk)
