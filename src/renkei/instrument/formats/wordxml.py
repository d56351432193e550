"""Elements of WordprocessingML, by their short names."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

#: Characters XML cannot hold (control characters, halves of surrogate pairs).
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


#: The one namespace of what Renkei writes itself.
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def element(tag: str, /, **attributes: str) -> Any:
    """A new element such as ``w:p``, its attributes in the same namespace."""
    from lxml import etree

    return etree.Element(qn(tag), _named(attributes), nsmap={"w": _W})


def child(parent: Any, tag: str, /, **attributes: str) -> Any:
    """A new last child of ``parent``. The order of children is that of the schema: keep it."""
    from lxml import etree

    return etree.SubElement(parent, qn(tag), _named(attributes))


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {qn(f"w:{key}"): value for key, value in attributes.items()}


def text(parent: Any, tag: str, characters: str) -> None:
    """A child holding text with its spaces kept; what XML cannot hold stands as U+FFFD."""
    made = child(parent, tag)
    made.text = NO_XML.sub("\ufffd", characters)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def fonts(parent: Any, name: str) -> None:
    """One font for every script, by name and never by theme."""
    child(parent, "w:rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def size(parent: Any, points: float) -> None:
    """Size of characters, in half points as Word counts."""
    for tag in ("w:sz", "w:szCs"):
        child(parent, tag, val=str(round(points * 2)))


@cache
def qn(name: str) -> str:
    """A short name with its namespace written out; there are some hundred of them."""
    from docx.oxml.ns import qn as qualified

    return str(qualified(name))
