"""Numbers written anew for what was moved, in the manner the text has them (番号の書き方)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from renkei.instrument.model import Number
from renkei.units import UnitError
from renkei.units.numerals import (
    NumeralSeries,
    parse_arabic,
    parse_kanji,
    parse_labels,
    to_aiueo,
    to_circled,
    to_fullwidth,
    to_halfwidth,
    to_iroha,
    to_kanji,
    to_kanji_positional,
    to_latin,
    to_roman,
)

_RUN = "[0-9]+|[０-９]+|[〇一二三四五六七八九十百千]+"
#: 第二十一条の二, 第3章, (3の2), １, ２．, 別表第一: what stands before the number, the number, the
#: unit, the branches, what stands behind.
_NUMBERED = re.compile(
    rf"(?P<before>[^0-9０-９〇一二三四五六七八九十百千]*)(?P<n>{_RUN})"
    rf"(?P<unit>[編章節款目条項号]?)(?P<branches>(?:の(?:{_RUN}))*)(?P<after>[^0-9０-９〇一二三四五六七八九十百千]*)"
)
_SIGN = re.compile(r"(?P<before>[（(]?)(?P<n>.{1,5}?)(?P<after>[）).．]?)")
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_HALF_KANA = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF66, 0xFF9E)}


def fold(text: str) -> str:
    """A name or label for comparing: width folded, spaces out, kanji numbers of 第N as digits."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(
        r"第([〇一二三四五六七八九十百千]+)", lambda m: f"第{parse_kanji(m[1]) or m[1]}", plain
    )


def manner_of(number: str) -> str:
    """How a numeral is written: kanji, positional (二〇), full or half width."""
    if parse_arabic(number) is not None:
        return "full" if number[0] in "０１２３４５６７８９" else "half"
    if len(number) > 1 and not re.search("[十百千]", number):
        return "positional"
    return "kanji"


def number_of(label: str) -> Number | None:
    """The number a label of digits or kanji says: 第三条の二, (3), 別表第一; None for a letter."""
    found = _NUMBERED.fullmatch(label)
    if found is None:
        return None
    parts = [found["n"], *found["branches"].split("の")[1:]]
    values = [_value(part) for part in parts]
    return None if None in values else Number(tuple(v for v in values if v is not None))


def _value(numeral: str) -> int | None:
    value = parse_arabic(numeral)
    return parse_kanji(numeral) if value is None else value


def relabel(label: str, old: Number | None, new: Number, others: Iterable[str] = ()) -> str | None:
    """``label`` with another number, in the same manner; None where that cannot be written.

    ``old`` is the number the label says (イ is 1 of one series and 2 of another). ``others`` are
    labels of the like of it in the text: they tell what a label of one digit cannot, 十 or 一〇. The
    width of digits stays that of the label itself.
    """
    if new.upto:
        return _relabel_range(label, new, others)
    found = _NUMBERED.fullmatch(label)
    if found is not None:
        return _renumber(found, new, others)
    if len(new.parts) == 1:
        return _resign(label, old, new.parts[0])
    return None


def _relabel_range(label: str, new: Number, others: Iterable[str]) -> str | None:
    """第三条から第五条まで, 第三条及び第四条: both ends renumbered."""
    found = re.fullmatch(r"(.+?)(から|及び|・|～|、)(.+?)(まで)?", label)
    if found is None:
        return None
    known = list(others)
    first = relabel(found[1], None, Number(new.parts), known)
    last = relabel(found[3], None, Number(new.upto), known)
    if first is None or last is None:
        return None
    return f"{first}{found[2]}{last}{found[4] or ''}"


def _renumber(found: re.Match[str], new: Number, others: Iterable[str]) -> str:
    own = manner_of(found["n"])
    known = list(_manners(others))
    written = []
    for value in new.parts:
        manner = own
        if len(str(value)) != len(str(_value(found["n"]) or 0)):
            # 九 does not tell whether 十 or 一〇 follows: the others of its like do.
            alike = [m for m, digits in known if digits == len(str(value))]
            if own == "kanji" and alike and "kanji" not in alike:
                manner = next((m for m in alike if m == "positional"), own)
        written.append(_write(value, manner))
    head, *branches = written
    return "".join(
        (found["before"], head, found["unit"], *(f"の{b}" for b in branches), found["after"])
    )


def _manners(labels: Iterable[str]) -> Iterator[tuple[str, int]]:
    for label in labels:
        found = _NUMBERED.fullmatch(label)
        if found is not None:
            yield manner_of(found["n"]), len(str(_value(found["n"]) or 0))


def _write(value: int, manner: str) -> str:
    match manner:
        case "full":
            return to_fullwidth(value)
        case "half":
            return to_halfwidth(value)
        case "positional":
            return to_kanji_positional(value)
    return to_kanji(value)


def _resign(label: str, old: Number | None, new: int) -> str | None:
    """ア, イ, (ア), ①, ⑴, a, ii with another number, in the series that the old number tells."""
    found = _SIGN.fullmatch(label)
    if found is None:
        return None
    sign = found["n"]
    readings = parse_labels(sign)
    wanted = old.parts[0] if old else None
    series = next((s for s, value in readings if wanted is None or value == wanted), None)
    try:
        written = _signed(series, sign, new)
    except UnitError:
        return None
    return None if written is None else f"{found['before']}{written}{found['after']}"


def _signed(series: NumeralSeries | None, sign: str, new: int) -> str | None:
    match series:
        case NumeralSeries.AIUEO | NumeralSeries.IROHA:
            letter = to_aiueo(new) if series is NumeralSeries.AIUEO else to_iroha(new)
            return _HALF_KANA.get(letter, letter) if sign in _HALF_KANA.values() else letter
        case NumeralSeries.LATIN | NumeralSeries.ROMAN:
            plain = unicodedata.normalize("NFKC", sign)
            letter = to_latin(new) if series is NumeralSeries.LATIN else to_roman(new)
            letter = letter.upper() if plain.isupper() else letter
            wide = plain != sign
            return "".join(chr(ord(c) + 0xFEE0) for c in letter) if wide else letter
        case NumeralSeries.SIGN:
            return _sign(sign, new)
    return None


def _sign(sign: str, new: int) -> str | None:
    if sign in _BRACKETED:
        return _BRACKETED[new - 1] if new <= len(_BRACKETED) else None
    for first in "ⅰⅠ":
        if ord(first) <= ord(sign) < ord(first) + 12:
            return chr(ord(first) + new - 1) if new <= 12 else None
    return to_circled(new)
