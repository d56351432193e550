"""What tests of the command line share: texts to read, rules that find something, a process."""

import dataclasses
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from renkei.cli import checking, main
from renkei.instrument import checks
from renkei.instrument.model import Document, Finding, Severity

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "src/renkei/data/agreements/sapporo-ishikari-2019.txt"


@pytest.fixture
def sample() -> Path:
    """The agreement of 札幌市 and 石狩市."""
    return SAMPLE


@dataclasses.dataclass(frozen=True)
class FakeRule:
    """A rule as the registry has them, with words a test can look for."""

    code: str
    severity: Severity
    title_ja: str = "題"
    title_en: str = "title"
    why_ja: str = "理由の文"
    why_en: str = "the reason"
    remedy_ja: str = "対処の文"
    remedy_en: str = "the remedy"
    doc: str = "くわしい説明"


RULES = {
    "FAKE-E": FakeRule("FAKE-E", Severity.ERROR),
    "FAKE-W": FakeRule("FAKE-W", Severity.WARNING),
    "FAKE-N": FakeRule("FAKE-N", Severity.NOTE),
}
WORDS = {"にに": "FAKE-W", "誤字": "FAKE-E", "備考": "FAKE-N"}


def find(document: Document) -> tuple[Finding, ...]:
    """A finding for every one of WORDS in the text."""
    return tuple(
        Finding(
            code,
            RULES[code].severity,
            "node_1",
            match.start(),
            match.end(),
            f"「{word}」があります",
            f"“{word}” is here",
            word,
        )
        for word, code in WORDS.items()
        for match in re.finditer(word, document.source)
    )


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that find WORDS, in the place of the real ones; the reader itself reports nothing."""
    read = checking.document_of

    def without_diagnostics(data: bytes, path: str, profile: str | None) -> Document:
        return dataclasses.replace(read(data, path, profile), diagnostics=())

    monkeypatch.setattr(checking, "document_of", without_diagnostics)
    monkeypatch.setattr(checks, "check", find, raising=False)
    monkeypatch.setattr(checks, "RULES", RULES, raising=False)


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def renkei(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Answer]:
    """Runs a command in this process."""
    monkeypatch.delenv("RENKEI_LANG", raising=False)
    monkeypatch.setattr(sys, "stdout", open(1, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
    monkeypatch.setattr(sys, "stderr", open(2, "w", encoding="utf-8", closefd=False))  # noqa: SIM115

    def run(*words: str | Path) -> Answer:
        code = main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return Answer(code, out.decode(), err.decode())

    return run


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs a command as a process of its own, as people do."""

    def run(
        *words: str | Path, stdin: bytes = b"", **environ: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "renkei", *map(str, words)],
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
            env={**os.environ, "RENKEI_LANG": "ja", "PYTHONUTF8": "1", **environ},
        )

    return run
