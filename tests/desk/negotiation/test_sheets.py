"""協議票: an Excel sheet goes out to one party, comes back filled in, is looked at, and only then entered."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.office import AOMINE, HAMABE, behind_the_back
from tests.desk.procedures.desk import Desk

pytestmark = pytest.mark.django_db
HEAD_ROW = 5


@pytest.fixture
def desk(office, client):
    made = Desk(office, client)
    made.sign_in(AOMINE)
    return made


class Paper:
    """The workbook as somebody fills it in."""

    def __init__(self, data):
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet = self.book["協議"]
        self.heads = [cell.value for cell in self.sheet[HEAD_ROW]]

    def row(self, key):
        for cells in self.sheet.iter_rows(min_row=HEAD_ROW + 1):
            if cells[0].value == key:
                return dict(zip(self.heads, cells, strict=True))
        raise LookupError(key)

    def write(self, key, **values):
        row = self.row(key)
        for head, value in values.items():
            row[head].value = value
        return self

    @property
    def keys(self):
        return [row[0].value for row in self.sheet.iter_rows(min_row=HEAD_ROW + 1)]

    def data(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def at(desk, more=""):
    return f"/procedures/{desk.procedure.pk}/negotiation/{more}"


def paper(desk, name=HAMABE):
    answer = desk.client.get(at(desk, f"sheet/file?party={desk.office.places[name].code}"))
    assert answer.status_code == 200
    return Paper(answer.content)


def hand_in(desk, made):
    data = made if isinstance(made, bytes) else made.data()
    return desk.client.post(at(desk, "sheet/"), {"file": SimpleUploadedFile("票.xlsx", data)})


def check(desk, made):
    answer = hand_in(desk, made)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def comments():
    from renkei.desk.negotiation.models import Comment

    return Comment.objects.order_by("pk")


def offer_of_aomine(desk):
    desk.client.post(
        at(desk, "at/art_1/"),
        {"body": "字句を改めたい。", "before": "圏域の活性化", "after": "圏域の発展"},
    )
    return comments().get().proposals.get()


def test_the_sheet_lists_every_provision_and_what_the_party_has_to_answer(desk):
    proposal = offer_of_aomine(desk)
    made = paper(desk)
    assert made.sheet["A1"].value == "【見本】協議票　浜辺市"
    assert {"n:", "n:art_1", "n:art_2", f"c:{proposal.comment_id}", f"p:{proposal.pk}"} <= set(
        made.keys
    )
    assert "圏域の活性化を図ること" in made.row("n:art_1")["今の文言・これまでのやりとり"].value
    assert not made.row("n:art_1")["意見・返答"].protection.locked
    assert made.row("n:art_1")["回答"].protection.locked
    assert not made.row(f"p:{proposal.pk}")["回答"].protection.locked
    assert f"p:{proposal.pk}" not in paper(desk, AOMINE).keys


def test_what_comes_back_is_looked_at_and_then_entered(desk):
    proposal = offer_of_aomine(desk)
    made = (
        paper(desk)
        .write("n:art_2", **{"意見・返答": "「廃止」の手続を分けたい。"})
        .write(f"c:{proposal.comment_id}", **{"意見・返答": "趣旨は分かりました。"})
        .write(f"p:{proposal.pk}", **{"回答": "同意しない", "同意しない理由": "要綱と違う。"})
        .write(
            "n:", **{"改める言葉": "甲及び乙の協議による", "改めた後の言葉": "甲と乙の協議による"}
        )
    )
    desk.sign_in(HAMABE)
    address = check(desk, made)
    html = desk.get(address)
    assert html.count("記録できます") == 4
    assert comments().count() == 1  # nothing yet
    page = desk.client.post(address, follow=True).content.decode()
    assert "協議票の4行を記録しました。" in page
    assert set(comments().values_list("place", "body")) == {
        ("第1条", "字句を改めたい。"),
        ("第2条", "「廃止」の手続を分けたい。"),
        ("第2条", "字句の修正案です。"),
    }
    proposal.refresh_from_db()
    assert proposal.state == "rejected"
    assert {row.sheet.name for row in comments().exclude(sheet=None)} == {"票.xlsx"}
    assert "すでに登録されたか" in desk.client.post(address, follow=True).content.decode()


def test_errors_are_said_row_by_row_and_nothing_is_entered(desk):
    proposal = offer_of_aomine(desk)
    made = (
        paper(desk)
        .write("n:art_1", **{"改める言葉": "圏域の進行", "改めた後の言葉": "圏域の振興"})
        .write("n:art_2", **{"意見・返答": "よい。", "回答": "同意する"})
        .write(f"p:{proposal.pk}", **{"回答": "たぶん"})
    )
    desk.sign_in(HAMABE)
    address = check(desk, made)
    html = desk.get(address)
    assert "「圏域の進行」という言葉は、第1条にありません。" in html
    assert "「回答」は、この行には記入しません。" in html
    assert "回答は、同意する・同意しないのどちらかです。" in html
    assert html.count('href="#r-') == 3
    assert "行を記録する" not in html
    assert desk.client.post(address).status_code == 422
    assert comments().count() == 1


def test_a_sheet_of_an_older_text_another_procedure_or_none_at_all_is_refused(desk):
    from renkei.desk.procedures.operations import put_text
    from tests.desk.office import at_machine
    from tests.desk.procedures.matters import text

    made = paper(desk).write("n:art_1", **{"意見・返答": "よい。"})
    desk.sign_in(HAMABE)
    empty = hand_in(desk, paper(desk))
    assert "記入された行がありません" in empty.content.decode()
    assert "Excel ブック" in hand_in(desk, b"PK").content.decode()
    other = io.BytesIO()
    openpyxl.Workbook().save(other)
    assert "Renkei が作った協議票ではありません" in hand_in(desk, other.getvalue()).content.decode()
    put_text(at_machine(), desk.procedure, text(HAMABE, "別の案。"), "b.txt")
    assert "案文が差し替えられました" in hand_in(desk, made).content.decode()


def test_a_row_that_stands_there_twice_is_not_entered(desk):
    proposal = offer_of_aomine(desk)
    made = paper(desk).write(f"p:{proposal.pk}", **{"回答": "同意する"})
    again = [cell.value for cell in made.row(f"p:{proposal.pk}").values()]
    made.sheet.append([*again[:6], "同意しない", "要綱と違う。"])
    desk.sign_in(HAMABE)
    address = check(desk, made)
    assert "同じ行番号の行が、前にもあります" in desk.get(address)
    assert desk.client.post(address).status_code == 422
    assert proposal.answers.count() == 1


def test_agreement_on_a_condition_is_not_entered_from_a_sheet_either(desk):
    proposal = offer_of_aomine(desk)
    made = paper(desk).write(
        f"p:{proposal.pk}", **{"回答": "同意", "同意しない理由": "第2条も改めるなら"}
    )
    desk.sign_in(HAMABE)
    assert "理由や条件を付けられません" in desk.get(check(desk, made))


@pytest.mark.parametrize(
    "key", ["p:" + "9" * 5_000, "c:" + "9" * 30, "p:", "c:²", "q:1", "", "n:art_99"]
)
def test_a_row_number_of_nothing_is_said_so(desk, key):
    offer_of_aomine(desk)
    made = paper(desk)
    words = ("同意する", "") if key.startswith("p") else ("", "")
    body = "" if key.startswith("p") else "よい。"
    made.sheet.append([key, "第1条", "", body, "", "", *words])
    desk.sign_in(HAMABE)
    address = check(desk, made)
    assert 'href="#r-' in desk.get(address)
    assert desk.client.post(address).status_code == 422
    assert comments().count() == 1


def test_a_number_that_no_procedure_has_is_a_sheet_of_another(desk):
    made = paper(desk).write("n:art_1", **{"意見・返答": "よい。"})
    for row in made.book["renkei"].iter_rows():
        if row[0].value == "procedure":
            row[1].value = "9" * 5_000
    desk.sign_in(HAMABE)
    assert "ほかの手続の協議票です" in hand_in(desk, made).content.decode()


def test_a_sheet_overtaken_by_another_text_is_said_so_in_the_language_of_the_reader(desk):
    from renkei.desk.procedures.operations import put_text
    from tests.desk.office import at_machine
    from tests.desk.procedures.matters import text

    desk.sign_in(HAMABE)
    address = check(desk, paper(desk).write("n:art_1", **{"意見・返答": "よい。"}))
    put_text(at_machine(), desk.procedure, text(HAMABE, "別の案。"), "b.txt")
    desk.client.cookies["renkei_language"] = "en"
    assert "The text was replaced since" in desk.client.get(address, follow=True).content.decode()


def refused(act, *arguments):
    from renkei.desk.frame.problems import Refused

    with pytest.raises(Refused) as found:
        act(*arguments)
    return [problem.code for problem in found.value.problems]


def test_the_operations_themselves_ask_whose_sheet_it_is(desk):
    from renkei.desk.negotiation.sheet_operations import enter_sheet, transmit_sheet
    from renkei.desk.procedures.holding import Upload
    from tests.desk.procedures.matters import party

    filled = paper(desk, HAMABE).write("n:art_1", **{"意見・返答": "よい。"})
    upload = Upload("票.xlsx", filled.data(), "sheet")
    own, other = party(desk.agreement, AOMINE), party(desk.agreement, HAMABE)
    clerk = desk.office.at(AOMINE, "editor")
    assert refused(enter_sheet, clerk, desk.procedure, own, upload) == ["sheet.other_party"]
    desk.office.person(HAMABE, "approver")
    secretariat = desk.office.at(AOMINE, "secretariat")
    assert refused(transmit_sheet, secretariat, desk.procedure, other, upload)
    assert not comments().exists()


@pytest.mark.parametrize("sort", ["p", "c"])
def test_a_row_about_what_was_said_at_another_procedure_is_refused(desk, sort):
    from renkei.desk.negotiation.operations import comment, propose
    from tests.desk.office import KAWAZOE, at_machine
    from tests.desk.procedures.matters import Way, agreement

    way = Way(desk.office, agreement(desk.office, KAWAZOE), KAWAZOE).open()
    said = comment(at_machine(), way.procedure, "art_1", "よそでの意見")
    proposal = propose(at_machine(), said, "圏域の活性化", "圏域の発展")
    key = f"p:{proposal.pk}" if sort == "p" else f"c:{said.pk}"
    made = paper(desk)
    words = ("", "", "", "同意する", "") if sort == "p" else ("よい。", "", "", "", "")
    made.sheet.append([key, "第1条", "", *words])
    desk.sign_in(HAMABE)
    address = check(desk, made)
    assert "この行の意見または修正案が見つかりません" in desk.get(address)
    assert desk.client.post(address).status_code == 422
    assert not proposal.answers.exists()


def test_formulas_and_bombs_are_not_taken(desk):
    desk.sign_in(HAMABE)
    made = paper(desk).write("n:art_1", **{"意見・返答": "=1+1"})
    assert "数式は使えません" in desk.get(check(desk, made))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 90_000_000)
    assert hand_in(desk, out.getvalue()).status_code == 422


def test_one_party_does_not_hand_in_the_sheet_of_another(desk):
    made = paper(desk, HAMABE).write("n:art_1", **{"意見・返答": "よい。"})
    answer = hand_in(desk, made)
    assert answer.status_code == 403
    desk.sign_in(AOMINE, "secretariat")
    desk.office.person(HAMABE, "approver")
    answer = hand_in(desk, made)
    assert "浜辺市には、Renkei に記録できる人がいます" in answer.content.decode()


def test_the_secretariat_enters_the_sheet_of_a_party_that_has_nobody_here(desk):
    from renkei.desk.accounts.models import Grant

    made = paper(desk, HAMABE).write("n:art_1", **{"意見・返答": "異議ありません。"})
    with behind_the_back(Grant) as rows:
        rows.filter(municipality__name=HAMABE).delete()
    desk.sign_in(AOMINE, "secretariat")
    address = check(desk, made)
    assert "浜辺市の分を、事務局が登録します" in desk.get(address)
    desk.client.post(address)
    said = comments().get()
    assert (said.party.name, said.sheet.transmitted) == (HAMABE, True)
    assert "協議票により事務局が登録" in desk.get(at(desk, f"comments/{said.pk}/"))
