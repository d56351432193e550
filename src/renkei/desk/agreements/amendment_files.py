"""改め文 and 新旧対照表 between two wordings, as files: proved before they are handed out."""

from __future__ import annotations

from dataclasses import replace

from renkei.desk.agreements.models import Party
from renkei.desk.procedures.papers.style import USUAL, FormStyle, Side
from renkei.instrument.model import Document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Each file: media type, its name behind the agreement's.
NAMES: dict[str, tuple[str, str]] = {
    "kaimebun.txt": ("text/plain; charset=utf-8", "改め文.txt"),
    "taishohyo.docx": (WORD, "新旧対照表.docx"),
    "taishohyo.pdf": ("application/pdf", "新旧対照表.pdf"),
    "taishohyo.xlsx": (EXCEL, "新旧対照表.xlsx"),
}


def form_of(parties: list[Party]) -> FormStyle:
    """The form in which changes of an agreement are worded: that of its first municipality, as on its
    papers (every council resolves on the same words)."""
    from renkei.desk.procedures.basis import style_of

    places = [party.municipality for party in parties if party.municipality is not None]
    return style_of(places[0]) if places else USUAL


def make(
    fmt: str, before: Document, after: Document, form: FormStyle = USUAL
) -> tuple[bytes, str, str] | None:
    """The file, its media type and name; None where it cannot be made exactly, or nothing differs."""
    from renkei.amendment.trouble import Refused

    media_type, name = NAMES[fmt]
    try:
        if fmt == "kaimebun.txt":
            data = _sentences(before, after, form)
        else:
            data = _table(before, after, form, fmt.rpartition(".")[2])
    except Refused:
        return None
    return (data, media_type, name) if data is not None else None


def _sentences(before: Document, after: Document, form: FormStyle) -> bytes | None:
    from renkei.desk.procedures.amending import proved, style_of_form

    proof = proved(before, after, style_of_form(form))
    return proof.prose.encode("utf-8") if proof.ok and not proof.empty else None


def _table(before: Document, after: Document, form: FormStyle, extension: str) -> bytes:
    from renkei.amendment.tables import AGREEMENT, write_table

    style = replace(AGREEMENT, after_first=form.old_side is Side.RIGHT)
    return write_table(before, after, extension, style)
