"""``renkei convert``: a text in another format."""

from __future__ import annotations

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.files import STDIN, same_file, shown, write_file
from renkei.cli.opening import asked_profile, open_text
from renkei.cli.words import InputError, UsageError, Words
from renkei.instrument.formats import FORMATS, format_of, write
from renkei.instrument.model import Document


def run(arguments: Arguments, console: Console) -> int:
    """Read IN, write OUT, and say what the format cannot hold."""
    source, target = arguments.words
    asked = arguments.value("--to")
    if target == STDIN and asked is None:
        raise UsageError(
            Words(
                "標準出力に書き出すときは --to で形式を指定してください。",
                "Writing to standard output needs a format: --to FMT.",
            ),
            "convert",
        )
    fmt = asked or _by_name(target)
    entry = FORMATS[fmt]
    if target != STDIN and source != STDIN and same_file(source, target):
        raise InputError(
            Words(
                f"{shown(target)}: 元の文書に上書きはしません。別の名前を指定してください。",
                f"{shown(target)}: the text itself is never overwritten. Give another name.",
            )
        )
    if target == STDIN and entry.binary and console.on_terminal:
        raise InputError(
            Words(
                f"{entry.name_ja}は端末に表示できません。ファイル名を指定してください。",
                f"A {entry.name_en} cannot be shown on a terminal. Name a file.",
            )
        )
    document = open_text(source, asked_profile(arguments))
    if target == STDIN and fmt == "json":
        from renkei.instrument.formats.jsontext import json_parts

        console.out_parts(json_parts(document))
    elif target == STDIN:
        console.out_bytes(write(document, fmt))
    else:
        data = write(document, fmt)
        write_file(target, data)
        console.err(
            Words(
                f"{shown(target)}: {entry.name_ja}で書き出しました（{len(data):,} バイト）。",
                f"{shown(target)}: written as {entry.name_en} ({len(data):,} bytes).",
            )
        )
    for ja, en in entry.losses(document):
        console.err(Words(f"  {ja}", f"  {en}"))
    if fmt == "pdf":
        _say_unprintable(document, console)
    return 0


def _say_unprintable(document: Document, console: Console) -> None:
    """Name the characters that stand as 〓 in the PDF because no font at hand has them."""
    from renkei.instrument.formats.pdf import unprintable

    lacking = unprintable(document)
    if lacking:
        names = ", ".join(f"U+{ord(char):04X}" for char in lacking)
        console.err(
            Words(
                f"  書体にない文字を〓で印字しました: {names}",
                f"  Characters that the fonts lack are printed as 〓: {names}",
            )
        )


def _by_name(target: str) -> str:
    from renkei.instrument.model import Refusal

    try:
        return format_of(target)
    except Refusal as refusal:
        words = Words(
            f"{refusal.message_ja}\n  → {refusal.remedy_ja}",
            f"{refusal.message_en}\n  → {refusal.remedy_en}",
        )
        raise UsageError(words, "convert") from refusal
