"""renkei demo, serve and manage: handed over to the desk with what was asked."""

import os
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """A desk that only takes down what it is told."""
    told: list[tuple[str, dict[str, Any]]] = []
    fake = types.ModuleType("renkei.desk.demo")
    fake.prepare = lambda **given: told.append(("prepare", given))  # type: ignore[attr-defined]
    fake.serve = lambda **given: told.append(("serve", given))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "renkei.desk.demo", fake)
    monkeypatch.setattr("renkei.desk.demo", fake, raising=False)
    for name in ("RENKEI_DATA", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, "")  # so that what the command sets is taken back afterwards
        monkeypatch.delenv(name)
    return told


def test_the_demo_is_prepared_and_served_on_this_machine_only(
    renkei: Run, desk: list[tuple[str, dict[str, Any]]]
) -> None:
    assert renkei("demo").code == 0
    assert desk == [
        ("prepare", {"reset": False}),
        ("serve", {"host": "127.0.0.1", "port": 8000, "demo": True}),
    ]


def test_serving_prepares_no_example(
    renkei: Run, desk: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    renkei("serve", "--port", "8123", "--host", "0.0.0.0", "--data", tmp_path)
    assert desk == [("serve", {"host": "0.0.0.0", "port": 8123, "demo": False})]
    assert os.environ["RENKEI_DATA"] == str(tmp_path)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "８０", "99999999999"])
def test_a_port_that_is_none_is_refused(
    renkei: Run, desk: list[tuple[str, dict[str, Any]]], port: str
) -> None:
    answer = renkei("demo", f"--port={port}")
    assert answer.code == 2
    assert port in answer.err
    assert desk == []


def test_a_data_folder_that_is_a_file_is_refused(
    renkei: Run, desk: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    (tmp_path / "a").write_text("")
    answer = renkei("demo", "--data", tmp_path / "a")
    assert answer.code == 2
    assert "フォルダーではありません" in answer.err
    assert desk == []
