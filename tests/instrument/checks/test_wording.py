import pytest

from renkei.instrument import read_text
from renkei.instrument.checks import check
from tests.instrument.checks.texts import AGREEMENT, STATUTE, changed, findings, spots

_LINE = "第5条　甲及び乙は、毎年度1回以上協議を行う。"


def _with(sentence: str) -> str:
    return changed(_LINE, f"第5条　{sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "甲は、協議をを行う。",
        "災害時ににおける協力を協議する。",
        "取組にについて協議する。",
        "連携にに必要な協議を行う。",
        "甲とともにに協議する。",
        "明らかにに協議が必要なとき。",
        "この協議にに、甲が加わる。",
        "甲がが必要と認める協議。",
        "甲がが、協議を行う。",
        "甲はは、協議を行う。",
        "架空町はは協議を行う。",
        "会議でで協議を行う。",
        "乙へへ協議を申し出る。",
        "甲もも協議を行う。",
        "甲からもも、協議を申し出る。",
        "前条のの目的について協議する。",
        "甲のの施設について協議する。",
        "前項（次項を除く。）のの協議を行う。",
    ],
)
def test_a_doubled_particle_is_found(sentence: str) -> None:
    text = _with(sentence)
    (found,) = spots(text, "R301")
    assert len(found) == 2
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "sentence",
    [
        "まちににぎわいを生む協議を行う。",
        "次代ににない手を育てる協議を行う。",
        "地域ににおいのない処理を協議する。",
        "なにに使うかを協議する。",
        "くにに求める協議を行う。",
        "住民ががん検診を受ける協議を行う。",
        "道路ががけに沿う区間を協議する。",
        "市内でできる取組を協議する。",
        "期限までで協議を終える。",
        "どの場所ででも協議を行う。",
        "甲ははがきにより協議を申し出る。",
        "そのはは、協議を行う。",
        "乙ははじめに協議を行う。",
        "地域へへき地医療を届ける協議を行う。",
        "甲は、こどもも協議に加える。",
        "産地のもも、ぶどうについて協議する。",
        "これによるもののほか、協議を行う。",
        "甲ののり面について協議する。",
        "甲とともに協議を行う。",
        "「はは」「もも」を協議する。",
    ],
)
def test_words_that_begin_like_a_particle_are_left_alone(sentence: str) -> None:
    assert spots(_with(sentence), "R301") == []


def test_a_doubled_particle_names_its_place_and_the_words_around_it() -> None:
    (finding,) = findings(
        changed("夜間の救急医療の維持等を行う。", "夜間の救急医療をを維持する。"), "R301"
    )
    assert "「救急医療」の行の「内容」欄" in finding.message_ja
    assert "row “救急医療”" in finding.message_en


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("甲及び乙は、連携連携を協議する。", "連携連携"),
        ("甲及び及び乙は、協議する。", "及び及び"),
        ("甲は、第1条の規定の規定を協議する。", "の規定の規定"),
        ("甲は、公共施設公共施設を協議する。", "公共施設公共施設"),
        ("甲は、協議することすることとする。", "することすること"),
    ],
)
def test_a_doubled_word_is_found(sentence: str, words: str) -> None:
    assert spots(_with(sentence), "R302") == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "その土地土地で協議する。",
        "番号二十二十、を協議する。",
        "人々の協議を行う。",
        "年年協議する。",
    ],
)
def test_words_said_twice_on_purpose_are_left_alone(sentence: str) -> None:
    assert spots(_with(sentence), "R302") == []


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("甲は、「協議を行う。", "「"),
        ("甲は、協議」を行う。", "」"),
        ("甲（代理を含む。は、協議を行う。", "（"),
        ("甲は、協議）を行う。", "）"),
        ("甲（代理（部長）を含む。は、協議を行う。", "（"),
    ],
)
def test_a_bracket_without_its_other_half_is_found(sentence: str, sign: str) -> None:
    assert spots(_with(sentence), "R303") == [sign]


@pytest.mark.parametrize(
    "sentence",
    [
        "甲（代理を含む。)は、「協議（会議）」を行う。",
        "「含む。）」とあるのは「含まない。）」と読み替える。",
        "「「甲」とあるのは「「乙」と読み替える。",
    ],
)
def test_brackets_that_pair_or_are_quoted_in_part_are_left_alone(sentence: str) -> None:
    assert spots(_with(sentence), "R303") == []


def test_amending_formulas_may_quote_half_a_bracket() -> None:
    text = (
        "連携協約の一部を変更する連携協約\n\n見本市（以下「甲」という。）及び架空町（以下「乙」という。）は、"
        "次のとおり変更する。\n　第4条中「「協議」を「協議」に改める。\n附　則\nこの連携協約は、公布の日から"
        "施行する。\n"
    )
    assert spots(text, "R303") == []


def test_a_sentence_that_breaks_off_is_found_at_its_last_words() -> None:
    text = _with("甲及び乙は、毎年度1回以上協議を行うもの")
    assert spots(text, "R304") == ["上協議を行うもの"]


def test_a_sentence_before_a_list_and_a_deleted_article_are_left_alone() -> None:
    text = changed("次に掲げるところにより進める。", "次に掲げるところにより進めるものとする")
    assert spots(text, "R304") == []
    assert spots(STATUTE, "R304") == []


def test_letters_in_both_widths_are_noted_once() -> None:
    text = _with("甲及び乙は、ＩＣＴ、ＡＩ及びMICEについて協議を行う。")
    assert spots(text, "R305") == ["MICE"]
    for one in (
        "ＩＣＴ及びＭＩＣＥ",
        "ICT及びMICE",
        "ＩＣＴ（info@example.jp）",
        "Ａ地区及びMICE",
        "ＩＣＴ（号のii）",
    ):
        assert spots(_with(f"甲及び乙は、{one}について協議を行う。"), "R305") == []


def test_digits_of_one_length_in_both_widths_are_noted_once() -> None:
    assert spots(changed("本書2通", "本書２通"), "R306") == ["２"]
    assert spots(_with("甲及び乙は、２人で協議を行う。").replace("1通", "１通"), "R306") != []


def test_one_digit_full_width_beside_longer_numbers_half_width_is_a_rule_of_the_office() -> None:
    text = (
        "（目的）\n第1条　甲は、３人で12人の協議を行う。\n第2条　乙は、４人で20人の協議を行う。\n"
    )
    assert spots(text, "R306") == []


def test_a_text_of_a_hundred_thousand_characters_is_checked_within_a_second() -> None:
    import time

    document = read_text(STATUTE * 400)
    start = time.process_time()
    check(document)
    assert time.process_time() - start < 1.5
    assert len(document.source) > 90_000


def test_the_clean_agreement_has_no_slip_of_wording() -> None:
    assert all(spots(AGREEMENT, f"R30{n}") == [] for n in range(1, 7))
