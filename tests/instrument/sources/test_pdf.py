"""A PDF becomes the paragraphs and rows that were set on its pages."""

import hashlib
import time

import pytest

from renkei.instrument.sources import linear

PAGE = '#set page("a5", margin: 20mm)\n#set text(font: "Noto Serif JP", lang: "ja", size: 10pt)\n'


def filled(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def table(rows: list[list[str]], options: str = "") -> str:
    cells = "".join(f"[{cell}]," for row in rows for cell in row)
    return f"#table(columns: (4em, 1fr, 1fr), {options} {cells})\n"


def codes(result) -> list[str]:
    return [finding.code for finding in result.diagnostics]


def test_the_agreement_set_by_a_word_processor_reads_the_same(data, whole_lines) -> None:
    """Three rows are cut by page ends; running head, page numbers, repeated headings."""
    pdf = (data / "sample-libreoffice.pdf").read_bytes()
    began = time.process_time()
    result = linear(pdf)
    took = time.process_time() - began
    assert filled(result.text) == whole_lines
    joined = {
        result.text[start:].split("\t")[0]: hint.joined[0]
        for start, hint in result.row_hints.items()
        if hint.joined
    }
    assert list(joined) == [
        "高等教育機関の集積を活かした人材の育成",
        "土地利用",
        "交流・移住促進",
    ]
    assert all("改ページ" in reason for reason in joined.values())
    assert codes(result) == ["R015", "R022"]
    assert "連携協約 / - 1 - / - 2 -" in result.diagnostics[0].found
    assert result.origin.format == "pdf"
    assert result.origin.sha256 == hashlib.sha256(pdf).hexdigest()
    assert took < 10  # seconds; below one is usual


def test_the_agreement_printed_by_ourselves_gives_the_same_tree(sample: bytes) -> None:
    from renkei.instrument import read
    from renkei.instrument.formats.pdf import write_pdf
    from renkei.instrument.model import shape

    document = read(sample)
    assert shape(read(write_pdf(document)).root) == shape(document.root)


def test_no_spaces_grow_between_kanji_and_digits(typeset) -> None:
    text = "地方自治法（昭和22年法律第67号）第252条の2第1項のPDF化とMICE誘致 OK now"
    assert linear(typeset(PAGE + text)).text == text + "\n"


def test_full_width_spaces_that_were_typed_stay(typeset) -> None:
    assert linear(typeset(PAGE + "附　則")).text == "附　則\n"


def test_a_gap_of_a_word_or_more_becomes_full_width_spaces(typeset) -> None:
    assert linear(typeset(PAGE + "甲#h(3em)札幌市")).text == "甲\u3000\u3000\u3000札幌市\n"


def test_text_set_to_a_measure_gains_no_spaces(typeset) -> None:
    source = PAGE + "#stack(dir: ltr, spacing: 1.5em, [連], [携], [協], [約])"
    assert linear(typeset(source)).text == "連携協約\n"


def test_wrapped_lines_are_one_paragraph_and_labels_begin_new_ones(typeset) -> None:
    long = "甲及び乙は、連携協約を締結し、相互に協力して取り組むものとする。" * 4
    paragraphs = ["（目的）", f"第1条　{long}", f"２　{long}", f"(1)　{long}", "附　則", long]
    source = (
        PAGE + "#set par(spacing: 0.65em)\n" + "\n\n".join(p.replace("#", "") for p in paragraphs)
    )
    assert filled(linear(typeset(source)).text) == paragraphs


def test_labels_begin_paragraphs_even_below_a_line_that_is_full(typeset) -> None:
    """30 characters fill the line to its edge, so only the label tells."""
    heads = [
        "甲及び",
        "（２）",
        "第２条　",
        "(3)　",
        "ア　",
        "①　",
        "附　則　",
        "別表第１　",
        "２　",
    ]
    paragraphs = [head + "あ" * (59 - len(head) + head.count("(3)")) + "。" for head in heads]
    source = PAGE + "#set par(spacing: 0.65em)\n" + "\n\n".join(paragraphs)
    assert filled(linear(typeset(source)).text) == paragraphs


def test_latin_words_parted_only_by_a_gap_get_their_space(typeset) -> None:
    assert linear(typeset(PAGE + "OK#h(0.3em)now")).text == "OK now\n"


def test_a_paragraph_goes_on_over_a_page_end(typeset) -> None:
    long = "甲及び乙は、連携協約を締結し、相互に協力して取り組むものとし、" * 60 + "終わる。"
    assert filled(linear(typeset(PAGE + long)).text) == [long]


def test_clear_space_between_paragraphs_is_a_blank_line(typeset) -> None:
    long = "甲及び乙は、連携協約を締結し、相互に協力して取り組むものとする。" * 3
    text = linear(typeset(f"{PAGE}{long}#v(3em)\n\n{long}")).text
    assert text == f"{long}\n\n{long}\n"


def test_cells_are_parted_by_tabs_and_lines_that_end_early_stay_lines(typeset) -> None:
    long = "連携事業の企画、立案、効果検証等について、圏域の中心となって取り組む。"
    source = PAGE + table([["取組", "内容", "役割"], ["医療", long, "甲\\ 乙"]])
    result = linear(typeset(source))
    assert filled(result.text) == ["取組\t内容\t役割", f"医療\t{long}\t甲\u2028乙"]


def test_merged_cells_keep_their_place(typeset) -> None:
    rows = (
        "#table(columns: (5em, 1fr, 1fr), [区分], table.cell(colspan: 2)[役割],"
        "table.cell(rowspan: 2)[医療], [救急], [協力], [夜間], [支援])"
    )
    result = linear(typeset(PAGE + rows))
    assert filled(result.text) == ["区分\t役割\t", "医療\t救急\t協力", "\t夜間\t支援"]
    assert result.row_hints[result.text.index("\t夜間")].merged == (0,)


def test_a_frame_around_text_is_no_table(typeset) -> None:
    result = linear(typeset(PAGE + "#rect(width: 100%)[第1条　甲及び乙は、協力する。]"))
    assert filled(result.text) == ["第1条　甲及び乙は、協力する。"]


def test_rows_that_end_with_the_page_are_not_joined(typeset) -> None:
    sentence = "連携した企業誘致の推進、創業の促進等について、中心となって取り組む。"
    rows = [["取組", "内容", "役割"]] + [[f"事業{n}", sentence, sentence] for n in range(40)]
    source = PAGE + table(rows).replace(
        "[取組],[内容],[役割],", "table.header([取組],[内容],[役割]),"
    )
    result = linear(typeset("#set table.cell(breakable: false)\n" + source))
    assert filled(result.text) == ["\t".join(row) for row in rows]
    assert not any(hint.joined for hint in result.row_hints.values())
    assert "R022" in codes(result)
    assert result.row_hints[0].header


def test_rows_cut_by_the_page_end_are_whole_again(typeset) -> None:
    sentence = "連携した企業誘致の推進、創業の促進、新産業の育成に向けた支援等について、取り組む。"
    rows = [[f"事{n}", sentence * (1 + n % 3), sentence * (1 + n % 2)] for n in range(24)]
    result = linear(typeset(PAGE + table(rows)))
    assert filled(result.text) == ["\t".join(row) for row in rows]
    assert any(hint.joined for hint in result.row_hints.values())


def test_page_numbers_in_every_usual_form_are_left_out(typeset) -> None:
    for form in ('"1"', '"- 1 -"', '"1 / 1"', '"1/1 of 1"', '"－１－"'):
        source = PAGE + "甲及び乙は、協力する。\n\n附　則"
        footed = '#set page("a5", margin: 20mm, numbering: (..n) => ' + form + ")\n" + source
        result = linear(typeset(footed))
        left_out = [f.found for f in result.diagnostics if f.code == "R015"]
        if form == '"1/1 of 1"':  # words beside the number: kept, because one page proves nothing
            assert left_out == []
        else:
            assert filled(result.text) == ["甲及び乙は、協力する。", "附　則"]
            assert len(left_out) == 1


def test_a_number_within_the_text_is_no_page_number(typeset) -> None:
    assert filled(linear(typeset(PAGE + "#v(4em)\n12\n\n#v(4em)甲")).text)[0] == "12"


def test_sideways_text_is_kept_and_reported(typeset) -> None:
    result = linear(typeset(PAGE + "本文である。\n\n#rotate(90deg, reflow: true)[別表]"))
    assert filled(result.text) == ["本文である。", "別表"]
    assert codes(result) == ["R026"]


def test_bold_made_by_printing_twice_is_read_once(typeset) -> None:
    source = PAGE + "#place(dx: 0.2pt)[第1条　目的]\n第1条　目的"
    assert filled(linear(typeset(source)).text) == ["第1条　目的"]


@pytest.mark.parametrize(("printed", "meant"), [("⼀", "一"), ("⻑", "長"), ("⻄", "西")])
def test_radicals_that_a_font_gives_become_the_kanji_meant(printed: str, meant: str) -> None:
    from renkei.instrument.sources.pdf_glyphs import Repairs

    repairs = Repairs()
    box = {"x0": 0, "x1": 10, "top": 0, "bottom": 10, "size": 10, "upright": True}
    [glyph], _ = repairs.glyphs([{"text": printed, **box}])
    assert glyph.text == meant
    assert repairs.mapped[f"{printed}→{meant}"] == 1


def test_kanji_of_names_are_never_normalised() -> None:
    from renkei.instrument.sources.pdf_glyphs import Repairs

    repairs = Repairs()
    box = {"x0": 0, "x1": 10, "top": 0, "bottom": 10, "size": 10, "upright": True}
    glyphs, _ = repairs.glyphs([{"text": c, **box} for c in "﨑神髙塚①㈱"])
    assert "".join(g.text for g in glyphs) == "﨑神髙塚①㈱"
    assert not repairs.mapped


def test_glyphs_that_do_not_say_what_they_are_are_marked() -> None:
    from renkei.instrument.sources.pdf_glyphs import Repairs

    repairs = Repairs()
    box = {"x0": 0, "x1": 10, "top": 0, "bottom": 10, "size": 10, "upright": True}
    [glyph], _ = repairs.glyphs([{"text": "(cid:123)", **box}])
    assert glyph.text == "\ufffd"
    assert repairs.unknown == 1
