"""The journal as files: lines of canonical JSON for machines, a workbook for people."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from renkei.desk.journal.changes import Change, said_changes
from renkei.desk.journal.models import Entry
from renkei.desk.journal.queries import Page
from renkei.desk.journal.verify import PORTION, heads

#: Rows of one sheet; Excel itself ends at 1,048,576.
MOST_ROWS = 100_000


def lines(key: str) -> Iterator[bytes]:
    """One chain from its first entry, a body a line exactly as it was digested, then the checkpoint.

    The SHA-256 of a line without its line end is ``previous`` in the next line.
    """
    head = heads(key)
    entries = Entry.objects.filter(chain=key, number__lte=head.number).order_by("number")
    for entry in entries.only("body").iterator(PORTION):
        yield entry.body.encode() + b"\n"
    end = {
        "checkpoint": {
            "chain": key,
            "number": head.number,
            "digest": head.digest,
            "written": timezone.now().isoformat(),
        }
    }
    yield json.dumps(end, ensure_ascii=False).encode() + b"\n"


def workbook(entries: list[Entry], page: Page) -> bytes:
    """The entries as an Excel file, a row for each change of a field."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _("記録")
    heads_of_columns = [
        _("圏域"), _("番号"), _("記録日時"), _("操作"), _("団体"), _("担当"), _("行った者"),
        _("対象"), _("変わったもの"), _("項目"), _("変更前"), _("変更後"), _("照合値"),
    ]  # fmt: skip
    sheet.append(heads_of_columns)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for letter, width in zip(
        "ABCDEFGHIJKLM", (14, 8, 17, 26, 12, 20, 22, 32, 20, 16, 32, 32, 20), strict=True
    ):
        sheet.column_dimensions[letter].width = width
    sheet.auto_filter.ref = "A1:M1"
    with translation.override(translation.get_language()):
        for entry in entries:
            start = [
                entry.chain,
                entry.number,
                timezone.localtime(entry.at).replace(tzinfo=None),
                page.operation_of(entry),
                page.place_of(entry),
                entry.post,
                entry.who,
                entry.subject,
            ]
            for row in _rows(said_changes(entry, page.names)):
                sheet.append([_safe(value) for value in [*start, *row, entry.digest]])
    for row_cells in sheet.iter_rows(min_row=2, min_col=11, max_col=12):
        for cell in row_cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(changes: list[Change]) -> Iterator[list[object]]:
    if not changes:
        yield ["", "", "", ""]
    for change in changes:
        for field in change.fields:
            yield [f"{change.what_said} {change.row_said}", field.label, field.before, field.after]


def _safe(value: object) -> object:
    """Text that a spreadsheet would take for a formula stays text, and control characters go."""
    if isinstance(value, str):
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_000]
        return f"'{value}" if value[:1] in "=+-@" and value[1:] else value
    return value
