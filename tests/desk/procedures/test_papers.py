from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pdfplumber
import pytest

from renkei.desk.procedures.papers.compose import compose, papers_of
from renkei.desk.procedures.papers.data import Correction, Dated, Matter, PaperParty
from renkei.desk.procedures.papers.kinds import NAMES, PaperKind
from renkei.desk.procedures.papers.paper import Paper, spoken
from renkei.desk.procedures.papers.style import BillSubject, Comma, FormStyle, Numerals, Seal, Side
from renkei.instrument import read, shape
from renkei.instrument.formats.blocks import Align, Cell, Run, Style, Text
from renkei.instrument.formats.docx import write_docx
from tests.desk.procedures.paper_samples import CENTRE, PARTNER, matter, office, text

KINDS = ["conclude", "change", "renew", "abolish", "notice", "correct"]


def lines(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Text)]


def paper(kind: PaperKind, given: Matter | None = None, key: str = CENTRE) -> Paper:
    return compose(given or matter(), kind, key)


def whole(kind: str, scheme: str = "renkei_chusu", style: FormStyle | None = None) -> Matter:
    made = matter(kind, scheme, style)
    if kind == "notice":
        return replace(
            made,
            notifier=PARTNER,
            clause="第6条第2項",
            notice_date=date(2027, 1, 12),
            lapses=date(2029, 1, 12),
        )
    if kind == "correct":
        slip = Correction("別表(1) 災害対策の項内容の欄", "災害時に、に", "災害時に")
        return replace(made, corrections=(slip,))
    return made


# ---- the text of the agreement in them


@pytest.mark.parametrize("kind", [k for k in PaperKind if NAMES[k].holds_text])
def test_a_paper_that_holds_the_text_reads_back_with_the_text_exactly(kind: PaperKind) -> None:
    wide = FormStyle(comma=Comma.COMMA, numerals=Numerals.FULL)
    made = compose(matter(style=wide), kind, CENTRE)
    agreed = read(write_docx(text()), name="agreed.docx").source.strip()
    assert "、" in agreed
    assert "災害時ににおける" in agreed  # signed text is printed as it stands
    found = read(made.docx(), name="paper.docx")
    assert found.source.count(agreed) == 1


def test_the_original_reads_back_as_the_agreement_it_is() -> None:
    made = paper(PaperKind.ORIGINAL)
    assert shape(read(made.docx(), name="a.docx").root) == shape(
        read(write_docx(text()), name="b.docx").root
    )


def test_a_title_page_is_of_the_originals_and_is_not_repeated_in_a_bill_or_notice() -> None:
    words = "連携中枢都市圏形成に係る連携協約書\n\n令和9年3月30日\n\n青嶺市 川添町\n\n\n\n"
    covered = replace(matter(), text=read((words + text().source).encode(), name="協約.txt"))
    assert lines(paper(PaperKind.ORIGINAL, covered))[0] == "連携中枢都市圏形成に係る連携協約書"
    for kind in (PaperKind.BILL, PaperKind.NOTICE):
        assert "連携中枢都市圏形成に係る連携協約書" not in lines(paper(kind, covered))


def test_each_party_has_its_own_original_and_its_head_says_which() -> None:
    assert paper(PaperKind.ORIGINAL).options.note == "2通のうち1通　青嶺市保有"
    assert paper(PaperKind.ORIGINAL, key=PARTNER).options.note == "2通のうち2通　川添町保有"


def test_an_original_made_before_both_councils_resolved_is_a_draft() -> None:
    given = matter()
    early = replace(
        given, parties=(given.parties[0], replace(given.parties[1], resolution=Dated()))
    )
    made = paper(PaperKind.ORIGINAL, early)
    assert made.draft
    assert made.options.label == "見本　案"
    assert [gap.ja for gap in made.gaps] == ["川添町の議会の議決がまだ記録されていません。"]
    assert not paper(PaperKind.ORIGINAL).draft


# ---- the sentences


@pytest.mark.parametrize(
    ("kind", "provision"),
    [
        ("conclude", "第252条の2第3項"),
        ("change", "第252条の2第4項"),
        ("renew", "第252条の2第4項"),
        ("abolish", "第252条の2第4項"),
    ],
)
def test_a_bill_cites_the_provision_the_council_resolves_under(kind: str, provision: str) -> None:
    said = lines(paper(PaperKind.BILL, whole(kind)))
    asked = next(line for line in said if line.endswith("議会の議決を求める。"))
    assert f"地方自治法（昭和22年法律第67号）{provision}の規定により、" in asked
    reason = said[said.index("（提案理由）") + 1]
    assert provision in reason


def test_a_bill_has_number_subject_day_and_head_and_the_text_behind_it() -> None:
    said = lines(paper(PaperKind.BILL))
    assert said[0] == "議案第41号"
    assert said[1] == (
        "青嶺市及び川添町における連携中枢都市圏形成に係る連携協約の締結に関する協議について"
    )
    assert said[3:5] == ["令和8年9月4日提出", "青嶺市長　青山　一郎"]
    assert said[said.index("別紙") + 1] == text().facts.title


