"""Staged commencement (段階施行): which sentences come into force on which day."""

from __future__ import annotations

import datetime

from renkei.amendment.reading import read_prose, stages
from tests.amendment.reading.specimens import AGREEMENT, HALF

BODY = (
    "甲法（平成元年法律第一号）の一部を次のように改正する。\n"
    "第二条中「A」を「B」に改める。\n"
    "第三条第一項中「C」を「D」に改める。\n"
    "第三条の次に次の一条を加える。\n第三条の二　新しい条。\n"
    "別表一の項中「E」を「F」に改める。\n"
)


def told(supplement: str, body: str = BODY) -> list[tuple[datetime.date | None, list[int]]]:
    prose = read_prose(f"{body}　　　附　則\n{supplement}\n")
    assert prose.unread == ()
    return [(stage.date, [index for _, index in stage.instructions]) for stage in stages(prose)]


def test_one_day_for_all() -> None:
    assert told("　この法律は、令和三年四月一日から施行する。") == [
        (datetime.date(2021, 4, 1), [0, 1, 2, 3])
    ]


def test_no_fixed_day() -> None:
    assert told("　この法律は、公布の日から施行する。") == [(None, [0, 1, 2, 3])]
    assert told(
        "　この法律は、公布の日から起算して六月を超えない範囲内において政令で定める日から施行する。"
    ) == [(None, [0, 1, 2, 3])]


def test_a_provision_and_the_one_added_behind_it_are_told_apart() -> None:
    start, later = datetime.date(2021, 4, 1), datetime.date(2022, 4, 1)
    head = "　この法律は、令和三年四月一日から施行する。ただし、"
    assert told(head + "第三条の改正規定は、令和四年四月一日から施行する。") == [
        (start, [0, 2, 3]),
        (later, [1]),
    ]
    assert told(head + "第三条の次に一条を加える改正規定は、令和四年四月一日から施行する。") == [
        (start, [0, 1, 3]),
        (later, [2]),
    ]
    assert told(head + "第二条及び別表の改正規定は、令和四年四月一日から施行する。") == [
        (start, [1, 2]),
        (later, [0, 3]),
    ]


def test_a_list_of_days() -> None:
    assert told(
        "第一条　この法律は、令和三年四月一日から施行する。ただし、次の各号に掲げる規定は、当該各号に定める日から"
        "施行する。\n　一　第二条の改正規定　公布の日\n　二　第三条第一項の改正規定　令和四年一月一日"
    ) == [
        (datetime.date(2021, 4, 1), [2, 3]),
        (None, [0]),
        (datetime.date(2022, 1, 1), [1]),
    ]


def test_articles_of_the_amending_ordinance_and_what_they_amend() -> None:
    first, annex, second = stages(read_prose(HALF))
    assert (first.date, annex.date, second.date) == (
        datetime.date(2026, 4, 1),
        None,
        datetime.date(2026, 10, 1),
    )
    assert annex.instructions == ((0, 4), (0, 5))
    assert second.instructions == ((1, 0), (1, 1), (1, 2))
    assert first.instructions == ((0, 0), (0, 1), (0, 2), (0, 3))


def test_an_agreement_takes_effect() -> None:
    [stage] = stages(read_prose(AGREEMENT))
    assert stage.date == datetime.date(2026, 4, 1)
    assert len(stage.instructions) == 5


def test_what_no_sentence_answers_to_is_said() -> None:
    prose = read_prose(
        BODY
        + "　　　附　則\n　この法律は、令和三年四月一日から施行する。ただし、第九条の改正規定は、"
        "公布の日から施行する。\n"
    )
    assert stages(prose)[1].missing == ("第九条の改正規定",)
    assert stages(prose)[1].instructions == ()


def test_without_a_supplement_there_is_no_stage() -> None:
    assert stages(read_prose(BODY)) == ()
