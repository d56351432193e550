"""Every operation, tried by every role on every side: what happens is what docs/permissions.md says.

The page is committed. Who changes permissions.toml has to write the page anew, where the change is
read; who takes a check out of an operation, or adds an operation without a row or a scenario, fails
here.
"""

from __future__ import annotations

import importlib
from collections import Counter
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from renkei.desk.accounts import manual
from renkei.desk.accounts.roles import Role
from renkei.desk.journal.actor import NOBODY
from renkei.desk.journal.models import Entry
from tests.desk.accounts.scenario import SCENARIOS, World
from tests.desk.office import AOMINE, HAMABE, behind_the_back
from tests.desk.procedures.matters import TODAY

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[3] / "docs" / "permissions.md"
for path in sorted(Path(__file__).parent.glob("scenarios_*.py")):
    importlib.import_module(f"tests.desk.accounts.{path.stem}")
manual.load_operations()
NAMES = sorted(manual.operations())

#: What one party does for itself, in the matter of it and another.
ONE_PARTY = [
    f"procedures.{name}"
    for name in (
        "agree_text", "record_bill", "record_resolution", "record_publication", "record_filing",
        "record_notice", "attach", "remove_paper", "correct_act", "withdraw_act",
    )
]  # fmt: skip


def committed():
    """The page, read back: operation to role (or 本人) to its mark."""
    table = {}
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("| ") and "`" in line:
            _, name, *marks = (cell.strip() for cell in line.strip("|").split("|"))
            table[name.strip("`")] = dict(zip([*Role, "person"], marks, strict=True))
    return table


TABLE = committed()
#: Each way somebody may stand to what an operation concerns.
CASES = [
    *(
        (role.value, side)
        for role in Role
        if not role.of_region
        for side in ("own", "other", "far")
    ),
    *((role.value, side) for role in Role if role.of_region for side in ("own", "far")),
    ("-", "themselves"),
    ("-", "no role"),
    ("-", "not signed in"),
]


def allowed(name, role, side):
    """What the page says."""
    row = TABLE[name]
    if side in {"not signed in"}:
        return False
    if row["person"] == manual.OWN and (side == "themselves" or SCENARIOS[name].mine):
        return True
    wanted = {"own": manual.OWN, "other": manual.OTHER}.get(side)
    return wanted is not None and wanted in row[Role(role)]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once; everything here happens in one transaction that is never kept."""
    day = lambda *given: TODAY  # noqa: E731
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        patch("django.utils.timezone.localdate", day),
    ):
        made = World()
        # Here, because what a case makes goes away with it.
        for at in {scenario.at for scenario in SCENARIOS.values()}:
            for role, side in CASES:
                if side in {"own", "other", "far"}:
                    made.actor(role, side, at)
        for role in Role:
            made.actor(role.value, "own", AOMINE)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=NAMES)
def prepared(request, world):
    """One operation with its arguments, made once for all who try it."""
    if request.param not in SCENARIOS:
        pytest.fail(f"{request.param} has no scenario: see tests/desk/accounts/scenario.py")
    with transaction.atomic():
        yield request.param, SCENARIOS[request.param].build(world)
        transaction.set_rollback(True)


def actor_of(world, name, role, side):
    if side == "not signed in":
        return NOBODY
    if side == "no role":
        return world.acting(world.roleless)
    if side == "themselves":
        return world.acting(world.whose)
    return world.actor(role, side, SCENARIOS[name].at)


def outcome(name, call, actor):
    """done, nothing (not refused, but nothing was entered) or refused; never kept."""
    with transaction.atomic():
        before = Entry.objects.filter(operation=name).count()
        try:
            call.by(actor)
        except PermissionDenied:
            found = "refused"
        else:
            after = Entry.objects.filter(operation=name).count()
            found = "done" if after > before or SCENARIOS[name].quiet else "nothing"
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(("role", "side"), CASES, ids=["-".join(case) for case in CASES])
def test_an_operation_is_done_or_refused_as_the_page_says(world, prepared, role, side):
    name, call = prepared
    found = outcome(name, call, actor_of(world, name, role, side))
    assert found == ("done" if allowed(name, role, side) else "refused")


@pytest.mark.parametrize("name", ONE_PARTY)
def test_the_other_party_of_a_procedure_does_not_act_for_this_one(world, name):
    """Nearer than any other member of the region: 青嶺市 has concluded the agreement with 浜辺市."""
    with transaction.atomic():
        call = SCENARIOS[name].build(world)
        for role in Role:
            if not role.of_region:
                actor = world.actor(role.value, "own", AOMINE)
                assert outcome(name, call, actor) == "refused", role
        own = next(role for role in Role if allowed(name, role, "own"))
        assert outcome(name, call, world.actor(own.value, "own", HAMABE)) == "done"
        transaction.set_rollback(True)


def test_nobody_who_is_suspended_does_anything(world, prepared):
    name, call = prepared
    for role, side in CASES:
        if allowed(name, role, side):
            actor = actor_of(world, name, role, side)
            actor.person.is_active = False
            try:
                assert outcome(name, call, actor) == "refused", (role, side)
            finally:
                actor.person.is_active = True


def test_the_administrator_at_the_machine_does_everything_that_is_nobodys_own(world, prepared):
    name, call = prepared
    if TABLE[name]["person"] != manual.OWN:
        assert outcome(name, call, world.machine) == "done"


@pytest.mark.parametrize("values", [{"until": "2020-12-31"}, {"since": "2099-04-01"}])
def test_a_role_that_ended_or_has_not_begun_opens_nothing(world, values):
    from renkei.desk.accounts.models import Grant

    with transaction.atomic():
        person = world.actor("administrator", "own", SCENARIOS["accounts.grant"].at).person
        call = SCENARIOS["accounts.grant"].build(world)
        assert outcome("accounts.grant", call, world.acting(person)) == "done"
        with behind_the_back(Grant) as rows:
            rows.filter(person=person).update(**values)
        assert outcome("accounts.grant", call, world.acting(person)) == "refused"
        transaction.set_rollback(True)


def test_the_page_is_the_table_and_the_table_has_every_operation():
    assert manual.findings() == []
    assert PAGE.read_text("utf-8") == manual.text(), (
        "write it again: python -m renkei.desk.accounts.manual > docs/permissions.md"
    )


def test_every_row_and_every_scenario_names_an_operation():
    assert TABLE.keys() == set(NAMES)
    assert SCENARIOS.keys() == set(NAMES)


def test_the_page_tells_roles_and_sides_apart():
    """A table in which everything, or nothing, is allowed would prove nothing."""
    found = Counter(
        allowed(name, role, side)
        for name in NAMES
        for role, side in CASES
        if name in TABLE and name in SCENARIOS
    )
    assert min(found[True], found[False]) > len(NAMES)
