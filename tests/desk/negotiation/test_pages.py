"""協議の画面: the text with what was said of it, one provision, one comment, the next text."""

import io
import re

import pytest

from tests.desk.office import AOMINE, HAMABE, KAWAZOE
from tests.desk.procedures.desk import Desk

pytestmark = pytest.mark.django_db
WORDS = "圏域の活性化"


@pytest.fixture
def desk(office, client):
    made = Desk(office, client)
    made.sign_in(HAMABE)
    return made


def at(desk, more=""):
    return f"/procedures/{desk.procedure.pk}/negotiation/{more}"


def say(desk, body="言葉が足りない。", node="art_1", **values):
    answer = desk.client.post(at(desk, f"at/{node}/"), {"body": body} | values)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def offer(desk):
    return say(desk, before=WORDS, after="圏域の持続的な発展")


def answer(desk, address, accepted="yes", reason="", name=AOMINE):
    from renkei.desk.negotiation.models import Proposal

    values = {
        "do": "answer",
        "proposal": Proposal.objects.latest("pk").pk,
        "party": desk.office.places[name].code,
        "accepted": accepted,
        "reason": reason,
    }
    return desk.client.post(address, values)


def test_a_comment_stands_beside_its_provision(desk):
    say(desk, quoted="活性化を図る")
    html = desk.get(at(desk))
    assert "言葉が足りない。" in html
    assert '<mark class="spoken">活性化を図る</mark>' in html
    assert "1件（協議中 1件）" in html


