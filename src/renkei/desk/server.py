"""Starting the desk: settings, tables, and the web server in front of it."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

#: More worker processes than this do not help a machine that one office uses.
MOST_WORKERS = 2
#: Seconds a worker may go on with the page it is making when the server is told to stop.
GRACE = 3


def start() -> None:
    """Bring Django up and the tables to today's shape, and forget what has expired.

    Safe to call again.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renkei.desk.settings")
    import django
    from django.conf import settings

    from renkei.desk.environment import make_private
    from renkei.desk.tables import bring_up_to_date

    make_private(settings.DATA)
    _make_database_private(settings.DATABASES["default"])
    django.setup()
    bring_up_to_date()
    _warn(settings.DATA)
    from renkei.desk.agreements.operations import clear_expired
    from renkei.desk.journal.actor import Actor
    from renkei.desk.journal.operations import adopt_all
    from renkei.desk.journal.verify import chains

    machine = Actor.installation("renkei")
    if not chains():  # what is there is older than the journal, or nothing is there
        adopt_all(machine)
    clear_expired(machine)


def _make_database_private(database: dict[str, Any]) -> None:
    """SQLite would make its file readable by all; one that is there keeps its permissions."""
    name = str(database["NAME"])
    in_memory = name.startswith((":memory:", "file:"))
    if database["ENGINE"].endswith("sqlite3") and not in_memory:
        with suppress(OSError):  # what is wrong with the place is said when it is opened
            os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _warn(folder: Path) -> None:
    from renkei.desk.environment import open_to_others

    found = " ".join(str(path) for path in open_to_others(folder))
    if found:
        print(
            f"注意: この機械の他の利用者が読めます: {found}\n"
            "  → 持ち主が chmod 600 を実行してください。\n"
            f"Warning: other users of this machine can read: {found}\n"
            "  → Let its owner run chmod 600.",
            file=sys.stderr,
        )


def is_free(host: str, port: int) -> bool:
    """Whether a server can listen here: nobody does, and the address is one of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(host: str = "127.0.0.1", port: int = 8000, workers: int | None = None) -> None:
    """Serve until interrupted: one process per core (at most two), one thread each.

    Threads would wait for each other in Python; processes do not. A host given by name or number
    joins those the desk answers to, unless RENKEI_HOSTS says which these are.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renkei.desk.settings")
    if host not in {"0.0.0.0", "::"}:
        os.environ.setdefault("RENKEI_HOSTS", f"localhost,127.0.0.1,[::1],{host}")
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "renkei.desk.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or min(MOST_WORKERS, os.cpu_count() or 1),
        blocking_threads=1,
        log_level=LogLevels.warning,
        websockets=False,
        workers_kill_timeout=GRACE,
    ).serve(target_loader=load_in_worker, wrap_loader=False)


def load_in_worker() -> Callable[..., Any]:
    """The application, as each worker process loads it.

    Ctrl+C reaches every process of the terminal. The main process then tells the workers to stop,
    and a worker that is told twice never does; so here only the main process listens to it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    from renkei.desk.wsgi import application

    return application
