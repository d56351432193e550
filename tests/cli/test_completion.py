"""The completion scripts name every command and every option of the table."""

import re
import shutil
import subprocess

import pytest

from renkei.cli.commands import COMMANDS, COMMON
from renkei.cli.listing import SHELLS, completion
from renkei.cli.words import UsageError


@pytest.mark.parametrize("shell", SHELLS)
def test_each_script_knows_every_command_and_option(shell: str) -> None:
    script = completion(shell).decode()
    options = {*COMMON, *(option for c in COMMANDS.values() for option in c.options)}
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", script), command
    for option in options:
        name = option.name.removeprefix("--") if shell == "fish" else option.name
        assert re.search(rf"(-l |){name}\b", script), option.name
        for choice in option.choices:
            assert re.search(rf"\b{choice}\b", script), choice


@pytest.mark.parametrize("shell", SHELLS)
def test_each_script_is_one_its_shell_can_read(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    check = subprocess.run([shell, "-n"], input=completion(shell), capture_output=True, check=False)
    assert check.returncode == 0, check.stderr.decode()


def complete(line: str) -> list[str]:
    """What bash would offer at the end of a line."""
    words = line.split(" ")
    listed = " ".join(f"'{word}'" for word in words)
    script = (
        f"{completion('bash').decode()}\nCOMP_WORDS=({listed}); COMP_CWORD={len(words) - 1};"
        ' compopt() { :; }; _renkei; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize("name", list(COMMANDS))
def test_bash_offers_each_command_its_own_options_and_no_others(name: str) -> None:
    assert name in complete("renkei ")
    command = COMMANDS[name]
    if command.passes_on:
        return
    offered = complete(f"renkei {name} --")
    long = [o.name for o in (*command.options, *COMMON) if o.name.startswith("--")]
    assert sorted(offered) == sorted(long)  # what has one letter (-o) is found under "-"


def test_a_shell_there_is_none_for_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        completion("tcsh")
    assert "bash, zsh, fish" in caught.value.words.ja
