"""Pages for what cannot be answered."""

import pytest


def test_what_is_not_there_says_so_in_the_frame(client, db):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "ページが見つかりません" in html
    assert "look.css" in html


def test_a_fault_of_ours_says_so_without_details(client, db, monkeypatch):
    from renkei.desk.agreements import queries

    def broken(reader, wanted):
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(queries, "register", broken)
    client.raise_request_exception = False
    answer = client.get("/agreements/")
    assert answer.status_code == 500
    html = answer.content.decode()
    assert "Renkei の側の不具合です" in html
    assert "secret" not in html


def test_a_form_from_elsewhere_is_refused_in_words(db, sato):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(sato)
    answer = client.post("/intake/", {"text": "第1条 目的"})
    assert answer.status_code == 403
    assert "画面の有効期限が切れています" in answer.content.decode()


def test_a_bad_request_is_answered_in_words(client, db, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    answer = client.post("/accounts/login/", {"a": "1", "b": "2", "c": "3"})
    assert answer.status_code == 400
    assert "この操作を受け付けられません" in answer.content.decode()


@pytest.mark.parametrize("address", ["/agreements/", "/nowhere/", "/accounts/login/"])
def test_every_page_forbids_what_it_does_not_need(client, db, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_an_address_with_nul_in_it_is_refused_in_words(client, db):
    for address in ("/agreements/?q=%00", "/agreements/a%00b/"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert "この操作を受け付けられません" in answer.content.decode()
