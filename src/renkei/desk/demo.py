"""The demonstration: a desk with the shipped agreement in it and one person who can sign in.

:func:`prepare` makes the data folder ready (or leaves it as people left it), :func:`serve` serves it.
Neither needs a network.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renkei.desk.journal.actor import Actor

#: Who signs in. The municipality is made up; the agreement in the demonstration is real.
USERNAME = "demo"
NAME = "見本 太郎"
OFFICE = "訓練市 企画課"
#: Files the demonstration makes in its folder, and nothing else is deleted by a reset.
OWN_FILES = ("renkei.sqlite3", "renkei.sqlite3-wal", "renkei.sqlite3-shm", "demo-password")
#: Agreements that are shipped: the address each gets.
AGREEMENTS = {"sapporo-ishikari-2019": "sapporo-ishikari-2019.txt"}


@dataclass(frozen=True, slots=True)
class SignIn:
    """What to type at the sign-in of the demonstration. ``created`` is False when it was there."""

    username: str
    password: str
    created: bool


def prepare(data_dir: Path | None = None, reset: bool = False) -> SignIn:
    """Make the demonstration ready in a folder; what people did there stays, unless ``reset``.

    The folder is ``data_dir``, else RENKEI_DATA, else ``.demo`` where one stands.
    ``reset`` deletes the demonstration's own database and password, and no other file of the folder.
    Must be called before anything else of the desk is imported, because it names the folder.
    """
    from renkei.desk.environment import data_folder, keep_secret, make_private
    from renkei.desk.server import start

    if data_dir is None and not os.environ.get("RENKEI_DATA"):
        data_dir = Path(".demo")
    folder = data_folder() if data_dir is None else Path(data_dir).expanduser().resolve()
    os.environ["RENKEI_DATA"] = str(folder)
    if reset:
        for name in OWN_FILES:
            (folder / name).unlink(missing_ok=True)
    make_private(folder)
    start()
    password = keep_secret(folder / "demo-password", 9)
    created = _ensure_person(password)
    _load_agreements()
    return SignIn(USERNAME, password, created)


def serve(host: str = "127.0.0.1", port: int = 8000, demo: bool = True) -> int:
    """Serve until interrupted; 0 when it was, 2 when the port is taken.

    With ``demo`` the sign-in of the demonstration is printed; without, the desk serves the data it
    has, its tables brought to today's shape first.
    """
    from renkei.desk import server

    if not demo:
        server.start()
    if not server.is_free(host, port):
        print(
            f"ポート {port} は使われています。--port で別の番号を指定してください。\n"
            f"Port {port} is in use; name another one by --port.",
            file=sys.stderr,
        )
        return 2
    shown = f"[{host}]" if ":" in host else host
    print(f"Renkei: http://{shown}:{port}/")
    if demo:
        password = (Path(os.environ["RENKEI_DATA"]) / "demo-password").read_text("ascii").strip()
        print(f"ログイン / sign-in: {USERNAME}  {password}")
        print(f"データ / data: {os.environ['RENKEI_DATA']}")
    print("終わるには Ctrl+C / Ctrl+C ends it", flush=True)
    server.serve(host, port)
    return 0


def _actor() -> Actor:
    from renkei.desk.journal.actor import Actor

    return Actor.installation("renkei demo")


def _ensure_person(password: str) -> bool:
    from renkei.desk.accounts.models import Person
    from renkei.desk.accounts.operations import register

    if Person.objects.filter(username=USERNAME).exists():
        return False
    register(_actor(), USERNAME, password, name=NAME, office=OFFICE)
    return True


def _load_agreements() -> None:
    from renkei.desk.agreements.operations import import_text

    folder = resources.files("renkei") / "data" / "agreements"
    for slug, name in AGREEMENTS.items():
        import_text(_actor(), slug, (folder / name).read_bytes(), filename=name, public=True)
