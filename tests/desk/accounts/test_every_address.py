"""Every address of the desk: what takes a form is behind sign-in and behind the token of the form."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.desk.office import HAMABE

#: Open to people who are not signed in, each with its reason.
OPEN = {
    "account_login": "signing in itself",
    "account_logout": "ends a session there may be",
    "account_inactive": "says that somebody is suspended",
    "account_reset_password": "says whom to ask",
    "mfa_authenticate": "the second step of signing in; leads back to the first without it",
    "mfa_login_webauthn": "signing in by passkey",
    "openid_connect_login": "signing in by a provider; 404 without one",
    "openid_connect_callback": "the way back from it",
    "socialaccount_login_cancelled": "says that nothing happened",
    "socialaccount_login_error": "says that nothing happened",
    "accounts:take": "whoever holds the secret of an invitation",
    "accounts:invitation": "the same",
}
#: Valid values for the arguments of an address, by converter.
VALUES = {
    "step": "resolve-all",
    "int": 1,
    "slug": "x",
    "str": "991023",
    "uuid": uuid.UUID(int=1),
    "path": "x",
}


def addresses(patterns=None, before="", namespace=""):
    """Every pattern: its name, a path that resolves to it, the view."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        written = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry.url_patterns, written, inner)
        else:
            assert isinstance(entry, URLPattern)
            yield f"{namespace}{entry.name}", "/" + _filled(written), entry.callback


def _filled(route):
    def value(match):
        kind, _, name = match[1].rpartition(":")
        return "ja" if name == "code" and "language" in route else str(VALUES[kind or "str"])

    def group(match):
        first = match[1].split("|")[0]
        return "991023" if first.startswith("[0-9]") else "office" if "[" in first else first

    # Addresses written as regular expressions: the first of several words, a number, or a name.
    route = re.sub(r"\(\?P<\w+>([^()]*)\)", group, route)
    route = route.replace("^", "").replace("$", "").replace("\\.", ".").replace("\\Z", "")
    return re.sub(r"<([^<>]+)>", value, route)


EVERY = list(addresses())


def test_the_walk_finds_the_addresses():
    names = {name for name, _path, _view in EVERY}
    assert len(EVERY) > 60
    assert {"accounts:rotation", "agreements:intake", "account_login", "mfa_index"} <= names
    assert names >= OPEN.keys()


@pytest.mark.parametrize(("name", "path", "view"), EVERY, ids=[path for _, path, _ in EVERY])
def test_a_form_from_elsewhere_is_refused(office, name, path, view):
    """Signed in, and without the token: whatever the address, nothing comes through."""
    from renkei.desk.journal.models import Entry

    assert not getattr(view, "csrf_exempt", False)
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.person(HAMABE, "administrator"))
    answer = client.post(path, {"anything": "1"})
    # 405: the address takes no form at all.
    assert answer.status_code == 403, name
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("name", "path", "view"), EVERY, ids=[path for _, path, _ in EVERY])
def test_nobody_sends_a_form_without_signing_in(client, office, name, path, view):
    from renkei.desk.journal.models import Entry

    answer = client.post(path, {"anything": "1"})
    assert not Entry.objects.exists()
    if name in OPEN:
        assert answer.status_code in {200, 302, 401, 404, 405, 410}, name
        return
    to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith(
        ("/accounts/login/", "/accounts/reauthenticate/")
    )
    assert to_sign_in or answer.status_code in {403, 404, 405}, (name, answer.status_code)
