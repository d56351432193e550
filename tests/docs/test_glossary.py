"""One word for one thing: what the code calls something stands in the glossary."""

import dataclasses
import inspect
import re

import pytest

import renkei.units as units
from renkei.instrument import model
from renkei.instrument.model import Kind, Role, Severity
from renkei.instrument.reading.profiles import PROFILES
from tests.docs.pages import ROOT

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
#: A row of a table: Japanese, identifiers in the code, meaning.
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split(" | ")]
    for line in GLOSSARY.splitlines()
    if line.startswith("| ") and not line.startswith("| 日本語")
]
DEFINED = {name for row in ROWS for name in re.findall(r"`([^`]+)`", row[1])}


def public_classes(module: object) -> list[str]:
    names = getattr(module, "__all__", None) or [n for n in vars(module) if not n.startswith("_")]
    return sorted(
        name
        for name in names
        if inspect.isclass(found := getattr(module, name))
        and found.__module__.startswith(getattr(module, "__name__", "?"))
    )


@pytest.mark.parametrize("member", [*Kind, *Role, *Severity])
def test_every_kind_role_and_weight_is_explained(member: Kind | Role | Severity) -> None:
    assert member.value in DEFINED


@pytest.mark.parametrize("name", public_classes(units))
def test_every_public_class_of_units_is_explained(name: str) -> None:
    assert name in DEFINED


@pytest.mark.parametrize("name", public_classes(model))
def test_every_public_class_of_the_text_model_is_explained(name: str) -> None:
    assert name in DEFINED


@pytest.mark.parametrize("fact", [field.name for field in dataclasses.fields(model.Facts)])
def test_every_fact_is_explained(fact: str) -> None:
    assert fact in DEFINED


@pytest.mark.parametrize("profile", PROFILES)
def test_every_layout_is_explained(profile: str) -> None:
    assert profile in DEFINED


def test_every_row_has_a_japanese_word_an_identifier_and_a_meaning() -> None:
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []


def test_no_word_is_explained_twice() -> None:
    words = [row[0] for row in ROWS]
    assert sorted({word for word in words if words.count(word) > 1}) == []
