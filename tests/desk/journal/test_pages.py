"""Who reads which entries, how they are found, and what a page says of them."""

import datetime
import io
import json
import re
from decimal import Decimal

import pytest

from tests.desk.office import AOMINE, HAMABE, KITANO, at_machine
from tests.desk.region.figures import figure, words_of_ours

CODES = {AOMINE: "991015", HAMABE: "991023", KITANO: "991058"}


@pytest.fixture
def written(office):
    """Figures of two members and a milestone, entered by their people, and a person."""
    from renkei.desk.accounts.operations import register
    from renkei.desk.region.operations import add_milestone
    from renkei.desk.region.statistic_operations import add_statistic

    secretariat = office.at(AOMINE, "secretariat")
    for name in (HAMABE, KITANO):
        add_statistic(office.at(name, "editor"), office.places[name], figure(code=CODES[name]))
        add_statistic(
            secretariat, office.places[name],
            figure(code=CODES[name], measure="households", value=Decimal(40_000)), region=office.region,
        )  # fmt: skip
    add_milestone(
        secretariat, office.region, datetime.date(2018, 11, 28), "連携中枢都市宣言（見本）"
    )
    register(
        office.at(HAMABE, "administrator"), "hama", "himitsu-no-kotoba-9", name="浜田 新人",
        municipality=office.places[HAMABE],
    )  # fmt: skip
    return office


def seen(client, address):
    """Numbers of the entries on a page."""
    response = client.get(address)
    assert response.status_code == 200
    return [int(n) for n in re.findall(r"</span>(\d+)</a><time", response.content.decode())]


def test_the_public_reads_nothing(client, written):
    for address in ("", "aomine/", "installation/", "aomine/checkpoint/", "aomine/journal.jsonl"):
        assert client.get(f"/journal/{address}").status_code == 302


@pytest.mark.parametrize("role", ["reader", "editor", "approver", "finance", "council", "panel"])
def test_most_roles_read_nothing(client, written, role):
    client.force_login(written.person(AOMINE, role))
    assert client.get("/journal/").status_code == 403
    for address in ("aomine/", "installation/", "aomine/checkpoint/", "aomine/journal.xlsx"):
        assert client.get(f"/journal/{address}").status_code == 404


def test_the_secretariat_reads_all_of_its_region_and_of_no_other(client, written):
    from renkei.desk.region.operations import add_region

    add_region(at_machine(), "kita", name="北圏域", scheme="other", fictional=True)
    client.force_login(written.person(AOMINE, "secretariat"))
    assert seen(client, "/journal/aomine/") == [3, 2, 1]
    assert client.get("/journal/kita/").status_code == 404


def test_the_secretariat_reads_what_members_enter_about_themselves_and_no_more(client, written):
    from renkei.desk.journal.models import Entry
    from renkei.desk.region.models import Membership
    from renkei.desk.region.operations import end_membership

    client.force_login(written.person(AOMINE, "secretariat"))
    assert seen(client, "/journal/installation/") == [2, 1]
    assert seen(client, "/journal/installation/?q=population") == [2, 1]
    assert seen(client, "/journal/installation/?before=2") == [1]
    assert "統計を登録する" in client.get("/municipalities/991023/").content.decode()
    own, people = (Entry.objects.get(chain="", number=n).pk for n in (1, 3))
    assert client.get(f"/journal/entry/{own}/").status_code == 200
    assert client.get(f"/journal/entry/{people}/").status_code == 404
    assert client.get("/journal/installation/journal.jsonl").status_code == 403
    end_membership(
        at_machine(), Membership.objects.get(municipality="991023"), datetime.date(2025, 3, 31)
    )
    assert seen(client, "/journal/installation/") == [2]
    assert client.get(f"/journal/entry/{own}/").status_code == 404


