"""The refusals of the source adapters: what the file is, and what to do about it.

One catalogue, so that the words are read side by side and say the same thing everywhere. A file is
refused only as a file (empty, encrypted, a picture); text that can be decoded is always read.
"""

from __future__ import annotations

from typing import NamedTuple

from renkei.instrument.model import Refusal


class Words(NamedTuple):
    """One refusal: what was found and what to do, in Japanese and English."""

    message_ja: str
    message_en: str
    remedy_ja: str
    remedy_en: str


_ASK_JA = "Word（.docx）、テキスト又は文字情報のあるPDFで保存し直して、もう一度お試しください。"
_ASK_EN = "Save it as Word (.docx), plain text or a PDF with text, and try again."
_RESAVE_JA = "元のファイルをWordで開けるか確かめ、「名前を付けて保存」で.docxを作り直してください。"
_RESAVE_EN = "Check that Word can open the original, then make a new .docx with “Save as”."
_REPRINT_JA = "PDF閲覧ソフトで開けるか確かめ、PDFを作り直すかWordファイルを使ってください。"
_REPRINT_EN = "Check that a PDF viewer can open it; make the PDF again, or use the Word file."

CATALOGUE: dict[str, Words] = {
    "empty": Words(
        "ファイルが空です（0バイト）。",
        "The file is empty (0 bytes).",
        "コピーや添付の途中で失われたのかもしれません。元のファイルを選び直してください。",
        "It may have been lost while being copied or attached. Choose the original file again.",
    ),
    "blank": Words(
        "ファイルに文字がありません（空白と改行だけです）。",
        "The file holds no text, only spaces and line ends.",
        "正しいファイルか確かめてください。",
        "Check that this is the file you meant.",
    ),
    "binary": Words(
        "文書として読める文字がありません。文字のファイルではないようです。",
        "This does not look like text: no encoding gives readable characters.",
        _ASK_JA,
        _ASK_EN,
    ),
    "too-large": Words(
        "ファイルが大きすぎます（{size} MB、上限は{limit} MB）。",
        "The file is too large ({size} MB; the limit is {limit} MB).",
        "連携協約の本文だけのファイルに分けてください。画像があれば取り除いてください。",
        "Split off the agreement itself, and take out any pictures.",
    ),
    "doc": Words(
        "古い形式のWord文書（.doc）です。",
        "This is a Word document in the old format (.doc).",
        "Wordで開き、「名前を付けて保存」で「Word文書（*.docx）」を選んで保存してください。",
        "Open it in Word and choose “Save as”, “Word Document (*.docx)”.",
    ),
    "jtd": Words(
        "一太郎の文書です。",
        "This is a document of the word processor Ichitaro.",
        "一太郎で開き、Word形式（.docx）かテキスト形式で保存し直してください。",
        "Open it in Ichitaro and save it as Word (.docx) or text.",
    ),
    "docuworks": Words(
        "DocuWorks文書です。",
        "This is a DocuWorks document.",
        "元のWordファイルを使うか、DocuWorksから文字情報のあるPDFに変換してください。",
        "Use the Word file it was made from, or convert it to a PDF with text.",
    ),
    "xls": Words(
        "古い形式のExcelブック（.xls）です。文書としては読めません。",
        "This is an Excel workbook in the old format (.xls), not a document.",
        _ASK_JA,
        _ASK_EN,
    ),
    "xlsx": Words(
        "Excelブックです。文書としては読めません。",
        "This is an Excel workbook, not a document.",
        "協約の本文はWord（.docx）かテキストで読み込んでください。表だけなら、Wordに貼り付けて保存できます。",
        "Bring the agreement as Word (.docx) or text. A table alone can be pasted into Word.",
    ),
    "pptx": Words(
        "PowerPointのファイルです。文書としては読めません。",
        "This is a PowerPoint file, not a document.",
        _ASK_JA,
        _ASK_EN,
    ),
    "odt": Words(
        "OpenDocument文書（.odt）です。",
        "This is an OpenDocument text (.odt).",
        "LibreOfficeやWordで開き、Word形式（.docx）で保存してください。",
        "Open it in LibreOffice or Word and save it as Word (.docx).",
    ),
    "rtf": Words(
        "リッチテキスト（RTF）です。",
        "This is rich text (RTF).",
        "Wordで開き、「Word文書（*.docx）」として保存してください。",
        "Open it in Word and save it as “Word Document (*.docx)”.",
    ),
    "html": Words(
        "ウェブページ（HTML）です。",
        "This is a web page (HTML).",
        "ブラウザーで本文を選んでコピーし、テキストとして保存してください。",
        "Select the text in a browser, copy it and save it as plain text.",
    ),
    "xml": Words(
        "XMLですが、法令標準XMLではありません（Law要素がありません）。",
        "This is XML, but not 法令標準XML: it has no Law element.",
        _ASK_JA,
        _ASK_EN,
    ),
    "image": Words(
        "画像（{kind}）です。文字として読めません。",
        "This is a picture ({kind}); there is no text to read.",
        "元のWordファイルを求めるか、文字認識（OCR）でテキストにするか、本文を入力してください。",
        "Ask for the Word file it was made from, run OCR, or type the text in.",
    ),
    "zip": Words(
        "圧縮ファイルです。中のファイルは読みません。",
        "This is an archive; the files in it are not read.",
        "展開して、中のファイルを一つずつ選んでください。",
        "Unpack it and choose the files in it one by one.",
    ),
    "lawxml": Words(
        "法令標準XMLです。文の読取りではなく、XMLとして読みます。",
        "This is 法令標準XML; it is read as XML, not as lines of text.",
        "法令標準XMLの読取りを使ってください。",
        "Use the reader for 法令標準XML.",
    ),
    "json": Words(
        "Renkeiが書き出したJSONです。文の読取りではなく、JSONとして読みます。",
        "This is JSON written by Renkei; it is read as JSON, not as lines of text.",
        "JSONの読取りを使ってください。",
        "Use the reader for JSON.",
    ),
    "docx-encrypted": Words(
        "パスワードで暗号化されたOffice文書です。",
        "This Office document is encrypted with a password.",
        "Wordで開き、「ファイル」→「情報」→「文書の保護」でパスワードを外して保存してください。",
        "Open it in Word, take the password off under File, Info, Protect Document, and save it.",
    ),
    "docx-broken": Words(
        "Word文書ですが、壊れていて読めません（{where}）。",
        "This is a Word document, but it is damaged and cannot be read ({where}).",
        _RESAVE_JA,
        _RESAVE_EN,
    ),
    "docx-bomb": Words(
        "Word文書の中身が異常に大きいため、開きませんでした（{where}）。",
        "The contents of this Word document are abnormally large, so it was not opened ({where}).",
        "送り主に確かめてください。正しい文書であれば、画像などを除いて保存し直してください。",
        "Ask whoever sent it. If it is a real document, take out pictures and save it again.",
    ),
    "docx-entities": Words(
        "Word文書の中に、文書型宣言（DOCTYPE）や実体の定義があるため、開きませんでした（{where}）。",
        "The Word document declares a DOCTYPE or entities, so it was not opened ({where}).",
        "Wordが作る文書にはない書き方です。送り主に確かめ、Wordで保存し直してください。",
        "Word never writes this. Ask whoever sent it, and save it again with Word.",
    ),
    "docx-no-text": Words(
        "Word文書に文字がありません。画像が{pictures}点あるだけです。",
        "The Word document holds no text, only {pictures} picture(s).",
        "紙を読み取った画像のようです。元のWordファイルを使うか、文字認識（OCR）をかけてください。",
        "It seems to hold scanned paper. Use the original Word file, or run OCR.",
    ),
    "pdf-no-text": Words(
        "PDFに文字情報がありません（{pages}ページ）。紙を読み取った画像のようです。",
        "The PDF has no text ({pages} page(s)). It seems to be a picture of paper.",
        "元のWordファイルを担当者に求めるか、文字認識（OCR）をかけるか、本文を入力してください。",
        "Ask for the Word file, run OCR, or type the text in.",
    ),
    "pdf-encrypted": Words(
        "パスワードがないと開けないPDFです。",
        "This PDF cannot be opened without a password.",
        "パスワードを知る人に、セキュリティーを外したPDFか元のWordファイルを求めてください。",
        "Ask whoever knows the password for a PDF without it, or for the Word file.",
    ),
    "pdf-broken": Words(
        "PDFですが、壊れていて読めません。",
        "This is a PDF, but it is damaged and cannot be read.",
        _REPRINT_JA,
        _REPRINT_EN,
    ),
    "pdf-bomb": Words(
        "PDFの中身が異常に大きいため、開きませんでした。",
        "The contents of this PDF are abnormally large, so it was not opened.",
        "送り主に確かめてください。正しい文書であれば、画像を除いて作り直すかWordファイルを使ってください。",
        "Ask whoever sent it. If it is a real document, make it again without pictures.",
    ),
    "pdf-too-many-pages": Words(
        "PDFのページが多すぎます（{pages}ページ、上限は{limit}ページ）。",
        "The PDF has too many pages ({pages}; the limit is {limit}).",
        "協約の部分だけのPDFに分けるか、Wordファイルを使ってください。",
        "Split off the pages of the agreement, or use the Word file.",
    ),
    "pdf-too-dense": Words(
        "PDFの{page}ページ目にある文字や線が多すぎるため、読むのをやめました。",
        "Page {page} of the PDF holds too many characters or lines, so reading stopped.",
        "図面などのページを除いたPDFにするか、Wordファイルを使ってください。",
        "Leave out drawings and the like, or use the Word file.",
    ),
}

#: Names under which pictures are sniffed, and how a message calls them.
IMAGES = {
    "png": "PNG",
    "jpeg": "JPEG",
    "gif": "GIF",
    "tiff": "TIFF",
    "bmp": "BMP",
    "webp": "WebP",
    "heic": "HEIC",
}


def refusal(code: str, **values: object) -> Refusal:
    """The refusal ``code`` with its words filled in from ``values``. Unknown codes are a bug."""
    words = CATALOGUE[code]
    return Refusal(code, *(text.format(**values) for text in words))


def refusal_of_format(kind: str) -> Refusal:
    """The refusal for a file whose format, as :func:`sniff` names it, is not one that is read."""
    if kind in IMAGES:
        return refusal("image", kind=IMAGES[kind])
    return refusal(kind if kind in CATALOGUE else "binary")


def too_large(size: int, limit: int) -> Refusal:
    """The refusal for ``size`` bytes where ``limit`` bytes are read."""
    return refusal("too-large", size=-(-size // 2**20), limit=limit // 2**20)
