"""Old agreements: entered as the papers tell, gaps shown, the other party confirming."""

from datetime import date

import pytest

from renkei.desk.agreements.models import Agreement, Expression
from renkei.desk.agreements.operations import import_text
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.operation import NotPermitted
from renkei.desk.procedures import operations as do
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.operations import PastAct
from renkei.desk.procedures.queries import case_of
from renkei.desk.procedures.rules import Kind, Step, progress
from tests.desk.office import AOMINE, HAMABE, at_machine, behind_the_back
from tests.desk.procedures.matters import PDF, TODAY, agreement, day, deed, party, text
from tests.docs.pages import SAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told_on_that_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


def codes(call, *args, **options) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        call(*args, **options)
    return [(problem.code, problem.field) for problem in refused.value.problems]


def concluded(office, row, actor, *more, effective="2021-04-01"):
    """The conclusion of 青嶺市 and 浜辺市, of which the signing and one notice are on paper."""
    return do.record_past(
        actor,
        row,
        Kind.CONCLUDE,
        name="連携協約の締結",
        acts=[
            PastAct(Step.SIGN, None, deed("2021-03-25", papers=[("協約書.pdf", PDF)])),
            PastAct(Step.PUBLISH, party(row, AOMINE), deed("2021-03-26", number="告示第55号")),
            *more,
        ],
        effective=day(effective) if effective else None,
    )


def test_the_agreement_of_sapporo_and_ishikari(office) -> None:
    from renkei.desk.region.models import Municipality, Region

    with behind_the_back(Region):
        region = Region.objects.create(slug="sapporo", name="さっぽろ", scheme="renkei_chusu")
        for code, name, kind in [("011002", "札幌市", "designated"), ("012351", "石狩市", "city")]:
            Municipality.objects.create(code=code, name=name, kind=kind, prefecture="北海道")
    row = import_text(at_machine(), "s-i", SAMPLE.read_bytes(), filename="s.txt", region=region)
    sapporo, ishikari = row.parties.order_by("order")
    procedure = do.record_past(
        at_machine(),
        row,
        Kind.CONCLUDE,
        name="連携協約の締結",
        acts=[PastAct(Step.SIGN, None, deed("2019-03-29"))],
        effective=date(2019, 4, 1),
    )
    assert not progress(case_of(procedure), date(2019, 3, 31)).in_force
    assert progress(case_of(procedure), date(2019, 4, 1)).in_force
    wording = row.expressions.get()
    assert (wording.procedure, wording.concluded, wording.valid_from) == (
        procedure,
        date(2019, 3, 29),
        date(2019, 4, 1),
    )
    assert procedure.state == Procedure.State.DONE
    assert procedure.stage_ja == "施行済み（記録の欠け8件）"
    assert (sapporo.designation, ishikari.designation) == ("甲", "乙")


def test_what_is_missing_is_shown_and_hinders_nothing(office) -> None:
    row = agreement(office)
    procedure = concluded(office, row, office.at(AOMINE, "editor"))
    gaps = [gap.ja for gap in progress(case_of(procedure), TODAY).gaps]
    assert "乙（浜辺市）の議会の議決の記録がありません。" in gaps
    assert "乙（浜辺市）の告示の記録がありません。" in gaps
    assert "甲（青嶺市）の告示の記録がありません。" not in gaps
    assert procedure.next_due is None


def test_one_partys_account_is_confirmed_by_the_other(office) -> None:
    row = agreement(office)
    procedure = concluded(office, row, office.at(AOMINE, "editor"))
    assert "gap.unconfirmed" in {g.code for g in progress(case_of(procedure), TODAY).gaps}
    with pytest.raises(NotPermitted):
        do.confirm_past(office.at(HAMABE, "reader"), procedure)
    do.confirm_past(office.at(HAMABE, "approver"), procedure)
    assert not Act.objects.filter(procedure=procedure, confirmed=False).exists()
    procedure = Procedure.objects.get(pk=procedure.pk)
    assert "gap.unconfirmed" not in {g.code for g in progress(case_of(procedure), TODAY).gaps}
    again = codes(do.confirm_past, office.at(HAMABE, "approver"), procedure)
    assert again == [("confirm.nothing", "")]


