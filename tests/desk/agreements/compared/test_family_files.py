"""The comparison as Excel and Word, and an Excel file read back and compared with the register."""

import io
import zipfile

import pytest

from tests.desk.agreements.compared.family import HAMABE, KAWAZOE, KITANO, PARTNERS, TAKAHO


def book(found):
    from openpyxl import load_workbook

    from renkei.desk.agreements.family_excel import write_workbook

    return load_workbook(io.BytesIO(write_workbook(found)), rich_text=False)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data, partners=PARTNERS):
    from renkei.desk.agreements.family_sheets import read_matrix

    return read_matrix(data, partners)


def refusal(data):
    from renkei.desk.frame.problems import Refused

    with pytest.raises(Refused) as refused:
        read(data)
    (problem,) = refused.value.problems
    assert "何も変更していません" in problem.remedy_ja
    return problem


def test_four_agreements_exported_and_read_back_are_the_register(found):
    from renkei.desk.agreements.family_check import apart

    file = read(saved(book(found)))
    assert file.partners == PARTNERS
    assert file.wrong == ()
    assert [row.name for row in file.rows] == ["観光の推進", "創業の促進", "災害対策", "図書館"]
    library = file.rows[3]
    assert library.path == ("生活の機能の強化",)
    assert library.marks == {HAMABE: True, KAWAZOE: True, TAKAHO: False, KITANO: True}
    told = {(d.partner, d.name, d.head): d.marked for d in file.differences}
    assert told == {
        (KAWAZOE, "創業の促進", "乙の役割"): "相談窓口を［＋広報で＋］知らせる。",
        (
            KITANO,
            "観光の推進",
            "乙の役割",
        ): "共同の宣伝［－等－］について、甲に対し必要な協力をする。",
        (
            TAKAHO,
            "費用分担",
            "",
        ): "前条の取組に必要な費用の分担は、甲及び乙が協議の上、別に定める［＋ものとする＋］。",
    }
    assert apart(file, found) == []


def test_the_sheets_are_set_up_for_work_and_print(found):
    made = book(found)
    assert made.sheetnames == ["取組表", "相違", "条文"]
    for sheet in made.worksheets:
        assert sheet.freeze_panes is not None
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.print_title_rows == "$4:$4"
        assert sheet["A1"].value.startswith("【見本】青嶺連携中枢都市圏")
        assert "令和8年（2026年）11月22日現在" in sheet["A2"].value
    matrix = made["取組表"]
    assert [cell.value for cell in matrix[4]] == ["番号", "分野", "取組", *PARTNERS, "参加", "相違"]
    assert [cell.value for cell in matrix[6]][2:] == ["創業の促進", "○", "○相違", "○", "○", 4, 1]
    assert [cell.value for cell in matrix[9]][2:7] == ["参加の数", 4, 4, 3, 4]


