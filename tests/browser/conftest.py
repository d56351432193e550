"""A real Chromium before a live desk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.desk import django_up

django_up.up()

# Playwright's synchronous interface runs an event loop in this thread; Django's guard against
# database calls from a loop would take the tests themselves for one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from tests.desk.people import sample, sato, suzuki  # noqa: E402

__all__ = ["sample", "sato", "suzuki"]

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(chromium):
    """One Chromium for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as session:
        instance = session.chromium.launch(executable_path=chromium, args=FLAGS)
        yield instance
        instance.close()


@pytest.fixture
def open_at(browser, live_server):
    """Opens an address at a size; what the page complains about, or asks from elsewhere, fails."""
    contexts, complaints = [], []

    def open_page(address, size=WIDE, script=True):
        context = browser.new_context(
            viewport=size, locale="ja-JP", java_script_enabled=script, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            # A refused form answers 422, one that came too late 409: the browser reports both though
            # the page is as it should be.
            lambda message: (
                complaints.append(message.text)
                if message.type == "error" and not {"409", "422"} & set(message.text.split())
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                complaints.append(f"asked {request.url}")
                if not request.url.startswith((live_server.url, "data:"))
                else None
            ),
        )
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def sign_in():
    """Signs 佐藤 in on an open page."""

    def act(page):
        page.fill("[name=login]", "sato")
        page.fill("[name=password]", "himitsu-no-kotoba-1")
        page.click("main button[type=submit]")

    return act
