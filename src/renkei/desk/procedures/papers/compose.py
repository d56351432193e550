"""文書を作る: each kind of paper from a matter, for the party that writes or holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from renkei.desk.procedures.papers import letters
from renkei.desk.procedures.papers.amending import changing_blocks, changing_title
from renkei.desk.procedures.papers.corrections import correction_table
from renkei.desk.procedures.papers.data import Matter
from renkei.desk.procedures.papers.kinds import NAMES, PaperKind
from renkei.desk.procedures.papers.paper import Paper, made_from
from renkei.desk.procedures.papers.sheet import Sheet
from renkei.desk.procedures.papers.style import BillForm
from renkei.desk.procedures.papers.wording import sentence
from renkei.instrument.formats.blocks import Align, Style
from renkei.instrument.formats.layout import layout, title_of
from renkei.instrument.formats.options import PrintOptions


def papers_of(matter: Matter) -> tuple[tuple[PaperKind, str], ...]:
    """Every paper of a procedure, as (kind, key of the party), in the order they are needed.

    A company has no council, publishes nothing and files nothing; it only signs.
    """
    found = [(kind, party.office.key) for kind in PaperKind for party in matter.parties]
    return tuple((kind, key) for kind, key in found if asked_for(matter, kind, key))


def asked_for(matter: Matter, kind: PaperKind, key: str) -> bool:
    """Whether this procedure has such a paper for this party."""
    party = matter.party(key)
    public = party.office.has_council
    first = matter.parties[0].office.key == key
    notice = matter.kind == "notice"
    correct = matter.kind == "correct"
    match kind:
        case PaperKind.CONSULTATION:
            return first and bool(sentence(matter.scheme, matter.kind, "consultation"))
        case PaperKind.BILL:
            return public and not correct and (not notice or matter.notifier in ("", key))
        case PaperKind.RESOLVED:
            return public and not correct and not notice
        case PaperKind.ORIGINAL:
            return matter.text is not None and not correct and not notice
        case PaperKind.COVER:
            return first and matter.text is not None and not correct and not notice
        case PaperKind.NOTICE:
            return public
        case PaperKind.FILING:
            return public and bool(party.addressee)
        case PaperKind.LAPSE:
            return notice and public and matter.notifier in ("", key)
        case PaperKind.ERRATA:
            return correct


def compose(matter: Matter, kind: PaperKind, key: str) -> Paper:
    """One paper. Raises KeyError for a party that is none, ValueError where there is no such paper."""
    if not asked_for(matter, kind, key):
        raise ValueError(f"{kind} is no paper of {matter.kind} for {key}")
    label = "見本" if matter.fictional else ""
    lone = kind in (
        PaperKind.RESOLVED,
        PaperKind.COVER,
        PaperKind.FILING,
        PaperKind.LAPSE,
        PaperKind.ERRATA,
    )
    options = PrintOptions(label=label, numbered=not lone)
    sheet = Sheet(matter, matter.party(key), options)
    _COMPOSERS[kind](sheet)
    if any(gap.essential for gap in sheet.gaps):
        sheet.options = replace(sheet.options, label=f"{label}　案" if label else "案")
    blocks = tuple(sheet.blocks)
    title = f"{NAMES[kind].ja}（{sheet.party.office.name}）{matter.title}"
    if kind is PaperKind.ORIGINAL and matter.text is not None:
        title = title_of(matter.text)
        if sheet.changes and matter.parties[0].office.style.bill_form is not BillForm.WHOLE:
            title = changing_title(title, sentence(matter.scheme, matter.kind, "genre"))
    basis = made_from(matter, kind, sheet.party, blocks, sheet.options)
    return Paper(kind, key, title, blocks, sheet.options, basis, tuple(sheet.gaps))


def _original(sheet: Sheet) -> None:
    """協約書: the text itself, one for each party; the head of each page says whose it is."""
    matter = sheet.matter
    if matter.text is None:
        raise ValueError("no text to be signed")
    copies = len(matter.parties)
    place = 1 + [party.office.key for party in matter.parties].index(sheet.party.office.key)
    note = sheet.words(f"{copies}通のうち{place}通　{sheet.party.office.name}保有")
    sheet.options = replace(sheet.options, note=note)
    form = matter.parties[0].office.style.bill_form
    if sheet.changes and form is not BillForm.WHOLE:
        sheet.blocks.extend(changing_blocks(matter, sheet.options, form))
        sheet.open_days()
    else:
        sheet.blocks.extend(layout(matter.text, sheet.options))
    for party in matter.parties:
        if party.office.has_council and party.resolution.date is None:
            name = party.office.name
            sheet.gap(
                f"{name}の議会の議決がまだ記録されていません。",
                f"The resolution of the council of {name} is not recorded.",
            )
    if matter.concluded is None if sheet.changes else matter.text.facts.concluded is None:
        sheet.gap(
            "締結の日が空欄です。締結のときに記入します。",
            "The day of conclusion is blank; it is filled in at the signing.",
            essential=False,
        )


def _bill(sheet: Sheet) -> None:
    """議案: number, subject, what the council is asked, 提出日, 提出者, 提案理由, 別紙."""
    matter, bill = sheet.matter, sheet.party.bill
    if not bill.number:
        sheet.gap("議案番号が空欄です。", "The number of the bill is left blank.")
    sheet.line(Style.NUMBER, sheet.number(sheet.style.bill_number, bill.number))
    sheet.subject(sheet.say(f"bill_subject{_PLAIN[sheet.style.bill_subject]}"))
    sheet.sentences(sheet.say("bill"))
    day = sheet.day(bill.date, ("提出日", "The day of submission"))
    sheet.line(Style.NUMBER, f"{day}提出", start=2.0, before=1.0)
    sheet.sender(seal=False, before=0.5)
    if sheet.style.reason:
        sheet.line(Style.RECORD, "（提案理由）", start=0.0, before=2.0, keep=True, level=2)
        reason = matter.reason.strip().splitlines() or [sheet.say("reason")]
        sheet.sentences(*reason, before=0.25)
    sheet.changing_text("別紙")
    sheet.compared()


def _notice(sheet: Sheet) -> None:
    """告示: number, subject, sentence, day, head, then the text with its 別表."""
    notice = sheet.party.notice
    if not notice.number:
        sheet.gap("告示番号が空欄です。", "The number of the notice is left blank.")
    sheet.line(Style.NUMBER, sheet.number(sheet.style.notice_number, notice.number))
    sheet.subject(sheet.say("notice_subject"))
    sheet.sentences(sheet.say("notice"))
    day = sheet.day(notice.date, ("告示の日", "The day of the notice"))
    sheet.line(Style.NUMBER, day, start=2.0, before=1.0)
    sheet.sender(seal=False, before=0.5)
    if sheet.matter.kind == "correct":
        correction_table(sheet)
    elif sheet.matter.kind != "notice":
        sheet.changing_text()


def _errata(sheet: Sheet) -> None:
    """正誤表: which text, a row for each slip, the day and the party that holds the copy."""
    sheet.line(
        Style.SUBJECT, "正　　誤　　表", align=Align.CENTER, before=1.0, level=1, scale=7 / 6
    )
    sheet.sentences(sheet.say("errata"))
    correction_table(sheet)
    day = sheet.day(sheet.matter.concluded, ("正誤の日", "The day of the correction"))
    sheet.line(Style.NUMBER, day, start=2.0, before=1.5, keep=True)
    for party in sheet.matter.parties:
        name = sheet.head_of(party.office)
        sheet.line(Style.SENDER, name, align=Align.END, right=2.0, before=0.25)


_PLAIN = {"consultation": "", "plain": "_plain"}

_COMPOSERS: dict[PaperKind, Callable[[Sheet], None]] = {
    PaperKind.CONSULTATION: letters.consultation,
    PaperKind.BILL: _bill,
    PaperKind.RESOLVED: letters.resolved,
    PaperKind.ORIGINAL: _original,
    PaperKind.COVER: letters.cover,
    PaperKind.NOTICE: _notice,
    PaperKind.FILING: letters.filing,
    PaperKind.LAPSE: letters.lapse,
    PaperKind.ERRATA: _errata,
}
