"""Brings Django up for tests of the desk, in a data folder of its own and without a trace in the
environment, so that tests of the command line find it as they expect."""

import atexit
import os
import shutil
import tempfile

import django
from django.conf import settings

_OURS = {
    "DJANGO_SETTINGS_MODULE": "renkei.desk.settings",
    "RENKEI_SECRET_KEY": "only-for-tests",
    "RENKEI_DATABASE_URL": os.environ.get("RENKEI_TEST_DATABASE_URL", ""),
}


def up() -> None:
    """Configure Django once."""
    if settings.configured:
        return
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    before = dict(os.environ)
    os.environ.update(_OURS, RENKEI_DATA=folder)
    try:
        django.setup()
        # A password is checked hundreds of times here and guards nothing.
        settings.PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.MD5PasswordHasher",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ]
        settings.ACCOUNT_RATE_LIMITS = False
        _let_tests_empty_the_database()
    finally:
        os.environ.clear()
        os.environ.update(before)


def _let_tests_empty_the_database() -> None:
    """Between tests with real transactions every table is emptied, which no operation does."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from renkei.desk.journal.recording import unguarded

    flush = BaseDatabaseOperations.execute_sql_flush

    def unwatched(self, sql_list):
        with unguarded():
            return flush(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = unwatched
