"""A passkey registered and used in a real browser, with an authenticator that the browser plays."""

import pytest

from tests.browser.conftest import NARROW, WIDE

PASSWORD = "himitsu-no-kotoba-1"


@pytest.fixture
def key(live_server, browser):
    """A page on http://localhost (passkeys need a name) with a virtual authenticator."""
    contexts = []

    def open_page(size=WIDE):
        context = browser.new_context(viewport=size, locale="ja-JP", reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        session = context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        made = session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        page.authenticator = made["authenticatorId"]
        page.devtools = session
        page.base = live_server.url.replace("127.0.0.1", "localhost")
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page):
    page.goto(page.base + "/accounts/login/")
    page.fill("[name=login]", "sato")
    page.fill("[name=password]", PASSWORD)
    page.click("form[action='/accounts/login/'] button")


def add_passkey(page, passwordless=True):
    page.goto(page.base + "/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.fill("[name=name]", "庁内の端末")
    if passwordless:
        page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_passkey_is_registered_and_signs_in_without_a_password(key, sato, size):
    page = key(size)
    sign_in(page)
    add_passkey(page)
    page.goto(page.base + "/accounts/2fa/webauthn/")
    assert "庁内の端末" in page.inner_text("main")
    assert "パスワードなしで使えます" in page.inner_text("main")
    page.goto(page.base + "/accounts/logout/")
    page.click("main button[type=submit]")
    page.goto(page.base + "/accounts/login/?next=/me/")
    page.click("#passkey_login")
    page.wait_for_url(page.base + "/me/")
    assert "佐藤" in page.inner_text("main")
    assert page.complaints == []


def test_with_a_passkey_the_password_alone_does_not_do(key, sato):
    page = key()
    sign_in(page)
    add_passkey(page, passwordless=False)
    page.goto(page.base + "/accounts/logout/")
    page.click("main button[type=submit]")
    sign_in(page)
    page.wait_for_url("**/2fa/authenticate/**")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(lambda address: "/accounts/" not in address)
    page.goto(page.base + "/me/")
    assert "佐藤" in page.inner_text("main")
    assert page.complaints == []


def test_what_goes_wrong_is_said_on_the_page(key, sato):
    page = key()
    page.devtools.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": page.authenticator, "isUserVerified": False},
    )
    page.goto(page.base + "/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_selector("#passkey-trouble:visible")
    assert page.evaluate("document.activeElement.id") == "passkey-trouble"
    assert page.complaints == []


def test_without_scripts_the_password_still_works(browser, live_server, sato):
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.base = live_server.url
    sign_in(page)
    page.goto(page.base + "/me/")
    assert "佐藤" in page.inner_text("main")
    context.close()
