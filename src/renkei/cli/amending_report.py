"""What ``renkei amend`` says of obstacles, of what was read and of what differs: as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from renkei.cli.console import Console
from renkei.cli.width import visible
from renkei.cli.words import Words
from renkei.instrument.model import Node, Number

if TYPE_CHECKING:
    from renkei.amendment.amending import Checked, Difference
    from renkei.amendment.proving import Proof
    from renkei.amendment.reading import Prose
    from renkei.amendment.trouble import Trouble

Json = dict[str, Any]
_FIELDS = {
    "label": Words("番号", "label"),
    "number": Words("番号", "number"),
    "caption": Words("見出し", "caption"),
    "note": Words("付記", "note"),
    "text": Words("文", "text"),
    "children": Words("構成", "structure"),
}


def troubles(console: Console, found: tuple[Trouble, ...], *, table: bool = False) -> None:
    """Each obstacle or notice on standard error: which sentence (or row), where, what, what to do."""
    for trouble in found:
        console.err(_trouble(trouble, table=table))


def _trouble(trouble: Trouble, *, table: bool) -> Words:
    number = trouble.instruction + 1
    which_ja = f"{number}{'行目' if table else '番目の文'}: " if number > 0 else ""
    which_en = f"{'Row' if table else 'Sentence'} {number}: " if number > 0 else ""
    mark_ja, mark_en = ("", "") if trouble.refused else ("注意: ", "Note: ")
    return Words(
        visible(f"{mark_ja}{which_ja}{trouble.message_ja}")
        + f" [{trouble.code.value}]\n  → {visible(trouble.remedy_ja)}",
        visible(f"{mark_en}{which_en}{trouble.message_en}")
        + f" [{trouble.code.value}]\n  → {visible(trouble.remedy_en)}",
    )


def prose(console: Console, read: Prose) -> None:
    """What an amendment holds: the texts it amends, the sentences, and those not understood."""
    for found in read.amendments:
        number = f"（{found.law_number}）" if found.law_number else ""
        title = f"{found.title}{number}" or console.say(Words("（題名なし）", "(no title)"))
        count = len(found.instructions)
        console.out(console.say(Words(f"{title}: 改正の文 {count}", f"{title}: {count} sentences")))
    sources = [source for found in read.sources for source in found]
    for source in sources:
        console.out(visible(f"  {source.line:>4}  {source.text.strip()}"))
    for line in read.unread:
        console.err(
            Words(
                visible(
                    f"{line.line}行目を読み取れません。{line.why} 「{line.text.strip()[:60]}」"
                ),
                visible(f"Line {line.line} is not understood: “{line.text.strip()[:60]}”"),
            )
        )
    if not sources:
        console.err(
            Words(
                "改正の文が見つかりません。\n"
                "  → 「第3条中「…」を「…」に改める。」のような文のある文書を指定してください。",
                "No sentence of amendment was found.\n"
                "  → Name a text that holds sentences such as 「第3条中「…」を「…」に改める。」",
            )
        )


def checked(console: Console, result: Checked) -> None:
    """Whether the amendment makes the text it was said to make, and where it does not."""
    if not result.ok:
        troubles(console, result.amended.notices)
    else:
        console.out(
            console.say(
                Words(
                    "一致します。この改め文で、改正後の文になります。",
                    "It holds: the amendment makes the text after.",
                )
            )
        )
        return
    for difference in result.differences:
        name = console.say(_FIELDS[difference.field])
        console.out(visible(f"{difference.place} {name}"))
        made, given = _around(difference)
        console.out(console.say(Words(f"  改め文では: {made}", f"  the amendment: {made}")))
        console.out(console.say(Words(f"  改正後の文: {given}", f"  the text after: {given}")))
    count = len(result.differences)
    console.err(
        Words(
            f"改正後の文と違う所が {count} あります。",
            f"{count} places differ from the text after.",
        )
    )


def _around(difference: Difference) -> tuple[str, str]:
    """Both wordings from a little before the first character that differs."""
    made, given = difference.made, difference.given
    at = next((i for i, (a, b) in enumerate(zip(made, given, strict=False)) if a != b), 0)
    at = at or min(len(made), len(given))
    start = max(0, at - 12)
    lead = "…" if start else ""
    return tuple(  # type: ignore[return-value]
        visible(f"「{lead}{text[start : start + 60]}{'…' if len(text) > start + 60 else ''}」")
        for text in (made, given)
    )


def put_json(console: Console, value: Json) -> None:
    """One JSON document on standard output."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    console.out_bytes(text.encode("utf-8", "backslashreplace"))


def proof_json(proof: Proof) -> Json:
    """A proved amendment: its prose and its operations, or why there is none."""
    return {
        "renkei": "amendment",
        "version": 1,
        "ok": proof.ok,
        "empty": proof.empty,
        "restated": proof.restated,
        "prose": proof.prose,
        "amendments": [plain(proof.amendment)],
        "troubles": [plain(trouble) for trouble in proof.troubles],
    }


def prose_json(read: Prose) -> Json:
    """Everything read from prose, operation by operation, and what was not."""
    return {
        "renkei": "amendment",
        "version": 1,
        "style": plain(read.style),
        "instruction_lines": read.instruction_lines,
        "share_read": round(read.share, 4),
        "amendments": [
            {**plain(found), "sources": [plain(source) for source in sources], "clause": clause}
            for found, sources, clause in zip(
                read.amendments, read.sources, read.clauses, strict=True
            )
        ],
        "unread": [plain(line) for line in read.unread],
        "headings": [plain(line) for line in read.headings],
    }


def checked_json(result: Checked) -> Json:
    """Whether it holds, and every place where it does not."""
    return {
        "renkei": "amendment-check",
        "version": 1,
        "ok": result.ok,
        "differences": [plain(difference) for difference in result.differences],
        "troubles": [plain(trouble) for trouble in result.amended.notices],
    }


def refused_json(found: tuple[Trouble, ...]) -> Json:
    """Why nothing was applied."""
    return {
        "renkei": "amendment-check",
        "version": 1,
        "ok": False,
        "refused": True,
        "troubles": [plain(trouble) for trouble in found],
    }


def plain(value: Any) -> Any:
    """A value of the amendment kernel as JSON; an operation names itself by ``op``."""
    if isinstance(value, Node):
        return _node(value)
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(entry) for entry in value]
    if is_dataclass(value):
        told = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        name = type(value).__name__
        return {"op": name.lower(), **told} if name in _OPERATIONS else told
    return value


_OPERATIONS = frozenset(
    {"Replace", "Insert", "Strike", "Rewrite", "Add", "Remove", "Move", "Shift", "Restate"}
)


def _node(node: Node) -> Json:
    told: Json = {"kind": node.kind.value}
    for name in ("label", "caption", "note", "text"):
        if getattr(node, name):
            told[name] = getattr(node, name)
    if node.number is not None:
        told["number"] = str(node.number)
    if node.children:
        told["children"] = [_node(child) for child in node.children]
    return told
