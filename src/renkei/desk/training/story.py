"""What the training region has done: four agreements concluded, one change of all four under way.

Days are counted back from today, so that a desk filled at any time has something due.
"""

from __future__ import annotations

import datetime

from renkei.desk.agreements.draft_operations import deviate, draft_for, draft_text, write_model
from renkei.desk.agreements.drafting import Place
from renkei.desk.agreements.drafting import places as places_of_model
from renkei.desk.agreements.models import Agreement, Draft
from renkei.desk.agreements.operations import publish
from renkei.desk.agreements.party_names import GivenParty
from renkei.desk.agreements.register_operations import enter_agreement, set_responsible_post
from renkei.desk.agreements.writing import Dates, Paper
from renkei.desk.changes.operations import check, open_change, put_text
from renkei.desk.changes.spread_operations import send, spread_change
from renkei.desk.negotiation import operations as talks
from renkei.desk.procedures import operations
from renkei.desk.procedures.models import Batch, Procedure
from renkei.desk.procedures.operations import Deed, PastAct
from renkei.desk.region.schemes import Kind, Step
from renkei.desk.training.places import Places, folder, plan_of_places
from renkei.instrument import read, read_text
from renkei.instrument.model import Kind as NodeKind
from renkei.units import DateStyle, format_date

MODEL = "連携協約 標準文"
MATTER = "連携協約の変更（災害対策の字句、別表への1行追加）"
REASON = (
    "災害対策の字句の誤りを正すとともに、公共交通に関する取組を加えるため、"
    "連携協約を変更しようとするものである。"
)
#: The row that the change adds.
ADDED = (
    "地域公共交通\t広域的な公共交通の維持に関する検討等を行う。\t"
    "広域的な公共交通の維持に関する検討等について、乙と協力して取り組む。\t"
    "広域的な公共交通の維持に関する検討等について、甲と協力して取り組む。"
)


class _Days:
    """Days counted from one."""

    def __init__(self, start: datetime.date) -> None:
        self.start = start

    def __call__(self, count: int) -> datetime.date:
        return self.start + datetime.timedelta(days=count)


def tell(places: Places, today: datetime.date) -> None:
    """Everything that happened, in the order it did."""
    agreements = conclude(places, today)
    _change(places, agreements, today)
    _company(places)


def conclude(places: Places, today: datetime.date) -> dict[str, Agreement]:
    """標準文 and the agreements concluded on it four years ago, by the name of the partner."""
    signed = datetime.date(today.year - 4, 3, 25)
    drafts = _drafts(places, signed)
    for number, (name, draft) in enumerate(drafts.items()):
        _concluded(places, draft, name, number, signed)
    return {name: Agreement.objects.get(pk=draft.agreement_id) for name, draft in drafts.items()}


def changed_text(agreement: Agreement) -> bytes:
    """Its newest text with the slip corrected and a row added below 環境."""
    expression = agreement.expressions.latest("valid_from")
    lines = bytes(expression.source).decode("utf-8").replace("時にに", "時に").split("\n")
    below = next(index for index, line in enumerate(lines) if line.startswith("環境\t"))
    lines.insert(below + 1, ADDED)
    return "\n".join(lines).encode("utf-8")


def _drafts(places: Places, signed: datetime.date) -> dict[str, Draft]:
    """標準文, and from it the draft for each partner with its own words."""
    secretariat = places.at(places.centre)
    text = (folder() / "model.txt").read_text("utf-8")
    model = write_model(secretariat, places.region, MODEL, text)
    rows = {place.name: place for place in places_of_model(read_text(text)).values()}
    partners = [places.by_name[name] for name in places.partners]
    effective = datetime.date(signed.year, 4, 1)
    made = draft_for(secretariat, model, partners, effective=effective)
    drafts = dict(zip(places.partners, made, strict=True))
    for entry in plan_of_places()["municipality"]:
        draft = drafts.get(entry["name"])
        if draft is None:
            continue
        for row, why in entry.get("leaves_out", {}).items():
            deviate(secretariat, draft, _place(rows, row), "", reason=why)
        for row, words in entry.get("says", {}).items():
            line = "\t".join((row, words["content"], words["first"], words["second"]))
            deviate(secretariat, draft, _place(rows, row), line, reason=words["reason"])
    return drafts


