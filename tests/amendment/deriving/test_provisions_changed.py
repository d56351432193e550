"""What is said of whole provisions: which come and go, what moves, and in what order."""

from __future__ import annotations

from renkei.amendment.operations import (
    Add,
    Level,
    Move,
    Operation,
    Part,
    Remove,
    Replace,
    Rewrite,
    Shift,
    Step,
    Target,
    Where,
)
from renkei.instrument import read_text
from tests.amendment.agreements import agreement
from tests.amendment.applying.ordinance import (
    ANNEX,
    SUPPLEMENT,
    art,
    at,
    chapter,
    item,
    ordinance,
    para,
    row,
    sub,
)
from tests.amendment.deriving.deriving import only, sentences

ADDED = "（協議）\n第3条 甲及び乙は、年に1回集まる。\n\n"


def put(operation: Operation) -> tuple[Where, Target, list[str], Level | None]:
    """An Add without the new text: where, next to what, which labels, of what unit."""
    assert isinstance(operation, Add)
    labels = [n.label or n.children[0].text for n in operation.block.nodes]
    return operation.where, operation.at, labels, operation.unit


def test_room_is_made_before_an_article_is_put_in() -> None:
    after = agreement("浜辺市", ("（費用分担）\n第3条", f"{ADDED}（費用分担）\n第4条"))
    move, add = only(agreement(), after)
    assert move == Move(at(art(3)), art(4))
    assert put(add) == (Where.AFTER, at(art(2)), ["第3条"], Level.ARTICLE)


def test_an_article_is_edited_before_it_moves_in_one_sentence() -> None:
    after = agreement(
        "浜辺市",
        ("（費用分担）\n第3条", f"{ADDED}（費用分担）\n第4条"),
        ("別に定める", "毎年度定める"),
    )
    edit, move, add = only(agreement(), after)
    assert isinstance(edit, Replace)
    assert edit.targets == (at(art(3)),)
    assert move == Move(at(art(3)), art(4))
    assert isinstance(add, Add)


def test_what_goes_is_said_before_what_moves_up() -> None:
    gone = "（目的）\n第1条 この連携協約は、甲及び乙が連携して、圏域の経済を維持することを目的とする。\n\n"
    after = agreement("浜辺市", (gone, ""), ("第2条 甲", "第1条 甲"), ("第3条 前条", "第2条 前条"))
    assert only(agreement(), after) == (
        Remove((at(art(1)),)),
        Move(at(art(2)), art(1)),
        Move(at(art(3)), art(2)),
    )


def numbered(count: int, *, without: tuple[int, ...] = (), extra: int = 0) -> str:
    """An ordinance of so many articles; ``extra``: a new one stands at this number."""
    kept = [f"その{at}に関する事項は、第{at}課がつかさどる。" for at in range(1, count + 1)]
    lines = [text for place, text in enumerate(kept, 1) if place not in without]
    if extra:
        lines.insert(extra - 1, "新たな事業は、市長が別に指名する者が担う。")
    articles = [f"第{at}条 {text}" for at, text in enumerate(lines, 1)]
    return "見本市組織条例\n\n" + "\n\n".join(articles)


def test_a_run_moves_down_together_and_its_last_by_itself() -> None:
    (move, shift, add) = only(read_text(numbered(8)), read_text(numbered(8, extra=3)))[-3:]
    assert move == Move(at(art(8)), art(9))
    assert shift == Shift(art(3), art(7), 1)
    assert put(add)[:3] == (Where.AFTER, at(art(2)), ["第3条"])


def items(*labels: tuple[int, str]) -> str:
    """An ordinance whose one article has these items."""
    lines = "\n".join(f"({number}) {text}" for number, text in labels)
    return f"見本市規則\n\n（事務）\n第1条 次の事務は、総務課が処理する。\n{lines}"


WORK = [
    "税に関すること。",
    "消防に関すること。",
    "水道に関すること。",
    "公園の樹木に関すること。",
    "学校の給食に関すること。",
    "港の管理に関すること。",
]


def test_a_run_of_four_moves_up_together() -> None:
    before = read_text(items(*enumerate(WORK, 1)))
    after = read_text(items(*enumerate([WORK[0], *WORK[2:]], 1)))
    assert only(before, after) == (
        Remove((at(art(1, item(2))),)),
        Shift(art(1, item(3)), art(1, item(6)), -1),
    )


def test_from_three_in_a_row_the_first_and_the_last_that_go_are_named() -> None:
    before = read_text(items(*enumerate(WORK, 1)))
    two, three = (read_text(items(*enumerate(WORK[:count], 1))) for count in (4, 3))
    assert only(before, two) == (Remove((at(art(1, item(5))), at(art(1, item(6))))),)
    assert only(before, three) == (Remove((at(art(1, item(4)), last=art(1, item(6))),)),)


