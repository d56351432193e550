"""協議票: an Excel sheet on which a party without access talks about a text.

One line for each provision, comment under way and proposal to be answered; open cells for words.
Nothing here writes to the register.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from renkei.desk.agreements.places import Places
from renkei.desk.negotiation.models import Proposal
from renkei.desk.negotiation.threads import Talks, Thread
from renkei.desk.negotiation.wording import said
from renkei.desk.procedures.page import Seat
from renkei.desk.procedures.record_sheet import put
from renkei.instrument.formats.html import BLOCKS
from renkei.instrument.model import Kind

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

#: The sheets: what is filled in, how, and the hidden one that says what the file is.
TALKS, GUIDE, ABOUT = "協議", "記入のしかた", "renkei"
FORMAT, VERSION = "renkei.negotiation-sheet", "1"
HEADS = (
    "行番号",
    "規定",
    "今の文言・これまでのやりとり",
    "意見・返答",
    "改める言葉",
    "改めた後の言葉",
    "回答",
    "同意しない理由",
)
HEAD_ROW = 5
#: Columns that may be filled in, by the sort of line: new comment, reply, proposal.
OPEN = {"n": HEADS[3:6], "c": HEADS[3:6], "p": HEADS[6:8]}
_WIDTHS = (22, 18, 60, 40, 26, 26, 13, 28)
_FONT = "游ゴシック"
#: Blocks that nobody comments on by themselves: their parts are lines of their own.
_APART = frozenset({Kind.ANNEX, Kind.GROUP, Kind.COVER, Kind.TOC})


def write_sheet(talks: Talks, seat: Seat) -> bytes:
    """The file for one party."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(TALKS)
    sample = "【見本】" if seat.row.municipality and seat.row.municipality.fictional else ""
    put(sheet.cell(1, 1), f"{sample}協議票　{seat.name}").font = Font(
        name=_FONT, size=16, bold=True
    )
    put(sheet.cell(2, 1), talks.procedure.name).font = Font(name=_FONT, size=11)
    put(
        sheet.cell(3, 1), "黄色のセルだけに記入してください。意見のない行は空欄のままにします。"
    ).font = Font(name=_FONT, size=10)
    thin = Side(style="thin", color="BBBBBB")
    frame = Border(top=thin, bottom=thin, left=thin, right=thin)
    for column, head in enumerate(HEADS, 1):
        cell = put(sheet.cell(HEAD_ROW, column), head)
        cell.font, cell.border = Font(name=_FONT, size=10, bold=True), frame
        cell.fill = PatternFill("solid", fgColor="E8E8E4")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[column - 1]
    offered = DataValidation(
        type="list", formula1='"同意する,同意しない"', allow_blank=True, showErrorMessage=True
    )
    sheet.add_data_validation(offered)
    for index, (key, place, words) in enumerate(_rows(talks, seat), HEAD_ROW + 1):
        for column in range(1, len(HEADS) + 1):
            cell = put(
                sheet.cell(index, column), (key, place, words)[column - 1] if column < 4 else ""
            )
            may_fill = HEADS[column - 1] in OPEN[key[0]]
            cell.font = Font(name=_FONT, size=9 if column == 1 else 10)
            cell.border = frame
            cell.alignment = Alignment(vertical="top", wrap_text=column > 1)
            cell.protection = Protection(locked=not may_fill)
            if may_fill:
                cell.fill = PatternFill("solid", fgColor="FFF9D6")
        sheet.row_dimensions[index].height = _height(place, words)
        if key[0] == "p":
            offered.add(sheet.cell(index, HEADS.index("回答") + 1))
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    _guide(book)
    _about(book, talks, seat)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _height(place: str, words: str) -> float:
    """A row high enough for its words, as a spreadsheet does not work that out for a locked row."""
    lines = max(
        sum(-(-len(line) // wide) or 1 for line in text.split("\n"))
        for text, wide in ((place, 8), (words, 28))
    )
    return min(max(lines, 2) * 15.0, 400.0)


def _rows(talks: Talks, seat: Seat) -> Iterator[tuple[str, str, str]]:
    """Key, provision and words of each line: provisions in reading order, with what was said there."""
    yield "n:", "案文の全体", "案文の全体についての意見は、この行に記入します。"
    for thread in talks.general:
        yield from _talk(thread, seat)
    places = Places(talks.document)
    for node in talks.document.root.walk():
        if node.kind in BLOCKS and node.kind not in _APART and "/" not in node.id:
            yield f"n:{node.id}", places.full_name(node), said(node)
            for thread in talks.by_block.get(node.id, []):
                yield from _talk(thread, seat)
    for thread in talks.lost:
        yield from _talk(thread, seat)


def _talk(thread: Thread, seat: Seat) -> Iterator[tuple[str, str, str]]:
    if not thread.open:
        return
    place = f"{thread.place or '案文の全体'}への意見"
    said_so_far = [_spoken(thread.seat, thread.row.body, thread.row.quoted)]
    said_so_far += [_spoken(turn.seat, turn.body) for turn in thread.turns]
    yield f"c:{thread.row.pk}", place, "\n".join(said_so_far)
    for offer in thread.offers:
        own = offer.row.party_id == seat.row.pk
        given = any(track.answer for track in offer.tracks if track.seat.key == seat.key)
        if offer.row.state == Proposal.State.OPEN and not own and not given:
            who = offer.seat.name if offer.seat else "事務局"
            words = f"{who}の修正案\n「{offer.row.before}」を\n「{offer.row.after}」に改める。"
            yield f"p:{offer.row.pk}", f"{thread.place or '案文の全体'}の修正案", words


def _spoken(seat: Seat | None, body: str, quoted: str = "") -> str:
    about = f"（「{quoted}」について）" if quoted else ""
    return f"{seat.name if seat else '事務局'}{about}: {body}".replace("\u2028", "\n")


_LINES = (
    "この票は、Renkei に接続できない団体や課が、案文について意見を述べ、修正案に回答するためのものです。",
    "1. 「協議」の黄色のセルだけに記入します。ほかのセルは変えないでください。",
    "2. 意見は、その規定の行の「意見・返答」に記入します。案文全体についての意見は、最初の行に記入します。",
    "3. 字句の修正案は、「改める言葉」に今の言葉を一字一句そのまま、"
    "「改めた後の言葉」に改めた後の言葉を記入します。"
    "改める言葉は、その規定に1か所だけあるものにしてください。",
    "4. 相手の修正案の行では、「回答」で同意する・同意しないを選びます。同意しないときは理由を記入します。",
    "5. 意見のない行は空欄のままにします。行を消したり、加えたりしないでください。",
    "6. 記入したら、Excel ブック（.xlsx）のまま保存し、受け取った相手に返してください。",
    "受け取った側は、Renkei に読み込ませ、1行ずつの確認を経て登録します。"
    "誤りが一つでもあれば、何も登録されません。",
)


def _guide(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(GUIDE)
    put(sheet.cell(1, 1), GUIDE).font = Font(name=_FONT, size=14, bold=True)
    for index, line in enumerate(_LINES, 3):
        cell = put(sheet.cell(index, 1), line)
        cell.font = Font(name=_FONT, size=11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 90
    sheet.protection.sheet = True


def _about(book: Workbook, talks: Talks, seat: Seat) -> None:
    sheet = book.create_sheet(ABOUT)
    made: datetime.datetime = timezone.localtime()
    lines = (
        ("format", FORMAT),
        ("version", VERSION),
        ("made", made.isoformat()),
        ("procedure", str(talks.procedure.pk)),
        ("text", talks.procedure.text_sha256),
        ("party", seat.key),
    )
    for index, (name, value) in enumerate(lines, 1):
        put(sheet.cell(index, 1), name)
        put(sheet.cell(index, 2), value)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
