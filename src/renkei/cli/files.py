"""Files in and out: what is opened, what is found in folders, and every way in which that fails."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from renkei.cli.words import InputError, Words

#: What is looked for in folders.
EXTENSIONS = (".txt", ".docx", ".pdf", ".xml", ".json")
STDIN = "-"


class Found(NamedTuple):
    """A file to read; ``named``: it was asked for by name, not found in a folder."""

    path: str
    named: bool


def gather(paths: Iterable[str]) -> Iterator[Found | InputError]:
    """The files that the paths name, folders searched in order of name, each file once.

    Files and folders whose name begins with ``.`` or ``~$`` (Word's lock files) are passed over in
    folders, and links to folders are not followed. What cannot be opened comes as the error.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN or not _is_folder(path):
            found: Iterable[Found | InputError] = (Found(path, True),)
        else:
            found = _in_folder(path)
        for entry in found:
            if isinstance(entry, Found):
                real = entry.path if entry.path == STDIN else os.path.realpath(entry.path)
                if real in seen:
                    continue
                seen.add(real)
            yield entry


def _is_folder(path: str) -> bool:
    try:
        return os.path.isdir(path)
    except ValueError:  # a null character in the name
        return False


def _in_folder(top: str) -> Iterator[Found | InputError]:
    failed: list[OSError] = []
    count = 0
    for folder, folders, names in os.walk(top, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(EXTENSIONS) and not name.startswith((".", "~$")):
                count += 1
                yield Found(os.path.join(folder, name), False)
    for error in failed:
        yield problem(error, str(error.filename))
    if not count and not failed:
        yield InputError(
            Words(
                f"{shown(top)}: 読める文書がありません（{' '.join(EXTENSIONS)}）。",
                f"{shown(top)}: no texts in this folder ({' '.join(EXTENSIONS)}).",
            )
        )


def read_bytes(path: str) -> bytes:
    """All bytes of a file, or of standard input for ``-``. Raises InputError."""
    try:
        if path == STDIN:
            if sys.stdin is None:
                raise InputError(Words("標準入力が閉じられています。", "Standard input is closed."))
            return _limited(sys.stdin.buffer, path)
        with open(path, "rb") as file:
            return _limited(file, path)
    except (OSError, ValueError) as error:
        raise problem(error, path) from error


def _limited(file: BinaryIO, path: str) -> bytes:
    from renkei.instrument import reader  # the one limit; what it refuses need not be in memory

    data = file.read(reader.MAX_BYTES + 1)
    if len(data) > reader.MAX_BYTES:
        limit = reader.MAX_BYTES // (1024 * 1024)
        raise InputError(
            Words(
                f"{shown(path)}: 大きすぎます（上限 {limit} MB）。文書ですか。",
                f"{shown(path)}: too large (the limit is {limit} MB). Is this a text?",
            )
        )
    return data


def write_file(path: str, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises InputError.

    The bytes go into a file beside it that then takes its name; a link is followed, and the
    permissions of a file that was there are kept.
    """
    import tempfile  # slow to import, and only writing needs it

    target = os.path.realpath(path)
    temporary = ""
    try:
        if os.path.isdir(target):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        if os.path.exists(target) and not os.path.isfile(target):
            with open(target, "wb") as device:  # /dev/stdout, a named pipe: nothing to replace
                device.write(data)
            return
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".renkei-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
        temporary = ""
    except (OSError, ValueError) as error:
        raise problem(error, path, writing=True) from error
    finally:
        if temporary:
            os.unlink(temporary)


def _mode(target: str) -> int:
    if os.path.exists(target):
        return os.stat(target).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def same_file(first: str, second: str) -> bool:
    """Whether two names are one file, by links too."""
    try:
        return os.path.samefile(first, second)
    except (OSError, ValueError):
        return False


def shown(path: str) -> str:
    """A file name as it may stand on a terminal; standard input by its name."""
    from renkei.cli.width import visible

    return "<stdin>" if path == STDIN else visible(path)


def problem(error: OSError | ValueError, path: str, *, writing: bool = False) -> InputError:
    """What went wrong with a file, in words."""
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    name = shown(path)
    words = _PROBLEMS.get(number or 0)
    if writing and number == errno.ENOENT:
        words = Words(
            "書き出し先のフォルダーがありません。", "The folder to write to does not exist."
        )
    if words is None:
        words = Words(f"開けません（{error}）。", f"It cannot be opened ({error}).")
    return InputError(Words(f"{name}: {words.ja}", f"{name}: {words.en}"))


def reason(error: OSError) -> Words | None:
    """Why the system refused, in words; None for what it seldom says."""
    return _PROBLEMS.get(error.errno or 0)


_PROBLEMS = {
    errno.ENOENT: Words(
        "ファイルがありません。名前とフォルダーを確かめてください。",
        "No such file. Check the name and the folder.",
    ),
    errno.ENOTDIR: Words(
        "フォルダーではない所を通っています。", "A part of this path is no folder."
    ),
    errno.EISDIR: Words(
        "フォルダーです。ファイルを指定してください。", "This is a folder; name a file."
    ),
    errno.EACCES: Words(
        "開く権限がありません。管理者に確かめてください。",
        "You have no permission to open it. Ask who administers it.",
    ),
    errno.EPERM: Words("この操作は許可されていません。", "This is not permitted."),
    errno.EROFS: Words("書き込めない場所です。", "This place cannot be written to."),
    errno.ENOSPC: Words("空き容量がありません。", "There is no space left."),
    errno.EIO: Words("装置の入出力に失敗しました。", "The device failed."),
    errno.EDQUOT: Words("割り当てられた容量を超えます。", "The quota is used up."),
    errno.EFBIG: Words("ファイルが大きすぎます。", "The file becomes too large."),
    errno.ENAMETOOLONG: Words("名前が長すぎます。", "The name is too long."),
    errno.ELOOP: Words("リンクが循環しています。", "The link leads back to itself."),
    errno.EINVAL: Words("使えない名前です。", "This name cannot be used."),
}
