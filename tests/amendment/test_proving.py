"""A proof holds or says where it does not; what cannot be said finely is said more coarsely."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from renkei.amendment import proving
from renkei.amendment.amending import amend, check
from renkei.amendment.operations import (
    Amendment,
    Block,
    Instruction,
    Level,
    Replace,
    Restate,
    Rewrite,
    Step,
    Target,
)
from renkei.amendment.proving import house_style, prove
from renkei.amendment.reading import read_prose
from renkei.amendment.style import MUNICIPAL, NATIONAL, STYLES, Style
from renkei.amendment.trouble import Code, Refused
from renkei.amendment.writing import Unwritable
from renkei.instrument import Document, read_text
from renkei.instrument.model import Number, covered, shape

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "src/renkei/data/agreements/sapporo-ishikari-2019.txt"
TEXT = SAMPLE.read_text(encoding="utf-8")
BEFORE = read_text(TEXT)


def _after(*changes: tuple[str, str]) -> Document:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_text(text)


AFTER = _after(("時にに", "時に"), ("定期的に協議", "毎年度協議"))


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
def test_a_proof_gives_the_text_after_exactly(style: Style) -> None:
    proof = prove(BEFORE, AFTER, style)
    assert (proof.ok, proof.restated, proof.faults) == (True, False, ())
    assert proof.document is not None
    assert shape(proof.document.root) == shape(AFTER.root)
    assert covered(proof.document) == proof.document.source
    [read] = read_prose(proof.prose, style).amendments
    assert replace(read, base=proof.amendment.base) == proof.amendment
    assert "「災害時にに」を「災害時に」に改める。" in proof.prose


def test_an_article_put_in_moves_the_ones_behind_it() -> None:
    after = _after(
        ("第6条", "第7条"),
        ("（変更等）", "（情報）\n第6条 甲及び乙は、情報を共有する。\n\n（変更等）"),
    )
    proof = prove(BEFORE, after)
    assert "第6条を第7条とし、第5条の次に次の1条を加える。" in proof.prose
    assert proof.document is not None
    ids = {node.label: node.id for node in proof.document.articles()}
    assert ids["第7条"] == "art_6"  # the id stays with what the article says


def test_equal_texts_need_no_amendment() -> None:
    proof = prove(BEFORE, read_text(TEXT))
    assert proof.ok
    assert proof.empty
    assert proof.document is not None
    assert proof.document.source == BEFORE.source
    assert not prove(BEFORE, AFTER).empty


def test_an_agreement_is_said_to_be_changed_and_a_law_to_be_amended() -> None:
    assert house_style(BEFORE, MUNICIPAL).act == "変更"
    law = read_text("見本条例\n\n第1条 この条例は、見本とする。\n")
    assert house_style(law, NATIONAL).act == "改正"
    assert "次のように変更する。" in prove(BEFORE, AFTER, house_style(BEFORE)).prose


Deriving = Callable[..., Amendment]


def _faulty(monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Amendment], Amendment]) -> None:
    """Makes the deriver say something wrong as long as nothing is to be said more coarsely."""
    derive: Deriving = proving.derive

    def wrong(
        before: Document,
        after: Document,
        *,
        style: Style = MUNICIPAL,
        coarse: frozenset[str] = frozenset(),
    ) -> Amendment:
        found = derive(before, after, style=style, coarse=coarse)
        return found if coarse else spoil(found)

    monkeypatch.setattr(proving, "derive", wrong)


def _spoilt(found: Amendment) -> Amendment:
    target = Target((Step(Level.ARTICLE, Number((5,))),))
    wrong = Instruction((Replace((target,), ("定期的に",), "毎月"),))
    return replace(found, instructions=(wrong, *found.instructions[1:]))


def test_a_wrong_amendment_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    _faulty(monkeypatch, _spoilt)
    proof = prove(BEFORE, AFTER)
    assert [fault.step for fault in proof.faults] == ["compare"]
    assert proof.ok
    assert "毎月" not in proof.prose
    assert "第5条" in proof.prose
    assert "次のように改める。" in proof.prose  # the article is given anew, not the whole text
    assert not proof.restated
    assert proof.document is not None
    assert shape(proof.document.root) == shape(AFTER.root)


def test_what_the_reader_reads_otherwise_is_said_more_coarsely(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write = proving.write_prose

    def misprinted(amendment: Amendment, style: Style) -> str:
        return write(amendment, style).replace("第5条中", "第5条なか")

    monkeypatch.setattr(proving, "write_prose", misprinted)
    proof = prove(BEFORE, AFTER)
    assert proof.faults[0].step == "read"
    assert proof.ok
    assert not proof.restated


def test_what_cannot_be_written_is_said_more_coarsely(monkeypatch: pytest.MonkeyPatch) -> None:
    write = proving.write_prose

    def choosy(amendment: Amendment, style: Style) -> str:
        for instruction in amendment.instructions:
            if any(
                isinstance(op, Replace) and "定期" in "".join(op.old)
                for op in instruction.operations
            ):
                raise Unwritable("書けません。", "It cannot be written.")
        return write(amendment, style)

    monkeypatch.setattr(proving, "write_prose", choosy)
    proof = prove(BEFORE, AFTER)
    assert (proof.faults[0].step, proof.faults[0].instruction) == ("write", 0)
    assert proof.ok
    assert any(isinstance(op, Rewrite) for i in proof.amendment.instructions for op in i.operations)


def test_where_nothing_can_be_proved_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        proving, "write_prose", lambda *_: "　第1条中「ない」を「ある」に改める。\n"
    )
    proof = prove(BEFORE, AFTER)
    assert (proof.ok, proof.prose, proof.document) == (False, "", None)
    assert [trouble.code for trouble in proof.troubles] == [Code.UNSUPPORTED]
    assert "新旧対照表" in proof.troubles[0].remedy_ja


def test_the_whole_text_is_given_anew_only_where_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    derive: Deriving = proving.derive

    def restating(before: Document, after: Document, **settings: object) -> Amendment:
        found = derive(before, after)
        whole = Restate(Block(text="全文"))
        return replace(found, instructions=(Instruction((whole,)),))

    monkeypatch.setattr(proving, "derive", restating)
    assert prove(BEFORE, AFTER).restated
    assert not prove(BEFORE, AFTER, restate=False).ok


def test_a_gap_in_the_numbers_of_the_text_after_is_told() -> None:
    proof = prove(BEFORE, _after(("第6条", "第7条")))
    assert proof.ok
    assert [(t.code, t.refused) for t in proof.troubles] == [(Code.NUMBER_GAP, False)]


def test_an_article_taken_away_leaves_a_gap_and_no_other_provision_is_given_anew() -> None:
    source = BEFORE.source
    start, end = (BEFORE.articles()[at].start for at in (2, 3))
    proof = prove(BEFORE, read_text(source[:start] + source[end:]))
    assert (proof.ok, proof.restated) == (True, False)
    assert [(t.code, t.refused) for t in proof.troubles][:1] == [(Code.NUMBER_GAP, False)]
    assert "削る" in proof.prose


def test_a_reference_left_behind_is_told_beside_the_amendment() -> None:
    text = TEXT.replace(
        "（連携する取組等）\n\n第3条", "（情報）\n\n第3条 共有する。\n\n（連携する取組等）\n\n第4条"
    )
    for old in (6, 5, 4):
        at = text.rindex(f"第{old}条 ")
        text = f"{text[:at]}第{old + 1}条 {text[at + 4 :]}"
    proof = prove(BEFORE, read_text(text))
    assert proof.ok
    told = [trouble for trouble in proof.troubles if trouble.code is Code.UNFIXED_REFERENCE]
    assert told  # 「次条に規定する取組」 of 第2条 no longer leads to the initiatives
    assert not any(trouble.refused for trouble in told)
    assert not prove(BEFORE, AFTER).troubles


def test_prose_is_carried_out_and_held_against_its_result() -> None:
    prose = prove(BEFORE, AFTER).prose
    amended = amend(BEFORE, prose)
    assert shape(amended.document.root) == shape(AFTER.root)
    assert check(BEFORE, prose, AFTER).ok
    [difference, *_] = check(BEFORE, prose, BEFORE).differences
    assert (difference.place, difference.field) == ("第5条", "text")
    assert "毎年度" in difference.made
    assert "定期的" in difference.given


def test_a_bill_of_several_texts_is_searched_for_this_one() -> None:
    bill = (
        "　石狩市手数料条例の一部を次のように改正する。\n　第2条中「五百円」を「八百円」に改める。\n"
        f"　{BEFORE.facts.title}の一部を次のように変更する。\n"
        "　第5条中「定期的」を「毎年度」に改める。\n"
    )
    amended = amend(BEFORE, bill)
    assert [found.title for found in amended.amendments] == [BEFORE.facts.title]
    assert "毎年度" in amended.document.source


@pytest.mark.parametrize(
    "prose",
    [
        "　第5条中「定期的」を「毎年度」に改める。\n　第2条中「相互に」を「共に」に直すこと。\n",
        "　第5条中「定期的」を「毎年度」に改める。\n　別表に表を足しておく。\n",
    ],
)
def test_of_prose_with_a_sentence_nobody_understands_nothing_is_carried_out(prose: str) -> None:
    with pytest.raises(Refused) as refused:
        amend(BEFORE, prose)
    assert {trouble.code for trouble in refused.value.troubles} == {Code.UNREAD}


def test_an_amendment_of_another_text_is_refused() -> None:
    prose = "　石狩市手数料条例の一部を次のように改正する。\n　第5条中「定期的」を「毎年度」に改める。\n"
    with pytest.raises(Refused) as refused:
        amend(BEFORE, prose)
    assert [trouble.code for trouble in refused.value.troubles] == [Code.WRONG_BASE]
