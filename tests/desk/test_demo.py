"""The demonstration, started as a process of its own."""

import json
import os
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request

from tests.desk.people import SLUG

PREPARE = """
import json, sys
from pathlib import Path
from renkei.desk import demo
found = demo.prepare(Path(sys.argv[1]), reset="--reset" in sys.argv)
from renkei.desk.accounts.models import Person
from renkei.desk.agreements.models import Agreement
from tests.desk.office import behind_the_back
if "--mark" in sys.argv:
    with behind_the_back(Person) as rows:
        rows.update(office="直した所属")
print(json.dumps([found.username, found.password, found.created,
                  Agreement.objects.get(region__slug="sapporo").slug,
                  Person.objects.get(username="demo").office]))
"""


def run(folder, *words):
    environment = {key: value for key, value in os.environ.items() if "RENKEI" not in key}
    done = subprocess.run(
        [sys.executable, "-c", PREPARE, str(folder), *words],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_is_ready_at_first_and_keeps_what_people_did(tmp_path):
    folder = tmp_path / "demo"
    username, password, created, slug, _office = run(folder, "--mark")
    assert (username, created, slug) == ("demo", True, SLUG)
    assert stat.S_IMODE((folder / "demo-password").stat().st_mode) == 0o600
    again = run(folder)
    assert again == ["demo", password, False, SLUG, "直した所属"]


def test_reset_begins_anew_and_touches_no_other_file(tmp_path):
    folder = tmp_path / "demo"
    first = run(folder, "--mark")
    (folder / "mine.txt").write_text("mine")
    second = run(folder, "--reset")
    assert second[1] != first[1]
    assert second[4] == "青嶺市 政策部企画課"
    assert (folder / "mine.txt").read_text() == "mine"


def test_it_serves_the_agreement_and_says_where(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = (
        "if __name__ == '__main__':\n"
        "    import sys\n    from pathlib import Path\n    from renkei.desk import demo\n"
        "    demo.prepare(Path(sys.argv[1]))\n    demo.serve(port=int(sys.argv[2]))\n"
    )
    script = tmp_path / "serve.py"
    script.write_text(code)
    words = [sys.executable, str(script), str(tmp_path / "demo"), str(port)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        try:
            html = fetch(f"http://127.0.0.1:{port}/agreements/{SLUG}/")
        finally:
            server.terminate()
            printed, _none = server.communicate(timeout=20)
    assert "札幌市・石狩市 連携協約" in html
    assert f"http://127.0.0.1:{port}/" in printed
    assert "demo" in printed


def fetch(address):
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_a_port_in_use_is_said_in_words(tmp_path, capsys):
    from renkei.desk import demo, server

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not server.is_free("127.0.0.1", port)
        assert demo.serve(port=port) == 2
    assert f"ポート {port} は使われています" in capsys.readouterr().err
