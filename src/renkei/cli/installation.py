"""The desk's data folder and database, opened for a command that works on them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.trouble import in_words
from renkei.cli.words import InputError, Words

SETTINGS = "renkei.desk.settings"


@contextmanager
def opened(arguments: Arguments, console: Console, *, make: bool = False) -> Iterator[None]:
    """The desk, up, with its tables in today's shape; what is wrong with it is said in words.

    ``make``: a data folder that is not there is made, and said. Otherwise it is an InputError.
    """
    choose_folder(arguments)
    with in_words():
        if make:
            _say_if_new(console)
        else:
            must_exist()
        from django.utils import translation

        from renkei.desk.server import start

        start()
        with translation.override(console.lang):
            yield


def choose_folder(arguments: Arguments) -> None:
    """Let the desk take its folder from ``--data``; processes it starts find it there too."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    folder = arguments.value("--data")
    if folder is None:
        return
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise InputError(
            Words(
                f"{folder}: フォルダーではありません。--data にはフォルダーを指定してください。",
                f"{folder}: this is no folder; --data needs one.",
            )
        )
    os.environ["RENKEI_DATA"] = folder


def must_exist() -> None:
    """InputError where the desk's database would be in a folder that is not there."""
    from renkei.desk.environment import data_folder

    folder = data_folder()
    if os.environ.get("RENKEI_DATABASE_URL") or folder.is_dir():
        return
    raise InputError(
        Words(
            f"データのフォルダーがありません: {folder}\n"
            "  → --data DIR か RENKEI_DATA で指定するか、一度 renkei serve を起動してください。",
            f"There is no data folder: {folder}\n"
            "  → Name it by --data DIR or RENKEI_DATA, or start renkei serve once.",
        )
    )


def _say_if_new(console: Console) -> None:
    from renkei.desk.environment import data_folder

    folder = data_folder()
    if not folder.is_dir():
        console.err(
            Words(f"データのフォルダーを作ります: {folder}", f"Making the data folder: {folder}")
        )
