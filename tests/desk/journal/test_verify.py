"""renkei journal verify: what it finds, and where it says it is."""

import datetime

import pytest

from tests.desk.office import AOMINE, HAMABE, at_machine, behind_the_back

CODE = "991015"


def faults(*noted, chain="aomine"):
    from renkei.desk.journal import state, verify

    count = verify.Count()
    found = [
        fault
        for key in verify.chains()
        for fault in verify.faults_of_chain(
            key, count, *(note for note in noted if note.chain == key)
        )
    ]
    return found + state.faults_of_rows(count)


@pytest.fixture
def kept(db):
    """A region that was made by operations from the first row on."""
    from renkei.desk.region import operations
    from renkei.desk.region.models import Municipality

    region = operations.add_region(
        at_machine(), "aomine", name="青嶺連携中枢都市圏", scheme="renkei_chusu", fictional=True
    )
    for code, name in ((CODE, AOMINE), ("991023", HAMABE)):
        place = operations.add_municipality(
            at_machine(),
            code,
            name=name,
            kind="city",
            prefecture="見本県",
            fictional=True,
            region=region,
        )
        operations.add_member(at_machine(), region, place, since=None, centre=name == AOMINE)
    assert Municipality.objects.count() == 2
    return region


def rename(region, times):
    """So many operations more, whose entries stand in the journal of the region."""
    from renkei.desk.region.operations import edit_region

    for number in range(times):
        region = edit_region(
            at_machine(), region, revision=region.revision, name=f"青嶺圏域{number}",
            name_en="", source="",
        )  # fmt: skip
    return region


def test_a_thousand_operations_are_whole(kept):
    from renkei.desk.journal import state, verify

    rename(kept, 1_000)
    count = verify.Count()
    assert [f for key in verify.chains() for f in verify.faults_of_chain(key, count)] == []
    assert state.faults_of_rows(count) == []
    assert count.entries == 1_005  # and five that made the region and its members
    assert count.rows >= 5


@pytest.mark.parametrize("column", ["body", "who", "operation", "subject", "at", "post", "digest"])
def test_one_byte_changed_in_an_entry_names_the_entry(kept, column):
    from renkei.desk.journal.models import Entry

    rename(kept, 20)
    entry = Entry.objects.get(chain="aomine", number=7)
    value = getattr(entry, column)
    match column:
        case "body":
            changed = value.replace("青嶺圏域", "赤嶺圏域")
        case "at":
            changed = value + datetime.timedelta(microseconds=1)
        case "digest":
            changed = ("0" if value[0] != "0" else "1") + value[1:]
        case _:
            changed = value[:-1] + chr(ord(value[-1]) + 1) if value else "x"
    assert changed != value
    with behind_the_back(Entry) as rows:
        assert rows.filter(pk=entry.pk).update(**{column: changed}) == 1
    found = faults()
    assert found[0].number == 7
    assert found[0].chain == "aomine"


def test_an_entry_that_is_made_to_fit_still_breaks_the_next_one(kept):
    from renkei.desk.journal.chain import digest_of
    from renkei.desk.journal.models import Entry

    rename(kept, 5)
    entry = Entry.objects.get(chain="aomine", number=6)
    body = entry.body.replace("青嶺圏域", "赤嶺圏域")
    with behind_the_back(Entry) as rows:
        rows.filter(pk=entry.pk).update(body=body, digest=digest_of(body))
    assert faults()[0].number == 7


def test_a_gap_is_named(kept):
    from renkei.desk.journal.models import Concerned, Entry

    rename(kept, 10)
    gone = Entry.objects.filter(chain="aomine", number__in=[6, 7])
    with behind_the_back(Concerned) as rows:
        rows.filter(entry__in=gone).delete()
    with behind_the_back(Entry) as rows:
        rows.filter(pk__in=gone.values("pk")).delete()
    found = faults()
    assert "記録6〜7がありません" in found[0].ja
    assert found[0].number == 6


def cut_last(register_too):
    """Take the newest entry away, and perhaps make the register of chains agree."""
    from renkei.desk.journal.models import Chain, Concerned, Entry

    last = Entry.objects.filter(chain="aomine").order_by("-number").first()
    with behind_the_back(Concerned) as rows:
        rows.filter(entry=last).delete()
    with behind_the_back(Entry) as rows:
        rows.filter(pk=last.pk).delete()
    if register_too:
        with behind_the_back(Chain) as rows:
            rows.filter(key="aomine").update(count=last.number - 1, head=last.previous)
    return last


def test_an_entry_taken_from_the_end_is_missed(kept):
    rename(kept, 3)
    last = cut_last(register_too=False)
    assert f"記録{last.number}から{last.number}までがありません" in faults()[0].ja


def test_the_rows_miss_an_entry_taken_from_the_end_with_care(kept):
    rename(kept, 3)
    cut_last(register_too=True)
    found = faults()
    assert [(fault.row, fault.field) for fault in found] == [("region.region", "name")]


def test_a_note_kept_elsewhere_misses_it_whatever_was_done_here(kept):
    from renkei.desk.journal.verify import Checkpoint, heads
    from renkei.desk.region.models import Region

    rename(kept, 3)
    noted = heads("aomine")
    assert faults(noted) == []
    cut_last(register_too=True)
    with behind_the_back(Region) as rows:
        rows.update(name="青嶺圏域1")
    assert faults() == []
    found = faults(Checkpoint.read("aomine", f"{noted.number}:{noted.digest}"))
    assert [fault.number for fault in found] == [noted.number]


def test_a_chain_grown_since_the_note_is_whole(kept):
    from renkei.desk.journal.verify import heads

    noted = heads("aomine")
    rename(kept, 3)
    assert faults(noted) == []


