"""What docs/journal.md tells people to type finds a change in an exported journal."""

import re
import subprocess

import pytest

from tests.conftest import ROOT
from tests.desk.office import at_machine

PAGE = (ROOT / "docs" / "journal.md").read_text("utf-8")
(SHELL,) = (block for block in re.findall(r"```\n(.*?)```", PAGE, re.S) if "while" in block)


@pytest.fixture
def exported(db, tmp_path):
    from renkei.desk.journal.documents import lines
    from renkei.desk.region import loading

    loading.load(at_machine(), loading.shipped("sapporo"))
    path = tmp_path / "sapporo.jsonl"
    path.write_bytes(b"".join(lines("sapporo")))
    return path


def wrong(path):
    done = subprocess.run(
        ["sh", "-c", SHELL], cwd=path.parent, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_a_whole_export_prints_nothing(exported):
    assert wrong(exported) == []


def test_a_changed_line_shows_in_the_next_one(exported):
    changed = exported.read_bytes().replace("石狩市".encode(), "石刈市".encode(), 1)
    exported.write_bytes(changed)
    number = next(n for n, line in enumerate(changed.splitlines(), 1) if "石刈市".encode() in line)
    assert wrong(exported) == [str(number + 1)]


def test_a_line_taken_out_shows(exported):
    whole = exported.read_bytes().splitlines(keepends=True)
    exported.write_bytes(b"".join([*whole[:9], *whole[10:]]))
    assert wrong(exported) == ["10"]
