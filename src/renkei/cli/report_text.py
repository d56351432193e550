"""Findings for people: the line quoted, the words marked, and each code explained once."""

from __future__ import annotations

from renkei.cli import refusal_words
from renkei.cli.checking import Checked
from renkei.cli.console import Console
from renkei.cli.files import shown
from renkei.cli.severity import ORDER, at_least, name_of
from renkei.cli.width import excerpt, visible
from renkei.cli.words import Words
from renkei.instrument.formats.places import Places
from renkei.instrument.model import Document, Finding


class TextReport:
    """Prints the findings of each file as it is done, then the explanations and the sum."""

    def __init__(self, console: Console, least: str) -> None:
        self.console = console
        self.least = least
        self.left_out = 0
        self.counts = dict.fromkeys(ORDER, 0)
        self.codes: dict[str, None] = {}
        self.files = self.refused = self.failed = 0
        self._printed = False

    def add(self, checked: Checked) -> None:
        """Print what was found in one file; nothing for a clean one."""
        if checked.error:
            self.failed += 1
            self.console.err(checked.error)
            return
        self.files += 1
        self.left_out += checked.left_out
        if checked.refusal:
            self.refused += 1
            self._part()
            self.console.out(self.console.say(refusal_words(checked.refusal, shown(checked.path))))
        elif checked.findings and checked.document:
            self._part()
            self._findings(shown(checked.path), checked.document, checked.findings)

    def _part(self) -> None:
        """An empty line between the files."""
        if self._printed:
            self.console.out()
        self._printed = True

    def _findings(self, path: str, document: Document, findings: tuple[Finding, ...]) -> None:
        console = self.console
        places = Places(document.source)
        for finding in findings:
            severity = finding.severity.value
            self.counts[severity] += 1
            self.codes.setdefault(finding.code)
            line, column = places.at(finding.start)
            message = console.say(Words(finding.message_ja, finding.message_en))
            weight = console.paint(name_of(severity, console.lang), severity)
            place = f"{path}:{line}:{column}"
            console.out(f"{place} {weight} {finding.code} {visible(message)}")
            start = column - 1
            quoted, marks = excerpt(
                places.line(line), start, start + finding.end - finding.start, console.width - 4
            )
            if quoted:
                console.out(f"    {quoted}")
                console.out(f"    {console.paint(marks, severity)}")

    def finish(self, passed_over: int) -> None:
        """Explain each code once, and say how much there was."""
        if self.codes:
            self._explanations()
        if self._printed:
            self.console.out()
        self.console.out(self.console.say(self._sum()))
        if passed_over:
            self.console.err(
                Words(
                    f"フォルダーの中の {passed_over} 個は文書ではないので除きました。",
                    f"{passed_over} files in folders are no texts and were passed over.",
                )
            )

    def _explanations(self) -> None:
        from renkei.instrument.checks import RULES

        console = self.console
        console.out()
        for code in self.codes:
            rule = RULES.get(code)
            if rule is None:
                continue
            title = console.say(Words(rule.title_ja, rule.title_en))
            console.out(console.paint(f"{code} {title}", "strong"))
            console.out(console.say(Words(f"  なぜ: {rule.why_ja}", f"  Why: {rule.why_en}")))
            console.out(
                console.say(Words(f"  対処: {rule.remedy_ja}", f"  What to do: {rule.remedy_en}"))
            )

    def _sum(self) -> Words:
        counts = self.counts
        if not self.files and self.failed:
            return Words("点検できた文書はありません。", "No text could be checked.")
        files_ja, files_en = f"{self.files} 件の文書", f"{self.files} text(s)"
        found = any(counts.values()) or bool(self.refused)
        if not found and self.left_out:
            least = {lang: name_of(self.least, lang) for lang in ("ja", "en")}
            return Words(
                f"{files_ja}: 「{least['ja']}」以上の指摘はありません。"
                f"それより軽い指摘 {self.left_out} は表示していません。",
                f"{files_en}: nothing of the weight “{least['en']}” or more;"
                f" {self.left_out} lighter finding(s) left out.",
            )
        if not found:
            return Words(f"{files_ja}: 指摘はありません。", f"{files_en}: nothing was found.")
        # A weight that was not asked for is not summed up as 0.
        asked = [weight for weight in reversed(ORDER) if at_least(weight, self.least)]
        weighed_ja = "、".join(f"{name_of(weight, 'ja')} {counts[weight]}" for weight in asked)
        weighed_en = ", ".join(f"{counts[weight]} {weight}(s)" for weight in asked)
        ja, en = f"{files_ja}: {weighed_ja}", f"{files_en}: {weighed_en}"
        if self.refused:
            ja += f"、読めない文書 {self.refused}"
            en += f", {self.refused} refused"
        if self.left_out:
            ja += f"（より軽い指摘 {self.left_out} は表示していません）"
            en += f" ({self.left_out} lighter finding(s) left out)"
        return Words(ja, en)
