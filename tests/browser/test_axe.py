"""What axe finds on the pages: nothing, at both sizes and in both languages."""

from pathlib import Path

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.desk.people import SLUG, sample_bytes

ADDRESS = f"/agreements/{SLUG}/"
PAGES = [
    "/agreements/",
    ADDRESS,
    f"{ADDRESS}?source=1",
    f"{ADDRESS}?q=協力",
    f"{ADDRESS}art_3/",
    f"{ADDRESS}annex_1__row_災害対策/",
    "/accounts/login/",
]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def complaints(page):
    axe = pytest.importorskip("axe_playwright_python", reason="axe is not installed")
    script = Path(axe.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)  # by the debugger, which a content security policy does not bind
    found = page.evaluate(
        "levels => axe.run(document, {runOnly: {type: 'tag', values: levels}})", LEVELS
    )
    return [
        (rule["id"], [node["html"][:120] for node in rule["nodes"][:3]])
        for rule in found["violations"]
    ]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "phone"])
@pytest.mark.parametrize("address", PAGES)
def test_public_pages(open_at, sample, address, size):
    assert complaints(open_at(address, size)) == []


def test_pages_of_the_intake(open_at, sato, sign_in):
    page = open_at("/intake/")
    sign_in(page)
    assert complaints(page) == []
    page.fill("[name=text]", sample_bytes().decode())
    page.click("text=読み取って確認する")
    assert complaints(page) == []
    page.click("button:text-is('破棄する')")
    assert complaints(page) == []


def test_the_page_in_english(open_at, sample):
    page = open_at(ADDRESS)
    page.click("header >> text=English")
    assert page.locator("html").get_attribute("lang") == "en"
    assert complaints(page) == []


def test_axe_is_awake(open_at, sample):
    page = open_at(ADDRESS)
    page.evaluate("document.querySelector('#q').labels[0].remove()")
    assert [rule for rule, _nodes in complaints(page)] != []
