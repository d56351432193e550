"""一つの文書: its blocks, what it was made from, and its bytes as Word and PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from renkei.desk.procedures.papers.data import Matter, PaperParty
from renkei.desk.procedures.papers.kinds import NAMES, PaperKind
from renkei.desk.procedures.papers.sheet import Gap
from renkei.desk.procedures.papers.style import digest_of
from renkei.instrument.formats.blocks import Block
from renkei.instrument.formats.options import PrintOptions


@dataclass(frozen=True, slots=True)
class Paper:
    """文書. ``party`` is the key of who writes or holds it; ``gaps`` is what it leaves open.

    ``made_from``: procedure, revision, expression (SHA-256 of the text), style and content (digests).
    Two papers of equal ``content`` are equal in every printed character.
    """

    kind: PaperKind
    party: str
    title: str
    blocks: tuple[Block, ...]
    options: PrintOptions
    made_from: Mapping[str, str | int]
    gaps: tuple[Gap, ...] = field(default=())

    @property
    def draft(self) -> bool:
        """案: something essential is still open."""
        return any(gap.essential for gap in self.gaps)

    @property
    def origin(self) -> str:
        """What it was made from, on one line, for the properties of the files (digests cut)."""
        return "; ".join(f"{key}={str(value)[:24]}" for key, value in self.made_from.items())

    def docx(self) -> bytes:
        """As a Word file: the same paper, the same bytes."""
        from renkei.instrument.formats.docx import write_blocks_docx

        subject = NAMES[self.kind].ja
        return write_blocks_docx(
            self.blocks, self.options, self.title, subject=subject, origin=self.origin
        )

    def pdf(self) -> bytes:
        """As PDF/A: the same paper, the same bytes. Raises Refusal where it cannot be set."""
        from renkei.instrument.formats.pdf import write_blocks_pdf

        subject = NAMES[self.kind].ja
        return write_blocks_pdf(
            self.blocks, self.options, self.title, subject=subject, origin=self.origin
        )


def made_from(
    matter: Matter,
    kind: PaperKind,
    party: PaperParty,
    blocks: tuple[Block, ...],
    options: PrintOptions,
) -> dict[str, str | int]:
    """元になったデータと版: enough to say later whether, and through what, a paper is outdated."""
    return {
        "paper": str(kind),
        "procedure": matter.procedure,
        "revision": matter.revision,
        "expression": matter.expression,
        "style": party.office.style.digest(),
        "content": digest_of([*(spoken(block) for block in blocks), spoken(options)]),
    }


def spoken(value: Any) -> Any:
    """A block or its parts as plain data, without what is as usual.

    So that a paper is not outdated merely because a later Renkei can set something more.
    """
    if is_dataclass(value) and not isinstance(value, type):
        said = {entry.name: (getattr(value, entry.name), entry.default) for entry in fields(value)}
        return {name: spoken(own) for name, (own, usual) in said.items() if own != usual}
    if isinstance(value, tuple):
        return [spoken(part) for part in value]
    return value
