"""Text out: the source itself, exactly."""

from __future__ import annotations

from renkei.instrument.model import Document, Refusal


def write_text(document: Document, *, as_read: bool = False) -> bytes:
    """The normalised source in UTF-8, exactly; with ``as_read`` in the encoding it was read from.

    ``as_read`` also gives back the kind of line end that ``Document.origin`` remembers; a text that
    mixed several kinds cannot be told apart any more.

    Raises Refusal when the encoding cannot hold the text.
    """
    text = document.source
    encoding = "utf-8"
    if as_read:
        encoding = document.origin.encoding or "utf-8"
        text = text.replace("\n", document.origin.newline or "\n")
    try:
        return text.encode(encoding)
    except LookupError as error:
        raise Refusal(
            "text-encoding",
            f"文字コード「{encoding}」は扱えません。",
            f"The encoding “{encoding}” is not known here.",
            "UTF-8 で書き出してください。",
            "Write it as UTF-8.",
        ) from error
    except UnicodeEncodeError as error:
        code = f"U+{ord(text[error.start]):04X}"
        raise Refusal(
            "text-encoding",
            f"文字 {code} は文字コード「{encoding}」で書き表せません。",
            f"The character {code} cannot be written in “{encoding}”.",
            "UTF-8 で書き出すか、JSON で書き出してください。",
            "Write it as UTF-8, or as JSON.",
        ) from error
