"""Rows of tables: cells, headings, and rows that a page break tore apart (行の結合).

A PDF or a paste from one breaks a row where the page ended: the rest of its cells comes as a row of
its own, with an empty first cell, sometimes with fewer columns, sometimes taken for a heading with a
rule under it. Such a rest is joined to the row above it only where the row above is plainly
unfinished, and every join is logged with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from renkei.instrument.model import Kind
from renkei.instrument.reading.draft import LAYOUT, TEXT, Draft
from renkei.instrument.reading.lines import WHITE
from renkei.instrument.sources.linear import RowHint

#: Words of column headings in agreements (取組, 甲の役割 …).
HEADING = re.compile(
    r"取組|内容|役割|事業|分野|項目|区分|費用|経費|負担|名称|備考|番号|施策|連携|期間|担当|摘要|種別"
    r"|算定|期限|割合|年度|単価|金額|数量|対象|根拠|時期|方法|所在|面積|人口|単位|区域|^[部款項号甲乙丙丁]$"
)
_PROSE = re.compile(r"内容|役割|負担|方法|条件")
#: No word begins with these: the rest of one does.
_NO_HEAD = frozenset("るりれろらんをっゃゅょーァィゥェォッャュョ々、。）」")
#: More cells than this on one line is no table row; the line is kept whole as unparsed.
MAX_CELLS = 200
_SPACE = " \u3000"


def split_row(source: str, start: int, stop: int) -> Draft | None:
    """One line as a row of cells; None when it has more cells than any table."""
    row = Draft(Kind.ROW)
    mark, line_end = "\t", stop
    text = source[start:stop].strip(WHITE)
    if text[0] == "|" and "\t" not in text:
        mark = "|"
        bar = source.index("|", start)
        row.add(LAYOUT, start, bar + 1)
        start = bar + 1
        last = source.rindex("|", bar, stop)
        if last > bar and not source[last + 1 : stop].strip(WHITE):
            stop = last
    if source.count(mark, start, stop) >= MAX_CELLS:
        return None
    position = start
    while True:
        end = source.find(mark, position, stop)
        if end < 0:
            end = stop
        cell = row.child(Kind.CELL)
        inner_start, inner_end = position, end
        while inner_start < inner_end and source[inner_start] in _SPACE:
            inner_start += 1
        while inner_end > inner_start and source[inner_end - 1] in _SPACE:
            inner_end -= 1
        row.add(LAYOUT, position, inner_start)
        cell.add(TEXT, inner_start, inner_end)
        row.add(LAYOUT, inner_end, min(end + 1, stop))
        if end == stop:
            break
        position = end + 1
    row.add(LAYOUT, stop, line_end)
    return row


class TableReading:
    """One run of row lines being turned into a table."""

    def __init__(self, source: str, hints: Mapping[int, RowHint]) -> None:
        self.source = source
        self.hints = hints
        self.table = Draft(Kind.TABLE)
        self.starts: list[int] = []
        self.joins: list[tuple[Draft, int, int, str, str]] = []
        self.merged: dict[int, Draft] = {}  # torn-off rows, by identity, and the row they went to

    def take(self, row: Draft, start: int) -> None:
        """The next row line, which begins at ``start``."""
        self.table.children.append(row)
        self.starts.append(start)

    def awaits_one(self) -> bool:
        """Whether the last row has exactly one unfinished cell, where the others are sentences."""
        rows = [row for row in self.table.children if len(row.children) > 1]
        if len(rows) < 2:
            return False
        texts = [text for text in self._texts(rows[-1]) if text]
        ended = [text.endswith("。") for text in texts[1:]]
        return ended.count(False) == 1 and len(ended) > 1

    def close(self, inherited: tuple[str, ...]) -> tuple[str, ...]:
        """Find the heading row, join broken rows, type the cells.

        ``inherited``: headings of the table before in the same annex, used where this one has none
        and as many columns. Returns this table's headings.
        """
        rows, starts = self.table.children, self.starts
        headings = self._headings(rows, starts)
        if not headings and inherited:
            widest = max(len(row.children) for row in rows)
            if widest == len(inherited):
                headings = inherited
        for row in rows:
            # Printed again at the head of a page, also where the headings are those of a table above.
            if row.kind is Kind.ROW and headings and tuple(self._texts(row)) == headings:
                row.kind = Kind.HEADER
                row.attrs["repeated"] = "1"
        self._join(rows, starts, headings)
        self._type(headings)
        return headings

    def _texts(self, row: Draft) -> list[str]:
        return [cell.said(self.source) for cell in row.children]

    def _headings(self, rows: list[Draft], starts: list[int]) -> tuple[str, ...]:
        first = rows[0]
        texts = self._texts(first)
        hint = self.hints.get(starts[0])
        marked = hint is not None and hint.header
        if not marked:
            if len(texts) >= 3 and "" in texts:
                return self._two_row_headings(rows, texts)
            if (
                any(not t or len(t) > 24 or t.endswith(("。", ".")) for t in texts)
                or len(texts) < 2
            ):
                return ()
            known = sum(1 for t in texts if HEADING.search(t))
            if known * 2 < len(texts):
                rest = [len(t) for row in rows[1:] for t in self._texts(row) if t]
                mean = sum(rest) / len(rest) if rest else 0
                if mean < 2.5 * max(map(len, texts)):
                    return ()
        first.kind = Kind.HEADER
        return tuple(texts)

    def _two_row_headings(self, rows: list[Draft], over: list[str]) -> tuple[str, ...]:
        """Headings on two rows: 役割分担 over 甲 and 乙, or one column's heading over nothing."""
        if len(rows) < 3:
            return ()
        under = self._texts(rows[1])
        if len(under) != len(over) or not under[-1] or under[0]:
            return ()
        names: list[str] = []
        above = ""
        for head, below in zip(over, under, strict=True):
            above = head or above
            if below and "役割" in above:
                names.append(f"{below}の役割")
            else:
                names.append(f"{above} {below}".strip())
        known = sum(1 for name in names if HEADING.search(name))
        short = all(len(t) <= 16 and not t.endswith("。") for t in (*over, *under))
        if not short or known * 2 < len(names) or not all(names):
            return ()
        rows[0].kind = rows[1].kind = Kind.HEADER
        return tuple(names)

    def _join(self, rows: list[Draft], starts: list[int], headings: tuple[str, ...]) -> None:
        prose = self._prose_columns(rows, headings)
        kept: list[Draft] = []
        above: Draft | None = None
        gap = False
        for row, start in zip(rows, starts, strict=True):
            if row.kind is Kind.HEADER:
                kept.append(row)
                gap = True
                continue
            hint = self.hints.get(start)
            if above is not None and not (hint and hint.merged):
                rejoined = self._continues(above, row, prose, gap or self._torn(above))
                if rejoined is not None:
                    columns, reason_ja, reason_en = rejoined
                    self._merge(above, row, columns)
                    self.joins.append((above, start, _end(row), reason_ja, reason_en))
                    gap = False
                    continue
            if hint and hint.merged:
                for column in hint.merged:
                    if column < len(row.children):
                        row.children[column].attrs["merged"] = "1"
            if hint and hint.joined:
                self.joins.append((row, start, _end(row), *hint.joined))
            kept.append(row)
            above = row
            gap = False
        self.table.children = kept

    def _prose_columns(self, rows: list[Draft], headings: tuple[str, ...]) -> list[bool]:
        """Columns whose cells are sentences: most end in 。, or the heading says so."""
        width = max(len(row.children) for row in rows)
        ended, filled = [0] * width, [0] * width
        for row in rows:
            if row.kind is Kind.HEADER or len(row.children) < len(headings):
                continue
            for column, text in enumerate(self._texts(row)):
                if text:
                    filled[column] += 1
                    ended[column] += text.endswith("。")
        return [
            (filled[c] > 2 and ended[c] * 2 > filled[c])
            or (ended[c] > 0 and c < len(headings) and bool(_PROSE.search(headings[c])))
            for c in range(width)
        ]

    def _torn(self, row: Draft) -> bool:
        """A blank line, form feed or rule stands behind this row."""
        last = row.pieces[-1] if row.pieces else None
        if last is None or last.role is not LAYOUT:
            return False
        between = self.source[last.start : last.end]
        return between.count("\n") > 1 or "\f" in between

    def _continues(
        self, above: Draft, row: Draft, prose: list[bool], torn: bool
    ) -> tuple[list[tuple[int, int]], str, str] | None:
        """Which cell of ``row`` goes on which cell of ``above``, and why; None when none does."""
        texts, over = self._texts(row), self._texts(above)
        filled = [c for c, text in enumerate(texts) if text]
        unfinished = [
            c
            for c, text in enumerate(over)
            if text and c < len(prose) and prose[c] and not text.endswith(("。", "．", "）。"))
        ]
        if not filled or not unfinished:
            return None
        names = "・".join(f"「{_tail(over[c])}」" for c in unfinished)
        if texts[0] == "" and len(texts) == len(over) and set(filled) <= set(unfinished):
            return (
                [(c, c) for c in filled],
                f"先頭の欄が空で、上の行の{names}が文の途中で終わっているため",
                f"its first cell is empty and the row above ends in mid-sentence at {names}",
            )
        if len(texts) < len(over) and len(filled) == len(unfinished):
            return (
                list(zip(filled, unfinished, strict=True)),
                f"欄が足りず、その数（{len(filled)}）が上の行の文の途中で終わっている欄（{names}）と同じため",
                f"it lacks cells and has as many ({len(filled)}) as the row above has unfinished ones {names}",
            )
        whole = all(c in unfinished for c, is_prose in enumerate(prose) if is_prose)
        torn_off = torn or (whole and texts[0] != "" and texts[0][0] in _NO_HEAD)
        if (
            texts[0]
            and torn_off
            and len(texts) == len(over)
            and set(unfinished) <= set(filled)
            and all(c in unfinished or not (c < len(prose) and prose[c]) for c in filled)
            # One cell may lack its 。 by a slip, and a long one here is then a row of its own.
            and (whole or not any(len(texts[c]) > 2 * len(over[c]) for c in unfinished))
        ):
            return (
                [(c, c) for c in filled],
                f"改ページの後に、上の行の文の途中で終わっている欄（{names}）の続きがあるため",
                f"after a page break it goes on the unfinished cells of the row above {names}",
            )
        return None

    def owner(self, draft: Draft) -> Draft:
        """The row that a torn-off row has become part of, or the draft itself."""
        while id(draft) in self.merged:
            draft = self.merged[id(draft)]
        return draft

    def _merge(self, above: Draft, row: Draft, columns: list[tuple[int, int]]) -> None:
        self.merged[id(row)] = above
        above.pieces.extend(row.pieces)
        for source_column, target_column in columns:
            above.children[target_column].pieces.extend(row.children[source_column].pieces)

    def _type(self, headings: tuple[str, ...]) -> None:
        """Give each cell its heading, and the row its key (the 取組, or the first filled cell)."""
        names = [" ".join(h.split()) for h in headings]
        subject = next((c for c, h in enumerate(names) if _is_subject(h)), None)
        above: list[str] = []
        for row in self.table.children:
            if row.kind is Kind.HEADER:
                continue
            texts = self._texts(row)
            for column, cell in enumerate(row.children):
                if column < len(names):
                    cell.attrs["header"] = names[column]
                if (
                    not texts[column]
                    and above
                    and column < len(above) - 1
                    and not any(texts[:column])
                ):
                    cell.attrs["merged"] = "1"
            column = subject if subject is not None and subject < len(texts) else 0
            key = texts[column] if column < len(texts) else ""
            row.attrs["key"] = key or next((t for t in texts if t), "")
            above = texts


def _is_subject(heading: str) -> bool:
    """Whether a column names the 取組: 取組, 取組名, 項, 事業名, 取組事項, 取組の名称 …"""
    return bool(
        re.fullmatch(
            r"(連携する|具体的な)?(取組|取り組み|事業|施策)(名|事項|項目|の?名称|の項目)?|項",
            heading,
        )
    )


def _tail(text: str) -> str:
    return text if len(text) <= 8 else "…" + text[-8:]


def _end(row: Draft) -> int:
    pieces = [*row.pieces, *(p for cell in row.children for p in cell.pieces)]
    texts = [p.end for p in pieces if p.role is not LAYOUT]
    return max(texts or [p.end for p in pieces] or [0])
