"""Bytes to text: which encoding a file is in, found strictly and always the same way.

The normalisation is this and nothing more: bytes become Unicode, a byte order mark is taken off,
and the line ends CR LF, CR and NEL become LF. Form feeds, tabs, full-width spaces stay as they are.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import NamedTuple

from renkei.instrument.model import Finding, Origin
from renkei.instrument.sources.refusals import refusal, too_large
from renkei.instrument.sources.remarks import remark

#: More bytes than this are not read as text: over thirty times the longest statute in force.
MAX_TEXT_BYTES = 64 * 2**20

_WINDOW = 2**15  # bytes looked at to tell encodings apart; a paragraph is already enough
# Each error that a codec hands out carries a copy of all its input: small pieces keep that cheap.
_PIECE = 2**14
_CHUNK = 2**20
_MAX_VENDOR = 200  # characters of vendor rows that a window of EUC-JP may have
_LOST = "\ufffd"
_BINARY_SHARE = 0.3  # of characters lost: above it no encoding fits, and this is not text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Controls that no text has; tab, LF, VT, FF, CR, the DOS end mark (1A) and ESC may stand in one.
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_ISO_2022 = re.compile(rb"\x1b(?:\$[@B]|\$\([DOPQ]|\(I)")
_ISO_SEGMENT = re.compile(rb"(\x1b(?:\$[@B]|\([BJI]))")

_KANA_AND_MARKS = re.compile("[\u3001-\u3020\u3040-\u30ff\uff01-\uff5e]+")
_KANJI = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
# ASCII read with its two bytes swapped (0 is the full-width space, 9 is 㤀): speaks for nothing.
_SWAPPED = re.compile("[" + "".join(chr(byte << 8) for byte in range(0x30, 0x7F)) + "]+")
_HALF_KANA = re.compile("[\uff61-\uff9f]+")
# Never in a Japanese text: controls, other scripts, private use, unassigned, non-characters.
_STRANGE = re.compile(
    "[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f\u0100-\u036f\u0460-\u1fff\u2c00-\u2dff"
    "\ua000-\uf8ff\ufb00-\ufe2f\ufe70-\uff00\uffe7-\uffff\U0001fb00-\U0001ffff\U00032000-\U0010ffff]+"
)
# Bytes that stand for nothing in CP932 (80, A0, FD, FE, FF), as the codec lets them through.
_CP932_HOLES = re.compile("[\x80\xa0\uf8f0-\uf8f3]")


class Decoded(NamedTuple):
    """A decoded file: its normalised text, where it came from, and what was lost on the way."""

    text: str
    origin: Origin
    findings: tuple[Finding, ...] = ()


def decode(data: bytes) -> tuple[str, Origin]:
    """The normalised text of ``data`` and its origin. See :func:`decode_with_findings`."""
    decoded = decode_with_findings(data)
    return decoded.text, decoded.origin


def decode_with_findings(data: bytes) -> Decoded:
    """Decode a text file of any usual Japanese encoding.

    Order: byte order mark; ISO-2022-JP by its escapes; UTF-8 when all of it is valid and it has no
    NUL; then UTF-8, CP932 (Shift_JIS), EUC-JP and, where there are NUL bytes, UTF-16 and UTF-32
    without a mark, the one under which the first stretch reads most like Japanese. Bytes the chosen
    encoding cannot read become U+FFFD and are reported (R010); nothing else is ever replaced.

    Raises Refusal: ``empty``, ``blank``, ``too-large``, ``binary``.
    """
    if not data:
        raise refusal("empty")
    if len(data) > MAX_TEXT_BYTES:
        raise too_large(len(data), MAX_TEXT_BYTES)
    encoding, text = _read(data)
    text, newline = _unify_line_ends(text)
    if not text.strip("\ufeff\x1a") or text.isspace():
        raise refusal("blank")
    findings: tuple[Finding, ...] = ()
    if _LOST in text and encoding.endswith("?"):
        lost, first = text.count(_LOST), text.index(_LOST)
        if lost > max(1, _BINARY_SHARE * len(text)):
            raise refusal("binary")
        line = text.count("\n", 0, first) + 1
        findings = (
            remark("R010", first, first + 1, encoding=encoding[:-1], count=lost, line=line),
        )
    origin = Origin("text", encoding.rstrip("?"), newline, hashlib.sha256(data).hexdigest())
    return Decoded(text, origin, findings)


def looks_binary(data: bytes) -> bool:
    """Whether ``data`` is no text in any encoding that :func:`decode` reads. Looks at the head."""
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return False
    head = data[:_WINDOW]
    if b"\0" not in head and not _has_controls(head):
        try:
            codecs.getincrementaldecoder("utf-8")().decode(head)
        except UnicodeDecodeError:
            pass
        else:
            return False
    encoding = _by_score(head)
    text = _replacing(head, encoding, final=len(head) == len(data))
    return _is_rubbish(head, text, encoding)


def _read(data: bytes) -> tuple[str, str]:
    """Encoding and raw text; the name ends in "?" when it did not fit everywhere."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _fitting(data[len(mark) :], encoding)
    if _ISO_2022.search(data, 0, _CHUNK) and not _NON_ASCII.search(data):
        return _iso_2022_jp(data)
    if b"\0" not in data:
        try:
            text = _strict(data, "utf-8")
        except UnicodeDecodeError:
            pass
        else:
            if _has_controls(data[:_WINDOW]):
                raise refusal("binary")
            return "utf-8", text
    window = _window(data)
    encoding = _by_score(window)
    sample = _replacing(window, encoding, final=False)
    if _is_rubbish(window, sample, encoding):
        raise refusal("binary")
    return _fitting(data, encoding)


