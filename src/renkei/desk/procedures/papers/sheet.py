"""紙面: one official paper while it is being set, part by part (公用文の形式).

Geometry in characters, as in the manuals for official texts written left to right: 番号 and 日付 one
character from the right margin, 宛先 one from the left, 件名 in the middle or from the fourth, 主文
begins with an empty character, 記 in the middle, its entries numbered, 以上 at the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from renkei.amendment.tables import AGREEMENT, comparison, table_block
from renkei.desk.procedures.papers.amending import BLANK_DATE, changing_blocks
from renkei.desk.procedures.papers.data import Matter, Office, PaperParty
from renkei.desk.procedures.papers.same import REMEMBERED, Same
from renkei.desk.procedures.papers.style import (
    BillForm,
    Calendar,
    Comma,
    FormStyle,
    Numerals,
    Seal,
    Side,
    SubjectPlace,
)
from renkei.desk.procedures.papers.wording import sentence
from renkei.instrument.formats.blocks import Align, Block, Run, RunKind, Style, Table, Text
from renkei.instrument.formats.grid import units
from renkei.instrument.formats.layout import layout
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.model import shape
from renkei.units import DateStyle, digits_to_fullwidth, digits_to_halfwidth, format_date

#: Brackets go with full-width digits.
_WIDE = str.maketrans("()", "（）")

#: What stands for words nobody has entered yet.
BLANK = "　　　　"


@dataclass(frozen=True, slots=True)
class Gap:
    """空欄: something the paper leaves open. ``essential``: until it is known the paper is 案."""

    ja: str
    en: str
    essential: bool = True


@dataclass
class Sheet:
    """The blocks of one paper so far, and what they leave open."""

    matter: Matter
    party: PaperParty
    options: PrintOptions
    blocks: list[Block] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    @property
    def style(self) -> FormStyle:
        """体裁 of who writes the paper."""
        return self.party.office.style

    # ---- words

    def words(self, text: str) -> str:
        """Composed words in the style of the house: its comma, its digits."""
        if self.style.comma is not Comma.TOUTEN:
            text = text.replace(Comma.TOUTEN, self.style.comma)
        wide = self.style.numerals is Numerals.FULL
        return digits_to_fullwidth(text).translate(_WIDE) if wide else digits_to_halfwidth(text)

    def day(self, day: date | None, what: tuple[str, str], *, essential: bool = True) -> str:
        """A day, or the blank to be filled in; the gap is noted."""
        if day is None:
            self.gap(f"{what[0]}が空欄です。", f"{what[1]} is left blank.", essential=essential)
            return BLANK_DATE
        both = self.style.calendar is Calendar.BOTH
        return format_date(day, DateStyle.BOTH if both else DateStyle.ERA)

    def gap(self, ja: str, en: str, *, essential: bool = True) -> None:
        """Note something left open, once."""
        gap = Gap(ja, en, essential)
        if gap not in self.gaps:
            self.gaps.append(gap)

    def say(self, key: str) -> str:
        """The sentence of the table for this matter, its fields filled."""
        form = sentence(self.matter.scheme, self.matter.kind, key)
        return form.format_map(_Fields(self))

    # ---- parts of a paper

    def line(self, style: Style, text: str | Sequence[Run], **geometry: object) -> None:
        """A paragraph of composed words."""
        runs = (Run(text),) if isinstance(text, str) else tuple(text)
        runs = tuple(replace(run, text=self.words(run.text)) for run in runs)
        self.blocks.append(replace(Text(style, "", runs), **geometry))  # type: ignore[arg-type]

    def dated_number(self, number: str, day: date | None) -> None:
        """文書番号 and 日付 of a letter; both are usually filled in when it is sent."""
        if not number:
            self.gap("文書番号が空欄です。", "The number is left blank.", essential=False)
        made = self.number(self.style.letter_number, number)
        written = self.day(day, ("日付", "The date"), essential=False)
        right = self.style.number_place is Side.RIGHT
        place = {"align": Align.END, "right": 1.0} if right else {}
        self.line(Style.NUMBER, made, **place)
        self.line(Style.NUMBER, written, **place)

    def number(self, form: str, number: str) -> str:
        """A number in the form of the house; what is no bare number stands as it was entered."""
        bare = digits_to_halfwidth(number.strip())
        if bare and not bare.isdigit():
            return number.strip()
        return form.replace("{name}", self.party.office.name).replace("{number}", bare or "　　")

    def addressees(self, names: Iterable[str]) -> None:
        """宛先, one a line, with the form of address."""
        for index, name in enumerate(names):
            words = f"{name}　{self.style.honorific}"
            before = 1.0 if index == 0 else 0.0
            self.line(Style.ADDRESSEE, words, start=1.0, left=1.0, before=before)

    def head_of(self, office: Office) -> str:
        """職氏名: 川添町長　川添　花子."""
        if not office.head:
            self.gap(
                f"{office.name}の長の氏名が登録されていません。",
                f"The name of the head of {office.name} is not recorded.",
            )
        return f"{office.head_title}　{office.head or BLANK}"

    def sender(self, *, seal: bool = True, before: float = 1.0) -> None:
        """発信者 at the right with the place of the seal, or （公印省略） under it."""
        name = self.head_of(self.party.office)
        mark = self.style.seal if seal else Seal.NONE
        runs = [Run(name)]
        if mark is Seal.MARK:
            runs += [Run("　"), Run("印", RunKind.SEAL)]
        omitted = mark is Seal.OMITTED
        self.line(
            Style.SENDER, runs, align=Align.END, right=1.0 if mark is Seal.MARK else 2.0,
            before=before, keep=omitted,
        )  # fmt: skip
        if omitted:
            self.line(Style.SENDER, "（公印省略）", align=Align.END, right=2.0)

    def subject(self, words: str, *, before: float = 1.5) -> None:
        """件名."""
        centred = self.style.subject_place is SubjectPlace.CENTER
        fits = units(words) <= self.options.measure - 4
        if centred and fits:
            self.line(
                Style.SUBJECT, words, align=Align.CENTER, before=before, level=1, keep=True
            )  # fmt: skip
        else:  # a long subject in the middle would look torn: it stands between equal margins
            self.line(
                Style.SUBJECT, words, start=3.0, left=3.0, right=2.0 if fits else 3.0,
                before=before, level=1, keep=True,
            )  # fmt: skip

    def sentences(self, *words: str, before: float = 1.0) -> None:
        """主文, a paragraph for each sentence."""
        for index, text in enumerate(filter(None, words)):
            self.line(Style.SENTENCE, text, start=1.0, before=before if index == 0 else 0.0)

    def record(self, entries: Sequence[tuple[str, Sequence[str]]], *, end: bool = True) -> None:
        """記: numbered entries, their values in one column; and 以上."""
        self.line(Style.RECORD, "記", align=Align.CENTER, before=1.0, keep=True)
        column = max(units(label) for label, _ in entries)
        left = 2.0 + column + 2.0
        for number, (label, values) in enumerate(entries, 1):
            head = digits_to_fullwidth(str(number)) if len(entries) < 10 else str(number)
            pad = "　" * round(column - units(label) + 1)
            for index, value in enumerate(values):
                runs = [Run(self.words(value))]
                start, before = left, 0.0
                if index == 0:
                    # Full width whatever the house has: the column of values hangs on it.
                    runs.insert(0, Run(f"{head}　{label}{pad}　"))
                    start, before = 0.0, 0.5
                block = Text(Style.ENTRY, "", tuple(runs), start, left, before)
                self.blocks.append(replace(block, right=1.0))
        if end:
            self.line(Style.RECORD, "以上", align=Align.END, right=1.0, before=0.5)

    def contact(self) -> None:
        """担当: who answers questions, at the foot."""
        for index, words in enumerate(self.party.office.contact):
            label = "担当　" if index == 0 else "　　　"
            before = 2.0 if index == 0 else 0.0
            start = round(self.options.measure * 0.45)
            self.line(
                Style.ENTRY, label + words, start=float(start), left=start + 3.0, before=before
            )  # fmt: skip

    def agreed_text(self, mark: str = "") -> None:
        """The text that is agreed, exactly as it stands; under 別紙 it begins a page.

        The title page of an agreement is of the copies that are signed and is not repeated.
        """
        if self.matter.text is None:
            return
        blocks = [
            block
            for block in layout(self.matter.text, self.options)
            if not (isinstance(block, Text) and block.style is Style.COVER)
        ]
        if mark:
            self.line(Style.ENCLOSURE, mark, new_page=True, level=2, keep=True)
        self._enclosed(blocks, mark)

    def _enclosed(self, blocks: Sequence[Block], mark: str) -> None:
        """Blocks of a text as part of this paper: below its own headings, behind its own words."""
        for index, block in enumerate(blocks):
            if isinstance(block, Text):
                if block.level:
                    block = replace(block, level=min(block.level + (2 if mark else 1), 9))
                if index == 0:
                    block = replace(block, new_page=False, before=max(block.before, 1.5))
            self.blocks.append(block)

    @property
    def changes(self) -> bool:
        """Whether the matter changes a text that is known, so that the change itself can be shown."""
        return self.matter.kind in ("change", "renew") and _differ(Same(self.matter))

    def changing_text(self, mark: str = "", form: BillForm | None = None) -> None:
        """別紙 of a change in the form of the house: 改め文, 新旧対照表, or the whole text as changed."""
        form = form or self.style.bill_form
        if not self.changes or form is BillForm.WHOLE:
            self.agreed_text(mark)
            return
        if mark:
            self.line(Style.ENCLOSURE, mark, new_page=True, level=2, keep=True)
        self._enclosed(changing_blocks(self.matter, self.options, form), mark)
        self.open_days()

    def open_days(self) -> None:
        """Note the days the changing text leaves open."""
        if self.matter.effective is None:
            self.gap("変更の施行期日が空欄です。", "The day of effect of the change is blank.")
        if self.matter.first_concluded is None:
            self.gap(
                "もとの協約の締結年月日が空欄です。",
                "The day the agreement was concluded is left blank.",
            )

    def compared(self) -> None:
        """参考: 新旧対照表 of the text that is changed and the text after it.

        Where the table itself is the change it stands in the 別紙 already.
        """
        if not _differ(Same(self.matter)):
            return
        if self.changes and self.style.bill_form is BillForm.TABLE:
            return
        self.line(Style.ENCLOSURE, "参考", new_page=True, level=2, keep=True)
        self.line(Style.TABLE_TITLE, "新旧対照表", align=Align.CENTER, keep=True, level=3)
        self.line(
            Style.OTHER, "（下線の部分は、変更する部分である。）", align=Align.END, keep=True
        )  # fmt: skip
        old_right = self.style.old_side is Side.RIGHT
        self.table(_comparison(Same(self.matter), self.options.measure, old_right=old_right))

    def table(self, block: Table) -> None:
        """A table of composed words."""
        self.blocks.append(block)


@lru_cache(maxsize=REMEMBERED)
def _differ(matter: Same[Matter]) -> bool:
    """Whether both texts are known and do not say the same."""
    before, after = matter.held.before, matter.held.text
    return before is not None and after is not None and shape(before.root) != shape(after.root)


@lru_cache(maxsize=REMEMBERED)
def _comparison(matter: Same[Matter], measure: float, *, old_right: bool) -> Table:
    before, after = matter.held.before, matter.held.text
    if before is None or after is None:
        raise ValueError("no text to compare with")
    table = comparison(before, after, replace(AGREEMENT, after_first=old_right))
    return table_block(table, measure)


class _Fields(dict[str, str]):
    """What the fields of a sentence stand for, worked out only when a sentence asks."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet

    def __missing__(self, key: str) -> str:
        sheet, matter = self.sheet, self.sheet.matter
        own = sheet.party.office
        match key:
            case "title":
                return matter.title
            case "genre" | "act":
                return sentence(matter.scheme, matter.kind, key)
            case "self":
                return own.name
            case "others":
                return listed(party.office.name for party in matter.others(own.key))
            case "all":
                return listed(party.office.name for party in matter.parties)
            case "first":
                what = ("もとの協約の締結年月日", "The day the agreement was concluded")
                return sheet.day(matter.first_concluded, what)
            case "day":
                return sheet.day(matter.concluded, ("締結年月日", "The day of conclusion"))
            case "effective":
                return sheet.day(matter.effective, ("施行（廃止）の日", "The day of effect"))
            case "lapses":
                return sheet.day(matter.lapses, ("失効する日", "The day of lapse"))
            case "clause":
                if not matter.clause:
                    sheet.gap("根拠となる協約の条が空欄です。", "The clause is left blank.")
                return f"同協約{matter.clause or '第　　条'}"
            case "ordinance":
                return self._ordinance(own)
            case _:
                raise KeyError(key)

    def _ordinance(self, own: Office) -> str:
        if own.style.ordinance:
            return own.style.ordinance
        self.sheet.gap(
            f"{own.name}の議会の議決すべき事件を定める条例が、文書の体裁に登録されていません。",
            f"The ordinance of {own.name} on matters for its council is not among its settings.",
        )
        return "議会の議決すべき事件を定める条例（　　　年条例第　　号）第　　条"


def listed(names: Iterable[str]) -> str:
    """Names joined as in statutes: A及びB, and A、B及びC."""
    *first, last = names
    return "、".join(first) + "及び" + last if first else last
