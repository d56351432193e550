"""Cases as an office would tell them, for the tests of the rules."""

from dataclasses import replace
from datetime import date

from renkei.desk.procedures.rules import ActRecord, Case, Kind, PartyRef, Step

TEXT = "a" * 64
OTHER_TEXT = "b" * 64
AOMINE = PartyRef("991007", "青嶺市", "甲", "city", "北海道")
HAMABE = PartyRef("992003", "浜辺市", "乙", "city", "北海道")
KAWAZOE = PartyRef("993000", "川添町", "丙", "town", "北海道")
ISHIKARI = PartyRef("012351", "石狩市", "乙", "city", "北海道")
SAPPORO = PartyRef("011002", "札幌市", "甲", "city", "北海道")
PREFECTURE = PartyRef("010006", "北海道", "乙", "prefecture", "北海道")
SHOP = PartyRef("company-2", "見本商店株式会社", "乙", "company")

#: The day on which the tests are told.
TODAY = date(2027, 4, 2)


def day(text: str) -> date:
    return date.fromisoformat(text)


def agree(party: PartyRef, on: str, text: str = TEXT, round: int = 1) -> ActRecord:
    return ActRecord(Step.AGREE, party.key, day(on), round, document_sha256=text)


def bill(party: PartyRef, on: str, number: str = "議案第41号", round: int = 1) -> ActRecord:
    return ActRecord(Step.BILL, party.key, day(on), round, number=number)


def resolve(party: PartyRef, on: str, result: str = "passed", round: int = 1) -> ActRecord:
    return ActRecord(Step.RESOLVE, party.key, day(on), round, result=result)


def sign(on: str, confirmed: bool = True, round: int = 1, by: tuple[str, ...] = ()) -> ActRecord:
    return ActRecord(Step.SIGN, "", day(on), round, confirmed=confirmed, confirmed_by=by)


def publish(party: PartyRef, on: str, number: str = "告示第7号") -> ActRecord:
    return ActRecord(Step.PUBLISH, party.key, day(on), number=number)


def file(party: PartyRef, on: str, to: str = "北海道知事") -> ActRecord:
    return ActRecord(Step.FILE, party.key, day(on), addressee=to)


def effect(on: str) -> ActRecord:
    return ActRecord(Step.TAKE_EFFECT, "", day(on))


def change(*acts: ActRecord, **more: object) -> Case:
    """A change between 青嶺市 and 浜辺市 that the text puts in force on 2027-04-01."""
    case = Case(
        "renkei_chusu",
        Kind.CHANGE,
        (AOMINE, HAMABE),
        tuple(acts),
        effective=date(2027, 4, 1),
        text_sha256=TEXT,
    )
    return replace(case, **more)


#: Both confirmed the text, both councils have resolved.
RESOLVED = (
    agree(AOMINE, "2026-06-12"),
    agree(HAMABE, "2026-06-15"),
    bill(AOMINE, "2026-09-01"),
    resolve(AOMINE, "2026-09-24"),
    bill(HAMABE, "2026-12-01", "議案第17号"),
    resolve(HAMABE, "2026-12-14"),
)
SIGNED = (*RESOLVED, sign("2027-01-20"))
DUTIES = (
    publish(AOMINE, "2027-01-21", "告示第3号"),
    file(AOMINE, "2027-01-21"),
    publish(HAMABE, "2027-01-25", "告示第11号"),
    file(HAMABE, "2027-01-26"),
)
