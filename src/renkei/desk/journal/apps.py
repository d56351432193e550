"""The app of the journal."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class JournalConfig(AppConfig):
    """記録."""

    name = "renkei.desk.journal"
    label = "journal"
    verbose_name = "記録"

    def ready(self) -> None:
        """Watch every connection from its start."""
        from renkei.desk.journal import guard

        connection_created.connect(guard.install, dispatch_uid="journal.guard")
        pre_migrate.connect(guard.migrating, dispatch_uid="journal.migrating")
        post_migrate.connect(guard.migrated, dispatch_uid="journal.migrated")