def test_of_the_others_own_act_only_the_other_has_to_say(office) -> None:
    row = agreement(office)
    theirs = PastAct(Step.PUBLISH, party(row, HAMABE), deed("2021-03-27", number="告示第9号"))
    procedure = concluded(office, row, office.at(AOMINE, "editor"), theirs)
    confirmed = {
        act.party.name if act.party else "": act.confirmed
        for act in Act.objects.filter(procedure=procedure)
    }
    assert confirmed == {"": False, AOMINE: True, HAMABE: False}


def test_what_cannot_be_is_refused_all_at_once_and_nothing_is_written(office) -> None:
    row = agreement(office)
    actor = office.at(AOMINE, "editor")
    refused = codes(
        concluded,
        office,
        row,
        actor,
        PastAct(Step.FILE, party(row, HAMABE), deed("2031-01-01")),
        PastAct(Step.RESOLVE, party(row, HAMABE), deed("2021-03-10", result="")),
        PastAct(Step.FILE, party(row, AOMINE), deed("2021-04-02", papers=[("a.pdf", b"\x7fELF")])),
    )
    assert refused == [
        ("date.future", "2.date"),
        ("resolve.result", "3.result"),
        ("evidence.kind", "4.evidence"),
    ]
    assert Procedure.objects.count() == Act.objects.count() == 0


def test_a_paper_that_is_found_later_is_added(office) -> None:
    row = agreement(office)
    procedure = concluded(office, row, office.at(AOMINE, "editor"))
    found = deed("2021-03-12", result="passed", number="議案第9号")
    clerk = office.at(HAMABE, "council")
    do.record_resolution(clerk, procedure, party(row, HAMABE), found)
    gaps = [gap.ja for gap in progress(case_of(procedure), TODAY).gaps]
    assert "乙（浜辺市）の議会の議決の記録がありません。" not in gaps


def test_a_corrected_day_of_the_past_goes_on_to_the_wording(office) -> None:
    row = agreement(office)
    procedure = concluded(office, row, office.at(AOMINE, "approver"))
    act = Act.objects.get(procedure=procedure, step=Step.SIGN)
    do.correct_act(office.at(AOMINE, "approver"), act, deed("2021-03-24"))
    assert Expression.objects.get(agreement=row).concluded == date(2021, 3, 24)


def test_a_conclusion_is_entered_once(office) -> None:
    row = agreement(office)
    actor = office.at(AOMINE, "editor")
    concluded(office, row, actor)
    assert codes(concluded, office, row, actor) == [("past.twice", "")]


def test_an_old_change_takes_its_place_among_the_wordings(office) -> None:
    row = agreement(office)
    actor = office.at(AOMINE, "editor")

    def changed(signed, effective, more):
        return do.record_past(
            actor,
            row,
            Kind.CHANGE,
            name="変更",
            acts=[PastAct(Step.SIGN, None, deed(signed))],
            effective=day(effective),
            text=text(HAMABE, more) if more else b"",
            text_name="c.txt" if more else "",
        )

    changed("2025-03-20", "2025-04-01", "（二度目）")
    changed("2023-03-20", "2023-04-01", "（一度目）")  # found afterwards
    spans = [
        (e.valid_from, e.valid_until)
        for e in Expression.objects.filter(agreement=row).order_by("valid_from")
    ]
    assert spans == [
        (date(2021, 4, 1), date(2023, 3, 31)),
        (date(2023, 4, 1), date(2025, 3, 31)),
        (date(2025, 4, 1), None),
    ]
    without_text = changed("2026-03-20", "2026-04-01", "")
    gaps = {gap.code for gap in progress(case_of(without_text), TODAY).gaps}
    assert "gap.text" in gaps
    assert Expression.objects.filter(agreement=row).count() == 3


def test_an_old_abolition_ends_the_agreement(office) -> None:
    row = agreement(office)
    do.record_past(
        office.at(AOMINE, "editor"),
        row,
        Kind.ABOLISH,
        name="廃止",
        acts=[PastAct(Step.SIGN, None, deed("2024-03-20"))],
        effective=day("2024-04-01"),
    )
    row = Agreement.objects.get(pk=row.pk)
    assert (row.status, row.ended_on) == (Agreement.Status.ENDED, date(2024, 4, 1))
