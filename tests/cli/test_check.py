"""renkei check: findings by file, the words marked, three forms of report, three exit codes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("rules")
Run = Callable[..., Any]


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a slip, a note and a clean text; the tests stand in it."""
    (tmp_path / "a.txt").write_text("協約\n災害時ににおける連携\n")
    (tmp_path / "b.txt").write_text("協約\n備考\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt").write_text("協約\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "code"), [("協約\n", 0), ("備考\n", 0), ("時にに\n", 1), ("誤字\n", 1)]
)
def test_notes_alone_are_no_reason_to_fail(
    renkei: Run, tmp_path: Path, text: str, code: int
) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert renkei("check", tmp_path / "a.txt").code == code


def test_a_finding_has_its_place_its_line_and_marks_under_the_words(
    renkei: Run, texts: Path
) -> None:
    lines = renkei("check", "a.txt").out.splitlines()
    assert lines[0] == "a.txt:2:4 注意 FAKE-W 「にに」があります"
    assert lines[1] == "    災害時ににおける連携"
    assert lines[2] == "          ^^^^"


def test_what_a_code_means_stands_once_at_the_end(renkei: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("時にに\n時にに\n")
    out = renkei("check", tmp_path / "a.txt").out
    assert out.count("「にに」があります") == 2
    assert out.count("なぜ: 理由の文") == 1
    assert out.count("対処: 対処の文") == 1
    assert out.rstrip().endswith("1 件の文書: 誤り 0、注意 2、参考 0")


def test_a_clean_text_says_so(renkei: Run, texts: Path) -> None:
    assert renkei("check", "sub").out == "1 件の文書: 指摘はありません。\n"


def test_english_is_complete(renkei: Run, texts: Path) -> None:
    out = renkei("check", "--lang", "en", "a.txt").out
    assert "a.txt:2:4 warning FAKE-W “にに” is here" in out
    assert "Why: the reason" in out
    assert "What to do: the remedy" in out


def test_a_folder_is_searched_in_order_and_each_file_read_once(renkei: Run, texts: Path) -> None:
    (texts / ".git").mkdir()
    (texts / ".git" / "d.txt").write_text("時にに")
    (texts / "~$a.docx").write_text("lock")
    (texts / "picture.png").write_bytes(b"\x89PNG")
    answer = json.loads(renkei("check", "--json", ".", "a.txt").out)
    assert [entry["path"] for entry in answer["files"]] == ["./a.txt", "./b.txt", "./sub/c.txt"]


def test_json_of_others_in_a_folder_is_passed_over(renkei: Run, texts: Path) -> None:
    (texts / "sub" / "package.json").write_text('{"name": "x"}')
    answer = renkei("check", "sub")
    assert answer.code == 0
    assert "1 個は文書ではない" in answer.err
    assert "package.json" not in answer.out


def test_only_findings_of_the_weight_asked_for_are_shown(renkei: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("備考\n時にに\n誤字\n")
    for level, codes in {
        "note": ["FAKE-N", "FAKE-W", "FAKE-E"],
        "warning": ["FAKE-W", "FAKE-E"],
        "error": ["FAKE-E"],
    }.items():
        out = renkei("check", "--json", "--severity", level, tmp_path / "a.txt").out
        assert [f["code"] for f in json.loads(out)["files"][0]["findings"]] == codes
    (tmp_path / "a.txt").write_text("時にに\n")
    assert renkei("check", "--severity", "error", tmp_path / "a.txt").code == 0


@pytest.mark.usefixtures("rules")
def test_what_severity_leaves_out_is_counted(renkei: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("時にに 備考 備考\n")
    heavy = renkei("check", "--severity", "error", tmp_path / "a.txt")
    assert heavy.code == 0
    assert "文書: 指摘はありません" not in heavy.out
    assert "「誤り」以上の指摘はありません" in heavy.out
    assert "それより軽い指摘 3" in heavy.out
    middle = renkei("check", "--severity", "warning", "--lang", "en", tmp_path / "a.txt")
    assert middle.code == 1
    assert "0 error(s), 1 warning(s) (2 lighter finding(s) left out)" in middle.out
    everything = renkei("check", "--severity", "note", tmp_path / "a.txt").out
    assert "軽い指摘" not in everything


@pytest.mark.usefixtures("rules")
def test_json_says_how_many_severity_left_out(renkei: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("時にに 備考 備考\n")
    answer = renkei("check", "--json", "--severity", "error", tmp_path / "a.txt")
    assert json.loads(answer.out)["summary"]["left_out"] == 3
    whole = json.loads(renkei("check", "--json", tmp_path / "a.txt").out)
    assert whole["summary"]["left_out"] == 0


def test_the_help_says_that_severity_decides_the_exit_code(renkei: Run) -> None:
    assert "終了コードも" in renkei("check", "--help").out
    assert "exit code" in renkei("check", "--help", "--lang", "en").out


def test_json_gives_places_rules_and_sums(renkei: Run, texts: Path) -> None:
    answer = json.loads(renkei("check", "--json", "a.txt", "b.txt").out)
    finding = answer["files"][0]["findings"][0]
    assert (finding["line"], finding["column"]) == (2, 4)
    assert (finding["start"], finding["end"]) == (6, 8)
    assert (finding["message"], finding["message_en"]) == ("「にに」があります", "“にに” is here")
    assert answer["rules"]["FAKE-W"]["why_en"] == "the reason"
    assert answer["summary"] == {
        "files": 2, "note": 1, "warning": 1, "error": 0, "refused": 0, "failed": 0,
        "left_out": 0, "passed_over": 0,
    }  # fmt: skip


def test_sarif_names_tool_rules_places_and_words(renkei: Run, texts: Path) -> None:
    (texts / "協 約.txt").write_text("災害時ににおける\n")
    log = json.loads(renkei("check", "--sarif", "a.txt", "協 約.txt", "b.txt").out)
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["FAKE-W", "FAKE-N"]
    assert "理由の文" in rules[0]["help"]["text"]
    first, second, third = run["results"]
    assert (first["level"], third["level"]) == ("warning", "note")
    assert rules[third["ruleIndex"]]["id"] == third["ruleId"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a.txt"
    assert place["region"] == {
        "startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 6,
        "charOffset": 6, "charLength": 2, "snippet": {"text": "にに"},
    }  # fmt: skip
    other = second["locations"][0]["physicalLocation"]["artifactLocation"]
    assert other["uri"] == "%E5%8D%94%20%E7%B4%84.txt"
    assert run["artifacts"][other["index"]]["location"]["uri"] == other["uri"]
    assert first["partialFingerprints"] == second["partialFingerprints"]


def test_sarif_of_a_refused_file_is_an_unsuccessful_run(renkei: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    answer = renkei("check", "--sarif", tmp_path / "a.txt")
    invocation = json.loads(answer.out)["runs"][0]["invocations"][0]
    assert answer.code == 1
    assert invocation["executionSuccessful"] is False
    assert "空" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_one_bad_file_does_not_cost_the_others(renkei: Run, texts: Path) -> None:
    (texts / "leer.txt").write_bytes(b"")
    answer = renkei("check", "nicht.txt", "leer.txt", "a.txt")
    assert answer.code == 2
    assert "nicht.txt: ファイルがありません" in answer.err
    assert "leer.txt: ファイルが空です" in answer.out
    assert "読めない文書 1" in answer.out
    assert "a.txt:2:4" in answer.out


def test_a_mistake_of_ours_in_one_file_does_not_cost_the_others(
    renkei: Run, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from renkei.instrument import checks

    real = checks.check

    def sometimes(document: Any) -> Any:
        if "備考" in document.source:
            raise KeyError("x")
        return real(document)

    monkeypatch.setattr(checks, "check", sometimes)
    answer = renkei("check", "b.txt", "a.txt")
    assert answer.code == 2
    assert "b.txt: プログラムの誤りです（KeyError" in answer.err
    assert "Traceback" not in answer.err
    assert "a.txt:2:4" in answer.out


def test_what_reader_and_rules_both_saw_is_shown_once(
    renkei: Run, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dataclasses

    import renkei.cli.checking as checking

    read = checking.document_of

    def with_diagnostics(*arguments: Any) -> Any:
        from renkei.instrument import checks

        document = read(*arguments)
        return dataclasses.replace(document, diagnostics=checks.check(document))

    monkeypatch.setattr(checking, "document_of", with_diagnostics)
    assert renkei("check", "a.txt").out.count("a.txt:2:4") == 1


def test_an_empty_folder_is_bad_input(renkei: Run, tmp_path: Path) -> None:
    answer = renkei("check", tmp_path)
    assert answer.code == 2
    assert "読める文書がありません" in answer.err


def test_json_and_sarif_together_are_a_mistake(renkei: Run, texts: Path) -> None:
    answer = renkei("check", "--json", "--sarif", "a.txt")
    assert (answer.code, answer.out) == (2, "")


def test_an_unknown_profile_is_a_mistake_that_names_those_there_are(
    renkei: Run, texts: Path
) -> None:
    answer = renkei("check", "--profile", "nope", "a.txt")
    assert answer.code == 2
    assert "annex-table" in answer.err
