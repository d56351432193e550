"""Whole lines of a text are replaced, put behind one another, moved and taken out; the rest stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.desk.changes.pieces import (
    added,
    line_of,
    lines_of,
    moved,
    next_article,
    pieces_of,
    renumbered,
    replaced,
)
from renkei.instrument import covered, read_text
from renkei.instrument.model import Kind
from tests.desk.changes.texts import words

TEXT = read_text(words())
PIECES = pieces_of(TEXT)


def named(name):
    return next(piece for piece in PIECES.values() if piece.name.startswith(name))


def names(source):
    return [piece.name for piece in pieces_of(read_text(source)).values()]


def test_every_printed_word_of_a_text_is_in_one_piece_except_the_headings_of_its_tables():
    found = "".join(piece.text for piece in PIECES.values())
    left = TEXT.source
    for piece in PIECES.values():
        left = left.replace(piece.text, "", 1)
    assert "".join(left.split()) == "取組内容甲の役割乙の役割"
    assert len(set(PIECES)) == len(PIECES)
    assert "連携協約書2通" in found


def test_a_row_is_edited_cell_by_cell():
    row = named("災害対策")
    assert row.columns == ("取組", "内容", "甲の役割", "乙の役割")
    assert row.cells[0] == "災害対策"
    assert line_of(row.cells) == row.text


def test_a_line_end_typed_into_a_cell_stays_a_line_end_of_the_cell():
    row = named("福祉")
    source = replaced(
        TEXT.source, row, line_of(["福祉", "一\r\n二", "窓口を置く。", "知\tらせる。"])
    )
    cells = pieces_of(read_text(source))[row.node_id].cells
    assert cells == ("福祉", "一\n二", "窓口を置く。", "知 らせる。")


def test_what_is_taken_out_leaves_no_trace_of_its_lines():
    source = replaced(TEXT.source, named("第2条"), "")
    assert "連携する取組等" not in source
    assert "\n\n\n" not in source
    assert [name for name in names(source) if name.startswith("第")] == [
        "第1条（目的）",
        "第3条（費用分担）",
        "第4条（変更等）",
    ]
    without_row = replaced(TEXT.source, named("福祉"), "")
    assert len(without_row.split("\n")) == len(TEXT.source.split("\n")) - 1


def test_a_row_put_behind_another_belongs_to_its_table():
    source = added(TEXT.source, named("災害対策"), "防犯\t見守り\t一\t二")
    found = pieces_of(read_text(source))
    rows = [piece.name for piece in found.values() if piece.kind is Kind.ROW]
    assert rows == ["福祉", "災害対策", "防犯", "環境"]


@pytest.mark.parametrize(
    ("step", "expected"), [(-1, "災害対策 福祉 環境"), (1, "福祉 環境 災害対策")]
)
def test_a_row_changes_places_with_its_neighbour(step, expected):
    source = moved(TEXT.source, PIECES.values(), named("災害対策"), step)
    rows = [p.name for p in pieces_of(read_text(source)).values() if p.kind is Kind.ROW]
    assert rows == expected.split()


def test_the_first_cannot_go_further_up_nor_the_last_further_down():
    assert moved(TEXT.source, PIECES.values(), named("福祉"), -1) == TEXT.source
    assert moved(TEXT.source, PIECES.values(), named("第4条"), 1) == TEXT.source


def test_another_article_gets_the_next_number_and_those_behind_it_make_room():
    heading, follows = next_article(TEXT, named("第2条"))
    assert (heading, follows) == ("（　）\n第3条　", True)
    assert next_article(TEXT, named("第4条")) == ("（　）\n第5条　", False)
    source = added(
        renumbered(TEXT, named("第2条"), 1), named("第2条"), "（公開）\n第3条　公開する。"
    )
    labels = [node.label for node in read_text(source).articles()]
    assert labels == ["第1条", "第2条", "第3条", "第4条", "第5条"]


@pytest.mark.parametrize(
    ("text", "label"),
    [("第九条　甲。\n第十条　乙。\n", "第十一条"), ("第９条　甲。\n第１０条　乙。\n", "第１１条"),
     ("第9条　甲。\n第10条の2　乙。\n", "第11条の2")],
)  # fmt: skip
def test_numbers_are_moved_in_their_own_manner(text, label):
    document = read_text(text)
    first = next(iter(pieces_of(document).values()))
    assert read_text(renumbered(document, first, 1)).articles()[1].label == label


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_words_put_in_any_place_leave_every_other_piece_as_it_was(data):
    piece = data.draw(st.sampled_from([p for p in PIECES.values() if p.kind is Kind.ARTICLE]))
    typed = lines_of(data.draw(st.text("あ第1条（）\n　。", min_size=1, max_size=30)))
    source = replaced(TEXT.source, piece, typed)
    if typed.strip():
        assert source == TEXT.source[: piece.start] + typed + TEXT.source[piece.end :]
    again = read_text(source)
    assert covered(again) == source
    kept = {p.text for p in PIECES.values() if p.kind is Kind.ROW}
    assert kept <= {p.text for p in pieces_of(again).values()}
