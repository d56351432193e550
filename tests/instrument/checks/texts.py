"""A small agreement of two fictional municipalities in which nothing is wrong, and ways to ask."""

from __future__ import annotations

from renkei.instrument import read_text
from renkei.instrument.checks import check
from renkei.instrument.model import Finding

AGREEMENT = """\
見本市及び架空町における連携中枢都市圏形成に係る連携協約

見本市（以下「甲」という。）及び架空町（以下「乙」という。）は、連携中枢都市圏の形成に関し、地方自治法\
（昭和22年法律第67号）第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。

（目的）
第1条　この連携協約は、甲及び乙が役割を分担して連携することにより、住みよい圏域をつくることを目的とする。

（基本方針）
第2条　甲及び乙は、前条の目的を達成するため、次条に規定する取組を進める。

（連携する取組）
第3条　甲及び乙が連携する取組は、別表に掲げるとおりとする。
2　前項の取組は、次に掲げるところにより進める。
(1)　毎年度見直すこと。
(2)　住民に知らせること。

（費用の分担）
第4条　前条の取組に要する費用の分担は、甲及び乙が協議して別に定める。

（定期的な協議）
第5条　甲及び乙は、毎年度1回以上協議を行う。

（変更等）
第6条　この連携協約を変更し、又は廃止しようとするときは、地方自治法第252条の2第4項の規定により、\
あらかじめ議会の議決を経なければならない。

附　則
この連携協約は、平成31年4月1日から施行する。

この連携協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各自1通を保有する。

平成31年（2019年）3月29日

甲　見本市見本町1丁目1番地
見本市
見本市長　山本一郎

乙　架空町大字架空5番地
架空町
架空町長　川田花子

別表（第3条関係）

取組\t内容\t甲の役割\t乙の役割
産業の振興\t合同の商談会等を行う。\t合同の商談会等について、会場を用意する。\t合同の商談会等について、出展者を募る。
救急医療\t夜間の救急医療の維持等を行う。\t夜間の救急医療の維持等について、病院を運営する。\t夜間の救急医療の維持等について、受診を呼び掛ける。
図書館\t図書館の相互利用等を行う。\t図書館の相互利用等について、仕組みを管理する。\t図書館の相互利用等について、窓口を開く。
職員研修\t研修の合同実施等を行う。\t研修の合同実施等について、講師を手配する。\t研修の合同実施等について、職員を参加させる。
"""

#: Three parties in place of two.
THREE = (
    AGREEMENT.replace(
        "及び架空町（以下「乙」という。）は",
        "、架空町（以下「乙」という。）及び手本村（以下「丙」という。）は",
    )
    .replace("甲及び乙", "甲、乙及び丙")
    .replace("本書2通", "本書3通")
    .replace("\n別表（", "\n丙　手本村字手本3番地\n手本村\n手本村長　森下次郎\n\n別表（")
)

STATUTE = """\
平成五年法律第九百九十九号
見本振興法

（目的）
第一条　この法律は、見本の振興を図ることを目的とする。
（定義）
第二条　この法律において「見本」とは、次に掲げるものをいう。
一　手本
二　雛形
２　前項の見本は、政令で定める。
第三条　削除
（国の責務）
第四条　国は、見本の振興に努めなければならない。
第四条の二　国は、前条の責務を果たすため、必要な措置を執る。
附　則　抄
（施行期日）
第一条　この法律は、公布の日から施行する。
（経過措置）
第五条　なお従前の例による。
"""


def changed(old: str, new: str, text: str = AGREEMENT, count: int = -1) -> str:
    """The text with one phrase changed; the phrase must be there."""
    assert old in text, old
    return text.replace(old, new, count)


def findings(text: str, code: str) -> list[Finding]:
    """What one rule finds in a text."""
    return list(check(read_text(text), codes=[code]))


def spots(text: str, code: str) -> list[str]:
    """The words that one rule points at, exactly."""
    return [text[f.start : f.end] for f in findings(text, code)]