def _fitting(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = _strict(data, encoding)
    except UnicodeDecodeError:
        return encoding + "?", _replacing(data, encoding, final=True)
    if encoding == "cp932" and _CP932_HOLES.search(text):
        return encoding + "?", _CP932_HOLES.sub(_LOST, text)
    return encoding, text


def _strict(data: bytes, encoding: str) -> str:
    """``data.decode(encoding)``, piece by piece: at once it would need three times the memory."""
    decoder = codecs.getincrementaldecoder(encoding)()
    starts = range(0, len(data), _CHUNK)
    return "".join(
        decoder.decode(data[at : at + _CHUNK], at + _CHUNK >= len(data)) for at in starts
    )


def _replacing(data: bytes, encoding: str, *, final: bool) -> str:
    """Decode, writing U+FFFD for what does not fit; an open end is let go unless ``final``."""
    handler = _register_vendor_rows() if encoding == "euc_jp" else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(handler)
    starts = range(0, len(data), _PIECE)
    text = "".join(
        decoder.decode(data[at : at + _PIECE], final and at + _PIECE >= len(data)) for at in starts
    )
    return _CP932_HOLES.sub(_LOST, text) if encoding == "cp932" else text


def _window(data: bytes) -> bytes:
    """The first stretch that tells encodings apart: from the head, or from the first non-ASCII."""
    if b"\0" in data[:_WINDOW]:
        return data[:_WINDOW]
    first = _NON_ASCII.search(data)
    start = max(0, first.start() - 64) if first else 0
    return data[start : start + _WINDOW]


def _by_score(window: bytes) -> str:
    """The encoding under which ``window`` reads most like Japanese; the earlier one on a tie."""
    candidates = ["utf-8", "cp932", "euc_jp"]
    if b"\0" in window:
        candidates += ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
    best, best_score = candidates[0], float("-inf")
    for encoding in candidates:
        text = codecs.getincrementaldecoder(encoding)("replace").decode(window)
        # Reading vendor rows costs a call each; a window full of errors is not EUC-JP anyway.
        if encoding == "euc_jp" and 0 < text.count(_LOST) <= _MAX_VENDOR:
            text = _replacing(window, encoding, final=False)
        score = _likeness(text)
        if score > best_score:
            best, best_score = encoding, score
    return best


def _likeness(text: str) -> float:
    """How much ``text`` is like Japanese, about -10 to 3 a character; ASCII counts a little."""
    if not text:
        return -10.0

    def count(pattern: re.Pattern[str]) -> int:
        return sum(map(len, pattern.findall(text)))

    lost = text.count(_LOST)
    good, half, strange = map(count, (_KANA_AND_MARKS, _HALF_KANA, _STRANGE))
    swapped = count(_SWAPPED)
    kanji = max(0, count(_KANJI) - swapped)
    plain = len(text) - good - kanji - half - strange - swapped
    points = 3 * good + 2 * kanji + plain - half - 6 * (strange - lost) - 10 * lost
    return points / len(text)


def _is_rubbish(raw: bytes, text: str, encoding: str) -> bool:
    """Whether what was read is no text: many controls, or hardly a character that fits."""
    if not encoding.startswith(("utf-16", "utf-32")) and _has_controls(raw):
        return True
    # A text of half-width kana alone is poor Japanese too, but every character of it fits.
    return _likeness(text) < 0 and bool(_STRANGE.search(text))


def _has_controls(raw: bytes) -> bool:
    """Whether there are more control bytes than a slip or two could explain."""
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    return controls > max(2, 0.02 * len(raw)) or 2 * controls >= max(1, len(raw))


def _iso_2022_jp(data: bytes) -> tuple[str, str]:
    """Decode ISO-2022-JP as mail and old systems write it, with half-width kana and the NEC row."""
    for encoding in ("iso2022_jp", "iso2022_jp_2004", "iso2022_jp_ext"):
        try:
            return "iso2022_jp", data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # CP50220: JIS rows that only CP932 knows (①, ㈱, 髙). Each run is moved there by itself.
    parts: list[str] = []
    mode = b"\x1b(B"
    lost = False
    for segment in _ISO_SEGMENT.split(data):
        if _ISO_SEGMENT.fullmatch(segment):
            mode = segment
            continue
        if mode in (b"\x1b$B", b"\x1b$@"):
            moved = _kanji_run(segment)
        elif mode == b"\x1b(I":
            moved = bytes(b | 0x80 if b > 0x20 else b for b in segment).decode("cp932", "replace")
        else:
            moved = segment.decode("ascii", "replace")
        lost = lost or _LOST in moved
        parts.append(moved)
    return "iso2022_jp" + "?" * lost, "".join(parts)


def _kanji_run(run: bytes) -> str:
    """Two-byte JIS characters of ``run``; a line end within it closes the run (RFC 1468)."""
    line, end, rest = run.partition(b"\n")
    pairs = [line[i : i + 2] for i in range(0, len(line.rstrip(b"\r")), 2)]
    text = "".join(_jis_character(pair) for pair in pairs)
    if line.endswith(b"\r"):
        text += "\r"
    return text + (end + rest).decode("ascii", "replace")


def _jis_character(pair: bytes) -> str:
    if len(pair) < 2 or not (0x21 <= pair[0] <= 0x7E and 0x21 <= pair[1] <= 0x7E):
        return _LOST
    row, cell = pair[0] - 0x21, pair[1] - 0x21
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 63)
    return bytes((lead, trail)).decode("cp932", "replace")


def _register_vendor_rows() -> str:
    """The error handler that reads the NEC and IBM rows (①, 髙) of EUC-JP, as eucJP-MS has them."""
    name = "renkei-vendor-rows"
    try:
        codecs.lookup_error(name)
    except LookupError:
        codecs.register_error(name, _vendor_row)
    return name


def _vendor_row(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    at = error.start
    pair = bytes(b & 0x7F for b in error.object[at : at + 2])
    if error.object[at] >= 0xA1 and len(pair) == 2 and error.object[at + 1] >= 0xA1:
        character = _jis_character(pair)
        if character != _LOST:
            return character, at + 2
    return _LOST, at + 1


def _unify_line_ends(text: str) -> tuple[str, str]:
    """``text`` with LF only, and the line end it mostly had ("\\n" when it had none)."""
    counts = {"\r\n": text.count("\r\n"), "\x85": text.count("\x85")}
    counts["\r"] = text.count("\r") - counts["\r\n"]
    counts["\n"] = text.count("\n") - counts["\r\n"]
    newline = max(("\n", "\r\n", "\r", "\x85"), key=lambda end: counts[end])
    for end in ("\r\n", "\r", "\x85"):
        if counts[end]:
            text = text.replace(end, "\n")
    return text, newline
