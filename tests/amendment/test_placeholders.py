"""Placeholders of a model text: a closed set, and slips in them found."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from renkei.amendment.placeholders import PLACEHOLDERS, filled, unknown, used
from tests.amendment.agreements import patient


def test_every_placeholder_is_known_and_has_its_meaning() -> None:
    for placeholder, (japanese, english) in PLACEHOLDERS.items():
        assert unknown(f"甲は{placeholder}とする。") == ()
        assert japanese
        assert english


def test_an_unknown_placeholder_is_named_with_its_place() -> None:
    found = unknown("第1条 〔甲〕は、\n〔乙の住処〕に置く。")
    assert [(u.text, u.line) for u in found] == [("〔乙の住処〕", 2)]


def test_a_bracket_that_is_never_closed_is_named() -> None:
    assert [u.text for u in unknown("〔甲は、\n協力する。")] == ["〔甲は、"]


def test_what_has_no_value_stays_to_be_seen() -> None:
    assert filled("〔甲〕及び〔乙〕", {"〔甲〕": "青嶺市"}) == "青嶺市及び〔乙〕"


def test_a_value_is_never_filled_again() -> None:
    assert filled("〔甲〕〔乙〕", {"〔甲〕": "〔乙〕", "〔乙〕": "浜辺市"}) == "〔乙〕浜辺市"


@patient
@given(st.lists(st.sampled_from([*PLACEHOLDERS, "〔", "〕", "〔丙〕丁", "文", "\n"])).map("".join))
def test_after_filling_all_no_known_placeholder_is_left(text: str) -> None:
    done = filled(text, dict.fromkeys(PLACEHOLDERS, "値"))
    if not unknown(text):
        assert used(done) == ()


def test_the_documentation_lists_exactly_the_set() -> None:
    page = (Path(__file__).parents[2] / "docs" / "model-texts.md").read_text("utf-8")
    listed = re.findall(r"^\| (〔[^〕]+〕) \| (.+?) \| (.+?) \|$", page, re.M)
    assert listed == [(key, *meaning) for key, meaning in PLACEHOLDERS.items()]