def test_the_words_of_a_comment_are_kept_when_it_is_refused(desk):
    answer = desk.client.post(
        at(desk, "at/art_1/"), {"body": "長い意見", "quoted": "活性化することを"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "「活性化することを」という言葉は、第1条にありません。" in html
    assert "長い意見" in html


def test_a_comment_whose_proposal_does_not_fit_is_not_recorded_either(desk):
    from renkei.desk.negotiation.models import Comment

    answer = desk.client.post(
        at(desk, "at/art_1/"), {"body": "意見", "before": "甲及び乙", "after": "両市"}
    )
    assert "か所にあります" in answer.content.decode()
    assert not Comment.objects.exists()


def test_proposal_answer_and_next_text_in_the_browser(desk):
    address = offer(desk)
    desk.sign_in(AOMINE)
    assert "青嶺市の回答を記録する" in desk.get(address)
    assert "浜辺市の回答を記録する" not in desk.get(address)
    assert answer(desk, address).status_code == 302
    assert "同意された修正案 1件を案文に取り込む" in desk.get(at(desk))
    page = desk.get(at(desk, "take/"))
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    desk.client.post(at(desk, "take/"), {"seen": seen})
    html = desk.get(at(desk))
    assert "圏域の持続的な発展を図ること" in html
    assert "第2案" in html
    assert "修正案を第2案に取り込みました。" in html


def test_who_looked_at_an_older_page_takes_nothing_in(desk):
    answer(desk, offer(desk), name=HAMABE)
    desk.sign_in(AOMINE)
    answer(desk, at(desk, "comments/1/").replace("/1/", f"/{_newest()}/"))
    reply = desk.client.post(at(desk, "take/"), {"seen": "older"}, follow=True)
    assert "修正案か案文が変わりました" in reply.content.decode()
    desk.procedure.refresh_from_db()
    assert WORDS in bytes(desk.procedure.text).decode()


def _newest():
    from renkei.desk.negotiation.models import Comment

    return Comment.objects.latest("pk").pk


def test_a_refusal_without_a_reason_is_asked_for_one(desk):
    address = offer(desk)
    desk.sign_in(AOMINE)
    reply = answer(desk, address, "no")
    assert reply.status_code == 422
    assert "理由を入れてください。" in reply.content.decode()
    answer(desk, address, "no", "要綱の言葉と違う。")
    assert "要綱の言葉と違う。" in desk.get(address)


@pytest.mark.parametrize("key", ["9" * 5_000, "9" * 30, "²", "", "0"])
def test_a_proposal_that_nobody_made_is_not_found(desk, key):
    values = {"do": "withdraw", "proposal": key, "why": "やめる"}
    assert desk.client.post(offer(desk), values).status_code == 404


def test_who_has_to_answer_finds_the_answer_open_and_the_provision_beside_it(desk):
    address = offer(desk)
    assert '<details class="fold" open><summary>青嶺市の回答' not in desk.get(address)
    desk.sign_in(AOMINE)
    html = desk.get(address)
    assert '<details class="fold" open><summary>青嶺市の回答' in html
    assert "甲及び乙が連携して" in html
    answer(desk, address)
    assert '<details class="fold"><summary>青嶺市の回答' in desk.get(address)


def test_replies_and_what_became_of_it(desk):
    address = say(desk)
    desk.sign_in(AOMINE)
    desk.client.post(address, {"do": "reply", "body": "次の変更のときに改めます。"})
    assert "この意見を済みとする" not in desk.get(address)
    desk.sign_in(HAMABE)
    html = desk.get(address)
    assert "次の変更のときに改めます。" in html
    desk.client.post(address, {"do": "settle", "outcome": "次の変更で改める。"})
    assert "次の変更で改める。" in desk.get(address)
    assert "1件（協議中 0件）" in desk.get(at(desk))


def test_a_comment_on_a_provision_that_is_gone_stands_at_the_end_with_its_old_words(desk):
    from renkei.desk.procedures.operations import put_text
    from tests.desk.office import at_machine
    from tests.desk.procedures.matters import text

    say(desk, node="art_2", quoted="甲及び乙の協議による")
    new = text(HAMABE).decode()
    gone = new[new.index("（変更等）") : new.index("附　則")]
    put_text(at_machine(), desk.procedure, new.replace(gone, "").encode(), "短い案.txt")
    html = desk.get(at(desk))
    lost = html[html.index("今の案文にない規定への意見") :]
    assert "第2条" in lost
    assert "甲及び乙の協議による" in lost
    assert "この言葉は、今の案文にはありません。" in lost


def test_only_the_parties_and_the_secretariat_read_any_of_it(desk):
    address = say(desk)
    pages = [at(desk), at(desk, "at/art_1/"), at(desk, "record"), at(desk, "sheet/"), address]
    desk.sign_in(KAWAZOE)
    assert {desk.client.get(page).status_code for page in pages} == {404}
    desk.sign_in(AOMINE, "secretariat")
    assert {desk.client.get(page).status_code for page in pages} == {200}
    desk.client.logout()
    assert {desk.client.get(page).status_code for page in pages} == {302}


@pytest.mark.parametrize("name", [HAMABE, AOMINE])
def test_what_was_said_elsewhere_is_not_found_at_another_procedure(desk, name):
    from renkei.desk.negotiation.models import Comment, Proposal
    from renkei.desk.negotiation.operations import comment, propose
    from tests.desk.office import at_machine
    from tests.desk.procedures.matters import Way, agreement

    say(desk)
    way = Way(desk.office, agreement(desk.office, KAWAZOE), KAWAZOE).open()
    other = comment(at_machine(), way.procedure, "art_1", "よそでの意見")
    proposal = propose(at_machine(), other, WORDS, "圏域の発展")
    desk.sign_in(name)
    own = at(desk, f"comments/{Comment.objects.earliest('pk').pk}/")
    assert desk.client.get(at(desk, f"comments/{other.pk}/")).status_code == 404
    values = {"proposal": proposal.pk, "why": "やめる", "outcome": "済み", "body": "x"}
    for done in ("reply", "settle"):
        answer = desk.client.post(at(desk, f"comments/{other.pk}/"), values | {"do": done})
        assert answer.status_code == 404
    assert desk.client.post(own, values | {"do": "withdraw"}).status_code == 404
    assert Proposal.objects.get(pk=proposal.pk).state == "open"


def test_who_only_reads_is_offered_no_form(desk):
    address = say(desk)
    desk.sign_in(AOMINE, "reader")
    for page in (at(desk), at(desk, "at/art_1/"), address):
        html = desk.get(page)
        assert '<form method="post"' not in html
    assert desk.client.post(at(desk, "at/art_1/"), {"body": "だめなはず"}).status_code == 403


def test_the_procedure_and_what_is_due_count_what_is_open(desk):
    offer(desk)
    assert "意見 1件（協議中 1件）" in desk.get(f"/procedures/{desk.procedure.pk}/")
    desk.sign_in(AOMINE)
    html = desk.get("/due/?for=municipality")
    assert "回答する修正案 1件" in html
    desk.sign_in(HAMABE)
    html = desk.get("/due/?for=municipality")
    assert "協議中の意見 1件" in html
    assert "回答する修正案" not in html


def test_another_municipality_is_not_told_that_something_is_talked_about(desk):
    offer(desk)
    mine = "/due/?for=municipality"
    assert at(desk) in desk.get(mine)
    desk.sign_in(KAWAZOE)
    assert at(desk) not in desk.get(mine)


def test_the_record_is_a_word_file_that_says_who_said_what_and_what_became_of_it(desk):
    import docx

    address = offer(desk)
    desk.sign_in(AOMINE)
    answer(desk, address, "no", "要綱の言葉と違う。")
    reply = desk.client.get(at(desk, "record"))
    document = docx.Document(io.BytesIO(reply.content))
    words = "\n".join(p.text for p in document.paragraphs) + "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    for said in ("【見本】協議記録", "第1条", "言葉が足りない。", "乙 浜辺市", "企画課", "同意しない",
                 "要綱の言葉と違う。", "不同意"):  # fmt: skip
        assert said in words, said
    assert {r.text for r in _runs(document) if r.font.strike} == {"活性化"}


def test_the_record_reads_as_an_official_paper(desk):
    import docx
    from docx.oxml.ns import qn

    offer(desk)
    document = docx.Document(io.BytesIO(desk.client.get(at(desk, "record")).content))
    table = document.tables[0]
    assert re.search(
        r"令和[0-9]+年[0-9]+月[0-9]+日 [0-9]{2}:[0-9]{2}$", table.rows[1].cells[3].text
    )
    assert "取消線は改める言葉、下線は改めた後の言葉" in "".join(
        p.text for p in document.paragraphs
    )
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    assert "PAGE" in document.sections[0].footer._element.xml


def _runs(document):
    return [
        run
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]


def test_pages_ask_the_database_no_more_the_more_is_said(desk, django_assert_max_num_queries):
    for _ in range(3):
        offer(desk)
    with django_assert_max_num_queries(40) as few:
        desk.get(at(desk))
    for _ in range(10):
        offer(desk)
        say(desk, node="art_2")
    with django_assert_max_num_queries(40) as many:
        desk.get(at(desk))
    assert len(many) == len(few) <= 20
