"""renkei user and renkei agreements: what an administrator does without a page for it."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def act(process: Run, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Runs a command on one data folder."""

    def run(*words: str | Path, stdin: str = "", lang: str = "ja") -> tuple[int, str, str]:
        done = process(*words, "--data", tmp_path / "data", stdin=stdin.encode(), RENKEI_LANG=lang)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


def signs_in(folder: Path, username: str, password: str) -> bool:
    """Whether the kept password is this one."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    with sqlite3.connect(folder / "renkei.sqlite3") as database:
        row = database.execute(
            "select password, is_active from accounts_person where username = ?", [username]
        ).fetchone()
    return bool(row[1]) and PBKDF2PasswordHasher().verify(password, row[0])


def test_a_person_is_entered_and_given_a_new_password_and_stopped(act: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    code, out, err = act("user", "add", "Sato", "--name", "佐藤 花子", "--office", "訓練市 企画課")
    assert code == 0, err
    assert f"データのフォルダーを作ります: {data}" in err
    first = out.split("パスワード: ")[1].strip()
    assert len(first) >= 16
    assert signs_in(data, "sato", first)

    code, out, err = act("user", "add", "sato")
    assert code == 2
    assert "既に" in err or "同じ" in err
    assert "プログラムの誤り" not in err

    code, out, err = act("user", "password", "sato", "--password-stdin", stdin="12345\n")
    assert code == 2
    assert "パスワード" in err
    code, out, err = act("user", "password", "sato", "--password-stdin", stdin="nagai-himitsu-9\n")
    assert (code, "nagai" in out + err) == (0, False)
    assert signs_in(data, "sato", "nagai-himitsu-9")

    assert act("user", "disable", "sato")[0] == 0
    assert not signs_in(data, "sato", "nagai-himitsu-9")
    code, out, err = act("user", "list")
    assert "訓練市 企画課　佐藤 花子  (停止中)" in out
    assert act("user", "enable", "sato")[0] == 0
    assert signs_in(data, "sato", "nagai-himitsu-9")

    code, out, err = act("user", "disable", "nobody")
    assert code == 2
    assert "利用者ID「nobody」はありません" in err


def test_an_agreement_is_entered_published_and_withdrawn(
    act: Run, tmp_path: Path, sample: Path
) -> None:
    file = tmp_path / "連携協約.txt"
    shutil.copy(sample, file)
    code, out, err = act("agreements", "add", file, "--slug", "ishikari")
    assert code == 0, err
    assert out.startswith("登録しました。 ishikari")
    assert "まだ公開されていません" in err
    assert "非公開" in act("agreements", "list")[1]

    code, out, err = act("agreements", "publish", "ishikari")
    assert code == 0
    assert "非公開" not in act("agreements", "list")[1]
    code, out, err = act("agreements", "add", file, "--slug", "ishikari")
    assert "同じファイルが登録されています" in out
    assert "まだ公開されていません" not in err

    code, out, err = act("agreements", "withdraw", "ishikari")
    assert code == 0
    assert "非公開" in act("agreements", "list")[1]
    code, out, err = act("agreements", "publish", "otaru", lang="en")
    assert (code, "is not in the register" in err) == (2, True)

    file.write_text(sample.read_text("utf-8").replace("時にに", "時に"), "utf-8")
    code, out, err = act("agreements", "add", file, "--slug", "ishikari", "--public")
    assert "新しい版として登録しました" in out
    assert "公開" in out
    with sqlite3.connect(tmp_path / "data" / "renkei.sqlite3") as database:
        query = (
            "select public, (select count(*) from agreements_expression) from agreements_agreement"
        )
        assert database.execute(query).fetchall() == [(1, 2)]


def test_an_agreement_is_entered_in_a_region_and_listed_by_region_state_and_day(
    act: Run, tmp_path: Path, sample: Path
) -> None:
    assert act("region", "load", "sapporo")[0] == 0
    code, _out, err = act("agreements", "add", sample, "--region", "sapporo", "--slug", "ishikari")
    assert code == 0, err
    with sqlite3.connect(tmp_path / "data" / "renkei.sqlite3") as database:
        query = 'select municipality_id from agreements_party order by "order"'
        assert [row[0] for row in database.execute(query)] == ["011002", "012351"]

    listed = ("agreements", "list", "--region", "sapporo")
    assert "[施行中]" in act(*listed)[1]
    assert "[pending]" in act(*listed, "--on", "平成31年3月31日", lang="en")[1]
    assert "ishikari" in act(*listed, "--on", "2019-03-31", "--state", "pending")[1]
    assert act(*listed, "--on", "2019-04-01", "--state", "pending")[1] == ""

    code, _out, err = act("agreements", "list", "--region", "otaru")
    assert (code, "という圏域はありません" in err) == (2, True)
    code, _out, err = act("agreements", "list", "--on", "2019-02-30")
    assert (code, "--on の日付が読めません" in err) == (2, True)

    other = tmp_path / "other.txt"
    other.write_text(sample.read_text("utf-8").replace("石狩市", "当別町"), "utf-8")
    code, _out, err = act("agreements", "add", other, "--region", "sapporo", "--slug", "ishikari")
    assert code == 2
    assert "当事者（札幌市、当別町）が、この協約の当事者（札幌市、石狩市）と一致しません" in err


def test_a_file_that_is_no_text_is_refused_and_leaves_nothing(act: Run, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    code, _out, err = act("agreements", "add", picture)
    assert code == 1
    assert "画像" in err
    assert act("agreements", "list")[1] == ""


@pytest.mark.parametrize("slug", ["札幌", "a/b", "A", "-a", "a" * 81])
def test_a_name_that_cannot_stand_in_an_address_is_refused(
    renkei: Run, sample: Path, slug: str
) -> None:
    answer = renkei("agreements", "add", sample, f"--slug={slug}")
    assert answer.code == 2  # type: ignore[attr-defined]
    assert "英小文字" in answer.err  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("user", "add, grant, password, disable, enable, list"),
        ("user ad x", "「add」ではありませんか"),
        ("user add", "NAME を指定してください"),
        ("user add a b", "余分な指定があります: b"),
        ("user disable a --password-stdin", "--password-stdin は user disable には使えません"),
        ("agreements publish a --slug b", "--slug は agreements publish には使えません"),
    ],
)
def test_a_mistake_is_said_in_words(renkei: Run, line: str, said: str) -> None:
    answer = renkei(*line.split())
    assert answer.code == 2  # type: ignore[attr-defined]
    assert said in answer.err  # type: ignore[attr-defined]
