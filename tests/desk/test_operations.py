"""The only writers of the register."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.desk.office import acting, at_machine, behind_the_back
from tests.desk.people import SLUG, sample_bytes


def test_importing_again_changes_nothing(sample):
    from renkei.desk.agreements.models import Expression
    from renkei.desk.agreements.operations import import_text

    before = Expression.objects.values_list("pk", "read_at").get()
    import_text(at_machine(), SLUG, sample_bytes(), filename="x.txt", public=True)
    assert Expression.objects.values_list("pk", "read_at").get() == before


def test_importing_again_replaces_a_reading_made_by_an_older_reader(sample):
    from renkei.desk.agreements.models import Expression
    from renkei.desk.agreements.operations import import_text

    wanted = Expression.objects.get().tree
    with behind_the_back(Expression) as rows:
        rows.update(tree="{}", findings=0)
    import_text(at_machine(), SLUG, sample_bytes(), filename="x.txt", public=True)
    expression = Expression.objects.get()
    assert expression.tree == wanted
    assert bytes(expression.source) == sample_bytes()
    assert expression.findings > 0


def test_the_register_takes_its_facts_from_the_text(sample):
    import datetime

    assert sample.title == "札幌市及び石狩市における連携中枢都市圏形成に係る連携協約"
    parties = sample.parties.values_list("order", "designation", "name")
    assert list(parties) == [(1, "甲", "札幌市"), (2, "乙", "石狩市")]
    expression = sample.expressions.get()
    assert expression.concluded == datetime.date(2019, 3, 29)
    assert expression.valid_from == datetime.date(2019, 4, 1)


@pytest.mark.parametrize("act", ["discard", "keep_reading"])
def test_only_its_person_decides_on_a_waiting_file(sato, suzuki, act):
    from renkei.desk.agreements import operations

    intake = operations.receive(acting(sato), sample_bytes())
    with pytest.raises(PermissionDenied):
        getattr(operations, act)(acting(suzuki), intake)
    with pytest.raises(PermissionDenied):
        operations.read_as(acting(suzuki), intake, "statute")
    intake.refresh_from_db()


def test_a_refused_file_leaves_nothing_behind(sato):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.models import Intake
    from renkei.instrument.model import Refusal

    with pytest.raises(Refusal):
        operations.receive(acting(sato), b"")
    assert not Intake.objects.exists()


def test_nothing_else_of_the_desk_writes():
    """Views and queries call operations; a save, create, update or delete in them is a way around."""
    import ast
    from pathlib import Path

    import renkei.desk

    writes = {"save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create"}
    found = []
    for path in Path(renkei.desk.__path__[0]).rglob("*.py"):
        # Elsewhere the guard of the database watches: what operations are made of writes too.
        if not path.stem.endswith(("views", "queries", "forms", "page")):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in writes - {"update"}
            ):
                found.append(f"{path.name}:{node.lineno} {node.func.attr}")
    assert found == []


def test_every_column_is_explained():
    """A ``#:`` comment stands above every column of every table."""
    import re
    from pathlib import Path

    import renkei.desk

    for path in Path(renkei.desk.__path__[0]).rglob("models.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if re.match(r"    \w+ = models\.\w+(Field|Key)\(", line):
                assert lines[number - 1].strip().startswith("#:"), f"{path}:{number + 1}"
