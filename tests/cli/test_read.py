"""renkei read: the facts first, then the contents; or all of it as JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_the_outline_begins_with_what_the_agreement_is(renkei: Run, sample: Path) -> None:
    answer = renkei("read", sample)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0] == "札幌市及び石狩市における連携中枢都市圏形成に係る連携協約"
    facts = answer.out.split("\n\n")[0]
    for said in (
        "甲 札幌市",
        "乙 石狩市",
        "地方自治法（昭和22年法律第67号）第252条の2第1項",
        "2019-03-29",
        "2019-04-01",
        "札幌市長 秋元克広",
    ):
        assert said in facts


def test_the_contents_are_nested_and_count_the_rows(renkei: Run, sample: Path) -> None:
    out = renkei("read", sample).out
    assert "\n  第1条 目的\n" in out
    assert "\n  別表（第3条関係）  22 行\n" in out
    assert "\n    (3) 圏域全体の生活関連機能サービスの向上  14 行\n" in out
    assert "\n      ア 生活機能の強化  7 行\n" in out


def test_json_of_the_agreement_holds_what_the_agreement_says(renkei: Run, sample: Path) -> None:
    value = json.loads(renkei("read", "--json", sample).out)
    captions = [article["caption"] for article in value["articles"]]
    assert captions == ["目的", "基本方針", "連携する取組等", "費用分担", "定期的な協議", "変更等"]
    assert [article["number"] for article in value["articles"]] == [1, 2, 3, 4, 5, 6]
    assert [(p["designation"], p["name"]) for p in value["parties"]] == [
        ("甲", "札幌市"),
        ("乙", "石狩市"),
    ]
    assert value["legal_basis"] == "地方自治法（昭和22年法律第67号）第252条の2第1項"
    assert value["legal_basis_ref"] == {
        "law": "地方自治法",
        "law_number": "昭和22年法律第67号",
        "article": "252_2",
        "paragraph": 1,
        "item": None,
    }
    assert value["supplementary"][0]["effective"] == "2019-04-01"
    closing = value["closing"]
    assert (closing["date"], closing["copies"]) == ("2019-03-29", 2)
    assert [s["name"] for s in closing["signatures"]] == ["秋元克広", "田中吉久"]
    (annex,) = value["annexes"]
    assert (annex["title"], annex["related"]) == ("別表", "第3条関係")
    first, second, third = annex["groups"]
    assert (len(first["rows"]), len(second["rows"])) == (4, 4)
    assert [(g["label"], len(g["rows"])) for g in third["groups"]] == [
        ("ア", 7),
        ("イ", 4),
        ("ウ", 3),
    ]
    names = [initiative["name"] for initiative in value["initiatives"]]
    assert len(names) == len(set(names)) == 22
    assert all(set(i["roles"]) == {"甲", "乙"} for i in value["initiatives"])
    broken = next(i for i in value["initiatives"] if i["name"] == "災害対策")
    assert broken["content"].endswith("連携の推進等を行う。")
    assert broken["path"] == ["圏域全体の生活関連機能サービスの向上", "生活機能の強化"]


def test_json_is_utf_8_whatever_the_terminal_speaks(process: Run, sample: Path) -> None:
    done = process("read", "--json", sample, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["parties"][0]["name"] == "札幌市"


def test_standard_input_is_read_like_a_file(process: Run, sample: Path) -> None:
    done = process("read", "-", stdin=sample.read_bytes())
    assert done.returncode == 0
    assert "甲 札幌市" in done.stdout.decode()


def test_what_was_written_as_json_is_read_again(renkei: Run, sample: Path, tmp_path: Path) -> None:
    written = renkei("read", "--json", sample).out
    (tmp_path / "a.json").write_text(written)
    assert renkei("read", "--json", tmp_path / "a.json").out == written


def test_the_layout_asked_for_is_the_one_used(renkei: Run, sample: Path) -> None:
    value = json.loads(renkei("read", "--json", "--profile", "articles", sample).out)
    assert value["profile"] == "articles"
