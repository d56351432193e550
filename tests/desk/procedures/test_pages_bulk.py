"""One step of several agreements recorded together: numbers in a row, all or nothing."""

import datetime
import re

import pytest

from renkei.desk.procedures.numbering import consecutive
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, TAKAHO, at_machine
from tests.desk.procedures.matters import agreement, text

PARTNERS = (HAMABE, KAWAZOE, TAKAHO)


@pytest.mark.parametrize(
    ("first", "numbers"),
    [
        ("議案第41号", ["議案第41号", "議案第42号", "議案第43号"]),
        ("議案第９９号", ["議案第９９号", "議案第１００号", "議案第１０１号"]),
        ("令和8年議案第009号", ["令和8年議案第009号", "令和8年議案第010号", "令和8年議案第011号"]),
        ("追加議案", ["追加議案"] * 3),
    ],
)
def test_numbers_follow_each_other_as_they_are_written(first, numbers):
    assert consecutive(first, 3) == numbers


class Family:
    """The same change over three agreements, its text confirmed by all."""

    def __init__(self, office, client, agreed=True):
        from renkei.desk.procedures import operations
        from renkei.desk.procedures.holding import Upload
        from renkei.desk.procedures.models import Procedure
        from renkei.desk.region.schemes import Kind

        self.office, self.client = office, client
        rows = {name: agreement(office, name) for name in PARTNERS}
        self.batch = operations.open_batch(
            at_machine(),
            office.region,
            list(rows.values()),
            Kind.CHANGE,
            name="連携協約の変更（災害対策）",
            opened_on=datetime.date(2026, 6, 1),
            effective=datetime.date(2027, 4, 1),
            texts={
                row.pk: Upload(f"{name}.txt", text(name, more="改める。"))
                for name, row in rows.items()
            },
        )
        self.procedures = {
            name: Procedure.objects.get(agreement=row, batch=self.batch)
            for name, row in rows.items()
        }
        if agreed:
            for procedure in self.procedures.values():
                for party in procedure.agreement.parties.all():
                    operations.agree_text(
                        at_machine(),
                        procedure,
                        party,
                        operations.Deed(
                            datetime.date(2026, 6, 12), text_sha256=procedure.text_sha256
                        ),
                    )
        self.code = office.places[AOMINE].code

    def address(self, step="bill", name=AOMINE):
        return f"/batches/{self.batch.pk}/record/{step}/{self.office.places[name].code}/"

    def sign_in(self, name, *roles):
        self.client.force_login(self.office.person(name, *(roles or ("approver", "council"))))

    def rows(self, numbers, **more):
        values = {"date": "R8.9.1"} | more
        for (_name, procedure), number in zip(self.procedures.items(), numbers, strict=True):
            values |= {f"chosen-{procedure.pk}": "on", f"number-{procedure.pk}": number}
        return values


@pytest.fixture
def family(office, client):
    return Family(office, client)


NUMBERS = ["議案第41号", "議案第42号", "議案第43号"]


def test_the_council_gets_three_bills_on_one_day(family):
    from renkei.desk.journal.models import Entry
    from renkei.desk.procedures.models import Act

    family.sign_in(AOMINE)
    before = Entry.objects.count()
    answer = family.client.post(family.address(), family.rows(NUMBERS))
    assert answer.status_code == 302
    check = answer.headers["Location"]
    html = family.client.get(check).content.decode()
    assert "3件を記録します" in html
    assert Act.objects.filter(step="bill").count() == 0
    done = family.client.post(check, follow=True)
    assert "3件を記録しました" in done.content.decode()
    assert sorted(Act.objects.filter(step="bill").values_list("number", flat=True)) == NUMBERS
    assert Entry.objects.count() == before + 3
    assert "議案第42号" in done.content.decode()


def test_sending_the_confirmation_twice_records_once(family):
    from renkei.desk.procedures.models import Act

    family.sign_in(AOMINE)
    check = family.client.post(family.address(), family.rows(NUMBERS)).headers["Location"]
    family.client.post(check)
    assert "すでに登録されたか" in family.client.post(check, follow=True).content.decode()
    assert Act.objects.filter(step="bill").count() == 3


def test_numbers_are_given_in_a_row_on_request(family):
    family.sign_in(AOMINE)
    html = family.client.post(
        family.address(), family.rows(["", "", ""], first="議案第７号", renumber="1")
    ).content.decode()
    found = re.findall(r'name="number-\d+" value="([^"]*)"', html)
    assert found == ["議案第７号", "議案第８号", "議案第９号"]


