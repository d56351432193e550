"""Obstacles name places in the words the amendment itself would use."""

import pytest

from renkei.amendment.applying.said import printed
from renkei.amendment.operations import Level, Step
from renkei.instrument.model import Number

ANNEX = Step(Level.ANNEX, name="別表")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ((), "全文"),
        (
            (Step(Level.ARTICLE, Number((3, 2))), Step(Level.PARAGRAPH, Number((2,)))),
            "第3条の2第2項",
        ),
        ((ANNEX, Step(Level.ROW, name="福祉")), "別表の福祉の項"),
        (
            (
                ANNEX,
                *(Step(Level.GROUP, name=name) for name in ("(3)", "ア")),
                Step(Level.ROW, name="災害対策"),
                Step(Level.COLUMN, name="甲の役割"),
            ),
            "別表(3)の部アの款災害対策の項甲の役割の欄",
        ),
        (
            (ANNEX, Step(Level.GROUP, name="観光"), Step(Level.ROW, name="誘客")),
            "別表の観光の部誘客の項",
        ),
    ],
)
def test_an_address_in_words(address: tuple[Step, ...], words: str) -> None:
    assert printed(address) == words
