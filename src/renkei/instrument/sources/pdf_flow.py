"""Paragraphs from visual lines, and what on a page is of the page and not of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from renkei.instrument.sources.pdf_glyphs import Line, narrowed

# A line that begins so begins a paragraph, whatever the line above looks like. 第n条 only with a
# space, a bracket or nothing after it: 「第252条の2第1項」 stands in the middle of sentences.
_NUMERAL = "[0-9０-９一二三四五六七八九十百千〇]"
STARTS = re.compile(
    rf"""\s*(?:
    第{_NUMERAL}+(?:条|章|節|款|目|編)(?:の{_NUMERAL}+)*(?:[\s（(]|$)
    | 附\s*則 | 別\s*[表記紙図] | 様式(?:第|\s|$) | 目\s*次\s*$ | 備\s*考(?:\s|$) | 記\s*$
    | [（(](?:{_NUMERAL}{{1,3}}|[ア-ンa-zA-Zivx]{{1,4}})[）)]
    | [①-⑳㉑-㉟⑴-⒇] | [アイウエオカキクケコサシスセソ](?:[\s．.]|$)
    | {_NUMERAL}{{1,3}}(?:[\s．.]|$)
    | [甲乙丙丁戊](?:[\s：:]|$)
    | （[^（）]{{1,40}}）\s*$
    | (?:この|本|上記|以上)[^、。]{{0,16}}(?:を証する|の証として)
    | (?:明治|大正|昭和|平成|令和)[0-9０-９元一二三四五六七八九十\s]+年
      (?:（[^）]*）)?[^、。]{{0,12}}[日]\s*$
    )""",
    re.VERBOSE,
)
_PAGE_NUMBER = re.compile(
    r"[\s\-－−–—‐ー―~～(（]*(?:[Pp]\.?\s*)?[0-9０-９]{1,4}"
    r"(?:\s*[/／]\s*[0-9０-９]{1,4})?(?:\s*(?:ページ|頁))?[\s\-－−–—‐ー―~～)）]*"
)
_CLOSING = "、。，．,.）)」』】〕〉》］｝・:：;；!！?？ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％%"
_OPENING = "（(「『【〔〈《［｛"
_MARGIN = 0.12  # of the page height: where page numbers and running heads stand
_SLACK = 0.6  # em: room that kinsoku and ragged setting leave at the end of a full line


def first_unit(text: str) -> str:
    """The characters at the head of a line that could not have been parted to fill the line above.

    Brackets stay with what they open, 、。 with what they follow, digits and letters in a run
    (行頭・行末禁則, 分離禁止).
    """
    end = 0
    while end < len(text) and text[end] in _OPENING:
        end += 1
    if end < len(text) and text[end].isascii() and text[end].isalnum():
        while end < len(text) and text[end].isascii() and text[end].isalnum():
            end += 1
    else:
        end += 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return text[:end]


def width(text: str, size: float) -> float:
    """About how wide ``text`` is, in points: half an em for ASCII, one em for all else."""
    return size * sum(0.5 if c.isascii() else 1.0 for c in text)


def is_full(line: Line, following: str, right: float) -> bool:
    """Whether ``line`` ended because ``following`` did not fit before ``right`` any more."""
    room = right - line.x1
    return room < width(first_unit(following), line.size) + _SLACK * line.size


def wrap(above: str, below: str) -> str:
    """Join two visual lines of one paragraph; only Latin words need a space between."""
    if re.search(r"[A-Za-z]$", above) and re.match(r"[A-Za-z]", below):
        return f"{above} {below}"
    return above.rstrip(" ") + below.lstrip(" ")


def continues(
    above: Line, below: Line, right: float, pitch: float, *, new_page: bool, hanging: bool
) -> bool:
    """Whether ``below`` goes on with the paragraph of ``above``.

    ``hanging``: the paragraph so far begins with a label, so its later lines may stand further in.
    """
    if STARTS.match(below.text) or below.text[:1] == "\u3000":
        return False
    if abs(above.size - below.size) > 0.15 * above.size:
        return False
    if not new_page and below.top - above.top > 1.35 * pitch:
        return False
    if below.x0 > above.x0 + 0.6 * above.size and not hanging:
        return False
    return is_full(above, below.text, right)


def goes_on_centred(above: Line, below: Line, right: float, usual: float) -> bool:
    """Whether two lines are one heading of a title page: large, about one axis, set close.

    ``usual`` is the size of the text. The upper line must be full, as it was broken for want of
    room; lines that are meant to stand apart on a title page are shorter, or further apart.
    """
    size = above.size
    return (
        size > 1.1 * usual
        and abs(size - below.size) < 0.05 * size
        and abs(above.x0 + above.x1 - below.x0 - below.x1) < size
        and below.x0 >= above.x0 - 0.1 * size
        and 0 < below.top - above.top < 2.0 * size
        and not STARTS.match(below.text)
        and is_full(above, below.text, right)
    )


def pitch_of(lines: Sequence[Line]) -> float:
    """The usual distance from line to line; the closest common one, so that gaps stand out."""
    steps = Counter(
        round(b.top - a.top) for a, b in pairwise(lines) if 0 < b.top - a.top < 4 * a.size
    )
    if not steps:
        return 2.0 * lines[0].size if lines else 20.0
    most = max(steps.values())
    return float(min(step for step, count in steps.items() if count * 3 >= most))


def furniture(pages: Sequence[tuple[Sequence[Line], float]]) -> set[tuple[int, int]]:
    """Places (page, line) of page numbers and running heads. Pages come as lines and height.

    A page number is the first or last line of a page, in its margin, and only a number. A running
    head or foot is a first or last line in the margin that at least three pages, and most of them,
    have at the same height with the same words (digits aside).
    """
    found: set[tuple[int, int]] = set()
    edges: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for page, (lines, height) in enumerate(pages):
        for index in {0, len(lines) - 1} if lines else ():
            line = lines[index]
            if _MARGIN * height < line.middle < (1 - _MARGIN) * height:
                continue
            if _PAGE_NUMBER.fullmatch(line.text):
                found.add((page, index))
            else:
                words = re.sub("[0-9０-９]+", "0", narrowed(line.text))
                edges.setdefault((words, round(line.middle / 3)), []).append((page, index))
    for places in edges.values():
        if len(places) >= 3 and 2 * len(places) > len(pages):
            found.update(places)
    return found
