"""Layouts in which agreements and statutes are printed, detected from the tree and overridable (様式).

A profile is a name for how a text is laid out, not a second grammar: the reader follows what stands
on the page. Asking for a profile fixes the order in which enumerators nest, where the page alone would
leave two readings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from renkei.instrument.model import Kind, Node
from renkei.instrument.reading.lists import Ladder


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout. ``ladder``: enumerator styles from outer to inner."""

    name: str
    title_ja: str
    title_en: str
    ladder: Ladder


PROFILES: dict[str, Profile] = {
    p.name: p
    for p in (
        Profile(
            "annex-table",
            "別表に取組と役割の表をもつ協約（(1)→ア→(ア)→a→(a)）",
            "agreement with initiatives and roles in tables of an annex",
            ("p-digit", "aiueo", "p-aiueo", "alpha", "p-alpha", "roman", "p-roman"),
        ),
        Profile(
            "inline-roles",
            "条の中に取組と役割を書く協約（(1)→a→(a)→i）",
            "agreement with roles inline in an article, (1) → a → (a) → i",
            ("p-digit", "alpha", "p-alpha", "roman", "p-roman"),
        ),
        Profile(
            "inline-roles-numbered",
            "条の中に取組と役割を書く協約（(1)→1→ア→(ア)）",
            "agreement with roles inline in an article, (1) → 1 → ア → (ア)",
            ("p-digit", "digit", "digit-full", "aiueo", "p-aiueo", "alpha", "p-alpha"),
        ),
        Profile(
            "inline-roles-kana",
            "条の中に取組と役割を書く協定（(1)→ア→(ア)→a→(a)）",
            "agreement with roles inline in an article, (1) → ア → (ア) → a → (a)",
            ("p-digit", "aiueo", "p-aiueo", "alpha", "p-alpha"),
        ),
        Profile(
            "articles",
            "条文だけの協約・協定",
            "agreement of articles alone",
            ("p-digit", "aiueo", "p-aiueo", "alpha", "p-alpha", "roman", "p-roman"),
        ),
        Profile(
            "statute",
            "法令の形（第一条、一→イ→(1)→(i)）",
            "statute: 第一条, 一 → イ → (1) → (i)",
            ("kanji", "iroha", "p-digit", "p-roman"),
        ),
        Profile(
            "outline",
            "条のない文書（1→(1)→ア→(ア)）",
            "text without articles: 1 → (1) → ア → (ア)",
            ("digit", "digit-full", "p-digit", "aiueo", "p-aiueo", "alpha", "p-alpha"),
        ),
        Profile("plain", "構成のない文", "text without structure", ()),
    )
}

_ROLE = re.compile(r"の役割|役割分担|取組(の)?内容")
_KANJI = re.compile(r"第\s?[一二三四五六七八九十百千]+\s?条")


def detect(root: Node) -> str:
    """The name of the layout that a tree shows."""
    articles = rows = inline = 0
    kanji = False
    ladder: list[str] = []
    for node in root.walk():
        if node.kind is Kind.ARTICLE:
            articles += 1
            kanji = kanji or bool(_KANJI.match(node.label))
        elif node.kind is Kind.ROW:
            rows += 1
        elif node.kind in (Kind.ITEM, Kind.SUBITEM) and _ROLE.search(node.text[:20]):
            inline += 1
            ladder.append(node.label)
    if not articles:
        numbered = any(n.kind in (Kind.ITEM, Kind.PARAGRAPH) and n.label for n in root.walk())
        return "outline" if numbered else "plain"
    if inline > 2:
        labels = [n.label for n in root.of_kind(Kind.SUBITEM)]
        if any(re.match(r"[（(]?[a-zａ-ｚ]", label) for label in labels) and not any(
            re.match(r"[（(]?[ア-ン]", label) for label in labels
        ):
            return "inline-roles"
        if any(re.match(r"[0-9０-９]", label) for label in labels):
            return "inline-roles-numbered"
        return "inline-roles-kana"
    if kanji:
        return "statute"
    return "annex-table" if rows else "articles"
