"""A matter of the fictional region, for the tests of its papers."""

from __future__ import annotations

from datetime import date

from renkei.desk.procedures.papers.data import Dated, Matter, Office, PaperParty
from renkei.desk.procedures.papers.style import FormStyle
from renkei.instrument import Document, read

TEXT = """青嶺市及び川添町における連携中枢都市圏形成に係る連携協約

青嶺市（以下「甲」という。）及び川添町（以下「乙」という。）は、連携中枢都市圏の形成に関し、地方自治法（昭和22年法律第67号）第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。

（目的）

第1条 この連携協約は、甲及び乙が連携して、次に掲げることを目的とする。

(1) 暮らしを支えること。

(2) ＩＣＴを用いること。

（連携する取組等）

第2条 連携する取組並びにその内容及び役割分担は、別表に掲げるとおりとする。

附 則

この連携協約は、令和9年4月1日から施行する。

この連携協約の締結を証するため、本連携協約書2通を作成し、甲及び乙が記名押印の上、それぞれ各1通を保有する。

令和9年3月30日

甲 見本県青嶺市本町1丁目1番地
青嶺市
青嶺市長

青山一郎

乙 見本県川添町川原2番地
川添町
川添町長

川添花子

別表（第2条関係）

(1) 生活機能の強化

取組	内容	甲の役割	乙の役割
災害対策	災害時ににおける連携の推進を行う。	乙と協力して取り組む。	甲と協力して取り組む。
図書館	図書を貸す。	窓口を置く。	知らせる。
"""

CENTRE, PARTNER = "990001", "990003"


def text() -> Document:
    """The agreement of 青嶺市 and 川添町."""
    return read(TEXT.encode(), name="協約.txt")


def office(key: str, name: str, kind: str, head: str, style: FormStyle | None = None) -> Office:
    return Office(key, name, kind, "見本県", head, ("企画課",), True, style or FormStyle())


def party(key: str, style: FormStyle | None = None) -> PaperParty:
    if key == CENTRE:
        return PaperParty(
            office(CENTRE, "青嶺市", "city", "青山　一郎", style),
            "甲",
            Dated("41", date(2026, 9, 4)),
            Dated("", date(2026, 9, 24)),
            Dated("55", date(2027, 3, 30)),
            Dated("青企第123号", date(2027, 3, 31)),
            "見本県知事",
            Dated("98", date(2026, 6, 12)),
        )
    return PaperParty(
        office(PARTNER, "川添町", "town", "川添　花子", style),
        "乙",
        Dated("17", date(2026, 12, 4)),
        Dated("", date(2026, 12, 18)),
        Dated("8", date(2027, 3, 30)),
        Dated("川企第7号", date(2027, 3, 31)),
        "見本県知事",
    )


def matter(
    kind: str = "conclude",
    scheme: str = "renkei_chusu",
    style: FormStyle | None = None,
) -> Matter:
    """The procedure, complete; ``style`` is that of 青嶺市."""
    document = text()
    return Matter(
        kind=kind,
        scheme=scheme,
        title=document.facts.title,
        parties=(party(CENTRE, style), party(PARTNER)),
        procedure="12",
        revision=3,
        text=None if kind in ("notice", "correct", "abolish") else document,
        expression="ab" * 32,
        concluded=date(2027, 3, 30),
        first_concluded=None if kind == "conclude" else date(2024, 3, 28),
        effective=date(2027, 4, 1),
    )
