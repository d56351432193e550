"""What goes to the terminal: never more than its encoding can show, never in the way of a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TextIO

from renkei.cli.words import InputError, Words

#: Columns assumed where no terminal says how wide it is.
USUAL_WIDTH = 100

_COLOURS = {"error": "31", "warning": "33", "note": "36", "strong": "1"}


class Console:
    """Standard output and error, the language to speak, and whether anybody watches."""

    def __init__(self, lang: str | None = None, environ: Mapping[str, str] = os.environ) -> None:
        self._closed = sys.stdout is None
        self._lost = False
        self.out_stream = _safe("stdout")
        self.err_stream = _safe("stderr")
        self.lang = lang or _language(environ, self.out_stream)
        self.on_terminal = _is_terminal(self.out_stream)
        self._progress_shown = False
        self._watched = _is_terminal(self.err_stream) and environ.get("TERM") != "dumb"
        self._colours = (
            self.on_terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
        )

    def say(self, words: Words) -> str:
        """A sentence in the language asked for."""
        return words.in_(self.lang)

    def out(self, text: str = "") -> None:
        """A line of the result."""
        self.clear_progress()
        self._lost = self._lost or self._closed
        self.out_stream.write(text + "\n")

    def out_bytes(self, data: bytes) -> None:
        """The result as bytes; formats have their own encoding, whatever the terminal's."""
        self.out_parts((data,))

    def out_parts(self, parts: Iterable[bytes]) -> None:
        """The result as bytes that come one part after the other and need not be held at once."""
        self.clear_progress()
        self._lost = self._lost or self._closed
        self.out_stream.flush()
        buffer = getattr(self.out_stream, "buffer", None)
        for data in parts:
            if buffer is None:
                self.out_stream.write(data.decode("utf-8", "replace"))
                continue
            left = memoryview(data)
            while left:  # with PYTHONUNBUFFERED the buffer is none and may take a part only
                left = left[buffer.write(left) :]
        if buffer is not None:
            buffer.flush()

    def err(self, words: Words | str) -> None:
        """A line about the work, not of the result."""
        self.clear_progress()
        text = words if isinstance(words, str) else self.say(words)
        self.err_stream.write(text + "\n")
        self.err_stream.flush()

    def paint(self, text: str, colour: str) -> str:
        """``text`` coloured, on a terminal that shows colours (NO_COLOR switches them off)."""
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self._colours else text

    def progress(self, done: int, total: int) -> None:
        """How far the work is, on one line that is taken away again; only for who watches."""
        if self._watched and total > 1:
            self.err_stream.write(f"\r\x1b[K{done}/{total}")
            self.err_stream.flush()
            self._progress_shown = True

    def clear_progress(self) -> None:
        """Take the progress line away."""
        if self._progress_shown:
            self.err_stream.write("\r\x1b[K")
            self.err_stream.flush()
            self._progress_shown = False

    @property
    def width(self) -> int:
        """Columns of the terminal, within bounds in which a quoted line is still read."""
        try:
            wide = os.get_terminal_size(self.out_stream.fileno()).columns
        except (OSError, ValueError, AttributeError):
            return USUAL_WIDTH
        return max(40, min(wide, 160)) if wide else USUAL_WIDTH

    def flush(self) -> None:
        """Write everything out now, so that a full disk or a closed pipe is still noticed.

        Raises InputError when there was a result and standard output was closed from the start.
        """
        self.out_stream.flush()
        self.err_stream.flush()
        if self._lost:
            raise InputError(
                Words(
                    "標準出力が閉じられています。結果は失われました。",
                    "Standard output is closed; the result is lost.",
                )
            )


def _safe(name: str) -> TextIO:
    """A standard stream that escapes what it cannot encode; a closed one swallows everything."""
    stream: TextIO | None = getattr(sys, name)
    if stream is None:
        stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - lives as long as we do
        setattr(sys, name, stream)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        with suppress(OSError, ValueError):  # a stream somebody else has put here may not allow it
            reconfigure(errors="backslashreplace")
    return stream


def _language(environ: Mapping[str, str], stream: TextIO) -> str:
    """Japanese unless RENKEI_LANG asks for English, or the output could not show Japanese."""
    asked = environ.get("RENKEI_LANG", "").lower()
    if asked[:2] in ("ja", "en"):
        return asked[:2]
    try:
        "連携".encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return "en"
    return "ja"


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        return False
