"""JSON out and in, without loss: a readable account of the text, and the tree it was taken from.

One object. The first members are the facade (what the agreement says, see ``facade.py``), derived
and never read back. ``profile``, ``facts``, ``origin``, ``diagnostics``, ``joins``, ``text`` and
``tree`` together are the whole :class:`Document`. The schema is ``schema/instrument.schema.json``.

A node of the tree holds its pieces, not their characters: ``text[start:end]``, counted in Unicode
code points. Members that are empty are left out, and so are ``label``, ``caption``, ``note`` and
``text`` as long as they are what the pieces of that role say.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from renkei.instrument.formats.facade import each_finding, members
from renkei.instrument.formats.jsonlazy import Lazy, chunks, indented, whole
from renkei.instrument.formats.jsonread import document_from
from renkei.instrument.formats.jsonshape import (
    FIELDS,
    LETTERS,
    MARKER,
    SCHEMA_ID,
    VERSION,
    joined,
    refusal,
)
from renkei.instrument.model import Document, Facts, Join, Node, Origin

Json = dict[str, Any]


def write_json(document: Document) -> bytes:
    """The document as JSON in UTF-8, the tree and the text on a line each."""
    held = io.BytesIO()
    held.writelines(json_parts(document))
    return held.getvalue()


def json_parts(document: Document) -> Iterator[bytes]:
    """The bytes of :func:`write_json`, part by part: a long text need not be held a second time."""
    return chunks(_strings(document))


def _strings(document: Document) -> Iterator[str]:
    before = "{\n"
    for name, value in _but_the_tree(document).items():
        yield f'{before}"{name}": '
        yield from indented(value)
        before = ",\n"
    yield f'{before}"tree": '
    yield from _tree(document.root, document.source)
    yield "\n}\n"


def _tree(root: Node, source: str) -> Iterator[str]:
    """The tree node by node, without spaces. Does not recurse, so depth is no limit."""
    stack: list[Node | str] = [root]
    while stack:
        entry = stack.pop()
        if isinstance(entry, str):
            yield entry
            continue
        own = _compact(_own(entry, source))
        if not entry.children:
            yield own
            continue
        yield own[:-1] + ',"children":['
        stack.append("]}")
        for place, child in enumerate(reversed(entry.children)):
            if place:
                stack.append(",")
            stack.append(child)


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def read_json(data: bytes | str) -> Document:
    """The document that :func:`write_json` wrote, equal to it in every field.

    Raises Refusal for anything else, naming the member that is wrong: not JSON, not ours, written
    by a newer version, a member missing or of the wrong type, pieces that do not cover the text.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        value = json.loads(text, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise refusal(
            "json-syntax",
            f"UTF-8 の JSON ではありません（{error.start + 1} バイト目）。",
            f"This is not JSON in UTF-8 (byte {error.start + 1}).",
        ) from error
    except RecursionError as error:
        raise refusal(
            "json-syntax", "JSON の入れ子が深すぎます。", "The JSON is nested too deeply."
        ) from error
    except json.JSONDecodeError as error:
        raise refusal(
            "json-syntax",
            f"JSON として読めません（{error.lineno} 行 {error.colno} 桁）。",
            f"Not JSON (line {error.lineno}, column {error.colno}: {error.msg}).",
        ) from error
    except ValueError as error:  # NaN, or an integer of thousands of digits
        raise refusal(
            "json-syntax", "JSON の数値が読めません。", "A number in the JSON cannot be read."
        ) from error
    return document_from(value)


def schema() -> bytes:
    """The published JSON Schema (2020-12) of what :func:`write_json` writes."""
    from importlib.resources import files  # slow to import, and only this needs it

    return (files("renkei.instrument") / "schema" / "instrument.schema.json").read_bytes()


def to_json(document: Document) -> Json:
    """The document as plain dicts and lists: what :func:`write_json` writes."""
    found: Json = whole(_but_the_tree(document))
    found["tree"] = _node(document.root, document.source)
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _but_the_tree(document: Document) -> Json:
    return {
        "renkei": MARKER,
        "version": VERSION,
        "schema": SCHEMA_ID,
        **members(document),
        "profile": document.profile,
        "facts": _facts(document.facts),
        "origin": _origin(document.origin),
        "diagnostics": Lazy(lambda: each_finding(document.source, document.diagnostics)),
        "joins": Lazy(lambda: map(_join, document.joins)),
        "text": document.source,
    }


def _node(node: Node, source: str) -> Json:
    result = _own(node, source)
    if node.children:
        result["children"] = [_node(child, source) for child in node.children]
    return result


def _own(node: Node, source: str) -> Json:
    """A node without what is below it."""
    said = joined(node.pieces, source)
    result: Json = {"id": node.id, "kind": node.kind.value}
    if node.pieces:
        result["pieces"] = [[LETTERS[role], start, end] for role, start, end in node.pieces]
    for name in FIELDS:
        value = getattr(node, name)
        if value != said[name]:
            result[name] = value
    if node.number is not None:
        result["number"] = [list(node.number.parts), list(node.number.upto)]
    if node.attrs:
        result["attrs"] = [list(pair) for pair in node.attrs]
    if node.marks:
        result["marks"] = [
            [mark.name, mark.start, mark.end, [list(pair) for pair in mark.attrs]]
            for mark in node.marks
        ]
    return result


def _facts(facts: Facts) -> Json:
    basis = facts.legal_basis
    return {
        "title": facts.title,
        "genre": facts.genre,
        "law_number": facts.law_number,
        "parties": [
            {
                "designation": party.designation,
                "name": party.name,
                "members": list(party.members),
                "start": party.start,
                "end": party.end,
            }
            for party in facts.parties
        ],
        "legal_basis": None
        if basis is None
        else {
            "text": basis.text,
            "law": basis.law,
            "law_number": basis.law_number,
            "article": None if basis.article is None else str(basis.article),
            "paragraph": basis.paragraph,
            "item": basis.item,
            "start": basis.start,
            "end": basis.end,
        },
        "concluded": facts.concluded.isoformat() if facts.concluded else None,
        "concluded_text": facts.concluded_text,
        "copies": facts.copies,
        "signatures": [
            {
                "designation": block.designation,
                "address": block.address,
                "body": block.body,
                "office": block.office,
                "name": block.name,
                "node": block.node_id,
            }
            for block in facts.signatures
        ],
        "commencements": [
            {
                "node": fact.node_id,
                "text": fact.text,
                "date": fact.date.isoformat() if fact.date else None,
                "until": fact.until.isoformat() if fact.until else None,
            }
            for fact in facts.commencements
        ],
    }


def _origin(origin: Origin) -> Json:
    return {
        "format": origin.format,
        "encoding": origin.encoding,
        "newline": origin.newline,
        "sha256": origin.sha256,
        "notes": list(origin.notes),
    }


def _join(join: Join) -> Json:
    return {
        "row": join.row_id,
        "key": join.key,
        "start": join.start,
        "end": join.end,
        "reason": join.reason_ja,
        "reason_en": join.reason_en,
    }
