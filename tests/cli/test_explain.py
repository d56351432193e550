"""renkei explain, profiles, schema, version: what is looked up."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import renkei as package

Run = Callable[..., Any]


@pytest.mark.usefixtures("rules")
def test_a_code_is_explained_whatever_its_case(renkei: Run) -> None:
    for code in ("FAKE-W", "fake-w"):
        out = renkei("explain", code).out
        assert out.splitlines()[0] == "FAKE-W  題（注意）"
        assert "なぜ: 理由の文" in out
        assert "対処: 対処の文" in out
        assert "くわしい説明" not in out


@pytest.mark.usefixtures("rules")
def test_all_codes_are_explained_in_english_too(renkei: Run) -> None:
    out = renkei("explain", "--all", "--lang", "en").out
    assert [line.split()[0] for line in out.splitlines() if line.startswith("FAKE")] == [
        "FAKE-E",
        "FAKE-W",
        "FAKE-N",
    ]
    assert "Why: the reason" in out
    assert "くわしい説明" in out  # stands for the English documentation of the rule


@pytest.mark.usefixtures("rules")
def test_a_code_there_is_none_of_is_refused_with_the_nearest(renkei: Run) -> None:
    answer = renkei("explain", "FAKE-X")
    assert answer.code == 2
    assert "FAKE-" in answer.err
    assert renkei("explain").code == 2


def test_the_profiles_are_listed_by_name(renkei: Run) -> None:
    from renkei.instrument.reading.profiles import PROFILES

    out = renkei("profiles").out
    assert [line.split()[0] for line in out.splitlines()] == list(PROFILES)
    assert "初" not in renkei("profiles", "--lang", "en").out


def test_the_schema_is_a_json_schema(renkei: Run) -> None:
    schema = json.loads(renkei("schema").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_version_is_that_of_the_package(renkei: Run) -> None:
    assert renkei("--version").out == f"renkei {package.__version__}\n"


def test_renkei_alone_lists_the_commands(renkei: Run) -> None:
    answer = renkei()
    assert answer.code == 0
    assert "check" in answer.out
    assert renkei("--help").out == answer.out
    assert "--sarif" in renkei("check", "--help").out
