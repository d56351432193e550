"""Elements of WordprocessingML, by their short names."""

from __future__ import annotations

import re
from typing import Any

#: Characters XML cannot hold (control characters, halves of surrogate pairs).
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, /, **attributes: str) -> Any:
    """A new element such as ``w:p``, its attributes in the same namespace."""
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def child(parent: Any, tag: str, /, **attributes: str) -> Any:
    """A new last child of ``parent``. The order of children is that of the schema: keep it."""
    made = element(tag, **attributes)
    parent.append(made)
    return made


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


def qn(name: str) -> str:
    """A short name with its namespace written out."""
    from docx.oxml.ns import qn as qualified

    return str(qualified(name))
