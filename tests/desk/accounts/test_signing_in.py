"""Signing in with a password, a second factor and a provider of identities."""

import re

import pytest
from django.contrib.auth.hashers import make_password

from tests.desk.office import AOMINE, HAMABE, PASSWORD, at_machine, behind_the_back

NEW = "atarashii-kotoba-8"


def sign_in(client, person, password=PASSWORD):
    return client.post("/accounts/login/", {"login": person.username, "password": password})


def code_of(secret):
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def editor(office):
    return office.person(HAMABE, "editor")


@pytest.fixture
def secret(client, editor):
    """The editor signs in and registers an authenticator app."""
    sign_in(client, editor)
    away = client.get("/accounts/2fa/totp/activate/").headers["Location"]
    assert away.startswith("/accounts/reauthenticate/")
    html = client.post(away, {"password": PASSWORD}, follow=True).content.decode()
    found = re.search(r"<code>([A-Z2-7]{16,})</code>", html)[1]
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(found)}, follow=True)
    assert "10個のうち10個が残っています" in answer.content.decode()
    return found


def test_a_new_password_is_an_operation_in_the_journal(client, editor):
    from renkei.desk.journal.models import Entry

    sign_in(client, editor)
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    answer = client.post("/accounts/password/change/", typed, follow=True)
    assert "パスワードを変更しました" in answer.content.decode()
    entry = Entry.objects.get(operation="accounts.set_password")
    assert entry.person == editor
    assert NEW not in entry.body
    editor.refresh_from_db()
    assert editor.check_password(NEW)
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"oldpassword": "wrong"}, "変更できませんでした"),
        ({"password1": "12345", "password2": "12345"}, "短すぎます"),
        ({"password2": "other-kotoba-77"}, "同じパスワード"),
    ],
)
def test_a_wrong_change_says_why_and_changes_nothing(client, editor, typed, said):
    sign_in(client, editor)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | typed
    assert said in client.post("/accounts/password/change/", data).content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_signing_in_writes_nothing_even_where_the_digest_is_of_an_older_kind(
    client, editor, settings
):
    from renkei.desk.accounts.models import Person

    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    old = make_password(PASSWORD, hasher="pbkdf2_sha256")
    with behind_the_back(Person) as rows:
        rows.filter(pk=editor.pk).update(password=old)
    assert sign_in(client, editor).status_code == 302
    editor.refresh_from_db()
    assert editor.password == old


def test_somebody_suspended_is_told_so(client, editor):
    from renkei.desk.accounts.models import Person

    with behind_the_back(Person) as rows:
        rows.filter(pk=editor.pk).update(is_active=False)
    answer = client.post(
        "/accounts/login/", {"login": editor.username, "password": PASSWORD}, follow=True
    )
    assert "利用が停止されています" in answer.content.decode()
    assert client.get("/me/").status_code == 302


def test_with_an_authenticator_app_the_password_alone_does_not_do(client, editor, secret):
    client.logout()
    answer = sign_in(client, editor)
    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/me/").status_code == 302
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "コードが違います" in answer.content.decode()
    # Each code is used once; the one of the registration is spent.
    from django.core.cache import cache

    cache.clear()
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/me/").status_code == 200


def test_a_recovery_code_opens_once(client, editor, secret):
    html = client.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li><code>([^<]+)</code></li>", html)
    assert len(codes) == 10
    for status in (200, 302):
        client.logout()
        sign_in(client, editor)
        client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert client.get("/me/").status_code == status


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_of_signing_in_stands_in_our_frame_and_language(
    client, editor, secret, language
):
    client.cookies["renkei_language"] = language
    pages = {}
    for address in (
        "password/change/",
        "2fa/",
        "2fa/totp/deactivate/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "reauthenticate/",
        "2fa/reauthenticate/",
        "logout/",
        "oidc-error/",
        "oidc-cancelled/",
        "inactive/",
    ):
        answer = client.get(f"/accounts/{address}")
        assert answer.status_code == (401 if "error" in address else 200), address
        pages[address] = answer.content.decode()
    client.logout()
    client.cookies["renkei_language"] = language
    pages["login/"] = client.get("/accounts/login/").content.decode()
    sign_in(client, editor)
    pages["authenticate"] = client.get("/accounts/2fa/authenticate/").content.decode()
    for address, html in pages.items():
        assert 'class="brand"' in html, address
        body = re.sub(r"<script.*?</script>", "", html.split("<main")[1], flags=re.S)
        body = re.sub(r"浜田|浜辺市 企画課|<code>.*?</code>", "", body)
        japanese = re.findall(r"[ぁ-んァ-ヶ一-龠]+", body)
        assert bool(japanese) == (language == "ja"), (address, japanese)


