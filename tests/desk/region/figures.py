"""A figure to enter, and what a page says in words of ours."""

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


def words_of_ours(page):
    """The words of the main part of a page, without what is marked as Japanese or is a name."""
    from lxml import html

    (main,) = html.fromstring(page).xpath("//main")
    for node in main.xpath(".//*[@lang='ja'] | .//option | .//input"):
        node.drop_tree()
    return main.text_content().replace("さっぽろ", "")
