from __future__ import annotations

import pytest

from renkei.instrument.formats.blocks import Align, RunKind, Style, Table, Text
from renkei.instrument.formats.layout import layout, title_of
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.model import Document, Kind, Node
from tests.instrument.formats.sheets import (
    CAPTION,
    LABEL,
    LAYOUT,
    TEXT,
    N,
    agreement,
    annex,
    article,
    build,
    group,
    labelled,
    line,
    signature,
    table,
)

ROWS = (
    ["取組", "内容", "甲の役割", "乙の役割"],
    [
        "災害対策",
        "災害に備える連携を行う。",
        "乙と協力して取り組む。" * 6,
        "甲と協力して取り組む。" * 6,
    ],
)


def texts(document: Document, style: Style) -> list[Text]:
    return [b for b in layout(document) if isinstance(b, Text) and b.style is style]


def test_every_printed_character_is_one_of_the_tree_and_none_is_missing() -> None:
    document = agreement(annex("別表", "第2条関係", group("(1)", "生活", table(*ROWS))))
    printed = "".join(
        block.text
        if isinstance(block, Text)
        else "".join(cell.text for row in block.rows for cell in row.cells)
        for block in layout(document)
    )
    assert "".join(printed.split()) == "".join(document.source.split())


def test_caption_stands_one_character_in_and_the_article_hangs_by_one() -> None:
    document = agreement()
    caption = texts(document, Style.CAPTION)[0]
    first = texts(document, Style.ARTICLE)[0]
    assert (caption.text, caption.start, caption.keep) == ("（目的）", 1, True)
    assert first.text.startswith("第1条 この連携協約は、")
    assert (first.start, first.left) == (0, 1)


def test_second_paragraph_hangs_and_items_go_in_one_character_a_depth() -> None:
    document = agreement()
    numbered = next(b for b in texts(document, Style.PARAGRAPH) if b.text.startswith("２"))
    assert (numbered.start, numbered.left) == (0, 1)
    depths = [(b.text[:3], b.start, b.left) for b in texts(document, Style.ITEM)]
    assert depths == [("(1)", 1, 2), ("(2)", 1, 2), ("ア 三", 2, 3)]


def test_five_depths_of_items_each_go_in_one_further() -> None:
    deepest = labelled(Kind.SUBITEM, "(a)", "五")
    for label, words in (("a", "四"), ("(ア)", "三"), ("ア", "二")):
        deepest = labelled(Kind.SUBITEM, label, words, deepest)
    item = labelled(Kind.ITEM, "(1)", "一", deepest)
    document = build([N(Kind.MAIN, children=[article("第1条", "目的", "次のとおり。", item)])])
    assert [b.start for b in texts(document, Style.ITEM)] == [1, 2, 3, 4, 5]


def test_unnumbered_paragraphs_begin_one_character_in() -> None:
    document = agreement()
    preamble = texts(document, Style.PREAMBLE)[0]
    closing = texts(document, Style.CLOSING)[0]
    assert [(b.start, b.left) for b in (preamble, closing)] == [(1, 0), (1, 0)]


def test_supplement_is_printed_as_it_was_three_characters_in() -> None:
    heading = texts(agreement(), Style.SUPPLEMENT)[0]
    assert (heading.text, heading.start) == ("附 則", 3)


def test_title_of_an_agreement_is_centred_and_that_of_a_statute_is_not() -> None:
    assert texts(agreement(), Style.TITLE)[0].align is Align.CENTER
    statute = build([line(Kind.TITLE, "地方自治法"), line(Kind.MAIN, "略")])
    title = texts(statute, Style.TITLE)[0]
    assert (title.align, title.start) == (Align.START, 3)


def test_chapters_and_sections_begin_at_the_fourth_and_fifth_character() -> None:
    document = build(
        [
            line(Kind.TITLE, "何法"),
            N(
                Kind.MAIN,
                children=[
                    N(
                        Kind.CHAPTER,
                        [(LABEL, "第一章"), (LAYOUT, "\u3000"), (CAPTION, "総則"), (LAYOUT, "\n")],
                        [
                            N(
                                Kind.SECTION,
                                [(LABEL, "第一節"), (LAYOUT, "\u3000"), (CAPTION, "通則")],
                                after=[(LAYOUT, "\n")],
                            )
                        ],
                    )
                ],
            ),
        ]
    )
    headings = texts(document, Style.HEADING)
    assert [(b.text, b.start, b.level) for b in headings] == [
        ("第一章\u3000総則", 3, 2),
        ("第一節\u3000通則", 4, 3),
    ]


def test_signature_blocks_stand_right_of_the_text_with_their_lines_under_each_other() -> None:
    blocks = texts(agreement(), Style.SIGNATURE)
    first, *under = blocks[:4]
    assert first.text == "甲 甲市中央1丁目1番地"
    assert first.start >= 12
    assert {b.start for b in under} == {first.start + 2}
    assert blocks[4].start == first.start


