"""The demonstration: the region of the shipped agreement with real facts only, and the training region,
whose people can sign in.

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
    from renkei.desk.region.models import Region

#: Who signs in first, and who for the partners (see renkei.desk.training).
CENTRE_USER = "demo"
PARTNER_USERS = {"浜辺市": "hamabe", "川添町": "kawazoe", "高穂村": "takaho", "北野市": "kitano"}

#: Files the demonstration makes in its folder, and nothing else is deleted by a reset.
OWN_FILES = ("renkei.sqlite3", "renkei.sqlite3-wal", "renkei.sqlite3-shm", "demo-password")
#: The region whose facts are shipped, and its agreements: the address each gets.
REGION = "sapporo"
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
    region = _load_region()
    _load_agreements(region)
    return SignIn(CENTRE_USER, password, _fill(password))


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
        for line in sign_ins(password):
            print(line)
        print(f"データ / data: {os.environ['RENKEI_DATA']}")
    print("終わるには Ctrl+C / Ctrl+C ends it", flush=True)
    server.serve(host, port)
    return 0


def sign_ins(password: str) -> list[str]:
    """Who can sign in to the training region, for the terminal."""
    partners = "  ".join(f"{name} {user}" for name, user in PARTNER_USERS.items())
    return [
        f"ログイン / sign-in: {CENTRE_USER}  {password}",
        f"  青嶺市（見本）の事務局です。相手の市町村: {partners}（パスワードは同じ）",
        "  The secretariat in the training region; the partners above have the same password.",
    ]


def _actor() -> Actor:
    from renkei.desk.journal.actor import Actor

    return Actor.installation("renkei demo")


def _load_region() -> Region:
    """The real region, entered once; what people changed in it since stays."""
    from renkei.desk.region.loading import load, shipped
    from renkei.desk.region.models import Region

    return Region.objects.filter(slug=REGION).first() or load(_actor(), shipped(REGION))


def _load_agreements(region: Region) -> None:
    from renkei.desk.agreements.operations import import_text

    folder = resources.files("renkei") / "data" / "agreements"
    for slug, name in AGREEMENTS.items():
        data = (folder / name).read_bytes()
        import_text(_actor(), slug, data, filename=name, public=True, region=region)


def _fill(password: str) -> bool:
    """Make the training region if it is not there; whether it was made now."""
    from renkei.desk import training

    if training.is_there():
        return False
    training.fill(password)
    return True
