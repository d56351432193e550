"""Stopping the server: by Ctrl+C (SIGINT to the whole process group), or by a signal to it alone."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.desk.test_demo import fetch

#: Far more than stopping takes, for a machine that is busy with other things; a hang lasts for ever.
PATIENCE = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def server(tmp_path):
    """A server that answers, the leader of a process group of its own."""
    environment = {key: value for key, value in os.environ.items() if "RENKEI" not in key}
    port = free_port()
    words = ["serve", "--port", str(port), "--data", str(tmp_path / "data")]
    with subprocess.Popen(
        [sys.executable, "-m", "renkei", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as started:
        try:
            fetch(f"http://127.0.0.1:{port}/agreements/")
            yield started
        finally:
            if is_alive(started.pid):
                os.killpg(started.pid, signal.SIGKILL)


@pytest.mark.parametrize("to_all", [True, False], ids=["group", "main"])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_a_signal_ends_the_server_and_its_workers(server, sent, to_all):
    (os.killpg if to_all else os.kill)(server.pid, sent)
    _out, said = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0
    assert b"Traceback" not in said
    deadline = time.monotonic() + PATIENCE
    while is_alive(server.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(server.pid)
