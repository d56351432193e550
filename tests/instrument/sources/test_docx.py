"""A Word file becomes the lines that Word prints."""

import hashlib
import io

import pytest

from renkei.instrument.sources import RowHint, linear

NS = 'xml:space="preserve"'


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}<w:r><w:t {NS}>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def codes(result) -> list[str]:
    return [finding.code for finding in result.diagnostics]


def test_the_agreement_written_with_word_reads_the_same(whole_lines: list[str]) -> None:
    import docx

    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*whole_lines, ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            rows = []
        if line:
            document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    result = linear(buffer.getvalue())
    assert [line for line in result.text.split("\n") if line] == whole_lines
    assert result.diagnostics == ()
    assert result.origin.format == "docx"
    assert result.origin.sha256 == hashlib.sha256(buffer.getvalue()).hexdigest()


def test_a_tab_in_a_paragraph_does_not_make_a_table_row(word) -> None:
    body = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>札幌市</w:t></w:r></w:p>" + tbl(
        tr(tc("取組\t1"), tc("内容"))
    )
    assert linear(word(body)).text == "甲　札幌市\n取組　1\t内容\n"


def test_breaks_are_lines_in_a_paragraph_and_stay_within_a_cell(word) -> None:
    broken = "<w:p><w:r><w:t>札幌市</w:t><w:br/><w:t>札幌市長</w:t></w:r></w:p>"
    body = broken + tbl(tr(f"<w:tc>{broken}{p('印')}</w:tc>", tc("乙")))
    assert linear(word(body)).text == "札幌市\n札幌市長\n札幌市\u2028札幌市長\u2028印\t乙\n"


def test_merged_cells_keep_their_text_once_and_their_place(word) -> None:
    body = tbl(
        tr(tc("区分"), tc("役割", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
        tr(tc("医療", '<w:vMerge w:val="restart"/>'), tc("甲の役割"), tc("乙の役割")),
        tr(tc("", "<w:vMerge/>"), tc("救急"), tc("協力")),
        tr(tc("福祉"), tc("保育"), properties='<w:gridAfter w:val="1"/>'),
    )
    result = linear(word(body))
    lines = result.text.split("\n")
    assert lines[:4] == ["区分\t役割\t", "医療\t甲の役割\t乙の役割", "\t救急\t協力", "福祉\t保育"]
    assert result.row_hints == {
        0: RowHint(header=True),
        result.text.index("\t救急"): RowHint(merged=(0,)),
    }


def test_a_row_that_ends_early_or_begins_late_has_its_own_cells_only(word) -> None:
    body = tbl(
        tr(tc("取組"), tc("内容"), tc("役割")),
        tr(tc("医療"), tc("救急"), properties='<w:gridAfter w:val="1"/>'),
        tr(tc("協力"), tc("支援"), properties='<w:gridBefore w:val="1"/>'),
        tr(tc("福祉"), properties='<w:gridAfter w:val="2"/>'),
    )
    # A place left out before a cell is kept: the cell would else move to another column. So is one
    # behind an only cell: without a tab the line would be no row.
    assert linear(word(body)).text == "取組\t内容\t役割\n医療\t救急\n\t協力\t支援\n福祉\t\n"


def test_a_frame_of_one_cell_is_the_text_in_it(word) -> None:
    inner = tbl(tr(tc("取組"), tc("内容")))
    body = tbl(f"<w:tr><w:tc>{p('別表')}{inner}<w:p/></w:tc></w:tr>")
    result = linear(word(body))
    assert result.text == "別表\n取組\t内容\n\n"
    assert codes(result) == []


def test_a_table_in_a_cell_becomes_text_of_the_cell_and_is_reported(word) -> None:
    inner = tbl(tr(tc("ア"), tc("救急")), tr(tc("イ"), tc("福祉")))
    result = linear(word(tbl(tr(tc("医療"), f"<w:tc>{inner}<w:p/></w:tc>"))))
    assert result.text == "医療\tア　救急\u2028イ　福祉\n"
    assert codes(result) == ["R018"]


def test_two_tables_one_after_the_other_stay_two(word) -> None:
    assert linear(word(tbl(tr(tc("a"), tc("b"))) * 2)).text == "a\tb\n\na\tb\n"


def test_tracked_changes_are_read_as_accepted_and_reported(word) -> None:
    body = (
        "<w:p><w:r><w:t>費用は、</w:t></w:r>"
        "<w:del><w:r><w:delText>甲</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>甲及び乙</w:t></w:r></w:ins><w:r><w:t>が負担する。</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前段と</w:t></w:r></w:p>"
        + p("後段")
        + tbl(tr(tc("残る"), tc("行")), tr(tc("消えた"), tc("行"), properties="<w:del/>"))
    )
    result = linear(word(body))
    assert result.text == "費用は、甲及び乙が負担する。\n前段と後段\n残る\t行\n"
    [finding] = result.diagnostics
    assert finding.code == "R011"
    assert "挿入1か所、削除1か所" in finding.message_ja


def test_a_ruby_reading_stands_in_brackets_after_its_word(word) -> None:
    body = (
        "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>ほこら</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>祠</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:t>を守る。</w:t></w:r></w:p>"
    )
    result = linear(word(body))
    assert result.text == "祠（ほこら）を守る。\n"
    assert codes(result) == ["R019"]


def test_old_ruby_written_as_a_field_is_read_too(word) -> None:
    instruction = r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(ほこら),祠)"
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>を守る。</w:t></w:r></w:p>'
    )
    assert linear(word(body)).text == "祠（ほこら）を守る。\n"


