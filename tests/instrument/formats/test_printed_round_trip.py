"""What is printed can be read again: the same tree, ids and places aside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from renkei.instrument import reader
from renkei.instrument.formats.docx import write_docx
from renkei.instrument.formats.pdf import write_pdf
from renkei.instrument.model import Document, shape
from tests.instrument.formats.sheets import agreement, annex, group, table

HEAD = ["取組", "内容", "甲の役割", "乙の役割"]


@pytest.mark.parametrize("write", [write_docx, write_pdf], ids=["docx", "pdf"])
def test_an_agreement_printed_and_read_again_is_the_same_agreement(
    write: Callable[[Document], bytes],
) -> None:
    rows = [
        [
            f"取組その{n}",
            "内容の推進等を行う。",
            "圏域の中心となって取り組む。" * (n % 3 + 1),
            "協力する。",
        ]
        for n in range(30)
    ]
    made = agreement(
        annex(
            "別表",
            "第1条関係",
            group("(1)", "圏域全体の経済成長のけん引", table(HEAD, *rows[:4])),
            group("(2)", "生活", group("ア", "生活機能の強化", table(HEAD, *rows[4:]))),
        )
    )
    signed = reader.read(made.source)
    again = reader.read(write(signed))
    assert shape(again.root) == shape(signed.root)


def test_a_long_line_of_a_title_page_comes_back_as_one() -> None:
    name = "架空市及び見本市における連携中枢都市圏形成に係る連携協約の一部を変更する連携協約"
    text = (
        f"{name}\n令和３年９月\n架空市\n\n架空市及び見本市における連携協約\n\n"
        "第１条　この協約は、連携について定める。\n第２条　甲及び乙は、協力する。\n"
        "第３条　甲及び乙は、協議する。\n"
    )
    source = reader.read(write_pdf(reader.read_text(text))).source
    assert [line for line in source.split("\n") if line][:3] == [name, "令和３年９月", "架空市"]
