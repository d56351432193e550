"""The bytes of an XML file, safely parsed, down to the ``Law`` element; or a refusal that helps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from renkei.instrument.model import Refusal

if TYPE_CHECKING:
    from lxml import etree

# The prolog may hold processing instructions, comments and spaces before a DOCTYPE.
_DOCTYPE = re.compile(rb"(?:[^<]*<(?:\?.*?\?>|!--.*?-->))*[^<]*<!DOCTYPE", re.DOTALL)


def parse(data: bytes) -> tuple[etree._Element, str, tuple[str, ...]]:
    """The ``Law`` element, the encoding, and what was noted (a wrapper that was passed over).

    Nothing is fetched or expanded: no DTD, no entities, no network. Raises Refusal ``xml-doctype``,
    ``xml-malformed`` or ``xml-unknown``.
    """
    from lxml import etree

    # Looked for before parsing: entities in attribute values are expanded while parsing. Bytes of
    # UTF-16 are those of ASCII with zeros between.
    if _DOCTYPE.match(data.replace(b"\0", b"") if b"\0" in data[:8] else data):
        raise _doctype()
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _malformed(error) from None
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise _doctype()
    encoding = (tree.docinfo.encoding or "utf-8").lower()
    if root.tag == "Law":
        return root, encoding, ()
    inside = list(root.iter("Law"))
    if len(inside) != 1:
        raise Refusal(
            "xml-unknown",
            f"法令標準XMLではありません。いちばん外側の要素は「{_name(root)}」です。",
            f"This XML is not a statute in 法令標準XML: its outermost element is “{_name(root)}”.",
            "e-Gov法令検索の「XML」で保存したファイル（Law要素で始まるもの）を選んでください。",
            "Choose a file saved as XML from the e-Gov law search; it begins with the element Law.",
        )
    return inside[0], encoding, (f"wrapper {_name(root)} passed over",)


def _name(root: etree._Element) -> str:
    return str(root.tag)[:80]


def _doctype() -> Refusal:
    return Refusal(
        "xml-doctype",
        "XMLにDOCTYPE宣言があります。外部のファイルや実体を読み込ませるおそれがあるため読みません。",
        "The XML has a DOCTYPE declaration. It could make a reader load files or expand entities,"
        " so it is not read.",
        "<!DOCTYPE …> の部分を削って保存し直すか、e-Govから取り直してください。",
        "Remove the <!DOCTYPE …> part and save the file again, or fetch it again from e-Gov.",
    )


def _malformed(error: Exception) -> Refusal:
    line, column = getattr(error, "position", (0, 0)) or (0, 0)
    reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    where_ja = f"{line}行{column}文字目で" if line else ""
    where_en = f" at line {line}, column {column}" if line else ""
    return Refusal(
        "xml-malformed",
        f"XMLが壊れています。{where_ja}読めなくなりました（{reason}）。",
        f"The XML is broken{where_en}: {reason}",
        "その行の前後のタグの閉じ忘れや文字化けを直すか、ファイルを取り直してください。",
        "Correct the tags or characters around that line, or fetch the file again.",
    )
