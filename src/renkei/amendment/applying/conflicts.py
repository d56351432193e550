"""Two amendments of one text that are both pending: whether they get in each other's way (改正の競合)."""

from __future__ import annotations

from renkei.amendment.operations import Amendment
from renkei.amendment.trouble import Trouble
from renkei.instrument.model import Document


def conflicts(one: Amendment, other: Amendment, base: Document) -> tuple[Trouble, ...]:
    """Where two amendments of one base cannot both be carried out, or depend on their order."""
    raise NotImplementedError


def rebase(amendment: Amendment, before: Document, after_first: Document) -> Amendment:
    """The same amendment in the numbers of a text that another amendment changed first."""
    raise NotImplementedError
