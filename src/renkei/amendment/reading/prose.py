"""What was read from the prose of an amendment, and what was not (読み取りの結果)."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.operations import Amendment
from renkei.amendment.style import Style
from renkei.instrument.model import Node


@dataclass(frozen=True, slots=True)
class Source:
    """Where one instruction stands: its first line (from 1), its words, its block as printed."""

    line: int
    text: str
    block: tuple[str, ...] = ()

    def with_block(self, lines: tuple[str, ...]) -> Source:
        """The same sentence with the lines of its block."""
        return Source(self.line, self.text, lines)


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that was not understood to its last character, and is therefore in no operation.

    ``amendment`` counts the opening lines before it from 0 (-1: before any). ``kind`` is stable:
    ``instruction`` (改正規定), ``block`` (new text that is not what was promised) or ``line``.
    ``why`` says what could not be read, in Japanese.
    """

    line: int
    text: str
    kind: str
    why: str
    amendment: int = -1


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says nothing about the text amended: title, number, （…の一部改正）, date."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """The amendments of one text, in order, with the places of their sentences (改め文).

    ``sources`` runs beside ``amendments``: for each of them one :class:`Source` an instruction.
    ``clauses`` names the article of the amending instrument an amendment stands in (第一条), "" for
    none. ``supplement`` is the 附則 of the amending instrument; each amendment carries it too.
    ``instruction_lines`` counts the lines (with those run on after a line end in quotes) that begin
    an instruction, read or not; a block line is none.
    """

    amendments: tuple[Amendment, ...]
    sources: tuple[tuple[Source, ...], ...]
    clauses: tuple[str, ...]
    unread: tuple[Unread, ...]
    headings: tuple[Heading, ...]
    supplement: tuple[Node, ...]
    style: Style
    instruction_lines: int

    @property
    def share(self) -> float:
        """The share of instruction lines read completely; 1 when there is none."""
        if not self.instruction_lines:
            return 1.0
        missed = sum(1 for line in self.unread if line.kind == "instruction")
        return 1 - missed / self.instruction_lines
