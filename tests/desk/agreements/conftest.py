"""The family of four agreements."""

import pytest

from tests.desk.agreements import family as made


@pytest.fixture
def family(office):
    """Four agreements of the region, public."""
    made.enter(office)
    return office


@pytest.fixture
def found(family):
    """Their comparison, as the administrator at the machine sees it on 令和8年11月22日."""
    import datetime

    from renkei.desk.agreements.family_table import Comparison
    from tests.desk.office import at_machine

    return Comparison(family.region, datetime.date(2026, 11, 22), at_machine())
