"""What must hold for the project as a whole, whatever its parts do."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "run"), *words], capture_output=True, text=True, check=False
    )


def pins(name: str) -> dict[str, str]:
    """Each pinned line of a requirements file (with its marker) and the hashes below it."""
    entries = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
    return dict(entry.strip().split("  ", 1) for entry in entries if entry.strip())


def test_run_alone_names_every_command() -> None:
    answer = run()
    assert answer.returncode == 0
    commands = [line.split()[1] for line in answer.stdout.splitlines()]
    assert commands == ["demo", "serve", "test", "check", "bench", "setup", "lock"]


def test_an_unknown_command_is_refused_with_the_list() -> None:
    answer = run("deno")
    assert answer.returncode == 2
    assert "「deno」はありません" in answer.stderr
    assert "./run demo" in answer.stderr


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_by_hash(name: str) -> None:
    found = pins(name)
    assert found
    assert [line for line, hashes in found.items() if "==" not in line] == []
    assert [line for line, hashes in found.items() if "--hash=sha256:" not in hashes] == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_no_requirement_says_where_it_is_fetched_from(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--extra-index" not in text
    assert "--find-links" not in text


def test_tests_run_with_the_versions_that_users_get() -> None:
    everything = pins("requirements-dev.txt")
    assert [line for line in pins("requirements.txt") if line not in everything] == []


HEAVY = {"django", "docx", "lxml", "openpyxl", "pdfplumber", "pypdfium2", "typst"}


@pytest.mark.parametrize("kernel", ["renkei.units", "renkei.instrument"])
def test_a_kernel_starts_without_heavy_libraries(kernel: str) -> None:
    script = f"import sys, {kernel}; print(*{{name.split('.')[0] for name in sys.modules}})"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert HEAVY.intersection(loaded) == set()
