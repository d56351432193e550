"""Words replaced, inserted and struck: everywhere in the target, all at once."""

from __future__ import annotations

from renkei.amendment.operations import Insert, Level, Part, Replace, Step, Strike, Target
from renkei.amendment.trouble import Code
from tests.amendment.applying.ordinance import (
    ANNEX,
    SUPPLEMENT,
    amended,
    art,
    at,
    chapter,
    item,
    ordinance,
    para,
    refusal,
    replace,
    row,
    same,
    sub,
)

MAIN = (Step(Level.MAIN),)


def test_a_phrase_is_replaced_in_its_article() -> None:
    done = amended(replace(art(5), "特別の理由", "災害その他の理由"))
    assert same(done, ordinance(("特別の理由", "災害その他の理由")))
    assert done.notices == ()


def test_every_occurrence_is_replaced_and_the_reader_is_told() -> None:
    done = amended(replace(art(2, para(3)), "市長", "町長"))
    assert same(
        done,
        ordinance(
            ("３　市長は、申請", "３　町長は、申請"),
            ("場合において、市長", "場合において、町長"),
        ),
    )
    (notice,) = done.notices
    assert notice.code is Code.MULTIPLE_TEXT_FOUND
    assert not notice.refused
    assert notice.instruction == 0


def test_the_whole_of_the_main_provisions_leaves_the_supplement_alone() -> None:
    done = amended(replace(MAIN, "必要な事項", "要る事項"))
    assert same(done, ordinance(("必要な事項", "要る事項")))
    done = amended(replace(MAIN, "この条例", "この規則"))
    text = "".join(n.full_text() for n in done.root.children if n.kind == "supplement")
    assert "この条例の施行前" in text


def test_operations_of_one_sentence_do_not_see_each_others_words() -> None:
    done = amended((replace(art(6), "納めた", "還付"), replace(art(6), "還付しない", "返さない")))
    assert same(done, ordinance(("既に納めた手数料は、還付しない", "既に還付手数料は、返さない")))


def test_two_words_change_places_at_once() -> None:
    first = replace(art(2, para(1), item(2), sub("イ")), "市内", "住所")
    second = replace(art(2, para(1), item(2), sub("イ")), "住所", "市内")
    done = amended((first, second))
    assert same(done, ordinance(("市内に住所を有する", "住所に市内を有する")))


def test_several_words_become_one() -> None:
    done = amended(Replace((at(art(8)),), ("必要な事項", "規則"), "要綱"))
    assert same(done, ordinance(("ほか、必要な事項は、規則", "ほか、要綱は、要綱")))


def test_several_targets_must_each_have_the_words() -> None:
    both = Replace((at(art(5)), at(art(7))), ("市長",), "町長")
    done = amended(both)
    assert same(
        done,
        ordinance(("第五条　市長", "第五条　町長"), ("第七条　市長", "第七条　町長")),
    )
    assert refusal(Replace((at(art(5)), at(art(6))), ("市長",), "町長")) == [Code.TEXT_NOT_FOUND]


def test_a_run_of_articles_is_one_target() -> None:
    run = Replace((at(art(5), last=art(7)),), ("手数料",), "料金")
    done = amended(run)
    assert same(
        done,
        ordinance(
            ("手数料を減免", "料金を減免"),
            ("納めた手数料", "納めた料金"),
            ("手数料を納めない", "料金を納めない"),
        ),
    )


def test_words_go_in_behind_others() -> None:
    done = amended(Insert((at(art(7)),), "手数料", "及び延滞金"))
    assert same(done, ordinance(("手数料を納めない", "手数料及び延滞金を納めない")))


def test_words_are_struck() -> None:
    done = amended(Strike((at(art(6)),), ("既に",)))
    assert same(done, ordinance(("既に納めた", "納めた")))


