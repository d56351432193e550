"""権限表 as people read it: who may do which operation. Made from permissions.toml and the operations.

``python -m renkei.desk.accounts.manual > docs/permissions.md`` writes the page of the documentation.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from renkei.desk.accounts.permissions import Permission, table
from renkei.desk.accounts.roles import Role

if TYPE_CHECKING:
    from renkei.desk.journal.operation import Operation

#: On the own side; on the side of another member of the region.
OWN, OTHER = "●", "○"
BEARER = "招待"
#: How a module shows that it has operations.
_DECORATOR = "\n@operation("

_INTRODUCTION = f"""<!-- Made by python -m renkei.desk.accounts.manual; not edited by hand. -->
# 権限表 / Permissions

この文書は権限表（`permissions.toml`）と操作の登録簿から作られます（`python -m renkei.desk.accounts.manual`）。
画面、命令、ファイルの取込みのどれから行っても、同じ表によります。表にない操作は、だれにも許可されません。

- {OWN} … その操作に関わる団体（又は圏域）の役割として行える。
- {OTHER} … 同じ圏域の他の構成市町村の役割としても行える。
- 本人 … 利用者が自分自身や自分の預かるものについて行える。「{BEARER}」は、招待の秘密を持つ人。
- 空欄 … 行えない。操作を行った記録は、すべて操作の記録（journal）に残る。

Made from the permission table and the registry of operations. The same table holds for pages, commands and
files. {OWN}: by the role at a municipality (or region) that the operation concerns. {OTHER}: by the role at
another member of the same region too. 本人: a person about themselves or what is theirs; {BEARER}: whoever
holds the secret of an invitation. Empty: refused. An operation that is not in the table is refused to all.
"""

#: Parts of the desk, in the order of the table.
APPS = {
    "accounts": ("利用者と担当", "People and posts"),
    "region": ("圏域と団体", "Region and municipalities"),
    "agreements": ("協約", "Agreements"),
    "procedures": ("手続", "Procedures"),
    "changes": ("変更案", "Changes"),
    "negotiation": ("協議", "Negotiation"),
    "journal": ("操作の記録", "Journal"),
}


@dataclass(frozen=True)
class Row:
    """One operation with what the table says about it; ``cells`` are the marks, a role each."""

    operation: Operation
    permission: Permission
    cells: tuple[str, ...]
    person: str

    @property
    def marks(self) -> list[tuple[Role, str]]:
        """Each role with its mark."""
        return list(zip(Role, self.cells, strict=True))

    @property
    def ja(self) -> str:
        """What the operation is called."""
        return self.operation.ja

    @property
    def en(self) -> str:
        """The same in English."""
        return self.operation.en


@cache
def load_operations() -> None:
    """Import every module that has operations, so that the registry is complete."""
    import renkei.desk

    home = Path(renkei.desk.__path__[0])
    for path in sorted(home.rglob("*.py")):
        inside = path.relative_to(home).with_suffix("").parts
        if "migrations" not in inside and _DECORATOR in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(("renkei.desk", *inside)))


def operations() -> dict[str, Operation]:
    """Every operation of the desk, by name; not those that tests define."""
    from renkei.desk.journal.operation import OPERATIONS

    load_operations()
    ours = "renkei.desk."
    return {name: op for name, op in OPERATIONS.items() if op.function.__module__.startswith(ours)}


def findings() -> list[str]:
    """Where table and operations do not agree: a row without an operation, or the other way round."""
    there, rows = operations().keys(), table().keys()
    return [
        *(f"no operation: {name}" for name in sorted(rows - there)),
        *(f"not in the table: {name}" for name in sorted(there - rows)),
    ]


def rows(app: str) -> list[Row]:
    """The rows of one part of the desk, in the order of the table."""
    there = operations()
    return [
        Row(there[name], row, tuple(mark(row, role) for role in Role), _person(row))
        for name, row in table().items()
        if name.split(".")[0] == app and name in there
    ]


def mark(row: Permission, role: Role) -> str:
    """What the table shows for a role."""
    if role.of_region:
        return OWN if role in row.region else ""
    return (OWN if role in row.own else "") + (OTHER if role in row.other else "")


def _person(row: Permission) -> str:
    return OWN if row.person else BEARER if row.bearer else ""


def apps() -> dict[str, tuple[str, str]]:
    """The parts that have rows, with their names."""
    found = dict.fromkeys(name.split(".")[0] for name in table())
    return {app: APPS.get(app, (app, app)) for app in [*APPS, *found] if app in found}


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    for app, (ja, en) in apps().items():
        yield f"## {ja} / {en}"
        yield ""
        yield "| 操作 / Operation | | " + " | ".join(role.ja for role in Role) + " | 本人 |"
        yield "|---|---|" + ":-:|" * (len(Role) + 1)
        for row in rows(app):
            cells = " | ".join((*row.cells, row.person))
            yield f"| {row.ja} / {row.en} | `{row.operation.name}` | {cells} |"
        yield ""


def text() -> str:
    """The whole page."""
    return "\n".join(_lines()).rstrip() + "\n"


def main() -> int:
    """Print the page; name on the error output where table and operations do not agree."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renkei.desk.settings")
    import django

    django.setup()
    sys.stdout.write(text())
    wrong = findings()
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