def test_words_that_would_be_a_formula_are_text(family, found):
    from renkei.desk.agreements.models import AnnexRow
    from tests.desk.office import behind_the_back

    evil = '=HYPERLINK("http://example.invalid","観光")'
    with behind_the_back(AnnexRow) as rows:
        rows.filter(name="観光の推進").update(name=evil)
    made = book(found)
    cell = made["取組表"]["C5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (evil, "s", True)
    assert read(saved(made)).rows[0].name == evil


def test_a_mark_changed_in_the_file_is_told_with_its_place(found):
    from renkei.desk.agreements.family_check import apart

    made = book(found)
    made["取組表"]["E6"] = "―"  # 創業の促進 of 川添町
    made["取組表"]["G7"] = "○ 相違"  # 災害対策 of 北野市
    made["相違"]["F5"] = "別の文言。"
    (first, second, third) = apart(read(saved(made)), found)
    assert (first.row, first.name, first.partner, first.in_file, first.in_register) == (
        6,
        "創業の促進",
        KAWAZOE,
        "―",
        "○相違",
    )
    assert (second.name, second.partner, second.in_file, second.in_register) == (
        "災害対策",
        KITANO,
        "○相違",
        "○",
    )
    assert (third.sheet, third.row, third.in_file) == ("相違", 5, "別の文言。")


def test_rows_and_columns_that_only_one_side_has_are_told(found):
    from renkei.desk.agreements.family_check import apart

    made = book(found)
    sheet = made["取組表"]
    sheet["C7"] = "朝市"
    sheet.delete_cols(4)  # 浜辺市
    told = [(a.name, a.partner, a.in_file, a.in_register) for a in apart(read(saved(made)), found)]
    assert ("朝市", "", "あり", "なし") in told
    assert ("災害対策", "", "なし", "あり") in told
    assert ("", HAMABE, "なし", "あり") in told


def test_errors_are_told_row_by_row_and_the_rest_is_read(found):
    made = book(found)
    sheet = made["取組表"]
    sheet["D5"] = "参加予定"
    sheet["C6"] = None
    sheet["G4"] = "南野市"
    sheet["C8"] = "災害対策"
    file = read(saved(made))
    assert [(w.row, w.column) for w in file.wrong] == [
        (4, "南野市"),
        (5, HAMABE),
        (6, "取組"),
        (8, "取組"),
    ]
    assert "○、○相違、―" in file.wrong[1].ja
    assert "7行目にも" in file.wrong[3].ja
    assert [row.name for row in file.rows] == ["観光の推進", "災害対策", "災害対策"]


def test_a_file_with_other_columns_is_refused_with_what_is_needed(found):
    made = book(found)
    made["取組表"].delete_cols(2)
    problem = refusal(saved(made))
    assert problem.code == "family.file.wrong_columns"
    assert "番号、分野、取組" in problem.ja
    assert "番号、取組、浜辺市" in problem.ja


def test_a_file_without_the_sheet_is_refused(found):
    made = book(found)
    made["取組表"].title = "表"
    assert "表、相違、条文" in refusal(saved(made)).ja


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_excel"),
        (b"MZ\x90\x00" + b"\0" * 2000, "not_excel"),
        ("取組,浜辺市\n".encode(), "not_excel"),
        (b"PK\x03\x04broken", "not_excel"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000, "locked"),  # with a password
        (b"\0" * (5 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_what_is_no_excel_file_is_refused(data, code):
    assert refusal(data).code == f"family.file.{code}"


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def test_a_file_that_unpacks_to_very_much_is_refused_before_it_is_opened():
    data = packed(xl__workbook_xml=b"0", xl__big_xml=b"0" * (41 * 1024 * 1024))
    assert len(data) < 100_000
    assert refusal(data).code == "family.file.unpacks_too_large"


def test_xml_that_grows_is_refused(found):
    from renkei.desk.agreements.family_excel import write_workbook

    bomb = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(write_workbook(found)))
    with zipfile.ZipFile(out, "w") as file:
        for part in source.infolist():
            content = bomb if part.filename == "xl/workbook.xml" else source.read(part.filename)
            file.writestr(part.filename, content)
    assert refusal(out.getvalue()).code == "family.file.not_excel"


def test_a_cell_far_away_costs_nothing(found):
    import time

    made = book(found)
    made["取組表"].cell(1_000_000, 1, "遠い")
    data = saved(made)
    begun = time.monotonic()
    assert [row.name for row in read(data).rows][:1] == ["観光の推進"]
    assert time.monotonic() - begun < 5


def test_the_word_file_holds_the_matrix_and_the_words(found):
    import docx

    from renkei.desk.agreements.family_word import write_word

    document = docx.Document(io.BytesIO(write_word(found)))
    assert document.sections[0].page_width > document.sections[0].page_height
    assert "見本" in document.paragraphs[0].text
    matrix, articles, words = document.tables
    assert [cell.text for cell in matrix.rows[0].cells] == ["取組", *PARTNERS]
    assert [cell.text for cell in matrix.rows[3].cells] == ["創業の促進", "○", "○相違", "○", "○"]
    assert "費用分担" in [row.cells[0].text for row in articles.rows]
    runs = {
        (run.text, bool(run.underline), bool(run.font.strike))
        for row in words.rows
        for run in row.cells[3].paragraphs[0].runs
    }
    assert ("広報で", True, False) in runs
    assert ("等", False, True) in runs