def test_the_reason_somebody_wrote_stands_instead_of_the_usual_one() -> None:
    said = lines(paper(PaperKind.BILL, replace(matter(), reason="圏域をつくるため。")))
    assert said[said.index("（提案理由）") + 1] == "圏域をつくるため。"
    without = matter(style=FormStyle(reason=False))
    assert "（提案理由）" not in lines(paper(PaperKind.BILL, without))


def test_the_council_of_a_settlement_region_resolves_under_its_own_ordinance() -> None:
    ordinance = "青嶺市議会の議決すべき事件を定める条例（令和3年青嶺市条例第5号）第2条"
    made = paper(PaperKind.BILL, whole("conclude", "teiju_jiritsu", FormStyle(ordinance=ordinance)))
    asked = lines(made)[2]
    assert asked == (
        f"川添町と別紙のとおり定住自立圏形成協定を締結することについて、{ordinance}の規定により、"
        "議会の議決を求める。"
    )
    assert not made.draft
    unknown = paper(PaperKind.BILL, whole("conclude", "teiju_jiritsu"))
    assert unknown.draft
    assert "条例が、文書の体裁に登録されていません" in unknown.gaps[0].ja


def test_a_notice_is_numbered_by_the_municipality_and_cites_paragraph_two() -> None:
    said = lines(paper(PaperKind.NOTICE, key=PARTNER))
    assert said[0] == "川添町告示第8号"
    assert "青嶺市と次のとおり連携協約を締結したので、同条第2項の規定により告示する。" in said[2]
    assert said[3:5] == ["令和9年3月30日", "川添町長　川添　花子"]


def test_a_filing_goes_to_the_governor_and_lists_what_is_enclosed() -> None:
    said = lines(paper(PaperKind.FILING))
    assert said[:4] == [
        "青企第123号",
        "令和9年3月31日",
        "見本県知事　様",
        "青嶺市長　青山　一郎　印",
    ]
    assert said[4] == "連携協約の締結について（届出）"
    assert "同条第2項の規定により届け出ます。" in said[5]
    assert any("川添町議会　令和8年12月18日" in line for line in said)
    assert any("青嶺市告示第55号" in line for line in said)
    assert said[-4].endswith("(2) 議会の議決書の写し　1部")
    assert said[-2] == "以上"


def test_abolition_has_bill_notice_and_filing_but_nothing_to_sign() -> None:
    made = {kind for kind, _ in papers_of(whole("abolish"))}
    assert {PaperKind.BILL, PaperKind.NOTICE, PaperKind.FILING} < made
    assert PaperKind.ORIGINAL not in made
    asked = lines(paper(PaperKind.BILL, whole("abolish")))[2]
    assert "令和6年3月28日に締結した連携協約を令和9年4月1日をもって廃止する" in asked


def test_notice_of_termination_is_given_by_one_party_under_the_clause_of_the_agreement() -> None:
    given = whole("notice")
    papers = papers_of(given)
    assert (PaperKind.LAPSE, PARTNER) in papers
    assert (PaperKind.BILL, CENTRE) not in papers
    said = lines(paper(PaperKind.LAPSE, given, PARTNER))
    assert said[2] == "青嶺市長　青山　一郎　様"
    assert any("同協約第6条第2項の規定により、議会の議決を経て" in line for line in said)
    assert any("令和11年1月12日" in line for line in said)


def test_corrections_stand_in_a_table_and_the_words_of_the_agreement_keep_their_comma() -> None:
    given = whole("correct", style=FormStyle(comma=Comma.COMMA, wrong_side=Side.RIGHT))
    made = docx.Document(io.BytesIO(paper(PaperKind.ERRATA, given).docx()))
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows == [
        ["箇所", "正", "誤"],
        ["別表(1) 災害対策の項内容の欄", "災害時に", "災害時に、に"],
    ]


def test_three_parties_are_listed_and_each_of_the_others_is_addressed() -> None:
    given = matter()
    third = PaperParty(office("990004", "高穂村", "village", "高穂　次郎"), "丙")
    three = replace(given, parties=(*given.parties, third))
    said = lines(paper(PaperKind.CONSULTATION, three))
    assert said[2:4] == ["川添町長　川添　花子　様", "高穂村長　高穂　次郎　様"]
    assert lines(paper(PaperKind.BILL, three))[2].startswith("川添町及び高穂村と別紙のとおり")
    assert paper(PaperKind.ORIGINAL, three, "990004").options.note == "3通のうち3通　高穂村保有"