def test_pages_that_are_not_used_here_are_not_there(client, editor):
    client.force_login(editor)
    for address in (
        "signup/",
        "email/",
        "confirm-email/",
        "password/set/",
        "3rdparty/",
        "login/code/",
    ):
        assert client.get(f"/accounts/{address}").status_code == 404, address


def test_a_role_can_require_a_second_factor(client, office, editor, settings):
    from renkei.desk.accounts.environment import USUAL

    settings.SECOND_FACTOR_ROLES = frozenset(USUAL)
    client.force_login(editor)
    assert client.get("/me/").status_code == 200
    admin = office.person(HAMABE, "administrator")
    client.force_login(admin)
    answer = client.get("/me/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/"
    assert "二要素認証が必要です" in answer.content.decode()
    posted = client.post(f"/people/{office.places[HAMABE].code}/{editor.pk}/active/", {})
    assert posted.headers["Location"] == "/accounts/2fa/"
    editor.refresh_from_db()
    assert editor.is_active
    assert client.get("/accounts/logout/").status_code == 200


def test_whoever_has_the_second_factor_goes_on(client, editor, secret, settings):
    from renkei.desk.accounts.roles import Role

    settings.SECOND_FACTOR_ROLES = frozenset({Role.EDITOR})
    assert client.get("/me/").status_code == 200


# 庁内の認証基盤 ----------------------------------------------------------------------------


@pytest.fixture
def oidc(settings, monkeypatch):
    """A provider that vouches for whoever ``said`` names, without a network."""
    from allauth.socialaccount.providers.oauth2.client import OAuth2Client
    from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

    from renkei.desk.accounts.environment import Oidc

    provider = Oidc(
        "https://id.example.lg.jp", "renkei", "himitsu", "庁内認証", "preferred_username"
    )
    settings.OIDC = provider
    settings.SOCIALACCOUNT_PROVIDERS = provider.setting()
    said = {"sub": "0001"}
    config = {
        "issuer": provider.issuer,
        "authorization_endpoint": f"{provider.issuer}/authorize",
        "token_endpoint": f"{provider.issuer}/token",
        "userinfo_endpoint": f"{provider.issuer}/userinfo",
        "jwks_uri": f"{provider.issuer}/keys",
    }
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", config)
    monkeypatch.setattr(OAuth2Client, "get_access_token", lambda *_, **__: {"access_token": "t"})
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda *_: dict(said))
    return said


def vouched(client):
    """Go to the provider and come back."""
    from urllib.parse import parse_qs, urlsplit

    away = client.post("/accounts/oidc/office/login/").headers["Location"]
    assert away.startswith("https://id.example.lg.jp/authorize?")
    asked = parse_qs(urlsplit(away).query)
    assert asked["code_challenge_method"] == ["S256"]
    answer = {"state": asked["state"][0], "code": "c"}
    return client.get("/accounts/oidc/office/login/callback/", answer)


def test_whom_the_provider_vouches_for_is_signed_in(client, editor, oidc):
    from allauth.socialaccount.models import SocialAccount

    assert "庁内認証 でログインする" in client.get("/accounts/login/").content.decode()
    oidc["preferred_username"] = editor.username.upper()
    assert vouched(client).status_code == 302
    assert editor.username in client.get("/me/").content.decode()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("name", ["nobody-here", "", None, 7])
def test_whom_nobody_invited_is_not_registered_by_the_provider(client, editor, oidc, name):
    from renkei.desk.accounts.models import Person

    oidc["preferred_username"] = name
    oidc["email"] = editor.email
    before = Person.objects.count()
    answer = vouched(client)
    assert answer.status_code == 403
    assert "招待を頼んでください" in answer.content.decode()
    assert Person.objects.count() == before
    assert client.get("/me/").status_code == 302


