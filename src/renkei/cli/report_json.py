"""Findings as one JSON document: files with their findings, the rules concerned, the sum."""

from __future__ import annotations

import json
from typing import Any

from renkei.cli.checking import Checked
from renkei.cli.console import Console
from renkei.cli.severity import ORDER
from renkei.instrument.formats.facade import findings

Json = dict[str, Any]


class JsonReport:
    """Collects everything and prints it at the end, always as a whole document."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.files: list[Json] = []
        self.codes: dict[str, None] = {}
        self.counts = dict.fromkeys((*ORDER, "refused", "failed", "left_out"), 0)

    def add(self, checked: Checked) -> None:
        """Take down one file."""
        entry: Json = {"path": checked.path or None, "findings": []}
        if checked.error:
            self.counts["failed"] += 1
            self.console.err(checked.error)
            entry["error"] = {"message": checked.error.ja, "message_en": checked.error.en}
        elif checked.refusal:
            self.counts["refused"] += 1
            refusal = checked.refusal
            entry["refusal"] = {
                "code": refusal.code,
                "message": refusal.message_ja,
                "message_en": refusal.message_en,
                "remedy": refusal.remedy_ja,
                "remedy_en": refusal.remedy_en,
            }
        elif checked.document:
            entry["title"] = checked.document.facts.title
            self.counts["left_out"] += checked.left_out
            entry["profile"] = checked.document.profile
            entry["findings"] = findings(checked.document.source, checked.findings)
            for finding in checked.findings:
                self.counts[finding.severity.value] += 1
                self.codes.setdefault(finding.code)
        self.files.append(entry)

    def finish(self, passed_over: int) -> None:
        """Print the document."""
        from renkei.instrument.checks import RULES

        rules = {
            code: {
                "severity": rule.severity.value,
                "title": rule.title_ja,
                "title_en": rule.title_en,
                "why": rule.why_ja,
                "why_en": rule.why_en,
                "remedy": rule.remedy_ja,
                "remedy_en": rule.remedy_en,
            }
            for code in self.codes
            if (rule := RULES.get(code))
        }
        document = {
            "renkei": "findings",
            "version": 1,
            "files": self.files,
            "rules": rules,
            "summary": {"files": len(self.files), **self.counts, "passed_over": passed_over},
        }
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        self.console.out_bytes(text.encode("utf-8", "backslashreplace"))
