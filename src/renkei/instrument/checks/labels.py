"""R1: labels and captions as printed (番号の書き方と見出し)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.numbering import KINDS, spot
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import DRAFT, SIGNED, STYLE
from renkei.instrument.model import Kind, Node, Severity

_BLANK_NUMBER = re.compile(
    "(?:(?<=第)|(?<=第[ 　]))[○◯●〇＿△×_]{1,2}[ 　]?[条項号]|(?<=別表第)[○◯●△×]"
)


@rule(
    "R104",
    Severity.NOTE,
    title=Words("番号が未記入です", "A number left to be filled in"),
    why=Words(
        "「第○条」のままでは、どの条を指すか決まりません。",
        "“第○条” does not say which article is meant.",
    ),
    remedy=DRAFT,
)
def blank_numbers(index: Index) -> Iterator[Hit]:
    """「第○条」 and its like: a place for a number that was never filled in."""
    if not any(sign in index.source for sign in ("○", "◯", "●", "△", "×", "＿", "_", "第〇")):
        return
    for found in _BLANK_NUMBER.finditer(index.source):
        start = index.source.rfind("第", 0, found.start())
        if index.source.startswith("別表", start - 2):
            start -= 2
        words = index.source[start : found.end()]
        yield index.hit(
            index.owner(start).node,
            (start, found.end()),
            f"「{words}」の番号が埋まっていません。",
            f"The number in “{words}” has not been filled in.",
        )


@rule(
    "R105",
    Severity.WARNING,
    title=Words("条に見出しがありません", "An article without caption"),
    why=Words(
        "ほかの条には見出しがあるため、見出しが抜けたように見えます。"
        "続く条と見出しを共にする場合（共通見出し）は、抜けではありません。",
        "The other articles have captions, so this one seems to be lost. (An article may share "
        "the caption of the one before it.)",
    ),
    remedy=SIGNED,
)
def missing_captions(index: Index) -> Iterator[Hit]:
    """An article of an agreement without caption where at least two thirds of them have one.

    Not asked of statutes, where neighbours often share one caption, nor of deleted articles.
    """
    if not index.agreement:
        return
    articles = [a for a in index.articles if not _deleted(a)]
    without = [a for a in articles if not a.caption]
    if len(articles) < 3 or len(without) * 3 > len(articles):
        return
    for article in without:
        ja, en = index.where(article)
        yield index.hit(
            article,
            spot(index, article),
            f"{ja}に見出しがありません（{len(articles)}条のうち"
            f"{len(articles) - len(without)}条にはあります）。",
            f"{en} has no caption; {len(articles) - len(without)} of {len(articles)} have one.",
        )


def _deleted(article: Node) -> bool:
    return article.full_text().strip() in ("削除", "削除。")


_WIDTH = re.compile(r"[0-9]+|[０-９]+|[〇一二三四五六七八九十百千]+")


def _width(digits: str) -> str:
    if digits[0] in "0123456789":
        return "half"
    return "full" if "０" <= digits[0] <= "９" else "kanji"


_WIDTH_JA = {"half": "半角", "full": "全角", "kanji": "漢数字"}
_WIDTH_EN = {"half": "half-width digits", "full": "full-width digits", "kanji": "kanji numerals"}


def _mixed(nodes: Iterable[Node]) -> tuple[Node, str, str, int, int] | None:
    """The first label in the rarer form, both forms, and how many of each; None when all agree.

    One digit full-width and two digits half-width is a rule of many offices, not a mixture, so
    labels are compared with others of their length.
    """
    groups: dict[tuple[int, str], dict[str, list[Node]]] = {}
    for node in nodes:
        found = _WIDTH.search(node.label)
        if found is None:
            continue
        form = _width(found[0])
        length = 0 if form == "kanji" else min(len(found[0]), 2)
        shape = "（" if node.label[:1] in "（(" else ""
        groups.setdefault((length, shape), {}).setdefault(form, []).append(node)
    for forms in groups.values():
        if len(forms) > 1:
            order = {form: place for place, form in enumerate(forms)}
            # Of two forms as frequent, the later one is the stranger.
            rare, common = sorted(forms, key=lambda form: (len(forms[form]), -order[form]))[:2]
            return forms[rare][0], rare, common, len(forms[rare]), len(forms[common])
    return None


@rule(
    "R106",
    Severity.NOTE,
    title=Words("番号の書き方が混じっています", "Labels in two forms"),
    why=Words(
        "第1条と第２条のように書き方が混じると、検索や新旧対照表で同じ番号が別の文字になります。",
        "With 第1条 beside 第２条, a search or a comparison takes one number for two strings.",
    ),
    remedy=STYLE,
)
def mixed_labels(index: Index) -> Iterator[Hit]:
    """Labels of one kind (条, 項, 号, 細分) printed partly half-width, partly full-width or in kanji.

    Each kind is reported once, at the first label in the rarer form.
    """
    kinds: dict[Kind, list[Node]] = {}
    for node in index.nodes:
        if node.label and node.kind in (Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM):
            kinds.setdefault(node.kind, []).append(node)
    for kind, nodes in kinds.items():
        if index.enacted and kind is not Kind.ARTICLE:
            continue  # 附則 of different decades number in different ways
        found = _mixed(n for n in nodes if n.id not in index.quoted)
        if found is None:
            continue
        node, rare, common, few, many = found
        yield index.hit(
            node,
            spot(index, node),
            f"{KINDS[kind][0]}の番号は、{_WIDTH_JA[common]}が{many}、{_WIDTH_JA[rare]}が{few}"
            f"（最初は「{node.label}」）あります。",
            f"Of the {KINDS[kind][1]} labels, {many} are in {_WIDTH_EN[common]} and {few} in "
            f"{_WIDTH_EN[rare]} (the first is “{node.label}”).",
        )
