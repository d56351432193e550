"""One matter over several agreements: opened, voted and published together, or not at all."""

from datetime import date

import pytest

from renkei.desk.frame.problems import Refused
from renkei.desk.journal.models import Entry
from renkei.desk.journal.operation import NotPermitted
from renkei.desk.procedures import operations as do
from renkei.desk.procedures.holding import Upload
from renkei.desk.procedures.models import Act, Batch, Procedure
from renkei.desk.procedures.queries import board
from renkei.desk.procedures.rules import Kind, Step
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, KITANO, TAKAHO, at_machine
from tests.desk.procedures.matters import TODAY, agreement, day, deed, party, text

pytestmark = pytest.mark.django_db
PARTNERS = (HAMABE, KAWAZOE, TAKAHO, KITANO)


@pytest.fixture(autouse=True)
def told_on_that_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def four(office):
    return [agreement(office, partner) for partner in PARTNERS]


def opened(office, four, texts=None) -> Batch:
    return do.open_batch(
        office.at(AOMINE, "editor"),
        office.region,
        four,
        Kind.CHANGE,
        name="連携協約の変更（災害対策の字句）",
        opened_on=day("2026-06-01"),
        effective=day("2027-04-01"),
        reason="字句を改めるため。",
        texts=texts
        or {
            row.pk: Upload("c.txt", text(partner, "（改正）"))
            for row, partner in zip(four, PARTNERS, strict=False)
        },
    )


def procedures(batch: Batch) -> list[Procedure]:
    return list(Procedure.objects.filter(batch=batch).order_by("pk"))


def test_one_procedure_on_each_agreement_with_its_own_text(office, four) -> None:
    found = procedures(opened(office, four))
    assert [p.agreement for p in found] == four
    assert len({p.text_sha256 for p in found}) == 4
    assert {p.stage_ja for p in found} == {"甲・乙の確認待ち"}
    assert Entry.objects.filter(operation="procedures.open_batch").count() == 1


def test_one_text_of_other_parties_stops_all(office, four) -> None:
    texts = {four[2].pk: Upload("c.txt", text(HAMABE))}
    with pytest.raises(Refused) as refused:
        opened(office, four, texts)
    (problem,) = refused.value.problems
    assert problem.code == "text.parties"
    assert problem.ja.startswith(f"青嶺市及び{TAKAHO}における")
    assert Batch.objects.count() == Procedure.objects.count() == 0


def test_the_centre_city_or_the_secretariat_opens_it(office, four) -> None:
    partner = office.at(HAMABE, "editor", "approver")
    with pytest.raises(NotPermitted):
        do.open_batch(partner, office.region, four, Kind.CHANGE, name="変更")
    secretariat = office.at(AOMINE, "secretariat")
    assert do.open_batch(secretariat, office.region, four, Kind.CHANGE, name="変更")


def test_an_agreement_under_way_is_named_and_none_is_none(office, four) -> None:
    opened(office, four[:1])
    with pytest.raises(Refused) as refused:
        do.open_batch(office.at(AOMINE, "editor"), office.region, four, Kind.CHANGE, name="変更")
    assert [p.code for p in refused.value.problems] == ["open.twice"]
    with pytest.raises(Refused):
        do.open_batch(at_machine(), office.region, [], Kind.CHANGE, name="変更")


def test_the_whole_way_of_four_agreements_through_five_councils(office, four) -> None:
    batch = opened(office, four)
    found = procedures(batch)
    centre = office.at(AOMINE, "approver", "council")
    others = {
        p.pk: office.at(n, "approver", "council") for p, n in zip(found, PARTNERS, strict=True)
    }

    def each(step, name, said):
        """Each with its own deed: name 甲 for the centre, else the partner."""
        return [
            (p, party(p.agreement, AOMINE if name == "甲" else PARTNERS[n]), said(p, n))
            for n, p in enumerate(found)
        ]

    def agreed(p, _n):
        return deed("2026-06-12", text_sha256=p.text_sha256)

    do.record_together(centre, Step.AGREE, each(Step.AGREE, "甲", agreed))
    # One bill per partner in the centre's council.
    with pytest.raises(Refused) as refused:
        do.record_together(
            centre,
            Step.BILL,
            each(Step.BILL, "甲", lambda p, n: deed("2026-09-01", number=f"議案第{41 + n}号")),
        )
    assert [p.code for p in refused.value.problems] == ["gate.agree"] * 4
    assert Act.objects.filter(step=Step.BILL).count() == 0
    for n, p in enumerate(found):
        there = party(p.agreement, PARTNERS[n])
        do.agree_text(others[p.pk], p, there, agreed(p, n))
    bills = each(Step.BILL, "甲", lambda p, n: deed("2026-09-01", number=f"議案第{41 + n}号"))
    do.record_together(centre, Step.BILL, bills)
    votes = each(Step.RESOLVE, "甲", lambda p, n: deed("2026-09-24", result="passed"))
    do.record_together(centre, Step.RESOLVE, votes)
    for n, p in enumerate(found):
        there, actor = party(p.agreement, PARTNERS[n]), others[p.pk]
        do.record_bill(actor, p, there, deed("2026-12-01", number="議案第17号"))
        do.record_resolution(actor, p, there, deed("2026-12-14", result="passed"))
    do.record_together(centre, Step.SIGN, [(p, None, deed("2027-01-20")) for p in found])
    for n, p in enumerate(found):
        there, actor = party(p.agreement, PARTNERS[n]), others[p.pk]
        do.confirm_signing(actor, p)
        do.record_publication(actor, p, there, deed("2027-01-25", number=f"告示第{n + 1}号"))
        do.record_filing(actor, p, there, deed("2027-01-25"))
    # The same number for two agreements: refused together, whichever comes second.
    same = each(Step.PUBLISH, "甲", lambda p, n: deed("2027-01-21", number="告示第3号"))
    with pytest.raises(Refused) as refused:
        do.record_together(centre, Step.PUBLISH, same)
    assert [p.code for p in refused.value.problems] == ["publish.number_twice"] * 3
    own = each(Step.PUBLISH, "甲", lambda p, n: deed("2027-01-21", number=f"告示第{n + 3}号"))
    do.record_together(centre, Step.PUBLISH, own)
    filed = each(Step.FILE, "甲", lambda p, n: deed("2027-01-22"))
    do.record_together(centre, Step.FILE, filed)
    do.record_together(centre, Step.TAKE_EFFECT, [(p, None, deed("2027-04-01")) for p in found])
    rows = board(batch, TODAY)
    assert {row.progress.stage_ja for row in rows} == {"変更施行済み"}
    assert all(row.progress.in_force_from == date(2027, 4, 1) for row in rows)
