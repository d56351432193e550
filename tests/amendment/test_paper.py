"""Prose on paper is the prose: what is read from the file is what was written into it."""

import io
from pathlib import Path

import pytest

from renkei.amendment.paper import FORMATS, read_paper, write_paper
from renkei.amendment.proving import prove
from renkei.amendment.reading import read_prose
from renkei.instrument import Refusal, read_text

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "src/renkei/data/agreements/sapporo-ishikari-2019.txt").read_text(encoding="utf-8")
ROW = "観光\t観光を進める。\t観光について取り組む。\t観光に協力する。"
LINE = next(line for line in TEXT.split("\n") if line.startswith("福祉\t"))
AFTER = TEXT.replace("時にに", "時に").replace(LINE, f"{LINE}\n{ROW}")
PROSE = prove(read_text(TEXT), read_text(AFTER)).prose


@pytest.mark.parametrize("fmt", ["txt", "docx"])
def test_prose_comes_back_from_the_file(fmt: str) -> None:
    assert ROW in PROSE
    data = write_paper(PROSE, fmt, "見本")
    assert read_prose(read_paper(data)).amendments == read_prose(PROSE).amendments
    assert write_paper(PROSE, fmt, "見本") == data


def test_rows_stand_in_a_table_and_sentences_in_paragraphs() -> None:
    from docx import Document as WordFile

    word = WordFile(io.BytesIO(write_paper(PROSE, "docx")))
    [table] = word.tables
    assert [cell.text for cell in table.rows[0].cells] == ROW.split("\t")
    assert [p.text for p in word.paragraphs if p.text] == [
        line for line in PROSE.splitlines() if "\t" not in line
    ]


def test_prose_with_a_heading_row_is_read_back_all_the_same() -> None:
    """A rule under headings has no place in a table of Word: then the rows stay lines."""
    group = "（新）"
    added = f"　　{group}\n取組\t内容\n──────────\n観光\t観光を進める。"
    prose = f"　別表に次のように加える。\n{added}\n"
    data = write_paper(prose, "docx")
    assert read_prose(read_paper(data)).amendments == read_prose(prose).amendments


def test_a_format_there_is_none_for() -> None:
    with pytest.raises(ValueError, match=", ".join(FORMATS)):
        write_paper(PROSE, "odt")


def test_a_file_that_holds_no_text_is_refused() -> None:
    with pytest.raises(Refusal):
        read_paper(b"")


def test_new_text_hangs_behind_its_number_whatever_it_ends_with() -> None:
    from docx import Document as WordFile

    prose = (
        "　何々の一部を次のように変更する。\n　附則に次の1項を加える。\n"
        "2　甲及び乙は、その内容を見直すものとする。\n　第6条を第7条とする。\n"
    )
    file = WordFile(io.BytesIO(write_paper(prose, "docx")))
    hanging = [
        line.text
        for line in file.paragraphs
        if line.text
        and (line.paragraph_format.left_indent or line.style.paragraph_format.left_indent)
    ]
    assert hanging == ["2　甲及び乙は、その内容を見直すものとする。"]
