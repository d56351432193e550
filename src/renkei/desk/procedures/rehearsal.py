"""試行: run an operation and take everything back, to hear beforehand what stands against it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from renkei.desk.frame.problems import Problem, Refused


def rehearse(*steps: Callable[[], object]) -> list[tuple[Problem, ...]]:
    """What each step would be refused for, in their order; () for one that would be done.

    Each step sees what those before it did. Nothing is kept. NotPermitted is raised as ever: who may
    not do it is not told what else is wrong.
    """
    found: list[tuple[Problem, ...]] = []
    with transaction.atomic():
        for step in steps:
            try:
                step()
                found.append(())
            except Refused as refused:
                found.append(refused.problems)
        transaction.set_rollback(True)
    return found


class AllRefused(Exception):
    """Some of several steps were refused, and therefore none was done; ``problems`` is a list as above."""

    def __init__(self, problems: list[tuple[Problem, ...]]) -> None:
        super().__init__()
        self.problems = problems


def together(*steps: Callable[[], object]) -> None:
    """Do all of them or none. Raises AllRefused with what stood against each."""
    found: list[tuple[Problem, ...]] = []
    with transaction.atomic():
        for step in steps:
            try:
                step()
                found.append(())
            except Refused as refused:
                found.append(refused.problems)
        if any(found):
            raise AllRefused(found)