def test_fewer_than_four_are_named_one_by_one() -> None:
    before = read_text(items(*enumerate(WORK[:5], 1)))
    after = read_text(items(*enumerate([WORK[0], *WORK[2:5]], 1)))
    assert only(before, after) == (
        Remove((at(art(1, item(2))),)),
        *(Move(at(art(1, item(old))), art(1, item(old - 1))) for old in (3, 4, 5)),
    )


def test_what_moves_down_begins_with_the_last_even_where_there_is_room() -> None:
    before = read_text(items(*enumerate(WORK[:3], 1)))
    after = read_text(items(*enumerate([WORK[0], *WORK[3:], *WORK[1:3]], 1)))
    *moves, add = only(before, after)
    assert moves == [
        Move(at(art(1, item(3))), art(1, item(6))),
        Move(at(art(1, item(2))), art(1, item(5))),
    ]
    assert put(add) == (Where.AFTER, at(art(1, item(1))), ["(2)", "(3)", "(4)"], Level.ITEM)


def test_items_and_paragraphs_come_at_the_head_and_at_the_end() -> None:
    before = read_text(items(*enumerate(WORK[:2], 1)))
    last = read_text(items(*enumerate(WORK[:3], 1)))
    assert put(only(before, last)[0]) == (Where.END, at(art(1)), ["(3)"], Level.ITEM)
    first = read_text(items(*enumerate([WORK[4], *WORK[:2]], 1)))
    *_, add = only(before, first)
    assert put(add) == (Where.HEAD, at(art(1)), ["(1)"], Level.ITEM)
    paragraph = agreement(
        "浜辺市", ("別に定める。", "別に定める。\n2 前項の費用は、毎年度精算する。")
    )
    assert put(only(agreement(), paragraph)[0]) == (Where.END, at(art(3)), ["2"], Level.PARAGRAPH)


def test_divisions_of_an_item_are_called_by_their_label() -> None:
    after = ordinance(("ロ　市内に勤務する者", "ロ　市内に通勤する者"))
    (said,) = only(ordinance(), after)
    assert isinstance(said, Replace)
    assert said.targets == (at(art(2, para(1), item(2), sub("ロ"))),)


def test_an_article_at_the_end_of_a_chapter_comes_under_the_chapter() -> None:
    added = "　（申請書）\n第八条の二　申請書の様式は、市長が別に指定する。\n\n　　　附　則"
    contents, add = sentences(
        ordinance(), ordinance(("　　　附　則", added), ("第四条―第八条）", "第四条―第八条の二）"))
    )
    assert isinstance(contents[0], Replace)
    assert put(add[0]) == (Where.END, at(chapter(2)), ["第八条の二"], Level.ARTICLE)


def test_a_chapter_comes_with_its_articles() -> None:
    added = "　　　第三章　罰則\n\n　（過料）\n第九条　偽りの申請をした者は、過料に処する。\n\n　　　附　則"
    (add,) = only(ordinance(), ordinance(("　　　附　則", added)))
    where, beside, labels, unit = put(add)
    assert (where, beside, labels, unit) == (Where.AFTER, at(chapter(2)), ["第三章"], Level.CHAPTER)


def test_the_contents_are_given_anew_when_lines_come() -> None:
    after = ordinance(("　附則\n", "　第三章　罰則（第九条）\n　附則\n"))
    (said,) = only(ordinance(), after)
    assert isinstance(said, Rewrite)
    assert said.targets == (at((Step(Level.TOC),)),)


ROW = "防災訓練\t合同の訓練を行う。\t訓練を企画する。\t訓練に参加する。\n"
GROUP = (ANNEX, Step(Level.GROUP, name="(2)"))


def in_group(name: str) -> tuple[Step, ...]:
    return (*GROUP, Step(Level.ROW, name=name))


def test_a_row_comes_behind_a_row_or_before_the_first() -> None:
    behind = agreement("浜辺市", ("図書館\t", f"{ROW}図書館\t"))
    (add,) = only(agreement(), behind)
    assert put(add) == (Where.AFTER, at(in_group("災害対策")), ["防災訓練"], None)
    first = agreement("浜辺市", ("災害対策\t", f"{ROW}災害対策\t"))
    (add,) = only(agreement(), first)
    assert put(add) == (Where.BEFORE, at(in_group("災害対策")), ["防災訓練"], None)


def test_a_row_goes() -> None:
    after = agreement(
        "浜辺市", ("図書館\t図書館の相互利用を行う。\t図書を貸す。\t図書を貸す。\n", "")
    )
    assert only(agreement(), after) == (Remove((at(in_group("図書館")),)),)


def test_a_slip_in_three_cells_of_a_row_is_one_phrase_of_the_row() -> None:
    before = agreement("浜辺市", ("災害時における", "災害時ににおける"))
    (said,) = only(before, agreement())
    assert said == Replace((at(in_group("災害対策")),), ("災害時にに",), "災害時に")