def test_the_provider_does_not_open_what_is_suspended(client, editor, oidc):
    from renkei.desk.accounts.models import Person

    with behind_the_back(Person) as rows:
        rows.filter(pk=editor.pk).update(is_active=False)
    oidc["preferred_username"] = editor.username
    assert vouched(client).headers["Location"] == "/accounts/inactive/"
    assert client.get("/me/").status_code == 302


def test_a_mail_address_that_is_not_verified_is_nobody(settings, oidc, db):
    from renkei.desk.accounts.adapter import person_of
    from renkei.desk.accounts.environment import Oidc
    from renkei.desk.accounts.models import Person

    settings.OIDC = Oidc("https://id.example.lg.jp", "a", "b", "c", "email")
    with behind_the_back(Person):
        person = Person.objects.create(username="sato@example.lg.jp")
    claims = {"email": "Sato@example.lg.jp"}
    assert person_of({"userinfo": claims}) == person
    assert person_of({"userinfo": claims | {"email_verified": False}}) is None


def test_no_account_can_be_linked_to_somebody_signed_in(client, office, editor, oidc):
    client.force_login(editor)
    oidc["preferred_username"] = office.person(AOMINE, "editor").username
    away = client.post("/accounts/oidc/office/login/?process=connect").headers["Location"]
    state = re.search(r"state=([^&]+)", away)[1]
    client.get("/accounts/oidc/office/login/callback/", {"state": state, "code": "c"})
    from allauth.socialaccount.models import SocialAccount

    assert not SocialAccount.objects.exists()
    assert editor.username in client.get("/me/").content.decode()


def test_without_a_provider_there_is_no_button_and_no_address(client, db):
    assert "/oidc/" not in client.get("/accounts/login/").content.decode()
    assert client.get("/accounts/oidc/office/login/").status_code == 404


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"ISSUER": "https://id.example"}, "RENKEI_OIDC_CLIENT_ID、RENKEI_OIDC_SECRET"),
        ({"ISSUER": "http://id.example", "CLIENT_ID": "a", "SECRET": "b"}, "https://"),
        ({"ISSUER": "id.example", "CLIENT_ID": "a", "SECRET": "b"}, "https://"),
    ],
)
def test_half_of_a_provider_is_refused_at_the_start(monkeypatch, given, wrong):
    from renkei.desk.accounts.environment import oidc
    from renkei.desk.environment import BadSetting

    for name, value in given.items():
        monkeypatch.setenv(f"RENKEI_OIDC_{name}", value)
    with pytest.raises(BadSetting, match=wrong):
        oidc()


def test_roles_that_need_a_second_factor_are_named_or_usual(monkeypatch):
    from renkei.desk.accounts.environment import USUAL, second_factor_roles
    from renkei.desk.accounts.roles import Role
    from renkei.desk.environment import BadSetting

    assert second_factor_roles() == frozenset()
    monkeypatch.setenv("RENKEI_REQUIRE_SECOND_FACTOR", "1")
    assert second_factor_roles() == set(USUAL)
    monkeypatch.setenv("RENKEI_REQUIRE_SECOND_FACTOR", "editor, panel")
    assert second_factor_roles() == {Role.EDITOR, Role.PANEL}
    monkeypatch.setenv("RENKEI_REQUIRE_SECOND_FACTOR", "boss")
    with pytest.raises(BadSetting, match="boss"):
        second_factor_roles()


def test_a_drawn_password_opens_and_a_chosen_one_is_kept_slowly(client, db):
    """The demonstration's people: what they choose later is theirs, and protected as anybody's."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    from renkei.desk.accounts.operations import register, set_password

    drawn = register(at_machine(), "drawn", "Dw8e2DdTzsIy", drawn=True)
    chosen = register(at_machine(), "chosen", "Dw8e2DdTzsIy")
    rounds = int(drawn.password.split("$")[1])
    assert drawn.password.startswith("pbkdf2_sha256$")
    assert rounds < PBKDF2PasswordHasher.iterations
    assert chosen.password.startswith("md5$")  # what these tests have for everybody
    typed = {"login": "drawn", "password": "Dw8e2DdTzsIy"}
    assert client.post("/accounts/login/", typed).status_code == 302
    set_password(at_machine(), drawn, "himitsu-no-kotoba-2")
    assert drawn.password.startswith("md5$")
