"""R7: the clauses an agreement needs (必要な定め): on change, consultation and costs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import CONFIRM
from renkei.instrument.model import Kind, Severity

_MEETING = (
    "連絡会議|連絡調整会議|連絡協議会|協議会|推進会議|推進協議会|調整会議|首長会議|懇談会|会議"
)
#: Captions of a clause on regular consultation. 「協議」 alone heads clauses on doubts as well.
_CONSULTING_CAPTION = re.compile(
    rf"定期|(?:{_MEETING})\Z|(?:{_MEETING})(?:等|の(?:設置|開催))|連絡(?:及び|・)?(?:調整|協議)|推進体制|進行管理"
)
#: Sentences of one: regular consultation, so many times a year, a meeting that is held or set up.
_CONSULTING = re.compile(
    r"定期(?:的に|的な|に|の)[^。]{0,40}(?:協議|会議|会合|会談|意見(?:を|の)?交換|情報(?:を|の)?交換)"
    r"|(?:年|年度)[^。、]{0,4}[0-9０-９一二三四五六七八九十][ 　]*回(?:以上)?[^。]{0,30}(?:協議|会議|会合|会談)"
    rf"|(?:{_MEETING})を?(?:[^。]{{0,12}})(?:置[くき]|設置|設け|開[くき]|開催|組織|構成)"
    r"|連絡調整[^。]{0,40}協議|(?:推進|進捗|進み具合)[^。]{0,30}(?:協議を行|協議する|確認)|協議の場"
)
#: A 定住自立圏形成協定 need not speak of regular consultation: any clause will do.
_CONSULTED = re.compile(r"協議|連絡会議|連絡調整|会議を開")
_CLAUSES = {
    "R706": (re.compile(r"(?:変更|改正|改定|見直)"),) * 2,
    "R707": (_CONSULTING_CAPTION, _CONSULTING),
    "R708": (re.compile(r"費用|経費|負担"),) * 2,
}


def _lacks(index: Index, code: str) -> Hit | None:
    """A hit at the title where no provision has words of the clause."""
    if not index.scheme or not index.agreement or index.change or len(index.articles) < 3:
        return None
    captions, sentences = _CLAUSES[code]
    if code == "R707" and index.scheme != "連携協約":
        captions = sentences = _CONSULTED
    main = next((n for n in index.document.root.children if n.kind is Kind.MAIN), None)
    if main is None or any(n.kind is Kind.UNPARSED for n in index.nodes):
        return None  # what was not understood may hold the clause
    parts = [main, *index.annexes] if code == "R708" else [main]
    for part in parts:
        for node in part.walk():
            if captions.search(node.caption) or sentences.search("".join(node.text.split())):
                return None
    title = next((n for n in index.document.root.children if n.kind is Kind.TITLE), main)
    ja, en = {
        "R706": ("変更についての定めがありません", "says nothing about how it is changed"),
        "R707": (
            "定期的な協議についての定めがありません",
            "says nothing about regular consultation",
        ),
        "R708": ("費用についての定めがありません", "says nothing about costs"),
    }[code]
    return index.hit(
        title,
        index.span(title),
        f"この{index.scheme}には{ja}。",
        f"This {index.scheme} {en}.",
    )


@rule(
    "R706",
    Severity.NOTE,
    title=Words("変更についての定めがありません", "No clause on change"),
    why=Words(
        "変更や廃止の進め方（協議、議決）が書かれていないと、取組を改めるたびに進め方から話し合うことに"
        "なります。連携協約の変更に地方自治法第252条の2第4項が要ることは、定めがなくても同じです。",
        "Without it the parties settle the way anew each time. That a 連携協約 is changed under "
        "地方自治法第252条の2第4項 holds with or without such a clause.",
    ),
    remedy=CONFIRM,
)
def no_change_clause(index: Index) -> Iterator[Hit]:
    """A 連携協約 or 定住自立圏形成協定 no provision of which speaks of its change."""
    hit = _lacks(index, "R706")
    if hit is not None:
        yield hit


@rule(
    "R707",
    Severity.NOTE,
    title=Words("定期的な協議の定めがありません", "No clause on regular consultation"),
    why=Words(
        "定期的な協議や連絡会議の定めは、取組の進み具合を確かめる場の根拠です。",
        "A clause on regular consultation is the ground for meeting to see how the work goes on.",
    ),
    remedy=CONFIRM,
)
def no_consultation_clause(index: Index) -> Iterator[Hit]:
    """A 連携協約 without a clause on regular consultation or a liaison meeting.

    That costs, changes or doubts are settled 「協議の上」 is no such clause; in a 定住自立圏形成協定 it
    is enough.
    """
    hit = _lacks(index, "R707")
    if hit is not None:
        yield hit


@rule(
    "R708",
    Severity.NOTE,
    title=Words("費用についての定めがありません", "No clause on costs"),
    why=Words(
        "費用の分担の定めは、予算と負担金の請求の根拠です。",
        "A clause on sharing costs is the ground of budgets and of bills between the parties.",
    ),
    remedy=CONFIRM,
)
def no_cost_clause(index: Index) -> Iterator[Hit]:
    """A 連携協約 or 定住自立圏形成協定 that speaks of costs neither in a provision nor in an annex."""
    hit = _lacks(index, "R708")
    if hit is not None:
        yield hit
