"""The command line of Renkei. ``main`` never lets a traceback out: bad input is said in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from renkei.cli.arguments import Arguments, parse
from renkei.cli.console import Console
from renkei.cli.words import InputError, UsageError, Words

if TYPE_CHECKING:  # loads the reader, which help and completion do without
    from renkei.instrument.model import Refusal

OK = 0
FOUND = 1  # findings, or a text that is refused
BAD_INPUT = 2  # a file that cannot be opened, or wrong usage
INTERRUPTED = 130  # 128 + SIGINT
PIPE_CLOSED = 141  # 128 + SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``renkei`` with these arguments (those of the process by default).

    Returns the exit code: 0 all well, 1 findings or a refused text, 2 bad input or usage,
    130 interrupted, 141 when whoever read the output has gone.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    console = Console(_asked_language(given))
    try:
        code = _run(given, console)
        console.flush()
        return code
    except UsageError as error:
        console.err(f"renkei: {console.say(error.words)}")
        _point_to_help(error.command, console)
        return BAD_INPUT
    except InputError as error:
        console.err(error.words)
        return BAD_INPUT
    except BrokenPipeError:
        # What is still in the buffer can go nowhere; without this Python would say so at exit.
        _discard_output()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        console.err(Words("中断しました。", "Interrupted."))
        return INTERRUPTED
    except Exception as error:
        return _refused_or_unforeseen(error, console)


def refusal_words(refusal: Refusal, path: str = "") -> Words:
    """A refusal as one message: what was found, and what to do."""
    place = f"{path}: " if path else ""
    return Words(
        f"{place}{refusal.message_ja}\n  → {refusal.remedy_ja} [{refusal.code}]",
        f"{place}{refusal.message_en}\n  → {refusal.remedy_en} [{refusal.code}]",
    )


def _run(given: list[str], console: Console) -> int:
    arguments = parse(given)
    if arguments.has("--version"):
        from renkei import __version__

        console.out(f"renkei {__version__}")
        return OK
    if arguments.command is None or arguments.has("--help"):
        from renkei.cli.helping import help_of, overview

        lang = console.lang
        command = arguments.command
        console.out(help_of(command, lang) if command else overview(lang))
        return OK
    return _work(arguments, console)


def _work(arguments: Arguments, console: Console) -> int:
    from importlib import import_module

    assert arguments.command is not None
    module = import_module(f"renkei.cli.{arguments.command.module}")
    return int(module.run(arguments, console))


def _asked_language(given: Sequence[str]) -> str | None:
    """The language asked for: found first, so that every mistake is said in it."""
    for place, word in enumerate(given):
        if word == "--":
            break
        name, _, value = word.partition("=")
        if name == "--lang":
            value = value or next(iter(given[place + 1 : place + 2]), "")
            return value if value in ("ja", "en") else None
    return None


def _point_to_help(command: str, console: Console) -> None:
    from renkei.cli.commands import COMMANDS
    from renkei.cli.helping import usage

    if command:
        shown = usage(COMMANDS[command])
        console.err(Words(f"使い方: {shown}", f"Usage: {shown}"))
    else:
        console.err(Words("使い方は renkei --help", "How it is used: renkei --help"))


def _discard_output() -> None:
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass


def _refused_or_unforeseen(error: Exception, console: Console) -> int:
    """A refusal is said with its remedy; a mistake of ours in a line (RENKEI_TRACEBACK=1: where)."""
    from renkei.instrument.model import Refusal

    if isinstance(error, Refusal):
        console.err(refusal_words(error))
        return FOUND
    if isinstance(error, OSError):
        _discard_output()  # a full disk: what is left in the buffer cannot be written at exit either
        from renkei.cli.files import reason

        why = reason(error)
        console.err(
            Words(f"renkei: 出力できません。{why.ja}", f"renkei: The output failed. {why.en}")
            if why
            else Words(f"renkei: 入出力の誤り: {error}", f"renkei: input or output failed: {error}")
        )
        return BAD_INPUT
    if os.environ.get("RENKEI_TRACEBACK"):
        import traceback

        console.err(traceback.format_exc())
    console.err(internal_words(error))
    return BAD_INPUT


def internal_words(error: Exception, path: str = "") -> Words:
    """The message for a mistake of ours, with what whoever mends it needs to know."""
    place = f"{path}: " if path else ""
    if isinstance(error, MemoryError):
        return Words(
            f"{place}メモリーが足りません。文書を分けるか、他のプログラムを終えてください。",
            f"{place}There is not enough memory. Split the text, or close other programs.",
        )
    what = f"{type(error).__name__}: {error}"
    return Words(
        f"{place}プログラムの誤りです（{what}）。文書は変わっていません。"
        "\n  → RENKEI_TRACEBACK=1 を付けて実行した結果を添えて知らせてください。",
        f"{place}This is a mistake in the program ({what}); the text is unchanged."
        "\n  → Report it with what RENKEI_TRACEBACK=1 prints.",
    )
