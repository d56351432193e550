"""Who and what the tests of the desk work with."""

from __future__ import annotations

from importlib import resources

import pytest

from tests.desk.office import at_machine

SLUG = "sapporo-ishikari-2019"


def sample_bytes() -> bytes:
    """The agreement that is shipped, as the file it is."""
    return (resources.files("renkei") / "data" / "agreements" / f"{SLUG}.txt").read_bytes()


@pytest.fixture
def sample(db):
    """The shipped agreement in the register, public."""
    from renkei.desk.agreements.operations import import_text

    return import_text(at_machine(), SLUG, sample_bytes(), filename=f"{SLUG}.txt", public=True)


@pytest.fixture
def sato(db):
    """佐藤, of the planning division of the centre."""
    from renkei.desk.accounts.operations import register

    return register(
        at_machine(), "sato", "himitsu-no-kotoba-1", name="佐藤 花子", office="中央市 企画課"
    )


@pytest.fixture
def suzuki(db):
    """鈴木, of a partner city: sees nothing of what 佐藤 holds."""
    from renkei.desk.accounts.operations import register

    return register(
        at_machine(), "suzuki", "himitsu-no-kotoba-2", name="鈴木 一郎", office="東市 総務課"
    )


@pytest.fixture
def as_sato(client, sato):
    client.force_login(sato)
    return client
