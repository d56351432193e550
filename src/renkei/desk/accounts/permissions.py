"""The permission table: which role may do which operation, for its own side and for another's.

The table itself is permissions.toml beside this file. An operation that is not in it is refused to
everybody but the administrator at the machine.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from renkei.desk.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Permission:
    """One row. ``own``: roles at a municipality the operation concerns. ``other``: roles at another
    member of the same region. ``region``: roles for the region. ``person``: anybody signed in, for
    what is their own. ``bearer``: whoever holds the secret of an invitation, no role needed; the
    operation looks at the secret itself."""

    own: frozenset[Role] = frozenset()
    other: frozenset[Role] = frozenset()
    region: frozenset[Role] = frozenset()
    person: bool = False
    bearer: bool = False


NOBODY = Permission()


@cache
def table() -> dict[str, Permission]:
    """Operation to permission, in the order of the file."""
    text = (resources.files("renkei.desk.accounts") / "permissions.toml").read_text("utf-8")
    rows: dict[str, Permission] = {}
    for app, operations in tomllib.loads(text).items():
        for name, row in operations.items():
            unknown = set(row) - {"own", "other", "region", "person", "bearer"}
            if unknown:
                raise ValueError(f"{app}.{name}: {sorted(unknown)}")
            rows[f"{app}.{name}"] = Permission(
                own=_roles(row, "own"),
                other=_roles(row, "other"),
                region=_roles(row, "region"),
                person=bool(row.get("person", False)),
                bearer=bool(row.get("bearer", False)),
            )
    return rows


def permission(operation: str) -> Permission:
    """The row of an operation; NOBODY where it has none."""
    return table().get(operation, NOBODY)


def _roles(row: dict[str, list[str]], column: str) -> frozenset[Role]:
    roles = frozenset(Role(name) for name in row.get(column, []))
    if any(role.of_region != (column == "region") for role in roles):
        raise ValueError(f"{column}: {sorted(roles)}")
    return roles
