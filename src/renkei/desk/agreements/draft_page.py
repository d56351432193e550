"""What the pages of drafting show beside a model text: its placeholders, and what the checks find."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.placeholders import PLACEHOLDERS, filled, unknown, used
from renkei.desk.agreements.notes import speaks_english
from renkei.desk.agreements.reading import read_file
from renkei.desk.region.models import Region
from renkei.instrument.model import Refusal, Severity

#: Names that exist nowhere, for reading a model text as the agreement it will become.
_SPECIMEN = {
    "": ("青嶺市", "浜辺市", "川添町", "高穂村", "北野市"),
    "の住所": (
        "青嶺市緑町1番地",
        "浜辺市港町1番地",
        "川添町本通2番地",
        "高穂村字上野3番地",
        "北野市中央4丁目",
    ),
    "の職名": ("青嶺市長", "浜辺市長", "川添町長", "高穂村長", "北野市長"),
    "の氏名": ("山城 嶺", "波多野 凪", "瀬川 渡", "峰岸 岳", "野村 広"),
}


@dataclass(frozen=True)
class Meaning:
    """One thing the checks say of a model text. ``css`` is the class of its rail."""

    css: str
    message: str
    place: str


def placeholders_of(text: str | None = None) -> list[tuple[str, str]]:
    """Placeholders with what they stand for: those a text uses, or all."""
    english = speaks_english()
    wanted = used(text) if text is not None else tuple(PLACEHOLDERS)
    return [(key, PLACEHOLDERS[key][english]) for key in wanted]


def meanings(text: str, region: Region) -> list[Meaning]:
    """What the checks find in a model text, read with names put in; unknown placeholders first."""
    english = speaks_english()
    found = [
        Meaning(
            "err",
            f"“{slip.text}” is no placeholder of the list."
            if english
            else f"「{slip.text}」は、差込箇所の一覧にありません。",
            f"line {slip.line}" if english else f"{slip.line}行目",
        )
        for slip in unknown(text)
    ]
    if not text.strip():
        return found
    try:
        reading = read_file(filled(text, specimen(region)).encode("utf-8"), "model.txt")
    except Refusal as refused:  # control characters, or the beginning of another kind of file
        said = refused.message_en if english else refused.message_ja
        return [*found, Meaning("err", said, "line 1" if english else "1行目")]
    source = reading.document.source
    css = {Severity.ERROR: "err", Severity.WARNING: "warn", Severity.NOTE: "info"}
    for one in reading.findings:
        line = source.count("\n", 0, one.start) + 1
        message = one.message_en if english else one.message_ja
        found.append(
            Meaning(css[one.severity], message, f"line {line}" if english else f"{line}行目")
        )
    return found


def specimen(region: Region) -> dict[str, str]:
    """A value for every placeholder."""
    values = {
        "〔圏域〕": region.name,
        "〔締結日〕": "令和9年3月26日",
        "〔施行日〕": "令和9年4月1日",
    }
    for ending, given in _SPECIMEN.items():
        for letter, value in zip("甲乙丙丁戊", given, strict=True):
            values[f"〔{letter}{ending}〕"] = value
    return values
