"""Starting the desk: settings, tables, and the web server in front of it."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from typing import Any

#: More worker processes than this do not help a machine that one office uses.
MOST_WORKERS = 2
#: Seconds a worker may go on with the page it is making when the server is told to stop.
GRACE = 3


def start() -> None:
    """Bring Django up and the tables to today's shape. Safe to call again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renkei.desk.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    from renkei.desk.environment import make_private

    make_private(settings.DATA)
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


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
