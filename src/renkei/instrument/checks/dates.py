"""R4: dates and years (日付・年度)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import CONFIRM, DRAFT, SIGNED
from renkei.instrument.model import Kind, Node, Role, Severity
from renkei.units.date_reading import DateFlag, DateReading, find_dates
from renkei.units.fiscal import FiscalReading, find_fiscal_years

_DISAGREE = (DateFlag.WESTERN_YEAR_DISAGREES, DateFlag.ERA_YEAR_DISAGREES)
_OUTSIDE = (DateFlag.ERA_PAST_END, DateFlag.ERA_BEFORE_START)


def _flagged(index: Index) -> tuple[list[DateReading], list[FiscalReading]]:
    """The dates and fiscal years of the text about which something is remarkable."""
    if "dates" not in index.kept:
        source = index.source
        dates = [d for d in find_dates(source) if d.flags and "\t" not in d.text]
        years = [y for y in find_fiscal_years(source) if y.flags] if "度" in source else []
        index.kept["dates"] = dates, years
    kept: tuple[list[DateReading], list[FiscalReading]] = index.kept["dates"]
    return kept


def _with(index: Index, *flags: DateFlag) -> Iterator[tuple[DateReading | FiscalReading, Node]]:
    dates, years = _flagged(index)
    readings: list[DateReading | FiscalReading] = [*dates, *years]
    for reading in readings:
        if any(flag in reading.flags for flag in flags):
            owned = index.owner(reading.span[0])
            if owned.role is not Role.LAYOUT:
                yield reading, owned.node


@rule(
    "R401",
    Severity.ERROR,
    title=Words("和暦と西暦が合いません", "Era and western year disagree"),
    why=Words(
        "どちらの年か決まらず、施行日や期限の計算が1年以上ずれるおそれがあります。",
        "It is not settled which year is meant; terms may be off by a year or more.",
    ),
    remedy=SIGNED,
)
def disagreeing_years(index: Index) -> Iterator[Hit]:
    """平成31年（2018年） and its like: both calendars are printed and name different years."""
    for reading, node in _with(index, *_DISAGREE):
        era = reading.era.kanji if reading.era else ""
        if isinstance(reading, DateReading):
            meant = reading.year
        else:
            meant = reading.fiscal_year.year if reading.fiscal_year else None
        yield index.hit(
            node,
            reading.span,
            f"「{reading.text}」：{era}{_year(reading.era_year)}年は西暦{meant}年です。",
            f"“{reading.text}”: {era}{_year(reading.era_year)} is {meant}.",
        )


def _year(number: int | None) -> str:
    return "元" if number == 1 else str(number or "")


def _weight(index: Index, reading: DateReading | FiscalReading) -> Severity:
    """A text made before the era ended could not know better; one made after it has a slip."""
    made = index.facts.concluded
    if made is None or reading.era is None or DateFlag.ERA_BEFORE_START in reading.flags:
        return Severity.NOTE if not index.agreement else Severity.WARNING
    end = reading.era.end
    return Severity.NOTE if end is None or made <= end else Severity.WARNING


def _really(reading: DateReading | FiscalReading) -> str:
    if isinstance(reading, FiscalReading):
        return reading.fiscal_year.label() if reading.fiscal_year else "存在しない年度"
    if reading.wareki is not None:
        return str(reading.wareki)
    return f"西暦{reading.year}年"


@rule(
    "R402",
    Severity.WARNING,
    title=Words("その元号にない日付・年です", "A date outside its era"),
    why=Words(
        "平成32年のような年は実際には来ませんでした。そのまま日付の計算や新しい文書に使うと誤ります。",
        "A year such as 平成32年 never came. Copied into new papers or sums it leads astray.",
    ),
    remedy=Words(
        "改元より前に作られた文書なら誤りではなく、読み替えて（平成32年→令和2年）扱います。"
        "改元より後の文書なら、締結前は直し、締結後は正誤の手続によります。",
        "In a text made before the era changed it is no slip: read it as the year meant "
        "(平成32年 is 令和2年). In a later text correct it, or give notice of correction (正誤).",
    ),
)
def outside_era(index: Index) -> Iterator[Hit]:
    """A date before its era began or after it ended (令和元年4月30日, 平成31年5月1日, 平成32年).

    A note where the text was made before the era ended, or is a statute; else a warning.
    """
    for reading, node in _with(index, *_OUTSIDE):
        if isinstance(reading, FiscalReading):
            continue
        past = DateFlag.ERA_PAST_END in reading.flags
        ja = "終わった後" if past else "始まる前"
        en = "after that era ended" if past else "before that era began"
        yield index.hit(
            node,
            reading.span,
            f"「{reading.text}」は、その元号が{ja}の日付です（{_really(reading)}に当たります）。",
            f"“{reading.text}” is {en} ({_really(reading)}).",
            _weight(index, reading),
        )


@rule(
    "R403",
    Severity.ERROR,
    title=Words("存在しない日付です", "A day that does not exist"),
    why=Words(
        "2月30日のような日は来ないため、期限や施行日が決まりません。",
        "A day such as 30 February never comes, so no term can be counted from it.",
    ),
    remedy=SIGNED,
)
def impossible_days(index: Index) -> Iterator[Hit]:
    """2月30日, 13月, 令和0年: a day, month or year that no calendar has."""
    for reading, node in _with(index, DateFlag.NO_SUCH_DAY):
        yield index.hit(
            node,
            reading.span,
            f"「{reading.text}」という日付はありません。",
            f"There is no such date as “{reading.text}”.",
        )


@rule(
    "R404",
    Severity.WARNING,
    title=Words("その元号にない年度です", "A fiscal year outside its era"),
    why=Words(
        "平成32年度のような年度は実際には来ませんでした。予算や負担金の年度と結び付きません。",
        "A fiscal year such as 平成32年度 never came; it meets no budget and no account.",
    ),
    remedy=Words(
        "改元より前に作られた文書なら誤りではなく、読み替えて（平成32年度→令和2年度）扱います。"
        "改元より後の文書なら、締結前は直し、締結後は正誤の手続によります。",
        "In a text made before the era changed, read it as the year meant (平成32年度 is "
        "令和2年度). In a later text correct it, or give notice of correction (正誤).",
    ),
)
def fiscal_outside_era(index: Index) -> Iterator[Hit]:
    """A fiscal year whose era did not reach it. 令和元年度 for the year from April 2019 is right."""
    for reading, node in _with(index, *_OUTSIDE):
        if isinstance(reading, FiscalReading):
            yield index.hit(
                node,
                reading.span,
                f"「{reading.text}」という年度は来ませんでした（{_really(reading)}に当たります）。",
                f"“{reading.text}” never came; it is {_really(reading)}.",
                _weight(index, reading),
            )


@rule(
    "R405",
    Severity.NOTE,
    title=Words("日付が未記入です", "A date left to be filled in"),
    why=Words(
        "締結日や施行日が空欄の文書は、案です。",
        "A text whose dates are blank is a draft.",
    ),
    remedy=DRAFT,
)
def blank_dates(index: Index) -> Iterator[Hit]:
    """令和　年　月　日, 令和○年○月○日: a date with figures left to be filled in."""
    for reading, node in _with(index, DateFlag.BLANK):
        text = " ".join(reading.text.split())
        yield index.hit(
            node,
            reading.span,
            f"「{text}」の年月日が埋まっていません。",
            f"“{text}” has not been filled in.",
        )


def _dates_of(index: Index, node: Node) -> list[tuple[DateReading, tuple[int, int]]]:
    return [
        (reading, index.place(node, *reading.span))
        for reading in find_dates(node.text)
        if reading.date is not None
    ]


@rule(
    "R406",
    Severity.WARNING,
    title=Words("施行日が締結日より前です", "In force before it was concluded"),
    why=Words(
        "締結前にさかのぼって効力を持たせる定めは、当事者の意思と議決の内容を確かめる必要があります。",
        "An agreement that takes effect before its conclusion needs a look at what the councils "
        "resolved.",
    ),
    remedy=CONFIRM,
)
def effective_before_conclusion(index: Index) -> Iterator[Hit]:
    """A 附則 that fixes a day of commencement before the day of conclusion."""
    concluded = index.facts.concluded
    if concluded is None or not index.agreement:
        return
    for commencement in index.facts.commencements:
        if commencement.date is None or commencement.date >= concluded:
            continue
        node = index.by_id.get(commencement.node_id)
        if node is None:
            continue
        for reading, span in _dates_of(index, node):
            if reading.date == commencement.date:
                yield index.hit(
                    node,
                    span,
                    f"「{reading.text}」は締結日「{index.facts.concluded_text}」より前です。",
                    f"“{reading.text}” is before the conclusion, “{index.facts.concluded_text}”.",
                )
                break


@rule(
    "R407",
    Severity.WARNING,
    title=Words("表紙の日付と締結日が違います", "Cover and closing show different dates"),
    why=Words(
        "締結日は効力や告示、期間の計算の基になります。二つの日付があると、どちらか決まりません。",
        "Effect, notice and terms are counted from the conclusion; two dates leave it open.",
    ),
    remedy=SIGNED,
)
def two_conclusions(index: Index) -> Iterator[Hit]:
    """A full date above the title that is not the date beside the signatures.

    Dates under the title are those of a collection of ordinances (例規集), which may be of an
    earlier conclusion or of a notice; texts headed by the number of a notice stay silent too.
    """
    root = index.document.root
    if not index.agreement or any(n.kind is Kind.LAW_NUMBER for n in root.children):
        return
    cover: list[tuple[datetime.date, str]] = []
    opened = False
    last: tuple[Node, DateReading, tuple[int, int]] | None = None
    for child in root.children:
        if child.kind in (Kind.TITLE, Kind.PREAMBLE, Kind.MAIN):
            opened = True
        elif child.kind in (Kind.COVER, Kind.DATE):
            found = _dates_of(index, child)
            if not opened and len(found) == 1 and found[0][0].text == child.text.strip():
                cover.append((found[0][0].date or datetime.date.min, found[0][0].text))
            elif opened and found and child.kind is Kind.DATE:
                last = (child, *found[-1])
    if last is None or not cover or any(date == last[1].date for date, _ in cover):
        return
    node, reading, span = last
    yield index.hit(
        node,
        span,
        f"表紙は「{cover[0][1]}」、末尾は「{reading.text}」です。",
        f"The cover says “{cover[0][1]}”, the end “{reading.text}”.",
    )
