import pytest

from tests.instrument.checks.texts import AGREEMENT, STATUTE, THREE, changed, findings, spots


def test_a_party_that_is_not_defined_is_found_once_at_its_first_use() -> None:
    text = changed("甲及び乙は、毎年度", "甲、乙及び丙は、丙の申出により毎年度")
    (finding,) = findings(text, "R501")
    assert finding.found == "丙"
    assert finding.start == text.index("丙")
    assert "甲、乙" in finding.message_ja


@pytest.mark.parametrize(
    "words", ["丙種の資格", "丙午の年", "丙第1号証", "甲板", "乙類の酒", "丙（以下「丙」という。）"]
)
def test_words_that_hold_such_a_sign_name_no_party(words: str) -> None:
    text = changed("甲及び乙は、毎年度", f"甲及び乙は、{words}について毎年度")
    assert spots(text, "R501") == []


def test_a_party_that_is_never_used_is_found_at_its_definition() -> None:
    text = changed(
        "は、連携中枢都市圏の形成に関し",
        "並びに手本村（以下「丙」という。）は、連携中枢都市圏の形成に関し",
    )
    assert spots(text, "R502") == ["手本村"]
    assert spots(THREE, "R502") == []


def test_a_party_named_only_in_the_annex_is_used() -> None:
    text = changed(
        "は、連携中枢都市圏の形成に関し",
        "並びに手本村（以下「丙」という。）は、連携中枢都市圏の形成に関し",
    )
    text = changed("会場を用意する", "丙と会場を用意する", text)
    assert spots(text, "R502") == []


def test_a_third_party_that_stands_in_no_list_is_found_at_the_first_list() -> None:
    text = THREE.replace("甲、乙及び丙", "甲及び乙")
    text = changed("会場を用意する", "丙と会場を用意する", text)
    (finding,) = findings(text, "R503")
    assert finding.found == "甲及び乙"
    assert "「丙」（手本村）" in finding.message_ja


def test_lists_that_take_turns_leave_nobody_out() -> None:
    text = changed("甲、乙及び丙が協議して", "甲及び乙が協議して", THREE)
    assert spots(text, "R503") == []
    assert spots(AGREEMENT, "R503") == []


@pytest.mark.parametrize("words", ["3通", "１通", "三通"])
def test_copies_that_do_not_equal_the_parties_are_found(words: str) -> None:
    assert spots(changed("本書2通", f"本書{words}"), "R504") == [words]


def test_two_cities_that_are_one_party_make_two_copies_more() -> None:
    text = changed("見本市（以下「甲」", "見本市及び手本市（以下これらを「甲」").replace(
        "及び架空町（", "と架空町（"
    )
    assert spots(changed("本書2通", "本書3通", text), "R504") == []
    assert spots(THREE, "R504") == []


def test_a_signature_that_is_missing_is_found() -> None:
    text = changed("乙　架空町大字架空5番地\n架空町\n架空町長　川田花子\n", "")
    (finding,) = findings(text, "R505")
    assert "架空町" in finding.message_ja
    assert spots(AGREEMENT, "R505") == spots(THREE, "R505") == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("\n架空町\n架空町長", "\n手本町\n架空町長", "手本町"),
        ("架空町長　川田", "手本町長　川田", "手本町長"),
    ],
)
def test_a_signature_of_another_body_is_found(old: str, new: str, words: str) -> None:
    assert spots(changed(old, new), "R506") == [words]


def test_a_prefecture_before_the_name_and_an_office_alone_are_left_alone() -> None:
    assert spots(changed("\n架空町\n架空町長", "\n見本県架空町\n町長"), "R506") == []
    assert spots(changed("及び架空町（", "及び見本県架空町（"), "R506") == []


def test_a_statute_has_no_parties() -> None:
    text = changed("必要な措置を執る。", "甲及び乙は、丙の措置を執る。", STATUTE)
    assert all(spots(text, f"R50{n}") == [] for n in range(1, 7))


def test_a_party_may_be_defined_further_down() -> None:
    text = changed(
        "毎年度1回以上協議を行う。", "手本村（以下「丙」という。）と協議し、丙の同意を得る。"
    )
    assert spots(text, "R501") == []


@pytest.mark.parametrize(
    "closing",
    [
        "本書を作成し、甲及び乙が記名押印の上、各自その1通を保有する",
        "本書を2部作成し、甲及び乙が記名押印の上、各自1通を保有する",
        "本書2部を作成し、甲及び乙が記名押印の上、それぞれ各1通を保有する",
        "甲及び乙は各1通を保有するものとし、本書2通を作成する",
        "写し1通を添え、甲及び乙が本書2通を作成する",
    ],
)
def test_what_each_party_keeps_is_not_the_number_made(closing: str) -> None:
    old = "本書2通を作成し、甲及び乙が記名押印の上、各自1通を保有する"
    assert spots(changed(old, closing), "R504") == []


def test_sets_that_do_not_equal_the_parties_are_found() -> None:
    text = changed("本書2通を作成し", "本書を3部作成し")
    (finding,) = findings(text, "R504")
    assert finding.found == "3部"
    assert "作成するのは3部" in finding.message_ja


_BLOCKS = AGREEMENT[AGREEMENT.index("甲　見本市見本町") : AGREEMENT.index("別表（第3条関係）")]


def test_an_agreement_that_speaks_of_signing_and_that_nobody_signed_is_found() -> None:
    (finding,) = findings(changed(_BLOCKS, ""), "R505")
    assert finding.node_id == "closing"
    assert "署名欄がありません（見本市、架空町）" in finding.message_ja
    closing = AGREEMENT[AGREEMENT.index("この連携協約の締結を証する") : AGREEMENT.index("甲　見本")]
    assert spots(changed(closing + _BLOCKS, ""), "R505") == []


def test_a_witness_is_no_party_that_signs() -> None:
    witness = "立会人　見本県知事　森下次郎\n\n"
    text = changed("別表（第3条関係）", witness + "別表（第3条関係）")
    assert spots(text, "R505") == []
    text = changed("乙　架空町大字架空5番地\n架空町\n架空町長　川田花子\n", "", text)
    assert len(spots(text, "R505")) == 1


@pytest.mark.parametrize(
    "blocks",
    [
        _BLOCKS.replace("\n見本市\n", "\n見本市役所\n").replace("\n架空町\n", "\n架空町役場\n"),
        "甲　山本一郎\n乙　川田花子\n\n",
        "甲　山本　一郎\n乙　中町　一村\n\n",
        _BLOCKS.replace("\n見本市\n", "\n見 本 市\n"),
    ],
)
def test_town_halls_and_names_of_persons_are_no_other_bodies(blocks: str) -> None:
    assert spots(changed(_BLOCKS, blocks), "R506") == []


def test_the_width_of_letters_makes_no_other_body() -> None:
    text = AGREEMENT.replace("見本市", "Ａ市")
    text = changed("\nＡ市\nＡ市長", "\nA市役所\nA市長", text)
    assert spots(text, "R506") == []
    assert spots(changed("\nA市役所\n", "\nB市役所\n", text), "R506") == ["B市役所"]
