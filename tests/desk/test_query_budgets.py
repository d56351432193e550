"""How many questions each page asks the database: a committed baseline, never above the budget.

A page that asks more than its baseline fails; one that asks fewer fails too, so that the file stays
true. RENKEI_UPDATE_BUDGETS=1 writes what was measured.
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benches import national, pages
from benches.national import Size
from tests.desk.office import acting, at_machine
from tests.desk.people import SLUG, sample_bytes

FILE = Path(__file__).with_name("query_budgets.json")
BUDGET = 12
PUBLIC = {
    "register": "/agreements/",
    "reading": f"/agreements/{SLUG}/",
    "reading with source": f"/agreements/{SLUG}/?source=1",
    "reading with search": f"/agreements/{SLUG}/?q=協力",
    "article": f"/agreements/{SLUG}/art_3/",
    "row": f"/agreements/{SLUG}/annex_1__row_災害対策/",
    "original": f"/agreements/{SLUG}/files/original",
}


def measured(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def compare(name, count):
    baselines = json.loads(FILE.read_text(encoding="utf-8"))
    assert count <= BUDGET
    if os.environ.get("RENKEI_UPDATE_BUDGETS") == "1":
        baselines[name] = count
        text = json.dumps(dict(sorted(baselines.items())), indent=2) + "\n"
        FILE.write_text(text, encoding="utf-8")
    assert baselines.get(name) == count


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_asks_no_more_than_its_baseline(client, sample, name):
    compare(f"{name}, public", measured(client, PUBLIC[name]))


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_of_somebody_signed_in_asks_no_more_than_its_baseline(as_sato, sample, name):
    compare(f"{name}, signed in", measured(as_sato, PUBLIC[name]))


def test_pages_of_the_intake_ask_no_more_than_their_baseline(as_sato, sato):
    from renkei.desk.agreements import operations

    intake = operations.receive(acting(sato), sample_bytes(), filename="協約.txt")
    compare("intake", measured(as_sato, "/intake/"))
    compare("preview", measured(as_sato, f"/intake/{intake.token}/"))


def test_the_register_asks_as_often_for_twenty_agreements_as_for_one(client, sample):
    from renkei.desk.agreements.operations import import_text

    one = measured(client, "/agreements/")
    for number in range(20):
        import_text(
            at_machine(),
            f"n-{number}",
            f"第{number}条 目的\n".encode(),
            filename="n.txt",
            public=True,
        )
    assert measured(client, "/agreements/") == one


#: Enough lines on every list that one question a line goes over the budget.
SMALL = Size(municipalities=94, regions=15, agreements=60, under_way=30, operations=60)


def test_lists_of_a_filled_register_ask_no_more_than_their_baseline(db):
    """All pages that are measured for speed, on a small register made in the same way."""
    register = national.fill(SMALL)
    asked = {}
    for page in pages.all_pages(register):
        client = pages.client_of(page)
        pages.ask(client, page)
        with CaptureQueriesContext(connection) as queries:
            pages.ask(client, page)
        asked[f"{page.name}, filled"] = len(queries)
    assert {name: count for name, count in asked.items() if count > BUDGET} == {}
    for name, count in asked.items():
        compare(name, count)
