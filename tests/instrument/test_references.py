"""References are found where they stand and lead to the provisions they mean."""

from pathlib import Path

import pytest

from renkei.instrument import Document, read_text
from renkei.instrument.formats.lawxml import read_lawxml
from renkei.instrument.references import Reference, Target, references

SAMPLE = (
    Path(__file__).resolve().parents[2] / "src/renkei/data/agreements/sapporo-ishikari-2019.txt"
)
AGREEMENT = """\
見本市及び架空市における連携協約

見本市（以下「甲」という。）及び架空市（以下「乙」という。）は、地方自治法（昭和22年法律第67号。以下「法」\
という。）第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。

（目的）
第1条　この連携協約は、次条から第4条までに定める取組により、圏域の形成を図ることを目的とする。
（取組）
第2条　甲及び乙は、前条の目的を達成するため、別表第1に掲げる取組を行う。
２　前項の取組は、次のとおりとする。
(1)　産業の振興
(2)　前号に掲げるもののほか、観光の振興
(3)　前2号に附帯する事業
(4)　前各号に掲げるもののほか、別に定める事業
３　前2項の規定は、第4条第2項の場合に準用する。
（費用）
第3条　前条第2項第2号及び第3号の取組の費用は、同条第1項の協議により、別表第2で定める。
２　甲は、第2条から第4条までの規定により負担する。この場合において、第9条の規定は適用しない。
（協議）
第4条　甲及び乙は、地方自治法第252条の2第1項及び第4項並びに同法第252条の6の規定により協議する。
２　第2条、第3条第1項及び前項の規定は、次条の場合に準用する。この場合において、同項中「第7条」とあるのは\
「第8条」と読み替えるものとする。
附　則
１　この連携協約は、平成31年4月1日から施行する。
２　附則第1項の規定にかかわらず、前項の日前に準備をすることができる。
別表第1（第2条関係）
取組	内容
産業	産業の振興を行う。
別表第2（第3条、第4条関係）
取組	負担
産業	甲が負担する。
"""

#: Where a mention stands, what is printed, and the nodes it must lead to.
INSIDE = [
    ("art_1__para_1", "次条", ["art_2"]),
    ("art_1__para_1", "第4条", ["art_4"]),
    ("art_2__para_1", "前条", ["art_1"]),
    ("art_2__para_1", "別表第1", ["annex_1"]),
    ("art_2__para_2", "前項", ["art_2__para_1"]),
    ("art_2__para_2__item_2", "前号", ["art_2__para_2__item_1"]),
    (
        "art_2__para_2__item_3",
        "前2号",
        ["art_2__para_2__item_1", "art_2__para_2__item_2"],
    ),
    (
        "art_2__para_2__item_4",
        "前各号",
        ["art_2__para_2__item_1", "art_2__para_2__item_2", "art_2__para_2__item_3"],
    ),
    ("art_2__para_3", "前2項", ["art_2__para_1", "art_2__para_2"]),
    ("art_2__para_3", "第4条第2項", ["art_4__para_2"]),
    ("art_3__para_1", "前条第2項第2号", ["art_2__para_2__item_2"]),
    ("art_3__para_1", "第3号", ["art_2__para_2__item_3"]),
    ("art_3__para_1", "同条第1項", ["art_2__para_1"]),
    ("art_3__para_1", "別表第2", ["annex_2"]),
    ("art_3__para_2", "第2条", ["art_2"]),
    ("art_3__para_2", "第4条", ["art_4"]),
    ("art_4__para_2", "第2条", ["art_2"]),
    ("art_4__para_2", "第3条第1項", ["art_3__para_1"]),
    ("art_4__para_2", "前項", ["art_4__para_1"]),
    ("art_4__para_2", "同項", ["art_4__para_1"]),
    ("suppl_1__para_2", "附則第1項", ["suppl_1__para_1"]),
    ("suppl_1__para_2", "前項", ["suppl_1__para_1"]),
    ("annex_1", "第2条", ["art_2"]),
    ("annex_2", "第3条", ["art_3"]),
    ("annex_2", "第4条", ["art_4"]),
]
OUTSIDE = [
    ("preamble__para_1", "第252条の2第1項", "地方自治法", "252_2/1"),
    ("art_4__para_1", "第252条の2第1項", "地方自治法", "252_2/1"),
    ("art_4__para_1", "第4項", "地方自治法", "252_2/4"),
    ("art_4__para_1", "第252条の6", "地方自治法", "252_6"),
]
#: 第9条 is not there; after 第4条 no 次条 comes.
DANGLING = [("art_3__para_2", "第9条"), ("art_4__para_2", "次条")]
#: Quoted words of another text (読替え).
QUOTED = [("art_4__para_2", "第7条"), ("art_4__para_2", "第8条")]

