"""Akoma Ntoso 3.0 (OASIS LegalDocML) out, for agreements and statutes.

The profile, which element each kind of provision becomes, is a table in docs/formats.md. ``eId`` says
where a provision stands now (by its number), ``wId`` is the id of the node, which stays when numbers
move. Sentences, ids of the reading and the spacing of the source are not in it; every word is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from renkei.instrument.formats.akn_body import Body
from renkei.instrument.formats.akn_element import NAMESPACE, break_lines, element, sub
from renkei.instrument.formats.akn_ids import Names
from renkei.instrument.formats.akn_inline import Inline
from renkei.instrument.formats.akn_meta import Identity, annex_meta, identity, meta
from renkei.instrument.model import Document, Kind, Node
from renkei.instrument.references import Reference
from renkei.instrument.references import references as find_references

if TYPE_CHECKING:
    from lxml import etree


def write_akn(document: Document, references: Sequence[Reference] | None = None) -> bytes:
    """A text in Akoma Ntoso 3.0, UTF-8, valid against the OASIS schema.

    ``references`` (by default those the text has) with a target in it become links. Dates of the
    file are those of the text (conclusion, or promulgation and entry into force of a statute);
    where it says none, the schema gets 0001-01-01 under the name ``unknown``.
    """
    from lxml import etree

    if references is None:
        references = find_references(document)
    names = Names(document.root)
    who = identity(document)
    body = Body(names, Inline(document, names, references), document.facts)
    root = element("akomaNtoso")
    act = sub(root, "act", {"name": who.subtype, "contains": who.version})
    act.append(meta(document, who))
    _parts(act, document, body, who)
    break_lines(root)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _parts(act: etree._Element, document: Document, body: Body, who: Identity) -> None:
    """coverPage, preface, preamble, body, conclusions, attachments: the order of the schema."""
    cover = element("coverPage")
    preface = element("preface")
    preamble = element("preamble")
    main = element("body")
    ending = element("conclusions")
    annexes: list[Node] = []
    titled = opened = False
    body.know(document.root.walk())
    for child in document.root.children:
        kind = child.kind
        if kind is Kind.ANNEX:
            annexes.append(child)
        elif kind in (Kind.TITLE, Kind.LAW_NUMBER) and not opened:
            preface.extend(body.title(child))
            titled = titled or kind is Kind.TITLE
        elif kind is Kind.MAIN:
            opened = True
            body.into_body(main, child)
        elif kind is Kind.SUPPLEMENT or (opened and not len(ending) and _goes_on(kind)):
            opened = True
            main.append(body.hier(child, ""))
        elif opened:
            ending.extend(body.blocks(child, apart=True))
        elif kind is Kind.COVER and not titled:
            cover.extend(body.blocks(child, apart=True))
        else:
            preamble.extend(body.opening(child))
    if not len(main):
        sub(sub(sub(main, "hcontainer", {"name": "empty"}), "content"), "p")
    for part in (cover, preface, preamble, main, ending):
        if len(part):
            act.append(part)
    if annexes:
        attachments = sub(act, "attachments")
        for index, annex in enumerate(annexes, 1):
            _attach(attachments, annex, body, who, index)


def _goes_on(kind: Kind) -> bool:
    """Whether a node after the main provisions still belongs to them."""
    return kind not in (Kind.CLOSING, Kind.DATE, Kind.SIGNATURE, Kind.FIELD, Kind.COVER)


def _attach(
    attachments: etree._Element, annex: Node, body: Body, who: Identity, index: int
) -> None:
    """An annex (別表) is a document of its own, with its own FRBR identity."""
    attachment = sub(attachments, "attachment")
    doc = sub(attachment, "doc", {"name": "annex", "contains": who.version})
    doc.append(annex_meta(who, index))
    sub(doc, "mainBody").append(body.hier(annex, ""))


__all__ = ["NAMESPACE", "write_akn"]
