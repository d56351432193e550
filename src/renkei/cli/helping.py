"""Help: of ``renkei`` as a whole, and of each command."""

from __future__ import annotations

from renkei.cli.arguments import options_of
from renkei.cli.commands import COMMANDS, Command
from renkei.cli.width import padded
from renkei.cli.words import Words


def overview(lang: str) -> str:
    """All commands, a line each."""
    head = Words(
        "renkei（連携）— 連携協約を署名された本文から動かす\n\n"
        "使い方: renkei コマンド [オプション]\n",
        "renkei (連携): runs an inter-municipal agreement from its signed text\n\n"
        "Usage: renkei COMMAND [options]\n",
    )
    foot = Words(
        "\n各コマンドの使い方は renkei コマンド --help\n"
        "終了コード: 0 正常、1 指摘又は読めない文書あり、2 ファイルがない・使い方の誤り",
        "\nHow each is used: renkei COMMAND --help\n"
        "Exit codes: 0 all well, 1 findings or a text that is refused, 2 bad input or usage",
    )
    lines = [head.in_(lang)]
    lines += [f"  {padded(c.name, 11)} {c.summary.in_(lang)}" for c in COMMANDS.values()]
    return "\n".join([*lines, foot.in_(lang)])


def help_of(command: Command, lang: str) -> str:
    """How one command is used."""
    lines = [
        f"{Words('使い方', 'Usage').in_(lang)}: {usage(command)}",
        "",
        command.summary.in_(lang),
    ]
    for act in command.acts:
        if act is command.acts[0]:
            lines.append("")
        shown = f"{act.name} {act.usage}".strip()
        lines.append(f"  {padded(shown, 18)} {act.summary.in_(lang)}")
    if details := command.details.in_(lang):
        lines += ["", details]
    lines += ["", Words("オプション:", "Options:").in_(lang)]
    for option in command.options if command.passes_on else options_of(command):
        shown = f"{option.name} {option.metavar}".strip()
        choices = f"  [{'|'.join(option.choices)}]" if len(option.choices) > 2 else ""
        lines.append(f"  {padded(shown, 18)} {option.help.in_(lang)}{choices}")
    return "\n".join(lines)


def usage(command: Command) -> str:
    """The line that says what may stand behind a command."""
    options = " ".join(
        f"[{option.name}{' ' + option.metavar if option.metavar else ''}]"
        for option in command.options
    )
    return " ".join(part for part in ("renkei", command.name, command.usage, options) if part)
