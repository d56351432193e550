"""Tables of an annex (別表) as HTML, the columns of the parties on their rails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from renkei.instrument.formats.html_inline import Inline, Span, attributes, escape
from renkei.instrument.model import Node, Party

#: Rails of the parties in order: 甲, 乙, 丙, and one for all further ones.
RAILS = ("kou", "otsu", "hei", "tei")
#: From this many columns on a table is too wide for cards beside margin notes.
WIDE_TABLE = 6


def _nothing(node: Node) -> str:
    return ""


@dataclass(frozen=True)
class Decoration:
    """What a page adds to the text.

    ``spans``: elements over source offsets. ``aside``: finished HTML that stands after a block (one
    of :data:`BLOCKS`). ``address``: the permanent address of a node, "" for none. ``level``: the
    heading level of the title.
    """

    spans: tuple[Span, ...] = ()
    aside: Callable[[Node], str] = _nothing
    address: Callable[[Node], str] = _nothing
    address_label: str = "{}のページ"
    level: int = 2


def rail(index: int) -> str:
    """The CSS class of the party at ``index`` in the agreement's list of parties."""
    return RAILS[min(index, len(RAILS) - 1)]


def party_of(heading: str, parties: Sequence[Party]) -> int | None:
    """Which party a column heading (「甲の役割」, 「札幌市の役割」) speaks of, by index."""
    for index, party in enumerate(parties):
        names = (party.designation, party.name, *party.members)
        if any(name and heading.startswith(name) for name in names):
            return index
    return None


def id_of(node: Node) -> str:
    """The id of a node as an attribute."""
    return attributes((("id", node.id),)) if node.id else ""


class TableWriter:
    """Writes 表, 見出し行 and 行 of one document."""

    def __init__(self, inline: Inline, deco: Decoration, parties: Sequence[Party]) -> None:
        self.inline = inline
        self.deco = deco
        self.parties = parties

    def table(
        self,
        rows: Sequence[Node],
        header: Node | None,
        attrs: tuple[tuple[str, str], ...],
        more_headers: Sequence[Node] = (),
    ) -> str:
        """A 表. Roles are written out, because cards on a phone take the table's display away."""
        columns = max((len(row.children) for row in (*rows, header) if row), default=1)
        # A table that scrolls sideways can be reached by the keyboard.
        wide = 'scroll wide" tabindex="0" role="region" aria-label="表'
        css = wide if columns >= WIDE_TABLE else "scroll"
        parts = [f'<div class="{css}"><table role="table"{attributes(attrs)}>']
        heads = [*([header] if header else []), *more_headers]
        if heads:
            lines = "".join(
                f'<tr{id_of(line)} role="row">{"".join(map(self.head_cell, line.children))}</tr>'
                for line in heads
            )
            parts.append(f'<thead role="rowgroup">{lines}</thead>')
        parts.append('<tbody role="rowgroup">')
        parts.extend(self.row(row, columns, bool(heads)) for row in rows)
        parts.append("</tbody></table></div>")
        return "".join(parts)

    def head_cell(self, cell: Node) -> str:
        index = party_of(cell.text, self.parties)
        inner = self.inline.of(cell)
        css = ""
        if index is not None:
            party = self.parties[index]
            css = f' class="{rail(index)}"'
            mark = escape(party.designation)
            if mark and inner.startswith(mark):
                inner = f'<span class="p {rail(index)}">{mark}</span>' + inner[len(mark) :]
                inner += f" <small>{escape(party.name)}</small>"
        return (
            f'<th{id_of(cell)}{css}{self.spans(cell)} scope="col" role="columnheader">{inner}</th>'
        )

    def row(self, row: Node, columns: int, keyed: bool) -> str:
        parts = [f'<tr{id_of(row)} role="row">']
        for position, cell in enumerate(row.children):
            if position == 0 and keyed:
                address = self.deco.address(row)
                text = self.inline.of(cell, links=not address)
                if address and text:
                    text = f'<a href="{escape(address)}">{text}</a>'
                parts.append(f'<th{self.spans(cell)} scope="row" role="rowheader">{text}</th>')
                continue
            heading = cell.attr("header")
            index = party_of(heading, self.parties)
            css = f' class="{rail(index)}"' if index is not None else ""
            if index is not None and heading.startswith(self.parties[index].designation or "\0"):
                heading += f"（{self.parties[index].name}）"
            label = attributes((("data-h", heading),)) if heading else ""
            parts.append(
                f'<td{css}{self.spans(cell)}{label} role="cell">{self.inline.of(cell)}</td>'
            )
        own = self.inline.of(row)
        if own:
            parts.append(f'<td role="cell">{own}</td>')
        parts.append("</tr>")
        aside = self.deco.aside(row)
        if aside:
            parts.append(
                f'<tr class="nrow" role="row"><td colspan="{columns}" role="cell">{aside}</td></tr>'
            )
        return "".join(parts)

    def spans(self, cell: Node) -> str:
        return attributes(
            (name, cell.attr(name)) for name in ("colspan", "rowspan") if cell.attr(name).isdigit()
        )
