"""How fast the papers of one change over a family of agreements are made (文書を作る).

What the desk does when a region changes its agreements: for every party of each agreement its bill,
notice, letters, filing and original, composed from the proved change and written as Word and PDF.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from benches.corpus import SAMPLE
from benches.measure import Figure
from renkei.desk.procedures.papers.compose import compose, papers_of
from renkei.desk.procedures.papers.data import Dated, Matter, Office, PaperParty
from renkei.desk.procedures.papers.paper import Paper
from renkei.instrument import read_text

#: The eleven municipalities with which 札幌市 has concluded the same agreement; here all of them are 市.
PARTNERS = (
    "小樽",
    "岩見沢",
    "江別",
    "千歳",
    "恵庭",
    "北広島",
    "石狩",
    "当別",
    "新篠津",
    "南幌",
    "長沼",
)
#: Of DESIGN: seconds for all documents of one change over eleven agreements.
LIMIT_S = 5.0
#: Somebody whose papers are made before the clock starts: imports, fonts, the template of Word.
_BEFORE = "余市"

Made = TypeVar("Made")


def agreement_with(name: str) -> str:
    """The text of the agreement with one of the partners."""
    return SAMPLE.read_text(encoding="utf-8").replace("石狩市", f"{name}市")


def changed(text: str) -> str:
    """The slip corrected, and a row added to the 別表."""
    row = next(line for line in text.split("\n") if line.startswith("福祉\t"))
    role = "観光の振興について、{}と協力して取り組む。"
    new = "\t".join(("観光", "観光の振興を行う。", role.format("乙"), role.format("甲")))
    return text.replace("時にに", "時に").replace(row, f"{row}\n{new}")


@dataclass
class _Clock:
    """Processor time and wall clock of one step, added up."""

    cpu: float = 0.0
    wall: float = 0.0

    def during(self, work: Callable[[], Made]) -> Made:
        wall, cpu = time.perf_counter(), time.process_time()
        made = work()
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu
        return made


def paper_figures(figures: list[Figure]) -> None:
    """All papers of one change over eleven agreements; every change is proved anew."""
    _made(_BEFORE, _Clock(), _Clock(), _Clock())
    composing, word, pdf = _Clock(), _Clock(), _Clock()
    papers = sum(_made(name, composing, word, pdf) for name in PARTNERS)
    cpu = composing.cpu + word.cpu + pdf.cpu
    figures.append(
        Figure(
            "eleven agreements: every paper of the change, composed, as Word and as PDF",
            cpu, "s", composing.wall + word.wall + pdf.wall, LIMIT_S, at_least=False,
            note=f"{papers} papers, {2 * papers} files; {cpu / LIMIT_S:.2f} of the budget",
        )
    )  # fmt: skip
    steps = (("compose, the changes proved", composing), ("Word", word), ("PDF", pdf))
    for step, clock in steps:
        figures.append(Figure(f"  of which {step}", clock.cpu, "s", clock.wall))


def _made(name: str, composing: _Clock, word: _Clock, pdf: _Clock) -> int:
    """Make the papers of one agreement; how many there are."""
    papers = composing.during(lambda: _composed(name))
    word.during(lambda: [paper.docx() for paper in papers])
    pdf.during(lambda: [paper.pdf() for paper in papers])
    return len(papers)


def _composed(name: str) -> list[Paper]:
    matter = _matter(name)
    return [compose(matter, kind, key) for kind, key in papers_of(matter)]


def _matter(name: str) -> Matter:
    """The change as the desk knows it once it is concluded everywhere."""
    text = agreement_with(name)
    before, after = read_text(text), read_text(changed(text))
    return Matter(
        kind="change",
        scheme="renkei_chusu",
        title=before.facts.title,
        parties=(_party("札幌市", "甲"), _party(f"{name}市", "乙")),
        text=after,
        before=before,
        expression=name,
        first_concluded=date(2019, 3, 29),
        concluded=date(2027, 3, 26),
        effective=date(2027, 4, 1),
    )


def _party(name: str, designation: str) -> PaperParty:
    office = Office(name, name, "city", "北海道", "市長の氏名", ("担当課",))
    return PaperParty(
        office,
        designation,
        bill=Dated("41", date(2027, 2, 16)),
        resolution=Dated("", date(2027, 3, 12)),
        notice=Dated("55", date(2027, 3, 30)),
        filing=Dated("123", date(2027, 3, 31)),
        addressee="北海道知事",
        consultation=Dated("98", date(2027, 1, 12)),
    )
