"""A figure to enter."""

import datetime
from decimal import Decimal


def figure(**other):
    """The population of 青嶺市 in 2020, or another figure."""
    from renkei.desk.region.statistic_operations import Figure

    given = {
        "code": "991015", "measure": "population", "basis": "census",
        "as_of": datetime.date(2020, 10, 1), "value": Decimal(102345), "status": "final",
        "source": "見本",
    }  # fmt: skip
    return Figure(**given | other)
