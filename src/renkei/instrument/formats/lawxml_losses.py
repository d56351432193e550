"""What an agreement says that 法令標準XML has no place for, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What becomes of it."""

    MOVED = "moved"  # the words are there, at another place or in an element meant for others
    SILENT = "silent"  # it is not in the file
    SUPPLIED = "supplied"  # the schema demands it and the text has none


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing the format cannot hold as what it is. ``kind`` names the node or fact."""

    kind: str
    fate: Fate
    ja: str
    en: str


#: No words of an agreement are ever dropped: what is ``SILENT`` is not text of its provisions.
LOSSES: tuple[Loss, ...] = (
    Loss(
        "cover",
        Fate.MOVED,
        "表紙の行は、末尾の AppdxNote に移ります。",
        "Lines of a cover go into an AppdxNote at the end.",
    ),
    Loss(
        "closing",
        Fate.MOVED,
        "後文は、附則の次の AppdxNote になります。",
        "The closing becomes an AppdxNote after the 附則.",
    ),
    Loss(
        "date",
        Fate.MOVED,
        "締結年月日の行は AppdxNote（題名の直後のときは EnactStatement）になり、日付は Law の Era、"
        "Year、PromulgateMonth、PromulgateDay に入ります。",
        "The line with the day of conclusion becomes part of an AppdxNote (EnactStatement right"
        " after the title); the day itself is in Era, Year, PromulgateMonth and PromulgateDay.",
    ),
    Loss(
        "signature",
        Fate.MOVED,
        "署名欄は AppdxNote の段落になり、住所・団体・職・氏名の別は失われます。",
        "Signature blocks become paragraphs of an AppdxNote; which line is address, body, office"
        " or name is lost.",
    ),
    Loss(
        "unparsed",
        Fate.MOVED,
        "読み取れなかった行は、その場所の段落、EnactStatement 又は AppdxNote になります。",
        "Lines that were not understood become a paragraph, EnactStatement or AppdxNote there.",
    ),
    Loss(
        "group",
        Fate.MOVED,
        "別表の見出し（(1)、ア …）は Item、Subitem になり、その中に表が入ります。",
        "Headings in an annex ((1), ア …) become Item and Subitem, which hold the tables.",
    ),
    Loss(
        "note",
        Fate.MOVED,
        "附則の括弧書きは AmendLawNum に、「抄」は Extract になり、括弧は出力されません。",
        "What stands in brackets after 附則 becomes AmendLawNum, without them; 抄 becomes Extract.",
    ),
    Loss(
        "order",
        Fate.MOVED,
        "順序がスキーマに合わない号や表は、番号のない項・号に続けて置かれます。",
        "Items and tables in an order the schema forbids go on in an unlabelled provision.",
    ),
    Loss(
        "parties",
        Fate.SILENT,
        "当事者の一覧、根拠法条、通数などの読み取った事実は、本文の文字としてだけ残ります。",
        "Parties, legal basis, copies and other facts remain only as words of the text.",
    ),
    Loss("ids", Fate.SILENT, "条項の識別子は入りません。", "Ids of provisions are not in it."),
    Loss(
        "layout",
        Fate.SILENT,
        "空行、字下げ、括弧や空白の打ち方は入りません。号の全角空白は Column の境になり、表の欄の"
        "中の改行は Sentence の境になります。",
        "Blank lines, indents and spacing are not in it. A full-width space in an item becomes the"
        " border of two Columns, a line end in a cell that of two Sentences.",
    ),
    Loss(
        "attributes",
        Fate.SILENT,
        "スキーマにない属性（e-Gov試行版の ADYear など）は出力されません。",
        "Attributes the schema does not know (ADYear and others of an e-Gov trial) stay behind.",
    ),
    Loss(
        "characters",
        Fate.SILENT,
        "XMLに書けない制御文字は U+FFFD になります。",
        "Control characters that XML cannot hold become U+FFFD.",
    ),
    Loss(
        "law_number",
        Fate.SUPPLIED,
        "法令番号は空で、Num は 1 です。締結年月日が分からないときは Era は Reiwa、Year は 1"
        " です。",
        "LawNum is empty and Num is 1; without a day of conclusion Era is Reiwa and Year is 1.",
    ),
)
