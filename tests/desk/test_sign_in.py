"""Signing in and out."""

from tests.desk.office import at_machine


def test_a_person_signs_in_and_lands_where_they_wanted(client, sato):
    answer = client.post(
        "/accounts/login/",
        {"login": "sato", "password": "himitsu-no-kotoba-1", "next": "/intake/"},
    )
    assert answer.headers["Location"] == "/intake/"
    html = client.get("/intake/").content.decode()
    assert "中央市 企画課" in html
    assert "ログアウト" in html


def test_a_wrong_password_says_so_and_keeps_the_name(client, sato):
    answer = client.post("/accounts/login/", {"login": "sato", "password": "wrong"})
    html = answer.content.decode()
    assert "ログインできませんでした" in html
    assert 'value="sato"' in html


def test_signing_out_takes_a_click_and_ends_the_session(as_sato):
    assert as_sato.get("/accounts/logout/").status_code == 200
    as_sato.post("/accounts/logout/")
    assert as_sato.get("/intake/").status_code == 302


def test_nobody_registers_alone(client, db):
    from renkei.desk.accounts.models import Person

    client.post(
        "/accounts/signup/",
        {"username": "x", "password1": "nagai-himitsu-9", "password2": "nagai-himitsu-9"},
    )
    assert not Person.objects.exists()


def test_pages_of_the_account_stand_in_our_frame(as_sato):
    for address in ("/accounts/password/change/", "/accounts/2fa/"):
        html = as_sato.get(address, follow=True).content.decode()
        assert "renkei/look.css" in html, address
        assert 'class="brand"' in html, address


def test_a_weak_password_is_refused_at_registration(db):
    import pytest
    from django.core.exceptions import ValidationError

    from renkei.desk.accounts.operations import register

    with pytest.raises(ValidationError):
        register(at_machine(), "tanaka", "12345")


def test_a_forgotten_password_goes_to_the_administrator_not_to_a_mail(client, db):
    html = client.get("/accounts/password/reset/").content.decode()
    assert "所属の管理者が行います" in html
    assert "<form" not in html


def test_no_page_offers_a_mail_that_nobody_sends(client, sato, mailoutbox):
    for language in ("ja", "en"):
        client.cookies["renkei_language"] = language
        client.logout()
        pages = [client.get("/accounts/login/")]
        client.force_login(sato)
        pages += [
            client.get(f"/accounts/{name}/", follow=True)
            for name in ("password/change", "2fa", "reauthenticate")
        ]
        for page in pages:
            html = page.content.decode()
            assert "お忘れ" not in html
            assert "Forgot" not in html
            assert "/accounts/password/reset" not in html
    client.logout()
    answer = client.post("/accounts/password/reset/", {"email": "sato@example.lg.jp"})
    assert answer.status_code == 405
    assert mailoutbox == []


def test_the_page_for_a_lost_password_tells_the_administrator_the_command(client, db):
    html = client.get("/accounts/password/reset/").content.decode()
    assert "renkei user password" in html


def test_the_menu_leads_to_password_and_second_factor(as_sato):
    html = as_sato.get("/agreements/").content.decode()
    for address in ("/accounts/password/change/", "/accounts/2fa/", "/accounts/logout/"):
        assert f'href="{address}"' in html
