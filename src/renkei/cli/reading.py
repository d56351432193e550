"""``renkei read``: what a text says of itself, and its contents."""

from __future__ import annotations

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.opening import asked_profile, open_text
from renkei.cli.width import padded, visible
from renkei.cli.words import Words
from renkei.instrument.model import Document, Kind, Node


def run(arguments: Arguments, console: Console) -> int:
    """Read one file and print its JSON, or its outline."""
    path = arguments.words[0]
    document = open_text(path, asked_profile(arguments))
    if arguments.has("--json"):
        from renkei.instrument.formats.jsontext import json_parts

        console.out_parts(json_parts(document))
        return 0
    for line in facts_lines(document, console.lang):
        console.out(line)
    console.out()
    for line in contents_lines(document, console.lang):
        console.out(line)
    console.out()
    for line in reading_lines(document, console.lang):
        console.out(line)
    return 0


def facts_lines(document: Document, lang: str) -> list[str]:
    """The facts of a text, a line each: title, parties, legal basis, dates, copies."""
    facts = document.facts
    title = facts.title or Words("（題名なし）", "(no title)").in_(lang)
    lines = [visible(title)]

    def add(ja: str, en: str, value: str) -> None:
        if value:
            lines.append(f"  {padded(Words(ja, en).in_(lang), 12)} {visible(value)}")

    add("種別", "kind", facts.genre)
    add("法令番号", "number", facts.law_number)
    for party in facts.parties:
        members = "、".join(party.members)
        together = f"（{members}）" if len(party.members) > 1 else ""
        add("当事者", "party", f"{party.designation} {party.name}{together}".strip())
    if facts.legal_basis:
        add("根拠法条", "legal basis", facts.legal_basis.text)
    concluded = facts.concluded.isoformat() if facts.concluded else ""
    printed = f"（{facts.concluded_text}）" if concluded and facts.concluded_text else ""
    add("締結", "concluded", f"{concluded}{printed}" or facts.concluded_text)
    for fact in facts.commencements:
        if fact.date:
            add("施行", "in force", fact.date.isoformat())
        if fact.until:
            add("有効期限", "until", fact.until.isoformat())
    add("通数", "copies", str(facts.copies or ""))
    for block in facts.signatures:
        add("署名", "signed by", " ".join((block.designation, block.office, block.name)).strip())
    return lines


def contents_lines(document: Document, lang: str) -> list[str]:
    """The table of contents, with the number of rows below each heading of an annex."""
    from renkei.instrument.formats.facade import outline

    lines = []
    for depth, node in outline(document):
        lines.append(f"  {'  ' * depth}{_heading(node, lang)}{_rows(node, lang)}")
    return lines or [Words("  （条も別表もありません）", "  (no articles, no annexes)").in_(lang)]


_NAMES = {
    Kind.PREAMBLE: Words("前文", "preamble"),
    Kind.CLOSING: Words("後文", "closing words"),
    Kind.SIGNATURE: Words("署名欄", "signature"),
    Kind.SUPPLEMENT: Words("附則", "supplementary provisions"),
    Kind.ANNEX: Words("別表", "annex"),
}


def _heading(node: Node, lang: str) -> str:
    name = _NAMES.get(node.kind)
    parts = []
    if name and (not node.label or node.kind is Kind.SIGNATURE):
        parts.append(name.in_(lang))
    parts += [node.label, node.caption]
    text = " ".join(part for part in parts if part)
    return visible(f"{text}（{node.note}）" if node.note else text)


def _rows(node: Node, lang: str) -> str:
    if node.kind not in (Kind.ANNEX, Kind.GROUP):
        return ""
    count = sum(1 for _ in node.of_kind(Kind.ROW))
    if not count:
        return ""
    return Words(f"  {count} 行", f"  {count} row{'s' if count > 1 else ''}").in_(lang)


def reading_lines(document: Document, lang: str) -> list[str]:
    """How it was read: characters, layout, encoding, and how much was seen on the way."""
    origin = document.origin
    how = f"{origin.format}, {origin.encoding}" if origin.format == "text" else origin.format
    size = f"{len(document.source):,}"
    lines = [
        Words(
            f"  {size} 字、様式 {document.profile}、{how}",
            f"  {size} characters, layout {document.profile}, {how}",
        ).in_(lang)
    ]
    unread = len(document.of_kind(Kind.UNPARSED))
    if unread:
        lines.append(
            Words(f"  読み取れなかった行 {unread}", f"  {unread} lines not understood").in_(lang)
        )
    if document.joins:
        count = len(document.joins)
        lines.append(
            Words(f"  つないだ表の行 {count}", f"  {count} table rows joined again").in_(lang)
        )
    seen = len(document.diagnostics)
    if seen:
        lines.append(
            Words(
                f"  読み取り時の指摘 {seen}（renkei check で見られます）",
                f"  {seen} findings while reading (see renkei check)",
            ).in_(lang)
        )
    return lines
