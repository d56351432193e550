"""Whatever is edited in the signed agreement, its 改め文 read back and carried out gives the new text."""

from __future__ import annotations

import os
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.amendment.amending import check
from renkei.amendment.proving import house_style, prove
from renkei.amendment.style import STYLES
from renkei.amendment.trouble import Code
from renkei.instrument import shape
from tests.amendment.agreements import patient
from tests.amendment.deriving.changing import changed
from tests.amendment.test_proving import BEFORE

#: How many edited texts are tried; more by the environment, for a longer search.
EXAMPLES = int(os.environ.get("RENKEI_EXAMPLES", "60"))


@settings(patient, max_examples=EXAMPLES)
@given(
    random=st.integers(0, 2**32).map(Random),
    many=st.integers(1, 6),
    style=st.sampled_from(sorted(STYLES)),
)
def test_the_sentences_of_any_edit_are_proved(random: Random, many: int, style: str) -> None:
    after = changed(BEFORE, random, many)
    proof = prove(BEFORE, after, house_style(BEFORE, STYLES[style]))
    assert proof.ok, proof.troubles
    assert proof.document is not None
    assert shape(proof.document.root) == shape(after.root)
    if proof.restated:  # only what no sentence can say: numbers that stand twice or out of order
        assert {trouble.code for trouble in proof.troubles} >= {Code.NUMBER_GAP}
    elif not proof.empty:
        assert check(BEFORE, proof.prose, after).ok
