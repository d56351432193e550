"""The English of the desk: which Japanese strings pages use, and the compiled catalogue.

Japanese stands in the code and the templates. Each app holds the English of its own strings in
``<app>/locale/en/LC_MESSAGES/django.po``; what several apps say is in ``locale/`` of the desk. Django
reads them as one. The compiled ``django.mo`` is kept beside each, so that nobody who runs Renkei needs
a compiler: ``python -m renkei.desk.frame.catalogue`` writes them again and names what has no English
yet, what is no longer used and what was given two different English words.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

DESK = Path(__file__).resolve().parent.parent
_PLACE = "locale/en/LC_MESSAGES/django.po"

_TAG = re.compile(r"""\{%\s*translate\s+("([^"]*)"|'([^']*)')""")
_ARGUMENT = re.compile(r"""_\(("([^"]*)"|'([^']*)')\)""")
_BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.S)
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FUNCTIONS = {"_", "gettext", "gettext_lazy"}


def strings_in_use(folder: Path = DESK) -> set[str]:
    """Every string of the desk that is shown in the reader's language."""
    found: set[str] = set()
    for path in folder.rglob("*.html"):
        found.update(_in_template(path.read_text(encoding="utf-8")))
    for path in folder.rglob("*.py"):
        found.update(_in_code(ast.parse(path.read_text(encoding="utf-8"), str(path))))
    return found


def _in_template(text: str) -> Iterator[str]:
    for pattern in (_TAG, _ARGUMENT):
        for match in pattern.finditer(text):
            yield match[2] or match[3]
    for match in _BLOCK.finditer(text):
        yield _VARIABLE.sub(r"%(\1)s", match[1].replace("%", "%%"))


def _in_code(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in _FUNCTIONS
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value)


def catalogues(folder: Path = DESK) -> list[Path]:
    """The texts of all catalogues: the common one first, then those of the apps by name."""
    return [path for path in (folder / _PLACE,) if path.exists()] + sorted(
        folder.glob("*/" + _PLACE)
    )


def pairs_of(path: Path) -> list[tuple[str, str]]:
    """The entries of one catalogue in their order, Japanese and English; the empty key is its header.

    Raises ValueError naming file and line where a string is not written as one.
    """
    pairs: list[tuple[str, str]] = []
    key = value = ""
    target = ""
    lines = [*path.read_text(encoding="utf-8").splitlines(), 'msgid ""']
    for number, line in enumerate(lines, 1):
        word, _, rest = line.partition(" ")
        if word == "msgid":
            if target == "msgstr":
                pairs.append((key, value))
            key, value, target = _string(rest, path, number), "", "msgid"
        elif word == "msgstr":
            value, target = _string(rest, path, number), "msgstr"
        elif line.startswith('"'):
            if target == "msgid":
                key += _string(line, path, number)
            else:
                value += _string(line, path, number)
    return pairs


def _string(literal: str, path: Path, number: int) -> str:
    try:
        return str(ast.literal_eval(literal))
    except (SyntaxError, ValueError):
        raise ValueError(f"{path}:{number}: not a string in quotation marks: {literal}") from None


def read_all(paths: Iterable[Path]) -> dict[str, set[str]]:
    """The catalogues together: for each Japanese string every English one it was given."""
    given: dict[str, set[str]] = {}
    for path in paths:
        for japanese, english in pairs_of(path):
            if japanese:
                given.setdefault(japanese, set()).add(english)
    return given


def findings(folder: Path = DESK) -> list[str]:
    """What is wrong with the English of the desk, one line each; empty if it is complete."""
    given = read_all(catalogues(folder))
    used = strings_in_use(folder)
    doubtful = sorted(key for key, english in given.items() if len(english) > 1)
    return [
        *(f"no English: {key}" for key in sorted(used - given.keys())),
        *(f"empty English: {key}" for key, english in sorted(given.items()) if "" in english),
        *(f"not used: {key}" for key in sorted(given.keys() - used)),
        *(f"different English: {key}: {' | '.join(sorted(given[key]))}" for key in doubtful),
    ]


def compiled(entries: dict[str, str]) -> bytes:
    """A catalogue in the binary form that gettext reads."""
    pairs = sorted((key.encode(), value.encode()) for key, value in entries.items())
    count = len(pairs)
    tables: list[tuple[int, int]] = []
    body = b""
    offset = 28 + 16 * count
    for side in (0, 1):
        for pair in pairs:
            tables.append((len(pair[side]), offset + len(body)))
            body += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    return head + b"".join(struct.pack("<2I", *entry) for entry in tables) + body


def main() -> int:
    """Compile all catalogues, and name what is wrong with them."""
    for path in catalogues():
        binary = compiled(dict(pairs_of(path)))
        target = path.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != binary:
            target.write_bytes(binary)
    wrong = findings()
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
