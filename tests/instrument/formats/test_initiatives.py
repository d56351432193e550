"""The 取組 of an agreement: found by how its table is headed, named, and with who does what."""

import pytest

from renkei.instrument.formats.initiatives import initiatives, name_column
from renkei.instrument.model import Document, Kind, Node


def table(*rows: list[str]) -> Document:
    """An annex with a heading and one table; places in the text do not matter here."""
    head, *body = rows
    header = Node("h", Kind.HEADER, children=tuple(cell(text) for text in head))
    lines = [
        Node(
            f"row_{number}",
            Kind.ROW,
            children=tuple(cell(t, h) for t, h in zip(row, head, strict=True)),
        )
        for number, row in enumerate(body, 1)
    ]
    inner = Node("t", Kind.TABLE, children=(header, *lines))
    group = Node("g", Kind.GROUP, caption="経済", children=(inner,))
    annex = Node("annex_1", Kind.ANNEX, label="別表", children=(group,))
    return Document("", Node("doc", Kind.DOCUMENT, children=(annex,)), "annex-table")


def cell(text: str, header: str = "") -> Node:
    return Node("c", Kind.CELL, text=text, attrs=(("header", header),) if header else ())


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("取組 内容 甲の役割 乙の役割", "取組"),
        ("取組の名称 取組の内容 甲の役割", "取組の名称"),
        ("分野 取組 内容 甲の役割", "取組"),
        ("分野 取組の内容 甲の役割", "分野"),
        ("部 款 項 内容 甲の役割", "項"),
        ("事項 甲の分担 乙の分担", "事項"),
        ("連携する分野 取組の名称 取組の内容及び甲乙の役割", "取組の名称"),
        ("年度 金額 備考", None),
        ("内容 甲の役割", None),
        ("区分 料金", None),
    ],
)
def test_the_heading_says_which_column_names_the_initiative(head: str, name: str | None) -> None:
    names = head.split()
    column = name_column(names)
    assert (names[column] if column is not None else None) == name


def test_an_initiative_has_its_content_and_the_role_of_each_party() -> None:
    (found,) = initiatives(
        table(
            ["取組", "内容", "甲の役割", "見本市の役割分担及び費用分担"],
            ["災害対策", "備える。", "取り組む。", "協力する。"],
        )
    )
    assert found["name"] == "災害対策"
    assert found["content"] == "備える。"
    assert found["roles"] == {"甲": "取り組む。", "見本市": "協力する。"}
    assert found["path"] == ["経済"]
    assert found["id"] == "row_1"


def test_a_cell_that_goes_on_from_the_row_above_counts_for_the_row_below() -> None:
    found = initiatives(
        table(
            ["部", "款", "項", "内容", "甲の役割"],
            ["経済", "産業", "戦略", "立てる。", "まとめる。"],
            ["", "", "販路", "開く。", "集める。"],
            ["", "医療", "救命", "整える。", "担う。"],
        )
    )
    assert [entry["path"] for entry in found] == [
        ["経済", "経済", "産業"],
        ["経済", "経済", "産業"],
        ["経済", "経済", "医療"],
    ]


def test_a_table_of_something_else_holds_no_initiatives() -> None:
    assert initiatives(table(["年度", "金額"], ["令和元年度", "100円"])) == []
