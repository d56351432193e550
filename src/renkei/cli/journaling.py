"""``renkei journal``: verify it, list it, write it out, enter what is older."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import TYPE_CHECKING

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.installation import opened
from renkei.cli.width import padded
from renkei.cli.words import InputError, UsageError, Words

if TYPE_CHECKING:
    from renkei.desk.journal.verify import Checkpoint, Fault

#: More faults than this are counted, not shown.
SHOWN = 100
#: Entries that ``list`` shows unless --last says otherwise.
LAST = 20
#: What stands for the chain of what belongs to no region.
NO_REGION = "-"


def run(arguments: Arguments, console: Console) -> int:
    """Do what the first word says; 1 when something does not hold."""
    act, *names = arguments.words
    with opened(arguments, console):
        region = _chain(names[0]) if names else None
        if act == "verify":
            return _verify(region, arguments, console)
        if act == "export":
            _export(region or "", console)
        elif act == "adopt":
            _adopt(console)
        else:
            _list(region, arguments, console)
    return 0


def _chain(name: str) -> str:
    from renkei.desk.journal.verify import chains

    key = "" if name == NO_REGION else name
    if key not in chains():
        raise InputError(
            Words(
                f"「{name}」の記録はありません。圏域のアドレスを指定してください"
                f"（圏域のないものは「{NO_REGION}」）。",
                f"There is no journal “{name}”. Name the address of a region,"
                f" or {NO_REGION} for what belongs to none.",
            )
        )
    return key


def _expected(region: str | None, arguments: Arguments) -> Checkpoint | None:
    from renkei.desk.journal.verify import Checkpoint

    text = arguments.value("--expect")
    if text is None:
        return None
    if region is None:
        raise UsageError(
            Words("--expect には圏域も指定してください。", "--expect needs a region."), "journal"
        )
    try:
        return Checkpoint.read(region, text)
    except ValueError:
        raise UsageError(
            Words(
                f"--expect は「番号:照合値（16進64桁）」です: {text}",
                f"--expect is NUMBER:DIGEST, the digest being 64 hexadecimal digits: {text}",
            ),
            "journal",
        ) from None


def _verify(region: str | None, arguments: Arguments, console: Console) -> int:
    from renkei.desk.journal.state import faults_of_rows
    from renkei.desk.journal.verify import Count, chains, faults_of_chain, heads

    noted = _expected(region, arguments)
    count = Count()
    found: Iterable[Fault] = chain.from_iterable(
        faults_of_chain(key, count, *([noted] if noted else []))
        for key in (chains() if region is None else [region])
    )
    if (
        region is None
    ):  # rows belong to no single region: all of the journal is needed to judge them
        found = chain(found, _later(faults_of_rows, count))
    faults = 0
    for fault in found:
        faults += 1
        if faults <= SHOWN:
            console.out(console.say(Words(fault.ja, fault.en)) + _place(fault))
    if faults > SHOWN:
        console.out(console.say(Words(f"ほかに{faults - SHOWN}件。", f"{faults - SHOWN} more.")))
    for key in chains() if region is None else [region]:
        head = heads(key)
        console.out(f"{padded(key or NO_REGION, 24)} {head.number}:{head.digest}")
    looked = Words(
        f"記録{count.entries}件、登録された行{count.rows}件を調べました。",
        f"Looked at {count.entries} entries and {count.rows} rows.",
    )
    told = (
        Words(f"一致しないところが{faults}件あります。", f"{faults} things do not hold.")
        if faults
        else Words("すべて一致しています。", "Everything holds.")
    )
    console.out(f"{console.say(looked)} {console.say(told)}")
    return 1 if faults else 0


def _later(look: object, count: object) -> Iterable[Fault]:
    """The rows are read only after the chains were."""
    yield from look(count)  # type: ignore[operator]


def _place(fault: Fault) -> str:
    entry = f"{fault.chain or NO_REGION}#{fault.number}" if fault.number else ""
    row = " ".join(part for part in (fault.row, fault.key, fault.field) if part)
    return f" [{', '.join(part for part in (entry, row) if part)}]" if entry or row else ""


def _export(region: str, console: Console) -> None:
    from renkei.desk.journal.documents import lines

    console.out_parts(lines(region))


def _adopt(console: Console) -> None:
    from renkei.desk.journal.actor import Actor
    from renkei.desk.journal.operations import adopt_missing

    count = adopt_missing(Actor.installation("renkei journal"))
    told = (
        Words(f"{count}行を、今の内容で記録に加えました。", f"Entered {count} rows as they stand.")
        if count
        else Words("記録のない行はありません。", "No row is without an entry.")
    )
    console.out(console.say(told))


def _list(region: str | None, arguments: Arguments, console: Console) -> None:
    from renkei.desk.journal.models import Entry
    from renkei.desk.journal.operation import OPERATIONS, load_all

    load_all()
    text = arguments.value("--last") or str(LAST)
    if not text.isdecimal():
        raise UsageError(
            Words(f"--last は件数です: {text}", f"--last is a number: {text}"), "journal"
        )
    entries = Entry.objects.order_by("-pk").defer("body")
    if region is not None:
        entries = entries.filter(chain=region).order_by("-number")
    for entry in reversed(list(islice(entries, int(text)))):
        known = OPERATIONS.get(entry.operation)
        done = console.say(Words(known.ja, known.en)) if known else entry.operation
        place = f"{entry.chain or NO_REGION}#{entry.number}"
        at = f"{entry.at.astimezone():%Y-%m-%d %H:%M}"
        console.out(f"{padded(place, 20)} {at}  {done}  {entry.subject}  ({entry.who})")
