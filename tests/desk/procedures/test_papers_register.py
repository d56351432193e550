from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.office import AOMINE, HAMABE, KAWAZOE, at_machine, behind_the_back
from tests.desk.procedures.paper_samples import TEXT

pytestmark = pytest.mark.django_db


def act(procedure, party, step, day, **fields):
    from renkei.desk.procedures.models import Act

    with behind_the_back(Act):
        return Act.objects.create(
            procedure=procedure, party=party, step=step, date=date.fromisoformat(day), **fields
        )


@pytest.fixture
def procedure(office):
    """青嶺市 and 川添町 conclude; both councils have resolved."""
    from renkei.desk.agreements.models import Agreement, Party
    from renkei.desk.agreements.reading import digest
    from renkei.desk.procedures.models import Procedure

    with behind_the_back(Agreement):
        agreement = Agreement.objects.create(
            slug="kawazoe",
            title="青嶺市及び川添町における連携中枢都市圏形成に係る連携協約",
            region=office.region,
            scheme="renkei_chusu",
            status="draft",
        )
        kou, otsu = (
            Party.objects.create(
                agreement=agreement,
                order=order,
                designation=designation,
                name=name,
                municipality=office.places[name],
            )
            for order, designation, name in ((1, "甲", AOMINE), (2, "乙", KAWAZOE))
        )
        made = Procedure.objects.create(
            agreement=agreement,
            region=office.region,
            kind="conclude",
            name="連携協約の締結",
            opened_on=date(2026, 6, 1),
            effective=date(2027, 4, 1),
            text=TEXT.encode(),
            text_name="案.txt",
            text_sha256=digest(TEXT.encode()),
        )
    for party, bill, day in ((kou, "41", "2026-09-24"), (otsu, "17", "2026-12-18")):
        act(made, party, "bill", "2026-09-04" if party is kou else "2026-12-04", number=bill)
        act(made, party, "resolve", day, result="passed")
    return made


def make(actor, procedure, which=None):
    from renkei.desk.procedures.papers_operations import make_papers

    return make_papers(actor, procedure, which)


def page(client, procedure):
    return client.get(f"/procedures/{procedure.pk}/papers/").content.decode()


def test_all_papers_are_made_once_and_again_only_where_something_changed(office, procedure):
    editor = office.at(AOMINE)
    made = make(editor, procedure)
    assert [(row.kind, row.version) for row in made[:3]] == [
        ("consultation", 1),
        ("bill", 1),
        ("bill", 1),
    ]
    assert make(editor, procedure) == []
    kou = procedure.agreement.parties.get(order=1)
    act(procedure, kou, "publish", "2027-03-30", number="55")
    again = make(editor, procedure)
    assert {(row.kind, row.party.order, row.version) for row in again} == {
        ("notice", 1, 2),
        ("filing", 1, 2),
    }
    assert procedure.documents.filter(kind="notice", party=kou).count() == 2


def test_a_paper_keeps_from_what_it_was_made_and_the_journal_its_digests(office, procedure):
    from renkei.desk.journal.models import Entry

    row = make(office.at(AOMINE), procedure)[1]
    assert row.made_from["expression"] == procedure.text_sha256
    assert row.made_from["procedure"] == str(procedure.pk)
    assert "見本" in row.title or "青嶺市" in row.title
    assert bytes(row.content)[:2] == b"PK"
    assert bytes(row.pdf)[:4] == b"%PDF"
    entry = Entry.objects.get(operation="procedures.make_papers")
    assert row.sha256 in entry.body
    assert entry.chain == "aomine"


def test_who_is_no_party_makes_no_papers_and_who_is_no_member_sees_none(client, office, procedure):
    from renkei.desk.journal.operation import NotPermitted

    with pytest.raises(NotPermitted):
        make(office.at(HAMABE), procedure)
    with pytest.raises(NotPermitted):
        make(office.at(AOMINE, "reader"), procedure)
    row = make(office.at(KAWAZOE, "council"), procedure)[0]
    client.force_login(office.person("見本県", "editor"))
    for address in ("", "all.zip"):
        assert client.get(f"/procedures/{procedure.pk}/papers/{address}").status_code == 404
    assert client.get(f"/papers/{row.pk}.docx").status_code == 404
    assert client.post(f"/procedures/{procedure.pk}/papers/make/").status_code == 404
    client.logout()
    assert client.get(f"/papers/{row.pk}.pdf").status_code == 302


def test_the_page_says_what_is_made_what_is_outdated_and_why(client, office, procedure):
    from renkei.desk.procedures.papers_operations import set_form_style
    from renkei.desk.region.models import Municipality

    client.force_login(office.person(AOMINE, "editor"))
    assert page(client, procedure).count("まだ作っていません") == 12
    answer = client.post(f"/procedures/{procedure.pk}/papers/make/", follow=True)
    assert "文書を12件作りました。" in answer.content.decode()
    place = Municipality.objects.get(name=AOMINE)
    set_form_style(at_machine(), place, {"comma": "，"}, place.revision)
    shown = page(client, procedure)
    assert "文書の体裁が変わりました" in shown
    assert 'value="bill:991015"' in shown
    assert 'value="bill:991031"' not in shown
    assert "提出日が空欄です" not in shown
    assert "告示番号が空欄です" in shown
    client.post(f"/procedures/{procedure.pk}/papers/make/", {"paper": "bill:991015"})
    assert procedure.documents.filter(kind="bill").count() == 3