def test_the_secretariat_of_another_region_reads_none_of_it(client, written):
    from renkei.desk.accounts.operations import grant, register
    from renkei.desk.accounts.roles import Role
    from renkei.desk.region.operations import add_region

    far = add_region(at_machine(), "kita", name="北圏域", scheme="other", fictional=True)
    person = register(at_machine(), "kita", "himitsu-no-kotoba-9")
    grant(at_machine(), person, Role.SECRETARIAT, region=far)
    client.force_login(person)
    assert client.get("/journal/kita/").status_code == 200
    assert client.get("/journal/installation/").status_code == 404
    assert client.get("/journal/aomine/").status_code == 404


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_an_auditor_reads_what_concerns_the_own_side_only(client, written, role):
    client.force_login(written.person(HAMABE, role))
    assert seen(client, "/journal/aomine/") == [1]
    page = client.get("/journal/installation/").content.decode()
    assert "浜田 新人" in page
    assert "北野市" not in page.split("</form>")[1]
    assert client.get("/journal/aomine/journal.jsonl").status_code == 403


def test_an_entry_is_not_reached_by_its_number_in_the_address(client, written):
    from renkei.desk.journal.models import Entry

    client.force_login(written.person(HAMABE, "auditor"))
    by_side = {
        HAMABE: Entry.objects.get(chain="aomine", number=1).pk,
        KITANO: Entry.objects.get(chain="aomine", number=2).pk,
    }
    assert client.get(f"/journal/entry/{by_side[HAMABE]}/").status_code == 200
    assert client.get(f"/journal/entry/{by_side[KITANO]}/").status_code == 404
    assert client.get("/journal/entry/999999/").status_code == 404


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [3, 2, 1]),
        ("operation=region.add_milestone", [3]),
        ("q=宣言", [3]),
        ("q=households", [2, 1]),
        ("q=没有", []),
        ("who=青田", [3, 2, 1]),
        ("who=浜田", []),
        ("municipality=991015", [3, 2, 1]),
        ("municipality=991023", []),
        ("since=令和元年5月1日", [3, 2, 1]),
        ("until=2019-01-01", []),
        ("since=2019-01-01&until=2199-12-31", [3, 2, 1]),
        ("before=3", [2, 1]),
        ("before=x", [3, 2, 1]),
        ("subject=region.municipality:991023", [1]),
    ],
)
def test_entries_are_found(client, written, query, numbers):
    client.force_login(written.person(AOMINE, "secretariat"))
    assert seen(client, f"/journal/aomine/?{query}") == numbers


def test_a_wrong_day_is_said_beside_the_field(client, written):
    client.force_login(written.person(AOMINE, "secretariat"))
    page = client.get("/journal/aomine/?since=平成99年").content.decode()
    assert 'class="wrong"' in page


def test_pages_follow_each_other_without_a_gap(client, written):
    from renkei.desk.region.operations import edit_region

    region = written.region
    for number in range(70):
        region = edit_region(
            at_machine(), region, revision=region.revision, name=f"圏{number}", name_en="",
            source="",
        )  # fmt: skip
    client.force_login(written.person(AOMINE, "secretariat"))
    address, found = "/journal/aomine/", []
    while address:
        numbers = seen(client, address)
        found += numbers
        page = client.get(address).content.decode()
        older = re.search(r'rel="next" href="(\?[^"]+)"', page)
        address = f"/journal/aomine/{older[1].replace('&amp;', '&')}" if older else ""
    assert found == list(range(73, 0, -1))


def test_a_change_is_told_in_words(client, written):
    from renkei.desk.journal.models import Entry
    from renkei.desk.region.operations import edit_municipality

    place = written.places[HAMABE]
    edit_municipality(
        at_machine(), place, revision=0, region=written.region, name=HAMABE, kana="はまべし",
        kind="core", address="浜辺市海岸1番地", source="見本",
    )  # fmt: skip
    client.force_login(written.person(AOMINE, "secretariat"))
    entry = Entry.objects.get(chain="aomine", number=4)
    page = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", client.get(
        f"/journal/entry/{entry.pk}/").content.decode()))  # fmt: skip
    assert "団体の事項を改める" in page
    assert "種別 市 中核市" in page
    assert "所在地 浜辺市中央1丁目1番1号 浜辺市海岸1番地" in page
    assert entry.digest in page


