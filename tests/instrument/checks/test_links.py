import pytest

from tests.instrument.checks.texts import AGREEMENT, STATUTE, THREE, changed, findings, spots


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("第1条　この連携協約は、", "第1条　前条により、この連携協約は、", "前条"),
        ("第6条　この連携協約を", "第6条　次条により、この連携協約を", "次条"),
        ("甲及び乙が連携する取組は、", "前項により、甲及び乙が連携する取組は、", "前項"),
        ("(1)　毎年度", "(1)　前号により毎年度", "前号"),
        ("前条の取組に要する", "第9条の取組に要する", "第9条"),
        ("前条の取組に要する", "第3条第5項の取組に要する", "第3条第5項"),
        ("前条の取組に要する", "別表第3の取組に要する", "別表第3"),
    ],
)
def test_a_reference_to_nothing_is_found_at_its_words(old: str, new: str, words: str) -> None:
    assert spots(changed(old, new), "R201") == [words]


def test_a_reference_to_nothing_says_why() -> None:
    (finding,) = findings(changed("第1条　この連携協約は、", "第1条　前条により、"), "R201")
    assert "前の条がありません" in finding.message_ja
    assert "no article before it" in finding.message_en


@pytest.mark.parametrize("words", ["第5条", "第3条第2項", "別表", "地方自治法第999条", "次条"])
def test_references_that_lead_somewhere_are_left_alone(words: str) -> None:
    assert spots(changed("前条の取組に要する", f"{words}の取組に要する"), "R201") == []


def test_a_statute_may_speak_of_numbers_of_the_law_it_names() -> None:
    cited = "特許法第四十三条第一項（第九十九条において準用する場合を含む。）による"
    assert spots(changed("必要な措置を執る", cited, STATUTE), "R201") == []
    text = changed("前条の責務を果たすため", "第九十九条の責務を果たすため", STATUTE)
    assert spots(text, "R201") == ["第九十九条"]


def test_amending_formulas_speak_of_another_text() -> None:
    text = (
        "連携協約の一部を変更する連携協約\n\n見本市（以下「甲」という。）及び架空町（以下「乙」という。）は、"
        "次のとおり変更する。\n　第9条中「前項」を「前条」に改める。\n　別表第3の次に次のように加える。\n"
        "附　則\nこの連携協約は、公布の日から施行する。\n甲　見本市長　山本一郎\n乙　架空町長　川田花子\n"
    )
    assert spots(text, "R201") == []


def test_the_same_article_of_none_is_found() -> None:
    text = changed("この連携協約は、甲及び乙が役割", "この連携協約は、同条に定める甲及び乙が役割")
    assert spots(text, "R202") == ["同条"]


def test_the_same_article_of_one_just_named_is_left_alone() -> None:
    text = changed("前条の取組に要する費用", "前条の取組（同条第2項を含む。）に要する費用")
    assert spots(text, "R202") == []


def test_an_annex_that_nothing_refers_to_is_found_at_its_label() -> None:
    text = changed("別表に掲げる", "次に掲げる")
    assert spots(text, "R203") == ["別表"]
    assert spots(AGREEMENT, "R203") == []


def test_a_range_or_list_of_annexes_refers_to_each_of_them() -> None:
    two = changed(
        "別表（第3条関係）",
        "別表第1（第3条関係）\n文。\n\n別表第2（第3条関係）\n文。\n\n別表第3（第3条関係）",
    )
    for words in ("別表第1から別表第3まで", "別表第1、第2及び第3", "別表第1から第3まで"):
        text = changed("別表に掲げる", f"{words}に掲げる", two)
        assert spots(text, "R203") == [] or "第1、第2及び第3" in words
    assert spots(changed("別表に掲げる", "別表第1及び第2に掲げる", two), "R203") == ["別表第3"]


@pytest.mark.parametrize("number", ["9", "5"])
def test_an_annex_related_to_the_wrong_article_is_found(number: str) -> None:
    text = changed("別表（第3条関係）", f"別表（第{number}条関係）")
    assert spots(text, "R204") == [f"第{number}条"]


def test_an_annex_related_to_two_articles_that_mention_it_is_left_alone() -> None:
    text = changed("別表（第3条関係）", "別表（第3条、第4条関係）")
    assert spots(text, "R204") == ["第4条"]
    text = changed("に要する費用の分担は、", "に要する費用の分担は、別表の例により、", text)
    assert spots(text, "R204") == []
    assert spots(THREE, "R204") == []


def test_a_number_in_a_statute_is_sure_only_where_no_other_law_is_named_before() -> None:
    from renkei.instrument import read_text
    from renkei.instrument.checks import RULES
    from renkei.instrument.checks.index import Index
    from renkei.instrument.references import Reference, Target

    text = changed("必要な措置を執る", "手本法第三条の措置及び第四十三条の措置を執る", STATUTE)
    index = Index(read_text(text))
    told = []
    for printed in ("前条", "第四十三条", "第二項"):
        start = text.index("前条の責務") if printed == "前条" else text.index("第四十三条")
        reference = Reference(
            "art_4_2__para_1", start, start + len(printed), printed, Target.DANGLING
        )
        index.__dict__["references"] = (reference,)
        function = RULES["R201"].function
        assert function is not None
        told.append(bool(list(function(index))))
    assert told == [True, False, False]
