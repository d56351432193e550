"""The kernel as changes use it."""

from __future__ import annotations

from typing import Any

from renkei.instrument.model import Document


def amend(before: Document, prose: str) -> tuple[Document, Any]:
    """改め文 carried out on a text, exactly or not at all. Raises renkei.amendment.trouble.Refused."""
    from renkei.amendment import proving

    return proving.amend(before, prose)  # type: ignore[attr-defined,no-any-return,unused-ignore]
