"""The printed words of the writing (改正の文に使う語): kinds of nodes in marks, and what cannot be written."""

from __future__ import annotations

from renkei.instrument.model import Kind

#: What a mark calls each kind of node.
WORDS: dict[Kind, str] = {
    Kind.DOCUMENT: "全文",
    Kind.COVER: "表紙",
    Kind.LAW_NUMBER: "番号",
    Kind.TITLE: "題名",
    Kind.TOC: "目次",
    Kind.TOC_ENTRY: "目次の行",
    Kind.ENACTMENT: "制定文",
    Kind.PREAMBLE: "前文",
    Kind.MAIN: "本則",
    Kind.PART: "編",
    Kind.CHAPTER: "章",
    Kind.SECTION: "節",
    Kind.SUBSECTION: "款",
    Kind.DIVISION: "目",
    Kind.ARTICLE: "条",
    Kind.PARAGRAPH: "項",
    Kind.ITEM: "号",
    Kind.SUBITEM: "号の細分",
    Kind.SUPPLEMENT: "附則",
    Kind.CLOSING: "後文",
    Kind.DATE: "締結日",
    Kind.SIGNATURE: "署名欄",
    Kind.FIELD: "署名欄の行",
    Kind.ANNEX: "別表",
    Kind.GROUP: "部",
    Kind.TABLE: "表",
    Kind.HEADER: "見出し行",
    Kind.ROW: "行",
    Kind.CELL: "欄",
    Kind.REMARKS: "備考",
    Kind.BLOCK: "一体",
    Kind.UNPARSED: "不明行",
}


class Unwritable(Exception):
    """Something that no 改め文 can say, so that it would be read back as it was meant."""

    def __init__(self, why_ja: str, why_en: str) -> None:
        super().__init__(why_en)
        self.message_ja = why_ja
        self.message_en = why_en
