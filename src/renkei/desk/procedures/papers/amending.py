"""変更協約: the text that changes an agreement, set as a paper: sentences or a table, 附則, signatures.

The agreed text of a change is the agreement as it will read. What the parties sign and the councils
resolve on is the agreement that changes it; its words are derived and proved by
:mod:`renkei.desk.procedures.amending` and printed here as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from renkei.amendment.tables.making.sheet import grid
from renkei.desk.procedures.amending import ACT, proved, proved_table, style_of_form
from renkei.desk.procedures.papers.data import Matter, PaperParty
from renkei.desk.procedures.papers.same import REMEMBERED, Same
from renkei.desk.procedures.papers.style import BillForm, FormStyle, Side
from renkei.desk.procedures.papers.wording import sentence
from renkei.instrument.formats.blocks import Align, Block, Cell, Row, Run, Style, Table, Text
from renkei.instrument.formats.grid import units
from renkei.instrument.formats.layout import layout
from renkei.instrument.formats.options import TABLE_SCALE, PrintOptions
from renkei.instrument.model import Document
from renkei.units import DateStyle, format_date

#: Above rows that are the headings of their table, in amending sentences.
_RULE = "─"
#: How a line of new text begins: 第6条, (1), ア, ２.
_LABEL = re.compile(r"(?:第[^　「]{1,12}条[^　「]{0,6}|[(（]?[^　「]{1,3}[)）]?)　")
#: A day nobody has fixed yet, to be filled in by hand.
BLANK_DATE = "令和　　年　　月　　日"
#: Parts of the changed text that stand at the end of the changing one too.
_ENDING = (Style.CLOSING, Style.DATE, Style.SIGNATURE)


def prose_blocks(prose: str, measure: float) -> tuple[Block, ...]:
    """Amending sentences as paragraphs and tables: not a character of them is changed."""
    return tuple(_blocks(prose.split("\n"), measure))


def _blocks(lines: list[str], measure: float) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    headers = 0
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append(tuple(line.split("\t")))
            continue
        if rows and set(line.strip()) == {_RULE}:
            headers = len(rows)
            continue
        if rows:
            yield _table(rows, headers, measure)
            rows, headers = [], 0
        if line.strip():
            yield _line(line)


def _line(line: str) -> Text:
    """A sentence goes on at the margin; a line of new text hangs behind its label.

    The spaces at its beginning stay: they show the depth of new text, and are read back.
    """
    indent = len(line) - len(line.lstrip("　"))
    sentence = indent <= 1 and line.endswith("。") and not _LABEL.match(line.strip())
    return Text(Style.SENTENCE, "", (Run(line),), left=0.0 if sentence else float(indent + 1))


def _table(rows: list[tuple[str, ...]], headers: int, measure: float) -> Table:
    columns = max(len(row) for row in rows)
    first = measure * (0.18 if columns > 2 else 1 / columns)
    rest = (measure - first) / (columns - 1)
    made = tuple(
        Row("", tuple(Cell(at, words) for at, words in enumerate(row)), breakable=True)
        for row in rows
    )
    return Table("", (first, *[rest] * (columns - 1)), made, headers, TABLE_SCALE, before=0.25)


def changing_blocks(matter: Matter, options: PrintOptions, form: BillForm) -> tuple[Block, ...]:
    """The agreement that changes another, as it is signed: 題名, 前文, what changes, 附則, signatures.

    The same words for every party and in no house's punctuation: all councils resolve on one text.
    What no table can carry is said in sentences.
    Raises ValueError where there is nothing to compare with.
    """
    # What stands at the head and foot of the pages is not of the text: all papers share the blocks.
    plain = replace(options, label="", note="", numbered=True)
    return _changing(Same(matter), plain, form)


@lru_cache(maxsize=REMEMBERED)
def _changing(same: Same[Matter], options: PrintOptions, form: BillForm) -> tuple[Block, ...]:
    matter = same.held
    before, after = matter.before, matter.text
    if before is None or after is None:
        raise ValueError("no text to change")
    genre = sentence(matter.scheme, matter.kind, "genre")
    style = matter.parties[0].office.style
    middle: tuple[Block, ...]
    table = form is BillForm.TABLE
    told = proved_table(before, after, old_right=_old_right(style)) if table else None
    if told is not None:
        head = Text(Style.SENTENCE, "", (Run(style.table_preamble),), start=1.0, before=1.0)
        middle = (head, replace(grid(told, options.measure, options.lines_a_page), before=0.5))
    else:
        prose = proved(before, after, style_of_form(style)).prose
        middle = prose_blocks(prose, options.measure)
        middle = (replace(middle[0], before=1.0), *middle[1:])
    return (
        *_opening(matter, genre),
        *middle,
        *_commencement(genre, _day(matter.effective)),
        *_ending(matter, after, options),
    )


def _old_right(style: FormStyle) -> bool:
    return style.old_side is Side.RIGHT


def changing_title(title: str, genre: str) -> str:
    """題名 of the agreement that changes another: 「…連携協約の一部を変更する連携協約」."""
    return f"{title}の一部を{ACT}する{genre}"


def _opening(matter: Matter, genre: str) -> Iterator[Block]:
    title = changing_title(matter.before.facts.title if matter.before else matter.title, genre)
    centred = {"align": Align.CENTER} if units(title) <= 34 else {"start": 3.0, "left": 3.0}
    yield replace(
        Text(Style.TITLE, "", (Run(title),), before=0.5, scale=7 / 6, level=1, keep=True),
        **centred,
    )
    *first, last = [_defined(party) for party in matter.parties]
    words = sentence(matter.scheme, matter.kind, "changing").format(
        defined="、".join(first) + "及び" + last if first else last,
        first=_day(matter.first_concluded),
        title=matter.title,
        genre=genre,
    )
    yield Text(Style.PREAMBLE, "", (Run(words),), start=1.0, before=1.0)


def _defined(party: PaperParty) -> str:
    """青嶺市（以下「甲」という。）."""
    name = party.office.name
    return f"{name}（以下「{party.designation}」という。）" if party.designation else name


def _commencement(genre: str, effective: str) -> Iterator[Block]:
    """附則 with the day of its own effect."""
    yield Text(Style.SUPPLEMENT, "", (Run("附　則"),), 3, 4, before=1.25, level=2, keep=True)
    yield Text(Style.PARAGRAPH, "", (Run(f"この{genre}は、{effective}から施行する。"),), start=1.0)


def _ending(matter: Matter, text: Document, options: PrintOptions) -> Iterator[Block]:
    """後文, day and 署名欄 as the changed agreement has them, with the day of the change and who is in
    office now."""
    heads = _heads(matter, text)
    for block in layout(text, options):
        if not isinstance(block, Text) or block.style not in _ENDING:
            continue
        block = replace(block, node_id="", level=0)
        if block.style is Style.DATE:
            block = replace(block, runs=(Run(_day(matter.concluded)),))
        elif block.style is Style.SIGNATURE:
            block = replace(
                block,
                runs=tuple(
                    replace(run, text=heads.get("".join(run.text.split()), run.text))
                    for run in block.runs
                ),
            )
        yield block


def _heads(matter: Matter, text: Document) -> dict[str, str]:
    """Who signed the agreement, and who holds that office now."""
    now = {party.office.head_title: party.office.head for party in matter.parties}
    found = {}
    for signature in text.facts.signatures:
        head = now.get("".join(signature.office.split()))
        if head and signature.name:
            found["".join(signature.name.split())] = head
    return found


def _day(day: date | None) -> str:
    return BLANK_DATE if day is None else format_date(day, DateStyle.ERA)
