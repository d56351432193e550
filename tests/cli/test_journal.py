"""renkei region and renkei journal: facts go in, the journal is verified, a culprit is named."""

import json
import re
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
Act = Callable[..., tuple[int, str, str]]


@pytest.fixture
def act(process: Run, tmp_path: Path) -> Act:
    """Runs a command on one data folder."""

    def run(*words: str | Path, lang: str = "ja") -> tuple[int, str, str]:
        done = process(*words, "--data", tmp_path / "data", RENKEI_LANG=lang)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


def test_a_region_is_loaded_and_its_journal_holds_until_somebody_edits_a_table(
    act: Act, tmp_path: Path
) -> None:
    code, out, err = act("region", "load", "sapporo")
    assert code == 0, err
    assert "さっぽろ連携中枢都市圏" in out
    assert "すべて登録されています" in act("region", "load", "sapporo")[1]
    assert act("region", "list", lang="en")[1].split(maxsplit=1)[1] == "Sapporo core city region\n"

    code, out, err = act("journal", "verify")
    assert code == 0, err
    assert "すべて一致しています" in out
    head = re.search(r"\d+:[0-9a-f]{64}", out)
    assert head
    assert act("journal", "verify", "sapporo", "--expect", head[0])[0] == 0
    assert "節目を記録する" in act("journal", "list", "--last", "3")[1]
    *bodies, end = act("journal", "export", "sapporo")[1].splitlines()
    checkpoint = json.loads(end)["checkpoint"]
    assert f"{checkpoint['number']}:{checkpoint['digest']}" == head[0]
    assert len(bodies) == checkpoint["number"]

    with sqlite3.connect(tmp_path / "data" / "renkei.sqlite3") as database:
        database.execute("UPDATE region_statistic SET value = value + 1 WHERE id = 1")
        database.execute(
            "UPDATE journal_entry SET body = replace(body, '札幌市', '札榥市') WHERE number = 2"
        )
    code, out, err = act("journal", "verify")
    assert code == 1
    assert "[sapporo#2]" in out
    assert "region.statistic 1 value" in out
    assert "entry 2 " in act("journal", "verify", "sapporo", lang="en")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("journal", "verify", "nowhere"), "「nowhere」の記録はありません"),
        (("journal", "verify", "--expect", "1:0"), "圏域も指定"),
        (("journal", "list", "--last", "x"), "件数"),
        (("journal", "export"), "REGION を指定"),
        (("region", "load", "no-such.toml"), "no-such.toml"),
    ],
)
def test_what_is_wrong_is_said_in_words(act: Act, words: tuple[str, ...], said: str) -> None:
    act("region", "load", "sapporo")
    code, _out, err = act(*words)
    assert code == 2
    assert said in err
    assert "プログラムの誤り" not in err


def test_a_file_with_mistakes_names_all_of_them(act: Act, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('[region]\nslug = "x"\nmayor = "x"\n', "utf-8")
    code, _out, err = act("region", "load", path)
    assert code == 2
    assert "mayor" in err
    assert "name がありません" in err
    assert "scheme がありません" in err
