"""Findings as SARIF 2.1.0, the form that code hosts and editors show beside the lines.

Places are given twice, as line and column and as character offset, both in Unicode code points. For
a Word or PDF file they are places in its text, one paragraph or table row a line.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from renkei import __version__
from renkei.cli.checking import Checked
from renkei.cli.console import Console
from renkei.cli.files import STDIN
from renkei.cli.words import Words
from renkei.instrument.formats.places import Places
from renkei.instrument.model import Finding

Json = dict[str, Any]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


class SarifReport:
    """Collects results and prints one run."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.results: list[Json] = []
        self.rules: dict[str, int] = {}
        self.artifacts: list[Json] = []
        self.notifications: list[Json] = []

    def add(self, checked: Checked) -> None:
        """Take down one file."""
        if checked.error:
            self.console.err(checked.error)
            self._notify(checked.error, checked.path)
            return
        self.artifacts.append({"location": {"uri": uri(checked.path)}})
        if checked.refusal:
            refusal = checked.refusal
            self._notify(
                Words(
                    f"{refusal.message_ja} {refusal.remedy_ja}",
                    f"{refusal.message_en} {refusal.remedy_en}",
                ),
                checked.path,
                refusal.code,
            )
        elif checked.document:
            self.artifacts[-1]["encoding"] = checked.document.origin.encoding
            places = Places(checked.document.source)
            for finding in checked.findings:
                self.results.append(self._result(checked, finding, places))

    def finish(self, passed_over: int) -> None:
        """Print the log with its one run."""
        run = {
            "tool": {
                "driver": {
                    "name": "renkei",
                    "semanticVersion": __version__,
                    "rules": [self._rule(code) for code in self.rules],
                }
            },
            "invocations": [
                {
                    "executionSuccessful": not self.notifications,
                    "toolExecutionNotifications": self.notifications,
                }
            ],
            "artifacts": self.artifacts,
            "columnKind": "unicodeCodePoints",
            "language": "en-US" if self.console.lang == "en" else "ja-JP",
            "results": self.results,
        }
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        text = json.dumps(log, ensure_ascii=False, indent=1) + "\n"
        self.console.out_bytes(text.encode("utf-8", "backslashreplace"))

    def _result(self, checked: Checked, finding: Finding, places: Places) -> Json:
        line, column = places.at(finding.start)
        end_line, end_column = places.at(finding.end)
        region: Json = {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
        }
        assert checked.document is not None
        snippet = checked.document.source[finding.start : finding.end]
        if snippet:
            region["snippet"] = {"text": snippet}
        key = f"{finding.code}\n{finding.node_id}\n{snippet}"
        location: Json = {
            "physicalLocation": {
                "artifactLocation": {
                    "uri": uri(checked.path),
                    "index": len(self.artifacts) - 1,
                },
                "region": region,
            }
        }
        if finding.node_id:
            location["logicalLocations"] = [{"fullyQualifiedName": finding.node_id}]
        return {
            "ruleId": finding.code,
            "ruleIndex": self.rules.setdefault(finding.code, len(self.rules)),
            "level": finding.severity.value,
            "message": {"text": self.console.say(Words(finding.message_ja, finding.message_en))},
            "locations": [location],
            # The same slip keeps its fingerprint when lines above it come or go.
            "partialFingerprints": {"renkei/v1": sha256(key.encode(errors="replace")).hexdigest()},
            "properties": {"message_ja": finding.message_ja, "message_en": finding.message_en},
        }

    def _rule(self, code: str) -> Json:
        from renkei.instrument.checks import RULES

        rule = RULES.get(code)
        if rule is None:
            return {"id": code}
        say = self.console.say
        why = say(Words(rule.why_ja, rule.why_en))
        remedy = say(Words(rule.remedy_ja, rule.remedy_en))
        return {
            "id": code,
            "shortDescription": {"text": say(Words(rule.title_ja, rule.title_en))},
            "fullDescription": {"text": why},
            "help": {"text": f"{why}\n{remedy}", "markdown": f"{why}\n\n{remedy}"},
            "defaultConfiguration": {"level": rule.severity.value},
        }

    def _notify(self, words: Words, path: str, code: str = "") -> None:
        entry: Json = {"level": "error", "message": {"text": self.console.say(words)}}
        if code:
            entry["descriptor"] = {"id": code}
        if path:
            entry["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}]
        self.notifications.append(entry)


def uri(path: str) -> str:
    """A file name as a relative or absolute URI reference, escaped as RFC 3986 asks."""
    if path == STDIN:
        return "stdin"
    escaped = quote(path.replace(os.sep, "/"), safe="/", errors="surrogateescape")
    return f"file://{escaped}" if os.path.isabs(path) else escaped
