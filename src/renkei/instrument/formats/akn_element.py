"""Elements in the namespace of Akoma Ntoso 3.0."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def safe(text: str) -> str:
    """Text with what XML 1.0 cannot hold written U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def element(tag: str, attrs: Mapping[str, str] | None = None) -> etree._Element:
    """An element of the namespace, alone."""
    from lxml import etree

    return etree.Element(f"{{{NAMESPACE}}}{tag}", dict(attrs or {}), {None: NAMESPACE})


def sub(
    parent: etree._Element, tag: str, attrs: Mapping[str, str] | None = None, text: str = ""
) -> etree._Element:
    """An element of the namespace at the end of another."""
    from lxml import etree

    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", dict(attrs or {}))
    if text:
        made.text = safe(text)
    return made


#: Elements whose content is text with elements in it: white space there would be read as text.
_MIXED = frozenset(
    f"{{{NAMESPACE}}}{tag}"
    for tag in (
        *("p", "num", "heading", "subheading", "caption", "tocItem", "docTitle", "docNumber"),
        *("docDate", "inline", "ref", "party", "signature", "person", "organization", "role"),
        *("sup", "sub"),
    )
)


def break_lines(root: etree._Element) -> None:
    """A line for each element outside text, for people who open the file and for diffs."""
    for el in root.iter():
        if len(el) and el.tag not in _MIXED:
            el.text = "\n"
            for child in el:
                child.tail = "\n"