#: All that dangles in the statutes of the corpus, each looked at (article, as printed, why).
KNOWN_DANGLING = {
    # The provision named came into force later than the one that names it: it is not there yet.
    ("原子力基本法", "art_2_2__para_1", "第十六条の二第二項"),
}


@pytest.fixture(scope="module")
def document() -> Document:
    return read_text(AGREEMENT)


@pytest.fixture(scope="module")
def found(document: Document) -> dict[tuple[str, str], Reference]:
    return {(r.node_id, r.printed): r for r in references(document)}


@pytest.mark.parametrize(("node", "printed", "targets"), INSIDE)
def test_a_reference_leads_to_its_provision(
    found: dict[tuple[str, str], Reference], node: str, printed: str, targets: list[str]
) -> None:
    reference = found[node, printed]
    assert reference.target is Target.INTERNAL
    assert list(reference.target_ids) == targets


@pytest.mark.parametrize(("node", "printed", "law", "provision"), OUTSIDE)
def test_a_reference_leads_to_another_law(
    found: dict[tuple[str, str], Reference], node: str, printed: str, law: str, provision: str
) -> None:
    reference = found[node, printed]
    assert reference.target is Target.EXTERNAL
    assert (reference.law, reference.provision) == (law, provision)
    assert reference.target_ids == ()


@pytest.mark.parametrize(("node", "printed"), DANGLING)
def test_a_reference_to_what_is_not_there_dangles(
    found: dict[tuple[str, str], Reference], node: str, printed: str
) -> None:
    assert found[node, printed].target is Target.DANGLING


@pytest.mark.parametrize(("node", "printed"), QUOTED)
def test_a_reference_in_quoted_words_does_not_dangle(
    found: dict[tuple[str, str], Reference], node: str, printed: str
) -> None:
    assert found[node, printed].target is Target.UNKNOWN


def test_these_are_all_references_and_each_stands_where_it_says(document: Document) -> None:
    all_found = references(document)
    named = [case[:2] for case in (*INSIDE, *OUTSIDE, *DANGLING, *QUOTED)]
    assert sorted((r.node_id, r.printed) for r in all_found) == sorted(named)
    assert [r.start for r in all_found] == sorted(r.start for r in all_found)
    for reference in all_found:
        assert document.source[reference.start : reference.end] == reference.printed


def test_targets_are_nodes_of_the_document(document: Document) -> None:
    ids = {node.id for node in document.root.walk()}
    for reference in references(document):
        assert set(reference.target_ids) <= ids
        assert bool(reference.target_ids) == (reference.target is Target.INTERNAL)


