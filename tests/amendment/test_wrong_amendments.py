"""Amendments that are wrong, as people write them: each is refused or flagged, none applied wrongly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renkei.amendment.applying import apply, conflicts
from renkei.amendment.base import digest
from renkei.amendment.reading import read_prose
from renkei.amendment.references import broken, troubles
from renkei.amendment.trouble import Code, Refused, Trouble
from renkei.instrument import Document, shape
from renkei.instrument.composing import compose
from tests.amendment.agreements import agreement
from tests.amendment.applying.ordinance import ordinance
from tests.amendment.wrong_prose import AGREEMENT, NOT_FOUND, OPENING, REFUSED, UNREAD, Wrong


def judged(prose: str, base: Document) -> tuple[Document | None, list[Trouble]]:
    """What comes of an amendment in prose: the text (None where refused), and all said of it."""
    read = read_prose(prose)
    found = [
        Trouble(UNREAD, True, -1, one.text, "", "", one.why, one.why, one.why, one.why)
        for one in read.unread
    ]
    after: Document | None = None
    for amendment in read.amendments:
        try:
            done = apply(amendment, base)
        except Refused as refused:
            found.extend(refused.troubles)
        else:
            after = compose(done.root, base)
            found.extend(done.notices)
            found.extend(troubles(broken(base, after), after))
    return after, found


@pytest.mark.parametrize("wrong", REFUSED, ids=[w.name for w in REFUSED])
def test_a_wrong_amendment_is_refused_with_its_code(wrong: Wrong) -> None:
    found = judged(wrong.opening + wrong.prose, ordinance())[1]
    refused = [trouble for trouble in found if trouble.refused]
    assert wrong.code in [trouble.code for trouble in refused], found
    first = next(trouble for trouble in refused if trouble.code is wrong.code)
    if wrong.place:
        assert first.place == wrong.place
    if wrong.code is not UNREAD:
        assert first.instruction == wrong.instruction
    assert first.message_ja
    assert first.message_en
    assert first.remedy_ja
    assert first.remedy_en


FLAGGED = [
    (
        "a phrase that stands in a provision more than once",
        OPENING + "　第二条第三項中「市長」を「町長」に改める。\n",
        ordinance(),
        Code.MULTIPLE_TEXT_FOUND,
        "第二条第三項",
    ),
    (
        "a quotation mark too many in the new words",
        OPENING + "　第五条中「市長」を「町長」」に改める。\n",
        ordinance(),
        Code.UNREAD,
        "第五条",
    ),
    (
        "a phrase that stands in three cells of a row",
        AGREEMENT + "　別表の災害対策の項中「連携」を「協力」に改める。\n",
        agreement(),
        Code.MULTIPLE_TEXT_FOUND,
        "別表の災害対策の項",
    ),
    (
        "a reference left pointing at the old number",
        AGREEMENT
        + "　第３条を第４条とし、第２条を第３条とし、第１条の次に次の１条を加える。\n"
        + "（基本方針）\n第２条　甲及び乙は、相互に連携する。\n",
        agreement(),
        Code.UNFIXED_REFERENCE,
        "",
    ),
    *(
        (name, OPENING + prose, ordinance(), Code.NUMBER_GAP, "")
        for name, prose in (
            ("a number left out", "　第六条を削る。"),
            ("the first item taken away, the others left", "　第二条第一項第一号を削る。"),
            ("the paragraphs not closed up", "　第二条第二項を削る。"),
        )
    ),
]


@pytest.mark.parametrize(
    ("name", "prose", "base", "code", "place"), FLAGGED, ids=[f[0] for f in FLAGGED]
)
def test_what_is_doubtful_is_carried_out_and_flagged(
    name: str, prose: str, base: Document, code: Code, place: str
) -> None:
    after, found = judged(prose, base)
    assert after is not None, found
    flags = [trouble for trouble in found if trouble.code is code]
    assert flags, (name, found)
    assert not any(flag.refused for flag in flags)
    assert not place or flags[0].place == place


def test_an_amendment_made_for_another_version_is_refused() -> None:
    (right,) = read_prose(OPENING + "　第五条中「市長」を「町長」に改める。\n").amendments
    made_for = replace(right, base=digest(ordinance().root))
    assert apply(made_for, ordinance()).root
    with pytest.raises(Refused) as caught:
        apply(made_for, ordinance(("還付しない", "返さない")))
    assert [t.code for t in caught.value.troubles] == [Code.WRONG_BASE]


@pytest.mark.parametrize("title", ["手数料条例", "見本市手数料条例", "見本市 手数料条例"])
def test_a_title_may_leave_out_whose_it_is(title: str) -> None:
    prose = f"　{title}の一部を次のように改正する。\n　第五条中「市長」を「町長」に改める。\n"
    assert judged(prose, ordinance())[1] == []


def test_two_amendments_that_claim_the_same_words_are_told() -> None:
    one, other = (
        read_prose(OPENING + f"　第五条中「市長」を「{new}」に改める。\n").amendments[0]
        for new in ("町長", "村長")
    )
    assert [t.code for t in conflicts(one, other, ordinance())] == [Code.CONFLICT]


def test_nothing_is_half_done() -> None:
    base = ordinance()
    before = shape(base.root)
    half = "　第五条中「市長」を「町長」に改める。\n　第六条中「ない語」を「語」に改める。\n"
    after, found = judged(OPENING + half, base)
    assert after is None
    assert [t.code for t in found] == [NOT_FOUND]
    assert shape(base.root) == before
