"""``renkei agreements``: enter, publish and withdraw. Every write is an operation of the register."""

from __future__ import annotations

import datetime
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.files import read_bytes
from renkei.cli.installation import opened
from renkei.cli.width import padded
from renkei.cli.words import InputError, UsageError, Words

if TYPE_CHECKING:
    from renkei.desk.agreements.models import Agreement
    from renkei.desk.journal.actor import Actor
    from renkei.desk.region.models import Region

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Longest name in an address.
LONGEST = 80


def run(arguments: Arguments, console: Console) -> int:
    """Do what the first word says."""
    act, *names = arguments.words
    if act == "add":
        _add(names[0], arguments, console)
        return 0
    with opened(arguments, console):
        if act == "list":
            _list(arguments, console)
        else:
            _switch(names[0], act, console)
    return 0


def _actor() -> Actor:
    from renkei.desk.journal.actor import Actor

    return Actor.installation("renkei agreements")


def _add(path: str, arguments: Arguments, console: Console) -> None:
    slug = arguments.value("--slug")
    if slug is not None and not (_SLUG.fullmatch(slug) and len(slug) <= LONGEST):
        raise UsageError(
            Words(
                f"--slug は英小文字、数字、「-」で {LONGEST} 文字までです: {slug}",
                f"--slug is made of a-z, 0-9 and -, at most {LONGEST} characters: {slug}",
            ),
            "agreements",
        )
    data = read_bytes(path)
    name = PurePath(path).name
    with opened(arguments, console, make=True):
        from renkei.desk.agreements import operations
        from renkei.desk.frame.problems import Refused

        slug = slug or _slug_of(name, data)
        try:
            entered = operations.enter_file(
                _actor(),
                slug,
                data,
                filename=name,
                public=arguments.has("--public"),
                region=_region(arguments),
            )
        except Refused as refused:
            ja = "\n".join(f"  {problem.ja}" for problem in refused.problems)
            en = "\n".join(f"  {problem.en}" for problem in refused.problems)
            raise InputError(
                Words(f"{path}: 登録できません。\n{ja}", f"{path}: not entered.\n{en}")
            ) from None
    words = {
        "new": Words("登録しました。", "Entered."),
        "version": Words("新しい版として登録しました。", "Entered as a new version."),
        "same": Words("同じファイルが登録されています。", "This file is in the register already."),
    }[entered.what]
    console.out(f"{console.say(words)} {_line(entered.agreement, console)}")
    if not entered.agreement.public:
        console.err(
            Words(
                f"まだ公開されていません。公開するには: renkei agreements publish {slug}",
                f"It is not public yet. To publish it: renkei agreements publish {slug}",
            )
        )


def _slug_of(name: str, data: bytes) -> str:
    """The name of the file where it can stand in an address, else one made from its content."""
    from renkei.desk.agreements.reading import digest

    stem = PurePath(name).stem.lower().replace("_", "-")
    return stem if _SLUG.fullmatch(stem) and len(stem) <= LONGEST else f"a-{digest(data)[:12]}"


def _switch(slug: str, act: str, console: Console) -> None:
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.models import Agreement

    try:
        agreement = Agreement.objects.get(slug=slug)
    except Agreement.DoesNotExist:
        raise InputError(
            Words(
                f"「{slug}」は登録されていません。一覧は renkei agreements list",
                f"“{slug}” is not in the register. See renkei agreements list.",
            )
        ) from None
    if act == "publish":
        operations.publish(_actor(), agreement)
        words = Words("公開しました。", "Published.")
    else:
        operations.withdraw(_actor(), agreement)
        words = Words("公開をやめました。", "Withdrawn.")
    console.out(f"{console.say(words)} {_line(agreement, console)}")


def _list(arguments: Arguments, console: Console) -> None:
    from django.utils import timezone

    from renkei.desk.agreements.models import Agreement
    from renkei.desk.agreements.standing import Standing, standing_on

    region, state = _region(arguments), arguments.value("--state")
    day = _day(arguments) or timezone.localdate()
    rows = Agreement.objects.select_related("owner").annotate(standing=standing_on(day))
    if region is not None:
        rows = rows.filter(region=region)
    if state is not None:
        rows = rows.filter(standing=state)
    for agreement in rows.order_by("slug"):
        standing = Standing(agreement.standing)
        named = Words(standing.label_ja, standing.value)
        console.out(f"{_line(agreement, console)}  [{console.say(named)}]")


def _region(arguments: Arguments) -> Region | None:
    from renkei.desk.region.models import Region

    slug = arguments.value("--region")
    if slug is None:
        return None
    region = Region.objects.filter(slug=slug).first()
    if region is None:
        raise InputError(
            Words(
                f"「{slug}」という圏域はありません。一覧は renkei region list",
                f"There is no region “{slug}”. See renkei region list.",
            )
        )
    found: Region = region
    return found


def _day(arguments: Arguments) -> datetime.date | None:
    """The day of ``--on``, in either calendar."""
    from renkei.desk.frame.days import day_of

    typed = arguments.value("--on")
    if typed is None:
        return None
    try:
        return day_of(typed)
    except ValueError:
        raise UsageError(
            Words(
                f"--on の日付が読めません: {typed}（例: 2019-04-01、平成31年4月1日）",
                f"--on is no day: {typed} (for example 2019-04-01)",
            ),
            "agreements",
        ) from None


def _line(agreement: Agreement, console: Console) -> str:
    state = Words("公開", "public") if agreement.public else Words("非公開", "private")
    owner = f"  ({agreement.owner})" if agreement.owner else ""
    return f"{padded(agreement.slug, 24)} {padded(console.say(state), 8)} {agreement.title}{owner}"
