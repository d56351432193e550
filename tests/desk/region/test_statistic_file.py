"""Figures from a file: every mistake is told with its row; lost zeros are never guessed."""

import datetime
import io
from decimal import Decimal

import pytest

from renkei.desk.region import statistic_file
from tests.desk.office import HAMABE, behind_the_back

HEAD = ["団体コード", "団体名", "項目", "統計の種類", "基準日", "値", "単位", "区分", "出典"]
ROW = [
    "011002",
    "札幌市",
    "人口",
    "国勢調査",
    "2020-10-01",
    "1,973,395",
    "人",
    "確定値",
    "国勢調査",
]


@pytest.fixture
def members():
    from renkei.desk.region.models import Municipality

    return [Municipality(code="011002", name="札幌市"), Municipality(code="012351", name="石狩市")]


def workbook(*rows):
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv(*rows, encoding="utf-8-sig", separator=","):
    lines = (separator.join(f'"{cell}"' for cell in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


def read(data, members):
    from renkei.desk.region.statistic_file import read

    return read(data, "x", members)


@pytest.mark.parametrize(
    "data",
    [
        workbook(HEAD, ROW),
        workbook(HEAD, [*ROW[:4], datetime.date(2020, 10, 1), 1973395, *ROW[6:]]),
        workbook([" 団体 コード ", *HEAD[1:]], ROW),
        csv(HEAD, ROW),
        csv(HEAD, ROW, encoding="cp932"),
        csv(HEAD, ROW, separator="\t"),
        csv(HEAD, [*ROW[:4], "令和2年10月1日", "１９７３３９５人", *ROW[6:]]),
        csv(HEAD, [*ROW[:4], "2020/10/1", *ROW[5:]]),
        csv([*HEAD[::-1]], [*ROW[::-1]]),
        csv([*HEAD, "備考"], [*ROW, "写し"], []),
    ],
    ids=range(10),
)
def test_the_same_figure_however_it_is_written(data, members):
    sheet = read(data, members)
    assert sheet.problems == []
    (figure,) = sheet.figures
    assert (figure.code, figure.value, figure.as_of, figure.status, figure.line) == (
        "011002", Decimal(1973395), datetime.date(2020, 10, 1), "final", 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (0, "11002", "2行目「団体コード」「11002」は先頭の0が落ちています。0"),
        (0, 11002, "011002（札幌市）であれば"),
        (0, "12351", "012351（石狩市）"),
        (0, "13030", "5桁しかありません"),
        (0, "013030", "構成市町村ではありません"),
        (0, "011003", "検査数字が合いません"),
        (0, "", "団体コード"),
        (1, "石狩市", "コード011002（札幌市）と合いません"),
        (2, "人工", "次のどれか"),
        (3, "", "がありません"),
        (4, "10月頃", "年月日として読めません"),
        (4, "令和2年", "年月日として読めません"),
        (5, "約197万", "数として読めません"),
        (5, "", "数として読めません"),
        (6, "千人", "「千人」は使えません"),
        (7, "確報", "速報値、確定値"),
        (8, "", "出典"),
    ],
)
def test_a_wrong_cell_is_named(members, column, value, words):
    row = [*ROW]
    row[column] = value
    for data in (workbook(HEAD, row), csv(HEAD, row)):
        sheet = read(data, members)
        assert not sheet.good
        assert any(words in p.ja and "2行目" in p.ja for p in sheet.problems), sheet.problems


def test_good_rows_are_read_beside_bad_ones_and_all_mistakes_are_told(members):
    sheet = read(csv(HEAD, ROW, ["11002", *ROW[1:5], "x", *ROW[6:]], ROW), members)
    assert [figure.line for figure in sheet.figures] == [2, 4]
    assert len(sheet.problems) == 2
    assert not sheet.good


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "見出し"),
        (b"\xff\xfe\x00\x01", "CSV でもない"),
        (b"PK\x03\x04 not a zip", "Excel のファイルとして開けません"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "古い形式"),
        (csv(["市町村", "人口"], ["札幌市", "1"]), "見出し「団体コード」"),
        (b"\x7fELF\x00\x00", "CSV でもない"),
    ],
)
def test_what_is_no_such_file_is_refused(members, data, words):
    from renkei.desk.frame.problems import Refused

    with pytest.raises(Refused, match=words):
        read(data, members)


def test_a_file_with_headings_only_says_so(members):
    assert "1行もありません" in read(csv(HEAD), members).problems[0].ja


def test_what_is_carried_to_the_confirmation_reads_back(members):
    from renkei.desk.region.statistic_file import as_text

    sheet = read(csv(HEAD, ROW, ["012351", "石狩市", *ROW[2:5], "56869", *ROW[6:]]), members)
    again = read(as_text(sheet.figures).encode(), members)
    assert again.figures == sheet.figures


def test_what_somebody_wrote_is_never_a_formula_in_the_form(office):
    from openpyxl import load_workbook

    from renkei.desk.region.models import Statistic

    place = office.places[HAMABE]
    with behind_the_back(Statistic):
        row = Statistic.objects.create(
            municipality=place, measure="population", basis="census", unit="人", status="final",
            as_of=datetime.date(2020, 10, 1), value=Decimal(1), source='=HYPERLINK("https://example.com")',
        )  # fmt: skip
    book = load_workbook(io.BytesIO(statistic_file.workbook([place], [row])))
    assert {cell.data_type for cells in book.active.iter_rows() for cell in cells} <= {
        "s",
        "n",
        "d",
    }
    assert '=HYPERLINK("https://example.com")' in {cell.value for cell in book.active[2]}
