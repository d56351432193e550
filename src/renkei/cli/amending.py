"""``renkei amend``: amendments written, read, carried out, checked; every one proved before it is shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from renkei.cli import amending_report as report
from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.files import STDIN, read_bytes, same_file, shown, write_file
from renkei.cli.opening import asked_profile, document_of
from renkei.cli.words import InputError, UsageError, Words

if TYPE_CHECKING:
    from renkei.amendment.style import Style
    from renkei.amendment.tables import TableStyle
    from renkei.instrument.model import Document

T = TypeVar("T")

OK, FOUND = 0, 1
_NOTHING = Words(
    "改める所がありません。二つの文書は同じ文です。",
    "There is nothing to amend: both texts say the same.",
)


def run(arguments: Arguments, console: Console) -> int:
    """Do what the first word says. 0 done, 1 refused or different, 2 bad input or usage."""
    act, *paths = arguments.words
    if sum(path == STDIN for path in paths) > 1:
        raise UsageError(
            Words(
                "標準入力（-）から読めるのは一つだけです。",
                "Only one of them can be read from standard input (-).",
            ),
            "amend",
        )
    target = arguments.value("-o")
    if target is not None and target != STDIN:
        for path in paths:
            if path != STDIN and same_file(path, target):
                raise InputError(
                    Words(
                        f"{shown(target)}: 元の文書に上書きはしません。別の名前を指定してください。",
                        f"{shown(target)}: what is read is never overwritten. Give another name.",
                    )
                )
    return _ACTS[act](paths, arguments, console)


def _write(paths: list[str], arguments: Arguments, console: Console) -> int:
    from renkei.amendment.paper import FORMATS, write_paper
    from renkei.amendment.proving import prove

    fmt = _format(arguments, FORMATS, "txt")
    before, after = (_text(path, arguments) for path in paths)
    proof = prove(before, after, _style(arguments, before))
    if arguments.has("--json"):
        report.put_json(console, report.proof_json(proof))
        return OK if proof.ok and not proof.empty else FOUND
    if proof.empty:
        console.err(_NOTHING)
        return FOUND
    if not proof.ok:
        report.troubles(console, proof.troubles)
        return FOUND
    report.troubles(console, proof.troubles)
    if proof.restated:
        console.err(
            Words(
                "一部を改める文では書けないため、全部を改める文にしました。",
                "It cannot be said as an amendment of parts; the whole text is given anew.",
            )
        )
    title = f"{before.facts.title}の一部{_style(arguments, before).act}"
    _put(arguments, console, write_paper(proof.prose, fmt, title), fmt)
    return OK


def _apply(paths: list[str], arguments: Arguments, console: Console) -> int:
    from renkei.amendment.proving import amend, unfixed
    from renkei.amendment.trouble import Refused
    from renkei.instrument.formats import FORMATS, write

    fmt = _format(arguments, tuple(FORMATS), "txt")
    before = _text(paths[0], arguments)
    prose = _prose(paths[1])
    try:
        amended = amend(before, prose, style=_asked_style(arguments))
    except Refused as refused:
        return _refused(arguments, console, refused)
    lost = unfixed(before, amended.document, _style(arguments, before))
    report.troubles(console, (*amended.notices, *lost))
    _put(arguments, console, write(amended.document, fmt), fmt)
    return OK


def _read(paths: list[str], arguments: Arguments, console: Console) -> int:
    from renkei.amendment.reading import read_prose

    prose = read_prose(_prose(paths[0]), _asked_style(arguments))
    if arguments.has("--json"):
        report.put_json(console, report.prose_json(prose))
    else:
        report.prose(console, prose)
    missed = any(line.kind != "line" for line in prose.unread)
    empty = not any(found.instructions for found in prose.amendments)
    return FOUND if missed or empty else OK


def _table(paths: list[str], arguments: Arguments, console: Console) -> int:
    from renkei.amendment.tables import FORMATS, prove_table

    if arguments.value("-o") is None:
        raise UsageError(
            Words(
                "書き出す先を -o で指定してください（.docx .pdf .html .xlsx）。",
                "Name where to write it: -o OUT (.docx .pdf .html .xlsx).",
            ),
            "amend",
        )
    fmt = _format(arguments, FORMATS, "")
    before, after = (_text(path, arguments) for path in paths)
    proof = prove_table(before, after, fmt, _table_style(arguments, before))
    if not proof.ok:
        if not proof.comparison.rows:
            console.err(_NOTHING)
        else:
            report.troubles(console, proof.troubles, table=True)
        return FOUND
    _put(arguments, console, proof.data, fmt)
    return OK


def _check(paths: list[str], arguments: Arguments, console: Console) -> int:
    from renkei.amendment.amending import check
    from renkei.amendment.trouble import Refused

    before, after = _text(paths[0], arguments), _text(paths[2], arguments)
    try:
        checked = check(before, _prose(paths[1]), after, style=_asked_style(arguments))
    except Refused as refused:
        return _refused(arguments, console, refused)
    if arguments.has("--json"):
        report.put_json(console, report.checked_json(checked))
    else:
        report.checked(console, checked)
    return OK if checked.ok else FOUND


_ACTS: dict[str, Callable[[list[str], Arguments, Console], int]] = {
    "write": _write,
    "apply": _apply,
    "read": _read,
    "table": _table,
    "check": _check,
}


def _refused(arguments: Arguments, console: Console, refused: Exception) -> int:
    from renkei.amendment.trouble import Refused

    assert isinstance(refused, Refused)
    if arguments.has("--json"):
        report.put_json(console, report.refused_json(refused.troubles))
    else:
        report.troubles(console, refused.troubles)
        console.err(Words("何も適用していません。", "Nothing was applied."))
    return FOUND


def _text(path: str, arguments: Arguments) -> Document:
    return _named(path, lambda: document_of(read_bytes(path), path, asked_profile(arguments)))


def _prose(path: str) -> str:
    from renkei.amendment.paper import read_paper

    name = "" if path == STDIN else os.path.basename(path)
    return _named(path, lambda: read_paper(read_bytes(path), name))


def _named(path: str, work: Callable[[], T]) -> T:
    """A refusal names the file: there are two or three of them."""
    from renkei.instrument.model import Refusal

    try:
        return work()
    except Refusal as refusal:
        name = shown(path)
        raise Refusal(
            refusal.code,
            f"{name}: {refusal.message_ja}",
            f"{name}: {refusal.message_en}",
            refusal.remedy_ja,
            refusal.remedy_en,
        ) from refusal


def _asked_style(arguments: Arguments) -> Style | None:
    from renkei.amendment.style import STYLES

    name = arguments.value("--style")
    return None if name is None else STYLES[name]


def _style(arguments: Arguments, before: Document) -> Style:
    """The style asked for, else the one that the numbers of the text have."""
    from renkei.amendment.proving import house_style
    from renkei.amendment.style import MUNICIPAL, NATIONAL
    from renkei.instrument.model import Kind

    asked = _asked_style(arguments)
    if asked is None:
        first = next(before.root.of_kind(Kind.ARTICLE), None)
        kanji = first is not None and any(c in "一二三四五六七八九十" for c in first.label)
        asked = NATIONAL if kanji else MUNICIPAL
        if first is not None and any(c in "１２３４５６７８９" for c in first.label):
            from renkei.amendment.style import Numerals

            asked = replace(asked, numerals=Numerals.FULL)
    return house_style(before, asked)


def _table_style(arguments: Arguments, before: Document) -> TableStyle:
    """The table of an agreement, of an ordinance, or of the state, as the sentences would be worded."""
    from renkei.amendment.style import MUNICIPAL
    from renkei.amendment.tables import AGREEMENT, TABLE_STYLES

    asked = _style(arguments, before)
    if asked.act != MUNICIPAL.act:
        return AGREEMENT
    return TABLE_STYLES["national" if asked.name == "national" else "ordinance"]


def _format(arguments: Arguments, formats: tuple[str, ...], usual: str) -> str:
    """The format of what is written: by --to, by the name of OUT, else the usual one."""
    asked, target = arguments.value("--to"), arguments.value("-o")
    if asked is None and target is not None and target != STDIN:
        lowered = target.lower()
        if "akn" in formats and lowered.endswith((".akn.xml", ".akn")):
            asked = "akn"
        else:
            asked = os.path.splitext(lowered)[1].removeprefix(".")
            asked = {"htm": "html", "text": "txt"}.get(asked, asked)
    fmt = asked or usual
    if fmt not in formats:
        known = " ".join(f".{name}" for name in formats)
        said = shown(target) if target is not None and target != STDIN else fmt or "-"
        raise UsageError(
            Words(
                f"{said}: この形式では書き出せません。拡張子か --to で次のどれかを指定してください: {known}",
                f"{said}: it cannot be written in this format. Name one of: {known}",
            ),
            "amend",
        )
    return fmt


def _put(arguments: Arguments, console: Console, data: bytes, fmt: str) -> None:
    target = arguments.value("-o")
    if target is None or target == STDIN:
        if console.on_terminal and fmt in ("docx", "pdf", "xlsx"):
            raise InputError(
                Words(
                    f"{fmt} は端末に表示できません。-o でファイル名を指定してください。",
                    f"A {fmt} cannot be shown on a terminal. Name a file by -o.",
                )
            )
        console.out_bytes(data)
        return
    write_file(target, data)
    console.err(
        Words(
            f"{shown(target)}: 書き出しました（{len(data):,} バイト）。",
            f"{shown(target)}: written ({len(data):,} bytes).",
        )
    )
