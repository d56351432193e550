"""A 新旧対照表 out of an HTML page, such as the one made here (画面の読み取り)."""

from __future__ import annotations

from html.parser import HTMLParser

from renkei.amendment.tables.model import Comparison, Words
from renkei.amendment.tables.taking.grids import GridCell, Item, comparison_of


def read_page(data: bytes) -> Comparison:
    """The table of amendment in a page in UTF-8. Raises Refusal where there is none."""
    parser = _Parser()
    parser.feed(data.decode("utf-8", "replace"))
    parser.close()
    return comparison_of(parser.tables)


class _Parser(HTMLParser):
    """The cells of every table of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[GridCell]]] = []
        self.text: str | None = None
        self.marks: list[tuple[int, int]] = []
        self.span = 1
        self.under: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row, a cell, an underline; a line end inside a cell."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self.text, self.marks = "", []
            span = dict(attrs).get("colspan") or "1"
            self.span = int(span) if span.isascii() and span.isdigit() and len(span) < 4 else 1
        elif self.text is not None and tag == "br":
            self.text += "\u2028"
        elif self.text is not None and tag in ("u", "ins"):
            self.under = len(self.text)

    def handle_endtag(self, tag: str) -> None:
        """Close an underline, a cell."""
        if self.text is None:
            return
        if tag in ("u", "ins") and self.under is not None:
            if len(self.text) > self.under:
                self.marks.append((self.under, len(self.text)))
            self.under = None
        elif tag in ("td", "th"):
            row = self.tables[-1][-1]
            start = row[-1].end if row else 0
            words = Words(self.text, tuple(self.marks))
            row.append(GridCell(start, start + self.span, (Item(words),)))
            self.text = None

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if self.text is not None:
            self.text += data
