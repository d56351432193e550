"""Which characters a font can print, read from its own tables."""

from __future__ import annotations

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

#: 〓 (ゲタ): printers' mark for a character that is not in the case.
GETA = "〓"


@lru_cache(maxsize=32)
def coverage(path: str, index: int = 0) -> frozenset[int]:
    """Code points a TrueType or OpenType font has glyphs for (its cmap, formats 4 and 12).

    ``index`` picks a face of a collection (.ttc). A file that is no such font covers nothing.
    """
    data = Path(path).read_bytes()
    try:
        return frozenset(_cmap(data, index))
    except (struct.error, IndexError):
        return frozenset()


def _cmap(data: bytes, index: int) -> set[int]:
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    (tables,) = struct.unpack_from(">H", data, start + 4)
    found: set[int] = set()
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag != b"cmap":
            continue
        (subtables,) = struct.unpack_from(">H", data, offset + 2)
        for place in range(subtables):
            platform, _, inner = struct.unpack_from(">HHI", data, offset + 4 + 8 * place)
            if platform in (0, 3):  # Unicode, Windows
                found |= _subtable(data, offset + inner)
    return found


def _subtable(data: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", data, at)
    found: set[int] = set()
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for group in range(groups):
            first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * group)
            found.update(range(first, min(last, 0x10FFFF) + 1))
    elif form == 4:
        (doubled,) = struct.unpack_from(">H", data, at + 6)
        count = doubled // 2
        ends = struct.unpack_from(f">{count}H", data, at + 14)
        starts = struct.unpack_from(f">{count}H", data, at + 16 + doubled)
        for first, last in zip(starts, ends, strict=True):
            if first != 0xFFFF:
                found.update(range(first, last + 1))
    return found


def replacements(characters: set[str], printable: frozenset[int]) -> dict[int, str]:
    """What to print instead of characters the fonts lack: a space for a space, else 〓.

    Characters that print nothing by nature (variation selectors, joiners) need no glyph.
    """
    found: dict[int, str] = {}
    for char in characters:
        code = ord(char)
        if char == "\t":
            found[code] = "\u3000"
        elif code not in printable and not _ignorable(char):
            found[code] = " " if unicodedata.category(char) == "Zs" else GETA
    return found


def _ignorable(char: str) -> bool:
    code = ord(char)
    return (
        code == 0x2028
        or unicodedata.category(char) == "Cf"
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    )
