import pytest

from tests.instrument.checks.texts import AGREEMENT, STATUTE, changed, findings, spots

_TWO_ANNEXES = AGREEMENT + "\n別表第３（第3条関係）\n文。\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("第6条　", "第7条　", "第7条"),
        ("2　前項の取組は", "3　前項の取組は", "3"),
        ("(2)　住民", "(3)　住民", "(3)"),
        ("(1)　毎年度見直すこと。\n(2)", "(2)　毎年度見直すこと。\n(3)", "(2)"),
    ],
)
def test_a_missing_number_is_found_where_the_next_one_stands(
    old: str, new: str, words: str
) -> None:
    assert spots(changed(old, new), "R101") == [words]


def test_a_missing_number_names_its_neighbours() -> None:
    (finding,) = findings(changed("第6条　", "第8条　"), "R101")
    assert "第5条の次が第8条" in finding.message_ja
    assert "Article 8 follows Article 5" in finding.message_en


def test_branch_numbers_and_deleted_ranges_leave_no_gap() -> None:
    text = changed("\n（変更等）", "\n（担当者会議）\n第5条の2　担当者会議を置く。\n\n（変更等）")
    assert spots(text, "R101") == []
    text = changed("第三条　削除", "第三条から第五条まで　削除", STATUTE)
    text = text.replace("第四条の二", "第六条の二").replace("第四条　", "第六条　")
    assert spots(text, "R101") == []


def test_a_branch_number_that_skips_one_is_a_gap() -> None:
    text = changed("\n（変更等）", "\n（担当者会議）\n第5条の3　担当者会議を置く。\n\n（変更等）")
    assert spots(text, "R101") == ["第5条の3"]


def test_the_supplement_of_a_statute_may_leave_numbers_out() -> None:
    assert spots(STATUTE, "R101") == []
    assert spots(changed("第四条の二", "第五条の三", STATUTE), "R101") == ["第五条の三"]


def test_each_supplement_counts_from_one() -> None:
    text = changed(
        "この連携協約は、平成31年4月1日から施行する。",
        "1　この連携協約は、平成31年4月1日から施行する。\n2　なお従前の例による。\n\n"
        "附　則\n1　この連携協約は、公布の日から施行する。\n2　なお従前の例による。",
    )
    assert spots(text, "R101") == spots(text, "R102") == spots(text, "R103") == []
    text = changed("1　この連携協約は、公布", "2　この連携協約は、公布", text)
    assert spots(text, "R102") == ["2"] or spots(text, "R101") == ["2"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("第5条　甲", "第4条　甲", "第4条"), ("(2)　住民", "(1)　住民", "(1)")],
)
def test_a_number_that_stands_twice_is_found_at_the_second(old: str, new: str, words: str) -> None:
    text = changed(old, new)
    assert spots(text, "R102") == [words]
    assert spots(text, "R103") == []


def test_two_articles_that_changed_places_are_out_of_order_and_nothing_is_missing() -> None:
    text = changed("第4条　", "第X条　").replace("第5条　", "第4条　").replace("第X条", "第5条")
    assert spots(text, "R103") == ["第4条"]
    assert spots(text, "R101") == spots(text, "R102") == []


def test_an_annex_that_is_missing_is_found_at_the_next() -> None:
    text = changed("別表（第3条関係）", "別表第1（第3条関係）", _TWO_ANNEXES)
    assert spots(text, "R101") == ["別表第３"]
    assert spots(changed("別表第３", "別表第2", text), "R101") == []


@pytest.mark.parametrize("words", ["第○条", "第◯条", "第　●　項", "別表第○"])
def test_a_number_left_to_be_filled_in_is_noted(words: str) -> None:
    text = changed("前条の取組に要する", f"{words}の取組に要する")
    assert spots(text, "R104") == [words]


def test_a_zero_in_kanji_and_a_circled_sign_are_no_blanks() -> None:
    text = changed("前条の取組に要する", "第二〇条の取組（○印）に要する")
    assert spots(text, "R104") == []


def test_one_article_without_caption_among_many_is_found() -> None:
    assert spots(changed("（費用の分担）\n", ""), "R105") == ["第4条"]


def test_captions_are_not_missed_where_few_articles_have_them_or_one_is_deleted() -> None:
    none = AGREEMENT
    for caption in ("（目的）", "（基本方針）", "（費用の分担）", "（変更等）"):
        none = changed(caption + "\n", "", none)
    assert spots(none, "R105") == []
    deleted = changed(
        "（定期的な協議）\n第5条　甲及び乙は、毎年度1回以上協議を行う。", "第5条　削除"
    )
    assert spots(deleted, "R105") == []
    assert spots(STATUTE, "R105") == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("第2条　", "第２条　", "第２条"),
        ("(2)　", "（２）　", "（２）"),
        ("第5条　", "第五条　", ""),
    ],
)
def test_labels_in_two_forms_are_noted_once(old: str, new: str, words: str) -> None:
    assert spots(changed(old, new), "R106") == ([words] if words else [])


def test_one_digit_full_width_and_two_digits_half_width_is_a_rule_of_the_office() -> None:
    text = AGREEMENT
    for number in "123456":
        text = text.replace(f"第{number}条　", f"第{chr(ord(number) + 0xFEE0)}条　")
    more = "".join(
        f"（雑則{n}）\n第{chr(n + 0xFF10) if n < 10 else n}条　雑則。\n\n" for n in range(7, 13)
    )
    text = changed("\n附　則", "\n" + more + "附　則", text)
    assert spots(text, "R106") == []
    assert spots(changed("第12条　", "第１２条　", text), "R106") == ["第１２条"]


def test_a_supplement_of_a_statute_may_leave_numbers_out_without_saying_so() -> None:
    assert spots(changed("附　則　抄", "附　則", STATUTE), "R101") == []
    agreement = changed(
        "この連携協約は、平成31年4月1日から施行する。", "1　施行する。\n3　なお従前の例による。"
    )
    assert spots(agreement, "R101") == ["3"]


def test_the_annexes_of_an_agreement_that_changes_another_keep_the_numbers_they_have_there() -> (
    None
):
    text = changed("別表（第3条関係）", "別表第2（第3条関係）")
    assert spots(text, "R101") == ["別表第2"]
    text = changed("係る連携協約\n", "係る連携協約の一部を変更する連携協約\n", text, count=1)
    assert spots(text, "R101") == []
