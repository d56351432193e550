"""R0: what the reading itself has to say."""

from renkei.instrument import read_text
from renkei.instrument.checks import check

CLAUSE = "甲及び乙は、この協約の推進に関し必要な連絡調整を図るため、定期的に協議を行う。"


def codes(text: str) -> list[str]:
    return [finding.code for finding in check(read_text(text), codes={"R003"})]


def test_blanks_between_the_characters_are_named_once() -> None:
    gapped = " ".join(CLAUSE[i : i + 2] for i in range(0, len(CLAUSE), 2))
    assert codes(f"第1条 {gapped}\n第2条 {gapped}\n第3条 {gapped}\n") == ["R003"]


def test_a_few_blanks_are_nothing_to_speak_of() -> None:
    assert codes(f"第1条 {CLAUSE}\n甲　山本 一郎\n乙　川田 花子\n" * 3) == []
