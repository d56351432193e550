"""The weights of findings: their names, and which is more."""

from __future__ import annotations

from renkei.cli.words import Words

#: From the least to the most.
ORDER = ("note", "warning", "error")

_NAMES = {
    "error": Words("誤り", "error"),
    "warning": Words("注意", "warning"),
    "note": Words("参考", "note"),
}


def name_of(severity: str, lang: str) -> str:
    """誤り, 注意 or 参考."""
    return _NAMES[severity].in_(lang)


def at_least(severity: str, least: str) -> bool:
    """Whether a finding weighs as much as the least one asked for."""
    return ORDER.index(severity) >= ORDER.index(least)
