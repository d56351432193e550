"""renkei convert: the file is there whole or not at all, and the text itself is never touched."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_text_comes_out_exactly_as_it_went_in(renkei: Run, sample: Path, tmp_path: Path) -> None:
    answer = renkei("convert", sample, tmp_path / "a.txt")
    assert answer.code == 0
    assert (tmp_path / "a.txt").read_bytes() == sample.read_bytes()
    assert "テキストで書き出しました" in answer.err


def test_through_json_and_back_nothing_is_lost(renkei: Run, sample: Path, tmp_path: Path) -> None:
    renkei("convert", sample, tmp_path / "a.json")
    renkei("convert", tmp_path / "a.json", tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == sample.read_bytes()


def test_what_a_format_cannot_hold_is_said(renkei: Run, sample: Path, tmp_path: Path) -> None:
    assert "識別子" in renkei("convert", sample, tmp_path / "a.txt").err
    assert "識別子" not in renkei("convert", sample, tmp_path / "a.json").err
    english = renkei("convert", "--lang", "en", sample, tmp_path / "a.txt").err
    assert "ids of provisions" in english


def test_of_what_a_format_cannot_hold_only_what_the_text_has_is_said(
    renkei: Run, sample: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("見本条例\n\n第1条 この条例は、見本とする。\n")
    said = renkei("convert", tmp_path / "a.txt", tmp_path / "a.xml").err
    assert "識別子は入りません" in said
    assert "署名欄" not in said
    assert "署名欄は" in renkei("convert", sample, tmp_path / "b.xml").err


def test_a_character_no_font_has_is_named(renkei: Run, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("見本条例\n\n第1条 この条例は、\U0001f600とする。\n")
    assert "U+1F600" in renkei("convert", tmp_path / "a.txt", tmp_path / "a.pdf").err
    assert "〓" not in renkei("convert", sample, tmp_path / "b.pdf").err


def test_to_wins_over_the_extension(renkei: Run, sample: Path, tmp_path: Path) -> None:
    renkei("convert", sample, tmp_path / "a.bin", "--to", "txt")
    assert (tmp_path / "a.bin").read_bytes() == sample.read_bytes()


def test_standard_output_gets_the_bytes_and_nothing_else(process: Run, sample: Path) -> None:
    done = process("convert", sample, "-", "--to", "txt")
    assert done.returncode == 0
    assert done.stdout == sample.read_bytes()


def test_standard_output_needs_a_format(renkei: Run, sample: Path) -> None:
    answer = renkei("convert", sample, "-")
    assert answer.code == 2
    assert "--to" in answer.err


@pytest.mark.parametrize("name", ["a.doc", "a", "a.odt"])
def test_a_format_there_is_none_for_is_wrong_usage(
    renkei: Run, sample: Path, tmp_path: Path, name: str
) -> None:
    answer = renkei("convert", sample, tmp_path / name)
    assert answer.code == 2
    assert "docx" in answer.err
    assert not (tmp_path / name).exists()


def test_the_text_itself_is_never_overwritten(renkei: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("協約\r\n")
    link = tmp_path / "b.txt"
    link.symlink_to(source)
    for target in (source, link):
        answer = renkei("convert", source, target, "--to", "json")
        assert answer.code == 2
        assert "上書き" in answer.err
    assert source.read_bytes() == "協約\r\n".encode()


def test_a_failed_conversion_leaves_the_old_file_and_no_rest(renkei: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    target = tmp_path / "out" / "b.json"
    target.parent.mkdir()
    target.write_text("old")
    assert renkei("convert", tmp_path / "empty.txt", target).code == 1
    assert target.read_text() == "old"
    assert os.listdir(target.parent) == ["b.json"]


def test_a_full_disk_leaves_the_old_file_and_no_rest(
    renkei: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "b.json"
    target.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    answer = renkei("convert", sample, target)
    assert answer.code == 2
    assert "空き容量がありません" in answer.err
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["b.json"]


def test_a_file_that_was_there_keeps_its_permissions(
    renkei: Run, sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "b.txt"
    target.write_text("old")
    target.chmod(0o640)
    renkei("convert", sample, target)
    assert target.stat().st_mode & 0o777 == 0o640
    assert target.read_bytes() == sample.read_bytes()
    fresh = tmp_path / "c.txt"
    renkei("convert", sample, fresh)
    mask = os.umask(0)
    os.umask(mask)
    assert fresh.stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_link_is_followed_not_replaced(renkei: Run, sample: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    renkei("convert", sample, link)
    assert link.is_symlink()
    assert real.read_bytes() == sample.read_bytes()


@pytest.mark.parametrize("target", ["no/such/folder/a.txt", "."])
def test_a_place_that_cannot_be_written_is_said(
    renkei: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = renkei("convert", sample, target, "--to", "txt")
    assert answer.code == 2
    assert answer.err.startswith(f"{target}: ")
    assert "フォルダー" in answer.err