def test_values_that_point_to_rows_are_told_by_their_names(client, written):
    client.force_login(written.person(AOMINE, "secretariat"))
    page = client.get("/journal/aomine/?operation=region.add_milestone").content.decode()
    assert "<ins>青嶺連携中枢都市圏</ins>" in page
    assert 'href="/regions/aomine/"' in page


def test_script_in_a_value_is_text(client, written):
    from renkei.desk.region.operations import add_milestone

    add_milestone(
        at_machine(), written.region, datetime.date(2020, 1, 1), "<script>alert(1)</script>"
    )
    client.force_login(written.person(AOMINE, "secretariat"))
    assert "<script>alert" not in client.get("/journal/aomine/").content.decode()


def test_the_export_verifies_by_hand(client, written):
    import hashlib

    client.force_login(written.person(AOMINE, "secretariat"))
    response = client.get("/journal/aomine/journal.jsonl")
    *bodies, end = b"".join(response.streaming_content).splitlines()
    digests = [hashlib.sha256(line).hexdigest() for line in bodies]
    previous = [json.loads(line)["previous"] for line in bodies]
    assert previous == ["0" * 64, *digests[:-1]]
    checkpoint = json.loads(end)["checkpoint"]
    assert (checkpoint["number"], checkpoint["digest"]) == (3, digests[-1])


def test_the_checkpoint_can_be_given_to_verify(client, written):
    from renkei.desk.journal.verify import Checkpoint, heads

    client.force_login(written.person(HAMABE, "auditor"))
    page = client.get("/journal/aomine/checkpoint/").content.decode()
    said = re.search(r"--expect (\S+?)</code>", page)[1]
    assert Checkpoint.read("aomine", said) == heads("aomine")


def test_the_workbook_holds_what_the_page_shows(client, written):
    from openpyxl import load_workbook

    client.force_login(written.person(HAMABE, "auditor"))
    response = client.get("/journal/aomine/journal.xlsx")
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert {row[1] for row in rows[1:]} == {1}
    assert ("値", None, "40000") in {row[9:12] for row in rows}


def test_a_value_is_never_a_formula(written):
    from renkei.desk.journal.documents import _safe

    assert _safe("=1+1") == "'=1+1"
    assert _safe("-") == "-"
    assert _safe("a\x07b") == "ab"


def test_the_history_of_a_row_for_its_page(written):
    from renkei.desk.journal.queries import history_of

    place = written.places[HAMABE]
    mine = history_of(place, written.at(HAMABE, "auditor"))
    assert [entry.operation for entry in mine.entries] == ["region.add_statistic"] * 2
    assert len(history_of(written.region, written.at(AOMINE, "secretariat")).entries) == 1
    assert history_of(place, written.at(KITANO, "auditor")).entries == []
    assert history_of(place, written.at(HAMABE, "editor")).entries == []


def test_the_number_of_questions_does_not_grow_with_the_entries(
    client, written, django_assert_max_num_queries
):
    client.force_login(written.person(AOMINE, "secretariat"))
    with django_assert_max_num_queries(12):
        client.get("/journal/aomine/")


def test_in_english(client, written):
    client.cookies["renkei_language"] = "en"
    client.force_login(written.person(AOMINE, "secretariat"))
    for address in ("", "aomine/", "aomine/checkpoint/"):
        page = client.get(f"/journal/{address}").content.decode()
        assert not re.search("[ぁ-ゖァ-ヺ]", words_of_ours(page)), address


def test_what_is_fictional_says_so_on_every_page_and_on_the_sheet_to_print(client, written):
    client.force_login(written.person(AOMINE, "secretariat"))
    for address in ("", "aomine/", "aomine/checkpoint/"):
        page = client.get(f"/journal/{address}").content.decode().split("<main")[1]
        assert "青嶺連携中枢都市圏（見本）" in page, address
