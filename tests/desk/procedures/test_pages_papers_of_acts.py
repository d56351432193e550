"""Papers of an act, and papers that were made: what goes, and what is no longer the newest."""

import pytest
from django.urls import reverse

from tests.desk.office import AOMINE, HAMABE, at_machine
from tests.desk.procedures.desk import PDF, Desk
from tests.desk.procedures.matters import deed, text


@pytest.fixture
def desk(office, client):
    made = Desk(office, client)
    made.sign_in(AOMINE)
    made.record("agree", AOMINE, date="R8.6.12")
    return made


def paper_of(desk, name="別の協約.pdf"):
    from renkei.desk.procedures import operations

    act = desk.procedure.acts.get(step="agree")
    (paper,) = operations.attach(at_machine(), act, deed("2026-06-12", papers=[(name, PDF)]))
    address = reverse("procedures:remove-paper", args=[desk.procedure.pk, act.pk, paper.pk])
    return act, paper, address


def test_a_paper_attached_by_mistake_is_removed_with_a_reason(desk):
    from renkei.desk.journal.models import Entry

    act, paper, address = paper_of(desk)
    assert address in desk.get(f"/procedures/{desk.procedure.pk}/")
    assert paper.sha256 in desk.get(address)
    refused = desk.client.post(address, {"why": " "})
    assert refused.status_code == 422
    assert act.evidence.count() == 1
    page = desk.client.post(address, {"why": "別の協約の書類"}, follow=True).content.decode()
    assert "書類を取り除きました" in page
    assert act.evidence.count() == 0
    entry = Entry.objects.get(operation="procedures.remove_paper")
    assert paper.sha256 in entry.body
    assert desk.client.post(address, {"why": "もう一度"}).status_code == 404


def test_the_other_party_and_readers_remove_nothing(desk):
    act, _paper, address = paper_of(desk)
    for name, role in ((HAMABE, "approver"), (AOMINE, "reader"), (AOMINE, "secretariat")):
        desk.sign_in(name, role)
        assert desk.client.post(address, {"why": "x"}).status_code in (403, 404), role
    assert act.evidence.count() == 1


def test_the_sheet_on_which_a_record_rests_stays(desk):
    from tests.desk.office import behind_the_back

    act, _paper, address = paper_of(desk, "手続記録票_返送.pdf")
    with behind_the_back(type(act)) as rows:
        rows.filter(pk=act.pk).update(transmitted=[desk.office.places[AOMINE].code])
    answer = desk.client.post(address, {"why": "いらない"})
    assert answer.status_code == 422
    assert "ただ一つの証拠" in answer.content.decode()
    assert act.evidence.count() == 1


def test_the_page_says_which_papers_another_text_or_a_later_record_has_overtaken(desk):
    from renkei.desk.procedures import operations, papers_operations

    page = f"/procedures/{desk.procedure.pk}/"
    papers_operations.make_papers(at_machine(), desk.procedure)
    html = desk.get(page)
    assert "作成の後に記録が加わりました" not in html
    assert "案文が変わりました" not in html
    desk.sign_in(HAMABE)
    desk.record("agree", HAMABE, date="R8.6.15")
    assert "作成の後に記録が加わりました" in desk.get(page)
    operations.put_text(at_machine(), desk.procedure, text(HAMABE, more="別の文。"), "別.txt")
    assert "案文が変わりました" in desk.get(page)
