"""Whatever is changed in an agreement comes back from the table that shows it."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.amendment.tables import (
    TABLE_STYLES,
    comparison,
    prove_table,
)
from renkei.amendment.tables.applying.applying import apply_rows
from renkei.instrument import read_text, shape
from tests.amendment.agreements import agreement, patient
from tests.amendment.tables.edits import edited

EXAMPLES = int(os.environ.get("RENKEI_EXAMPLES", "60"))


@settings(patient, max_examples=EXAMPLES)
@given(st.data())
def test_rows_made_of_any_edits_give_the_new_text(data: st.DataObject) -> None:
    before = agreement()
    after = read_text(edited(data, data.draw(st.integers(1, 5))))
    made = comparison(before, after, data.draw(st.sampled_from(list(TABLE_STYLES.values()))))
    if made.rows:
        assert shape(apply_rows(made, before)) == shape(after.root)
    else:
        assert shape(before.root) == shape(after.root)


@pytest.mark.parametrize("format", ["docx", "xlsx", "html"])
def test_files_made_of_any_edits_give_the_new_text(format: str) -> None:
    @settings(patient, max_examples=max(EXAMPLES // 6, 8))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        before = agreement()
        after = read_text(edited(data, data.draw(st.integers(1, 4))))
        if shape(before.root) != shape(after.root):
            proof = prove_table(before, after, format)
            assert proof.ok, [trouble.message_ja for trouble in proof.troubles]
            assert not proof.unprinted

    holds()