@pytest.mark.parametrize(
    ("sentence", "printed", "law", "provision"),
    [
        (
            "地方自治法（昭和22年法律第67号）第252条の2第1項の規定",
            "第252条の2第1項",
            "地方自治法",
            "252_2/1",
        ),
        ("地方自治法第96条第1項第5号の規定", "第96条第1項第5号", "地方自治法", "96/1/5"),
        (
            "甲及び乙は、見本市財務規則（平成元年見本市規則第1号）第3条の規定",
            "第3条",
            "見本市財務規則",
            "3",
        ),
        ("甲は、児童福祉法第6条の3第2項及び第7項の事業", "第7項", "児童福祉法", "6_3/7"),
        ("甲は、地方自治法施行令第180条の2の規定", "第180条の2", "地方自治法施行令", "180_2"),
    ],
)
def test_other_laws_are_named_without_what_stands_before_them(
    sentence: str, printed: str, law: str, provision: str
) -> None:
    text = f"協定\n第1条　{sentence}による。\n第2条　略\n第3条　略\n"
    (reference,) = [r for r in references(read_text(text)) if r.printed == printed]
    assert (reference.target, reference.law) == (Target.EXTERNAL, law)
    assert reference.provision == provision


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "第2条（第2項第1号に係る部分を除く。）",
            [("第2条", "art_2"), ("第2項第1号", "art_2__para_2__item_1")],
        ),
        (
            "第2条第1項（第1条において準用する場合を含む。以下この項において同じ。）、第2項（第1号に限る。）又は第3項",
            [
                ("第2条第1項", "art_2__para_1"),
                ("第1条", "art_1"),
                ("この項", ""),
                ("第2項", "art_2__para_2"),
                ("第1号", "art_2__para_2__item_1"),
                ("第3項", "art_2__para_3"),
            ],
        ),
        (
            "第1条の規定にかかわらず、第1項（同条を除く。）及び第2項",
            [
                ("第1条", "art_1"),
                ("第1項", "art_3__para_1"),
                ("同条", "art_1"),
                ("第2項", "art_3__para_2"),
            ],
        ),
        (
            "特許法第43条第1項（第1条において準用する同法第43条の3第3項において準用する場合を含む。以下同じ。）"
            "及び第43条の2第3項",
            [
                ("第43条第1項", "特許法43/1"),
                ("第1条", "art_1"),
                ("第43条の3第3項", "特許法43_3/3"),
                ("第43条の2第3項", "特許法43_2/3"),
            ],
        ),
        ("別表第1号に掲げる事業", [("別表第1号", "annex_1")]),
    ],
)
def test_brackets_inside_a_list_do_not_end_it(sentence: str, wanted: list[tuple[str, str]]) -> None:
    text = (
        "協定\n第1条　略\n第2条　略\n２　次のとおりとする。\n(1)　略\n３　略\n"
        f"第3条　{sentence}による。\n２　略\n別表\n(1)　略\n"
    )
    found = references(read_text(text))
    assert [(r.printed, "".join(r.target_ids) or r.law + r.provision) for r in found] == wanted


def test_all_references_of_the_real_agreement_lead_somewhere() -> None:
    found = references(read_text(SAMPLE.read_text(encoding="utf-8")))
    assert [(r.printed, r.target.value, *r.target_ids, r.law) for r in found] == [
        ("第252条の2第1項", "external", "地方自治法"),
        ("前条", "internal", "art_1", ""),
        ("次条", "internal", "art_3", ""),
        ("別表", "internal", "annex_1", ""),
        ("前条", "internal", "art_3", ""),
        ("第252条の2第4項", "external", "地方自治法"),
        ("第3条", "internal", "art_3", ""),
    ]


@pytest.mark.parametrize("word", ["前条", "前項", "前号"])
def test_nothing_comes_before_the_first(word: str) -> None:
    text = f"協定\n第1条　次のとおりとする。\n(1)　{word}の事業\n第2条　略\n"
    (reference,) = references(read_text(text))
    assert reference.target is Target.DANGLING


@pytest.mark.parametrize(
    "word", ["条例", "前項目", "第1条例", "昭和22年法律第67号", "第3回", "項目"]
)
def test_words_that_only_look_like_references_are_none(word: str) -> None:
    text = f"協定\n第1条　{word}について定める。\n"
    assert references(read_text(text)) == ()


def test_the_supplement_of_an_amending_law_never_dangles() -> None:
    text = (
        "見本法\n（目的）\n第一条　この法律は、見本を示すことを目的とする。\n"
        "附　則　（令和二年法律第一号）\n第一条　第九十九条の規定は、公布の日から施行する。\n"
    )
    assert {r.target for r in references(read_text(text))} == {Target.UNKNOWN}


def test_a_chain_of_ten_thousand_references_is_followed_in_no_time() -> None:
    text = "協定\n第1条　" + "前条、" * 3000 + "第1条" + "第1項" * 3000 + "とする。\n"
    assert len(references(read_text(text))) == 3001


def test_statutes_hardly_dangle_and_every_one_that_does_was_looked_at(corpus: Path) -> None:
    total = 0
    dangling: list[tuple[str, str, str]] = []
    files = sorted(corpus.glob("laws/*/*.xml"))
    assert len(files) >= 61
    for path in files:
        law = read_lawxml(path.read_bytes())
        for reference in references(law):
            total += 1
            if reference.target is Target.DANGLING:
                dangling.append((law.facts.title, reference.node_id, reference.printed))
    assert total > 70_000
    assert len(dangling) < total * 0.005
    assert set(dangling) <= KNOWN_DANGLING
