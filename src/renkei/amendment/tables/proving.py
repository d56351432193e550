"""The proof of a 新旧対照表: written, read back and carried out it gives the new text (対照表の証明)."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.tables.applying.applying import apply_rows
from renkei.amendment.tables.making.rows import comparison
from renkei.amendment.tables.model import Comparison
from renkei.amendment.tables.reading import read_table
from renkei.amendment.tables.style import AGREEMENT, TableStyle
from renkei.amendment.tables.writing import write_comparison
from renkei.amendment.trouble import Code, Refused, Trouble
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.model import Document, Kind, Node, Refusal, Shape, shape


@dataclass(frozen=True, slots=True)
class TableProof:
    """A table and whether it is proved. ``data`` is b"" where it is not.

    ``unprinted``: what differs between the new text and what the table gives, and is not printed at
    all (a number that the printed label does not tell): no paper can say it.
    """

    comparison: Comparison
    data: bytes
    ok: bool
    troubles: tuple[Trouble, ...] = ()
    unprinted: tuple[str, ...] = ()


def prove_table(
    before: Document,
    after: Document,
    format: str,
    style: TableStyle = AGREEMENT,
    options: PrintOptions | None = None,
) -> TableProof:
    """Write, read, apply, and hold the result against ``after``. PDF is proved by its Word twin.

    Not proved is not an error: ``troubles`` say why the table cannot carry the change.
    """
    made = comparison(before, after, style)
    title = after.facts.title or before.facts.title
    if not made.rows:
        return TableProof(made, b"", False, (_trouble("nothing", ""),))
    try:
        data = write_comparison(made, format, title, options)
        proof = write_comparison(made, "docx", title) if format == "pdf" else data
        root = apply_rows(read_table(proof), before)
    except Refused as refused:
        return TableProof(made, b"", False, refused.troubles)
    except Refusal as refusal:
        return TableProof(made, b"", False, (_trouble("unwritable", refusal.message_ja),))
    except ValueError as error:  # characters that a file of the format cannot hold
        return TableProof(made, b"", False, (_trouble("unwritable", str(error)),))
    if shape(root) == shape(after.root):
        return TableProof(made, data, True)
    place = _difference(printed(root), printed(after.root))
    if place is not None:
        return TableProof(made, b"", False, (_trouble("differs", place),))
    return TableProof(
        made, data, True, unprinted=(_difference(shape(root), shape(after.root)) or "",)
    )


def printed(node: Node) -> Shape:
    """The shape of what can be printed: an empty paragraph is nothing, a number is its label's."""
    return (
        node.kind,
        node.label,
        "" if node.label or node.kind is Kind.PARAGRAPH else str(node.number or ""),
        node.caption,
        node.note,
        node.text,
        tuple(printed(child) for child in node.children if not _empty(child)),
    )


def _empty(node: Node) -> bool:
    said = node.label or node.caption or node.note or node.text
    return node.kind is Kind.PARAGRAPH and not said and not node.children


def _difference(made: Shape, wanted: Shape, place: str = "") -> str | None:
    """Where two shapes first differ, as a printed place; None where they do not."""
    here = place + (wanted[1] or (wanted[5][:12] if not wanted[6] else ""))
    if made[:6] != wanted[:6]:
        return here or wanted[0]
    for one, other in zip(made[6], wanted[6], strict=False):
        found = _difference(one, other, here)
        if found is not None:
            return found
    if len(made[6]) != len(wanted[6]):
        return here or wanted[0]
    return None


def _trouble(what: str, said: str) -> Trouble:
    ja, en, remedy_ja, remedy_en = _SAID[what]
    shown = said if len(said) <= 80 else said[:80] + "…"
    return Trouble(
        Code.UNSUPPORTED, True, -1, said, shown, "", ja.format(said=shown), en.format(said=shown),
        remedy_ja, remedy_en,
    )  # fmt: skip


_SAID = {
    "nothing": (
        "二つの文に違いがないため、新旧対照表はありません。",
        "The two texts say the same: there is no table.",
        "変更後の文を直してください。",
        "Change the new text.",
    ),
    "differs": (
        "{said}の変更は、新旧対照表では正確に表せません。",
        "The change of {said} cannot be said exactly by a comparison table.",
        "改め文又は全文の改正としてください。",
        "Amend it in words, or restate the whole.",
    ),
    "unwritable": (
        "新旧対照表を作れません：{said}",
        "The table cannot be made: {said}",
        "文に制御文字などがないか確かめるか、別の形式を選んでください。",
        "Check the text for control characters, or choose another format.",
    ),
}