def test_one_wrong_row_keeps_all_of_them_out_and_is_named(family):
    from renkei.desk.journal.models import Entry
    from renkei.desk.procedures.models import Act

    family.sign_in(AOMINE)
    before = Act.objects.count(), Entry.objects.count()
    values = family.rows(NUMBERS)
    values[f"date-{family.procedures[KAWAZOE].pk}"] = "R8.6.1"
    answer = family.client.post(family.address(), values)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f"#row-{family.procedures[KAWAZOE].pk}" in html
    assert f"#row-{family.procedures[HAMABE].pk}" not in html
    assert 'value="議案第43号"' in html
    assert (Act.objects.count(), Entry.objects.count()) == before


def test_a_day_that_is_none_is_named_in_its_row(family):
    family.sign_in(AOMINE)
    values = family.rows(NUMBERS)
    values[f"date-{family.procedures[TAKAHO].pk}"] = "令和9年2月30日"
    answer = family.client.post(family.address(), values)
    assert answer.status_code == 422
    assert f"#date-{family.procedures[TAKAHO].pk}" in answer.content.decode()


def test_choosing_no_agreement_is_refused(family):
    family.sign_in(AOMINE)
    answer = family.client.post(family.address(), {"date": "R8.9.1"})
    assert answer.status_code == 422
    assert "一つ以上選んでください" in answer.content.decode()


def test_two_notices_of_one_number_are_seen_before_anything_is_written(family):
    from renkei.desk.procedures import operations
    from renkei.desk.procedures.models import Act
    from renkei.desk.region.schemes import Step

    def deed(day, **more):
        return operations.Deed(datetime.date.fromisoformat(day), **more)

    for procedure in family.procedures.values():
        parties = list(procedure.agreement.parties.all())
        for party in parties:
            operations.record_bill(at_machine(), procedure, party, deed("2026-09-01"))
            operations.record_resolution(
                at_machine(), procedure, party, deed("2026-09-24", result="passed")
            )
        operations.record_signing(at_machine(), procedure, None, deed("2026-10-01"))
        with_all = Act.objects.get(procedure=procedure, step=Step.SIGN)
        if not with_all.confirmed:
            operations.confirm_signing(at_machine(), procedure)
    family.sign_in(AOMINE)
    numbers = ["青嶺市告示第120号", "青嶺市告示第120号", "青嶺市告示第121号"]
    answer = family.client.post(family.address("publish"), family.rows(numbers, date="R8.10.2"))
    assert answer.status_code == 422
    assert "ほかの告示で使われています" in answer.content.decode()
    assert Act.objects.filter(step="publish").count() == 0


def test_the_board_shows_what_is_done_and_offers_what_can_be_done_together(family):
    family.sign_in(AOMINE)
    html = family.client.get(f"/batches/{family.batch.pk}/").content.decode()
    assert family.address() in html
    assert family.address(name=HAMABE) not in html
    assert "R8.6.12" in html


def test_a_partner_is_not_offered_and_may_not_record_the_steps_of_the_centre(family):
    from renkei.desk.procedures.models import Act

    family.sign_in(HAMABE)
    answer = family.client.post(family.address(), family.rows(NUMBERS))
    assert answer.status_code == 403
    assert Act.objects.filter(step="bill").count() == 0


@pytest.mark.parametrize("step", ["take_effect", "nonsense", "expire"])
def test_what_follows_by_itself_cannot_be_recorded_in_bulk(family, step):
    family.sign_in(AOMINE)
    assert family.client.get(family.address(step)).status_code == 404


def test_a_board_of_strangers_is_not_there(family):
    from renkei.desk.accounts.models import Person
    from tests.desk.office import behind_the_back

    with behind_the_back(Person):
        stranger = Person(username="stranger")
        stranger.save()
    family.client.force_login(stranger)
    for address in (f"/batches/{family.batch.pk}/", family.address(), "/batches/999/"):
        assert family.client.get(address).status_code == 404


def test_a_partner_follows_the_others_on_the_board_but_opens_only_its_own(family):
    family.sign_in(HAMABE)
    html = family.client.get(f"/batches/{family.batch.pk}/").content.decode()
    own, other = family.procedures[HAMABE], family.procedures[KAWAZOE]
    assert KAWAZOE in html
    assert f'href="/procedures/{own.pk}/"' in html
    assert f'href="/procedures/{other.pk}/"' not in html
    assert family.client.get(f"/procedures/{other.pk}/").status_code == 404
    page = family.client.get(f"/procedures/{own.pk}/").content.decode()
    assert KAWAZOE in page
    assert f'href="/procedures/{other.pk}/"' not in page