def test_one_cell_is_named_by_its_column_where_the_row_says_the_same_elsewhere() -> None:
    after = agreement("浜辺市", ("\t図書を貸す。\t図書を貸す。", "\t図書を貸す。\t図書を借りる。"))
    (said,) = only(agreement(), after)
    assert isinstance(said, Replace)
    assert said.targets == (at((*in_group("図書館"), Step(Level.COLUMN, name="乙の役割"))),)


def test_headings_of_columns_and_groups_and_the_note_of_the_annex() -> None:
    heading = agreement("浜辺市", ("乙の役割", "乙が行うこと"))
    assert only(agreement(), heading) == (Replace((at((ANNEX,)),), ("乙の役割",), "乙が行うこと"),)
    one = agreement("浜辺市", ("乙の役割\n災害", "乙が行うこと\n災害"))
    table = (*GROUP, Step(Level.TABLE))
    assert only(agreement(), one) == (Replace((at(table),), ("乙の役割",), "乙が行うこと"),)
    note = agreement("浜辺市", ("別表（第2条関係）", "別表（第3条関係）"))
    (told,) = only(agreement(), note)
    assert isinstance(told, Rewrite)
    assert told.targets == (at((ANNEX,), Part.NOTE),)


def test_a_phrase_that_changes_all_over_the_annex_is_said_of_the_annex() -> None:
    after = agreement("浜辺市", ("取り組む。", "努める。"))
    assert only(agreement(), after) == (Replace((at((ANNEX,)),), ("取り組む",), "努める"),)


def test_the_only_paragraph_of_a_supplement_becomes_the_first() -> None:
    text = "この連携協約は、令和8年4月1日から施行する。"
    after = agreement("浜辺市", (text, f"1 {text}\n2 甲及び乙は、5年ごとに協約を見直す。"))
    move, add = only(agreement(), after)
    assert move == Move(at((SUPPLEMENT,)), (SUPPLEMENT, para(1)))
    assert put(add) == (Where.END, at((SUPPLEMENT,)), ["2"], Level.PARAGRAPH)


def test_a_group_put_in_moves_those_behind_it() -> None:
    table = "取組\t内容\t甲の役割\t乙の役割\n研修\t合同で行う。\t企画する。\t参加する。"
    new = f"(2) 人材の育成\n\n{table}\n\n(3) 生活の"
    move, add = only(agreement(), agreement("浜辺市", ("(2) 生活の", new)))
    assert move == Move(at(GROUP), (ANNEX, Step(Level.GROUP, name="(3)")))
    group = (ANNEX, Step(Level.GROUP, name="(1)"))
    assert put(add) == (Where.AFTER, at(group), ["(2)"], Level.GROUP)


def test_rows_called_by_numbers_move() -> None:
    after = ordinance(
        ("二\t印鑑証明", "二\t戸籍の写しの交付\t一通四百五十円\n三\t印鑑証明"), ("三\t税", "四\t税")
    )
    last, other, add = only(ordinance(), after)
    assert last == Move(at(row("三")), row("四"))
    assert other == Move(at(row("二")), row("三"))
    assert put(add) == (Where.AFTER, at(row("一")), ["二"], None)


def test_provisions_that_changed_places_are_told_exactly() -> None:
    after = agreement(
        "浜辺市",
        (
            "第2条 甲及び乙が相互に連携する取組並びにその内容及び役割分担は、別表に掲げるとおりとする。",
            "第2条 Ｘ",
        ),
        (
            "第3条 前条の取組に必要な費用の分担は、甲及び乙が協議の上、別に定める。",
            "第3条 甲及び乙が相互に連携する取組並びにその内容及び役割分担は、別表に掲げるとおりとする。",
        ),
        ("第2条 Ｘ", "第2条 前条の取組に必要な費用の分担は、甲及び乙が協議の上、別に定める。"),
        ("（連携する取組等）", "（仮）"),
        ("（費用分担）", "（連携する取組等）"),
        ("（仮）", "（費用分担）"),
    )
    assert sentences(agreement(), after)


def test_a_long_proviso_that_goes_is_taken_away_as_such() -> None:
    proviso = (
        "ただし、第五条から第七条までの規定及び附則第二項の規定は、別に規則で定める日から施行する。"
    )
    before = ordinance(("還付しない。", f"還付しない。{proviso}"))
    assert only(before, ordinance()) == (Remove((at(art(6), Part.PROVISO),)),)


def test_an_article_of_which_most_provisions_stay_is_not_given_anew() -> None:
    listed = "、".join(
        f"別表の{n}の項に掲げる事務" for n in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    )
    before = ordinance(("市長が徴収する料金をいう。", f"{listed * 2}の料金をいう。"))
    after = ordinance(("市長が徴収する料金をいう。", "料金"), ("審査する", "調べる"))
    rewritten = [op for said in sentences(before, after) for op in said if isinstance(op, Rewrite)]
    assert [op.targets for op in rewritten] == [(at(art(2, para(1), item(1))),)]
