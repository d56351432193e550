"""An amendment as prose: the opening line, the sentences with their blocks, its own 附則 (改め文)."""

from __future__ import annotations

from renkei.amendment.operations import Address, Amendment, Operation, Target
from renkei.amendment.style import Numerals, Style
from renkei.amendment.writing.addresses import Speaker
from renkei.amendment.writing.layout import lay_out
from renkei.amendment.writing.seats import Expected
from renkei.amendment.writing.sentences import phrase_of, sentence
from renkei.amendment.writing.words import Unwritable
from renkei.instrument.model import Kind


def write_prose(amendment: Amendment, style: Style) -> str:
    """The 改め文 of ``amendment`` in the wording of ``style``; lines end with a line end each.

    ``amendment.base`` is not printed. Raises :class:`Unwritable` for what no prose can say so that it
    would be read back as it is.
    """
    lines: list[str] = []
    if amendment.title:
        number = f"（{amendment.law_number}）" if amendment.law_number else ""
        opening = f"{amendment.title}{number}の一部を次のように{style.act}する。"
        lines.append(style.indent + opening)
    elif amendment.law_number:
        raise Unwritable("題名のない法令番号は書けません。", "A law number without a title.")
    for instruction in amendment.instructions:
        lines += sentence(instruction, style)
    if amendment.supplement:
        kanji = style.numerals is Numerals.KANJI
        own = lay_out(amendment.supplement, Expected(Kind.SUPPLEMENT, kanji=kanji, own=True))
        if own[0].startswith("〔") or amendment.supplement[0].kind is not Kind.SUPPLEMENT:
            raise Unwritable(
                "改正する文書自身の附則は「附則」の行から始まらなければなりません。",
                "The amending instrument's own 附則 must begin with a line that says so.",
            )
        lines += own
    return "".join(line + "\n" for line in lines)


def said(told: Operation | Target | Address, style: Style) -> str:
    """An address, a target or one operation in words, for messages and pages: 「第3条第2項」."""
    if isinstance(told, tuple):
        return Speaker(style).address(told)
    if isinstance(told, Target):
        return Speaker(style).target(told)
    return phrase_of(told, style)
