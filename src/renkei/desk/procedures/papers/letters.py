"""書簡: papers with number, addressee and sender: 協議文, 通知, 送付文, 届出書, 通告書."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.desk.procedures.papers.data import UNDATED, Dated
from renkei.desk.procedures.papers.sheet import Sheet, listed
from renkei.desk.procedures.papers.wording import sentence

#: 記書き: each entry with its label and the lines of its value.
_Entries = list[tuple[str, Sequence[str]]]


def consultation(sheet: Sheet) -> None:
    """協議文: the draft goes to the other parties, and asks for their answer in writing."""
    _head(sheet, "consultation_subject", sheet.party.consultation)
    sheet.sentences(sheet.say("consultation"), sheet.say("answer"))
    sheet.contact()
    sheet.changing_text("別紙（案）")


def resolved(sheet: Sheet) -> None:
    """議決の通知: the council of the sender has resolved."""
    matter, party = sheet.matter, sheet.party
    _head(sheet, "resolved_subject")
    sheet.sentences(sheet.say("resolved"))
    bill = sheet.number(sheet.style.bill_number, party.bill.number)
    if not party.bill.number:
        sheet.gap("議案番号が空欄です。", "The number of the bill is left blank.")
    plain = "_plain" if sheet.style.bill_subject == "plain" else ""
    day = sheet.day(party.resolution.date, ("議決の日", "The day of the resolution"))
    sheet.record(
        [
            ("議案番号", (bill,)),
            ("件名", (sheet.say(f"bill_subject{plain}"),)),
            ("議決の日", (day,)),
            ("議決の結果", ("可決",)),
            ("相手方", (listed(p.office.name for p in matter.others(party.office.key)),)),
        ]
    )
    sheet.contact()


def cover(sheet: Sheet) -> None:
    """送付文 (鑑): the originals go to the other parties to be signed."""
    _head(sheet, "cover_subject")
    sheet.sentences(sheet.say("cover"))
    copies = len(sheet.matter.parties)
    sheet.record([("送付する文書", (sheet.matter.title,)), ("部数", (f"{copies}通",))])
    sheet.contact()


def filing(sheet: Sheet) -> None:
    """届出書 to the governor or the minister, with what is enclosed."""
    party = sheet.party
    sheet.dated_number(party.filing.number, party.filing.date)
    if not party.addressee.strip():
        sheet.gap("宛先が空欄です。", "The addressee is left blank.")
    sheet.addressees([party.addressee])
    sheet.sender()
    sheet.subject(sheet.say("filing_subject"))
    sheet.sentences(sheet.say("filing"))
    entries = _facts(sheet)
    if sheet.matter.kind != "correct":
        entries.append(("議会の議決", _resolutions(sheet)))
    notice = sheet.day(party.notice.date, ("告示の日", "The day of the notice"))
    number = sheet.number(sheet.style.notice_number, party.notice.number)
    entries.append(("告示", (f"{notice}　{number}",)))
    enclosed = [f"({number}) {name}" for number, name in enumerate(_enclosed(sheet), 1)]
    entries.append(("添付書類", enclosed))
    sheet.record(entries)
    sheet.contact()


def lapse(sheet: Sheet) -> None:
    """失効の通告書: one party gives notice under the agreement, after its council resolved."""
    matter, party = sheet.matter, sheet.party
    sheet.dated_number("", matter.notice_date)
    _addressed(sheet)
    sheet.sender()
    sheet.subject(sheet.say("lapse_subject"))
    sheet.sentences(sheet.say("lapse"))
    lapses = sheet.day(matter.lapses, ("失効する日", "The day of lapse"))
    sheet.record(
        [
            ("協約の名称", (matter.title,)),
            ("締結年月日", (_first(sheet),)),
            ("議会の議決", (_resolution(sheet, party.office.key),)),
            ("失効する日", (lapses,)),
        ]
    )
    sheet.contact()


def _head(sheet: Sheet, subject: str, sent: Dated = UNDATED) -> None:
    """Number, day, addressees, sender and subject of a letter to the other parties."""
    sheet.dated_number(sent.number, sent.date)
    _addressed(sheet)
    sheet.sender()
    sheet.subject(sheet.say(subject))


def _addressed(sheet: Sheet) -> None:
    others = sheet.matter.others(sheet.party.office.key)
    sheet.addressees(sheet.head_of(party.office) for party in others)


def _facts(sheet: Sheet) -> _Entries:
    """What was done, in the entries every filing begins with."""
    matter = sheet.matter
    others = listed(party.office.name for party in matter.others(sheet.party.office.key))
    entries: _Entries = [("名称", (matter.title,)), ("相手方", (others,))]
    concluded = ("締結年月日", "The day of conclusion")
    match matter.kind:
        case "conclude":
            entries.append(("締結の日", (sheet.day(matter.concluded, concluded),)))
            entries.append(("施行の日", (_effective(sheet),)))
        case "change" | "renew":
            act = {"change": "変更", "renew": "更新"}[matter.kind]
            entries.append(("締結の日", (_first(sheet),)))
            changed = ("変更（更新）の日", "The day of the change")
            entries.append((f"{act}の日", (sheet.day(matter.concluded, changed),)))
            entries.append(("施行の日", (_effective(sheet),)))
        case "abolish":
            entries.append(("締結の日", (_first(sheet),)))
            entries.append(("廃止の日", (_effective(sheet),)))
        case "notice":
            told = ("通告の日", "The day of the notice of termination")
            lapses = ("失効する日", "The day of lapse")
            entries.append(("締結の日", (_first(sheet),)))
            entries.append(("通告の日", (sheet.day(matter.notice_date, told),)))
            entries.append(("失効する日", (sheet.day(matter.lapses, lapses),)))
        case _:
            corrected = ("正誤の日", "The day of the correction")
            entries.append(("締結の日", (_first(sheet),)))
            entries.append(("正誤の日", (sheet.day(matter.concluded, corrected),)))
    return entries


def _first(sheet: Sheet) -> str:
    what = ("もとの協約の締結年月日", "The day the agreement was concluded")
    return sheet.day(sheet.matter.first_concluded, what)


def _effective(sheet: Sheet) -> str:
    return sheet.day(sheet.matter.effective, ("施行（廃止）の日", "The day of effect"))


def _resolutions(sheet: Sheet) -> list[str]:
    matter = sheet.matter
    resolving = [party.office.key for party in matter.parties if party.office.has_council]
    if matter.kind == "notice":
        resolving = [matter.notifier]
    return [_resolution(sheet, key) for key in resolving]


def _resolution(sheet: Sheet, key: str) -> str:
    party = sheet.matter.party(key)
    name = party.office.name
    what = (f"{name}の議会の議決の日", f"The day {name}'s council resolved")
    return f"{name}議会　{sheet.day(party.resolution.date, what)}"


def _enclosed(sheet: Sheet) -> list[str]:
    """添付書類, each with its number of copies."""
    genre = sentence(sheet.matter.scheme, sheet.matter.kind, "genre")
    match sheet.matter.kind:
        case "notice":
            names = ["通告書の写し", "議会の議決書の写し", "告示の写し"]
        case "correct":
            names = ["正誤表", "告示の写し"]
        case "abolish" if sheet.matter.text is None:
            names = ["議会の議決書の写し", "告示の写し"]
        case _:
            names = [f"{genre}書の写し", "議会の議決書の写し", "告示の写し"]
    return [f"{name}　1部" for name in names]
