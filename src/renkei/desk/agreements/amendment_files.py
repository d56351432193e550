"""改め文 and 新旧対照表 between two wordings, as files: proved before they are handed out."""

from __future__ import annotations

from dataclasses import replace

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


def make(fmt: str, before: Document, after: Document) -> tuple[bytes, str, str] | None:
    """The file, its media type and name; None where nothing can be proved, or nothing differs."""
    media_type, name = NAMES[fmt]
    if fmt == "kaimebun.txt":
        from renkei.amendment.proving import prove
        from renkei.amendment.style import MUNICIPAL

        # Of an agreement one says 変更 (地方自治法第252条の2第4項).
        proof = prove(before, after, replace(MUNICIPAL, act="変更"))
        if not proof.ok or proof.empty:
            return None
        return proof.prose.encode("utf-8"), media_type, name
    from renkei.amendment.tables import write_table

    return write_table(before, after, fmt.rpartition(".")[2]), media_type, name
