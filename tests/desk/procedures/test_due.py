from __future__ import annotations

import datetime
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from tests.desk.office import AOMINE, HAMABE, KAWAZOE, acting, behind_the_back

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 20)


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    """The page is opened on 20 January 2027."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: TODAY)


def opened(office, partner=KAWAZOE, number=1, effective=date(2027, 4, 1)):
    """青嶺市 and a partner conclude; the bills are not in yet."""
    from renkei.desk.accounts.models import Post
    from renkei.desk.agreements.models import Agreement, Party
    from renkei.desk.procedures.models import Procedure
    from renkei.desk.procedures.queries import case_of
    from renkei.desk.procedures.rules import due

    with behind_the_back(Agreement):
        agreement = Agreement.objects.create(
            slug=f"a-{number}",
            title=f"連携協約{number}",
            region=office.region,
            scheme="renkei_chusu",
            status="draft",
        )
        for order, name in ((1, AOMINE), (2, partner)):
            place = office.places[name]
            Party.objects.create(
                agreement=agreement,
                order=order,
                designation="甲乙"[order - 1],
                name=name,
                municipality=place,
                post=Post.objects.filter(municipality=place).first(),
            )
        procedure = Procedure.objects.create(
            agreement=agreement,
            region=office.region,
            kind="conclude",
            name=f"連携協約の締結{number}",
            opened_on=date(2026, 6, 1),
            effective=effective,
            text_sha256="ab" * 32,
        )
        procedure.next_due = min(item.on for item in due(case_of(procedure), TODAY))
        procedure.save()
    return procedure


def page(client, whose=""):
    return client.get("/due/", {"for": whose} if whose else {}).content.decode()


def test_what_is_overdue_comes_first_and_says_so_in_words(client, office):
    person = office.person(AOMINE, "editor")
    opened(office)
    client.force_login(person)
    shown = page(client)
    late, coming = shown.index("期限を過ぎているもの"), shown.index("日以内")
    assert late < coming
    assert "日超過" in shown
    assert "甲（青嶺市）の議案の提出" in shown
    assert "法定" in shown


def test_a_post_sees_its_own_a_municipality_its_own_and_the_region_all(client, office):
    person = office.person(AOMINE, "editor")
    opened(office)
    client.force_login(person)
    for whose in ("post", "municipality"):
        assert "乙（川添町）の議案の提出" not in page(client, whose)
        assert "甲（青嶺市）の議案の提出" in page(client, whose)
    assert "乙（川添町）の議案の提出" in page(client, "region")


def test_somebody_without_a_post_is_shown_their_municipality(client, office):
    from renkei.desk.accounts.models import Holding

    person = office.person(AOMINE, "editor")
    opened(office)
    with behind_the_back(Holding) as rows:
        rows.all().delete()
    client.force_login(person)
    shown = page(client, "post")
    assert "for=post" not in shown
    assert "甲（青嶺市）の議案の提出" in shown


def test_nothing_due_is_said_and_what_is_further_off_is_not_shown(client, office):
    person = office.person(AOMINE, "editor")
    opened(office, effective=TODAY + timedelta(days=400))
    client.force_login(person)
    assert "過ぎているものもありません" in page(client)


def test_the_page_is_for_people_who_sign_in(client, office):
    assert client.get("/due/").status_code == 302
    assert client.get("/due/reminders/").status_code == 302


def test_a_stranger_sees_nothing_of_it(client, office):
    opened(office)
    client.force_login(office.person("見本県", "editor"))
    for whose in ("", "post", "municipality", "region", "x"):
        assert "議案の提出" not in page(client, whose)


def test_an_ending_term_asks_for_talks_in_time(client, office):
    from renkei.desk.agreements.models import Agreement

    person = office.person(AOMINE, "editor")
    procedure = opened(office)
    with behind_the_back(Agreement) as rows:
        rows.filter(pk=procedure.agreement_id).update(
            status="concluded", term_ends=TODAY + timedelta(days=200)
        )
    client.force_login(person)
    assert "更新の協議の開始" in page(client, "municipality")


def test_the_page_asks_as_often_for_thirty_agreements_as_for_one(client, office):
    client.force_login(office.person(AOMINE, "editor"))

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(client, "municipality")
        return len(queries)

    opened(office)
    one = asked()
    for number in range(2, 31):
        opened(office, (KAWAZOE, HAMABE)[number % 2], number)
    assert asked() == one <= 12


# ---- the calendar


def address_of(client):
    shown = client.post("/due/reminders/", {"wish": "renew"}).content.decode()
    return shown.split('id="address" value="http://testserver')[1].split('"')[0]


def test_the_calendar_shows_what_is_due_without_signing_in(client, office):
    opened(office)
    client.force_login(office.person(AOMINE, "editor"))
    address = address_of(client)
    client.logout()
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    said = {str(event["SUMMARY"]): event for event in events}
    overdue = next(event for words, event in said.items() if "期限超過" in words)
    assert overdue.decoded("DTSTART") < TODAY
    assert any("締結" in words for words in said)
    assert not any("乙（川添町）の議案" in words for words in said)
    assert all("/procedures/" in str(event["URL"]) for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_a_renewed_or_stopped_address_no_longer_works(client, office):
    client.force_login(office.person(AOMINE, "editor"))
    first = address_of(client)
    second = address_of(client)
    assert first != second
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    client.post("/due/reminders/", {"wish": "revoke"})
    assert client.get(second).status_code == 404
    assert client.get("/due/calendar/x.ics").status_code == 404


def test_the_secret_is_kept_nowhere_and_ends_with_the_account(client, office):
    from renkei.desk.accounts.models import Person
    from renkei.desk.journal.models import Entry
    from renkei.desk.procedures.models import Reminder

    person = office.person(AOMINE, "editor")
    client.force_login(person)
    address = address_of(client)
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) >= 40
    assert token not in Reminder.objects.get().token_sha256
    entry = Entry.objects.get(operation="procedures.renew_calendar")
    assert token not in entry.body
    assert Reminder.objects.get().token_sha256 not in entry.body
    assert token not in client.get("/due/reminders/").content.decode()
    with behind_the_back(Person) as rows:
        rows.filter(pk=person.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_nobody_sets_the_reminders_of_another(office):
    from renkei.desk.journal.operation import NotPermitted
    from renkei.desk.procedures.reminder_operations import renew_calendar, set_digest

    one, other = office.person(AOMINE, "administrator"), office.person(KAWAZOE, "editor")
    with pytest.raises(NotPermitted):
        renew_calendar(acting(one), other)
    with pytest.raises(NotPermitted):
        set_digest(acting(one), other, True)


# ---- mail


def with_mail(person):
    from renkei.desk.accounts.models import Person

    with behind_the_back(Person) as rows:
        rows.filter(pk=person.pk).update(email="tanto@example.jp")
    person.refresh_from_db()
    return person


def test_a_digest_goes_only_to_who_asked_and_only_when_it_is_sent(client, office):
    from renkei.desk.procedures.digest import digests, send

    person = with_mail(office.person(AOMINE, "editor"))
    with_mail(office.person(KAWAZOE, "editor"))
    opened(office)
    assert digests(TODAY) == []
    client.force_login(person)
    client.post("/due/reminders/", {"wish": "mail"})
    (digest,) = digests(TODAY)
    assert mail.outbox == []
    assert digest.subject.startswith("期限のお知らせ（")
    assert "うち超過" in digest.subject
    assert "甲（青嶺市）の議案の提出" in digest.text
    assert "乙（川添町）の議案の提出" not in digest.text
    assert send([digest]) == 1
    assert mail.outbox[0].to == ["tanto@example.jp"]
    client.post("/due/reminders/", {"wish": "no-mail"})
    assert digests(TODAY) == []


def test_who_has_no_address_is_told_and_nothing_is_sent_when_nothing_is_due(client, office):
    from renkei.desk.procedures.digest import digest_for
    from renkei.desk.procedures.models import Reminder

    person = office.person(AOMINE, "editor")
    client.force_login(person)
    answer = client.post("/due/reminders/", {"wish": "mail"}, follow=True)
    assert "メールアドレスが登録されていないため" in answer.content.decode()
    assert not Reminder.objects.exists()
    assert digest_for(with_mail(person), TODAY) is None


def test_a_wish_that_is_none_is_refused(client, office):
    client.force_login(office.person(AOMINE, "editor"))
    assert client.post("/due/reminders/", {"wish": "everything"}).status_code == 404


def test_a_calendar_keeps_the_name_of_an_entry_when_its_day_moves():
    from renkei.desk.agreements.models import Agreement
    from renkei.desk.procedures.due_calendar import calendar_of
    from renkei.desk.procedures.due_queries import DueLine
    from renkei.desk.procedures.dues import Fixed
    from renkei.desk.procedures.models import Procedure
    from renkei.desk.procedures.rules import Due, Duty, Step

    def feed(day):
        item = Due(Step.FILE, "991015", day, False, Duty.STATUTORY, Fixed.HOUSE, "届出", "file")
        line = DueLine(item, Agreement(slug="a", title="題"), Procedure(pk=7), None, "", 3)
        at = datetime.datetime(2027, 1, 20, tzinfo=datetime.UTC)
        return Calendar.from_ical(calendar_of([line], "期限", at, "https://x")).walk("VEVENT")[0]

    first, second = feed(date(2027, 1, 23)), feed(date(2027, 1, 24))
    assert first["UID"] == second["UID"]
    assert second.decoded("DTSTART") == date(2027, 1, 24)
    assert second["DTSTART"].params["VALUE"] == "DATE"
