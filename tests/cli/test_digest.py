from __future__ import annotations

import pytest

from tests.desk import django_up

django_up.up()

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch, capsys):
    """``renkei digest`` over the database of the test; one mail is due."""
    from contextlib import nullcontext

    from renkei.cli import digesting, main
    from renkei.desk.accounts.models import Person
    from renkei.desk.procedures import digest

    mail = digest.Digest(Person(username="a", email="a@example.jp"), "期限のお知らせ", "・届出\n")
    monkeypatch.setattr(digesting, "opened", lambda *given: nullcontext())
    monkeypatch.setattr(digest, "digests", lambda day: [mail])

    def run(*words):
        code = main(["digest", *words])
        return code, capsys.readouterr()

    return run


def test_without_send_the_mails_are_shown_and_nothing_goes(asked, mailoutbox):
    code, said = asked()
    assert code == 0
    assert "To: a@example.jp" in said.out
    assert "・届出" in said.out
    assert "--send" in said.err
    assert mailoutbox == []


def test_send_without_a_mail_server_is_refused_in_words(asked, mailoutbox):
    code, said = asked("--send")
    assert code != 0
    assert "RENKEI_MAIL_HOST" in said.err
    assert mailoutbox == []


def test_send_sends(asked, mailoutbox, settings):
    settings.MAIL_ON = True
    code, said = asked("--send")
    assert code == 0
    assert "1通を送りました。" in said.out
    assert mailoutbox[0].to == ["a@example.jp"]
    assert mailoutbox[0].subject == "期限のお知らせ"


def test_a_mail_server_that_does_not_answer_is_named(asked, monkeypatch, settings):
    from renkei.desk.procedures import digest

    def refuse(mails):
        raise ConnectionRefusedError(111, "Connection refused")

    settings.MAIL_ON = True
    monkeypatch.setattr(digest, "send", refuse)
    code, said = asked("--send")
    assert code != 0
    assert "メールを送れませんでした" in said.err
