"""What reader and writer of 法令標準XML know of its schema (stdLaw.xsd 3.0, 総務省, 2020-11-24).

Elements fall into three sorts. A *structure* becomes a node. A *field* gives a node its label,
caption, note or text. Everything inside a field is *inline* and becomes a mark. The tables here say
which is which, and which attributes the schema allows; nothing else of the format is hard-wired.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType

from renkei.instrument.model import Kind

SUBITEM_DEPTH = 10
SUBITEMS = tuple(f"Subitem{depth}" for depth in range(1, SUBITEM_DEPTH + 1))
SUBLISTS = ("Sublist1", "Sublist2", "Sublist3")
DIVISIONS = ("Part", "Chapter", "Section", "Subsection", "Division")
APPENDICES = (
    "AppdxTable",
    "AppdxNote",
    "AppdxStyle",
    "Appdx",
    "AppdxFig",
    "AppdxFormat",
    "SupplProvisionAppdxTable",
    "SupplProvisionAppdxStyle",
    "SupplProvisionAppdx",
)
STRUCTS = ("Fig", "Note", "Style", "Format")
LINE_IN_CELL = "\u2028"

#: Structures without a kind of their own that hold fields and structures.
STRUCTURED = frozenset(
    {
        *("LawBody", "AmendProvision", "NewProvision", "Class", "List", *SUBLISTS),
        *(f"{name}Struct" for name in STRUCTS),
    }
)

#: 構造要素 with a kind of their own; every other structure is a ``Kind.BLOCK``.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "Law": Kind.DOCUMENT,
        "LawNum": Kind.LAW_NUMBER,
        "LawTitle": Kind.TITLE,
        "EnactStatement": Kind.ENACTMENT,
        "TOC": Kind.TOC,
        "Preamble": Kind.PREAMBLE,
        "MainProvision": Kind.MAIN,
        "Part": Kind.PART,
        "Chapter": Kind.CHAPTER,
        "Section": Kind.SECTION,
        "Subsection": Kind.SUBSECTION,
        "Division": Kind.DIVISION,
        "Article": Kind.ARTICLE,
        "Paragraph": Kind.PARAGRAPH,
        "Item": Kind.ITEM,
        **dict.fromkeys(SUBITEMS, Kind.SUBITEM),
        "SupplProvision": Kind.SUPPLEMENT,
        **dict.fromkeys(APPENDICES, Kind.ANNEX),
        **dict.fromkeys(
            (
                "TOCPreambleLabel",
                *(f"TOC{division}" for division in DIVISIONS),
                "TOCArticle",
                "TOCSupplProvision",
                "TOCAppdxTableLabel",
            ),
            Kind.TOC_ENTRY,
        ),
        "TableStruct": Kind.TABLE,
        "Table": Kind.TABLE,
        "TableHeaderRow": Kind.HEADER,
        "TableRow": Kind.ROW,
        "TableHeaderColumn": Kind.CELL,
        "TableColumn": Kind.CELL,
        "Remarks": Kind.REMARKS,
    }
)

#: The element a kind is written as when ``attrs["element"]`` does not name another.
ELEMENTS: Mapping[Kind, str] = MappingProxyType(
    {kind: name for name, kind in reversed(list(KINDS.items()))}
    | {Kind.TABLE: "TableStruct", Kind.CELL: "TableColumn", Kind.ANNEX: "AppdxTable"}
)


class Field(Enum):
    """What a field element says of its node, and how it stands in the line."""

    LABEL = "label"  # 第一条, 一, イ
    HEADING = "heading"  # 第一章　総則: number and title in one element
    CAPTION = "caption"  # （目的）
    PLAIN = "plain"  # a title without brackets of its own
    ANNEX = "annex"  # 別表第一
    NOTE = "note"  # （第三条関係）
    TEXT = "text"  # Sentence, Column, or an element that holds them


_HOLDERS = (
    "ParagraphSentence",
    "ItemSentence",
    *(f"{name}Sentence" for name in SUBITEMS),
    "ClassSentence",
    "AmendProvisionSentence",
    "ListSentence",
    *(f"{name}Sentence" for name in SUBLISTS),
)

#: Field elements. A division title outside its division (in a NewProvision) is a structure.
FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        **{f"{division}Title": Field.HEADING for division in DIVISIONS},
        "TOCLabel": Field.LABEL,
        "ArticleTitle": Field.LABEL,
        "ArticleCaption": Field.CAPTION,
        "ParagraphCaption": Field.CAPTION,
        "ParagraphNum": Field.LABEL,
        "ItemTitle": Field.LABEL,
        **{f"{name}Title": Field.LABEL for name in SUBITEMS},
        "ClassTitle": Field.LABEL,
        "SupplProvisionLabel": Field.LABEL,
        "RemarksLabel": Field.LABEL,
        "ArithFormulaNum": Field.LABEL,
        **{
            f"{name}Title": Field.ANNEX
            for name in APPENDICES
            if name not in ("Appdx", "SupplProvisionAppdx")
        },
        "ArticleRange": Field.NOTE,
        "RelatedArticleNum": Field.NOTE,
        "TableStructTitle": Field.PLAIN,
        **{f"{name}StructTitle": Field.PLAIN for name in STRUCTS},
        **dict.fromkeys(_HOLDERS, Field.TEXT),
        "Sentence": Field.TEXT,
        "Column": Field.TEXT,
    }
)

HOLDERS = frozenset(_HOLDERS)

#: Structures whose whole content is text: the text is the node's, inline elements are marks.
LEAVES = frozenset(
    {
        "LawNum",
        "LawTitle",
        "EnactStatement",
        "SupplNote",
        "TOCPreambleLabel",
        "TOCAppdxTableLabel",
        "TableHeaderColumn",
        *(f"{division}Title" for division in DIVISIONS),
    }
)

#: Structures of the schema type ``any``: text and elements of every kind, mixed.
ANY = frozenset({"Fig", "Note", "Style", "Format", "ArithFormula", "QuoteStruct"})

#: Elements that run inside a line of text.
INLINE = frozenset({"Line", "Ruby", "Rt", "Sup", "Sub", "QuoteStruct", "ArithFormula"})

#: The element that holds the text of each structure.
HOLDER_OF: Mapping[str, str] = MappingProxyType(
    {holder.removesuffix("Sentence"): holder for holder in _HOLDERS}
)

#: The label, caption and note elements of each structure, as the writer needs them.
LABEL_OF: Mapping[str, str] = MappingProxyType(
    {
        "TOC": "TOCLabel",
        "Article": "ArticleTitle",
        "Paragraph": "ParagraphNum",
        "Item": "ItemTitle",
        **{name: f"{name}Title" for name in SUBITEMS},
        "Class": "ClassTitle",
        "SupplProvision": "SupplProvisionLabel",
        "Remarks": "RemarksLabel",
        "Appdx": "ArithFormulaNum",
        "SupplProvisionAppdx": "ArithFormulaNum",
        "TOCArticle": "ArticleTitle",
        "TOCSupplProvision": "SupplProvisionLabel",
        **{
            f"{name}": f"{name}Title"
            for name in APPENDICES
            if name not in ("Appdx", "SupplProvisionAppdx")
        },
    }
)


def _one_of(*words: str) -> Callable[[str], bool]:
    allowed = frozenset(words)
    return lambda value: value.strip(" \t\r\n") in allowed


def _any_value(_: str) -> bool:
    return True


_boolean = _one_of("true", "false", "1", "0")
_writing_mode = _one_of("vertical", "horizontal")
_border = _one_of("solid", "none", "dotted", "double")
_align = _one_of("left", "center", "right", "justify")


def positive(value: str) -> bool:
    """Whether the schema's positiveInteger allows the value."""
    return re.fullmatch(r"\+?0*[1-9][0-9]*", value.strip(" \t\r\n"), re.ASCII) is not None


