"""``renkei region``: enter a region with its municipalities from a file of facts."""

from __future__ import annotations

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.files import read_bytes
from renkei.cli.installation import opened
from renkei.cli.width import padded
from renkei.cli.words import InputError, Words


def run(arguments: Arguments, console: Console) -> int:
    """Do what the first word says."""
    act, *names = arguments.words
    if act == "load":
        return _load(names[0], arguments, console)
    with opened(arguments, console):
        from renkei.desk.region.models import Region

        for region in Region.objects.all():
            console.out(f"{padded(region.slug, 24)} {region.said}")
    return 0


def _load(name: str, arguments: Arguments, console: Console) -> int:
    from renkei.desk.frame.problems import Refused

    # A file of that name goes first; what Renkei brings has no folder and no extension.
    data = None if _shipped(name) else read_bytes(name)
    with opened(arguments, console, make=True):
        from renkei.desk.journal.actor import Actor
        from renkei.desk.journal.models import Entry
        from renkei.desk.region import loading

        before = Entry.objects.count()
        try:
            region = loading.load(
                Actor.installation("renkei region load"),
                loading.shipped(name) if data is None else data,
            )
        except Refused as refused:
            lines_ja = "\n".join(f"  {problem.ja}" for problem in refused.problems)
            lines_en = "\n".join(f"  {problem.en}" for problem in refused.problems)
            raise InputError(
                Words(f"{name}: 登録できません。\n{lines_ja}", f"{name}: not entered.\n{lines_en}")
            ) from None
        made = Entry.objects.count() - before
        said = (
            Words(
                f"登録しました（記録{made}件）。", f"Entered, with {made} entries in the journal."
            )
            if made
            else Words("すべて登録されています。", "All of it is in the register already.")
        )
        console.out(f"{console.say(said)} {region.slug} {region.said}")
    return 0


def _shipped(name: str) -> bool:
    from importlib import resources
    from pathlib import Path

    found = resources.files("renkei") / "data" / "regions" / f"{name}.toml"
    return name.isidentifier() and found.is_file() and not Path(name).exists()
