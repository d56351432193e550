"""Prose that somebody else wrote, carried out on the text it amends, or held against its result.

Here nothing is derived: a sentence that is not understood to its last character, an amendment of
another text, a phrase that is not there, and nothing is applied at all (溶け込み, 点検).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from renkei.amendment.applying import apply
from renkei.amendment.applying.live import Live, thaw
from renkei.amendment.applying.said import place
from renkei.amendment.operations import Amendment
from renkei.amendment.reading import Prose, Unread, read_prose
from renkei.amendment.style import Style
from renkei.amendment.trouble import Code, Refused, Trouble
from renkei.instrument.composing import compose
from renkei.instrument.model import Document, Node, shape

#: A line that says something of a provision, or of words in quotes; reasons and dates do not.
_AMENDING = re.compile(
    r"^\s*(?:第[0-9０-９〇一二三四五六七八九十百千]+[編章節款条項号]|同[条項号表]|別表|附則|題名|目次|本則|前文)"
    r"|「.*」.*(?:改|加え|削|直|とする)"
)

#: So many differences are told; a text that differs more is another text.
MOST = 200


@dataclass(frozen=True, slots=True)
class Amended:
    """The text after (改正後の文), what is worth knowing of the way there, and what was carried out."""

    document: Document
    notices: tuple[Trouble, ...]
    amendments: tuple[Amendment, ...]
    prose: Prose


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the amended text is not the text held against it.

    ``field`` is label, number, caption, note, text or children; ``made`` what the amendment gives,
    ``given`` what the other text says. ``place`` is printed as in the text (第3条第2項).
    """

    place: str
    field: str
    made: str
    given: str
    node_id: str


@dataclass(frozen=True, slots=True)
class Checked:
    """An amendment applied and compared. ``ok``: it makes exactly the text it was said to make."""

    amended: Amended
    differences: tuple[Difference, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def amend(
    before: Document,
    prose: str,
    *,
    style: Style | None = None,
    stage: frozenset[int] | None = None,
) -> Amended:
    """Carry out the prose of an amendment on the text it amends, all of it or nothing.

    A bill that amends several texts is searched for this one, by number and title; where it amends
    this text in several articles, they are carried out one after the other. ``stage`` names the
    sentences in force, by index, where they come into force at different times.

    Raises :class:`~renkei.amendment.trouble.Refused` with everything that stands in the way.
    """
    read = read_prose(prose, style)
    chosen = _of_this_text(before, read)
    unread = [_unread(line) for line in read.unread if _matters(line, chosen)]
    passed = [
        replace(_unread(line), refused=False)
        for line in read.unread
        if line.amendment in chosen and not _matters(line, chosen)
    ]
    if not chosen:
        raise Refused((*unread[:20], _nothing(read)))
    if unread:
        raise Refused(tuple(unread))
    document = before
    notices: list[Trouble] = passed
    for index in chosen:
        applied = apply(read.amendments[index], document, stage=stage)
        notices.extend(applied.notices)
        document = compose(applied.root, document)
    return Amended(document, tuple(notices), tuple(read.amendments[i] for i in chosen), read)


def check(before: Document, prose: str, after: Document, *, style: Style | None = None) -> Checked:
    """Whether the prose makes ``after`` of ``before``; where not, every place that differs.

    Raises :class:`~renkei.amendment.trouble.Refused` when it cannot be carried out at all.
    """
    amended = amend(before, prose, style=style)
    return Checked(amended, tuple(differences(amended.document.root, after.root)))


def differences(made: Node, given: Node) -> list[Difference]:
    """Every place where two trees do not say the same, the innermost ones."""
    if shape(made) == shape(given):
        return []
    live = thaw(made)
    found: list[Difference] = []
    _compare(live, given, found)
    return found


def _compare(made: Live, given: Node, found: list[Difference]) -> None:
    if len(found) >= MOST:
        return
    for name in ("label", "caption", "note", "text"):
        mine, theirs = made.get(name), str(getattr(given, name))
        if mine != theirs:
            found.append(Difference(place(made), name, mine, theirs, made.id))
    if made.number != given.number and made.label == given.label:
        told = (str(made.number or ""), str(given.number or ""))
        found.append(Difference(place(made), "number", *told, made.id))
    kinds = [(child.kind, child.label) for child in made.children]
    theirs_kinds = [(child.kind, child.label) for child in given.children]
    if len(kinds) == len(theirs_kinds) and all(
        a.kind is b.kind for a, b in zip(made.children, given.children, strict=True)
    ):
        for mine_child, their_child in zip(made.children, given.children, strict=True):
            _compare(mine_child, their_child, found)
        return
    found.append(
        Difference(
            place(made), "children", _listed(made.children), _listed(given.children), made.id
        )
    )


def _listed(children: list[Live] | tuple[Node, ...]) -> str:
    names = [
        child.label or child.caption or child.text[:12] or child.kind.value for child in children
    ]
    return "、".join(names)


def _of_this_text(before: Document, read: Prose) -> list[int]:
    """Which amendments of the prose are of this text; of a prose of one text, that one."""
    filled = [i for i, found in enumerate(read.amendments) if found.instructions]
    if len(filled) < 2:
        return filled
    title, number = _plain(before.facts.title), _plain(before.facts.law_number)
    named = [
        index
        for index in filled
        if (number and _plain(read.amendments[index].law_number) == number)
        or (title and _plain(read.amendments[index].title) == title)
    ]
    return named or filled[:1]  # the first is then refused as that of another text


def _plain(text: str) -> str:
    return "".join(text.split())


def _matters(line: Unread, chosen: list[int]) -> bool:
    """Whether a line that was not understood may be part of the amendment of this text."""
    if not chosen or line.amendment in chosen or line.amendment < 0:
        return line.kind != "line" or bool(_AMENDING.search(line.text))
    return False


def _unread(line: Unread) -> Trouble:
    return Trouble(
        Code.UNREAD,
        True,
        -1,
        line.text,
        f"{line.line}行目",
        "",
        f"{line.line}行目の文を読み取れません。{line.why}",
        f"The sentence on line {line.line} is not understood. {line.why}",
        "改正の文ならば、改め文の決まった言い方に直すか、文を分けてください。",
        "If it amends, write it in the set words of an amendment, or part it.",
    )


def _nothing(read: Prose) -> Trouble:
    titles = [found.title for found in read.amendments if found.title]
    named = f"「{titles[0]}」の改正ですが、" if titles else ""
    return Trouble(
        Code.UNREAD,
        True,
        -1,
        "",
        "",
        "",
        f"{named}改正の文が見つかりません。",
        "No sentence of amendment was found.",
        "「第3条中「…」を「…」に改める。」のような文のある文書を指定してください。",
        "Name a text that holds sentences such as 「第3条中「…」を「…」に改める。」",
    )
