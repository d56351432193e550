"""Parties joined by words in hiragana (および) are read like those joined by 及び."""

import pytest

from renkei.instrument import read_text


@pytest.mark.parametrize("joined", ["及び", "並びに", "および", "ならびに"])
def test_what_joins_two_parties_is_no_part_of_a_name(joined: str) -> None:
    text = (
        f"青嶺市{joined}浜辺市における連携協約\n\n"
        f"青嶺市（以下「甲」という。）{joined}浜辺市（以下「乙」という。）は、次のとおり締結する。\n"
        "（目的）\n第1条　この連携協約は、連携することを目的とする。\n"
    )
    parties = read_text(text).facts.parties
    assert [(party.designation, party.name) for party in parties] == [
        ("甲", "青嶺市"),
        ("乙", "浜辺市"),
    ]
