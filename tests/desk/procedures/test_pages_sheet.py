"""手続記録票: an Excel file goes out, comes back filled in, is looked at, and only then recorded."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renkei.desk.procedures.record_sheet import HEAD_ROW, HEADS
from tests.desk.office import AOMINE, HAMABE
from tests.desk.procedures.desk import Desk


@pytest.fixture
def desk(office, client):
    made = Desk(office, client)
    made.all_agree()
    made.sign_in(AOMINE)
    return made


class Paper:
    """The workbook as somebody fills it in."""

    def __init__(self, data):
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet = self.book["記録"]

    def row(self, key):
        for cells in self.sheet.iter_rows(min_row=HEAD_ROW + 1):
            if str(cells[0].value).endswith(key):
                return dict(zip(HEADS, cells, strict=False))
        raise LookupError(key)

    def write(self, key, **values):
        row = self.row(key)
        for head, value in values.items():
            row[head].value = value
        return row["行番号"].row

    def data(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def sheet(desk, query=""):
    answer = desk.client.get(f"/procedures/{desk.procedure.pk}/sheet/file{query}")
    assert answer.status_code == 200
    return Paper(answer.content)


def hand_in(desk, data, name="記録票.xlsx"):
    file = SimpleUploadedFile(name, data)
    return desk.client.post(f"/procedures/{desk.procedure.pk}/sheet/", {"file": file})


def acts():
    from renkei.desk.procedures.models import Act

    return Act.objects.filter(step__in=["bill", "resolve"]).count()


def key(desk, step, name=AOMINE):
    return f":{step}:{desk.office.places[name].code}"


def test_what_comes_back_is_looked_at_and_then_recorded(desk):
    from renkei.desk.procedures.models import Act

    paper = sheet(desk)
    paper.write(key(desk, "bill"), 年月日="R8.9.1", 番号="議案第41号")
    paper.write(
        key(desk, "resolve"), 年月日=datetime.date(2026, 9, 24), 結果="可決", 備考="全会一致"
    )
    answer = hand_in(desk, paper.data())
    assert answer.status_code == 302
    check = answer.headers["Location"]
    html = desk.get(check)
    assert html.count("記録できます") == 2
    assert acts() == 0
    page = desk.client.post(check, follow=True).content.decode()
    assert "2件を記録しました" in page
    act = Act.objects.get(step="resolve")
    assert (str(act.date), act.result, act.note) == ("2026-09-24", "passed", "全会一致")
    assert "すでに登録されたか" in desk.client.post(check, follow=True).content.decode()
    assert acts() == 2


def test_what_is_recorded_already_is_filled_in_locked_and_left_alone(desk):
    paper = sheet(desk)
    row = paper.row(key(desk, "agree"))
    assert row["状態"].value == "記録済み"
    assert row["年月日"].value.date() == datetime.date(2026, 6, 12)
    assert row["年月日"].protection.locked
    open_row = paper.row(key(desk, "bill"))
    assert not open_row["年月日"].protection.locked
    assert open_row["行番号"].protection.locked
    paper.write(key(desk, "bill"), 年月日="R8.9.1")
    html = desk.get(hand_in(desk, paper.data()).headers["Location"])
    assert "1件を記録する" in html
    assert "記録済みと同じ行（" in html


def test_the_sheet_is_labelled_offers_results_and_is_protected(desk):
    paper = sheet(desk)
    assert str(paper.sheet["A1"].value).startswith("【見本】")
    assert paper.sheet.protection.sheet
    lists = [rule.formula1 for rule in paper.sheet.data_validations.dataValidation]
    assert lists == ['"可決,修正可決,否決"']
    assert paper.book["renkei"].sheet_state == "hidden"


def test_a_sheet_for_one_party_holds_its_own_steps_and_the_joint_ones(desk):
    paper = sheet(desk, f"?party={desk.office.places[HAMABE].code}")
    keys = {str(cells[0].value) for cells in paper.sheet.iter_rows(min_row=HEAD_ROW + 1)}
    assert any(k.endswith(":sign:all") for k in keys)
    assert not any(k.endswith(desk.office.places[AOMINE].code) for k in keys)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"年月日": "2026年13月1日"}, "という日はありません"),
        ({"年月日": None, "番号": "議案第41号"}, "年月日がありません"),
        ({"年月日": "R8.6.1"}, "より前の日です"),
        ({"年月日": "令和90年4月1日"}, "まだ来ていません"),
        ({"年月日": "R8.9.1", "結果": "可決"}, "議会の議決の行だけ"),
        ({"年月日": "R8.9.1", "番号": '=HYPERLINK("http://x")'}, "数式は使えません"),
        ({"年月日": "R8.9.1", "行番号": "よその行"}, "この票のものではありません"),
        ({"年月日": "R8.9.1", "行番号": "99999:bill:991015"}, "ほかの手続の行です"),
        ({"年月日": "R8.9.1", "番号": "議" * 101}, "長すぎます"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_recorded(desk, values, words):
    from renkei.desk.journal.models import Entry

    before = Entry.objects.count()
    paper = sheet(desk)
    at = paper.write(key(desk, "bill"), **values)
    check = hand_in(desk, paper.data()).headers["Location"]
    html = desk.get(check)
    assert words in html
    assert f"{at}行目" in html
    desk.client.post(check)
    assert (acts(), Entry.objects.count()) == (0, before)


def test_an_unknown_result_is_refused(desk):
    paper = sheet(desk)
    paper.write(key(desk, "bill"), 年月日="R8.9.1")
    paper.write(key(desk, "resolve"), 年月日="R8.9.24", 結果="賛成多数")
    html = desk.get(hand_in(desk, paper.data()).headers["Location"])
    assert "結果「賛成多数」は分かりません" in html


def test_the_step_of_a_party_that_has_none_is_refused(desk):
    paper = sheet(desk)
    row = paper.row(key(desk, "bill"))
    number = row["行番号"].value.rsplit(":", 1)[0]
    row["行番号"].value = f"{number}:000000"
    row["年月日"].value = "R8.9.1"
    assert "その当事者の手順はありません" in desk.get(
        hand_in(desk, paper.data()).headers["Location"]
    )


def test_the_same_line_twice_is_refused(desk):
    paper = sheet(desk)
    row = paper.row(key(desk, "bill"))
    other = paper.row(key(desk, "resolve"))
    other["行番号"].value = row["行番号"].value
    row["年月日"].value = other["年月日"].value = "R8.9.1"
    assert "行目と同じ手順と当事者です" in desk.get(hand_in(desk, paper.data()).headers["Location"])


def test_the_act_of_the_other_party_needs_somebody_of_that_party(desk):
    paper = sheet(desk)
    paper.write(key(desk, "bill", HAMABE), 年月日="R8.9.1", 番号="議案第17号")
    check = hand_in(desk, paper.data()).headers["Location"]
    assert "この行を記録する権限がありません" in desk.get(check)
    desk.client.post(check)
    assert acts() == 0


def test_what_differs_from_the_record_is_not_overwritten(desk):
    from renkei.desk.procedures.models import Act

    paper = sheet(desk)
    paper.write(key(desk, "agree"), 年月日="R8.6.13")
    check = hand_in(desk, paper.data()).headers["Location"]
    assert "記録済みの内容と違います" in desk.get(check)
    desk.client.post(check)
    assert {str(d) for d in Act.objects.values_list("date", flat=True)} == {"2026-06-12"}


def test_the_confirmation_of_another_text_than_the_sheet_was_made_on_is_refused(office, client):
    from renkei.desk.procedures import operations
    from renkei.desk.procedures.models import Act
    from tests.desk.office import at_machine
    from tests.desk.procedures.matters import text

    desk = Desk(office, client)
    desk.sign_in(AOMINE)
    paper = sheet(desk)
    paper.write(key(desk, "agree"), 年月日="R8.6.12")
    operations.put_text(at_machine(), desk.procedure, text(HAMABE, more="差し替え。"), "新.txt")
    check = hand_in(desk, paper.data()).headers["Location"]
    assert "今の案文と一字以上違います" in desk.get(check)
    desk.client.post(check)
    assert Act.objects.count() == 0


def without_column(paper):
    paper.sheet.cell(HEAD_ROW, HEADS.index("結果") + 1).value = None


def with_column(paper):
    paper.sheet.cell(HEAD_ROW, len(HEADS) + 1).value = "可決？"


def without_about(paper):
    del paper.book["renkei"]


def of_another_version(paper):
    paper.book["renkei"]["B2"].value = "999"


def of_another_procedure(paper):
    paper.book["renkei"].append(["procedure", "424242"])


def emptied(paper):
    for cells in paper.sheet.iter_rows(min_row=HEAD_ROW + 1):
        for head in ("年月日", "番号", "結果", "備考"):
            cells[HEADS.index(head)].value = None


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (without_column, "列がありません: 結果"),
        (with_column, "票にない列"),
        (without_about, "Renkei が作った手続記録票ではありません"),
        (of_another_version, "別の版"),
        (of_another_procedure, "ほかの手続の記録票です"),
        (emptied, "記入された行がありません"),
    ],
)
def test_a_file_that_is_not_the_sheet_is_refused_as_a_whole(desk, harm, words):
    from renkei.desk.procedures.models import Held

    paper = sheet(desk)
    harm(paper)
    answer = hand_in(desk, paper.data())
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Held.objects.filter(purpose="sheet").exists()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (70 * 1024 * 1024))
    return out.getvalue()


def many_parts():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(300):
            packed.writestr(f"xl/{number}.xml", b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (bomb, "展開すると大きくなりすぎる"),
        (many_parts, "展開すると大きくなりすぎる"),
        (lambda: b"MZ\x90\x00" * 100, "開けません"),
        (lambda: b"a,b,c\n1,2,3\n", "開けません"),
        (lambda: b"PK\x03\x04" + b"\x00" * 200, "開けません"),
        (lambda: b"0" * (5 * 1024 * 1024 + 1), "5 MB まで"),
    ],
)
def test_what_is_no_workbook_or_a_bomb_is_not_opened(desk, make, words):
    answer = hand_in(desk, make())
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_broken_workbook_is_refused_in_words(desk):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr("xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    assert hand_in(desk, out.getvalue()).status_code == 422


def test_words_that_would_begin_a_formula_are_stored_as_words(desk):
    from renkei.desk.procedures.models import Act
    from tests.desk.office import behind_the_back

    with behind_the_back(Act) as rows:
        rows.filter(party__name=AOMINE).update(number="=cmd|'/c calc'!A1")
    answer = desk.client.get(f"/procedures/{desk.procedure.pk}/sheet/file")
    cell = Paper(answer.content).row(key(desk, "agree"))["番号"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_strangers_get_no_sheet_and_hand_none_in(desk, office):
    from renkei.desk.accounts.models import Person
    from tests.desk.office import behind_the_back

    data = sheet(desk).data()
    with behind_the_back(Person):
        stranger = Person(username="stranger")
        stranger.save()
    desk.client.force_login(stranger)
    page = f"/procedures/{desk.procedure.pk}/sheet/"
    assert desk.client.get(page).status_code == 404
    assert desk.client.get(f"{page}file").status_code == 404
    assert hand_in(desk, data).status_code == 404


def test_the_sheet_of_a_whole_matter_comes_back_at_once(office, client):
    from renkei.desk.procedures.models import Act
    from tests.desk.procedures.test_pages_bulk import Family

    family = Family(office, client)
    family.sign_in(AOMINE)
    page = f"/batches/{family.batch.pk}/sheet/"
    paper = Paper(client.get(f"{page}file").content)
    for number, procedure in enumerate(family.procedures.values(), 41):
        paper.write(f"{procedure.pk}:bill:{family.code}", 年月日="R8.9.1", 番号=f"議案第{number}号")
    answer = client.post(page, {"file": SimpleUploadedFile("票.xlsx", paper.data())})
    done = client.post(answer.headers["Location"], follow=True).content.decode()
    assert "3件を記録しました" in done
    assert Act.objects.filter(step="bill").count() == 3
