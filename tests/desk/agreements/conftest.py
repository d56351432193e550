"""Agreements of the fictional region in the register."""

import pytest

from tests.desk.agreements import texts
from tests.desk.office import AOMINE, HAMABE, at_machine


def given(office, *names, designations="甲乙丙丁"):
    """Parties of an agreement, each the municipality of its name."""
    from renkei.desk.agreements.party_names import GivenParty

    return [
        GivenParty(letter, name, office.places.get(name))
        for letter, name in zip(designations, names, strict=False)
    ]


def entered(office, partner=HAMABE, actor=None, data=None, **options):
    """青嶺市 and a partner, in the register of the region."""
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.writing import Paper

    paper = Paper(texts.agreement(partner) if data is None else data, f"{partner}.txt")
    return operations.enter_agreement(
        actor or at_machine(), office.region, paper, given(office, AOMINE, partner), **options
    )


@pytest.fixture
def hamabe(office):
    """The agreement of 青嶺市 and 浜辺市, concluded, not public."""
    return entered(office)


__all__ = [
    *("AOMINE", "HAMABE", "KAWAZOE", "KITANO", "TAKAHO"),
    *("entered", "family", "found", "given", "hamabe"),
]
