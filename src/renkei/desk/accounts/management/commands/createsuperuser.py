"""Takes the place of Django's own command, which makes what there is not here."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """There is no superuser in Renkei: who runs the machine does by command what needs one."""

    help = "renkei user add"

    def run_from_argv(self, argv: list[str]) -> None:
        """Takes whatever options Django's command has."""
        super().run_from_argv(argv[:2])

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what to do instead."""
        raise CommandError(
            "Renkei に特権の利用者はありません。利用者は renkei user add NAME で登録してください。\n"
            "There is no superuser here; enter people by renkei user add NAME.",
            returncode=2,
        )
