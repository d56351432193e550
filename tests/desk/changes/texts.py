"""Agreements with a 別表, for tests of changes: 青嶺市 with each partner, some of them in own words."""

from tests.desk.office import AOMINE, HAMABE, KAWAZOE, at_machine

DAY = "令和3年4月1日"
BUS = (
    "地域公共交通",
    "公共交通の維持を行う。",
    "公共交通の維持について、乙と協力して取り組む。",
    "公共交通の維持について、甲と協力して取り組む。",
)
DISASTER = "災害時にに行う応援等を行う。"


def words(partner=HAMABE, *, disaster=DISASTER, environment=True, more=""):
    """The agreement with a partner as it reads."""
    rows = [
        "取組\t内容\t甲の役割\t乙の役割",
        "福祉\t病児保育の広域利用を行う。\t窓口を置く。\t知らせる。",
        f"災害対策\t{disaster}\t{disaster[:-4]}取り組む。\t協力する。",
    ]
    if environment:
        rows.append("環境\t廃棄物の共同処理を行う。\t処理する。\t運搬する。")
    table = "\n".join(rows)
    return f"""青嶺市及び{partner}における連携中枢都市圏形成に係る連携協約

青嶺市（以下「甲」という。）及び{partner}（以下「乙」という。）は、連携中枢都市圏の形成に関し、\
地方自治法（昭和22年法律第67号）第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。

（目的）

第1条 この連携協約は、甲及び乙が連携して圏域の活性化を図ることを目的とする。

（連携する取組等）

第2条 甲及び乙が連携する取組並びにその内容及び役割分担は、別表に掲げるとおりとする。{more}

（費用分担）

第3条 前条の取組に要する費用の分担は、甲及び乙が協議の上、別に定める。

（変更等）

第4条 この連携協約を変更し、又は廃止しようとする場合は、甲及び乙の協議による。

附 則

この連携協約は、{DAY}から施行する。

この連携協約の締結を証するため、本連携協約書2通を作成し、甲及び乙が記名押印の上、各1通を保有する。

令和3年3月25日

甲 青嶺市
青嶺市長　青野　一郎

乙 {partner}
{partner}長　何某　花子

別表（第2条関係）

(1) 生活機能の強化

{table}
"""


def model_words(**how):
    """The model text all of them were made from."""
    return words("〔乙〕", **how).replace("青嶺市", "〔甲〕")


def agreement(office, partner=HAMABE, **how):
    """An agreement of 青嶺市 with a partner, in force since 令和3年4月1日."""
    from renkei.desk.agreements.models import Agreement
    from renkei.desk.agreements.operations import import_text

    return import_text(
        at_machine(),
        f"aomine-{office.places[partner].code}",
        words(partner, **how).encode(),
        filename="agreement.txt",
        status=Agreement.Status.CONCLUDED,
        region=office.region,
    )


def change(office, row=None, actor=None):
    """A change of it, with nothing changed yet."""
    import datetime

    from renkei.desk.changes import operations

    return operations.open_change(
        actor or office.at(AOMINE, "editor"),
        row or agreement(office),
        name="連携協約の変更（災害対策の字句）",
        effective=datetime.date(2027, 4, 1),
        reason="字句の誤りを正すため。",
    )


def piece(made, name):
    """The piece of the target text of that name."""
    from renkei.desk.changes.pieces import pieces_of
    from renkei.desk.changes.texts import pair_of

    made.refresh_from_db()
    found = pieces_of(pair_of(made).after.document).values()
    return next(one for one in found if one.name.startswith(name))


def edited(office, made, name, swap, actor=None):
    """Edit one piece: old words, new words."""
    from renkei.desk.changes import operations
    from renkei.desk.changes.pieces import seen_of

    one = piece(made, name)
    old, new = swap
    assert old in one.text
    return operations.edit_piece(
        actor or office.at(AOMINE, "editor"),
        made,
        one.node_id,
        seen_of(one),
        one.text.replace(old, new),
    )


def mended(office, made):
    """時にに corrected, and a row added behind 環境."""
    from renkei.desk.changes import operations
    from renkei.desk.changes.pieces import line_of, seen_of

    edited(office, made, "災害対策", ("時にに", "時に"))
    after = piece(made, "環境")
    operations.add_piece(
        office.at(AOMINE, "editor"), made, after.node_id, seen_of(after), line_of(BUS)
    )
    made.refresh_from_db()
    return made


__all__ = ["BUS", "HAMABE", "KAWAZOE", "agreement", "change", "edited", "mended", "piece", "words"]
