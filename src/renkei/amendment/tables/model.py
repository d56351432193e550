"""A 新旧対照表 as data: pairs of provisions, after and before, with what changes marked (対照表).

What stands in a cell is printed lines. A line is what one provision says itself:

- 「（目的）」: a caption (見出し), above its provision;
- 「第1条　この連携協約は、…」: number, a full-width space, and the text; the first paragraph of an
  article, which has no number, stands beside the number of the article;
- 「附　則（令和四年法律第五号）　抄」「別表（第3条関係）」「第二章　事業」: headings, with their note in
  brackets and their caption behind;
- several cells side by side: one row of a table of the text (別表の項).

「（略）」 stands for text that is the same on both sides: alone for everything up to the next line of
its column, behind numbers (「第2条から第4条まで　（略）」, 「(1)・(2)　（略）」) for those provisions, in a
cell of a row for that cell. 「（新設）」 and 「（削る）」 say that the other side has no such provision.
"""

from __future__ import annotations

from dataclasses import dataclass

#: What stands for text that is left out because it stays.
OMITTED = "（略）"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in one cell. ``marks``: the underlined ranges (傍線), in order, without overlaps.

    Paragraphs are parted by a line feed, line ends inside a text are U+2028.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One column of one row: nothing, lines (one cell), or a row of a table (several cells).

    ``start`` and ``left`` are the indents of the first line and of the lines after it, in characters.
    ``starts`` tells for each cell of a row of a table in which of its columns it stands, ``columns``
    how many that table has and ``shares`` how wide they are; they set the page and say nothing.
    """

    cells: tuple[Words, ...] = ()
    start: int = 0
    left: int = 0
    starts: tuple[int, ...] = ()
    shares: tuple[float, ...] = ()

    @property
    def text(self) -> str:
        """All that stands here."""
        return "\t".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of lines. ``tied``: it goes on the provision above, no rule is drawn between them.

    The ids are those of the nodes where the comparison was made here, "" where it was read.
    ``heading``: the row holds the headings of a table of the text (取組, 内容 …). ``keep``: a caption
    or a heading, which never stands alone at the foot of a page. ``at``: which row of the file it was
    read from, as its reader counts them (from 1; Excel's own number), 0 where it was not read.
    """

    after: Side
    before: Side
    tied: bool = False
    after_id: str = ""
    before_id: str = ""
    heading: bool = False
    keep: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """新旧対照表. ``after`` and ``before`` are the words over its columns, ``notes`` what stood above."""

    rows: tuple[Row, ...]
    after: str = "変更後"
    before: str = "変更前"
    after_first: bool = True
    notes: tuple[str, ...] = ()
