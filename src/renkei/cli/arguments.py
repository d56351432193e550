"""Takes a command line apart by the table of commands, and says in words what is wrong with it.

Our own instead of argparse: every message is in Japanese and English, and the start is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from renkei.cli.commands import COMMANDS, COMMON, Command, Option
from renkei.cli.words import UsageError, Words


@dataclass(slots=True)
class Arguments:
    """A command line, taken apart: the words it was given, and its options by name."""

    command: Command | None
    words: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether a switch was given."""
        return name in self.options

    def value(self, name: str) -> str | None:
        """The value of an option; None when it was not given."""
        return self.options.get(name)


def parse(argv: Sequence[str]) -> Arguments:
    """Take apart what stands behind ``renkei``. Raises UsageError with what is wrong.

    Options may stand anywhere, as ``--to docx`` or ``--to=docx``; what follows ``--`` is no option.
    ``--version`` and ``--help`` win over everything that is missing.
    """
    parsed = Arguments(None)
    rest = list(argv)
    plain = False
    while rest:
        word = rest.pop(0)
        if plain or word == "-" or not word.startswith("-"):
            if parsed.command is None:
                parsed.command = _command(word)
                if parsed.command.passes_on:
                    _pass_on(parsed, rest)
                    return parsed
            else:
                parsed.words.append(word)
        elif word == "--":
            plain = True
        else:
            _option(parsed, word, rest)
    if not parsed.has("--help") and not parsed.has("--version"):
        _complete(parsed)
    return parsed


def _command(word: str) -> Command:
    if word in COMMANDS:
        return COMMANDS[word]
    near = _near(word, list(COMMANDS))
    raise UsageError(
        Words(
            f"「{word}」というコマンドはありません。{_perhaps_ja(near)}",
            f"There is no command “{word}”.{_perhaps_en(near)}",
        )
    )


def _pass_on(parsed: Arguments, rest: list[str]) -> None:
    """Hand everything on but the command's own options."""
    assert parsed.command is not None
    own = {option.name for option in parsed.command.options}
    while rest:
        word = rest.pop(0)
        if word.partition("=")[0] in own:
            _option(parsed, word, rest)
        else:
            parsed.words.append(word)


def _option(parsed: Arguments, word: str, rest: list[str]) -> None:
    name, equals, value = word.partition("=")
    if name == "-h":
        name = "--help"
    if parsed.command is None and name in ("--version", "-V"):
        parsed.options["--version"] = ""
        return
    known = {option.name: option for option in options_of(parsed.command)}
    command = parsed.command.name if parsed.command else ""
    if name not in known:
        near = _near(name, list(known))
        raise UsageError(
            Words(
                f"「{name}」というオプションはありません。{_perhaps_ja(near)}",
                f"There is no option “{name}”.{_perhaps_en(near)}",
            ),
            command,
        )
    option = known[name]
    if not option.metavar:
        if equals:
            raise UsageError(
                Words(f"{name} に値は付けられません。", f"{name} takes no value."), command
            )
        parsed.options[name] = ""
        return
    if not equals:
        if not rest:
            raise UsageError(
                Words(
                    f"{name} の値がありません（{name} {option.metavar}）。",
                    f"{name} needs a value ({name} {option.metavar}).",
                ),
                command,
            )
        value = rest.pop(0)
    if option.choices and value not in option.choices:
        raise UsageError(
            Words(
                f"{name} に「{value}」は使えません。次のどれかです: {', '.join(option.choices)}",
                f"{name} cannot be “{value}”. It is one of: {', '.join(option.choices)}",
            ),
            command,
        )
    parsed.options[name] = value


def options_of(command: Command | None) -> tuple[Option, ...]:
    """The options that may stand with a command, or before any."""
    return (*command.options, *COMMON) if command else COMMON


def _complete(parsed: Arguments) -> None:
    command = parsed.command
    if command is None:
        if parsed.options:
            raise UsageError(Words("コマンドがありません。", "A command is missing."))
        return
    if command.acts:
        _complete_act(parsed, command)
        return
    given = len(parsed.words)
    if given < command.least:
        raise UsageError(
            Words(
                f"{command.usage} を指定してください。",
                f"What to {command.name} is missing: {command.usage}",
            ),
            command.name,
        )
    if command.most is not None and given > command.most:
        raise _too_many(parsed.words[command.most], command)


def _too_many(extra: str, command: Command) -> UsageError:
    return UsageError(
        Words(f"余分な指定があります: {extra}", f"One word too many: {extra}"), command.name
    )


def _complete_act(parsed: Arguments, command: Command) -> None:
    names = [act.name for act in command.acts]
    if not parsed.words:
        listed = ", ".join(names)
        raise UsageError(
            Words(
                f"何をするかを指定してください（{listed}）。", f"Say what to do, one of: {listed}"
            ),
            command.name,
        )
    word, *behind = parsed.words
    act = next((act for act in command.acts if act.name == word), None)
    if act is None:
        near = _near(word, names)
        raise UsageError(
            Words(
                f"「{command.name} {word}」という操作はありません。{_perhaps_ja(near)}",
                f"There is no “{command.name} {word}”.{_perhaps_en(near)}",
            ),
            command.name,
        )
    if len(behind) < act.least:
        raise UsageError(
            Words(
                f"{act.usage} を指定してください。", f"What to {act.name} is missing: {act.usage}"
            ),
            command.name,
        )
    if len(behind) > act.most:
        raise _too_many(behind[act.most], command)
    others = {name for other in command.acts for name in other.options} - {*act.options}
    for name in parsed.options:
        if name in others:
            raise UsageError(
                Words(
                    f"{name} は {command.name} {act.name} には使えません。",
                    f"{name} does not go with {command.name} {act.name}.",
                ),
                command.name,
            )


def _near(word: str, known: list[str]) -> str:
    from difflib import get_close_matches  # only a mistake pays for this import

    return next(iter(get_close_matches(word, known, 1)), "")


def _perhaps_ja(near: str) -> str:
    return f"「{near}」ではありませんか。" if near else "一覧は renkei --help で見られます。"


def _perhaps_en(near: str) -> str:
    return f" Did you mean “{near}”?" if near else " See renkei --help."
