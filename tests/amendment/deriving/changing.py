"""A text changed at random, as somebody might who edits it: words, rows, provisions, captions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from renkei.amendment.deriving.labels import relabelled
from renkei.instrument.model import Document, Kind, Node, Number

WORDS = [
    *(
        "協議",
        "圏域",
        "毎年度",
        "乙及び丙",
        "500円",
        "令和9年4月1日",
        "第5条",
        "（以下「丁」という。）",
    ),
    *("、連携", "ただし、", "支援する", "を図る", "の推進", "等", "「中心市」", "時に"),
]
#: What may come, go and change places.
_LISTED = (Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.ROW, Kind.GROUP)


def changed(base: Document, random: Random, times: int) -> Document:
    """The text with so many changes. Numbers are whole again after each."""
    root = base.root
    for _ in range(times):
        root = _in_one_run(_changed(root, random))
    return replace(base, root=_with_ids(root))


def _changed(node: Node, random: Random) -> Node:
    children = list(node.children)
    listed = [kind for kind in _LISTED if any(child.kind is kind for child in children)]
    if listed and random.random() < 0.3:
        return replace(node, children=_relisted(children, random.choice(listed), random))
    if children and (not node.text or random.random() < 0.7):
        at = random.randrange(len(children))
        children[at] = _changed(children[at], random)
        return replace(node, children=tuple(children))
    if node.caption and random.random() < 0.4:
        return replace(node, caption=_words(node.caption, random))
    return replace(node, text=_words(node.text, random)) if node.text else node


def _relisted(children: list[Node], kind: Kind, random: Random) -> tuple[Node, ...]:
    places = [at for at, child in enumerate(children) if child.kind is kind]
    at, way = random.choice(places), random.random()
    if way < 0.35 and len(places) > 1:
        del children[at]
    elif way < 0.75:
        children.insert(at + random.randrange(2), _rewritten(children[at], random))
    else:
        other = random.choice(places)
        children[at], children[other] = children[other], children[at]
    return tuple(children) if kind is Kind.ROW else _renumbered(children, kind)


def _renumbered(children: list[Node], kind: Kind) -> tuple[Node, ...]:
    labels = [c.label for c in children if c.kind is kind and c.label]
    label = labels[0] if labels else "2"
    found: list[Node] = []
    count = 0
    for child in children:
        if child.kind is not kind or (child.number is None and not child.label):
            found.append(child)
            continue
        count += 1
        number = Number((count,))
        first = kind is Kind.PARAGRAPH and count == 1
        printed = "" if first and len(labels) < len(children) else relabelled(label, number) or ""
        found.append(replace(child, label=printed, number=number))
    return tuple(found)


def _in_one_run(root: Node) -> Node:
    """The articles of the main provisions numbered through all chapters."""
    count = iter(range(1, 1000))

    def again(node: Node) -> Node:
        if node.kind is Kind.ARTICLE:
            number = Number((next(count),))
            return replace(node, label=relabelled(node.label, number) or "", number=number)
        if node.kind in (Kind.DOCUMENT, Kind.MAIN, Kind.CHAPTER):
            return replace(node, children=tuple(again(child) for child in node.children))
        return node

    return again(root)


def _rewritten(node: Node, random: Random) -> Node:
    """Another provision of the same build."""
    return replace(
        node,
        text=_words(_words(node.text, random), random) if node.text else "",
        children=tuple(_rewritten(child, random) for child in node.children),
    )


def _words(text: str, random: Random) -> str:
    start = random.randrange(len(text) + 1)
    end = min(len(text), start + random.randrange(1, 9))
    word = random.choice(WORDS)
    ways: list[Callable[[], str]] = [
        lambda: text[:start] + word + text[start:],
        lambda: text[:start] + text[end:] or text,
        lambda: text[:start] + word + text[end:],
        lambda: text + "この場合において、甲が調整する。" if text.endswith("。") else text + word,
        lambda: text + "ただし、この限りでない。" if text.endswith("。") else word + text,
        lambda: text[: text.index("。") + 1] if "。" in text else text + word,
    ]
    return random.choice(ways)()


def _with_ids(root: Node) -> Node:
    count = iter(range(1_000_000))

    def again(node: Node) -> Node:
        ident = f"n{next(count)}"
        return replace(node, id=ident, children=tuple(again(child) for child in node.children))

    return again(root)