_NUMBERED = {"Num": _any_value, "Delete": _boolean}
_SHOWN = {**_NUMBERED, "Hide": _boolean}
_MODE = {"WritingMode": _writing_mode}

#: The attributes of each element, and whether a value of them is allowed.
ATTRIBUTES: Mapping[str, Mapping[str, Callable[[str], bool]]] = MappingProxyType(
    {
        "Law": {
            "Era": _one_of("Meiji", "Taisho", "Showa", "Heisei", "Reiwa"),
            "Year": positive,
            "Num": positive,
            "PromulgateMonth": positive,
            "PromulgateDay": positive,
            "LawType": _one_of(
                "Constitution",
                "Act",
                "CabinetOrder",
                "ImperialOrder",
                "MinisterialOrdinance",
                "Rule",
                "Misc",
            ),
            "Lang": _one_of("ja", "en"),
        },
        "LawBody": {"Subject": _any_value},
        "LawTitle": {"Kana": _any_value, "Abbrev": _any_value, "AbbrevKana": _any_value},
        **{f"TOC{division}": _NUMBERED for division in DIVISIONS},
        "TOCArticle": _NUMBERED,
        "MainProvision": {"Extract": _boolean},
        **dict.fromkeys(DIVISIONS, _SHOWN),
        "Article": _SHOWN,
        "ArticleCaption": {"CommonCaption": _boolean},
        "ParagraphCaption": {"CommonCaption": _boolean},
        "Paragraph": {"Num": positive, "OldStyle": _boolean, "OldNum": _boolean, "Hide": _boolean},
        "Class": {"Num": _any_value},
        "Item": _SHOWN,
        **dict.fromkeys(SUBITEMS, _SHOWN),
        "Sentence": {
            "Num": positive,
            "Function": _one_of("main", "proviso"),
            "Indent": _one_of("Paragraph", "Item", *SUBITEMS),
            **_MODE,
        },
        "Column": {"Num": positive, "LineBreak": _boolean, "Align": _align},
        "SupplProvision": {
            "Type": _one_of("New", "Amend"),
            "AmendLawNum": _any_value,
            "Extract": _boolean,
        },
        **{name: {"Num": positive} for name in APPENDICES if name != "Appdx"},
        **{
            f"{name}Title": _MODE
            for name in APPENDICES
            if name not in ("Appdx", "SupplProvisionAppdx")
        },
        "ArithFormula": {"Num": positive},
        "TableStructTitle": _MODE,
        "Table": _MODE,
        "TableColumn": {
            **{f"Border{side}": _border for side in ("Top", "Bottom", "Left", "Right")},
            "rowspan": _any_value,
            "colspan": _any_value,
            "Align": _align,
            "Valign": _one_of("top", "middle", "bottom"),
        },
        "Fig": {"src": _any_value},
        "RemarksLabel": {"LineBreak": _boolean},
        "Line": {"Style": _one_of("dotted", "double", "none", "solid")},
    }
)


def known(element: str, attrs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Those attributes of an element that the schema allows, value included."""
    allowed = ATTRIBUTES.get(element, {})
    return {name: value for name, value in attrs if name in allowed and allowed[name](value)}
