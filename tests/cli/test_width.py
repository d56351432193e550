"""Quoted lines: as wide as a terminal shows them, and nothing in them that it would obey."""

from hypothesis import given
from hypothesis import strategies as st

from renkei.cli.width import columns, excerpt, padded, visible


def test_a_full_width_character_takes_two_columns() -> None:
    assert columns("第1条") == 5
    assert columns("ﾊﾞｽ") == 3
    assert columns("か\u3099") == 2
    assert padded("条", 4) == "条  "


def test_marks_stand_under_the_words() -> None:
    line = "災害時ににおける連携"
    quoted, marks = excerpt(line, 3, 5, 60)
    assert quoted == line
    assert marks == "      ^^^^"


def test_a_place_between_two_characters_is_marked_too() -> None:
    assert excerpt("第1条", 3, 3, 60) == ("第1条", "     ^")


def test_a_long_line_is_cut_around_the_words() -> None:
    line = "あ" * 200 + "時にに" + "い" * 200
    quoted, marks = excerpt(line, 201, 203, 60)
    assert quoted.startswith("…あ")
    assert quoted.endswith("い…")
    assert columns(quoted) <= 60
    assert quoted[: quoted.index("にに")] == "…" + "あ" * quoted.count("あ") + "時"
    assert columns(quoted[: quoted.index("にに")]) == marks.index("^")


def test_what_a_terminal_would_obey_is_not_shown() -> None:
    assert visible("a\x1b[31m\u202eb\tc\u2028d\u3000e") == "a·[31m·b | c / d\u3000e"


@given(st.text(max_size=80), st.integers(0, 90), st.integers(0, 90), st.integers(20, 100))
def test_no_quotation_is_wider_than_asked_and_marks_stay_within_it(
    line: str, start: int, length: int, width: int
) -> None:
    start = min(start, len(line))
    quoted, marks = excerpt(line, start, start + length, width)
    assert columns(quoted) <= width
    assert len(marks) <= columns(quoted) + 1
    assert visible(quoted) == quoted
    assert "^" in marks
