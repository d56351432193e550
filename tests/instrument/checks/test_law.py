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
    title = "見本市及び架空町における連携中枢都市圏形成に係る連携協約"
    assert spots(text, "R702") == [title]  # 第6条 cites 第252条の2, but for the change
    text = changed(
        "この連携協約は、甲及び乙が", "この連携協約は、第252条の2第1項に基づき甲が", text
    )
    assert spots(text, "R702") == []


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
                ("（定期的な協議）", "（協議）"),
                ("毎年度1回以上協議を行う", "疑義について協議を行う"),
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


@pytest.mark.parametrize(
    "clause",
    [
        "（連絡会議）\n第5条　甲及び乙の長は、毎年度1回以上会議を開く。\n",
        "（進め方）\n第5条　甲及び乙の担当者は、定期的に協議する。\n",
        "（進め方）\n第5条　甲及び乙は、必要な連絡調整を図るため、協議を行う。\n",
        "（進め方）\n第5条　甲及び乙は、協議会を置く。\n",
        "（進め方）\n第5条　市長及び町長は、1年に1回以上、会合を持つ。\n",
    ],
)
def test_regular_consultation_may_be_said_in_many_ways(clause: str) -> None:
    text = changed("（定期的な協議）\n第5条　甲及び乙は、毎年度1回以上協議を行う。\n", clause)
    assert spots(text, "R707") == []


def test_consultation_on_costs_change_and_doubts_is_no_regular_consultation() -> None:
    clause = "（定期的な協議）\n第5条　甲及び乙は、毎年度1回以上協議を行う。\n"
    text = changed(clause, "（疑義）\n第5条　疑義を生じた事項は、甲及び乙が協議の上、定める。\n")
    text = changed("変更し、又は廃止しようとするときは、", "変更するときは、協議の上、", text)
    assert len(spots(text, "R707")) == 1
    assert spots(changed(clause, "", SETTLEMENT), "R707") == []


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        ("第252条の2の2第1項", "協議会の設置"),
        ("第252条の14第1項", "事務の委託"),
        ("第252条の７", "機関等の共同設置"),
        ("第二百五十二条の七第一項", "機関等の共同設置"),
        ("第252条の22第1項", "連携協約とは別の事項"),
    ],
)
def test_the_basis_of_another_scheme_is_an_error_that_says_what_it_is(
    cited: str, words: str
) -> None:
    (finding,) = findings(changed("第252条の2第1項", cited), "R709")
    assert finding.found == cited
    assert finding.severity is Severity.ERROR
    assert words in finding.message_ja
    assert spots(changed("第252条の2第1項", cited), "R702") == []


def test_another_provision_beside_the_right_basis_is_left_alone() -> None:
    text = changed(
        "第252条の2第1項", "第252条の22第1項により中核市となった甲と、同法第252条の2第1項"
    )
    assert spots(text, "R709") == spots(AGREEMENT, "R709") == []
    assert spots(SETTLEMENT, "R709") == []