def test_a_company_signs_but_has_no_bill_notice_or_filing() -> None:
    given = matter()
    firm = PaperParty(
        office("company-1", "見本商事株式会社", "company", "見本　三郎"),
        "丙",
        addressee="見本県知事",
    )
    kinds = [kind for kind, key in papers_of(replace(given, parties=(*given.parties, firm)))
             if key == "company-1"]  # fmt: skip
    assert kinds == [PaperKind.ORIGINAL]


@pytest.mark.parametrize("scheme", ["renkei_chusu", "other", "teiju_jiritsu", "partner"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_of_every_procedure_can_be_made(kind: str, scheme: str) -> None:
    given = whole(kind, scheme)
    made = [compose(given, *which) for which in papers_of(given)]
    assert len(made) >= 5
    for one in made:
        assert not any("{" in line for line in lines(one))
        assert one.docx()[:2] == b"PK"


# ---- the house's own form


def test_words_that_are_composed_follow_the_house_and_only_they() -> None:
    wide = FormStyle(
        comma=Comma.COMMA, numerals=Numerals.FULL, bill_subject=BillSubject.PLAIN,
        bill_number="第{number}号議案",
    )  # fmt: skip
    said = lines(paper(PaperKind.BILL, matter(style=wide)))
    assert said[0] == "第４１号議案"
    assert said[1].endswith("連携協約の締結について")
    assert "（昭和２２年法律第６７号）第２５２条の２第３項の規定により，" in said[2]
    assert "第1条 この連携協約は、甲及び乙が連携して、次に掲げることを目的とする。" in said


def test_number_and_day_stand_right_or_left_and_the_seal_as_the_house_has_it() -> None:
    def first(style: FormStyle) -> Text:
        block = paper(PaperKind.FILING, matter(style=style)).blocks[0]
        assert isinstance(block, Text)
        return block

    assert first(FormStyle()).align is Align.END
    assert first(FormStyle(number_place=Side.LEFT)).align is Align.START
    omitted = lines(paper(PaperKind.FILING, matter(style=FormStyle(seal=Seal.OMITTED))))
    assert omitted[3:5] == ["青嶺市長　青山　一郎", "（公印省略）"]
    acting = FormStyle(head_title="青嶺市長職務代理者　副市長", seal=Seal.NONE)
    assert lines(paper(PaperKind.FILING, matter(style=acting)))[3] == (
        "青嶺市長職務代理者　副市長　青山　一郎"
    )


def test_what_is_not_known_is_left_blank_and_named() -> None:
    given = matter()
    open_ = replace(given.parties[0], notice=Dated())
    made = paper(PaperKind.NOTICE, replace(given, parties=(open_, given.parties[1])))
    assert lines(made)[0] == "青嶺市告示第　　号"
    assert [gap.ja for gap in made.gaps] == ["告示番号が空欄です。", "告示の日が空欄です。"]
    assert made.options.label == "見本　案"


# ---- files


def test_invented_parties_are_marked_on_every_page_and_real_ones_on_none() -> None:
    with pdfplumber.open(io.BytesIO(paper(PaperKind.BILL).pdf())) as file:
        assert len(file.pages) > 1
        assert all("見本" in page.extract_text() for page in file.pages)
    given = matter()
    real = [replace(p, office=replace(p.office, fictional=False)) for p in given.parties]
    assert paper(PaperKind.BILL, replace(given, parties=tuple(real))).options.label == ""


def test_the_same_data_give_the_same_bytes_and_a_changed_name_another_paper() -> None:
    one, two = paper(PaperKind.FILING), paper(PaperKind.FILING)
    assert one.docx() == two.docx()
    assert one.pdf() == two.pdf()
    assert one.made_from == two.made_from
    given = matter()
    elected = replace(given.parties[0].office, head="北川　五郎")
    later = replace(given, parties=(replace(given.parties[0], office=elected), given.parties[1]))
    other = paper(PaperKind.FILING, later)
    assert other.made_from["content"] != one.made_from["content"]
    assert other.made_from["style"] == one.made_from["style"]


def test_what_is_as_usual_is_no_part_of_the_digest_so_that_new_settings_outdate_nothing() -> None:
    assert spoken(Cell(0, "図書館")) == {"column": 0, "text": "図書館"}
    assert spoken(Text(Style.ENTRY, "", (Run("甲"),), right=1)) == {
        "style": "entry",
        "node_id": "",
        "runs": [{"text": "甲"}],
        "right": 1,
    }


def test_a_file_says_which_data_it_was_made_from() -> None:
    made = paper(PaperKind.FILING)
    core = docx.Document(io.BytesIO(made.docx())).core_properties
    assert core.subject == "届出書"
    assert "procedure=12; revision=3; expression=abababab" in core.comments
    with pdfplumber.open(io.BytesIO(made.pdf())) as file:
        assert file.metadata["Keywords"] == made.origin


def test_a_paper_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no paper"):
        compose(matter(), PaperKind.LAPSE, CENTRE)
    with pytest.raises(KeyError):
        compose(matter(), PaperKind.BILL, "999999")
