"""What a source adapter did or left out while it wrote a file as one text, as findings.

The codes R010 to R029 belong to the sources. None of them says anything about the agreement: they
say what the reader of the text should know about the file.
"""

from __future__ import annotations

from typing import NamedTuple

from renkei.instrument.model import Finding, Severity


class Words(NamedTuple):
    """A remark: how much it weighs and what it says, in Japanese and English."""

    severity: Severity
    ja: str
    en: str


_N, _W = Severity.NOTE, Severity.WARNING

CATALOGUE: dict[str, Words] = {
    "R010": Words(
        _W,
        "{encoding}として読めないバイトが{count}か所あり、「\ufffd」に置き換えました"
        "（最初は{line}行目）。元のファイルと見比べてください。",
        "{count} place(s) could not be read as {encoding} and were replaced by “\ufffd” "
        "(the first in line {line}). Compare with the original file.",
    ),
    "R011": Words(
        _W,
        "変更履歴のある文書です。挿入{inserted}か所、削除{deleted}か所を、すべて承諾した文として読みました。",
        "The document has tracked changes: {inserted} insertion(s) and {deleted} deletion(s), "
        "read as if all were accepted.",
    ),
    "R012": Words(
        _W,
        "隠し文字{count}か所は、印刷されないので除きました：{found}",
        "{count} run(s) of hidden text, which is not printed, were left out: {found}",
    ),
    "R013": Words(
        _W,
        "外字・記号フォントの文字{count}字は、対応する文字が分かりません：{found}",
        "{count} character(s) of symbol fonts have no known Unicode character: {found}",
    ),
    "R014": Words(
        _W,
        "画像・図形・埋め込みが{count}点あります。中の文字は読んでいません。",
        "{count} picture(s), drawing(s) or embedded file(s): text inside them was not read.",
    ),
    "R015": Words(
        _N,
        "ページの上下にある文字（ページ番号など）は本文ではないので除きました：{found}",
        "Text at the head or foot of pages (page numbers and the like) was left out: {found}",
    ),
    "R016": Words(
        _N,
        "脚注・文末注{count}件を、本文の終わりに続けました。",
        "{count} footnote(s) or endnote(s) were put after the end of the text.",
    ),
    "R017": Words(
        _N,
        "テキストボックス{count}個の文字を、置かれた段落のすぐ後に続けました。",
        "Text of {count} text box(es) was put right after the paragraph that holds them.",
    ),
    "R018": Words(
        _W,
        "表の中の表{count}個を、欄の中の文字として順に並べました。",
        "{count} table(s) within table cells were written as text of the cell, in order.",
    ),
    "R019": Words(
        _N,
        "ルビ{count}か所を、語のすぐ後の丸括弧に入れました。",
        "{count} ruby reading(s) were put in brackets right after their word.",
    ),
    "R020": Words(
        _N,
        "自動の段落番号{count}個を、印刷されるとおりの文字にしました（例：{found}）。",
        "{count} automatic paragraph number(s) were written out as printed (for example {found}).",
    ),
    "R021": Words(
        _N,
        "コメント{count}件は本文ではないので除きました。",
        "{count} comment(s) are not part of the text and were left out.",
    ),
    "R022": Words(
        _N,
        "改ページで繰り返された表の見出し行{count}行は、元の表に一度だけ置きました。",
        "{count} heading row(s) that the page break repeated were kept once only.",
    ),
    "R023": Words(
        _N,
        "PDFの文字{count}字が部首や互換の符号だったので、普通の漢字に戻しました：{found}",
        "{count} character(s) of the PDF stood as radicals or compatibility forms and were "
        "written as ordinary kanji: {found}",
    ),
    "R024": Words(
        _W,
        "{pages}ページには文字情報がありません。画像なら、その部分は読めていません。",
        "Page(s) {pages} hold no text. If they are pictures, that part was not read.",
    ),
    "R025": Words(
        _W,
        "PDFの文字{count}字は、どの文字か分かりません（「\ufffd」としました）。",
        "{count} character(s) of the PDF do not say what they are; they are written “\ufffd”.",
    ),
    "R026": Words(
        _W,
        "横向き・縦書きなど、向きの異なる文字{count}字は、ページの本文の後に続けました。",
        "{count} character(s) set in another direction (vertical, sideways) follow the text "
        "of their page.",
    ),
    "R027": Words(
        _W,
        "PDFの一部が壊れています（{found}）。読み取れなかった文があるかもしれません。元のファイルと見比べてください。",
        "The PDF is damaged in places ({found}). Some of its text may be missing; compare with "
        "the original.",
    ),
}


def remark(
    code: str, start: int = 0, end: int = 0, *, found: str = "", **values: object
) -> Finding:
    """The finding ``code`` at ``[start, end)`` of the text, with its words filled in."""
    words = CATALOGUE[code]
    ja, en = (text.format(found=found, **values) for text in (words.ja, words.en))
    return Finding(code, words.severity, "", start, end, ja, en, found)
