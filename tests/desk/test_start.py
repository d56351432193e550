"""What a start of the desk leaves on the disk, and what two processes of it share."""

import json
import os
import stat
import subprocess
import sys

import pytest

START = """
import json, os, sys
os.umask(0o022)
from renkei.desk.server import start
start()
"""
EXPIRED = (
    START
    + """
import datetime
from renkei.desk.accounts.operations import register
from renkei.desk.journal.actor import Actor
from renkei.desk.agreements import operations
from renkei.desk.agreements.models import Intake
person = register(Actor.installation("test"), "sato", "himitsu-no-kotoba-1")
operations.receive(Actor.for_person(person), "第1条 目的".encode())
from django.db.models import QuerySet
from renkei.desk.journal.recording import unguarded
with unguarded():
    QuerySet(Intake).update(expires_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
start()
print(json.dumps(Intake.objects.count()))
"""
)
SIGN_IN = (
    START
    + """
from django.test import Client
from renkei.desk.accounts.models import Person
from renkei.desk.accounts.operations import register
from renkei.desk.journal.actor import Actor
if not Person.objects.exists():
    register(Actor.installation("test"), "sato", "himitsu-no-kotoba-1")
answers = [
    Client(SERVER_NAME="localhost").post("/accounts/login/", {"login": "sato", "password": word})
    for word in sys.argv[1:]
]
print(json.dumps([answer.status_code for answer in answers] + [answers[-1].content.decode()]))
"""
)


@pytest.fixture
def start(tmp_path):
    """Runs lines of Python on one data folder, in a process of their own."""
    environment = {key: value for key, value in os.environ.items() if "RENKEI" not in key}
    environment["RENKEI_DATA"] = str(tmp_path / "data")

    def run(code, *words):
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            capture_output=True,
            text=True,
            env=environment,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout or "null")

    return run


def test_nobody_else_can_read_what_a_start_makes(start, tmp_path):
    start(START)
    made = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert len(made) > 1
    assert [path for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_a_start_forgets_the_files_nobody_decided_on(start):
    assert start(EXPIRED) == 0


def test_wrong_passwords_are_counted_over_all_processes(start):
    *_codes, said = start(SIGN_IN, *["wrong"] * 5)
    assert "ログイン失敗が連続しています" not in said
    *_codes, said = start(SIGN_IN, "himitsu-no-kotoba-1")
    assert "ログイン失敗が連続しています" in said
