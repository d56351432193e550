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
    from renkei.desk.region.models import Municipality, Region

#: Bytes of chance in a password that is made here: 16 letters.
STRENGTH = 12


def run(arguments: Arguments, console: Console) -> int:
    """Do what the first word says."""
    act, *names = arguments.words
    with opened(arguments, console, make=act == "add"):
        match act:
            case "add":
                _add(names[0], arguments, console)
            case "grant":
                _grant(names[0], names[1], arguments, console)
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

    from renkei.desk.accounts.operations import grant, register
    from renkei.desk.accounts.roles import Role

    code = arguments.value("--administrator")
    place = _municipality(code) if code else None
    password = _given_or_made(arguments)
    try:
        person = register(
            _actor(),
            username,
            password,
            name=arguments.value("--name") or "",
            office=arguments.value("--office") or "",
            municipality=place,
        )
    except ValidationError as wrong:
        raise _refused(username, wrong.messages) from wrong
    if place is not None:
        grant(_actor(), person, Role.ADMINISTRATOR, municipality=place)
    console.out(console.say(Words("登録しました。", "Entered.")) + f" {person.username}")
    _show(password, arguments, console)


def _grant(username: str, name: str, arguments: Arguments, console: Console) -> None:
    from renkei.desk.accounts.operations import grant
    from renkei.desk.accounts.roles import Role
    from renkei.desk.frame.problems import Refused

    person = _person(username)
    try:
        role = Role(name.lower())
    except ValueError:
        known = ", ".join(role.value for role in Role)
        raise InputError(
            Words(
                f"役割「{name}」はありません。次のどれかにしてください: {known}",
                f"There is no role “{name}”. The roles are: {known}",
            )
        ) from None
    code, slug = arguments.value("--municipality"), arguments.value("--region")
    if bool(code) == bool(slug):
        raise InputError(
            Words(
                "--municipality CODE か --region SLUG のどちらか一方を指定してください。",
                "Give either --municipality CODE or --region SLUG.",
            )
        )
    try:
        given = grant(
            _actor(),
            person,
            role,
            municipality=_municipality(code) if code else None,
            region=_region(slug) if slug else None,
        )
    except Refused as refused:
        problem = refused.problems[0]
        raise InputError(
            Words(f"{problem.ja}{problem.remedy_ja}", f"{problem.en} {problem.remedy_en}".strip())
        ) from refused
    said = Words(f"付与しました: {role.ja}", f"Granted: {role.en}")
    console.out(f"{console.say(said)} {given.municipality or given.region} {person.username}")


def _municipality(code: str) -> Municipality:
    from renkei.desk.region.models import Municipality

    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise InputError(
            Words(
                f"団体コード「{code}」の団体は登録されていません。検査数字を含む6桁で指定してください。",
                f"There is no municipality with the code “{code}” (six digits, check digit included).",
            )
        )
    return found


def _region(slug: str) -> Region:
    from renkei.desk.region.models import Region

    found = Region.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Region.objects.values_list("slug", flat=True)) or "—"
        raise InputError(
            Words(
                f"圏域「{slug}」は登録されていません。登録されている圏域: {known}",
                f"There is no region “{slug}”. Known: {known}",
            )
        )
    return found


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
