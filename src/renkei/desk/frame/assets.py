"""Static files whose address changes when their content does, without a collecting step."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@lru_cache(maxsize=256)
def _digest(path: str, changed: float) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]


class HashedAddressStorage(StaticFilesStorage):
    """Adds ``?v=digest`` to each address, so that browsers may keep the file for a month."""

    def url(self, name: str | None) -> str:
        """The address of a static file; one that is not there keeps its plain address."""
        address = super().url(name)
        found = finders.find(name) if name else None
        if not isinstance(found, str):
            return address
        return f"{address}?v={_digest(found, Path(found).stat().st_mtime)}"