def test_parts_of_a_provision_are_told_apart() -> None:
    proviso = amended(replace(art(2, para(2)), "市長", "町長", Part.PROVISO))
    assert same(proviso, ordinance(("ただし、市長", "ただし、町長")))
    main = amended(replace(art(2, para(2)), "市長", "町長", Part.MAIN_SENTENCE))
    assert same(main, ordinance(("申請者は、市長", "申請者は、町長")))
    first = amended(replace(art(2, para(3)), "市長", "町長", Part.FIRST))
    assert same(first, ordinance(("３　市長", "３　町長")))
    last = amended(replace(art(2, para(3)), "市長", "町長", Part.LAST))
    assert same(last, ordinance(("場合において、市長", "場合において、町長")))
    assert refusal(replace(art(5), "市長", "町長", Part.LAST)) == [Code.NO_SUCH_PROVISION]
    assert refusal(replace(art(5), "市長", "町長", Part.PROVISO)) == [Code.NO_SUCH_PROVISION]


def test_what_stands_outside_the_items_is_a_target() -> None:
    head = at(art(2, para(1)), Part.HEAD)
    done = amended(Replace((head,), ("掲げる",), "示す"))
    assert same(done, ordinance(("次の各号に掲げる", "次の各号に示す")))


def test_each_item_is_a_target() -> None:
    done = amended(replace(art(2, para(1)), "市長", "町長", Part.EACH))
    assert same(
        done,
        ordinance(
            ("市長が徴収", "町長が徴収"), ("その他市長", "その他町長"), ("市長が行う", "町長が行う")
        ),
    )


def test_captions_are_changed_only_where_they_are_meant() -> None:
    assert refusal(replace(art(5), "減免", "免除"), base=ordinance(("を減免", "を軽減"))) == [
        Code.TEXT_NOT_FOUND
    ]
    done = amended(replace(art(5), "減免", "免除", Part.CAPTION))
    assert same(done, ordinance(("（減免）", "（免除）")))
    both = amended(replace(art(5), "減免", "免除", Part.WITH_CAPTION))
    assert same(both, ordinance(("減免", "免除")))


def test_words_of_the_contents_list_are_changed() -> None:
    toc = (Step(Level.TOC),)
    done = amended(replace(toc, "第八条", "第九条"))
    assert same(done, ordinance(("第四条―第八条", "第四条―第九条")))
    heading = amended(replace(toc, "第二章　手数料", "第二章　料金"))
    assert same(heading, ordinance(("　第二章　手数料（第四条", "　第二章　料金（第四条")))


def test_a_chapter_heading_is_changed_as_printed() -> None:
    done = amended(replace(chapter(2), "第二章　手数料", "第二章　料金"))
    assert same(done, ordinance(("　　　第二章　手数料\n", "　　　第二章　料金\n")))
    named = amended(replace(chapter(2), "手数料", "料金", Part.CAPTION))
    assert same(named, ordinance(("　　　第二章　手数料\n", "　　　第二章　料金\n")))


def test_words_of_a_row_and_of_one_column() -> None:
    done = amended(replace(row("二"), "三百円", "五百円"))
    assert same(done, ordinance(("印鑑証明\t一通三百円", "印鑑証明\t一通五百円")))
    column = (*row("三"), Step(Level.COLUMN, name="金額"))
    assert same(amended(replace(column, "四百", "五百")), ordinance(("四百円", "五百円")))
    lower = (*row("三"), Step(Level.COLUMN, name="下欄"))
    assert same(amended(replace(lower, "四百", "五百")), ordinance(("四百円", "五百円")))
    middle = (*row("三"), Step(Level.COLUMN, name="中欄"))
    assert refusal(replace(middle, "四百", "五百")) == [Code.TEXT_NOT_FOUND]
    whole = (ANNEX, Step(Level.COLUMN, name="金額の欄"))
    done = amended(replace(whole, "一通", "一枚"))
    assert same(done, ordinance(("一通三", "一枚三"), ("一通四", "一枚四")))


def test_the_key_of_a_row_is_noted_anew_when_its_words_change() -> None:
    done = amended(replace(row("三"), "三", "三の二"))
    assert same(done, ordinance(("三\t税", "三の二\t税")))


