"""R0: what happened while a file was read (読み取り). The readers give these codes themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, declare, rule
from renkei.instrument.checks.remedies import COMPARE
from renkei.instrument.model import Severity

_NOTE, _WARNING = Severity.NOTE, Severity.WARNING

declare(
    "R001",
    _WARNING,
    title=Words("どの規定にも属さない行", "A line that belongs to no provision"),
    why=Words(
        "文は残りますが、条や表として扱われないため、参照も変更もここには届きません。",
        "The words are kept, but no reference and no change can reach them as a provision.",
    ),
    remedy=COMPARE,
    doc="Given by the reader for each run of lines that no rule of reading fits.",
)


@rule(
    "R002",
    _NOTE,
    title=Words("ページの境で割れた行をつなぎました", "A row torn by a page break was joined"),
    why=Words(
        "割れたままでは、取組の内容や役割が欠けて見え、続きの行が別の取組に見えます。",
        "Torn, an initiative seems to lack its content or roles, and the rest seems another one.",
    ),
    remedy=Words(
        "つないだ結果が原本の行と同じか確かめてください。違うときは、元の表のある"
        "ファイル（Wordなど）を読み込みます。",
        "See that the joined row is the row of the original. If not, read a file that still has "
        "the table (a Word file, say).",
    ),
)
def joined_rows(index: Index) -> Iterator[Hit]:
    """Each row of a table that was broken in the source and is one row in the tree.

    The reason for the join is given; the place is the continuation as it stands in the source.
    """
    for join in index.document.joins:
        yield Hit(
            join.row_id,
            join.start,
            join.end,
            f"「{join.key}」の行の続きです。{join.reason_ja}、上の行につなぎました。",
            f"The rest of row “{join.key}”, joined to it because {join.reason_en}.",
        )


declare(
    "R004",
    _WARNING,
    title=Words("組み立てた文が別の構成に読める", "A composed text that reads otherwise"),
    why=Words(
        "変更後の文を文字だけで保存して読み直すと、条や表の区切りが変わります。",
        "Kept as text alone and read again, it gives other provisions or tables.",
    ),
    remedy=Words(
        "番号や見出しの書き方を確かめてください。構成ごと残すには JSON で保存します。",
        "See how numbers and captions are written. To keep the structure, save it as JSON.",
    ),
    doc="Given when a text is composed for a changed tree, and no layout reads as that tree.",
)


_GAP = r"[ぁ-んァ-ヶー一-龥] (?=[ぁ-んァ-ヶー一-龥])"


@rule(
    "R003",
    _WARNING,
    title=Words("文字の間に空白が入っています", "Blanks stand between the characters"),
    why=Words(
        "文字認識（OCR）で作られた文書に多く、語が切れるため、題名、当事者、日付などを"
        "読み取れません。",
        "Usual in texts made by character recognition; words are torn, so that title, parties and "
        "dates cannot be read.",
    ),
    remedy=Words(
        "元のWordファイルなど、空白の入っていない文書を読み込んでください。ないときは、"
        "空白を除いた写しを作り、原本と読み合わせます。",
        "Read a file without them (the Word original, say). Failing that, make a copy without the "
        "blanks and read it against the original.",
    ),
)
def gapped_characters(index: Index) -> Iterator[Hit]:
    """One finding for the whole text when a blank follows every fifteenth character or more."""
    source = index.source
    if source.count(" ", 0, 20_000) <= 20:
        return
    pattern = re.compile(_GAP)
    gaps = len(pattern.findall(source, 0, 20_000))
    if gaps > 20 and gaps * 15 > min(len(source), 20_000):
        first = pattern.search(source)
        assert first is not None
        yield Hit(
            index.document.root.id,
            first.start(),
            first.end() + 1,
            f"文字の間に半角の空白が{gaps}か所以上入っています。",
            f"There are {gaps} blanks or more between characters.",
        )


def _source(code: str, severity: Severity, ja: str, en: str, why: Words) -> None:
    declare(code, severity, title=Words(ja, en), why=why, remedy=COMPARE,
            doc="Given by the reader of the file.")  # fmt: skip


_LOST = Words(
    "ファイルにあるものが、読み取った本文には出ていません。本文の一部なら、欠けています。",
    "Something in the file is not in the text as read. If it belongs to the text, it is missing.",
)
_MOVED = Words(
    "ファイルでの位置と、読み取った本文での位置や書き方が違います。",
    "Its place or form in the text as read is not that in the file.",
)
_UNREADABLE = Words(
    "どの文字か分からないため、署名された文と同じとは言えません。",
    "The characters are not known, so the text cannot be called the signed one.",
)

for _code, _severity, _ja, _en, _why in (
    ("R010", _WARNING, "読めないバイト", "Bytes that could not be read", _UNREADABLE),
    (
        "R011",
        _WARNING,
        "変更履歴のある文書",
        "Tracked changes",
        Words(
            "承諾されていない変更が残り、どれが合意した文か決まっていません。",
            "Changes are still open, so it is not settled which words were agreed.",
        ),
    ),
    ("R012", _WARNING, "隠し文字", "Hidden text", _LOST),
    ("R013", _WARNING, "外字・記号フォントの文字", "Characters of symbol fonts", _UNREADABLE),
    ("R014", _WARNING, "画像・図形・埋め込み", "Pictures, drawings, embedded files", _LOST),
    ("R015", _NOTE, "ページの上下の文字", "Heads and feet of pages", _LOST),
    ("R016", _NOTE, "脚注・文末注", "Footnotes and endnotes", _MOVED),
    ("R017", _NOTE, "テキストボックス", "Text boxes", _MOVED),
    ("R018", _WARNING, "表の中の表", "Tables within cells", _MOVED),
    ("R019", _NOTE, "ルビ", "Ruby readings", _MOVED),
    ("R020", _NOTE, "自動の段落番号", "Automatic paragraph numbers", _MOVED),
    ("R021", _NOTE, "コメント", "Comments", _LOST),
    ("R022", _NOTE, "繰り返された見出し行", "Repeated heading rows", _MOVED),
    ("R023", _NOTE, "部首や互換の符号の文字", "Radicals and compatibility forms", _MOVED),
    ("R024", _WARNING, "文字情報のないページ", "Pages without text", _LOST),
    ("R025", _WARNING, "正体の分からないPDFの文字", "Unknown characters of a PDF", _UNREADABLE),
    ("R026", _WARNING, "向きの異なる文字", "Text set in another direction", _MOVED),
    ("R027", _WARNING, "壊れたPDF", "A damaged PDF", _LOST),
):
    _source(_code, _severity, _ja, _en, _why)
