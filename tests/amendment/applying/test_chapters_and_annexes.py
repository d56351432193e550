"""Chapters, supplements, annexes and their rows reshaped: the tree is the one a reader gives."""

from __future__ import annotations

from renkei.amendment.operations import (
    Add,
    Block,
    Level,
    Part,
    Remove,
    Rewrite,
    Shift,
    Step,
    Where,
)
from renkei.amendment.trouble import Code
from renkei.instrument import Node
from renkei.instrument.model import Kind
from tests.amendment.applying.ordinance import (
    ANNEX,
    SUPPLEMENT,
    after,
    amended,
    art,
    article,
    at,
    block,
    chapter,
    end,
    item,
    move,
    node,
    num,
    ordinance,
    para,
    refusal,
    replace,
    row,
    same,
    table_row,
)

NEW_FIVE = article("第五条", 5, "徴収", "手数料は、前納とする。")
EIGHT = "第八条　この章に定めるもののほか、必要な事項は、規則で定める。\n"


# chapters


def test_a_chapter_heading_put_before_an_article_takes_what_follows() -> None:
    heading = Node("", Kind.CHAPTER, label="第三章", number=num(3), caption="雑則")
    done = amended(Add(Where.BEFORE, at(art(8)), block(heading), Level.CHAPTER, heading_only=True))
    assert same(done, ordinance(("　（雑則）", "　　　第三章　雑則\n\n　（雑則）")))


def test_a_chapter_heading_is_taken_away_and_its_articles_go_with_those_before() -> None:
    done = amended(Remove((at(chapter(2), Part.CAPTION),)))
    assert same(done, ordinance(("　　　第二章　手数料\n\n", "")))


def test_a_chapter_goes_with_its_articles_or_comes_with_them() -> None:
    gone = amended(Remove((at(chapter(2)),)))
    assert [n.label for n in gone.root.of_kind(Kind.ARTICLE)] == ["第一条", "第二条", "第三条"]
    new = Node(
        "", Kind.CHAPTER, label="第三章", number=num(3), caption="罰則",
        children=(article("第九条", 9, "罰則", "過料に処する。"),),
    )  # fmt: skip
    expected = ordinance(
        (EIGHT, EIGHT + "\n　　　第三章　罰則\n\n　（罰則）\n第九条　過料に処する。\n")
    )
    for added in (after(chapter(2), new), after(art(8), new), end((Step(Level.MAIN),), new)):
        assert same(amended(added), expected)
    assert refusal(after(art(7), new)) == [Code.UNSUPPORTED]


def test_an_article_added_at_the_end_of_the_main_provisions_comes_into_the_last_chapter() -> None:
    new = article("第九条", 9, "罰則", "過料に処する。")
    expected = ordinance((EIGHT, EIGHT + "\n　（罰則）\n第九条　過料に処する。\n"))
    for where in ((Step(Level.MAIN),), (), chapter(2)):
        assert same(amended(end(where, new, unit=Level.ARTICLE)), expected)


def test_chapters_move() -> None:
    heading = Node("", Kind.CHAPTER, label="第二章", number=num(2), caption="申請")
    sentence = (
        move(chapter(2), chapter(3)),
        Add(Where.BEFORE, at(art(3)), block(heading), Level.CHAPTER, heading_only=True),
    )
    expected = ordinance(
        ("　　　第二章　手数料", "　　　第三章　手数料"),
        ("　（委任）", "　　　第二章　申請\n\n　（委任）"),
    )
    assert same(amended(sentence), expected)


def test_an_article_stays_in_its_chapter_or_goes_where_its_number_is() -> None:
    done = amended((Remove((at(art(3)),)), move(art(4), art(3)), Shift(art(5), art(8), -1)))
    chapters = [n for n in done.root.walk() if n.kind is Kind.CHAPTER]
    assert [[c.label for c in n.children] for n in chapters] == [
        ["第一条", "第二条"],
        ["第三条", "第四条", "第五条", "第六条", "第七条"],
    ]
    far = amended(
        (
            Shift(art(4), art(7), 1), Shift(art(2), art(3), 1), move(art(8), art(2)),
        )
    )  # fmt: skip
    chapters = [n for n in far.root.walk() if n.kind is Kind.CHAPTER]
    assert [[c.caption for c in n.children] for n in chapters] == [
        ["目的", "雑則", "定義", "委任"],
        ["手数料の額", "減免", "還付", "督促"],
    ]


# supplements, annexes, rows


def test_supplements_and_their_paragraphs() -> None:
    new = node(Kind.PARAGRAPH, "３", 3, "準備は、前に行う。")
    done = amended(end((SUPPLEMENT,), new))
    assert same(
        done, ordinance(("例による。\n\n別表", "例による。\n３　準備は、前に行う。\n\n別表"))
    )
    alone = amended(
        (
            Remove((at((SUPPLEMENT, para(2))), at((SUPPLEMENT, para(1)), Part.CAPTION))),
            move((SUPPLEMENT, para(1)), (SUPPLEMENT,)),
        )
    )
    assert same(
        alone,
        ordinance(
            ("２　この条例の施行前の手数料については、なお従前の例による。\n", ""),
            ("　（施行期日）\n１　この条例は、令和五年", "　この条例は、令和五年"),
        ),
    )
    base = ordinance(
        ("２　この条例の施行前の手数料については、なお従前の例による。\n", ""),
        ("　（施行期日）\n１　この条例は、令和五年", "　この条例は、令和五年"),
    )
    numbered = amended(
        (
            move((SUPPLEMENT,), (SUPPLEMENT, para(1))),
            end((SUPPLEMENT,), node(Kind.PARAGRAPH, "２", 2, "準備は、前に行う。")),
        ),
        base=base,
    )
    labels = [n.label for n in numbered.root.walk() if n.id.startswith("suppl_1__para")]
    assert labels == ["１", "２"]


