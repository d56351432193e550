"""Sheet and styles of a Word file: what a municipality's own Word files look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from renkei.instrument.formats.blocks import Align, Style, Text
from renkei.instrument.formats.options import (
    PITCH,
    POINTS_PER_MM,
    TABLE_PITCH,
    TABLE_SCALE,
    PrintOptions,
)
from renkei.instrument.formats.wordxml import child, fonts, qn, size, text

if TYPE_CHECKING:
    from docx.document import Document as WordFile

#: Fonts every Japanese Word has.
MINCHO = "ＭＳ 明朝"
GOTHIC = "ＭＳ ゴシック"

CELL_STYLE = "RenkeiCell"
HEADER_STYLE = "RenkeiHeader"

#: Names of the styles as Word shows them.
_NAMES = {
    Style.COVER: "表紙",
    Style.TITLE: "題名",
    Style.LAW_NUMBER: "法令番号",
    Style.TOC: "目次見出し",
    Style.TOC_ENTRY: "目次項目",
    Style.PREAMBLE: "前文",
    Style.HEADING: "章節",
    Style.CAPTION: "条見出し",
    Style.ARTICLE: "条",
    Style.PARAGRAPH: "項",
    Style.ITEM: "号",
    Style.SUPPLEMENT: "附則",
    Style.CLOSING: "後文",
    Style.DATE: "締結日",
    Style.SIGNATURE: "署名",
    Style.ANNEX: "別表",
    Style.GROUP: "別表見出し",
    Style.TABLE_TITLE: "表題名",
    Style.REMARKS: "備考",
    Style.NUMBER: "番号日付",
    Style.ADDRESSEE: "宛先",
    Style.SENDER: "発信者",
    Style.SUBJECT: "件名",
    Style.SENTENCE: "主文",
    Style.RECORD: "記",
    Style.ENTRY: "記書き",
    Style.ENCLOSURE: "別紙",
    Style.OTHER: "その他本文",
}


class Styles:
    """The paragraph styles of one file: one for each part and geometry that occurs in it."""

    def __init__(self, sheet: Any, options: PrintOptions) -> None:
        self._sheet = sheet
        self._options = options
        self._ids: dict[tuple[object, ...], str] = {}
        self._count: dict[Style, int] = {}

    def of(self, block: Text) -> str:
        """The id of the style for a paragraph, made when first asked for."""
        key = (
            block.style,
            block.start,
            block.left,
            block.right,
            block.before,
            block.align,
            block.scale,
            block.level,
            block.keep,
        )
        if key not in self._ids:
            self._ids[key] = self._make(block)
        return self._ids[key]

    def _make(self, block: Text) -> str:
        number = self._count[block.style] = self._count.get(block.style, 0) + 1
        suffix = "" if number == 1 else str(number)
        ident = "Renkei" + block.style.title().replace("_", "") + suffix
        name = _NAMES[block.style] + (f" {suffix}" if suffix else "")
        points = self._options.size
        style = _style(self._sheet, ident, name)
        properties = child(style, "w:pPr")
        if block.keep:
            child(properties, "w:keepNext")
        if block.before:
            child(properties, "w:spacing", before=_twips(block.before * points))
        _indent(properties, block, points)
        if block.align is not Align.START:
            child(properties, "w:jc", val="center" if block.align is Align.CENTER else "right")
        if block.level:
            child(properties, "w:outlineLvl", val=str(min(block.level, 9) - 1))
        if block.scale != 1:
            size(child(style, "w:rPr"), block.scale * points)
        return ident


def prepare(word: WordFile, options: PrintOptions, *, cover: bool) -> None:
    """Set the sheet: A4, margins, fonts, language, rules of line breaking, page numbers."""
    _defaults(word, options)
    _settings(word)
    section = word.sections[0]
    sheet: Any = section._sectPr
    for old in list(sheet):
        sheet.remove(old)
    section.different_first_page_header_footer = cover
    headers = [section.header, *([section.first_page_header] if cover else [])]
    for header in headers:
        header.is_linked_to_previous = False
        _label(header.paragraphs[0], options)
    section.footer.is_linked_to_previous = False
    if options.numbered:
        _page_number(section.footer.paragraphs[0])
    if cover:
        section.first_page_footer.is_linked_to_previous = False
    for old in list(sheet):
        if old.tag == qn("w:titlePg"):
            sheet.remove(old)
    width, height = (_twips(side * POINTS_PER_MM) for side in options.sheet)
    turned = {"orient": "landscape"} if options.landscape else {}
    child(sheet, "w:pgSz", w=width, h=height, **turned)
    free = (options.sheet[0] - options.left) * POINTS_PER_MM - options.measure * options.size
    child(
        sheet,
        "w:pgMar",
        top=_twips(options.top * POINTS_PER_MM),
        right=_twips(free),
        bottom=_twips(options.bottom * POINTS_PER_MM),
        left=_twips(options.left * POINTS_PER_MM),
        header=_twips(options.top * POINTS_PER_MM / 2),
        footer=_twips(options.bottom * POINTS_PER_MM / 2),
        gutter="0",
    )
    # The page after a title page is page 1; the title page itself shows no number.
    child(sheet, "w:pgNumType", start="0" if cover else "1")
    if cover:
        child(sheet, "w:titlePg")
    child(sheet, "w:docGrid", type="lines", linePitch=_twips(options.size * PITCH))


def strip(sheet: Any) -> None:
    """Leave of the template's styles the plain defaults only.

    Its headings are Calibri, and name their fonts by a theme, which would win over any name.
    """
    kept = ("Header", "Footer")
    for old in list(sheet):
        plain = old.get(qn("w:default")) == "1" or old.get(qn("w:styleId")) in kept
        if old.tag == qn("w:latentStyles") or (old.tag == qn("w:style") and not plain):
            sheet.remove(old)
    defaults = sheet.find(qn("w:docDefaults"))
    for old in list(defaults):
        defaults.remove(old)


def _defaults(word: WordFile, options: PrintOptions) -> None:
    """Fonts by name for every script, Japanese, no gaps between Japanese and Latin letters."""
    sheet: Any = word.styles.element
    defaults = sheet.find(qn("w:docDefaults"))
    runs = child(child(defaults, "w:rPrDefault"), "w:rPr")
    fonts(runs, options.font or MINCHO)
    size(runs, options.size)
    child(runs, "w:lang", val="ja-JP", eastAsia="ja-JP", bidi="ar-SA")
    child(child(defaults, "w:pPrDefault"), "w:pPr")
    # In the style all others are based on; LibreOffice looks for these nowhere else.
    paragraph = word.styles["Normal"].element.get_or_add_pPr()
    for tag, value in (
        ("w:widowControl", "1"),
        ("w:kinsoku", "1"),
        ("w:overflowPunct", "1"),
        ("w:autoSpaceDE", "0"),
        ("w:autoSpaceDN", "0"),
    ):
        child(paragraph, tag, val=value)
    pitch = _twips(options.size * PITCH)
    child(paragraph, "w:spacing", before="0", after="0", line=pitch, lineRule="exact")
    child(paragraph, "w:jc", val="both")
    _table_styles(sheet, options)


def _table_styles(sheet: Any, options: PrintOptions) -> None:
    """Styles of what stands in tables: smaller, closer, headings in ゴシック."""
    points = TABLE_SCALE * options.size
    for ident, name, side, font in (
        (CELL_STYLE, "表の欄", "left", options.font or MINCHO),
        (HEADER_STYLE, "表の見出し", "center", options.heading_font or GOTHIC),
    ):
        style = _style(sheet, ident, name)
        properties = child(style, "w:pPr")
        child(properties, "w:snapToGrid", val="0")
        child(properties, "w:spacing", line=_twips(points * TABLE_PITCH), lineRule="exact")
        child(properties, "w:jc", val=side)
        runs = child(style, "w:rPr")
        fonts(runs, font)
        size(runs, points)


def _settings(word: WordFile) -> None:
    """How Word is to break and space lines; the current file version, not a compatibility mode."""
    settings: Any = word.settings.element
    for old in list(settings):
        settings.remove(old)
    child(settings, "w:zoom", percent="100")
    child(settings, "w:defaultTabStop", val="840")
    child(settings, "w:characterSpacingControl", val="compressPunctuation")
    child(
        child(settings, "w:compat"),
        "w:compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val="15",
    )
    child(settings, "w:themeFontLang", val="ja-JP", eastAsia="ja-JP")


def _indent(properties: Any, block: Text, points: float) -> None:
    """Indents by characters, as Japanese Word counts them, and the same in twips beside them.

    In characters Word counts the left indent without the hanging part, in twips with it.
    """
    if not (block.start or block.left or block.right):
        return
    more = block.left - block.start
    values: dict[str, str] = {}
    if min(block.start, block.left):
        values["leftChars"] = str(round(min(block.start, block.left) * 100))
    if block.left:
        values["left"] = _twips(block.left * points)
    if block.right:
        values["rightChars"] = str(round(block.right * 100))
        values["right"] = _twips(block.right * points)
    if more:
        side = "hanging" if more > 0 else "firstLine"
        values[f"{side}Chars"] = str(round(abs(more) * 100))
        values[side] = _twips(abs(more) * points)
    child(properties, "w:ind", **values)


def _label(paragraph: Any, options: PrintOptions) -> None:
    """「見本」 and the like at the right of the head of every page, a note at its left."""
    properties = paragraph._p.get_or_add_pPr()
    if options.note:
        stops = child(properties, "w:tabs")
        for side in (4680, 9360):  # where the style of page heads has its own stops
            child(stops, "w:tab", val="clear", pos=str(side))
        child(stops, "w:tab", val="right", pos=_twips(options.measure * options.size))
        child(properties, "w:jc", val="left")
        _head(paragraph, options, options.note)
        if options.label:
            child(child(paragraph._p, "w:r"), "w:tab")
    elif options.label:
        child(properties, "w:jc", val="right")
    if options.label:
        framed = _head(paragraph, options, options.label)
        child(framed, "w:bdr", val="single", sz="4", space="4", color="auto")


def _head(paragraph: Any, options: PrintOptions, words: str) -> Any:
    """Words at the head of a page; the properties of their run."""
    run = child(paragraph._p, "w:r")
    properties = child(run, "w:rPr")
    fonts(properties, options.heading_font or GOTHIC)
    size(properties, 10)
    text(run, "w:t", words)
    return properties


def _page_number(paragraph: Any) -> None:
    """− 1 − in the middle of the foot, where nobody takes it for text."""
    child(paragraph._p.get_or_add_pPr(), "w:jc", val="center")

    def run() -> Any:
        made = child(paragraph._p, "w:r")
        size(child(made, "w:rPr"), 9)
        return made

    text(run(), "w:t", "− ")
    child(run(), "w:fldChar", fldCharType="begin")
    text(run(), "w:instrText", " PAGE ")
    child(run(), "w:fldChar", fldCharType="separate")
    text(run(), "w:t", "1")
    child(run(), "w:fldChar", fldCharType="end")
    text(run(), "w:t", " −")


def _style(sheet: Any, ident: str, name: str) -> Any:
    style = child(sheet, "w:style", type="paragraph", customStyle="1", styleId=ident)
    child(style, "w:name", val=name)
    child(style, "w:basedOn", val="Normal")
    child(style, "w:qFormat")
    return style


def _twips(points: float) -> str:
    """Points in twentieths, as Word counts."""
    return str(round(points * 20))
