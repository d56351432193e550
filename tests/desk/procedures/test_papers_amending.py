"""変更協約: the bill, the notice and the copies to be signed say what changes, in one wording for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from renkei.amendment.proving import amend
from renkei.desk.procedures.amending import proved, style_of_form
from renkei.desk.procedures.papers.amending import prose_blocks
from renkei.desk.procedures.papers.compose import compose
from renkei.desk.procedures.papers.data import Matter
from renkei.desk.procedures.papers.kinds import PaperKind
from renkei.desk.procedures.papers.paper import Paper
from renkei.desk.procedures.papers.style import BillForm, FormStyle, Insertion, ProvisionNumerals
from renkei.instrument import read
from renkei.instrument.formats.blocks import Style, Table, Text
from renkei.instrument.model import Document, shape
from tests.desk.procedures.paper_samples import CENTRE, PARTNER, TEXT, matter, party

ADDED = "公共交通\t路線を維持する。\t運行する。\t協力する。\n"


def after() -> Document:
    text = TEXT.replace("時ににおける", "時における")
    return read((text + ADDED).encode(), name="after.txt")


def change(own: FormStyle | None = None, other: FormStyle | None = None) -> Matter:
    made = replace(
        matter("change", style=own),
        text=after(),
        before=read(TEXT.encode(), name="before.txt"),
        first_concluded=date(2024, 3, 28),
        concluded=None,
    )
    return replace(
        made, parties=(made.parties[0], party(PARTNER, other) if other else made.parties[1])
    )


def said(paper: Paper) -> str:
    lines = []
    for block in paper.blocks:
        if isinstance(block, Text):
            lines.append(block.text)
        else:
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
    return "\n".join(lines)


def enclosed(paper: Paper) -> str:
    """What stands between 別紙 and 参考."""
    return said(paper).split("別紙\n", 1)[1].split("\n参考", 1)[0]


def test_the_copies_to_be_signed_are_the_agreement_that_changes_the_other() -> None:
    paper = compose(change(), PaperKind.ORIGINAL, CENTRE)
    lines = said(paper).split("\n")
    title = after().facts.title
    assert lines[0] == f"{title}の一部を変更する連携協約"
    assert lines[1].startswith(
        "青嶺市（以下「甲」という。）及び川添町（以下「乙」という。）は、令和6年3月28日に締結した"
    )
    assert "地方自治法（昭和22年法律第67号）第252条の2第4項の規定に基づき" in lines[1]
    assert f"　{title}の一部を次のように変更する。" in lines
    assert ADDED.strip() in lines
    at = lines.index("附　則")
    assert lines[at + 1] == "この連携協約は、令和9年4月1日から施行する。"
    assert lines[at + 2].startswith("この連携協約の締結を証するため")
    assert lines[at + 3] == "令和　　年　　月　　日"
    assert paper.title == lines[0]


def test_who_holds_the_office_now_signs_and_not_who_signed_then() -> None:
    made = change()
    own = replace(made.parties[0].office, head="新山　次郎")
    made = replace(made, parties=(replace(made.parties[0], office=own), made.parties[1]))
    text = said(compose(made, PaperKind.ORIGINAL, PARTNER))
    assert "新山　次郎" in text
    assert "青山一郎" not in text


def test_what_is_printed_carried_out_gives_the_agreed_text() -> None:
    paper = compose(change(), PaperKind.BILL, CENTRE)
    lines = enclosed(paper).split("\n")
    prose = lines[
        lines.index(f"　{after().facts.title}の一部を次のように変更する。") : lines.index("附　則")
    ]
    document = amend(read(TEXT.encode(), name="before.txt"), "\n".join(prose)).document
    assert shape(document.root) == shape(after().root)


def test_every_council_has_the_same_words_whatever_the_house_writes_itself() -> None:
    own = FormStyle(insertion=Insertion.BELOW, provision_numerals=ProvisionNumerals.KANJI)
    made = change(own, FormStyle())
    first = enclosed(compose(made, PaperKind.BILL, CENTRE))
    second = enclosed(compose(made, PaperKind.BILL, PARTNER))
    assert first == second


@pytest.mark.parametrize(
    ("form", "holds", "lacks"),
    [
        (BillForm.SENTENCES, "の一部を次のように変更する。", "変更前"),
        (BillForm.TABLE, "変更前", "の一部を次のように変更する。"),
        (BillForm.WHOLE, "（目的）", "の一部を変更する連携協約"),
    ],
)
def test_the_house_decides_what_lies_behind_its_bill(
    form: BillForm, holds: str, lacks: str
) -> None:
    paper = compose(change(FormStyle(bill_form=form)), PaperKind.BILL, CENTRE)
    assert holds in enclosed(paper)
    assert lacks not in enclosed(paper)
    # The table is shown beside what is in force, once.
    assert said(paper).split("\n").count("変更後\t変更前") == 1


def test_days_that_nobody_has_fixed_are_left_open_and_said_to_be() -> None:
    made = replace(change(), effective=None, first_concluded=None)
    paper = compose(made, PaperKind.ORIGINAL, CENTRE)
    assert {gap.en for gap in paper.gaps} >= {
        "The day of effect of the change is blank.",
        "The day the agreement was concluded is left blank.",
    }
    assert paper.draft


def test_words_under_an_instruction_hang_and_sentences_begin_one_character_in() -> None:
    sentences = "　第1条中「甲」を「乙」に改める。\n　第2条の次に次の1条を加える。\n"
    prose = sentences + "　（公開）\n第3条　公開する。\n一\t二"
    one, two, caption, article, table = prose_blocks(prose, 40)
    assert isinstance(one, Text)
    assert (one.text[0], one.left, one.style) == ("　", 0.0, Style.SENTENCE)
    assert isinstance(two, Text)
    assert isinstance(caption, Text)
    assert caption.left > 1
    assert isinstance(article, Text)
    assert article.text == "第3条　公開する。"
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0].cells] == ["一", "二"]
    assert sum(table.widths) == pytest.approx(40)


def test_a_proof_is_made_once_for_all_papers_of_a_matter() -> None:
    before = read(TEXT.encode(), name="before.txt")
    style = style_of_form(FormStyle())
    assert proved(before, after(), style) is proved(before, after(), style)


def test_the_papers_of_a_matter_share_its_words_and_another_matter_has_its_own() -> None:
    made = change()
    one, two = (compose(made, PaperKind.ORIGINAL, key).blocks for key in (CENTRE, PARTNER))
    assert all(left is right for left, right in zip(one, two, strict=True))
    later = compose(replace(made, effective=date(2028, 10, 1)), PaperKind.ORIGINAL, CENTRE)
    assert "令和10年10月1日から施行する。" in said(later)
    assert "令和9年4月1日から施行する。" in said(compose(made, PaperKind.ORIGINAL, CENTRE))
