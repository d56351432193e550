"""An installation that is set up wrongly is told so in words, never as a mistake of the program."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def said(done: "subprocess.CompletedProcess[bytes]") -> str:
    """What went to standard error, by a command that was refused."""
    err = done.stderr.decode()
    assert done.returncode == 2, err
    assert "プログラムの誤り" not in err
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize("line", ["manage migrate", "user list", "agreements list"])
def test_a_data_folder_that_is_not_there(process: Run, tmp_path: Path, line: str) -> None:
    err = said(process(*line.split(), "--data", tmp_path / "none"))
    assert f"データのフォルダーがありません: {tmp_path / 'none'}" in err
    assert not (tmp_path / "none").exists()


def test_django_s_own_help_needs_no_data(process: Run, tmp_path: Path) -> None:
    assert process("manage", "help", "--data", tmp_path / "none").returncode == 0


def test_manage_takes_the_folder_like_the_others(process: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    done = process("manage", "--data", tmp_path / "data", "migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "renkei.sqlite3").exists()


def test_tables_that_were_never_made(process: Run, tmp_path: Path) -> None:
    err = said(process("manage", "changepassword", "x", "--data", tmp_path))
    assert "renkei manage migrate" in err


def test_a_database_that_is_none(process: Run, tmp_path: Path) -> None:
    (tmp_path / "renkei.sqlite3").write_text("これはデータベースではありません。" * 99)
    assert "renkei.sqlite3 を開けません" in said(process("user", "list", "--data", tmp_path))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://x/y", "「mysql:」は使えません"),
        ("postgresql://x@127.0.0.1:99999/y", "アドレスの形ではありません"),
        ("postgresql://x@[::1/y", "アドレスの形ではありません"),
        ("postgresql://x@127.0.0.1", "データベースの名前がありません"),
        ("postgresql://x@127.0.0.1:1/y", "データベースにつながりません"),
        ("postgresql://x@127.0.0.1:1/y?nonsense=1", "データベースにつながりません"),
    ],
)
@pytest.mark.parametrize("line", ["manage migrate", "serve"])
def test_an_address_of_a_database_that_leads_nowhere(
    process: Run, tmp_path: Path, line: str, address: str, words: str
) -> None:
    if "つながり" in words:
        pytest.importorskip("psycopg", reason="psycopg is not installed")
    done = process(*line.split(), RENKEI_DATABASE_URL=address, RENKEI_DATA=str(tmp_path))
    assert words in said(done)


def test_a_driver_that_is_not_installed(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['psycopg'] = sys.modules['psycopg2'] = None;"
        "from renkei.cli import main; sys.exit(main(['user', 'list']))"
    )
    environment = {
        "RENKEI_DATABASE_URL": "postgresql://x@127.0.0.1:1/y",
        "RENKEI_DATA": str(tmp_path),
        "RENKEI_LANG": "ja",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)
    assert "psycopg）が入っていません" in said(done)


def test_there_is_no_superuser_and_it_is_said_what_there_is(process: Run, tmp_path: Path) -> None:
    done = process("manage", "createsuperuser", "--username", "x", "--data", tmp_path)
    assert "renkei user add" in said(done)


@pytest.mark.parametrize(
    ("said_by_it", "words"),
    [
        ('relation "accounts_person" does not exist\nLINE 1', "この版の表がありません"),
        ("column accounts_person.office does not exist\nLINE 1", "この版の表がありません"),
        ('connection failed: FATAL:  role "x" does not exist', "つながりません"),
        ('connection failed: FATAL:  database "y" does not exist', "つながりません"),
    ],
)
def test_a_table_that_is_missing_is_told_from_a_user_that_is(
    monkeypatch: pytest.MonkeyPatch, said_by_it: str, words: str
) -> None:
    from django.db import OperationalError

    from renkei.cli.trouble import words_of

    monkeypatch.setenv("RENKEI_DATABASE_URL", "postgresql://x@db/y")
    found = words_of(OperationalError(said_by_it))
    assert found is not None
    assert words in found.ja
