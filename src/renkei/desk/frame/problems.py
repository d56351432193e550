"""What stands against something somebody wants to do: errors as data, all shown at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason against it: what is wrong where, and what to do.

    ``code`` names the rule for tests and exports (``gate.resolutions``). ``field`` is the field of a
    form it belongs to, "" for the whole. ``provision`` cites the rule: 地方自治法第252条の2第3項.
    """

    code: str
    ja: str
    en: str
    field: str = ""
    provision: str = ""
    remedy_ja: str = ""
    remedy_en: str = ""


class Refused(Exception):
    """Refused for the reasons given; nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.ja for problem in problems))
        self.problems = problems
