"""Headings of 別表 and 附則 as offices print them."""

import pytest

from renkei.instrument import Kind, covered, read_text


@pytest.mark.parametrize(
    ("line", "label", "note", "caption"),
    [
        ("別表（第3条関係）", "別表", "第3条関係", ""),
        ("別表第1( 第3 条関係)", "別表第1", "第3 条関係", ""),
        (
            "別表第二（第三条、第五条関係）　連携する取組",
            "別表第二",
            "第三条、第五条関係",
            "連携する取組",
        ),
        ("別紙　役割分担", "別紙", "", "役割分担"),
        ("別　表（第3条関係）", "別　表", "第3条関係", ""),
        ("（別表）", "別表", "", ""),
        ("【別表】", "別表", "", ""),
        ("別表：連携する取組", "別表", "", "連携する取組"),
    ],
)
def test_the_heading_of_an_annex(line: str, label: str, note: str, caption: str) -> None:
    document = read_text(f"第1条　連携する。\n{line}\n取組\t内容\n産業\t商談会を開く。\n")
    annex = document.of_kind(Kind.ANNEX)[0]
    assert (annex.label, annex.note, annex.caption) == (label, note, caption)
    assert covered(document) == document.source


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("附　則", ""),
        ("附　則（令和3年9月28日変更）", "令和3年9月28日変更"),
        ("附 則 ( 令和3年9月28日変更 )", "令和3年9月28日変更"),
    ],
)
def test_the_heading_of_a_supplement(line: str, note: str) -> None:
    document = read_text(f"第1条　連携する。\n{line}\nこの協約は、令和3年10月1日から施行する。\n")
    (supplement,) = document.of_kind(Kind.SUPPLEMENT)
    assert supplement.note == note
    assert covered(document) == document.source


def test_an_article_may_begin_with_its_second_paragraph() -> None:
    document = read_text("附　則\n第一条　略\n第二条　２　前条の規定は、なお効力を有する。\n")
    paragraph = document.of_kind(Kind.ARTICLE)[1].children[0]
    assert (paragraph.label, str(paragraph.number)) == ("２", "2")


@pytest.mark.parametrize(
    ("printed", "title", "genre"),
    [
        ("覚　書", "覚　書", "覚書"),
        ("連　携　協　約", "連　携　協　約", "連携協約"),
        ("連携協約書（写）", "連携協約書（写）", "連携協約"),
        ("費用負担に関する確認書", "費用負担に関する確認書", "確認書"),
        ("〇〇市と△△町との連携協約", "〇〇市と△△町との連携協約", "連携協約"),
        ("○見本市と架空町との連携協約", "見本市と架空町との連携協約", "連携協約"),
        ("見本市における\n連携に係る連携協約", "見本市における連携に係る連携協約", "連携協約"),
    ],
)
def test_the_title(printed: str, title: str, genre: str) -> None:
    document = read_text(
        f"{printed}\n\n見本市（以下「甲」という。）は、協約を締結する。\n第1条　連携する。\n"
    )
    assert (document.facts.title, document.facts.genre) == (title, genre)


def test_the_date_of_an_amendment_in_the_head_is_not_that_of_the_conclusion() -> None:
    document = read_text(
        "○連携協約書\n令和3年3月30日 告示第12号\n改正 令和5年3月27日告示第88号\n\n"
        "見本市（以下「甲」という。）は、協約を締結する。\n第1条　連携する。\n"
    )
    assert document.facts.concluded is None
    assert document.facts.law_number == "令和3年3月30日 告示第12号"


def test_an_article_whose_number_is_still_open_is_an_article() -> None:
    document = read_text("（目的）\n第１条　連携する。\n（変更）\n第○条　協議による。\n")
    assert [(a.label, a.caption) for a in document.articles()] == [
        ("第１条", "目的"),
        ("第○条", "変更"),
    ]
    assert document.articles()[1].number is None


def test_a_text_may_number_without_the_word_article() -> None:
    document = read_text(
        "連携要綱\n\n第１　目的\n１　連携する。\n２　協力する。\n第２　費用\n折半する。\n"
    )
    assert [(a.label, a.caption, len(a.children)) for a in document.articles()] == [
        ("第１", "目的", 2),
        ("第２", "費用", 1),
    ]


def test_circled_numbers_may_count_paragraphs() -> None:
    document = read_text("第１条　連携する。\n②　協力する。\n③　報告する。\n")
    (article,) = document.articles()
    assert [(p.label, str(p.number)) for p in article.children] == [
        ("", "1"),
        ("②", "2"),
        ("③", "3"),
    ]


def test_a_party_is_named_without_what_describes_it() -> None:
    document = read_text(
        "連携協約\n\n中心市である見本市（以下「甲」という。）とその近隣の架空町（以下「乙」という。）は、"
        "協約を締結する。\n第1条　連携する。\n"
    )
    assert [p.name for p in document.facts.parties] == ["見本市", "架空町"]
