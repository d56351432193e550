"""The English of the desk: which Japanese strings pages use, and the compiled catalogue.

Japanese stands in the code and the templates; ``locale/en/LC_MESSAGES/django.po`` holds the English.
The compiled ``django.mo`` is kept beside it, so that nobody who runs Renkei needs a compiler:
``python -m renkei.desk.frame.catalogue`` writes it again and names what has no English yet.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

DESK = Path(__file__).resolve().parent.parent
PO = DESK / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")

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
        found.update(_in_code(ast.parse(path.read_text(encoding="utf-8"))))
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


def read_po(path: Path = PO) -> dict[str, str]:
    """The catalogue as Japanese to English; the empty key is its header."""
    entries: dict[str, str] = {}
    key = value = ""
    target = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), 'msgid ""']:
        word, _, rest = line.partition(" ")
        if word == "msgid":
            if target == "msgstr":
                entries[key] = value
            key, value, target = ast.literal_eval(rest), "", "msgid"
        elif word == "msgstr":
            value, target = ast.literal_eval(rest), "msgstr"
        elif line.startswith('"'):
            if target == "msgid":
                key += ast.literal_eval(line)
            else:
                value += ast.literal_eval(line)
    return entries


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
    """Compile, and name what is missing or no longer used."""
    entries = read_po()
    MO.write_bytes(compiled(entries))
    used = strings_in_use()
    missing = sorted(used - entries.keys())
    unused = sorted(entries.keys() - used - {""})
    for title, strings in (("no English", missing), ("not used", unused)):
        for string in strings:
            print(f"{title}: {string}")
    return 1 if missing or unused else 0


if __name__ == "__main__":
    sys.exit(main())
