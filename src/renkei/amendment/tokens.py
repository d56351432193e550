"""Words of a Japanese legal text: the units in which a legal officer would quote it (引用の単位).

A quotation in an amendment is a whole meaningful word: 「500円」 and not 「5」, a whole date, a whole
reference (第23条の2). Japanese writes no spaces, so words are told by their script: a run of kanji with
the kana that inflect it, a run of katakana or of letters, a particle. No dictionary of nouns is
needed, and nothing is lost: the tokens of a text, joined, are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from renkei.amendment.placeholders import PLACEHOLDER

_D = "[0-9０-９]"
_KN = "[〇一二三四五六七八九十百千万億]"
_N = f"(?:{_D}+|{_KN}+)"
_NO = f"(?:の{_N})"
#: What stays with the character before it: combining marks, variation selectors (異体字).
_WITH = "\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_KANJI = f"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff々〆〇ヵヶ{_WITH}]"
_HIRAGANA = f"[ぁ-ゖゝゞ{_WITH}]"
_KATAKANA = f"[ァ-ヴー・ヽヾｦ-ﾟ{_WITH}]"
_LETTER = f"[A-Za-zＡ-Ｚａ-ｚÀ-ÖØ-öø-ɏ{_WITH}]"

#: Words in hiragana that begin like a particle, and words of two scripts.
_WHOLE = (
    "にぎわい|ふるさと|しごと|ひとり|子ども|こども|がん|はぐくみ|はぐくむ|やさしい|やさしく|なりわい|のりあい|し尿|"
    "あり方|在り方|担い手|はじめ|ものづくり|まちづくり|できるよう|できる|できない|できて|それぞれ|それら|あらかじめ|けん引|"
    "となって|となり|となる|でなければ|なければならない|なければ|ならない|ないものとする|なお|であり|である|であって"
)
#: Particles and what stands for one: they part the words around them.
_PARTICLES = (
    f"{_WHOLE}|しなければならない|することができる|することとする|するものとする|ことができる|ものとする|"
    "こととする|しようとする|における|において|に関する|に関して|に関し|に対する|に対して|に対し|について|"
    "に基づいて|に基づき|に基づく|に係る|により|による|によって|によるもの|とともに|に当たって|に当たり|"
    "ために|ための|ため|もって|として|とする|ところに|ところ|とおり|もの|こと|"
    "その他の|その他|並びに|若しくは|又は|及び|並び|ならびに|もしくは|または|および|"
    "ない|しない|しては|する|して|した|され|させ|される|には|では|とは|への|との|での|からの|までの|"
    "から|まで|より|など|また|ある|いる|いう|なる|この|その|これら|これ|それ|"
    "[をはがのにへとでもやな]"
)
#: A word in hiragana ends a run of kanji when it begins with one of these.
_OKURIGANA = rf"(?:(?!{_PARTICLES}){_HIRAGANA})+"
#: Connectives written with a kanji would otherwise be swallowed by the run of kanji before them.
_CONNECTIVE = "及び|又は|並びに|若しくは"
#: 取り組む, 引き続き: a verb of two kanji with kana between.
_COMPOUND = rf"{_KANJI}[いきけえしせちみりれ]{_KANJI}(?!{_KANJI}){_OKURIGANA}"

_ERA = "(?:明治|大正|昭和|平成|令和)"
_DATE = (
    rf"(?:{_ERA}(?:元|{_N})年(?:[（(](?:西暦)?{_D}{{4}}年?[)）]年?)?|{_D}{{4}}年(?:[（(]{_ERA}(?:元|{_N})年[)）])?)"
    rf"(?:度末?|{_N}月(?:{_N}日|末日)?)?"
)
_LAW_NUMBER = rf"{_ERA}(?:元|{_N})年[一-龥]{{2,8}}第{_N}号"
_UNIT = (
    "(?:千円|万円|百万円|億円|兆円|円|人|件|回|通|名|者|箇所|か所|カ所|ヶ所|箇月|か月|カ月|ヶ月|月|年間|年度|年|日間|日|時間|時|分|秒|"
    "週間|週|倍|割|％|%|パーセント|キロメートル|メートル|ヘクタール|平方メートル|km|m|ha|㎡|㎢|トン|台|冊|校|歳|種|級|部|項|款|番地|番|号|丁目|条|章|節)"
)
_AMOUNT = rf"[△▲]?{_D}+(?:[,，.．]{_D}+)*(?:分の{_D}+)?{_UNIT}?(?:以上|以下|未満|以内)?"
_KANJI_AMOUNT = rf"{_KN}+(?:分の{_KN}+|{_UNIT})"
_STEP = rf"第{_N}(?:条|項|号|編|章|節|款){_NO}*"
_REFERENCE = (
    rf"(?:(?:別表|別記|別紙|様式|附則)(?:第{_N}{_NO}*)?(?:{_STEP})*"
    rf"|(?:前|次|同|本|各)(?:各|{_N})?(?:条|項|号|表|編|章|節|款)(?![例約目件])(?:{_STEP})*"
    rf"|(?:{_STEP})+)"
)

_WORD = re.compile(
    "|".join(
        (
            rf"(?P<placeholder>{PLACEHOLDER.pattern})",
            rf"(?P<law>{_LAW_NUMBER})",
            rf"(?P<date>{_DATE})",
            rf"(?P<reference>{_REFERENCE})",
            rf"(?P<amount>{_AMOUNT}|{_KANJI_AMOUNT})",
            rf"(?P<particle>{_PARTICLES})",
            rf"(?P<compound>{_COMPOUND})",
            # A number, a reference or a date that follows without a gap is a word of its own.
            rf"(?P<kanji>(?:(?!{_CONNECTIVE}|第{_N}[条項号編章節款]|{_ERA}(?:元|{_N})年){_KANJI})+(?:{_OKURIGANA})?)",
            rf"(?P<katakana>{_KATAKANA}+)",
            rf"(?P<letters>{_LETTER}+)",
            rf"(?P<kana>{_OKURIGANA}|{_HIRAGANA}+)",
            r"(?P<space>[^\S\n\u2028]+)",
            rf"(?P<other>.[{_WITH}]*)",
        )
    ),
    re.DOTALL,
)


class Token(NamedTuple):
    """A word as printed, and what it is compared by: a name of a party is compared by its place."""

    text: str
    key: str


def tokens(text: str, names: Mapping[str, str] | None = None) -> list[Token]:
    """The words of a text. ``"".join(token.text for token in tokens(t)) == t``, always.

    ``names`` maps what is each partner's own (its name, address, mayor …) to the placeholder that
    stands for it; see :func:`renkei.amendment.names.names_of`. Such a word is compared by that.
    """
    if not names:
        return [Token(word, word) for word in _words(text)]
    found: list[Token] = []
    for piece in _splitter(frozenset(names)).split(text):
        if piece in names:
            found.append(Token(piece, names[piece]))
        else:  # a name of one letter (甲) counts only as a word of its own
            found.extend(Token(word, names.get(word, word)) for word in _words(piece))
    return found


def neutral(text: str, names: Mapping[str, str]) -> str:
    """The text with each name replaced by its placeholder, and spacing taken out: for comparing."""
    if any(len(name) == 1 for name in names):
        text = "".join(token.key for token in tokens(text, names))
    elif names:
        text = _splitter(frozenset(names)).sub(lambda found: names[found[0]], text)
    return "".join(text.split())


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in _WORD.finditer(text))


@lru_cache(maxsize=256)
def _splitter(names: frozenset[str]) -> re.Pattern[str]:
    """Finds the names of two letters and more, the longest first."""
    longest_first = sorted((name for name in names if len(name) > 1), key=lambda n: (-len(n), n))
    return re.compile(f"({'|'.join(map(re.escape, longest_first)) or '(?!)'})")