def test_a_supplement_of_another_law_is_found_by_its_note() -> None:
    other = Node(
        "", Kind.SUPPLEMENT, label="附　則", note="平成一〇年九月二八日法律第一一一号",
        children=(Node("", Kind.PARAGRAPH, number=num(1), text="公布の日から施行する。"),),
    )  # fmt: skip
    done = amended(
        Add(Where.END, at(()), block(other), Level.SUPPLEMENT),
        replace((Step(Level.SUPPLEMENT, name="平成十年法律第百十一号"),), "公布の日", "翌日"),
        replace((SUPPLEMENT, para(1)), "四月", "五月"),
    )
    supplements = [n for n in done.root.children if n.kind is Kind.SUPPLEMENT]
    assert [n.note for n in supplements] == ["", "平成一〇年九月二八日法律第一一一号"]
    assert "翌日" in supplements[1].full_text()


def test_rows_come_go_and_are_rewritten() -> None:
    done = amended(after(row("三"), table_row("四", "納税の証明", "一通五百円")))
    assert same(done, ordinance(("一通四百円\n", "一通四百円\n四\t納税の証明\t一通五百円\n")))
    done = amended(end((ANNEX,), table_row("四", "納税の証明", "一通五百円"), unit=Level.ROW))
    assert same(done, ordinance(("一通四百円\n", "一通四百円\n四\t納税の証明\t一通五百円\n")))
    done = amended(Rewrite((at(row("二")),), block(table_row("二", "印鑑", "百円"))))
    assert same(done, ordinance(("二\t印鑑証明\t一通三百円", "二\t印鑑\t百円")))
    done = amended((Remove((at(row("二")),)), move(row("三"), row("二"))))
    assert same(done, ordinance(("二\t印鑑証明\t一通三百円\n", ""), ("三\t税", "二\t税")))
    done = amended(
        (move(row("三"), row("四")), after(row("二"), table_row("三", "身分の証明", "一通二百円")))
    )
    assert same(done, ordinance(("三\t税", "三\t身分の証明\t一通二百円\n四\t税")))


def test_remarks_move_and_come() -> None:
    remarks = (ANNEX, Step(Level.REMARKS))
    done = amended(
        (
            move((*remarks, item(2)), (*remarks, item(3))),
            after((*remarks, item(1)), node(Kind.ITEM, "２", 2, "二枚は、二通とする。")),
        )
    )
    assert same(done, ordinance(("２　郵送", "２　二枚は、二通とする。\n３　郵送")))


def test_headings_of_an_annex_move_beside_what_stands_before_them() -> None:
    groups = tuple(
        Node("", Kind.GROUP, label=f"({i})", number=num(i), caption=caption)
        for i, caption in ((1, "甲"), (2, "乙"), (3, "丙"))
    )
    table = Node("", Kind.TABLE, children=(table_row("一", "A", "B"),))
    with_groups = Node("", Kind.ANNEX, label="別表", note="第四条関係", children=(table, *groups))
    of = {i: (ANNEX, Step(Level.GROUP, name=f"({i})")) for i in (1, 2, 3)}
    done = amended(
        Rewrite((at((ANNEX,)),), block(with_groups)),
        (Remove((at(of[1]),)), move(of[2], of[1]), move(of[3], of[2])),
    )
    (annex,) = [n for n in done.root.children if n.kind is Kind.ANNEX]
    assert [n.label + n.caption for n in annex.children] == ["", "(1)乙", "(2)丙"]
    turned = amended(
        Rewrite((at((ANNEX,)),), block(with_groups)),
        (move(of[1], of[3]), move(of[2], of[1]), move(of[3], of[2])),
    )
    (annex,) = [n for n in turned.root.children if n.kind is Kind.ANNEX]
    assert [n.label + n.caption for n in annex.children] == ["", "(1)乙", "(2)丙", "(3)甲"]


def test_an_annex_comes_in_and_the_one_there_gets_a_number() -> None:
    new = Node("", Kind.ANNEX, label="別表第二", number=num(2), note="第五条関係")
    done = amended(
        (
            move((ANNEX,), (Step(Level.ANNEX, name="別表第一"),)),
            Add(Where.AFTER, at((ANNEX,)), block(new), Level.ANNEX),
        )
    )
    annexes = [n for n in done.root.children if n.kind is Kind.ANNEX]
    assert [(n.label, str(n.number)) for n in annexes] == [("別表第一", "1"), ("別表第二", "2")]
    assert annexes[0].id == "annex_1"


def test_a_title_and_a_cell_given_anew_as_words() -> None:
    title = amended(Rewrite((at((Step(Level.TITLE),)),), Block(text="見本市使用料条例")))
    assert same(title, ordinance(("見本市手数料条例\n", "見本市使用料条例\n")))
    cell = (*row("三"), Step(Level.COLUMN, name="金額"))
    done = amended(Rewrite((at(cell),), Block(text="無料")))
    assert same(done, ordinance(("一通四百円", "無料")))
