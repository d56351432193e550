# ruff: noqa: E501 -- rows of a table are one line each
"""A small family of agreements, made up for comparing; the municipalities do not exist."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from renkei.instrument import Document, read_text

#: Properties are tried on machines that do other work at the same time.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

PARTNERS = {
    "浜辺市": ("浜辺市港町1番地1", "波多野 凪"),
    "川添町": ("川添町本通2番地", "瀬川 渡"),
    "高穂村": ("高穂村字上野3番地", "峰岸 岳"),
    "北野市": ("北野市中央4丁目5番6号", "野村 広"),
}

TEXT = """青嶺市及び{name}における連携中枢都市圏形成に係る連携協約

青嶺市（以下「甲」という。）及び{name}（以下「乙」という。）は、地方自治法（昭和22年法律第67号）第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。

（目的）
第1条 この連携協約は、甲及び乙が連携して、圏域の経済を維持することを目的とする。

（連携する取組等）
第2条 甲及び乙が相互に連携する取組並びにその内容及び役割分担は、別表に掲げるとおりとする。

（費用分担）
第3条 前条の取組に必要な費用の分担は、甲及び乙が協議の上、別に定める。

附 則
この連携協約は、令和8年4月1日から施行する。

この連携協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各1通を保有する。

令和8年3月27日

甲 青嶺市緑町1番地
青嶺市
青嶺市長
山城 嶺

乙 {address}
{name}
{name}長
{head}

別表（第2条関係）

(1) 圏域の経済の成長

取組	内容	甲の役割	乙の役割
観光の推進	共同の宣伝、{name}の名所の紹介等を行う。	共同の宣伝等について、圏域の中心となって取り組む。	共同の宣伝等について、甲に対し必要な協力をする。
創業の促進	相談窓口の設置等を行う。	相談窓口を置く。	相談窓口を知らせる。

(2) 生活の機能の強化

取組	内容	甲の役割	乙の役割
災害対策	災害時における連携の推進等を行う。	災害時における連携の推進等について、乙と協力して取り組む。	災害時における連携の推進等について、甲と協力して取り組む。
図書館	図書館の相互利用を行う。	図書を貸す。	図書を貸す。
"""


def text(partner: str) -> str:
    """The agreement with one partner."""
    address, head = PARTNERS[partner]
    return TEXT.format(name=partner, address=address, head=head)


def agreement(partner: str = "浜辺市", *edits: tuple[str, str]) -> Document:
    """The agreement with one partner, read; ``edits`` are made in its text first."""
    wording = text(partner)
    for old, new in edits:
        assert old in wording, old
        wording = wording.replace(old, new)
    return read_text(wording)
