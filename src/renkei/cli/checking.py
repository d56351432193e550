"""``renkei check``: reads texts, runs the rules over them, and reports in one of three forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from renkei.cli import internal_words
from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.files import Found, gather, read_bytes, shown
from renkei.cli.opening import asked_profile, document_of, is_other_data
from renkei.cli.severity import at_least
from renkei.cli.words import InputError, UsageError, Words
from renkei.instrument.model import Document, Finding, Refusal


@dataclass(frozen=True, slots=True)
class Checked:
    """One file and what came of it: its findings, or why there are none. ``path`` as given.

    ``left_out`` counts the findings that are lighter than what was asked for.
    """

    path: str
    document: Document | None = None
    findings: tuple[Finding, ...] = ()
    refusal: Refusal | None = None
    error: Words | None = None
    left_out: int = 0


class Report(Protocol):
    """A form of report: told of each file as it is done, and once at the end."""

    def add(self, checked: Checked) -> None:
        """One more file is done."""

    def finish(self, passed_over: int) -> None:
        """All files are done; so many in folders were no texts."""


def run(arguments: Arguments, console: Console) -> int:
    """Check every file named. 0 nothing or notes only, 1 findings or refusals, 2 bad input."""
    least = arguments.value("--severity") or "note"
    report = _report(arguments, console, least)
    profile = asked_profile(arguments)
    code = passed_over = 0
    entries = list(gather(arguments.words))
    for done, entry in enumerate(entries):
        console.progress(done, len(entries))
        checked: Checked | None
        if isinstance(entry, InputError):
            checked = Checked("", error=entry.words)
        else:
            checked = check_file(entry, profile, least)
        if checked is None:
            passed_over += 1
            continue
        code = max(code, _code(checked))
        report.add(checked)
    console.clear_progress()
    report.finish(passed_over)
    return code


def check_file(entry: Found, profile: str | None, least: str) -> Checked | None:
    """Read and check one file; whatever is wrong with it becomes part of the result.

    None for a file that was only found in a folder and is no text at all.
    """
    from renkei.instrument.checks import check

    path = entry.path
    try:
        data = read_bytes(path)
        if not entry.named and is_other_data(data, path):
            return None
        document = document_of(data, path, profile)
        # A reader may have seen what a rule sees again: each finding once, in order of place.
        found = dict.fromkeys((*document.diagnostics, *check(document)))
    except InputError as error:
        return Checked(path, error=error.words)
    except Refusal as refusal:
        return Checked(path, refusal=refusal)
    except Exception as error:  # a mistake of ours in one file must not cost the others
        import os

        if os.environ.get("RENKEI_TRACEBACK"):
            raise
        return Checked(path, error=internal_words(error, shown(path)))
    shown_ones = [finding for finding in found if at_least(finding.severity.value, least)]
    ordered = sorted(shown_ones, key=lambda finding: (finding.start, finding.end, finding.code))
    return Checked(path, document, tuple(ordered), left_out=len(found) - len(ordered))


def _code(checked: Checked) -> int:
    if checked.error:
        return 2
    serious = any(finding.severity.value != "note" for finding in checked.findings)
    return 1 if checked.refusal or serious else 0


def _report(arguments: Arguments, console: Console, least: str) -> Report:
    if arguments.has("--json") and arguments.has("--sarif"):
        raise UsageError(
            Words(
                "--json と --sarif は同時に指定できません。",
                "--json and --sarif exclude each other.",
            ),
            "check",
        )
    if arguments.has("--json"):
        from renkei.cli.report_json import JsonReport

        return JsonReport(console)
    if arguments.has("--sarif"):
        from renkei.cli.report_sarif import SarifReport

        return SarifReport(console)
    from renkei.cli.report_text import TextReport

    return TextReport(console, least)