def _place(rows: dict[str, Place], row: str) -> str:
    return next(place.node_id for name, place in rows.items() if row in name)


def _concluded(places: Places, draft: Draft, name: str, number: int, signed: datetime.date) -> None:
    """The conclusion, entered from its papers by the centre and confirmed by the partner."""
    agreement = draft.agreement
    first, second = agreement.parties.order_by("order")
    day = _days(signed)
    text = draft_text(draft).decode("utf-8")
    blank = next(line for line in text.split("\n") if "年　" in line)
    dated = text.replace(blank, format_date(signed, DateStyle.BOTH)).encode("utf-8")
    acts = [PastAct(Step.AGREE, party, Deed(day(-60))) for party in (first, second)]
    acts += [
        PastAct(Step.BILL, first, Deed(day(-35), number=f"議案第{21 + number}号")),
        PastAct(Step.BILL, second, Deed(day(-30), number=f"議案第{11 + number}号")),
        PastAct(Step.RESOLVE, first, Deed(day(-9), result="passed")),
        PastAct(Step.RESOLVE, second, Deed(day(-7), result="passed")),
        PastAct(Step.SIGN, None, Deed(signed)),
        PastAct(Step.PUBLISH, first, Deed(day(2), number=f"告示第{101 + number}号")),
        PastAct(Step.PUBLISH, second, Deed(day(3), number=f"告示第{31 + number}号")),
        PastAct(Step.FILE, first, Deed(day(5), number=f"青企第{201 + number}号")),
        PastAct(Step.FILE, second, Deed(day(6), number=f"企第{51 + number}号")),
    ]
    procedure = operations.record_past(
        places.at(places.centre),
        agreement,
        Kind.CONCLUDE,
        name="連携協約の締結",
        acts=acts,
        effective=datetime.date(signed.year, 4, 1),
        opened_on=day(-90),
        text=dated,
        text_name=f"{agreement.slug}.txt",
    )
    operations.confirm_past(places.at(name), procedure)
    publish(places.at(places.centre), Agreement.objects.get(pk=agreement.pk))
    for party in (first, second):
        who = places.at(party.name)
        if who.post is not None:
            set_responsible_post(who, party, who.post, revision=party.revision)


def _change(places: Places, agreements: dict[str, Agreement], today: datetime.date) -> None:
    """One change of all four: each partner has come to another step of it."""
    centre, day = places.at(places.centre), _days(today)
    effective = _first_of_month(day(50))
    first, *others = agreements.values()
    leader = open_change(centre, first, name=MATTER, effective=effective, reason=REASON)
    put_text(centre, leader, changed_text(first).decode("utf-8"), seen=leader.number)
    leader.refresh_from_db()
    for change in [leader, *spread_change(centre, leader, others)]:
        check(centre, change)
    batch = send(centre, leader, opened_on=day(-110))
    assert isinstance(batch, Batch)
    procedures = {row.agreement_id: row for row in batch.procedures.all()}
    by_name = {name: procedures[row.pk] for name, row in agreements.items()}
    _talked(places, "北野市", by_name["北野市"])
    for name, procedure in by_name.items():
        _consulted(places, name, Procedure.objects.get(pk=procedure.pk), day)
    ready = [name for name in by_name if name != "北野市"]
    for number, name in enumerate(ready):
        _resolved_by_centre(places, name, by_name[name], 41 + number, day)
    _signed(places, "浜辺市", by_name["浜辺市"], day)
    _bill_only(places, "川添町", by_name["川添町"], day)


