"""Four agreements of the training region that differ a little, in the register."""

from __future__ import annotations

import datetime

import pytest

from tests.amendment.agreements import text
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, KITANO, REGION, TAKAHO, at_machine

BASE = f"/regions/{REGION}/family/"
PARTNERS = (HAMABE, KAWAZOE, TAKAHO, KITANO)
LIBRARY = "図書館	図書館の相互利用を行う。	図書を貸す。	図書を貸す。\n"
#: What each partner has of its own.
EDITS = {
    KAWAZOE: [("相談窓口を知らせる。", "相談窓口を広報で知らせる。")],
    TAKAHO: [(LIBRARY, ""), ("定める。", "定めるものとする。")],
    KITANO: [("共同の宣伝等について、甲に対し", "共同の宣伝について、甲に対し")],
}
__all__ = ["AOMINE", "BASE", "EDITS", "HAMABE", "KAWAZOE", "KITANO", "PARTNERS", "TAKAHO"]


def wording(partner: str) -> str:
    """The agreement with one partner, with what is its own."""
    words = text(partner)
    for old, new in EDITS.get(partner, ()):
        assert old in words, old
        words = words.replace(old, new)
    return words


def slug_of(office, partner):
    """Address of the agreement with a partner."""
    return f"aomine-{office.places[partner].code}"


def enter(office, partners=PARTNERS, public=True):
    """The agreements with these partners, in force from 令和8年4月1日."""
    from renkei.desk.agreements.models import Agreement
    from renkei.desk.agreements.operations import import_text

    for partner in partners:
        import_text(
            at_machine(),
            slug_of(office, partner),
            wording(partner).encode(),
            filename=f"{partner}.txt",
            region=office.region,
            public=public,
            status=Agreement.Status.CONCLUDED,
        )


@pytest.fixture
def family(office):
    """The four agreements, public."""
    enter(office)
    return office


@pytest.fixture
def found(family):
    """Their comparison, as the administrator at the machine sees it on 令和8年11月22日."""
    from renkei.desk.agreements.family_table import Comparison

    return Comparison(family.region, datetime.date(2026, 11, 22), at_machine())
