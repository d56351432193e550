"""``renkei demo``, ``serve`` and ``manage``: the way into the desk, imported only here."""

from __future__ import annotations

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.installation import choose_folder, must_exist
from renkei.cli.trouble import in_words
from renkei.cli.words import UsageError, Words

USUAL_PORT = 8000
USUAL_HOST = "127.0.0.1"
#: Django's commands that look at no data.
_NEED_NOTHING = {"help", "--help", "-h", "version", "--version"}


def run(arguments: Arguments, console: Console) -> int:
    """Start the desk, or hand over to Django's commands."""
    assert arguments.command is not None
    name = arguments.command.name
    choose_folder(arguments)
    port = _port(arguments.value("--port"), name)
    with in_words():
        if name == "manage":
            return _manage(arguments.words)
        from renkei.desk import demo

        host = arguments.value("--host") or USUAL_HOST
        if name == "demo":
            demo.prepare(reset=arguments.has("--reset"))
        return int(demo.serve(host=host, port=port, demo=name == "demo") or 0)


def _manage(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    if words and words[0] not in _NEED_NOTHING:
        must_exist()
    try:
        execute_from_command_line(["renkei manage", *words])
    except SystemExit as end:  # Django's own way of saying what is wrong
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _port(given: str | None, command: str) -> int:
    if given is None:
        return USUAL_PORT
    if not (given.isascii() and given.isdigit() and 0 < int(given[:6]) < 65536):
        raise UsageError(
            Words(
                f"ポート番号は 1 から 65535 までの数です: {given}",
                f"A port is a number from 1 to 65535: {given}",
            ),
            command,
        )
    return int(given)
