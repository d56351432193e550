import pytest

from renkei.instrument.model import Severity
from tests.instrument.checks.texts import AGREEMENT, STATUTE, changed, findings, spots

SETTLEMENT = (
    AGREEMENT.replace(
        "見本市及び架空町における連携中枢都市圏形成に係る連携協約", "定住自立圏形成協定書"
    )
    .replace("連携中枢都市圏", "定住自立圏")
    .replace("連携協約", "協定")
    .replace("地方自治法（昭和22年法律第67号）第252条の2第1項の規定に基づき、", "")
    .replace("第252条の2第4項", "第96条第2項")
)


@pytest.mark.parametrize("paragraph", ["2", "3", "4"])
def test_a_conclusion_under_another_paragraph_is_found(paragraph: str) -> None:
    text = changed("第252条の2第1項", f"第252条の2第{paragraph}項")
    assert spots(text, "R701") == [f"第252条の2第{paragraph}項"]


@pytest.mark.parametrize(
    "cited", ["第252条の2第1項", "第252条の２第１項", "第252条の2", "第二百五十二条の二第一項"]
)
def test_the_right_basis_is_left_alone_in_any_writing(cited: str) -> None:
    text = changed("第252条の2第1項", cited)
    assert spots(text, "R701") == spots(text, "R702") == []


def test_a_change_is_concluded_under_the_fourth_paragraph() -> None:
    text = changed("係る連携協約\n", "係る連携協約の一部を変更する連携協約\n", count=1)
    text = changed(
        "第252条の2第1項の規定に基づき、次のとおり連携協約を締結",
        "第252条の2第4項の規定に基づき、次のとおり変更",
        text,
    )
    assert spots(text, "R701") == spots(text, "R703") == []
    text = changed("第252条の2第4項の規定に基づき", "第252条の2第3項の規定に基づき", text)
    assert spots(text, "R703") == ["第252条の2第3項"]


def test_a_partnership_without_any_basis_is_noted_at_its_title() -> None:
    text = changed("地方自治法（昭和22年法律第67号）第252条の2第1項の規定に基づき、", "")
    assert spots(text, "R702") == []  # 第6条 still cites 第252条の2
    text = changed("地方自治法第252条の2第4項の規定により、", "", text)
    assert spots(text, "R702") == ["見本市及び架空町における連携中枢都市圏形成に係る連携協約"]


@pytest.mark.parametrize("paragraph", ["1", "3"])
def test_change_under_another_paragraph_is_found(paragraph: str) -> None:
    text = changed("第252条の2第4項", f"第252条の2第{paragraph}項")
    assert spots(text, "R703") == [f"第252条の2第{paragraph}項"]
    assert spots(text, "R704") == []


def test_change_that_cites_the_fourth_paragraph_beside_the_third_is_left_alone() -> None:
    text = changed("第252条の2第4項", "第252条の2第4項においてその例によることとされる同条第3項")
    assert spots(text, "R703") == []


def test_a_settlement_agreement_whose_council_decides_under_another_article_is_found() -> None:
    assert spots(SETTLEMENT, "R704") == []
    text = changed("第96条第2項", "第252条の2第3項", SETTLEMENT)
    assert spots(text, "R704") == ["第252条の2第3項"]
    assert spots(changed("第96条第2項", "第96条第1項", SETTLEMENT), "R704") == ["第96条第1項"]


def test_a_partnership_may_cite_the_96th_article_for_a_notice() -> None:
    text = changed(
        "この連携協約を変更し、又は廃止しようとするときは、地方自治法第252条の2第4項",
        "失効を求めるときは、地方自治法第96条第2項",
    )
    assert spots(text, "R704") == []
    text = changed("第96条第2項", "第149条", text)
    assert spots(text, "R704") == ["第149条"]


def test_an_agreement_older_than_the_law_is_found() -> None:
    text = changed("平成31年（2019年）3月29日", "平成26年5月29日")
    assert spots(text, "R705") == ["第252条の2第1項"]
    assert "協議会" in findings(text, "R705")[0].message_ja
    assert spots(changed("平成26年5月29日", "平成26年11月4日", text), "R705") == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (
            "R706",
            [
                ("この連携協約を変更し、又は廃止しようとするときは、", "この連携協約については、"),
                ("（変更等）", "（議決）"),
                ("見直す", "確かめる"),
            ],
        ),
        (
            "R707",
            [
                ("甲及び乙が協議して別に定める", "別に定める"),
                ("毎年度1回以上協議を行う", "毎年度1回以上連絡する"),
                ("（定期的な協議）", "（連絡）"),
            ],
        ),
        (
            "R708",
            [
                ("（費用の分担）", "（分担）"),
                ("前条の取組に要する費用の分担は", "前条の取組の分担は"),
            ],
        ),
    ],
)
def test_a_clause_that_no_provision_holds_is_noted_at_the_title(
    code: str, changes: list[tuple[str, str]]
) -> None:
    text = AGREEMENT
    for old, new in changes:
        assert spots(text, code) == []
        text = changed(old, new, text)
    (finding,) = findings(text, code)
    assert finding.node_id == "title"
    assert finding.severity is Severity.NOTE


def test_no_clauses_are_asked_of_statutes_and_of_other_agreements() -> None:
    other = AGREEMENT.replace("連携協約", "協定").replace("連携中枢都市圏", "観光")
    other = other.replace("費用", "もの").replace("変更", "取扱い")
    for text in (other, STATUTE):
        assert all(spots(text, f"R70{n}") == [] for n in range(1, 9))


def test_no_clauses_are_asked_of_an_agreement_that_changes_another() -> None:
    text = changed("係る連携協約\n", "係る連携協約の一部を変更する連携協約\n", count=1)
    text = text.replace("費用", "もの")
    assert spots(text, "R708") == []
    assert len(spots(AGREEMENT.replace("費用", "もの"), "R708")) == 1
