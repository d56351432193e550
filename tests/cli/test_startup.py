"""Checking a text loads no more than checking a text needs; that keeps the start quick."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "argparse",
    "asyncio",
    "cryptography",
    "django",
    "docx",
    "importlib.metadata",
    "lxml",
    "openpyxl",
    "pdfplumber",
    "pypdfium2",
    "rapidfuzz",
    "tempfile",
    "typst",
    "xml",
    "zipfile",
}


def loaded(*words: str | Path) -> set[str]:
    """The modules that a command has loaded when it is done."""
    code = (
        "import sys; from renkei.cli import main; code = main(sys.argv[1:]);"
        "print('\\n'.join(sys.modules), file=sys.stderr); sys.exit(code == 2)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("command", [["check"], ["check", "--sarif"], ["read"], ["read", "--json"]])
def test_a_text_is_checked_and_read_without_any_heavy_library(
    command: list[str], sample: Path
) -> None:
    modules = loaded(*command, sample)
    assert "renkei.instrument.model" in modules
    assert HEAVY & modules == set()


def test_help_and_version_do_not_even_load_the_reader() -> None:
    for word in ("--version", "--help"):
        modules = loaded(word)
        assert HEAVY & modules == set()
        assert "renkei.instrument" not in modules


def test_the_measure_would_see_a_heavy_library(sample: Path, tmp_path: Path) -> None:
    assert "tempfile" in loaded("convert", sample, tmp_path / "a.txt")
