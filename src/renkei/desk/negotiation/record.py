"""協議記録: a Word file of everything that was said, by whom and when, and what became of it."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from renkei.amendment.compare import Change, ChangeKind
from renkei.desk.negotiation.models import Proposal, Said
from renkei.desk.negotiation.threads import Offer, Talks, Thread, Track
from renkei.desk.procedures.page import Seat
from renkei.units import DateStyle, format_date

if TYPE_CHECKING:
    from docx.document import Document

NAME = "協議記録"
_FONT = "游明朝"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_WIDTHS = (12, 32, 88, 38)
Runs = Sequence[tuple[str, str]]


def write_record(talks: Talks) -> bytes:
    """The file: a head that says what it is of, then each comment with all that followed."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    procedure = talks.procedure
    sample = _fictional(talks)
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(20))
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10.5)
    _east_asian(style.element)
    document.core_properties.title = f"{sample}{NAME} {procedure.name}"
    document.core_properties.author = "Renkei"
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(f"{sample}{NAME}")
    run.font.size = Pt(16)
    for line in _head(talks):
        paragraph = document.add_paragraph(_plain(line))
        paragraph.paragraph_format.space_after = Pt(2)
    _threads(document, talks)
    _number_pages(section.footer.paragraphs[0])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fictional(talks: Talks) -> str:
    rows = [seat.row.municipality for seat in talks.seats]
    return "【見本】" if any(row is not None and row.fictional for row in rows) else ""


def _head(talks: Talks) -> Iterator[str]:
    procedure = talks.procedure
    yield f"件名　　{procedure.name}"
    yield f"協約　　{procedure.agreement.title}"
    parties = "、".join(_name(seat) for seat in talks.seats)
    yield f"当事者　{parties}"
    yield f"案文　　{procedure.text_name}（SHA-256 {procedure.text_sha256}）"
    offers = talks.offers
    taken = sum(offer.row.state == Proposal.State.TAKEN for offer in offers)
    yield (
        f"件数　　意見 {len(talks.threads)}件（協議中 {len(talks.open)}件）、"
        f"修正案 {len(offers)}件（案文に取り込んだもの {taken}件）"
    )
    if offers:
        yield "凡例　　修正案の取消線は改める言葉、下線は改めた後の言葉"
    yield f"作成　　{format_date(timezone.localdate(), DateStyle.ERA)}"


def _threads(document: Document, talks: Talks) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = document.add_table(1, len(_WIDTHS))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for cell, head in zip(
        table.rows[0].cells, ("番号", "規定", "内容", "発言者・日時"), strict=True
    ):
        _write(cell, [("bold", head)])
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    headed = table.rows[0]._tr
    for number, thread in enumerate(talks.threads, 1):
        for at, (place, runs, who) in enumerate(_lines(thread)):
            cells = table.add_row().cells
            _write(cells[0], [("", str(number) if not at else "")])
            _write(cells[1], [("", place)])
            _write(cells[2], runs)
            _write(cells[3], [("", who)])
    if not talks.threads:
        _write(table.add_row().cells[2], [("", "意見は述べられていません。")])
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if row._tr is headed:
            row._tr.get_or_add_trPr().append(repeated)
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Mm(width)


def _number_pages(paragraph: Any) -> None:
    """The number of the page, which Word fills in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _lines(thread: Thread) -> Iterator[tuple[str, Runs, str]]:
    """The rows of one comment: itself, what followed in its order, its outcome."""
    row = thread.row
    place = row.place or "案文の全体"
    if thread.lost:
        place += "（今の案文にはない規定）"
    elif thread.place and thread.place != row.place and row.node_id:
        place += f"（今の案文では{thread.place}）"
    quoted = [("", f"「{_flat(row.quoted)}」について\n")] if row.quoted else []
    yield f"{place}\n（{row.text}）", [*quoted, ("", row.body)], _who(row, thread.seat)
    said: list[tuple[Any, str, Runs, str]] = [
        (turn.row.said_at, "返答", [("", turn.body)], _who(turn.row, turn.seat))
        for turn in thread.turns
    ]
    for offer in thread.offers:
        runs: Runs = [*_runs(offer.changes), ("", "\n"), ("bold", _outcome(offer))]
        said.append((offer.row.said_at, "修正案", runs, _who(offer.row, offer.seat)))
        for track in offer.tracks:
            if track.answer is not None and track.answer.party_id != offer.row.party_id:
                said.append((track.answer.said_at, "回答", _answer(track), _answerer(track)))
    for _at, what, words, who in sorted(said, key=lambda one: one[0]):
        yield what, words, who
    if row.outcome:
        yield "結果", [("bold", row.outcome)], _time(row.closed_at) if row.closed_at else ""


def _runs(changes: Sequence[Change]) -> list[tuple[str, str]]:
    runs = []
    for change in changes:
        if change.kind in (ChangeKind.REPLACED, ChangeKind.DELETED):
            runs.append(("strike", change.before))
        if change.kind in (ChangeKind.REPLACED, ChangeKind.INSERTED):
            runs.append(("underline", change.after))
        if change.kind in (ChangeKind.SAME, ChangeKind.NAME, ChangeKind.SPACING):
            runs.append(("", change.after))
    return runs


def _outcome(offer: Offer) -> str:
    row = offer.row
    words = str(row.get_state_display())
    if row.taken is not None:
        words += f"（{row.taken}）"
    return f"{words}。{row.why}" if row.why else words


def _answer(track: Track) -> Runs:
    assert track.answer is not None
    reason = f"（{track.answer.reason}）" if track.answer.reason else ""
    return [("", f"{'同意する' if track.answer.accepted else '同意しない'}{reason}")]


def _answerer(track: Track) -> str:
    assert track.answer is not None
    return _who(track.answer, track.seat)


def _who(row: Said, seat: Seat | None) -> str:
    """Who said it, with which post, when."""
    names = [_name(seat) if seat is not None else "事務局"]
    if row.post is not None:
        names.append(f"{row.post.division} {row.post.section}".strip())
    if row.sheet is not None:
        names.append("協議票による" + ("（事務局が登録）" if row.sheet.transmitted else ""))
    elif row.person is not None:
        names.append(row.person.name or str(row.person))
    return "\n".join([*names, _time(row.said_at)])


def _time(moment: datetime.datetime) -> str:
    at = timezone.localtime(moment)
    return f"{format_date(at.date(), DateStyle.ERA)} {at:%H:%M}"


def _name(seat: Seat) -> str:
    return f"{seat.designation} {seat.name}".strip()


def _flat(words: str) -> str:
    return words.replace("\u2028", " ")


def _plain(text: str) -> str:
    return _CONTROL.sub("", text.replace("\u2028", "\n"))


def _write(cell: Any, runs: Runs) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    for how, text in runs:
        run = paragraph.add_run(_plain(text))
        run.font.size = Pt(9.5)
        run.bold = how == "bold" or None
        run.font.strike = how == "strike" or None
        run.underline = how == "underline" or None


def _east_asian(element: Any) -> None:
    from docx.oxml.ns import qn

    element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
