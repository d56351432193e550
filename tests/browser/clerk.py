"""Somebody at work: a browser of their own, signed in, doing what the pages let them do."""

from __future__ import annotations

import os
import re
from pathlib import Path

#: Pages are slow when every core tests something else.
PATIENCE = 30_000


class Clerk:
    """One person with one page. Addresses are paths; ``said`` is what the page says."""

    def __init__(self, page, root):
        self.page, self.root = page, root
        page.set_default_timeout(PATIENCE)

    def go(self, address):
        """Open an address of the desk."""
        self.page.goto(self.root + address)
        return self

    def sign_in(self, username, password):
        """Sign in by the page of sign-in."""
        self.go("/accounts/login/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", password)
        with self.page.expect_navigation():
            self.page.click("main button[type=submit]")
        assert self.page.locator("header .who summary").count(), self.said
        return self

    @property
    def said(self):
        """The words of the page."""
        return self.page.locator("main").inner_text()

    @property
    def refusal(self):
        """The words of the summary of what is wrong."""
        return self.page.locator("#summary").inner_text()

    @property
    def path(self):
        """Where one is."""
        return self.page.url[len(self.root) :]

    def press(self, words):
        """Press the button with exactly these words."""
        self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words):
        """Follow the link with exactly these words."""
        self.page.locator("main").get_by_role("link", name=words, exact=True).first.click()

    def fill(self, **values):
        """Type into fields by their names; ``result`` is chosen."""
        for name, value in values.items():
            if name == "result":
                self.page.check(f"[name=result][value={value}]")
            else:
                self.page.fill(f"[name='{name}']", value)

    def try_act(self, procedure, key, **values):
        """Fill in the form of a step and send it: to the page of confirmation, or to a refusal."""
        self.go(f"/procedures/{procedure}/acts/{key}/")
        self.fill(**values)
        self.press("確認画面へ進む")

    def refused_act(self, procedure, key, **values):
        """Send the form of a step that is refused; what the page says about it."""
        self.try_act(procedure, key, **values)
        assert self.path == f"/procedures/{procedure}/acts/{key}/", "it was not refused"
        return self.refusal

    def act(self, procedure, key, **values):
        """Record a step: form, page of confirmation, record."""
        self.try_act(procedure, key, **values)
        assert "まだ何も記録されていません" in self.said, self.said
        self.press("この内容で記録する")
        assert "を記録しました" in self.said, self.said

    def fetch(self, address):
        """The bytes behind an address, with the cookies of this person."""
        answer = self.page.request.get(self.root + address, timeout=PATIENCE)
        assert answer.ok, (address, answer.status)
        return answer.body()

    def picture(self, name):
        """Keep a picture of the whole page where RENKEI_PICTURES names a folder."""
        folder = os.environ.get("RENKEI_PICTURES")
        if folder:
            name = re.sub(r"[^\w-]+", "_", name).strip("_")
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