def _talked(places: Places, name: str, procedure: Procedure) -> None:
    """協議 with one partner before the text was confirmed: a proposal that both took, one they did not,
    and a question that is still open."""
    centre, partner = places.at(places.centre), places.at(name)
    first, second = procedure.agreement.parties.order_by("order")
    row = annex_row(procedure, "地域公共交通")
    said = talks.comment(
        partner,
        procedure,
        row,
        "維持だけでなく、利用の促進も取組の内容として読めるようにしたい。",
        quoted="広域的な公共交通の維持に関する検討等を行う。",
    )
    before, after = "検討等を行う。", "検討、利用の促進等を行う。"
    proposal = talks.propose(partner, said, before, after)
    talks.reply(centre, said, "ほかの協約とは文言が異なることになりますが、差し支えありません。")
    talks.answer(centre, proposal, first, True)
    talks.take_in(centre, procedure)
    procedure = Procedure.objects.get(pk=procedure.pk)
    article = talks.comment(
        centre, procedure, "art_1", "目的の書き方を近年の要綱に合わせてはどうか。"
    )
    words = talks.propose(centre, article, "圏域の経済をけん引し", "圏域全体の経済成長をけん引し")
    talks.answer(
        partner, words, second, False, "全協約に共通の文言であり、今回の変更では触れない。"
    )
    people = talks.comment(partner, procedure, "art_1", "住民のほか、地域の事業者にも触れたい。")
    talks.propose(partner, people, "住民の暮らしを支える", "住民の暮らしと地域の産業を支える")
    talks.comment(partner, procedure, "", "施行の日は、議会の日程によっては見直しをお願いしたい。")


def annex_row(procedure: Procedure, name: str) -> str:
    """The id of the row of that name in the text on the table."""
    rows = read(bytes(procedure.text), name=procedure.text_name).of_kind(NodeKind.ROW)
    return next(row.id for row in rows if row.children[0].text == name)


def _consulted(places: Places, name: str, procedure: Procedure, day: _Days) -> None:
    """協議 and 案文の確認; 北野市 has not answered yet."""
    centre = places.at(places.centre)
    first, second = procedure.agreement.parties.order_by("order")
    operations.record_consultation(centre, procedure, None, Deed(day(-104)))
    operations.agree_text(centre, procedure, first, _agreed(procedure, day(-98)))
    if name != "北野市":
        operations.agree_text(places.at(name), procedure, second, _agreed(procedure, day(-95)))


def _agreed(procedure: Procedure, on: datetime.date) -> Deed:
    return Deed(on, text_sha256=procedure.text_sha256)


def _resolved_by_centre(
    places: Places, name: str, procedure: Procedure, number: int, day: _Days
) -> None:
    centre = places.at(places.centre)
    first = procedure.agreement.parties.get(order=1)
    operations.record_bill(centre, procedure, first, Deed(day(-74), number=f"議案第{number}号"))
    operations.record_resolution(centre, procedure, first, Deed(day(-55), result="passed"))


def _signed(places: Places, name: str, procedure: Procedure, day: _Days) -> None:
    """Both councils have resolved; signed; the centre has published, the rest of it is late."""
    centre, partner = places.at(places.centre), places.at(name)
    first, second = procedure.agreement.parties.order_by("order")
    operations.record_bill(partner, procedure, second, Deed(day(-70), number="議案第17号"))
    operations.record_resolution(partner, procedure, second, Deed(day(-50), result="passed"))
    operations.record_signing(centre, procedure, None, Deed(day(-16)))
    operations.confirm_signing(partner, procedure)
    operations.record_publication(centre, procedure, first, Deed(day(-13), number="告示第312号"))


def _bill_only(places: Places, name: str, procedure: Procedure, day: _Days) -> None:
    """The bill is before the partner's council."""
    second = procedure.agreement.parties.get(order=2)
    bill = Deed(day(-10), number="議案第23号", note="次の定例会で審議される予定")
    operations.record_bill(places.at(name), procedure, second, bill)


def _company(places: Places) -> None:
    """まちづくりパートナー協定: three parties, one of them a company, for a fixed term."""
    data = (folder() / "partner-company.txt").read_bytes()
    centre = places.at(places.centre)
    parties = [
        GivenParty("甲", "青嶺市", places.by_name["青嶺市"]),
        GivenParty("乙", "浜辺市", places.by_name["浜辺市"]),
        GivenParty("丙", "株式会社見本百貨", None),
    ]
    agreement = enter_agreement(
        centre,
        places.region,
        Paper(data, "partner-company.txt"),
        parties,
        kind=Agreement.Kind.PARTNER,
        scheme="partner",
        slug="aomine-bousai-partner",
        dates=Dates(valid_from=datetime.date(2025, 10, 1)),
        term_ends=datetime.date(2028, 3, 31),
    )
    publish(centre, agreement)


def _days(start: datetime.date) -> _Days:
    return _Days(start)


def _first_of_month(day: datetime.date) -> datetime.date:
    """The first of the month after a day."""
    return datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)
