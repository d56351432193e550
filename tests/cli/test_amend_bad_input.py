"""renkei amend with wrong input: what is wrong is said in words, and nothing is written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
_GOOD = "　第5条中「定期的」を「毎年度」に改める。\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Puts prose into a file."""

    def put(text: str) -> Path:
        path = tmp_path / "prose.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return put


def test_the_same_text_twice_needs_no_amendment(renkei: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    answer = renkei("amend", "write", sample, sample, "-o", out)
    assert (answer.code, out.exists()) == (1, False)
    assert "改める所がありません" in answer.err
    table = renkei("amend", "table", sample, sample, "-o", tmp_path / "out.docx")
    assert (table.code, (tmp_path / "out.docx").exists()) == (1, False)
    assert "改める所がありません" in table.err


@pytest.mark.parametrize(
    ("prose", "code", "words"),
    [
        (
            "　第5条中「随時」を「毎年度」に改める。\n",
            "TextNotFound",
            "第5条に「随時」がありません",
        ),
        ("　第9条中「定期的」を「毎年度」に改める。\n", "NoSuchProvision", "第9条"),
        ("　第5条を第9条とする。\n", "NumberGap", "番号"),
        (
            f"　石狩市生活環境条例の一部を次のように改正する。\n{_GOOD}",
            "WrongBase",
            "石狩市生活環境条例",
        ),
        (f"{_GOOD}　第2条中「相互に」を「相互にまたは」に直すこと。\n", "Unread", "2行目"),
        ("この文書には改正の文がありません。\n", "Unread", "改正の文が見つかりません"),
    ],
)
def test_what_cannot_be_carried_out_is_refused_whole(
    renkei: Run,
    sample: Path,
    write: Callable[[str], Path],
    tmp_path: Path,
    prose: str,
    code: str,
    words: str,
) -> None:
    out = tmp_path / "out.txt"
    answer = renkei("amend", "apply", sample, write(prose), "-o", out)
    assert answer.code == 1
    assert not out.exists()
    assert f"[{code}]" in answer.err
    assert words in answer.err
    assert "何も適用していません" in answer.err
    told = json.loads(renkei("amend", "apply", sample, tmp_path / "prose.txt", "--json").out)
    assert told["refused"]
    assert code in [trouble["code"] for trouble in told["troubles"]]


def test_prose_without_a_sentence(renkei: Run, sample: Path) -> None:
    answer = renkei("amend", "read", sample)
    assert answer.code == 1
    assert "改正の文が見つかりません" in answer.err


def test_files_that_are_not_there_or_hold_nothing(
    renkei: Run, sample: Path, write: Callable[[str], Path], tmp_path: Path
) -> None:
    missing = renkei("amend", "apply", sample, tmp_path / "none.txt")
    assert (missing.code, "none.txt" in missing.err) == (2, True)
    empty = renkei("amend", "apply", sample, write(""))
    assert (empty.code, "prose.txt" in empty.err) == (1, True)


def test_a_file_that_is_read_is_never_overwritten(
    renkei: Run, sample: Path, write: Callable[[str], Path]
) -> None:
    path = write(_GOOD)
    answer = renkei("amend", "apply", sample, path, "-o", path)
    assert answer.code == 2
    assert path.read_text(encoding="utf-8") == _GOOD


def test_wrong_usage(renkei: Run, sample: Path, write: Callable[[str], Path]) -> None:
    path = write(_GOOD)
    for words in (
        ["amend"],
        ["amend", "mend", sample, path],
        ["amend", "apply", sample],
        ["amend", "apply", sample, path, "-o", "out.zip"],
        ["amend", "table", sample, path],
        ["amend", "read", path, "-o", "out.txt"],
        ["amend", "write", sample, path, "--style", "tategaki"],
    ):
        answer = renkei(*words)
        assert answer.code == 2, words
        assert "renkei" in answer.err


def test_an_unwritable_folder_leaves_nothing(
    renkei: Run, sample: Path, write: Callable[[str], Path], tmp_path: Path
) -> None:
    answer = renkei("amend", "apply", sample, write(_GOOD), "-o", tmp_path / "no" / "out.txt")
    assert answer.code == 2
    assert "フォルダー" in answer.err
