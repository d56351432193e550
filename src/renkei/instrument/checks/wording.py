"""R3: slips of wording and of printing (字句)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import SIGNED, STYLE
from renkei.instrument.model import Kind, Node, Role, Severity

_KANJI = "一-龥々〆"
#: What cannot begin a word of hiragana: a particle before it stands alone.
_BREAK = rf"(?=[{_KANJI}ァ-ヶＡ-Ｚａ-ｚA-Za-z0-9０-９、。，．「」『』（）()・\s]|\Z)"

# 「をを」 is never right. For each of the others the words that begin with the same syllable are
# left out: 「まちににぎわい」「住民ががん検診」「市内でできる」「地域へへき地」「甲はははがき」.
# Compiled only when the two syllables are there: most texts have none of them, and the command
# line starts with this module.
_PARTICLES = {
    "を": "をを",
    "に": (
        rf"(?<!な)(?<![^{_KANJI}ぁ-ん][くかわおう])にに"
        rf"(?:(?=お(?:け|いて|きま))|(?=[よつあとか])|(?=な[らりるれっ])|(?=たい(?:し|す))"
        rf"|(?=して)|{_BREAK})"
    ),
    "が": rf"(?<![^{_KANJI}ぁ-ん][さし])がが(?:(?=[あでとなもよ])|{_BREAK})",
    "は": rf"(?<=[{_KANJI}ァ-ヶ」』）)])はは{_BREAK}",
    "で": rf"(?<![まゆう])でで(?:(?=の)|{_BREAK})",
    "へ": rf"(?<=[{_KANJI}ァ-ヶ」』）)])へへ(?:(?=の)|{_BREAK})",
    "の": rf"(?<=[{_KANJI}」』）)])のの(?=[{_KANJI}「『])",
    "も": rf"(?:(?<=[甲乙丙丁])|(?<=より)|(?<=から)|(?<=まで)|(?<=おいて))もも{_BREAK}",
}


def _doubled(source: str, twice: str, pattern: str) -> Iterator[re.Match[str]]:
    """Where the pattern fits at the two syllables; a plain search for these is quickest."""
    at = source.find(twice)
    fits = re.compile(pattern) if at >= 0 else None
    while fits is not None and at >= 0:
        found = fits.match(source, at)
        if found is not None:
            yield found
        at = source.find(twice, at + (1 if found is None else 2))


@rule(
    "R301",
    Severity.WARNING,
    title=Words("助詞が重なっています", "A particle stands twice"),
    why=Words(
        "「時にに」のような重なりは誤記です。署名された原本にもあるのか、入力や読取りで生じたのか"
        "で、とるべき手続が違います。",
        "A doubled particle is a slip. What must be done depends on whether the signed original "
        "has it too, or only this copy.",
    ),
    remedy=SIGNED,
)
def doubled_particles(index: Index) -> Iterator[Hit]:
    """にに, をを, がが, はは, でで, へへ, もも, のの where the second cannot begin a word.

    のの is looked for between kanji only (前条のの目的): もののほか is ordinary, and so is とと
    (とともに), which is not looked for. Words written in hiragana after the same particle
    (まちににぎわい, 住民ががん検診, 市内でできる, 期限までで) stay silent.
    """
    source = index.source
    for particle, pattern in _PARTICLES.items():
        for found in _doubled(source, particle * 2, pattern):
            owned = index.owner(found.start())
            ja, en = index.where(owned.node)
            before = re.split(
                r"[\s、。，「」（）]", source[max(0, found.start() - 8) : found.start()]
            )
            around = before[-1] + source[found.start() : found.end() + 4].split("\n")[0]
            yield index.hit(
                owned.node,
                found.span(),
                f"{ja}の「{around.strip()}」で、助詞「{particle}」が重なっています。",
                f"In {en}, the particle “{particle}” stands twice in “{around.strip()}”.",
            )


_PHRASES = (
    *("及び", "並びに", "又は", "若しくは", "について", "に関する", "に基づき", "における"),
    *("の規定", "すること", "とする", "を行う", "に係る", "のための"),
    *("前条", "前項", "同条", "同項", "別表"),
)
_TWICE = re.compile(r"([一-龥]{2,6})\1(?![一-龥])")
_NUMERAL = re.compile(r"[〇一二三四五六七八九十百千万]+\Z")
#: Words that are said twice on purpose (その土地土地で), and 東京都京都….
_SAID_TWICE = frozenset({"土地", "部分", "個別", "時代", "一部", "京都", "場面", "地域", "季節"})


@rule(
    "R302",
    Severity.WARNING,
    title=Words("語句が重なっています", "A word stands twice"),
    why=Words(
        "「連携連携」「及び及び」のような重なりは、編集の跡が残った誤記です。",
        "A word printed twice is a trace of editing that was left behind.",
    ),
    remedy=SIGNED,
)
def doubled_words(index: Index) -> Iterator[Hit]:
    """The same two to six kanji twice in a row, or a connective or phrase of law twice.

    Numerals and words that are said twice on purpose (土地土地) stay silent.
    """
    source = index.source
    places = [
        (found.start(), word)
        for word in _PHRASES
        if word * 2 in source
        for found in re.finditer(word * 2, source)
    ]
    for found in _TWICE.finditer(source):
        if found[1] not in _SAID_TWICE and not _NUMERAL.match(found[1]):
            places.append((found.start(), found[1]))
    for start, word in dict(places).items():
        owned = index.owner(start)
        if owned.node.kind is Kind.FIELD or owned.role is Role.LAYOUT:
            continue
        ja, en = index.where(owned.node)
        yield index.hit(
            owned.node,
            (start, start + 2 * len(word)),
            f"{ja}で「{word}」が続けて二度あります。",
            f"In {en}, “{word}” stands twice in a row.",
        )


_QUOTATION = re.compile("「[^「」]*(?:「[^「」]*」[^「」]*)*」")
_PAIRS = (("「", "」", "「」"), ("『", "』", "『』"), ("（(", "）)", "（）"))
_TEXTS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.CELL, Kind.CLOSING, Kind.REMARKS})


@rule(
    "R303",
    Severity.WARNING,
    title=Words("かぎ括弧・丸括弧の開きと閉じが合いません", "Brackets that do not pair"),
    why=Words(
        "どこまでが略称や引用かが決まらず、「以下「甲」という。）」のような定義が読めなくなります。",
        "It is not settled how far a definition or quotation reaches.",
    ),
    remedy=SIGNED,
)
def unbalanced_brackets(index: Index) -> Iterator[Hit]:
    """「」『』（） that open without closing, or close without opening, within one provision.

    Full- and half-width brackets pair with each other. Texts that quote pieces of sentences are not
    looked at: amending formulas (改め文) and 読替え (「A」とあるのは「B」と).
    """
    if index.formula:
        return
    for node in index.nodes:
        text = node.text
        if not text or node.kind not in _TEXTS or node.id in index.quoted:
            continue
        count = text.count
        if (
            count("「") == count("」")
            and count("『") == count("』")
            and count("（") + count("(") == count("）") + count(")")
        ):
            continue
        for opens, closes, name in _PAIRS:
            if sum(map(count, opens)) == sum(map(count, closes)):
                continue
            if name == "「」" and "とあるのは" in text:
                continue  # 読替え quotes pieces that hold one bracket of a pair
            if name == "（）":
                # A quotation may begin or end within brackets: 「…を除く。）」とあるのは「…」.
                text = _QUOTATION.sub(lambda found: "＿" * len(found[0]), text)
            at = _unpaired(text, opens, closes)
            if at is None or _list_sign(text, at):
                continue
            ja, en = index.where(node)
            yield index.hit(
                node,
                index.place(node, at, at + 1),
                f"{ja}の「{text[max(0, at - 6) : at + 7]}」で、{name}の開きと閉じが合いません。",
                f"In {en}, the brackets {name} do not pair at “{text[max(0, at - 6) : at + 7]}”.",
            )


def _unpaired(text: str, opens: str, closes: str) -> int | None:
    waiting: list[int] = []
    for found in re.finditer(f"[{re.escape(opens + closes)}]", text):
        if found[0] in opens:
            waiting.append(found.start())
        elif waiting:
            waiting.pop()
        else:
            return found.start()
    return waiting[0] if waiting else None


_SIGN = re.compile(r"(?:^|[\s。、])(?:[0-9０-９]{1,2}|[ア-ンa-zａ-ｚ])\Z")


def _list_sign(text: str, at: int) -> bool:
    """「1) 」「ア）」: the bracket belongs to an enumerator, not to the sentence."""
    return text[at] in "）)" and bool(_SIGN.search(text[:at]))


_ENDED = tuple("。．」』）)：:")


@rule(
    "R304",
    Severity.WARNING,
    title=Words("文が「。」で終わっていません", "A sentence without its end"),
    why=Words(
        "文の後ろが欠けているおそれがあります。",
        "The rest of the sentence may have been lost.",
    ),
    remedy=SIGNED,
)
def unfinished_sentences(index: Index) -> Iterator[Hit]:
    """A paragraph of an article, 前文 or 附則 without 「。」 where the others all end with one.

    A paragraph that is followed by items or a table, a deleted one, and texts that as a whole do
    without full stops stay silent.
    """
    prose: list[Node] = []
    open_ones: list[Node] = []
    for node in index.nodes:
        if node.kind is not Kind.PARAGRAPH or not node.text or node.id in index.quoted:
            continue
        parent = index.parents.get(node.id)
        if parent is None or parent.kind not in (Kind.ARTICLE, Kind.SUPPLEMENT, Kind.PREAMBLE):
            continue
        text = node.text.rstrip()
        prose.append(node)
        if not text.endswith(_ENDED) and not node.children and len(text) > 12:
            open_ones.append(node)
    if len(open_ones) * 5 > len(prose):
        return
    for node in open_ones:
        text = node.text.rstrip()
        if text.endswith("削除") or node.attr("unnumbered"):
            continue
        ja, en = index.where(node)
        tail = text[-8:]
        yield index.hit(
            node,
            index.place(node, len(text) - len(tail), len(text)),
            f"{ja}の文が「{tail}」で切れています。",
            f"The sentence in {en} breaks off at “{tail}”.",
        )


_FULL_LETTERS = re.compile("[Ａ-Ｚａ-ｚ]{2,}")
_HALF_LETTERS = re.compile(
    # The letter stands first, and what may not stand before it is looked at from behind: faster.
    r"[A-Za-z](?<![A-Za-z0-9@./_-][A-Za-z])(?!(?<=[ivx])[ivx]*(?![A-Za-z]))[A-Za-z]+(?![A-Za-z@./_-])"
)


def _texts(index: Index, pattern: re.Pattern[str]) -> list[tuple[Node, re.Match[str]]]:
    """Hits in running text and headings, labels and signatures left out."""
    found = []
    for match in pattern.finditer(index.source):
        owned = index.owner(match.start())
        if owned.role in (Role.TEXT, Role.CAPTION) and owned.node.kind not in (
            Kind.FIELD,
            Kind.UNPARSED,
        ):
            found.append((owned.node, match))
    return found


@rule(
    "R305",
    Severity.NOTE,
    title=Words("英字の全角と半角が混じっています", "Letters in both widths"),
    why=Words(
        "同じ語が全角と半角で書かれると、検索や比較で別の語になります。",
        "A word written in both widths is two words to a search or a comparison.",
    ),
    remedy=STYLE,
)
def mixed_letters(index: Index) -> Iterator[Hit]:
    """Latin words partly full-width (ＩＣＴ), partly half-width (MICE). Reported once for a text.

    Single letters, small Roman numerals and addresses on the net are not counted.
    """
    full = _texts(index, _FULL_LETTERS)
    if not full or not _HALF_LETTERS.search(index.source):
        return
    half = _texts(index, _HALF_LETTERS)
    if not half:
        return
    rare, other = (full, half) if len(full) < len(half) else (half, full)
    node, match = rare[0]
    example = other[0][1][0]
    yield index.hit(
        node,
        match.span(),
        f"英字に全角（{len(full)}か所）と半角（{len(half)}か所）があります："
        f"「{match[0]}」「{example}」。",
        f"Letters stand in full width ({len(full)}) and in half width ({len(half)}): "
        f"“{match[0]}”, “{example}”.",
    )


_FULL_DIGITS = re.compile("[０-９]+")
_HALF_DIGITS = re.compile("[0-9]+")


@rule(
    "R306",
    Severity.NOTE,
    title=Words("数字の全角と半角が混じっています", "Digits in both widths"),
    why=Words(
        "同じ数が全角と半角で書かれると、検索や比較で別の文字になります。",
        "A number written in both widths is two strings to a search or a comparison.",
    ),
    remedy=STYLE,
)
def mixed_digits(index: Index) -> Iterator[Hit]:
    """Numbers of the same length partly full-width, partly half-width. Reported once for a text.

    One digit full-width and more digits half-width is a rule of many offices and no mixture.
    Labels (R106) and signatures are not counted.
    """
    if not _FULL_DIGITS.search(index.source) or not _HALF_DIGITS.search(index.source):
        return
    full, half = _texts(index, _FULL_DIGITS), _texts(index, _HALF_DIGITS)
    for single in (True, False):
        some = [hit for hit in full if (len(hit[1][0]) == 1) is single]
        others = [hit for hit in half if (len(hit[1][0]) == 1) is single]
        if not some or not others:
            continue
        node, match = (some if len(some) < len(others) else others)[0]
        ja = "1桁" if single else "2桁以上"
        en = "one digit" if single else "two or more digits"
        yield index.hit(
            node,
            match.span(),
            f"{ja}の数字に全角（{len(some)}か所）と半角（{len(others)}か所）があります"
            f"（「{match[0]}」など）。",
            f"Numbers of {en} stand in full width ({len(some)}) and in half width "
            f"({len(others)}), “{match[0]}” among them.",
        )
        return
