"""What the desk takes from its surroundings: the data folder, the database, the secret, the hosts.

All of it has a default that works on one machine without any preparation. Names of the variables:
RENKEI_DATA, RENKEI_DATABASE_URL, RENKEI_DEBUG, RENKEI_SECRET_KEY, RENKEI_HOSTS, RENKEI_HTTPS,
RENKEI_MAIL_HOST, RENKEI_MAIL_PORT, RENKEI_MAIL_FROM, RENKEI_MAIL_USER, RENKEI_MAIL_PASSWORD,
RENKEI_MAIL_TLS.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: PRAGMAs of every SQLite connection: readers never wait for the one writer, and a power cut costs
#: at most the last transactions, never the file.
SQLITE_INIT = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"

#: Everything the desk puts into its folder.
OWN_NAMES = frozenset(
    {
        "cache",
        "demo-password",
        "renkei.sqlite3",
        "renkei.sqlite3-journal",
        "renkei.sqlite3-shm",
        "renkei.sqlite3-wal",
        "secret-key",
    }
)


class BadSetting(ImproperlyConfigured):
    """A variable of ours that makes no sense, in Japanese and English."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(f"{ja} / {en}")
        self.ja = ja
        self.en = en


def truthy(name: str) -> bool:
    """Whether a switch is on: 1, true, yes or on."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def mail() -> tuple[bool, str, str, int, str]:
    """Whether mail is sent, by which backend, to which server and port, from which address."""
    host = os.environ.get("RENKEI_MAIL_HOST", "").strip()
    port = os.environ.get("RENKEI_MAIL_PORT", "").strip() or "25"
    if not port.isascii() or not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadSetting(
            f"RENKEI_MAIL_PORT は1から65535までの数です: {port}",
            f"RENKEI_MAIL_PORT must be a number from 1 to 65535: {port}",
        )
    sender = os.environ.get("RENKEI_MAIL_FROM", "").strip()
    if host and "@" not in sender:
        raise BadSetting(
            "RENKEI_MAIL_HOST を設定したときは、RENKEI_MAIL_FROM に差出人のアドレスが要ります。",
            "With RENKEI_MAIL_HOST, RENKEI_MAIL_FROM must name the sender's address.",
        )
    backend = "smtp" if host else "console"
    return bool(host), f"django.core.mail.backends.{backend}.EmailBackend", host, int(port), sender


def mail_sign_in() -> tuple[str, str, bool]:
    """Name and password at the mail server, "" for none, and whether the connection is encrypted."""
    user = os.environ.get("RENKEI_MAIL_USER", "").strip()
    return user, os.environ.get("RENKEI_MAIL_PASSWORD", ""), truthy("RENKEI_MAIL_TLS")


def data_folder() -> Path:
    """The folder that holds everything this installation keeps. It is made when first needed."""
    named = os.environ.get("RENKEI_DATA")
    if named:
        return Path(named).expanduser().resolve()
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser().resolve() / "renkei"


def make_private(folder: Path) -> Path:
    """The folder, made if it is not there; what is ours in it is readable by its owner only.

    A folder that holds nothing but ours is closed as a whole; one with other things in it (somebody
    named a folder that serves for more) keeps the permissions it has.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    inside = list(folder.iterdir())
    for path in inside:
        if path.name in OWN_NAMES:
            _close(path, 0o700 if path.is_dir() else 0o600)
    if all(path.name in OWN_NAMES for path in inside):
        _close(folder, 0o700)
    return folder


def open_to_others(folder: Path) -> list[Path]:
    """What is ours in the folder and can still be read by other users of the machine."""
    if not folder.stat().st_mode & 0o011:  # nobody else comes in
        return []
    return [path for path in folder.iterdir() if path.name in OWN_NAMES and _is_open(path)]


def _close(path: Path, mode: int) -> None:
    if _is_open(path) and _is_ours(path):
        path.chmod(mode)


def _is_open(path: Path) -> bool:
    return not path.is_symlink() and bool(path.stat().st_mode & 0o077)


def _is_ours(path: Path) -> bool:
    return path.stat().st_uid == os.geteuid()


def keep_secret(path: Path, make: int = 50) -> str:
    """The secret in a file of mode 600; written at the first call, the same ever after."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        secret = secrets.token_urlsafe(make)
        file.write(secret + "\n")
    return secret


def secret_key(folder: Path) -> str:
    """The key that signs cookies: RENKEI_SECRET_KEY, or one kept in the data folder."""
    named = os.environ.get("RENKEI_SECRET_KEY")
    return named or keep_secret(make_private(folder) / "secret-key")


def hosts() -> list[str]:
    """Names this desk answers to; by default only this machine."""
    named = [name.strip() for name in os.environ.get("RENKEI_HOSTS", "").split(",")]
    return [name for name in named if name] or ["localhost", "127.0.0.1", "[::1]"]


def database(folder: Path) -> dict[str, Any]:
    """Django's setting for the one database: SQLite in the data folder, or RENKEI_DATABASE_URL.

    The address reads ``postgresql://user:password@host:5432/name?sslmode=require`` or
    ``sqlite:////path/to/file``.
    """
    address = os.environ.get("RENKEI_DATABASE_URL", "")
    if not address:
        return _sqlite(str(folder / "renkei.sqlite3"))
    try:
        parts = urlsplit(address)
        port = str(parts.port or "")
    except ValueError:
        raise _bad_address("アドレスの形ではありません", "it is no address") from None
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")) or ":memory:")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise _bad_address(
            f"「{parts.scheme}:」は使えません", f"“{parts.scheme}:” is not supported"
        )
    if not parts.path.removeprefix("/"):
        raise _bad_address("データベースの名前がありません", "it names no database")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _bad_address(ja: str, en: str) -> BadSetting:
    return BadSetting(
        f"RENKEI_DATABASE_URL の誤りです: {ja}。"
        "postgresql://利用者:パスワード@ホスト/名前 か sqlite:////ファイル の形にしてください。",
        f"RENKEI_DATABASE_URL is wrong: {en}. "
        "Write postgresql://user:password@host/name or sqlite:////path/to/file.",
    )


def _sqlite(name: str) -> dict[str, Any]:
    # IMMEDIATE: a transaction that will write takes the write lock at its start, so that two writers
    # wait for each other instead of failing with "database is locked".
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_INIT},
    }
