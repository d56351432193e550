"""R7: the law behind an agreement, and the clauses it needs (根拠法条・必要な定め).

Sources: 地方自治法第252条の2 (連携協約: 第1項 conclusion by consultation, 第2項 notice and filing, 第3項
resolution of the councils, 第4項 change and abolition 「前三項の例により」), 第96条第2項 (matters a
council decides by an ordinance of its own: the basis of 定住自立圏形成協定). 第252条の2 became the
article on 連携協約 by 平成26年法律第42号, promulgated on 30 May 2014; until it came into force the
number was that of 協議会, which is 第252条の2の2 now.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import CONFIRM, SIGNED
from renkei.instrument.model import Kind, Node, Severity
from renkei.units.numerals import parse_numeral

#: 平成26年法律第42号 was promulgated on this day; no 連携協約 can be older.
_PROMULGATED = datetime.date(2014, 5, 30)

_S = r"[ 　]*"
_CITED = re.compile(
    rf"第{_S}(?:252|２５２|二百五十二){_S}条の{_S}[2２二](?!{_S}の{_S}[0-9０-９一二三四五六七八九十])(?:{_S}第{_S}(?P<p>[0-9０-９一二三四五六七]+){_S}項)?"
)
_COUNCIL_LAW = re.compile(
    rf"地方自治法[^。]*?第{_S}(?P<a>[0-9０-９一二三四五六七八九十百]+){_S}条(?P<b>(?:の[0-9０-９一二三四五六七八九十]+)*)"
    rf"(?:{_S}第{_S}(?P<p>[0-9０-９一二三四五六七八九十]+){_S}項)?"
)
_SENTENCE = re.compile(r"[^。]*。?")
_PROVISIONS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.CELL, Kind.CLOSING})


def _sentences(index: Index) -> Iterator[tuple[Node, str, int, bool]]:
    """Sentences of an agreement that cite a provision: node, text, offset, whether of the opening."""
    for node in index.nodes:
        if node.kind not in _PROVISIONS or "条" not in node.text:
            continue
        opening = index.above(node, Kind.PREAMBLE) is not None
        for found in _SENTENCE.finditer(_flat(node.text)):
            if found[0]:
                yield node, found[0], found.start(), opening


def _flat(text: str) -> str:
    """Full stops inside brackets (以下「甲」という。) end no sentence; the length stays."""
    return re.sub(r"。(?=[」』）)])", "．", text)


def _change_sentence(sentence: str) -> bool:
    return bool(re.search(r"変更|廃止|改正|改定", sentence))


@rule(
    "R701",
    Severity.WARNING,
    title=Words("締結の根拠法条が第252条の2第1項ではありません", "Not concluded under 第1項"),
    why=Words(
        "連携協約は地方自治法第252条の2第1項により協議して結びます。第2項は告示と届出、第3項は議決、"
        "第4項は変更と廃止の規定です。",
        "A 連携協約 is concluded under 第252条の2第1項; 第2項 is about notice, 第3項 about the "
        "councils, 第4項 about change and abolition.",
    ),
    remedy=SIGNED,
)
def basis_of_conclusion(index: Index) -> Iterator[Hit]:
    """A 連携協約 whose opening names another paragraph of 第252条の2 as the basis of its conclusion.

    One that changes or ends an agreement cites 第4項 and stays silent.
    """
    if index.scheme != "連携協約" or not index.agreement or index.change:
        return
    for node, sentence, offset, opening in _sentences(index):
        if not opening or "締結" not in sentence or _change_sentence(sentence):
            continue
        for found in _CITED.finditer(sentence):
            paragraph = parse_numeral(found["p"]) if found["p"] else None
            if paragraph in (None, 1):
                continue
            yield index.hit(
                node,
                index.place(node, offset + found.start(), offset + found.end()),
                f"「{found[0]}」を締結の根拠としていますが、締結は第1項によります。",
                f"“{found[0]}” is given as the basis of conclusion, which is 第1項.",
            )


@rule(
    "R702",
    Severity.NOTE,
    title=Words("連携協約の根拠法条が見当たりません", "No legal basis of a 連携協約"),
    why=Words(
        "地方自治法第252条の2第1項によることを示さないと、議決・告示・届出の要る連携協約か、任意の協定か"
        "が文面から分かりません。",
        "Without 地方自治法第252条の2第1項 the text does not show whether it is a 連携協約 of the "
        "law, with resolution, notice and filing, or a free agreement.",
    ),
    remedy=CONFIRM,
)
def no_basis(index: Index) -> Iterator[Hit]:
    """A text called 連携協約 that nowhere cites 第252条の2."""
    if index.scheme != "連携協約" or not index.agreement or not index.articles or index.change:
        return
    if _CITED.search(index.source):
        return
    title = next((n for n in index.document.root.children if n.kind is Kind.TITLE), None)
    if title is None:
        return
    yield index.hit(
        title,
        index.span(title),
        "連携協約ですが、根拠とする地方自治法第252条の2第1項の記載がありません。",
        "A 連携協約 that does not cite its basis, 地方自治法第252条の2第1項.",
    )


@rule(
    "R703",
    Severity.WARNING,
    title=Words("変更・廃止の根拠法条が第4項ではありません", "Change not under 第4項"),
    why=Words(
        "連携協約の変更と廃止は、第252条の2第4項が「前三項の例により」行うと定めています。第3項は締結の"
        "協議についての議決、第1項は締結の規定です。",
        "Change and abolition of a 連携協約 follow 第252条の2第4項, which calls for the three "
        "paragraphs before it; 第3項 is about the councils at the conclusion, 第1項 about the "
        "conclusion itself.",
    ),
    remedy=SIGNED,
)
def basis_of_change(index: Index) -> Iterator[Hit]:
    """A provision on changing or ending the agreement that cites 第252条の2 but not its 第4項."""
    if index.scheme != "連携協約" or not index.agreement:
        return
    for node in index.nodes:
        if node.kind is not Kind.PARAGRAPH or not _change_sentence(node.text):
            continue
        if index.above(node, Kind.ANNEX) is not None:
            continue
        cited = list(_CITED.finditer(node.text))
        numbers = [parse_numeral(found["p"]) if found["p"] else None for found in cited]
        if not cited or 4 in numbers or None in numbers:
            continue
        if index.above(node, Kind.PREAMBLE) is not None and not index.change:
            continue
        found = cited[0]
        yield index.hit(
            node,
            index.place(node, *found.span()),
            f"{index.where(node)[0]}は変更又は廃止について「{found[0]}」を引いていますが、"
            "第4項（前三項の例による）によります。",
            f"{index.where(node)[1]} cites “{found[0]}” for change or abolition, which is 第4項.",
        )


@rule(
    "R704",
    Severity.WARNING,
    title=Words("議決の根拠法条が合いません", "Another provision for the council"),
    why=Words(
        "連携協約を結ぶ協議の議決は第252条の2第3項、変更・廃止は第4項、定住自立圏形成協定の議決は"
        "第96条第2項（条例で議決事件としたもの）によります。",
        "The council resolves on a 連携協約 under 第252条の2第3項 (第4項 for a change), on a "
        "定住自立圏形成協定 under 第96条第2項.",
    ),
    remedy=SIGNED,
)
def council_basis(index: Index) -> Iterator[Hit]:
    """A sentence on the council's resolution that cites a provision of 地方自治法 unfit for the scheme.

    連携協約: 第252条の2第3項 or 第4項, 第96条第1項第15号, and 第96条第2項 for a one-sided notice.
    定住自立圏形成協定: 第96条第2項.
    """
    if not index.scheme or not index.agreement:
        return
    for node, sentence, offset, _opening in _sentences(index):
        if "議決" not in sentence:
            continue
        for found in _COUNCIL_LAW.finditer(sentence):
            article = (parse_numeral(found["a"]), found["b"])
            paragraph = parse_numeral(found["p"]) if found["p"] else None
            twofold = article[0] == 252 and article[1] in ("の2", "の２", "の二")
            if index.scheme == "連携協約":
                fits = (twofold and paragraph in (None, 3, 4)) or (
                    article == (96, "") and paragraph in (None, 1, 2)
                )
                if twofold and _change_sentence(sentence):
                    fits = True  # R703 speaks of it
                right = "第252条の2第3項又は第4項"
            else:
                fits = article == (96, "") and paragraph in (None, 2)
                right = "第96条第2項"
            if fits:
                continue
            start = sentence.find("第", found.start())
            yield index.hit(
                node,
                index.place(node, offset + start, offset + found.end()),
                f"{index.where(node)[0]}は議決について地方自治法「{sentence[start : found.end()]}」を"
                f"引いていますが、{index.scheme}では{right}によります。",
                f"{index.where(node)[1]} cites 地方自治法 “{sentence[start : found.end()]}” for the "
                f"resolution; for a {index.scheme} it is {right}.",
            )


@rule(
    "R705",
    Severity.WARNING,
    title=Words("当時の第252条の2は協議会の規定です", "第252条の2 meant 協議会 then"),
    why=Words(
        "第252条の2を連携協約の規定とした平成26年法律第42号は、平成26年5月30日に公布されました。それより"
        "前の文書の「第252条の2」は協議会（今の第252条の2の2）を指します。",
        "第252条の2 became the article on 連携協約 by 平成26年法律第42号, promulgated on 30 May "
        "2014. In an older text the number means 協議会 (第252条の2の2 now).",
    ),
    remedy=Words(
        "締結日が正しいか確かめてください。正しければ連携協約ではなく、協議会などの規約として扱います。",
        "See whether the date is right. If it is, treat the text not as a 連携協約 but as rules of "
        "a 協議会 or the like.",
    ),
)
def before_the_law(index: Index) -> Iterator[Hit]:
    """An agreement concluded before 30 May 2014 that cites 第252条の2."""
    concluded = index.facts.concluded
    if concluded is None or concluded >= _PROMULGATED or not index.agreement:
        return
    for node, sentence, offset, _opening in _sentences(index):
        for found in _CITED.finditer(sentence):
            yield index.hit(
                node,
                index.place(node, offset + found.start(), offset + found.end()),
                f"締結日は{index.facts.concluded_text}です。当時の「{found[0]}」は協議会の規定です。",
                f"Concluded on {index.facts.concluded_text}, when “{found[0]}” was about 協議会.",
            )
            return


_CLAUSES = {
    "R706": re.compile(r"(?:変更|改正|改定|見直)"),
    "R707": re.compile(r"協議|連絡会議|連絡調整|会議を開"),
    "R708": re.compile(r"費用|経費|負担"),
}


def _lacks(index: Index, code: str) -> Hit | None:
    """A hit at the title where no provision has words of the clause."""
    if not index.scheme or not index.agreement or index.change or len(index.articles) < 3:
        return None
    pattern = _CLAUSES[code]
    main = next((n for n in index.document.root.children if n.kind is Kind.MAIN), None)
    if main is None or any(n.kind is Kind.UNPARSED for n in index.nodes):
        return None  # what was not understood may hold the clause
    parts = [main, *index.annexes] if code == "R708" else [main]
    for part in parts:
        for node in part.walk():
            if pattern.search(node.caption) or pattern.search("".join(node.text.split())):
                return None
    title = next((n for n in index.document.root.children if n.kind is Kind.TITLE), main)
    ja, en = {
        "R706": ("変更についての定めがありません", "says nothing about how it is changed"),
        "R707": ("協議についての定めがありません", "says nothing about consultation"),
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
    title=Words("協議についての定めがありません", "No clause on consultation"),
    why=Words(
        "定期的な協議や連絡会議の定めは、取組の進み具合を確かめる場の根拠です。",
        "A clause on regular consultation is the ground for meeting to see how the work goes on.",
    ),
    remedy=CONFIRM,
)
def no_consultation_clause(index: Index) -> Iterator[Hit]:
    """A 連携協約 or 定住自立圏形成協定 no provision of which speaks of consultation or meetings."""
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
