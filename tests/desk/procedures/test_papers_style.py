from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.desk.frame.problems import Refused
from renkei.desk.procedures.papers.style import CHOICES, LABELS, FormStyle

choice = st.fixed_dictionaries(
    {key: st.sampled_from(list(kinds)) for key, kinds in CHOICES.items()}
)


@settings(deadline=None)  # how long it takes says nothing here
@given(choice, st.booleans(), st.text(alphabet="青企第号a1", max_size=20))
def test_settings_come_back_as_they_were_kept(chosen: dict[str, Any], yes: bool, word: str) -> None:
    data = {**chosen, "reason": yes, "bill_number": word + "{number}号"}
    style = FormStyle.from_json(data)
    assert FormStyle.from_json(style.to_json()) == style
    assert FormStyle.from_json(style.to_json()).digest() == style.digest()
    assert replace(style, reason=not yes).digest() != style.digest()


def test_every_setting_has_a_name_and_every_choice_of_it_too() -> None:
    usual = FormStyle().to_json()
    assert set(LABELS) == set(usual)
    for key, choices in CHOICES.items():
        assert usual[key] in choices
        assert FormStyle.from_json({key: max(choices)}).to_json()[key] == max(choices)


def test_all_that_is_wrong_is_said_at_once_and_says_where() -> None:
    wrong = {
        "seal": "朱肉",
        "bill_number": "議案",
        "reason": "yes",
        "head_title": "長\n長",
        "colour": "red",
        "comma": 3,
    }
    with pytest.raises(Refused) as refused:
        FormStyle.from_json(wrong)
    fields = {problem.field for problem in refused.value.problems}
    assert fields == set(wrong)
    said = "".join(problem.ja for problem in refused.value.problems)
    assert "「公印」は mark、omitted、none のどれかです（朱肉 でした）。" in said
    assert "{number}" in said


@pytest.mark.parametrize("form", ["{number}{number}", "{number.real}", "{x}{number}", "number"])
def test_a_form_of_numbers_holds_the_number_once_and_nothing_else_to_fill(form: str) -> None:
    with pytest.raises(Refused):
        FormStyle.from_json({"letter_number": form})


@pytest.mark.parametrize("given", ["編・章", "部・款・項目", "表"])
def test_levels_of_an_annex_have_words_that_can_be_read_back(given: str) -> None:
    with pytest.raises(Refused):
        FormStyle.from_json({"row_words": given})
    assert FormStyle.from_json({"row_words": "部、項"}).row_words == "部・項"