def test_remarks_and_notes_of_an_annex() -> None:
    remark = (ANNEX, Step(Level.REMARKS), para(2))
    assert same(
        amended(replace(remark, "別に", "合わせて")), ordinance(("、別に徴", "、合わせて徴"))
    )
    note = amended(replace((ANNEX,), "第四条関係", "第五条関係", Part.NOTE))
    assert same(note, ordinance(("第四条関係", "第五条関係")))
    heading = amended(replace((ANNEX,), "（第四条関係）", "（第五条関係）"))
    assert same(heading, ordinance(("第四条関係", "第五条関係")))


def test_paragraphs_of_the_supplement() -> None:
    done = amended(replace((SUPPLEMENT, para(1)), "四月一日", "七月一日"))
    assert same(done, ordinance(("令和五年四月一日", "令和五年七月一日")))


def test_quotations_that_overlap_are_refused() -> None:
    over = (replace(art(6), "納めた手数料", "A"), replace(art(6), "手数料は", "B"))
    assert refusal(over) == [Code.OVERLAP]
    twice = (replace(art(6), "手数料", "A"), replace(art(6), "手数料", "B"))
    assert refusal(twice) == [Code.OVERLAP]


def test_all_obstacles_are_told_not_the_first_alone() -> None:
    codes = refusal(
        replace(art(5), "ない語", "A"),
        replace(art(40), "市長", "B"),
        replace(art(6), "別の語", "C"),
    )
    assert codes == [Code.TEXT_NOT_FOUND, Code.NO_SUCH_PROVISION, Code.TEXT_NOT_FOUND]


def test_chapters_and_main_provisions_may_stand_in_an_address() -> None:
    full = (Step(Level.MAIN), *chapter(2), *art(5), para(1))
    done = amended(replace(full, "特別の理由", "災害"))
    assert same(done, ordinance(("特別の理由", "災害")))
    assert refusal(replace((*chapter(1), *art(5)), "特別の理由", "災害")) == [
        Code.NO_SUCH_PROVISION
    ]


def test_a_line_of_the_contents_becomes_two_and_two_become_one() -> None:
    toc = (Step(Level.TOC),)
    two = "第二章　手数料（第四条―第七条）\u2028第三章　雑則（第八条）"
    expected = ordinance(
        (
            "　第二章　手数料（第四条―第八条）\n",
            "　第二章　手数料（第四条―第七条）\n　第三章　雑則（第八条）\n",
        )
    )
    done = amended(replace(toc, "第二章　手数料（第四条―第八条）", two))
    assert same(done, expected)
    assert done.steps[0][1].added
    tail = amended(replace(toc, "第八条）", "第七条）\n　第三章　雑則（第八条）"))
    assert same(tail, expected)
    back = amended(replace(toc, two, "第二章　手数料（第四条―第八条）"), base=expected)
    assert same(back, ordinance())


def test_words_of_one_line_of_the_contents_are_changed_together() -> None:
    toc = (Step(Level.TOC),)
    done = amended((replace(toc, "第八条）", "第九条）"), replace(toc, "第四条―", "第三条の二―")))
    assert same(done, ordinance(("（第四条―第八条）", "（第三条の二―第九条）")))


def test_what_a_target_leaves_out_stays_as_it_is() -> None:
    paragraph = Target(art(2), without=(art(2, para(1)),))
    done = amended(Replace((paragraph,), ("申請者",), "住民"))
    assert same(
        done, ordinance(("前項の申請者", "前項の住民"), ("は、申請者に資料", "は、住民に資料"))
    )
    rest = Target((ANNEX,), without=((ANNEX, Step(Level.REMARKS)),))
    assert same(amended(Replace((rest,), ("一通",), "一枚")), ordinance(("\t一通", "\t一枚")))
    gone = Target(art(2), without=(art(2, para(4)),))
    assert refusal(Replace((gone,), ("申請者",), "住民")) == [Code.NO_SUCH_PROVISION]