def test_a_note_with_another_digest_is_found(kept):
    from renkei.desk.journal.verify import Checkpoint

    rename(kept, 3)
    found = faults(Checkpoint("aomine", 2, "f" * 64))
    assert [(fault.number, "控え" in fault.ja) for fault in found] == [(2, True)]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"count": 2}, "記録"),
        ({"head": "f" * 64}, "照合値"),
        ({"count": 99}, "までがありません"),
    ],
)
def test_a_changed_register_of_chains_is_found(kept, values, words):
    from renkei.desk.journal.models import Chain

    with behind_the_back(Chain) as rows:
        rows.filter(key="aomine").update(**values)
    assert words in "".join(fault.ja for fault in faults())


def test_a_chain_taken_out_of_the_register_is_found(kept):
    from renkei.desk.journal.models import Chain

    with behind_the_back(Chain) as rows:
        rows.filter(key="aomine").delete()
    assert "連なりの表に「aomine」がありません" in faults()[0].ja


def test_who_may_read_an_entry_cannot_be_widened_unseen(kept):
    from renkei.desk.journal.models import Concerned, Entry

    entry = Entry.objects.get(chain="aomine", number=2)
    with behind_the_back(Concerned) as rows:
        rows.create(entry=entry, code="991031", chain="aomine", number=2)
    assert [(fault.number, fault.field) for fault in faults()] == [(2, "concerns")]


def test_a_row_edited_behind_the_journal_is_named(kept):
    from renkei.desk.region.models import Municipality

    with behind_the_back(Municipality) as rows:
        rows.filter(code=CODE).update(name="青嶺市だった市")
    (fault,) = faults()
    assert (fault.row, fault.key, fault.field) == ("region.municipality", CODE, "name")
    assert "「名称」" in fault.ja


def test_an_edit_that_was_overwritten_since_is_named(kept):
    from renkei.desk.region.models import Region

    region = rename(kept, 2)
    with behind_the_back(Region) as rows:
        rows.update(name="ひそかな名")
    rename(Region.objects.get(), 1)
    (fault,) = faults()
    assert (fault.row, fault.key, fault.field) == ("region.region", str(region.pk), "name")
    assert "記録なしに変わっています" in fault.ja


def test_a_row_put_in_behind_the_journal_is_named(kept):
    from renkei.desk.region.models import Milestone

    with behind_the_back(Milestone) as rows:
        row = rows.create(region=kept, date="2020-01-01", name="なかった宣言")
    (fault,) = faults()
    assert (fault.row, fault.key) == ("region.milestone", str(row.pk))
    assert "登録した記録がありません" in fault.ja


def test_a_row_taken_out_behind_the_journal_is_named(kept):
    from renkei.desk.region.models import Membership

    with behind_the_back(Membership) as rows:
        rows.filter(municipality=CODE).delete()
    (fault,) = faults()
    assert fault.row == "region.membership"
    assert fault.number == 3


def test_a_secret_exchanged_behind_the_journal_is_named_and_stays_out_of_it(kept):
    from renkei.desk.accounts.models import Person
    from renkei.desk.accounts.operations import register
    from renkei.desk.journal.models import Entry

    person = register(at_machine(), "sato", "himitsu-no-kotoba-1", name="佐藤")
    assert not Entry.objects.filter(body__contains=person.password).exists()
    assert faults() == []
    with behind_the_back(Person) as rows:
        rows.update(password="md5$x$y")
    (fault,) = faults()
    assert (fault.row, fault.field) == ("accounts.person", "password")


def test_what_goes_with_a_deleted_row_is_recorded(kept):
    from renkei.desk.journal.operation import Concern, operation
    from renkei.desk.region.models import Membership, Region
    from renkei.desk.region.operations import add_milestone

    @operation("test.drop", ja="消す", en="Drop", concerns=lambda call: Concern())
    def drop(actor, region):
        for membership in Membership.objects.all():
            membership.delete()
        region.delete()

    add_milestone(at_machine(), kept, datetime.date(2020, 1, 1), "宣言")
    drop(at_machine(), Region.objects.get())
    assert faults() == []


def test_long_texts_files_numbers_and_days_compare(sample):
    """The shipped agreement: a text of many thousand characters, a file, lists, empty values."""
    assert faults() == []


def test_figures_written_in_different_ways_are_the_same_figure(kept):
    from decimal import Decimal

    from renkei.desk.region.models import Municipality, Statistic
    from renkei.desk.region.statistic_operations import Figure, add_statistic

    figure = Figure(
        CODE, "area", "survey", datetime.date(2020, 10, 1), Decimal("100"), "final", "国土地理院"
    )
    add_statistic(at_machine(), Municipality.objects.get(code=CODE), figure)
    assert str(Statistic.objects.get().value) == "100.00"
    assert faults() == []
    with behind_the_back(Statistic) as rows:
        rows.update(value=Decimal("100.01"))
    assert [fault.field for fault in faults()] == ["value"]


def test_a_paper_exchanged_behind_the_journal_is_named(office, monkeypatch):
    """証拠: the file itself, not only the digest that stands beside it."""
    from renkei.desk.journal.operations import adopt_missing
    from renkei.desk.procedures.models import Evidence
    from tests.desk.accounts.scenarios_procedures import attach
    from tests.desk.procedures.matters import TODAY

    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)

    class Here:
        """As much of a world as the builder asks for."""

        machine = at_machine()
        place = office.places[HAMABE]

    Here.office = office
    attach(Here).by(at_machine())
    adopt_missing(at_machine())
    assert faults() == []
    with behind_the_back(Evidence) as rows:
        row = rows.order_by("pk").last()
        rows.filter(pk=row.pk).update(content=bytes(row.content) + b"\n")
    assert [(fault.row, fault.field) for fault in faults()] == [("procedures.evidence", "content")]
