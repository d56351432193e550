"""The door of the reading: bytes or text in, one Document out (読み取り)."""

from __future__ import annotations

import hashlib

from renkei.instrument.model import Document, Finding, Kind, Node, Origin, Refusal, Severity
from renkei.instrument.reading import builder, facts
from renkei.instrument.reading.profiles import PROFILES, detect
from renkei.instrument.reading.tables import MAX_CELLS
from renkei.instrument.sources.linear import Linear

#: A file larger than this is not read: the largest statute has under 10 MB of text. The outermost
#: limit: the command line takes no more into memory, and readers of one format never take less.
MAX_BYTES = 32 * 1024 * 1024


def read(data: bytes | str, *, name: str = "", profile: str | None = None) -> Document:
    """Read a file of any supported format, or text already decoded.

    ``name`` helps to tell formats apart and is not kept; ``profile`` overrides the detected layout
    (see ``renkei.instrument.reading.profiles.PROFILES``; a name not there is a ``Refusal``).
    Raises :class:`Refusal` for files that hold no readable text; never for what a text says.
    """
    _known(profile)
    if isinstance(data, str):
        return read_text(data, profile=profile)
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    from renkei.instrument.sources.sniff import sniff

    found = sniff(data, name)
    if found == "lawxml":
        from renkei.instrument.formats.lawxml import read_lawxml

        return read_lawxml(data)
    if found == "json":
        from renkei.instrument.formats.jsontext import read_json

        return read_json(data)
    from renkei.instrument.sources import linear

    return read_linear(linear(data, name), profile=profile)


def read_text(text: str, *, profile: str | None = None) -> Document:
    """Read text: line ends are normalised, nothing else is changed. Never raises on content."""
    _known(profile)
    normal = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return read_linear(Linear(normal, Origin(sha256=digest)), profile=profile)


def read_linear(lines: Linear, *, profile: str | None = None) -> Document:
    """Read what a source adapter made of a file."""
    ladder = PROFILES[profile].ladder if profile else None
    built = builder.build(lines.text, lines.row_hints, ladder or None)
    return Document(
        source=lines.text,
        root=built.root,
        profile=profile or detect(built.root),
        facts=facts.facts_of(built.root),
        origin=lines.origin,
        diagnostics=(*lines.diagnostics, *_unparsed(built.root)),
        joins=built.joins,
    )


def _unparsed(root: Node) -> tuple[Finding, ...]:
    """One diagnostic for each run of lines that no rule of reading fits."""
    return tuple(
        Finding(
            "R001",
            Severity.WARNING,
            node.id,
            node.start,
            max(p.end for p in node.pieces),
            *_why_unparsed(node),
            node.text[:80],
        )
        for node in root.of_kind(Kind.UNPARSED)
        if node.pieces
    )


def _why_unparsed(node: Node) -> tuple[str, str]:
    cells = node.attr("cells")
    if cells:
        return (
            f"1行に欄が{cells}あり、表の行としては多すぎます（上限 {MAX_CELLS}）。"
            "1行の文として、そのまま保持しました。",
            f"{cells} cells on one line are too many for a row (at most {MAX_CELLS}); kept as text.",
        )
    return (
        "どの規定にも属さない行として、そのまま保持しました。",
        "A line that belongs to no provision; kept as it stands.",
    )


def _known(profile: str | None) -> None:
    if profile is not None and profile not in PROFILES:
        names = "、".join(PROFILES)
        raise Refusal(
            "profile-unknown",
            f"様式「{profile}」はありません。",
            f"There is no profile “{profile}”.",
            f"次のいずれかを指定してください: {names}",
            f"Choose one of: {', '.join(PROFILES)}",
        )


def _too_large(size: int) -> Refusal:
    limit = MAX_BYTES // 1024 // 1024
    return Refusal(
        "too-large",
        f"ファイルが大きすぎます（{size / 1024 / 1024:.1f} MB、上限 {limit} MB）。",
        f"The file is too large ({size / 1024 / 1024:.1f} MB; the limit is {limit} MB).",
        "本文だけのファイルにするか、文書ごとに分けてください。",
        "Use a file of the text alone, or one file for each instrument.",
    )
