"""The comparison as a Word file: the matrix and the differences on landscape sheets (比較表)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from renkei.amendment.compare import Change, ChangeKind
from renkei.amendment.family import Row
from renkei.desk.agreements.family_excel import LEVELS, MARKS, standard_of
from renkei.desk.agreements.family_table import Comparison, each_difference
from renkei.units import DateStyle, format_date

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_FONT = "游ゴシック"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_word(found: Comparison) -> bytes:
    """取組 × 市町村, 条文 × 市町村 and the differences, headings repeated on every page."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    wide = len(found.columns) > 8
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(420), Mm(297)) if wide else (Mm(297), Mm(210))
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(15))
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(9)
    _east_asian(style.element)
    sample = "【見本】" if found.region.fictional else ""
    document.core_properties.title = f"{sample}{found.region.name} 協約の比較"
    document.core_properties.author = "Renkei"
    _heading(document, f"{sample}{found.region.name}　取組 × 市町村")
    _line(document, f"{format_date(found.day, DateStyle.BOTH)}現在　標準: {standard_of(found)}")
    _line(document, "○ 参加　○相違 文言が標準と異なる　― なし")
    width = 390 if wide else 267
    _matrix(document, found, found.rows, "取組", width)
    _heading(document, "条文 × 市町村")
    _matrix(document, found, found.articles, "条文", width)
    _heading(document, "文言の相違")
    _line(document, "取消線は標準にあってこの協約にない語、下線はこの協約に加わった語です。")
    _differences(document, found, width)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _matrix(
    document: Document, found: Comparison, rows: Sequence[Row], what: str, width: int
) -> None:
    names = [column.partner for column in found.columns]
    share = min((width - 70) / max(len(names), 1), 26.0)
    table = _table(document, [what, *names], [width - share * len(names), *([share] * len(names))])
    for group in found.groups(rows):
        if group.path:
            cells = table.add_row().cells
            merged = cells[0].merge(cells[-1])
            _write(merged, [("bold", LEVELS.join(group.path))])
            _shade(merged, "F1F1EE")
        for named in group.rows:
            cells = table.add_row().cells
            _write(cells[0], [("", named.row.name)])
            for place, (_, cell) in enumerate(named.cells, 1):
                _write(cells[place], [("", MARKS[cell.standing])], centre=True)


def _differences(document: Document, found: Comparison, width: int) -> None:
    heads = ["取組・条", "市町村", "欄", "標準からの相違"]
    table = _table(document, heads, [55, 28, 28, width - 111])
    empty = True
    for rows in (found.rows, found.articles):
        for row, at, head, changes in each_difference(rows):
            empty = False
            cells = table.add_row().cells
            for place, text in enumerate((row.name, found.columns[at].partner, head)):
                _write(cells[place], [("", text)])
            _write(cells[3], list(_runs(changes)))
    if empty:
        _write(table.add_row().cells[0], [("", "相違はありません。")])


def _runs(changes: Sequence[Change]) -> Iterable[tuple[str, str]]:
    for change in changes:
        if change.kind in (ChangeKind.REPLACED, ChangeKind.DELETED):
            yield "strike", change.before
        if change.kind in (ChangeKind.REPLACED, ChangeKind.INSERTED):
            yield "underline", change.after
        if change.kind in (ChangeKind.SAME, ChangeKind.NAME, ChangeKind.SPACING):
            yield "", change.after


def _table(document: Document, heads: Sequence[str], widths: Sequence[float]) -> Any:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Mm

    table = document.add_table(1, len(heads))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(round(width))
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _write(cell, [("bold", head)], centre=head != heads[0])
        _shade(cell, "E8ECF7")
    properties: Any = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    properties.append(repeated)
    return table


def _write(cell: _Cell, runs: Sequence[tuple[str, str]], centre: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for how, text in runs:
        run = paragraph.add_run(_CONTROL.sub("", text.replace("\u2028", "\n")))
        run.bold = how == "bold" or None
        run.font.strike = how == "strike" or None
        run.underline = how == "underline" or None


def _heading(document: Document, text: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(13)


def _line(document: Document, text: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph(text)
    paragraph.paragraph_format.space_after = Pt(2)


def _east_asian(element: Any) -> None:
    from docx.oxml.ns import qn

    element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _shade(cell: _Cell, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.append(shade)
