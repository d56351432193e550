"""The pages of the documentation, and the command lines they show."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "src/renkei/data/agreements/sapporo-ishikari-2019.txt"
_HIDDEN = {"node_modules", "__pycache__", "build", "dist"}
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_ENVIRONMENT = re.compile(r"[A-Z_]+=.*", re.DOTALL)


def pages() -> list[Path]:
    """Every Markdown page of the project, in a fixed order."""
    return sorted(
        path
        for path in ROOT.rglob("*.md")
        if not any(part.startswith(".") or part in _HIDDEN for part in path.relative_to(ROOT).parts)
    )


def name_of(page: Path) -> str:
    """How a test names a page."""
    return page.relative_to(ROOT).as_posix()


def guides() -> list[Path]:
    """The pages that show people what to type."""
    return [page for page in pages() if page.parent == ROOT or "guide" in page.parts]


def blocks(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page: language and content."""
    return [(match[1], match[2]) for match in _FENCE.finditer(page.read_text("utf-8"))]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", page.read_text("utf-8"))


@dataclass(frozen=True)
class Shown:
    """A command line as a page shows it, with the output shown below it."""

    line: str
    output: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """What stands behind ``renkei``, up to a pipe or a redirection; [] for another program."""
        lexer = shlex.shlex(self.line, posix=True, punctuation_chars="|<>;&()")
        lexer.whitespace_split = True
        words = list(lexer)
        while words and _ENVIRONMENT.fullmatch(words[0]):
            words.pop(0)
        if not words or Path(words[0]).name != "renkei":
            return []
        rest: list[str] = []
        for word in words[1:]:
            if word[0] in "|<>;&()":
                break
            rest.append(word)
        return rest


def shown(page: Path) -> list[Shown]:
    """The command lines in the fenced blocks of a page."""
    found: list[Shown] = []
    for language, body in blocks(page):
        if language == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                line, *output = part.rstrip("\n").split("\n")
                found.append(Shown(line, tuple(output)))
        elif language == "sh":
            joined = body.replace("\\\n", " ")
            found.extend(Shown(line) for line in joined.splitlines() if line.strip())
    return found


def mentioned(page: Path) -> list[Shown]:
    """Command lines in running text."""
    return [Shown(code) for code in _INLINE.findall(prose(page)) if code.startswith("renkei ")]
