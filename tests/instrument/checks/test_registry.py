import re
from dataclasses import replace
from pathlib import Path

import pytest

from renkei.instrument import checks, read_text
from renkei.instrument.model import Severity
from tests.conftest import ROOT
from tests.instrument.checks.texts import AGREEMENT, STATUTE, THREE, changed


@pytest.mark.parametrize("text", [AGREEMENT, THREE, STATUTE, "", "\n", "甲", "ただの文です。"])
def test_nothing_is_found_where_nothing_is_wrong(text: str) -> None:
    assert [f.code for f in checks.check(read_text(text)) if f.code != "R001"] == []


def test_every_code_given_anywhere_in_the_source_is_registered() -> None:
    given: set[str] = set()
    for file in (ROOT / "src" / "renkei").rglob("*.py"):
        given.update(re.findall(r'"(R[0-9]{3})"', file.read_text(encoding="utf-8")))
    assert given
    assert given <= set(checks.RULES)


def test_codes_stand_in_order_and_every_rule_says_why_and_what_to_do_in_both_languages() -> None:
    assert list(checks.RULES) == sorted(checks.RULES)
    for entry in checks.RULES.values():
        words = (entry.title_ja, entry.why_ja, entry.remedy_ja)
        assert all(re.search("[ぁ-んァ-ヶ一-龥]", word) for word in words), entry.code
        for word in (entry.title_en, entry.why_en, entry.remedy_en):
            assert re.match("[A-Z“第]", word), entry.code


def test_the_documentation_is_that_of_the_registry() -> None:
    written = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert written == checks.manual()


def test_a_code_is_explained_in_either_language() -> None:
    assert "通数" in checks.explain("R504", "ja")
    assert "copies" in checks.explain("R504", "en").lower()
    with pytest.raises(KeyError):
        checks.explain("R999")


def test_a_rule_is_looked_up_by_its_code() -> None:
    assert checks.rule("R301").severity is Severity.WARNING
    with pytest.raises(KeyError):
        checks.rule("X")


def test_findings_stand_in_order_with_those_of_the_reader() -> None:
    text = changed("通を作成", "通を作成を")
    text = changed("目的を達成", "目的をを達成", text) + "読めない行\n"
    found = checks.check(read_text(text))
    assert [f.start for f in found] == sorted(f.start for f in found)
    assert "R301" in {f.code for f in found}


def test_only_the_codes_asked_for_are_looked_for() -> None:
    text = changed("第6条", "第7条", changed("目的を達成", "目的をを達成"))
    assert {f.code for f in checks.check(read_text(text))} == {"R101", "R301"}
    assert {f.code for f in checks.check(read_text(text), codes=["R101"])} == {"R101"}


def test_the_words_found_are_quoted_and_belong_to_a_node() -> None:
    document = read_text(changed("目的を達成", "目的をを達成"))
    (finding,) = checks.check(document)
    assert finding.found == "をを" == document.source[finding.start : finding.end]
    assert finding.node_id == "art_2__para_1"
    assert "第2条" in finding.message_ja
    assert "Article 2" in finding.message_en


def _statutes(corpus: Path) -> list[Path]:
    files = sorted((corpus / "laws").glob("*/*.xml"))
    if not files:
        pytest.skip("no statutes in the corpus")
    return files


def test_statutes_have_no_doubled_particles_and_no_faults_of_numbering(corpus: Path) -> None:
    from renkei.instrument.formats.lawxml import read_lawxml

    codes = ["R101", "R102", "R103", "R104", "R301", "R302", "R303", "R304"]
    codes += ["R401", "R402", "R403", "R404", "R405", "R406", "R407"]
    for place, file in enumerate(_statutes(corpus)):
        document = read_lawxml(file.read_bytes())
        forms = [document] if place % 3 else [document, read_text(document.source)]
        for form in forms:
            found = checks.check(form, codes=codes)
            assert [(f.code, f.node_id, f.found) for f in found] == [], file.name


def test_nobody_asks_a_statute_for_its_parties(corpus: Path) -> None:
    from renkei.instrument.formats.lawxml import read_lawxml

    codes = [code for code in checks.RULES if code[:2] in ("R5", "R6", "R7")]
    codes += ["R105", "R202", "R203", "R204"]
    for file in _statutes(corpus)[::6]:
        document = read_lawxml(file.read_bytes())
        for form in (document, read_text(document.source)):
            assert checks.check(form, codes=codes) == (), file.name


def test_of_a_thousand_findings_the_first_are_given_and_the_rest_counted() -> None:
    text = changed("目的を達成", "目的を" + "甲をを" * (checks.LIMIT + 7) + "達成")
    found = [f for f in checks.check(read_text(text)) if f.code == "R301"]
    assert len(found) == checks.LIMIT + 1
    assert "ほかに7件" in found[-1].message_ja
    assert "7 more" in found[-1].message_en
    assert all("ほかに" not in f.message_ja for f in found[:-1])
    exact = changed("目的を達成", "目的を" + "甲をを" * checks.LIMIT + "達成")
    assert len(checks.check(read_text(exact), codes=["R301"])) == checks.LIMIT


def test_lines_that_were_not_read_are_bounded_too_and_so_is_a_line_of_references() -> None:
    document = read_text("第1条　" + "前条" * 20_000)
    found = checks.check(document, codes=["R201", "R302"])
    assert [len([f for f in found if f.code == code]) for code in ("R201", "R302")] == [
        checks.LIMIT + 1
    ] * 2
    assert "9800件以上" in [f for f in found if f.code == "R201"][-1].message_ja
    (first,) = [f for f in checks.check(read_text("第1条　前条")) if f.code == "R201"]
    unread = tuple(replace(first, code="R001", start=place) for place in range(300))
    many = replace(document, diagnostics=unread)
    assert len(checks.check(many, codes=["R001"])) == checks.LIMIT + 1
