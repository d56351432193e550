"""`./run test` on SQLite and on PostgreSQL: what runs, what is said, what is left behind."""

import importlib.machinery
import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import debian, postgres

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def script(monkeypatch):
    """The script `run`, with pytest replaced by a list of what would have been run where."""
    loader = importlib.machinery.SourceFileLoader("run_script", str(ROOT / "run"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_script", loader))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    module.calls = []
    module.codes = {}

    def note(words):
        where = "postgres" if os.environ.get("RENKEI_TEST_DATABASE_URL") else "sqlite"
        module.calls.append((where, *map(str, words[3:])))
        return module.codes.get(where, 0)

    monkeypatch.setattr(module, "prepare", lambda requirements: None)
    monkeypatch.setattr(module, "become", lambda words: sys.exit(note(words)))
    monkeypatch.setattr(module, "wait_for", note)
    monkeypatch.setattr(module.signal, "signal", lambda *words: None)
    monkeypatch.setenv("RENKEI_TEST_DATABASE_URL", "postgresql://kept@/one")
    monkeypatch.setenv("RENKEI_NO_CHROMIUM", "")  # these are put back afterwards
    monkeypatch.delenv("RENKEI_CHROMIUM", raising=False)
    return module


def test_everything_runs_on_sqlite_and_the_desk_on_postgresql_too(script):
    assert script.test(["--no-browser"]) == 0
    assert script.calls == [("sqlite", "-n", "auto"), ("postgres", "-n", "auto", "tests/desk")]


def test_a_few_named_tests_run_on_sqlite_alone_unless_asked(script):
    with pytest.raises(SystemExit):  # pytest takes the process over
        script.test(["--no-browser", "tests/desk/journal"])
    assert script.calls == [("sqlite", "tests/desk/journal")]
    script.calls.clear()
    os.environ["RENKEI_TEST_DATABASE_URL"] = "postgresql://kept@/one"
    script.test(["--no-browser", "--postgres", "tests/desk/journal"])
    assert script.calls == [("sqlite", "tests/desk/journal"), ("postgres", "tests/desk/journal")]


def test_postgresql_can_be_left_out(script):
    with pytest.raises(SystemExit):
        script.test(["--no-browser", "--no-postgres"])
    assert script.calls == [("sqlite", "-n", "auto")]


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_a_failure_on_either_fails_the_whole(script, where):
    script.codes = {where: 1}
    assert script.test(["--no-browser"]) == 1
    assert len(script.calls) == 2


def test_without_postgresql_it_is_said_before_and_after_and_fails_if_it_was_asked_for(
    script, monkeypatch, capsys
):
    def missing():
        raise postgres.NotPossible("no PostgreSQL server programs")

    monkeypatch.setattr(postgres, "find_or_install", missing)
    monkeypatch.delenv("RENKEI_TEST_DATABASE_URL")
    assert script.test(["--no-browser"]) == 0
    assert script.calls == [("sqlite", "-n", "auto")]
    assert capsys.readouterr().err.count("NOT tested on PostgreSQL: no PostgreSQL") == 2
    assert script.test(["--no-browser", "--postgres"]) == 1


def test_installing_starts_no_server_of_the_machine_and_leaves_no_setting(monkeypatch, tmp_path):
    setting = tmp_path / "etc" / "createcluster.d" / "ours.conf"
    seen = []

    def install(*packages):
        seen.append((packages, setting.read_text()))
        return "no network"

    monkeypatch.setattr(postgres, "NO_CLUSTER", setting)
    monkeypatch.setattr(debian, "install", install)
    with pytest.raises(postgres.NotPossible, match=r"apt-get install postgresql.*\n.*no network"):
        postgres.install()
    assert seen == [(("postgresql",), "create_main_cluster = false\n")]
    assert list(tmp_path.iterdir()) == []


SERVER = """
import sys, time
from tests import postgres
import signal
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(3))
with postgres.started(postgres.find()) as address:
    print(address, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_listens_on_its_socket_only_and_is_gone_after_an_interruption(number):
    try:
        postgres.find()
    except postgres.NotPossible as reason:
        pytest.skip(str(reason))
    words = [sys.executable, "-c", SERVER]
    with subprocess.Popen(
        words,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Tests that run in the background inherit that interruptions are ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as child:
        address = child.stdout.readline().decode().strip()
        folder = Path(address.split("host=")[1])
        state = (folder / "data" / "postmaster.pid").read_text().splitlines()
        server, listens_on = int(state[0]), state[5]
        child.send_signal(number)
        child.wait(timeout=20)
    assert listens_on == ""
    assert not folder.exists()
    assert ended(server)


def ended(number: int) -> bool:
    """Whether a process is over within a few seconds (or only waits to be counted as such)."""
    state = Path(f"/proc/{number}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False