def test_of_a_field_the_result_is_text_and_the_instruction_is_not(word) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>DATE</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>平成31年</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert linear(word(body)).text == "平成31年\n"


def test_notes_follow_the_text_with_their_mark(word) -> None:
    body = (
        '<w:p><w:r><w:t>圏域</w:t><w:footnoteReference w:id="2"/><w:t>とは</w:t></w:r></w:p>'
        + p("次の段落")
    )
    note = f'<w:footnote w:id="0">{p("線")}</w:footnote>' + (
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>関係市町村の区域</w:t></w:r></w:p></w:footnote>"
    )
    result = linear(word(body, footnotes=note))
    assert result.text == "圏域（注1）とは\n次の段落\n（注1）関係市町村の区域\n"
    assert codes(result) == ["R016"]


def test_a_text_box_follows_its_paragraph_and_is_read_once(word) -> None:
    box = f"<w:txbxContent>{p('甲　札幌市長')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>署名</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    result = linear(word(body))
    assert result.text == "署名\n甲　札幌市長\n"
    assert codes(result) == ["R017"]


def test_heads_and_feet_of_pages_are_left_out_and_said(word) -> None:
    result = linear(word(p("第1条"), header1=p("札幌市"), footer1=p("- 1 -")))
    assert result.text == "第1条\n"
    [finding] = result.diagnostics
    assert (finding.code, finding.found) == ("R015", "札幌市 / - 1 -")


def test_hidden_text_is_left_out_and_said(word) -> None:
    body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>下書き</w:t></w:r><w:r><w:t>本文</w:t></w:r></w:p>"
    result = linear(word(body))
    assert result.text == "本文\n"
    assert [(f.code, f.found) for f in result.diagnostics] == [("R012", "下書き")]


def test_pictures_and_comments_are_counted(word) -> None:
    body = (
        "<w:p><w:r><w:t>図</w:t><w:drawing><pic:pic/></w:drawing>"
        '<w:commentReference w:id="1"/></w:r></w:p>'
    )
    assert codes(linear(word(body))) == ["R014", "R021"]


def test_special_characters_are_the_characters_they_print(word) -> None:
    body = (
        "<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Foo" w:char="F041"/>'
        '<w:sym w:font="Foo" w:char="2460"/><w:sym w:font="Foo" w:char="zz"/></w:r></w:p>'
    )
    result = linear(word(body))
    assert result.text == "A\u2011B☑\uf041①\ufffd\n"
    assert codes(result) == ["R013"]


def test_spaces_that_word_ignores_are_no_text(word) -> None:
    body = "<w:p><w:r><w:t>\n  第1条　\n</w:t></w:r></w:p>"
    assert linear(word(body)).text == "第1条　\n"


def test_iso_strict_files_are_read_too(package) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{strict}"><w:body>{p("第1条")}</w:body></w:document>'
    assert linear(package({"word/document.xml": document})).text == "第1条\n"


@pytest.mark.parametrize("wrapper", ["sdt><w:sdtContent", "customXml", "ins"])
def test_what_only_wraps_paragraphs_is_looked_through(word, wrapper: str) -> None:
    close = "></w:".join(reversed(wrapper.replace("w:", "").split("><")))
    assert linear(word(f"<w:{wrapper}>{p('第1条')}</w:{close}>")).text == "第1条\n"
