"""文書の体裁: how one municipality sets its official papers (公文例規程), as data.

Positions of number, date and seal, punctuation, forms of address and of numbers differ from one
municipality to the next. What stands here applies to the words that are composed, never to the
text of an agreement.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from renkei.desk.frame.problems import Problem, Refused


class Side(StrEnum):
    """Left or right on the sheet."""

    LEFT = "left"
    RIGHT = "right"


class Seal(StrEnum):
    """公印: its place marked 印, left out with （公印省略）, or not spoken of."""

    MARK = "mark"
    OMITTED = "omitted"
    NONE = "none"


class Numerals(StrEnum):
    """算用数字: half or full width."""

    HALF = "half"
    FULL = "full"


class Calendar(StrEnum):
    """How a date is written: 令和9年3月30日, or 令和9年（2027年）3月30日."""

    ERA = "era"
    BOTH = "both"


class BillSubject(StrEnum):
    """件名 of a bill: what the council resolves on is the consultation (協議); some say 締結."""

    CONSULTATION = "consultation"
    PLAIN = "plain"


class SubjectPlace(StrEnum):
    """Where 件名 stands: in the middle, or from the fourth character."""

    CENTER = "center"
    INDENT = "indent"


class Comma(StrEnum):
    """読点. 「、」 is usual since 2022; some municipalities keep 「，」."""

    TOUTEN = "、"
    COMMA = "，"


class BillForm(StrEnum):
    """議案の別紙 of a change: the sentences, the comparing table, or the whole text as it will read."""

    SENTENCES = "sentences"
    TABLE = "table"
    WHOLE = "whole"


class ProvisionNumerals(StrEnum):
    """Numbers of provisions in 改め文: 第3条, 第３条, 第三条."""

    HALF = "half"
    FULL = "full"
    KANJI = "kanji"


class Insertion(StrEnum):
    """How words are put in: 「A」の次に「B」を加える, or の下に."""

    NEXT = "の次に"
    BELOW = "の下に"


class Honorific(StrEnum):
    """敬称 of an addressee."""

    SAMA = "様"
    DONO = "殿"


#: Longest words a setting may hold, in characters.
LONGEST = 80
#: How many levels of an annex have a word of their own.
MOST_ROW_WORDS = 6
#: The words that can be read back: 部 to 類 are headings over tables, 項 to 目 rows.
ROW_WORDS = ("部", "款", "節", "類", "項", "号", "目")


@dataclass(frozen=True, slots=True)
class FormStyle:
    """文書の体裁 of one municipality.

    ``number_place``: where number and date of a letter stand. ``head_title``: 職名 of who signs, ""
    for the usual one (青嶺市長); an acting head is written here (青嶺市長職務代理者　副市長).
    ``letter_number``, ``bill_number``, ``notice_number``: the whole number, ``{number}`` standing
    for what is entered and ``{name}`` for the municipality. ``ordinance``: the municipality's own
    ordinance on matters its council resolves on, with number and article, where the law itself does
    not ask for the resolution (地方自治法第96条第2項). ``reason``: 提案理由 stands under a bill.
    ``old_side``: the side on which the present words stand in a 新旧対照表; ``wrong_side``: that of the
    wrong words in a 正誤表. ``bill_form``: what lies behind the bill of a change (議案の別紙).
    ``provision_numerals``, ``insertion``, ``row_words``: how 改め文 are worded; an agreement has one
    wording for all its parties, that of the first of them. ``table_preamble``: what stands above a
    新旧対照表 that is itself the change.
    """

    number_place: Side = Side.RIGHT
    subject_place: SubjectPlace = SubjectPlace.CENTER
    seal: Seal = Seal.MARK
    comma: Comma = Comma.TOUTEN
    honorific: Honorific = Honorific.SAMA
    numerals: Numerals = Numerals.HALF
    calendar: Calendar = Calendar.ERA
    bill_subject: BillSubject = BillSubject.CONSULTATION
    reason: bool = True
    old_side: Side = Side.RIGHT
    wrong_side: Side = Side.LEFT
    head_title: str = ""
    letter_number: str = "第{number}号"
    bill_number: str = "議案第{number}号"
    notice_number: str = "{name}告示第{number}号"
    ordinance: str = ""
    bill_form: BillForm = BillForm.SENTENCES
    provision_numerals: ProvisionNumerals = ProvisionNumerals.HALF
    insertion: Insertion = Insertion.NEXT
    row_words: str = "部・款・項・号"
    table_preamble: str = (
        "次の表の変更前の欄に掲げる規定を同表の変更後の欄に掲げる規定に下線で示すように変更する。"
    )

    def to_json(self) -> dict[str, str | bool]:
        """The settings as plain data, every one of them."""
        return {key: _plain(value) for key, value in asdict(self).items()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FormStyle:
        """Settings from plain data; what is absent is as usual. Refused names all that is wrong."""
        problems: list[Problem] = []
        values: dict[str, Any] = {}
        for key, given in data.items():
            try:
                values[key] = _read(key, given)
            except ValueError as error:
                ja, en = error.args
                label_ja, label_en = LABELS.get(key, (key, key))
                problems.append(
                    Problem(
                        f"style.{key}", f"「{label_ja}」{ja}", f"{label_en}: {en}", field=key[:60]
                    )
                )
        if problems:
            raise Refused(*problems)
        return cls(**values)

    def digest(self) -> str:
        """SHA-256 of the settings: the same for the same settings, wherever they are kept."""
        return digest_of(self.to_json())


#: The settings of a municipality that has not chosen any.
USUAL = FormStyle()

#: What each setting is called, in Japanese and English.
LABELS: Mapping[str, tuple[str, str]] = {
    "number_place": ("文書番号と日付の位置", "Place of number and date"),
    "subject_place": ("件名の位置", "Place of the subject"),
    "seal": ("公印", "Official seal"),
    "comma": ("読点", "Comma"),
    "honorific": ("敬称", "Form of address"),
    "numerals": ("算用数字", "Digits"),
    "calendar": ("日付", "Dates"),
    "bill_subject": ("議案の件名", "Subject of a bill"),
    "reason": ("提案理由を議案に載せる", "Reason printed under the bill"),
    "old_side": ("新旧対照表で現行を置く側", "Side of the present words in a comparing table"),
    "wrong_side": ("正誤表で誤を置く側", "Side of the wrong words in a table of corrections"),
    "head_title": ("発信者の職名", "Office of who signs"),
    "letter_number": ("文書番号の形", "Form of letter numbers"),
    "bill_number": ("議案番号の形", "Form of bill numbers"),
    "notice_number": ("告示番号の形", "Form of notice numbers"),
    "ordinance": (
        "議会の議決すべき事件を定める条例（条まで）",
        "Ordinance on matters for the council (with article)",
    ),
    "bill_form": ("変更の議案の別紙", "Annexed to the bill of a change"),
    "provision_numerals": ("改め文の条項の数字", "Numbers of provisions in amending sentences"),
    "insertion": ("改め文で語を加える言い方", "How amending sentences put words in"),
    "row_words": (
        "別表の段の呼び方（外側から「・」で区切る）",
        "Names of the levels of an annex (outermost first, parted by ・)",
    ),
    "table_preamble": ("新旧対照表方式の柱書", "Words above a comparing table that is the change"),
}

#: What each choice is called, in Japanese and English.
CHOICES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "number_place": {"right": ("右", "right"), "left": ("左", "left")},
    "subject_place": {
        "center": ("中央", "centred"),
        "indent": ("4字目から", "from the fourth character"),
    },
    "seal": {
        "mark": ("「印」を示す", "marked 印"),
        "omitted": ("（公印省略）と書く", "（公印省略）"),
        "none": ("何も書かない", "nothing"),
    },
    "comma": {"、": ("、（てん）", "、"), "，": ("，（コンマ）", "，")},
    "honorific": {"様": ("様", "様"), "殿": ("殿", "殿")},
    "numerals": {"half": ("半角", "half width"), "full": ("全角", "full width")},
    "calendar": {"era": ("和暦", "era"), "both": ("和暦（西暦）", "era and western")},
    "bill_subject": {
        "consultation": ("…の締結に関する協議について", "…の締結に関する協議について"),
        "plain": ("…の締結について", "…の締結について"),
    },
    "old_side": {"right": ("右", "right"), "left": ("左", "left")},
    "wrong_side": {"left": ("左", "left"), "right": ("右", "right")},
    "bill_form": {
        "sentences": ("改め文（改め文方式）", "amending sentences"),
        "table": ("新旧対照表（新旧対照表方式）", "comparing table"),
        "whole": ("変更後の全文（全文方式）", "the whole text as changed"),
    },
    "provision_numerals": {
        "half": ("第3条（半角）", "第3条 (half width)"),
        "full": ("第３条（全角）", "第３条 (full width)"),
        "kanji": ("第三条（漢数字）", "第三条 (kanji)"),
    },
    "insertion": {
        "の次に": ("「A」の次に「B」を加える", "…の次に…"),
        "の下に": ("「A」の下に「B」を加える", "…の下に…"),
    },
}


def digest_of(data: object) -> str:
    """SHA-256 of plain data, keys in order."""
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _plain(value: Any) -> str | bool:
    return value if isinstance(value, bool) else str(value)


def _read(key: str, given: Any) -> Any:
    """One setting as its type; ValueError(ja, en) where it is none."""
    known = {field.name: field.default for field in fields(FormStyle)}
    if key not in known:
        raise ValueError("という設定はありません。", "there is no such setting.")
    usual = known[key]
    if isinstance(usual, bool):
        if not isinstance(given, bool):
            raise ValueError("は、はい（true）かいいえ（false）です。", "must be true or false.")
        return given
    if not isinstance(given, str):
        raise ValueError("は文字で書いてください。", "must be a text.")
    if isinstance(usual, StrEnum):
        try:
            return type(usual)(given)
        except ValueError:
            known_values = "、".join(type(usual))
            raise ValueError(
                f"は {known_values} のどれかです（{given[:LONGEST]} でした）。",
                f"must be one of {known_values}, not {given[:LONGEST]}.",
            ) from None
    return _words(key, given.strip())


def _words(key: str, given: str) -> str:
    if len(given) > LONGEST or any(ord(char) < 32 for char in given):
        raise ValueError(
            f"は改行のない{LONGEST}字以内で書いてください。",
            f"must be one line of at most {LONGEST} characters.",
        )
    if key == "row_words":
        return _row_words(given)
    if key.endswith("_number"):
        rest = given.replace("{number}", "", 1).replace("{name}", "")
        if "{number}" not in given or "{" in rest or "}" in rest:
            raise ValueError(
                "には番号の入る所を {number} と一度だけ書いてください（団体名は {name}）。"
                "例: 青企第{number}号",
                "must hold {number} once, where the number goes ({name} is the municipality),"
                " such as 青企第{number}号.",
            )
    return given


def _row_words(given: str) -> str:
    """The words for the levels of an annex, parted by 「・」; the usual ones where none are given."""
    words = [word for word in given.replace("、", "・").replace(",", "・").split("・") if word]
    if not words:
        return USUAL.row_words
    unknown = [word for word in words if word not in ROW_WORDS]
    if unknown:
        raise ValueError(
            f"に「{'・'.join(unknown)}」は使えません。{'・'.join(ROW_WORDS)}から選んでください。例: 部・款・項・号",
            f"cannot hold {'・'.join(unknown)}: amending sentences know {'・'.join(ROW_WORDS)}.",
        )
    if len(words) > MOST_ROW_WORDS or len(set(words)) < len(words):
        raise ValueError(
            f"は、違う語を{MOST_ROW_WORDS}個まで「・」で区切って書いてください。例: 部・款・項・号",
            f"must be up to {MOST_ROW_WORDS} different words parted by ・, such as 部・款・項・号.",
        )
    return "・".join(words)