def test_a_reader_of_a_party_sees_papers_but_no_way_to_make_them(client, office, procedure):
    make(office.at(AOMINE), procedure)
    client.force_login(office.person(KAWAZOE, "reader"))
    shown = page(client, procedure)
    assert "PDF" in shown
    assert "すべての文書を作る" not in shown
    assert client.post(f"/procedures/{procedure.pk}/papers/make/").status_code == 403


def test_files_come_with_their_names_and_all_in_one_zip(client, office, procedure):
    make(office.at(AOMINE), procedure)
    client.force_login(office.person(AOMINE, "reader"))
    row = procedure.documents.get(kind="bill", party__order=1)
    answer = client.get(f"/papers/{row.pk}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == bytes(row.pdf)
    answer = client.get(f"/procedures/{procedure.pk}/papers/all.zip")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "議案_青嶺市_第1版.docx" in names
    assert len(names) == 24


@pytest.mark.parametrize("paper", ["bill:999999", "lapse:991015", "x", ":", "bill"])
def test_a_paper_that_is_none_is_not_made(client, office, procedure, paper):
    client.force_login(office.person(AOMINE, "editor"))
    client.post(f"/procedures/{procedure.pk}/papers/make/", {"paper": paper})
    assert procedure.documents.count() == 0


def test_the_head_in_office_signs_and_an_acting_one_as_the_settings_say(office, procedure):
    from renkei.desk.procedures.basis import matter_of
    from renkei.desk.region.models import Head

    with behind_the_back(Head):
        Head.objects.create(
            municipality=office.places[AOMINE], name="次の 市長", since=date(2027, 2, 1)
        )
    assert matter_of(procedure, date(2027, 1, 31)).parties[0].office.head == "青野 一郎"
    assert matter_of(procedure, date(2027, 2, 1)).parties[0].office.head == "次の 市長"


def test_a_rejected_bill_is_no_resolution_of_the_papers(office, procedure):
    from renkei.desk.procedures.basis import matter_of

    kou = procedure.agreement.parties.get(order=1)
    act(procedure, kou, "resolve", "2026-12-20", result="rejected", round=2)
    party = matter_of(procedure, date(2027, 1, 1)).parties[0]
    assert party.resolution.date is None


def test_filings_go_to_the_governor_as_the_scheme_says(office, procedure):
    from renkei.desk.procedures.basis import matter_of

    assert [p.addressee for p in matter_of(procedure, date(2027, 1, 1)).parties] == [
        "見本県知事",
        "見本県知事",
    ]


def test_a_change_compares_with_the_text_in_force_and_names_its_day(office, procedure):
    from renkei.desk.agreements.models import Expression
    from renkei.desk.agreements.reading import digest, read_file, to_tree
    from renkei.desk.procedures.basis import matter_of

    with behind_the_back(Expression):
        Expression.objects.create(
            agreement=procedure.agreement,
            concluded=date(2024, 3, 28),
            valid_from=date(2024, 4, 1),
            source=TEXT.encode(),
            filename="a.txt",
            sha256=digest(TEXT.encode()),
            tree=to_tree(read_file(TEXT.encode())),
            profile="",
            read_at="2024-04-01T00:00:00+09:00",
        )
        procedure.kind = "change"
        procedure.text = TEXT.replace("時にに", "時に").encode()
        procedure.save()
    matter = matter_of(procedure, date(2027, 1, 1))
    assert matter.first_concluded == date(2024, 3, 28)
    assert matter.before is not None
    assert matter.before.source == TEXT
    made = make(office.at(AOMINE), procedure, [("bill", "991015")])
    assert len(made) == 1


def test_corrections_are_found_between_the_text_in_force_and_the_corrected_one(office, procedure):
    from renkei.desk.procedures.differences import corrections_of
    from renkei.instrument import read

    right = TEXT.replace("時ににおける", "時における")
    (slip,) = corrections_of(read(TEXT.encode(), name="a.txt"), read(right.encode(), name="b.txt"))
    assert slip.place == "別表「災害対策」 内容"
    assert "時ににおける" in slip.wrong
    assert "時における" in slip.right


def test_the_clause_on_notice_is_found_in_the_text():
    from renkei.desk.procedures.basis import clause_of
    from renkei.instrument import read

    text = (
        "協約\n\n（変更等）\n第1条　甲及び乙は、協議により変更する。\n"
        "２　甲又は乙は、議会の議決を経て相手方に通告し、これを失効させることができる。\n"
    )
    assert clause_of(read(text.encode(), name="a.txt")) == "第1条第2項"
    assert clause_of(read(TEXT.encode(), name="a.txt")) == ""


def test_the_list_of_papers_asks_no_more_than_its_budget(client, office, procedure):
    make(office.at(AOMINE), procedure)
    client.force_login(office.person(AOMINE, "editor"))
    with CaptureQueriesContext(connection) as queries:
        page(client, procedure)
    assert len(queries) == 10
