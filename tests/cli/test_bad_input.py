"""Whatever is wrong with the input is said in words: never a traceback."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize("command", [["read"], ["convert", "--to", "txt"]])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nicht.txt", "ファイルがありません"),
        (".", "フォルダーです"),
        ("a.txt/b.txt", "フォルダーではない"),
        ("x" * 300, "名前が長すぎます"),
        ("a\0b", "使えない名前"),
        ("", "ファイルがありません"),
    ],
)
def test_a_file_that_cannot_be_opened_is_said_with_its_name(
    renkei: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    name: str,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("協約")
    rest = ["out.txt"] if command[0] == "convert" else []
    answer = renkei(*command, name, *rest)
    assert answer.code == 2
    assert said in answer.err
    assert answer.out == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever is root may read everything")
def test_a_file_without_permission_is_said(renkei: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("協約")
    (tmp_path / "a.txt").chmod(0)
    answer = renkei("read", tmp_path / "a.txt")
    assert answer.code == 2
    assert "権限がありません" in answer.err


def test_permission_denied_is_said_whoever_asks(
    renkei: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", denied)
    answer = renkei("read", sample)
    assert answer.code == 2
    assert "権限がありません" in answer.err


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 500,
        bytes(range(256)) * 20,
        b"PK\x03\x04broken",
        b"%PDF-1.7\nbroken",
        b"{",
        b'{"renkei": "instrument"}',
        b"<Law",
        "協約".encode("utf-16"),
        "第1条 協約".encode("cp932"),
        b"\xff\xfe\x00",
        ("(1)" * 3_000).encode(),
        b"\t" * 10_000,
    ],
)
@pytest.mark.parametrize("extension", [".txt", ".docx", ".pdf", ".json", ".xml"])
def test_rubbish_of_any_kind_is_read_or_refused_in_words(
    renkei: Run, tmp_path: Path, data: bytes, extension: str
) -> None:
    path = tmp_path / f"a{extension}"
    path.write_bytes(data)
    answer = renkei("read", path)
    assert answer.code in (0, 1)
    assert "プログラムの誤り" not in answer.err
    if answer.code:
        assert "→" in answer.err


def test_a_sentence_of_a_hundred_thousand_characters_is_read_in_a_moment(process: Run) -> None:
    done = process("read", "-", stdin=("第1条 " + "あ" * 100_000).encode())
    assert done.returncode == 0


def test_a_file_larger_than_the_limit_is_not_taken_into_memory(
    renkei: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("renkei.instrument.reader.MAX_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    answer = renkei("read", tmp_path / "a.txt")
    assert answer.code == 2
    assert "大きすぎます" in answer.err
    assert "文書ですか" in answer.err  # said before the reader had it
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    assert renkei("read", tmp_path / "a.txt").code == 0


def test_every_reader_of_a_format_takes_at_least_what_the_door_lets_in() -> None:
    from renkei.instrument import reader
    from renkei.instrument.sources import docx_package, pdf_guard

    assert docx_package.MAX_FILE_BYTES >= reader.MAX_BYTES
    assert pdf_guard.MAX_FILE_BYTES >= reader.MAX_BYTES


def test_a_terminal_that_knows_no_japanese_is_spoken_to_in_english(
    process: Run, sample: Path
) -> None:
    done = process("read", sample, PYTHONUTF8="0", PYTHONIOENCODING="ascii", RENKEI_LANG="")
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode("ascii")
    assert "concluded    2019-03-29" in text
    assert "\\u672d\\u5e4c\\u5e02" in text  # 札幌市, escaped
    done = process("read", "nicht", PYTHONUTF8="0", PYTHONIOENCODING="ascii", RENKEI_LANG="ja")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_the_language_is_japanese_unless_asked_otherwise(process: Run) -> None:
    assert "ありません" in process("read", "x", RENKEI_LANG="").stderr.decode()
    assert b"No such file" in process("read", "x", RENKEI_LANG="en_US").stderr
    assert "ありません" in process("read", "x", "--lang", "ja", RENKEI_LANG="en").stderr.decode()
    assert b"There is no command" in process("--lang=en", "rid").stderr


def shell(command: str, **extra: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command line with output that is buffered, as it is for everybody."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    environ |= {"PYTHONUTF8": "1", "RENKEI_LANG": "ja", **extra}
    return subprocess.run(
        ["bash", "-c", command], capture_output=True, check=False, timeout=60, env=environ
    )


def test_a_reader_that_goes_away_is_no_error_to_speak_of(sample: Path) -> None:
    command = f"{sys.executable} -m renkei read --json {sample} | head -c 10"
    done = shell(command)
    assert done.stderr == b""
    command = f"{sys.executable} -m renkei read {sample} | head -n 0; echo ${{PIPESTATUS[0]}}"
    done = shell(command)
    assert done.stderr == b""
    assert done.stdout.strip() in (b"141", b"0")


def test_a_closed_standard_output_is_no_traceback(sample: Path) -> None:
    renkei = f"{sys.executable} -m renkei"
    for command in (f"read {sample}", f"convert {sample} - --to html", "--version"):
        done = shell(f"{renkei} {command} >&-")
        assert (done.returncode, done.stderr.decode().splitlines()[-1]) == (
            2,
            "標準出力が閉じられています。結果は失われました。",
        )
    done = shell(f"{renkei} read {sample} 2>&-")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_standard_output_does_not_matter_to_who_writes_a_file(
    sample: Path, tmp_path: Path
) -> None:
    done = shell(f"{sys.executable} -m renkei convert {sample} {tmp_path / 'a.html'} >&-")
    assert done.returncode == 0
    assert (tmp_path / "a.html").exists()


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "command", ["--version", "read {}", "read --json {}", "convert {} - --to html"]
)
def test_a_full_disk_is_said_in_words(sample: Path, command: str, unbuffered: str) -> None:
    words = command.format(sample)
    done = shell(f"{sys.executable} -m renkei {words} >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 2
    assert done.stderr.decode() == "renkei: 出力できません。空き容量がありません。\n"


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("form", ["html", "txt", "json"])
def test_a_reader_that_goes_away_early_ends_every_output_alike(
    tmp_path: Path, form: str, unbuffered: str
) -> None:
    rows = "".join(f"取組{i}\t内容\t甲の役割{i}\t乙の役割{i}\n" for i in range(3000))
    (tmp_path / "a.txt").write_text(f"連携協約\n\n第１条　目的\n\n別表\n\n{rows}")
    command = f"{sys.executable} -m renkei convert {tmp_path / 'a.txt'} - --to {form}"
    done = shell(f"{command} | head -c 10; echo ${{PIPESTATUS[0]}}", PYTHONUNBUFFERED=unbuffered)
    assert done.stdout.endswith(b"141\n")
    assert done.stderr == b""


@pytest.mark.skipif(not hasattr(signal, "SIGINT"), reason="no such signal here")
def test_an_interruption_ends_with_130_and_a_word() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "renkei", "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1", "RENKEI_LANG": "ja"},
        # Tests that run in the background inherit that interruptions are ignored; a terminal's do not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert running.stdin is not None
    # More than a pipe holds: once it is written, the command has begun to read, and waits for more.
    running.stdin.write("協約\n".encode() * 40_000)
    running.stdin.flush()
    assert running.poll() is None
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert (out, err.decode()) == (b"", "中断しました。\n")


def test_a_mistake_of_ours_is_a_line_not_a_traceback(
    renkei: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("renkei.cli.reading.open_text", broken)
    answer = renkei("read", sample)
    assert answer.code == 2
    assert "プログラムの誤りです（KeyError" in answer.err
    assert "Traceback" not in answer.err
    monkeypatch.setenv("RENKEI_TRACEBACK", "1")
    assert "Traceback" in renkei("read", sample).err


def test_no_memory_left_is_said(renkei: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("renkei.cli.reading.open_text", full)
    answer = renkei("read", sample)
    assert answer.code == 2
    assert "メモリー" in answer.err
