"""The real agreement of 札幌市 and 石狩市, read from its text as extracted from its PDF."""

import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from renkei.instrument import Document, Kind, Node, covered, read

SAMPLE = (
    Path(__file__).resolve().parents[2] / "src/renkei/data/agreements/sapporo-ishikari-2019.txt"
)
TITLE = "札幌市及び石狩市における連携中枢都市圏形成に係る連携協約"
#: Rows that a page end broke, and the cells that were broken.
BROKEN = {
    "災害対策": ("内容", "甲の役割", "乙の役割"),
    "その他結びつきやネットワークの強化に関する連携": ("甲の役割", "乙の役割"),
}


@pytest.fixture(scope="module")
def document() -> Document:
    return read(SAMPLE.read_bytes(), name=SAMPLE.name)


@pytest.fixture(scope="module")
def annex(document: Document) -> Node:
    (found,) = document.of_kind(Kind.ANNEX)
    return found


def test_the_text_is_kept_whole(document: Document) -> None:
    assert covered(document) == document.source == SAMPLE.read_text(encoding="utf-8")
    assert document.of_kind(Kind.UNPARSED) == ()
    assert document.diagnostics == ()


def test_it_is_an_agreement_with_tables_in_its_annex(document: Document) -> None:
    assert document.profile == "annex-table"
    assert document.facts.title == TITLE
    assert document.facts.genre == "連携協約"


def test_the_cover_stands_before_the_title(document: Document) -> None:
    assert [node.text for node in document.of_kind(Kind.COVER)] == [
        "連携中枢都市圏形成に係る連携協約書",
        "平成31年（2019年）3月29日",
        "札幌市 石狩市",
    ]


def test_it_has_six_articles_with_their_captions(document: Document) -> None:
    assert [(a.label, str(a.number), a.caption) for a in document.articles()] == [
        ("第1条", "1", "目的"),
        ("第2条", "2", "基本方針"),
        ("第3条", "3", "連携する取組等"),
        ("第4条", "4", "費用分担"),
        ("第5条", "5", "定期的な協議"),
        ("第6条", "6", "変更等"),
    ]
    for article in document.articles():
        (paragraph,) = article.children
        assert paragraph.kind is Kind.PARAGRAPH
        assert paragraph.text.endswith("。")


def test_the_preamble_names_both_parties_and_the_legal_basis(document: Document) -> None:
    facts = document.facts
    assert [(p.designation, p.name, p.members) for p in facts.parties] == [
        ("甲", "札幌市", ("札幌市",)),
        ("乙", "石狩市", ("石狩市",)),
    ]
    (preamble,) = document.of_kind(Kind.PREAMBLE)
    assert preamble.full_text().startswith("札幌市（以下「甲」という。）及び石狩市（以下「乙」")
    basis = facts.legal_basis
    assert basis is not None
    assert basis.text == "地方自治法（昭和22年法律第67号）第252条の2第1項"
    assert (basis.law, basis.law_number) == ("地方自治法", "昭和22年法律第67号")
    assert (str(basis.article), basis.paragraph, basis.item) == ("252_2", 1, None)


def test_it_is_in_force_from_the_first_of_april_2019(document: Document) -> None:
    (supplement,) = document.of_kind(Kind.SUPPLEMENT)
    assert supplement.label == "附 則"
    assert [p.text for p in supplement.children] == ["この連携協約は、平成31年4月1日から施行する。"]
    assert document.facts.effective == datetime.date(2019, 4, 1)


def test_it_was_concluded_on_the_29th_of_march_2019_in_two_copies(document: Document) -> None:
    assert document.facts.concluded == datetime.date(2019, 3, 29)
    assert document.facts.concluded_text == "平成31年（2019年）3月29日"
    assert document.facts.copies == 2


def test_both_signature_blocks_are_whole(document: Document) -> None:
    assert [
        (s.designation, s.address, s.body, s.office, s.name) for s in document.facts.signatures
    ] == [
        ("甲", "札幌市中央区北1条西2丁目", "札幌市", "札幌市長", "秋元克広"),
        ("乙", "石狩市花川北6条1丁目30番地2", "石狩市", "石狩市長", "田中吉久"),
    ]


def test_its_one_annex_belongs_to_article_three(annex: Node) -> None:
    assert (annex.label, annex.number, annex.note) == ("別表", None, "第3条関係")


def test_the_annex_has_its_groups_with_22_initiatives(annex: Node) -> None:
    groups = [
        (group.label, group.caption, [g.label for g in group.of_kind(Kind.GROUP)][1:], rows)
        for group in annex.of_kind(Kind.GROUP)
        for rows in [sum(1 for _ in group.of_kind(Kind.ROW))]
    ]
    assert groups == [
        ("(1)", "圏域全体の経済成長のけん引", [], 4),
        ("(2)", "高次の都市機能の集積・強化", [], 4),
        ("(3)", "圏域全体の生活関連機能サービスの向上", ["ア", "イ", "ウ"], 14),
        ("ア", "生活機能の強化", [], 7),
        ("イ", "結びつきやネットワークの強化", [], 4),
        ("ウ", "圏域マネジメント能力の強化", [], 3),
    ]
    names = [row.children[0].text for row in annex.of_kind(Kind.ROW)]
    assert len(names) == len(set(names)) == 22


def test_every_table_has_its_four_headings(annex: Node) -> None:
    headers = list(annex.of_kind(Kind.HEADER))
    assert len(headers) == len(list(annex.of_kind(Kind.TABLE))) == 5
    for header in headers:
        assert [cell.text for cell in header.children] == ["取組", "内容", "甲の役割", "乙の役割"]


def test_every_cell_is_whole(annex: Node) -> None:
    for row in annex.of_kind(Kind.ROW):
        cells = {cell.attr("header"): cell.text for cell in row.children}
        assert list(cells) == ["取組", "内容", "甲の役割", "乙の役割"]
        assert cells["取組"]
        assert cells["内容"].endswith("を行う。")
        subject = cells["内容"].removesuffix("を行う。") + "について、"
        for party in ("甲", "乙"):
            role = cells[f"{party}の役割"]
            assert role.startswith(subject)
            assert role.endswith("。")
            assert role.count("。") == 1


def test_only_the_two_broken_rows_are_joined_and_it_is_said_why(document: Document) -> None:
    rows = {row.id: row for row in document.of_kind(Kind.ROW)}
    assert [join.key for join in document.joins] == list(BROKEN)
    for join in document.joins:
        row = rows[join.row_id]
        assert row.children[0].text == join.key
        assert "文の途中" in join.reason_ja
        assert "mid-sentence" in join.reason_en or "unfinished" in join.reason_en
        added = document.source[join.start : join.end]
        torn = [cell for cell in row.children if len(_texts(document, cell)) == 2]
        assert [cell.attr("header") for cell in torn] == list(BROKEN[join.key])
        for cell in torn:
            assert _texts(document, cell)[1] in added


def test_every_row_has_an_address_that_says_its_name(document: Document) -> None:
    ids = [row.id for row in document.of_kind(Kind.ROW)]
    assert ids[0] == "annex_1__row_経済戦略の推進"
    assert "annex_1__row_災害対策" in ids
    assert not any(one == other for one, other in pairwise(sorted(ids)))
    assert not any(ident.endswith("-2") for ident in ids)


def _texts(document: Document, cell: Node) -> list[str]:
    return [document.source[p.start : p.end] for p in cell.pieces if p.role == "text"]
