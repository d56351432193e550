"""The command line is taken apart by a table, and mistakes are said in both languages."""

import pytest

from renkei.cli.arguments import parse
from renkei.cli.commands import COMMANDS
from renkei.cli.helping import help_of, overview
from renkei.cli.words import UsageError


def test_options_may_stand_before_between_and_after_the_words() -> None:
    for line in (
        "convert --to docx in out",
        "convert in --to=docx out",
        "convert in out --to docx",
        "--lang ja convert in out --to docx",
    ):
        parsed = parse(line.split())
        assert parsed.words == ["in", "out"]
        assert parsed.value("--to") == "docx"


def test_a_lone_dash_is_standard_input_and_two_dashes_end_the_options() -> None:
    assert parse(["check", "-"]).words == ["-"]
    assert parse(["check", "--", "--json"]).words == ["--json"]
    assert not parse(["check", "--", "--json"]).has("--json")


def test_a_switch_is_there_or_not() -> None:
    assert parse(["check", "a", "--json"]).has("--json")
    assert not parse(["check", "a"]).has("--json")


def test_what_stands_behind_manage_is_handed_on_unread() -> None:
    assert parse(["manage", "migrate", "--plan"]).words == ["migrate", "--plan"]


def test_help_and_version_ask_for_nothing_else() -> None:
    assert parse(["convert", "--help"]).has("--help")
    assert parse(["convert", "-h"]).has("--help")
    assert parse(["--version"]).has("--version")


@pytest.mark.parametrize(
    ("line", "ja", "en"),
    [
        ("chekc a", "「check」ではありませんか", "Did you mean “check”?"),
        ("zzz", "「zzz」というコマンドはありません", "There is no command “zzz”"),
        ("check a --jsn", "「--json」ではありませんか", "Did you mean “--json”?"),
        ("check", "PATH... を指定してください", "PATH..."),
        ("convert a", "IN OUT を指定してください", "IN OUT"),
        ("read a b", "余分な指定があります: b", "One word too many: b"),
        ("convert a b --to", "--to の値がありません", "--to needs a value"),
        ("convert a b --to doc", "「doc」は使えません", "--to cannot be “doc”"),
        ("check a --json=yes", "--json に値は付けられません", "--json takes no value"),
        ("check a --severity bad", "error, warning, note", "error, warning, note"),
        ("check a --lang fr", "ja, en", "ja, en"),
        ("--json", "「--json」というオプションはありません", "There is no option “--json”"),
        ("--lang en", "コマンドがありません", "A command is missing"),
    ],
)
def test_a_mistake_is_said_with_what_would_be_right(line: str, ja: str, en: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(line.split())
    assert ja in caught.value.words.ja
    assert en in caught.value.words.en


def test_the_help_names_every_command_and_every_option() -> None:
    for lang in ("ja", "en"):
        assert all(name in overview(lang) for name in COMMANDS)
        for command in COMMANDS.values():
            text = help_of(command, lang)
            assert all(option.name in text for option in command.options)
            assert all(option.help.in_(lang) in text for option in command.options)
