"""What the pages tell people to type is accepted, and answers as they show it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from renkei.cli.arguments import parse
from renkei.cli.commands import COMMANDS
from tests.docs.pages import ROOT, SAMPLE, Shown, guides, mentioned, name_of, shown

#: Left out of a shown output: any number of lines.
ELLIPSIS = "…"
#: These start a server or change a database.
_NOT_RUN = {"demo", "serve", "manage", "user", "agreements", "region", "journal"}


@pytest.mark.parametrize("page", guides(), ids=name_of)
def test_every_shown_command_line_is_accepted(page: Path) -> None:
    for entry in [*shown(page), *mentioned(page)]:
        if entry.words and not (len(entry.words) == 1 and entry.words[0] in COMMANDS):
            parse(entry.words)


def test_the_pages_show_command_lines() -> None:
    assert sum(bool(entry.words) for page in guides() for entry in shown(page)) > 10


def test_a_command_line_that_is_wrong_would_be_noticed() -> None:
    with pytest.raises(Exception, match="frmat"):
        parse(Shown("renkei check --frmat x.txt | less").words)


@pytest.mark.parametrize("page", guides(), ids=name_of)
def test_every_run_command_is_one_of_the_script(page: Path) -> None:
    known = set(
        subprocess.run(
            [sys.executable, str(ROOT / "run")], capture_output=True, text=True, check=True
        ).stdout.split()
    )
    for entry in shown(page):
        words = entry.line.split()
        if words[0] == "./run" and len(words) > 1:
            assert words[1] in known


def agrees(printed: list[str], expected: list[str]) -> bool:
    """Whether an output is the one shown, where a line 「…」 stands for any lines."""
    if not expected:
        return not printed
    if expected[0].strip() == ELLIPSIS:
        return any(agrees(printed[n:], expected[1:]) for n in range(len(printed) + 1))
    return bool(printed) and _same(printed[0], expected[0]) and agrees(printed[1:], expected[1:])


def _same(printed: str, expected: str) -> bool:
    """Whether a line is the one shown, where 「（…）」 stands for anything in brackets."""
    pattern = re.sub(r"（…）|\\\(…\\\)", "[（(].*[）)]", re.escape(expected))
    return re.fullmatch(pattern, printed) is not None


def test_an_output_agrees_only_with_itself() -> None:
    assert agrees(["a", "b", "c"], ["a", "…", "c"])
    assert not agrees(["a", "b", "c"], ["a", "b"])
    assert not agrees(["a", "x"], ["a", "b"])
    assert agrees(["b (1,234 bytes)."], ["b (…)."])
    assert not agrees(["b (1,234 bytes)."], ["c (…)."])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder as the pages suppose it: the sample as 協約.txt, and a folder of two texts."""
    shutil.copy(SAMPLE, tmp_path / "協約.txt")
    shutil.copy(SAMPLE, tmp_path / "agreement.txt")
    folder = tmp_path / "協約一式"
    folder.mkdir()
    shutil.copy(SAMPLE, folder / "石狩市.txt")
    text = SAMPLE.read_text("utf-8").replace("時にに", "時に").replace("石狩市", "江別市")
    (folder / "江別市.txt").write_text(text, "utf-8")
    (tmp_path / "写し.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return tmp_path


@pytest.mark.parametrize("page", guides(), ids=name_of)
def test_every_shown_output_is_what_the_command_prints(page: Path, office: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("RENKEI_")}
    environment |= {"PYTHONUTF8": "1", "COLUMNS": "100"}
    for entry in shown(page):
        if not entry.output or not entry.words or entry.words[0] in _NOT_RUN:
            continue
        answer = subprocess.run(
            [sys.executable, "-m", "renkei", *entry.words],
            cwd=office,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        printed = [line.rstrip() for line in answer.stdout.decode().rstrip("\n").split("\n")]
        expected = [line.rstrip() for line in entry.output]
        assert agrees(printed, expected), f"{entry.line}\n" + "\n".join(printed)
