"""``renkei user``: who may sign in to the desk. Every write is an operation of the accounts."""

from __future__ import annotations

import secrets
import sys
from typing import TYPE_CHECKING

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.installation import opened
from renkei.cli.width import padded
from renkei.cli.words import InputError, Words

if TYPE_CHECKING:
    from renkei.desk.accounts.models import Person
    from renkei.desk.journal.actor import Actor

#: Bytes of chance in a password that is made here: 16 letters.
STRENGTH = 12


def run(arguments: Arguments, console: Console) -> int:
    """Do what the first word says."""
    act, *names = arguments.words
    with opened(arguments, console, make=act == "add"):
        match act:
            case "add":
                _add(names[0], arguments, console)
            case "password":
                _password(names[0], arguments, console)
            case "list":
                _list(console)
            case _:
                _switch(names[0], act == "enable", console)
    return 0


def _actor() -> Actor:
    from renkei.desk.journal.actor import Actor

    return Actor.installation("renkei user")


def _add(username: str, arguments: Arguments, console: Console) -> None:
    from django.core.exceptions import ValidationError

    from renkei.desk.accounts.operations import register

    password = _given_or_made(arguments)
    try:
        person = register(
            _actor(),
            username,
            password,
            name=arguments.value("--name") or "",
            office=arguments.value("--office") or "",
        )
    except ValidationError as wrong:
        raise _refused(username, wrong.messages) from wrong
    console.out(console.say(Words("登録しました。", "Entered.")) + f" {person.username}")
    _show(password, arguments, console)


def _password(username: str, arguments: Arguments, console: Console) -> None:
    from django.core.exceptions import ValidationError

    from renkei.desk.accounts.operations import set_password

    person = _person(username)
    password = _given_or_made(arguments)
    try:
        set_password(_actor(), person, password)
    except ValidationError as wrong:
        raise _refused(username, wrong.messages) from wrong
    console.out(
        console.say(Words("パスワードを付け直しました。", "The password is new."))
        + f" {person.username}"
    )
    _show(password, arguments, console)


def _switch(username: str, active: bool, console: Console) -> None:
    from renkei.desk.accounts.operations import set_active

    person = _person(username)
    set_active(_actor(), person, active)
    words = (
        Words("再びログインできます。", "May sign in again.")
        if active
        else Words("ログインできなくしました。", "May not sign in any more.")
    )
    console.out(f"{console.say(words)} {person.username}")


def _list(console: Console) -> None:
    from renkei.desk.accounts.models import Person

    off = console.say(Words("停止中", "disabled"))
    for person in Person.objects.order_by("username"):
        state = "" if person.is_active else f"  ({off})"
        console.out(f"{padded(person.username, 20)} {person}{state}")


def _person(username: str) -> Person:
    from renkei.desk.accounts.models import Person

    try:
        person: Person = Person.objects.get(username=Person.written(username))
    except Person.DoesNotExist:
        raise InputError(
            Words(
                f"利用者ID「{username}」はありません。一覧は renkei user list",
                f"There is nobody with the name “{username}”. See renkei user list.",
            )
        ) from None
    return person


def _given_or_made(arguments: Arguments) -> str:
    if not arguments.has("--password-stdin"):
        return secrets.token_urlsafe(STRENGTH)
    password = sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
    if not password:
        raise InputError(
            Words("標準入力にパスワードがありません。", "There is no password on standard input.")
        )
    return password


def _show(password: str, arguments: Arguments, console: Console) -> None:
    if not arguments.has("--password-stdin"):
        console.out(console.say(Words("パスワード", "Password")) + f": {password}")
        console.err(
            Words(
                "パスワードは二度と表示されません。本人に渡し、画面で変えてもらってください。",
                "It is not shown again. Hand it over, and let the person change it on the page.",
            )
        )


def _refused(username: str, reasons: list[str]) -> InputError:
    said = " ".join(reasons)
    return InputError(Words(f"{username}: {said}", f"{username}: {said}"))
