"""Pages of regions and municipalities: what they say, what they say is missing, who may edit."""

import datetime
import io
import re

import pytest

from tests.desk.office import AOMINE, HAMABE, KITANO, at_machine
from tests.desk.region.figures import figure, words_of_ours

DAY = datetime.date(2020, 10, 1)


@pytest.fixture
def sapporo(db):
    from renkei.desk.region import loading

    return loading.load(at_machine(), loading.shipped("sapporo"))


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def words(html):
    """What a reader sees, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_everybody_sees_the_regions(client, sapporo, office):
    page = words(text(client.get("/regions/")))
    assert "さっぽろ連携中枢都市圏" in page
    assert "青嶺連携中枢都市圏 見本" in page
    assert "すべての圏域ではありません" in page


def test_the_region_lists_its_members_and_what_is_missing(client, sapporo):
    page = words(text(client.get("/regions/sapporo/?on=令和8年4月1日")))
    for name in ("札幌市", "石狩市", "新篠津村", "長沼町"):
        assert name in page
    assert "1,973,395" in page
    missing = page.split("足りないもの")[1].split("節目")[0]
    assert "新篠津村、 南幌町、 長沼町" in re.sub(r"\s*、\s*", "、 ", missing)
    assert "秋元" not in page  # mayor in 2019 is no fact about 2026
    assert "連携中枢都市宣言" in page


def test_the_sum_leaves_out_who_has_no_figure_and_says_so(client, sapporo):
    page = words(text(client.get("/regions/sapporo/")))
    assert "2,584,293" in page
    assert "登録のない3団体を除く" in page


def test_figures_of_several_days_are_not_summed(client, office):
    from renkei.desk.region.statistic_operations import add_statistic

    add_statistic(at_machine(), office.places[AOMINE], figure())
    add_statistic(
        at_machine(),
        office.places[HAMABE],
        figure(code="991023", as_of=datetime.date(2015, 10, 1)),
    )
    page = words(text(client.get("/regions/aomine/")))
    assert "合計できません" in page
    assert "基準日がそろっていない" in page


def test_a_day_before_the_region_shows_nobody_yet(client, sapporo):
    page = words(text(client.get("/regions/sapporo/?on=2019-03-31")))
    assert "構成市町村の登録がありません" in page
    assert "2019年）4月1日に加入します" in page
    assert "第2期ビジョン" not in page


def test_the_mayors_of_the_agreement_are_shown_on_its_day(client, sapporo):
    page = words(text(client.get("/municipalities/011002/?on=2019-03-29")))
    assert "首長 秋元克広" in page


def test_a_day_that_is_none_is_said_and_today_is_shown(client, sapporo):
    page = text(client.get("/regions/sapporo/?on=平成35年2月30日"))
    assert "平成35年2月30日" in page
    assert 'class="error"' in page


def test_a_municipality_in_two_regions_shows_both(client, office):
    from renkei.desk.region import operations

    other = operations.add_region(
        at_machine(), "kita", name="北定住自立圏", scheme="teiju_jiritsu", fictional=True
    )
    operations.add_member(at_machine(), other, office.places[HAMABE], since=DAY)
    page = words(text(client.get("/municipalities/991023/")))
    assert "北定住自立圏" in page
    assert "青嶺連携中枢都市圏" in page
    assert "北定住自立圏" in words(text(client.get("/regions/aomine/")))


def test_the_chart_stands_beside_the_same_figures(client, sapporo):
    page = text(client.get("/municipalities/011002/"))
    assert page.count("<circle") == 2
    assert "<title>札幌市の人口（国勢調査）" in page
    assert "+1.1%" in page
    assert "平成27年（2015年）10月1日" in page


def test_only_public_agreements_are_counted_and_shown(client, sample, office):
    from renkei.desk.agreements.models import Agreement, Party
    from tests.desk.office import behind_the_back

    with behind_the_back(Agreement) as rows:
        rows.update(region=office.region, public=False)
    with behind_the_back(Party) as rows:
        rows.filter(order=2).update(municipality=office.places[HAMABE])
    assert "札幌市及び石狩市" not in text(client.get("/municipalities/991023/"))
    with behind_the_back(Agreement) as rows:
        rows.update(public=True)
    assert "札幌市及び石狩市" in text(client.get("/municipalities/991023/"))
    assert "協約 1件" in words(text(client.get("/regions/aomine/")))


@pytest.mark.parametrize(
    "address", ["/regions/no/", "/municipalities/999999/", "/municipalities/x/"]
)
def test_what_is_not_there_is_404(client, db, address):
    assert client.get(address).status_code == 404


EDITS = [
    "/regions/aomine/edit/",
    "/regions/aomine/members/new/",
    "/regions/aomine/municipalities/new/",
    "/regions/aomine/milestones/new/",
    "/regions/aomine/statistics/",
    "/regions/aomine/statistics/form.xlsx",
    "/municipalities/991023/edit/",
    "/municipalities/991023/heads/new/",
    "/municipalities/991023/statistics/new/",
]


@pytest.mark.parametrize("address", EDITS)
def test_editing_needs_a_sign_in_and_a_role(client, office, address):
    assert client.get(address).status_code == 302
    client.force_login(office.person(AOMINE, "reader"))
    assert client.get(address).status_code == 403
    client.force_login(office.person(AOMINE, "secretariat"))
    assert client.get(address).status_code == 200


def test_an_editor_of_a_partner_enters_figures_of_its_own_side_only(client, office):
    client.force_login(office.person(HAMABE, "editor"))
    assert client.get("/municipalities/991023/statistics/new/").status_code == 200
    assert client.get("/municipalities/991058/statistics/new/").status_code == 403


def test_a_figure_is_entered_in_either_calendar(client, office):
    from renkei.desk.region.models import Statistic

    client.force_login(office.person(HAMABE, "editor"))
    data = {
        "measure": "population", "basis": "register", "as_of": "令和5年1月1日",
        "value": "３１，２３４人", "status": "final", "source": "浜辺市（見本）",
    }  # fmt: skip
    response = client.post("/municipalities/991023/statistics/new/", data)
    assert response["Location"] == "/municipalities/991023/"
    row = Statistic.objects.get()
    assert (int(row.value), row.as_of, row.unit) == (31234, datetime.date(2023, 1, 1), "人")


def test_a_refused_form_keeps_what_was_typed(client, office):
    from renkei.desk.journal.models import Entry

    client.force_login(office.person(AOMINE, "secretariat"))
    data = {"code": "11002", "name": "浜辺", "kind": "city", "prefecture": "見本県"}
    page = text(client.post("/regions/aomine/municipalities/new/", data), 422)
    assert 'value="11002"' in page
    assert "99で始まる6桁" in page
    assert not Entry.objects.exists()


def test_the_second_of_two_editors_sees_both_versions(client, office):
    client.force_login(office.person(AOMINE, "secretariat"))
    page = text(client.get("/regions/aomine/edit/"))
    revision = re.search(r'name="revision" value="(\d+)"', page)[1]
    form = {"revision": revision, "source": "", "name_en": "", "initial-name": "青嶺連携中枢都市圏"}
    assert client.post("/regions/aomine/edit/", form | {"name": "一人目の名"}).status_code == 302
    page = text(client.post("/regions/aomine/edit/", form | {"name": "二人目の名"}), 409)
    assert "一人目の名" in page
    assert "二人目の名" in page


def test_member_leaving_and_milestone_from_the_pages(client, office):
    from renkei.desk.region.models import Membership, Milestone

    client.force_login(office.person(AOMINE, "secretariat"))
    row = Membership.objects.get(municipality__name=KITANO)
    address = f"/regions/aomine/members/{row.pk}/end/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"until": "令和7年3月31日"}).status_code == 302
    page = words(text(client.get("/regions/aomine/?on=2025-04-01")))
    assert "北野市は令和7年（2025年）3月31日まで構成市町村でした" in page
    data = {"date": "R1.5.1", "name": "首長会議の設置", "source": ""}
    assert client.post("/regions/aomine/milestones/new/", data).status_code == 302
    mile = Milestone.objects.get()
    address = f"/regions/aomine/milestones/{mile.pk}/remove/"
    assert "首長会議の設置" in text(client.get(address))
    assert client.post(address).status_code == 302
    assert not Milestone.objects.exists()


def test_another_regions_rows_are_not_reached_through_this_one(client, office):
    from renkei.desk.region import operations

    other = operations.add_region(
        at_machine(), "kita", name="北圏域", scheme="other", fictional=True
    )
    mile = operations.add_milestone(at_machine(), other, DAY, "宣言", source="x")
    client.force_login(office.person(AOMINE, "secretariat"))
    assert client.post(f"/regions/aomine/milestones/{mile.pk}/remove/").status_code == 404
    assert client.post(f"/regions/kita/milestones/{mile.pk}/remove/").status_code == 403


def test_the_form_goes_out_and_comes_back(client, office):
    from openpyxl import load_workbook

    from renkei.desk.region.models import Statistic

    client.force_login(office.person(AOMINE, "secretariat"))
    response = client.get("/regions/aomine/statistics/form.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    sheet = book.active
    for row in range(2, sheet.max_row + 1):
        if not sheet.cell(row, 1).value:
            break
        sheet.cell(row, 5).value = DAY
        sheet.cell(row, 6).value = 10_000 + row
        sheet.cell(row, 9).value = "見本"
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "統計.xlsx"
    page = text(client.post("/regions/aomine/statistics/", {"file": file}))
    assert "読み取った値 5件" in page
    assert not Statistic.objects.exists()
    rows = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.S)[1]
    response = client.post("/regions/aomine/statistics/", {"rows": rows.replace("\n", "\r\n")})
    assert response.status_code == 302
    assert Statistic.objects.count() == 5
    response = client.post("/regions/aomine/statistics/", {"rows": rows}, follow=True)
    assert "変わらないもの5件" in text(response)


def test_rows_that_a_browser_made_up_are_judged_again(client, office):
    from renkei.desk.region.models import Statistic

    client.force_login(office.person(AOMINE, "secretariat"))
    rows = (
        "団体コード,項目,統計の種類,基準日,値,区分,出典\n"
        "991015,人口,国勢調査,2020-10-01,5,確定値,見本\n"
        "011002,人口,国勢調査,2020-10-01,5,確定値,見本\n"
    )
    page = text(client.post("/regions/aomine/statistics/", {"rows": rows}), 422)
    assert "3行目" in page
    assert not Statistic.objects.exists()


def test_pages_in_english_have_no_japanese_words_of_ours(client, office, sapporo):
    client.cookies["renkei_language"] = "en"
    client.force_login(office.person(AOMINE, "secretariat"))
    for address in ("/regions/", "/regions/aomine/", "/municipalities/991023/", *EDITS):
        response = client.get(address)
        if "html" in response["Content-Type"]:
            assert not re.search("[ぁ-ゖァ-ヺ]", words_of_ours(text(response))), address
