"""署名欄 in the arrangements that offices use: below each other, side by side, in columns of tabs."""

import pytest

from renkei.instrument import Kind, covered, read_text

OPENING = (
    "見本市及び架空町の連携協約\n\n"
    "見本市（以下「甲」という。）及び架空町（以下「乙」という。）は、協約を締結する。\n\n"
    "（目的）\n第1条　連携する。\n\n附　則\nこの協約は、令和2年4月1日から施行する。\n\n"
    "この協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各1通を保有する。\n\n"
    "令和2年3月23日\n\n"
)
ANNEX = "\n\n別表（第1条関係）\n取組\t内容\n産業\t商談会を開く。\n"

BOTH = [("甲", "見本市長", "山本一郎"), ("乙", "架空町長", "川田花子")]


@pytest.mark.parametrize("annex", ["", ANNEX], ids=["at the end", "before a 別表"])
@pytest.mark.parametrize(
    "block",
    [
        "甲　見本市長　山本一郎\n乙　架空町長　川田花子",
        "甲：見本市長 山本一郎\n乙：架空町長 川田花子",
        "甲　見本市長　山本一郎　　　　乙　架空町長　川田花子",
        "甲　見本市長　山本一郎\t乙　架空町長　川田花子",
        "甲\t乙\n見本市長　山本一郎\t架空町長　川田花子",
        "甲\t見本市長\t山本一郎\t印\n乙\t架空町長\t川田花子\t印",
        "甲\n\t見本市長\n\t山本一郎\n乙\n\t架空町長\n\t川田花子",
        "（甲）見本市長　山本一郎　㊞\n（乙）架空町長　川田花子　㊞",
        "甲　代表者　見本市長　山本一郎\n乙　代表者　架空町長　川田花子",
        "甲\n上記代表者　見本市長　山本一郎\n乙\n上記代表者　架空町長　川田花子\n以上",
        "甲\n代表者\n見本市長　山本一郎\n乙\n代表者\n架空町長　川田花子",
        "甲　氏名　見本市長　山本一郎\n乙　氏名　架空町長　川田花子",
        "甲　見本市長　山本一郎（公印省略）\n乙　架空町長　川田花子　［印］",
        "甲　見本市　見本市長　山本一郎\n乙　架空町　架空町長　川田花子",
    ],
)
def test_both_parties_sign(block: str, annex: str) -> None:
    document = read_text(OPENING + block + annex)
    assert [(s.designation, s.office, s.name) for s in document.facts.signatures] == BOTH
    assert covered(document) == document.source
    assert not document.diagnostics
    assert len(document.of_kind(Kind.ROW)) == (1 if annex else 0)


def test_lines_below_two_columns_go_to_their_own_party() -> None:
    block = "甲\t乙\n見本市本町1番1号\t架空町大字架空5番地\n見本市\t架空町\n見本市長\t架空町長\n山本一郎\t川田花子"
    first, second = read_text(OPENING + block).facts.signatures
    assert (first.address, first.body, first.name) == ("見本市本町1番1号", "見本市", "山本一郎")
    assert (second.address, second.body, second.name) == (
        "架空町大字架空5番地",
        "架空町",
        "川田花子",
    )


def test_a_seal_is_no_part_of_the_name() -> None:
    document = read_text(OPENING + "甲　見本市長　山本一郎　　印\n乙　架空町長　川田花子　印")
    seals = [n.text for n in document.of_kind(Kind.FIELD) if n.attr("field") == "seal"]
    assert seals == ["印", "印"]


def test_address_body_office_and_name_on_one_line() -> None:
    block = "甲　見本市本町一丁目1番地　見本市　見本市長　山本一郎\n乙　架空町5番地　架空町　架空町長　川田花子"
    first, second = read_text(OPENING + block).facts.signatures
    assert (first.address, first.body, first.office, first.name) == (
        "見本市本町一丁目1番地",
        "見本市",
        "見本市長",
        "山本一郎",
    )
    assert second.address == "架空町5番地"


def test_words_set_wide_are_one_office_and_one_name() -> None:
    block = "甲\n　見　本　市　長　　山　本　一　郎　㊞\n乙\n　架　空　町　長　　川　田　花　子　㊞"
    first, _ = read_text(OPENING + block).facts.signatures
    assert (first.office, first.name) == ("見　本　市　長", "山　本　一　郎")


def test_who_stands_in_for_the_mayor_is_named_with_the_office() -> None:
    block = "甲　見本市長職務代理者　見本市副市長　山本一郎\n乙　架空町長　川田花子"
    first, _ = read_text(OPENING + block).facts.signatures
    assert (first.office, first.name) == ("見本市長職務代理者　見本市副市長", "山本一郎")


def test_a_witness_signs_for_himself() -> None:
    block = "甲　見本市長　山本一郎\n乙　架空町長　川田花子\n立会人　見本県知事　林三郎"
    signed = read_text(OPENING + block).facts.signatures
    assert [(s.designation, s.name) for s in signed] == [
        ("甲", "山本一郎"),
        ("乙", "川田花子"),
        ("立会人", "林三郎"),
    ]
