"""``renkei profiles``, ``schema`` and ``completion``: what is simply printed."""

from __future__ import annotations

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.width import padded
from renkei.cli.words import UsageError, Words

SHELLS = ("bash", "zsh", "fish")


def run(arguments: Arguments, console: Console) -> int:
    """Print what the command names."""
    assert arguments.command is not None
    match arguments.command.name:
        case "profiles":
            _profiles(console)
        case "schema":
            from renkei.instrument.formats.jsontext import schema

            console.out_bytes(schema())
        case _:
            console.out_bytes(completion(arguments.words[0]))
    return 0


def _profiles(console: Console) -> None:
    from renkei.instrument.reading.profiles import PROFILES

    for profile in PROFILES.values():
        title = console.say(Words(profile.title_ja, profile.title_en))
        console.out(f"{padded(profile.name, 22)} {title}")


def completion(shell: str) -> bytes:
    """The completion script for a shell. Raises UsageError for a shell there is none for."""
    from importlib.resources import files

    if shell not in SHELLS:
        raise UsageError(
            Words(
                f"「{shell}」用の補完はありません。次のどれかです: {', '.join(SHELLS)}",
                f"There is no completion for “{shell}”. It is one of: {', '.join(SHELLS)}",
            ),
            "completion",
        )
    return (files("renkei.cli") / "completions" / f"renkei.{shell}").read_bytes()
