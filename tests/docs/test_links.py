"""Every link within the documentation leads somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import ROOT, name_of, pages, prose

_LINK = re.compile(r"!?\[(?:[^\]\[]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The anchors that headings of a page get where it is published."""
    found = set()
    for heading in _HEADING.findall(prose(page)):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        found.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return found


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    lost = []
    for target in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        goal = (page.parent / path).resolve() if path else page
        inside = goal.is_relative_to(ROOT)
        known = anchors(goal) if anchor and inside and goal.suffix == ".md" else {anchor}
        if not inside or not goal.exists() or anchor not in known:
            lost.append(target)
    assert lost == []


def test_the_pages_are_found() -> None:
    names = {name_of(page) for page in pages()}
    assert {"README.md", "README.ja.md", "docs/ARCHITECTURE.md", "docs/guide/ja/README.md"} <= names


def test_pictures_of_the_documentation_are_light() -> None:
    heavy = {
        name_of(picture): picture.stat().st_size
        for picture in (ROOT / "docs").rglob("*.png")
        if picture.stat().st_size > 300_000
    }
    assert heavy == {}
