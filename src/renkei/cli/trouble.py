"""What can be wrong with an installation of the desk, said in words: its folder, its database."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from renkei.cli.words import InputError, Words

#: How SQLite and PostgreSQL say that a table or a column is missing.
_NO_TABLE = re.compile(r"no such (table|column)|(relation|column) \S+ does not exist")


@contextmanager
def in_words() -> Iterator[None]:
    """Turns what Django says of a setting or a database into an InputError; the rest goes through."""
    try:
        yield
    except Exception as error:
        words = words_of(error)
        if words is None:
            raise
        raise InputError(words) from error


def words_of(error: Exception) -> Words | None:
    """What is wrong with the installation and what to do; None for anything else."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, InterfaceError

    from renkei.desk.environment import BadSetting

    if isinstance(error, BadSetting):
        return Words(error.ja, error.en)
    if isinstance(error, ImproperlyConfigured):
        return _of_settings(str(error))
    if isinstance(error, DatabaseError | InterfaceError):
        return _of_database(next(iter(str(error).strip().splitlines()), ""))
    return None


def _of_settings(said: str) -> Words:
    if "psycopg" in said:
        return Words(
            "PostgreSQL のドライバー（psycopg）が入っていません。\n"
            "  → ./run setup --dev を実行するか、pip install 'renkei[postgres]' で入れてください。",
            "The driver for PostgreSQL (psycopg) is not installed.\n"
            "  → Run ./run setup --dev, or pip install 'renkei[postgres]'.",
        )
    return Words(f"設定の誤りです: {said}", f"A setting is wrong: {said}")


def _of_database(said: str) -> Words | None:
    if _NO_TABLE.search(said):
        return Words(
            f"データベースに、この版の表がありません（{said}）。\n"
            "  → renkei manage migrate を実行するか、一度 renkei serve を起動してください。",
            f"The database lacks a table of this version ({said}).\n"
            "  → Run renkei manage migrate, or start renkei serve once.",
        )
    if os.environ.get("RENKEI_DATABASE_URL"):
        return Words(
            f"データベースにつながりません（{said}）。\n"
            "  → RENKEI_DATABASE_URL の名前、利用者、パスワード、アドレスと、"
            "データベースが動いているかを確かめてください。",
            f"The database cannot be reached ({said}).\n"
            "  → Check name, user, password and address in RENKEI_DATABASE_URL, and that the"
            " database is running.",
        )
    if any(part in said for part in ("unable to open", "readonly", "not a database", "malformed")):
        return Words(
            f"データのフォルダーの renkei.sqlite3 を開けません（{said}）。\n"
            "  → --data 又は RENKEI_DATA のフォルダーと、その権限を確かめてください。",
            f"renkei.sqlite3 in the data folder cannot be opened ({said}).\n"
            "  → Check the folder named by --data or RENKEI_DATA, and its permissions.",
        )
    if "locked" in said:
        return Words(
            "データベースが使われています。しばらく待って、もう一度実行してください。",
            "The database is busy. Wait a little and try again.",
        )
    return None
