"""What the tests of deriving share: the sentences made, each also carried out and compared."""

from __future__ import annotations

from renkei.amendment.applying import apply
from renkei.amendment.deriving import derive
from renkei.amendment.operations import Operation
from renkei.instrument import Document, shape

Sentence = tuple[Operation, ...]


def sentences(before: Document, after: Document) -> list[Sentence]:
    """The sentences of the amendment, which must lead to exactly the text after."""
    amendment = derive(before, after)
    assert shape(apply(amendment, before).root) == shape(after.root)
    return [instruction.operations for instruction in amendment.instructions]


def only(before: Document, after: Document) -> Sentence:
    """The same where one sentence must do."""
    (sentence,) = sentences(before, after)
    return sentence
