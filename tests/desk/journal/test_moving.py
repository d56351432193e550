"""A register moves to another database, its journal with it, and the journal still agrees."""

import pytest
from django.core.management import CommandError, call_command

from tests.desk.office import at_machine
from tests.desk.own_database import own_database
from tests.desk.people import sample_bytes

APPS = ("accounts", "agreements", "journal", "procedures", "region")


@pytest.fixture
def moved(django_db_setup, django_db_blocker, tmp_path):
    """An empty database, and the file of a register with an agreement in it."""
    from renkei.desk.agreements.operations import import_text

    file = tmp_path / "all.json"
    with django_db_blocker.unblock():
        (tmp_path / "old").mkdir()
        with own_database(tmp_path / "old"):
            call_command("migrate", interactive=False, verbosity=0)
            import_text(at_machine(), "hamabe", sample_bytes(), filename="協約.txt")
            call_command("dumpdata", *APPS, output=str(file), verbosity=0)
        (tmp_path / "new").mkdir()
        with own_database(tmp_path / "new"):
            call_command("migrate", interactive=False, verbosity=0)
            yield file


def test_what_was_moved_is_what_the_journal_says(moved):
    from renkei.desk.agreements.models import Expression
    from renkei.desk.journal import state, verify

    call_command("loaddata", str(moved), verbosity=0)
    assert bytes(Expression.objects.get().source) == sample_bytes()
    assert list(verify.faults_of_chain("", verify.Count())) == []
    assert state.faults_of_rows(verify.Count()) == []


def test_the_register_goes_on_where_it_was(moved):
    from renkei.desk.agreements.models import Agreement
    from renkei.desk.agreements.operations import import_text
    from renkei.desk.journal import verify

    call_command("loaddata", str(moved), verbosity=0)
    import_text(at_machine(), "second", "第1条 目的\n".encode(), filename="a.txt")
    assert Agreement.objects.count() == 2
    assert verify.heads("").number == 2
    assert list(verify.faults_of_chain("", verify.Count())) == []


def test_nothing_is_loaded_over_a_register_that_has_a_journal(moved):
    call_command("loaddata", str(moved), verbosity=0)
    with pytest.raises(CommandError, match="空のデータベース"):
        call_command("loaddata", str(moved), verbosity=0)
