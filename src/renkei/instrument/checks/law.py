"""R7: the law behind an agreement (根拠法条).

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
    rf"第{_S}(?:252|２５２|二百五十二){_S}条の{_S}[2２二](?!(?:{_S}の{_S})?[0-9０-９〇一二三四五六七八九十])(?:{_S}第{_S}(?P<p>[0-9０-９一二三四五六七]+){_S}項)?"
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


def _opening(index: Index) -> list[Node]:
    """The provisions that say on what an agreement rests: the 前文 and the first article."""
    parts = [n for n in index.document.root.children if n.kind is Kind.PREAMBLE]
    parts += index.articles[:1]
    return [node for part in parts for node in part.walk() if node.text]


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
    """A text called 連携協約 whose 前文 and first article cite no 第252条の2 as its basis.

    Later articles cite it for the change of the agreement. Another provision given as the basis is
    R709.
    """
    if index.scheme != "連携協約" or not index.agreement or not index.articles or index.change:
        return
    opening = _opening(index)
    if any(_CITED.search(node.text) for node in opening) or any(_other_basis(opening)):
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


_BASIS = re.compile(
    rf"地方自治法[^。]*?(?P<ref>第{_S}(?P<a>[0-9０-９〇一二三四五六七八九十百]+){_S}条"
    rf"(?P<b>(?:{_S}の{_S}[0-9０-９一二三四五六七八九十]+)*)(?:{_S}第{_S}[0-9０-９一二三四五六七八九十]+{_S}項)?)"
    rf"(?={_S}(?:の規定)?{_S}(?:に基づ|に基き|により|によって|に拠))"
)
#: What the provisions are about on which co-operation is based beside 連携協約.
_PROVISIONS_OF_LAW = {
    (96,): ("議会の議決", "resolutions of the council"),
    (244, 3): ("公の施設の区域外設置", "public facilities beyond the own area"),
    (252, 2, 2): ("協議会の設置", "協議会"),
    (252, 3): ("協議会の組織", "the organisation of a 協議会"),
    (252, 4): ("協議会の規約", "the rules of a 協議会"),
    (252, 5): ("協議会の事務の管理及び執行の効力", "the acts of a 協議会"),
    (252, 6): ("協議会の組織の変更及び廃止", "change and abolition of a 協議会"),
    (252, 7): ("機関等の共同設置", "organs set up in common"),
    (252, 14): ("事務の委託", "事務の委託 (entrusting of affairs)"),
    (252, 16, 2): ("事務の代替執行", "事務の代替執行 (affairs done in another's place)"),
    (252, 17): ("職員の派遣", "the sending of staff"),
    (252, 17, 2): ("条例による事務処理の特例", "affairs passed on by ordinance"),
    (284,): ("地方公共団体の組合の設置", "一部事務組合 and 広域連合"),
    (286,): ("一部事務組合の組織等の変更", "change of a 一部事務組合"),
    (291, 2): ("広域連合による事務の処理等", "広域連合"),
}


def _other_basis(opening: list[Node]) -> Iterator[tuple[Node, re.Match[str], tuple[int, ...]]]:
    """Provisions of 地方自治法 by which the opening says the agreement is made, 第252条の2 not among them."""
    if any(_CITED.search(node.text) for node in opening):
        return
    for node in opening:
        for sentence in _SENTENCE.finditer(_flat(node.text)):
            if "約" not in sentence[0] and "協定" not in sentence[0]:
                continue
            for found in _BASIS.finditer(_flat(node.text), *sentence.span()):
                numbers = [found["a"], *re.split(r"[ 　]*の[ 　]*", found["b"])[1:]]
                article = tuple(n for n in map(parse_numeral, numbers) if n is not None)
                yield node, found, article


@rule(
    "R709",
    Severity.ERROR,
    title=Words("根拠法条が連携協約の規定ではありません", "The basis is no provision on 連携協約"),
    why=Words(
        "連携協約を結ぶ根拠は地方自治法第252条の2第1項だけです。協議会や事務の委託などの規定によるなら、"
        "手続（規約、告示、届出）も効力も連携協約とは別のものになります。",
        "A 連携協約 is concluded under 地方自治法第252条の2第1項 only. Under the provisions on 協議会, "
        "事務の委託 and the like both the procedure and the effect are others.",
    ),
    remedy=SIGNED,
)
def basis_of_another_scheme(index: Index) -> Iterator[Hit]:
    """A 連携協約 whose opening gives another article of 地方自治法 as its basis, 第252条の2 nowhere in it.

    第252条の2の2 is 協議会, 第252条の7 機関等の共同設置, 第252条の14 事務の委託: one digit or branch lost
    or added makes another scheme of it.
    """
    if index.scheme != "連携協約" or not index.agreement:
        return
    for node, found, article in _other_basis(_opening(index)):
        ja, en = _PROVISIONS_OF_LAW.get(article, ("連携協約とは別の事項", "something else"))
        start, end = found.span("ref")
        right = "第252条の2第4項" if index.change else "第252条の2第1項"
        yield index.hit(
            node,
            index.place(node, start, end),
            f"「{found['ref']}」を根拠としていますが、これは{ja}の規定です。連携協約は{right}によります。",
            f"“{found['ref']}” is given as the basis, which is about {en}; for a 連携協約 it is {right}.",
        )
