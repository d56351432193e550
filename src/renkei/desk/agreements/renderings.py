"""Files made from public texts, kept so that each is made once and not for every reader."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from renkei.desk.agreements.models import Expression
from renkei.desk.agreements.reading import from_tree
from renkei.desk.frame.edition import edition
from renkei.instrument.formats import write

#: Bytes kept. The longest unused go first.
ROOM = 200 * 1024 * 1024


def key_of(expression: Expression, fmt: str) -> str:
    """What a file depends on: the reading, the format and the Renkei that writes it."""
    digest = hashlib.sha256(f"{edition()} {fmt} ".encode())
    digest.update(expression.tree.encode())
    return digest.hexdigest()


def rendering(expression: Expression, fmt: str, key: str) -> bytes:
    """The text in a format, from what is kept where its agreement is public."""
    if not expression.agreement.public:
        return _made(expression, fmt)
    path = _folder() / key
    with suppress(OSError):
        data = path.read_bytes()
        os.utime(path)  # used now
        return data
    data = _made(expression, fmt)
    with suppress(OSError):  # a full disk costs time, not the answer
        _keep(path, data)
    return data


def _made(expression: Expression, fmt: str) -> bytes:
    return write(from_tree(expression.tree).document, fmt)


def _folder() -> Path:
    return Path(settings.DATA) / "cache" / "files"


def _keep(path: Path, data: bytes) -> None:
    """Written beside and renamed, so that nobody reads half a file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    _make_room(path.parent)


def _make_room(folder: Path) -> None:
    kept = sorted(
        ((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(folder)),
        reverse=True,
    )
    total = 0
    for _used, size, path in kept:
        total += size
        if total > ROOM:
            Path(path).unlink(missing_ok=True)