def test_closing_date_and_all_signatures_stay_on_one_page() -> None:
    blocks = list(layout(agreement()))
    ending = blocks[blocks.index(texts(agreement(), Style.CLOSING)[0]) :]
    assert [b.keep for b in ending if isinstance(b, Text)] == [True] * (len(ending) - 1) + [False]


def test_more_signatures_than_a_page_holds_are_kept_together_party_by_party() -> None:
    parties = [signature("甲", "住所", "市", "市長", f"氏名{n}") for n in range(30)]
    blocks = texts(build([line(Kind.CLOSING, "以上"), *parties]), Style.SIGNATURE)
    assert [b.keep for b in blocks[:5]] == [True, True, True, False, True]


def test_a_long_address_moves_the_signature_blocks_to_the_left() -> None:
    document = build([signature("甲", "長" * 33, "甲市", "甲市長", "甲野太郎")])
    assert texts(document, Style.SIGNATURE)[0].start == 2


def test_label_and_text_keep_the_space_of_the_source_or_get_a_full_width_one() -> None:
    glued = build([N(Kind.MAIN, children=[article("第1条", "目的", "この協約は、", gap="")])])
    half = agreement()
    assert texts(glued, Style.ARTICLE)[0].text == "第1条\u3000この協約は、"
    runs = texts(half, Style.ARTICLE)[0].runs
    assert [(run.kind, run.text) for run in runs[:2]] == [
        (RunKind.LABEL, "第1条"),
        (RunKind.GAP, " "),
    ]


def test_indents_and_blank_lines_of_the_source_are_left_to_the_layout() -> None:
    document = build(
        [N(Kind.SUPPLEMENT, [(LAYOUT, "\n　　　"), (LABEL, "附　則"), (LAYOUT, "  \n\n")])]
    )
    assert [b.text for b in layout(document) if isinstance(b, Text)] == ["附　則"]


def test_a_sentence_broken_by_a_page_is_one_paragraph() -> None:
    broken = N(
        Kind.PARAGRAPH,
        [(TEXT, "甲及び乙は、"), (LAYOUT, "\n\n"), (TEXT, "協議する。"), (LAYOUT, "\n")],
    )
    document = build([N(Kind.MAIN, children=[broken])])
    assert [b.text for b in layout(document) if isinstance(b, Text)] == ["甲及び乙は、協議する。"]


def test_first_annex_begins_a_page_and_so_does_the_text_after_a_cover() -> None:
    document = agreement(
        annex("別表第1", "第1条関係", table(*ROWS)), annex("別表第2", "第2条関係", table(*ROWS))
    )
    starts = [b.text for b in layout(document) if isinstance(b, Text) and b.new_page]
    assert starts == ["甲市及び乙町における圏域形成に係る連携協約", "別表第1（第1条関係）"]


def test_headings_never_skip_a_level() -> None:
    deep = group("(1)", "一", group("ア", "二", group("(ア)", "三", table(*ROWS))))
    only_annex = build([annex("別表", "第3条関係", deep)])
    levels = [b.level for b in layout(only_annex) if isinstance(b, Text)]
    assert levels == [1, 2, 3, 4]


def test_a_tree_without_pieces_is_printed_from_its_fields() -> None:
    paragraph = Node("p", Kind.PARAGRAPH, text="この協約は、施行する。")
    first = Node("a", Kind.ARTICLE, label="第1条", caption="目的", children=(paragraph,))
    document = Document("", Node("doc", Kind.DOCUMENT, children=(first,)), "test")
    assert [b.text for b in layout(document) if isinstance(b, Text)] == [
        "（目的）",
        "第1条\u3000この協約は、施行する。",
    ]


def test_lines_not_understood_are_printed_as_they_are() -> None:
    document = build([line(Kind.UNPARSED, "＊＊＊ 読めない行 ＊＊＊")])
    assert [b.text for b in texts(document, Style.OTHER)] == ["＊＊＊ 読めない行 ＊＊＊"]


def test_an_empty_document_has_no_blocks_and_still_a_title_for_its_file() -> None:
    empty = build([])
    assert layout(empty) == ()
    assert title_of(empty) == "文書"
    assert title_of(agreement()) == "甲市及び乙町における圏域形成に係る連携協約"


def test_tables_with_the_same_headings_have_the_same_columns() -> None:
    other = [ROWS[0], ["地域医療", "短い。", "短い。", "とても長い役割の欄である。" * 9]]
    document = agreement(annex("別表", "第2条関係", table(*ROWS), table(*other)))
    first, second = (b for b in layout(document) if isinstance(b, Table))
    assert first.widths == second.widths


@pytest.mark.parametrize("bad", [{"size": 0}, {"size": 90}, {"left": 190.0}, {"bottom": 260.0}])
def test_a_sheet_on_which_nothing_could_be_set_is_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"size|margins"):
        PrintOptions(**bad)  # type: ignore[arg-type]


def test_the_default_sheet_holds_a_whole_number_of_characters_a_line() -> None:
    assert PrintOptions().measure == 37
    assert 30 <= PrintOptions().lines_a_page <= 36
