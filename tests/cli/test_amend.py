"""renkei amend: what is written is proved, what is wrong is said, and nothing is half-written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def after(sample: Path, tmp_path: Path) -> Path:
    """The sample with its slip corrected and an article reworded."""
    text = sample.read_text(encoding="utf-8")
    text = text.replace("時にに", "時に").replace("定期的に協議を行う", "毎年度協議を行う")
    path = tmp_path / "after.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def prose(renkei: Run, sample: Path, after: Path, tmp_path: Path) -> Path:
    """The 改め文 between both."""
    path = tmp_path / "prose.txt"
    assert renkei("amend", "write", sample, after, "-o", path).code == 0
    return path


def test_prose_goes_to_standard_output(renkei: Run, sample: Path, after: Path) -> None:
    answer = renkei("amend", "write", sample, after)
    assert answer.code == 0
    assert "の一部を次のように変更する。" in answer.out
    assert "「災害時にに」を「災害時に」に改める。" in answer.out
    assert answer.err == ""


def test_the_style_can_be_chosen(renkei: Run, sample: Path, after: Path) -> None:
    assert "第5条中" in renkei("amend", "write", sample, after).out
    assert "第五条中" in renkei("amend", "write", sample, after, "--style", "national").out


def test_what_was_written_is_carried_out_and_checked(
    renkei: Run, sample: Path, after: Path, prose: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.txt"
    assert renkei("amend", "apply", sample, prose, "-o", out).code == 0
    assert "毎年度協議を行う" in out.read_text(encoding="utf-8")
    assert "時にに" not in out.read_text(encoding="utf-8")
    answer = renkei("amend", "check", sample, prose, after)
    assert (answer.code, "一致します" in answer.out) == (0, True)


@pytest.mark.parametrize("suffix", ["txt", "docx"])
def test_prose_is_read_back_from_the_file_it_was_written_to(
    renkei: Run, sample: Path, after: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"prose.{suffix}"
    assert renkei("amend", "write", sample, after, "-o", path).code == 0
    assert renkei("amend", "check", sample, path, after).code == 0


def test_prose_as_pdf(renkei: Run, sample: Path, after: Path, tmp_path: Path) -> None:
    assert renkei("amend", "write", sample, after, "-o", tmp_path / "prose.pdf").code == 0
    assert (tmp_path / "prose.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("suffix", ["txt", "json", "docx", "html", "xml", "akn"])
def test_the_text_after_is_written_in_any_format(
    renkei: Run, sample: Path, prose: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    assert renkei("amend", "apply", sample, prose, "-o", out).code == 0
    if suffix in ("txt", "json", "docx"):
        assert "毎年度協議を行う" in renkei("read", "--json", out).out


def test_both_texts_may_come_in_different_formats(
    renkei: Run, sample: Path, after: Path, tmp_path: Path
) -> None:
    renkei("convert", sample, tmp_path / "before.json")
    answer = renkei("amend", "write", tmp_path / "before.json", after)
    assert "「災害時にに」を「災害時に」に改める。" in answer.out


def test_one_of_the_files_may_be_standard_input(process: Run, sample: Path, prose: Path) -> None:
    done = process("amend", "apply", sample, "-", stdin=prose.read_bytes())
    assert done.returncode == 0
    assert "毎年度協議を行う" in done.stdout.decode()
    twice = process("amend", "apply", "-", "-", stdin=prose.read_bytes())
    assert twice.returncode == 2
    assert "一つだけ" in twice.stderr.decode()


def test_what_is_said_can_be_had_as_json(
    renkei: Run, sample: Path, after: Path, prose: Path
) -> None:
    read = json.loads(renkei("amend", "read", prose, "--json").out)
    [amendment] = read["amendments"]
    assert (read["share_read"], read["unread"]) == (1.0, [])
    operations = [op for i in amendment["instructions"] for op in i["operations"]]
    assert {op["op"] for op in operations} == {"replace"}
    assert ["災害時にに"] in [op["old"] for op in operations]
    written = json.loads(renkei("amend", "write", sample, after, "--json").out)
    assert written["ok"]
    assert written["prose"] == prose.read_text(encoding="utf-8")


def test_read_shows_each_sentence_with_its_line(renkei: Run, prose: Path) -> None:
    answer = renkei("amend", "read", prose)
    assert answer.code == 0
    assert "改正の文 2" in answer.out


@pytest.mark.parametrize("suffix", ["docx", "html", "xlsx", "pdf"])
def test_a_table_of_both_texts(
    renkei: Run, sample: Path, after: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"table.{suffix}"
    assert renkei("amend", "table", sample, after, "-o", out).code == 0
    assert out.stat().st_size > 1000


def test_an_ordinance_is_amended_not_changed_by_its_table(renkei: Run, tmp_path: Path) -> None:
    words = "（趣旨）\n第{one}条　この条例は、手続を定める。\n（雑則）\n第{two}条　規則は、{who}が定める。\n"
    for one, two, said, bar in (
        ("1", "2", "同表の改正後の欄", "下線"),
        ("一", "二", "改正後欄", "傍線"),
    ):
        for name, who in (("old.txt", "市長"), ("new.txt", "町長")):
            text = "何々に関する条例\n\n" + words.format(one=one, two=two, who=who)
            (tmp_path / name).write_text(text, encoding="utf-8")
        out = tmp_path / "table.html"
        assert (
            renkei("amend", "table", tmp_path / "old.txt", tmp_path / "new.txt", "-o", out).code
            == 0
        )
        page = out.read_text(encoding="utf-8")
        assert "何々に関する条例の一部を次のように改正する。" in page
        assert said in page
        assert bar in page


def test_where_a_claimed_result_differs_is_said(
    renkei: Run, sample: Path, after: Path, prose: Path
) -> None:
    answer = renkei("amend", "check", sample, prose, sample)
    assert answer.code == 1
    assert "第5条 文" in answer.out
    assert "毎年度" in answer.out
    told = json.loads(renkei("amend", "check", sample, prose, sample, "--json").out)
    assert told["ok"] is False
    assert told["differences"][0]["place"] == "第5条"


def test_english_is_complete(renkei: Run, sample: Path, prose: Path) -> None:
    answer = renkei("amend", "check", sample, prose, sample, "--lang", "en")
    assert "the text after:" in answer.out
    assert "places differ" in answer.err
    assert "Exit code" in renkei("amend", "--help", "--lang", "en").out
