"""renkei user add --administrator, renkei user grant: the first people of a municipality."""

import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def act(process: Run, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Runs renkei user on one data folder."""

    def run(*words: str, lang: str = "ja") -> tuple[int, str, str]:
        done = process("user", *words, "--data", tmp_path / "data", RENKEI_LANG=lang)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


def test_the_first_administrator_and_the_first_secretariat(act: Run, tmp_path: Path) -> None:
    assert act("add", "yamada")[0] == 0
    with sqlite3.connect(tmp_path / "data" / "renkei.sqlite3") as database:
        database.execute(
            "insert or replace into region_municipality (code, name, kana, kind, prefecture, address,"
            " source, fictional, style, revision)"
            " values ('991015', '青嶺市', '', 'core', '見本県', '', '', 1, '{}', 0)"
        )
        database.execute(
            "insert into region_region (slug, name, name_en, scheme, source, fictional, revision)"
            " values ('mihon', '見本圏域', '', 'renkei_chusu', '', 1, 0)"
        )
    code, out, err = act("add", "sato", "--administrator", "991015", "--name", "佐藤 花子")
    assert code == 0, err
    code, out, err = act("grant", "sato", "secretariat", "--region", "mihon")
    assert (code, "圏域事務局" in out) == (0, True), err
    code, out, err = act("grant", "yamada", "editor", "--municipality", "991015", lang="en")
    assert (code, "Granted: Editor" in out) == (0, True), err
    with sqlite3.connect(tmp_path / "data" / "renkei.sqlite3") as database:
        rows = database.execute(
            "select username, role from accounts_grant join accounts_person on person_id ="
            " accounts_person.id order by accounts_grant.id"
        ).fetchall()
        home = database.execute(
            "select municipality_id from accounts_person where username = 'sato'"
        ).fetchone()
    assert rows == [("sato", "administrator"), ("sato", "secretariat"), ("yamada", "editor")]
    assert home == ("991015",)

    for words, said in (
        (("grant", "sato", "boss", "--region", "mihon"), "役割「boss」はありません"),
        (("grant", "sato", "editor"), "どちらか一方"),
        (("grant", "sato", "editor", "--municipality", "1"), "登録されていません"),
        (("grant", "sato", "editor", "--region", "mihon"), "この範囲に付与することはできません"),
        (("grant", "sato", "panel", "--region", "x"), "登録されている圏域: "),
        (("grant", "nobody", "panel", "--region", "mihon"), "nobody"),
        (("grant", "yamada", "editor", "--municipality", "991015"), "既に付与されています"),
        (("add", "tanaka", "--administrator", "000000"), "登録されていません"),
    ):
        code, out, err = act(*words)
        assert code == 2, words
        assert said in out + err, words
        assert "Traceback" not in err
    assert "tanaka" not in act("list")[1]
