"""References that a change breaks: found by what they mean, mended by what is proposed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from renkei.amendment.deriving import correspond
from renkei.amendment.references import Broken, Why, broken, kept_by, troubles
from renkei.amendment.style import MUNICIPAL
from renkei.amendment.trouble import Code
from renkei.amendment.writing import said
from renkei.instrument import read
from renkei.instrument.model import Document

AGREEMENT = """甲市及び乙市における連携協約

（目的）

第1条 この協約は、連携を図ることを目的とする。

（基本方針）

第2条 甲及び乙は、前条の目的を達成するため、次条に規定する取組について連携する。

（取組）

第3条 取組は、別表に掲げるとおりとする。

（費用分担）

第4条 前条の取組に必要な費用は、協議の上、別に定める。

附 則

この協約は、令和8年4月1日から施行する。

別表（第3条関係）

取組	内容
福祉	前条によらず行う。
"""


def changed(before: str, after: str) -> tuple[Document, Document, tuple[Broken, ...]]:
    old, new = read(before), read(after)
    return old, new, broken(old, new, kept_by(correspond(old, new).pairs))


def mended(text: str, found: tuple[Broken, ...]) -> str:
    for one in sorted(found, key=lambda one: -one.start):
        assert one.wanted
        text = text[: one.start] + one.wanted + text[one.end :]
    return text


def with_new_second_article() -> str:
    head, tail = AGREEMENT.split("（基本方針）", 1)

    def up(match: re.Match[str]) -> str:
        return f"\n第{int(match[1]) + 1}条"

    tail = re.sub(r"\n第(\d+)条", up, tail)
    return f"{head}（定義）\n\n第2条 用語の意義は、別に定める。\n\n（基本方針）{tail}"


def test_a_new_article_2_breaks_what_counts_over_it() -> None:
    after = with_new_second_article()
    _, _, found = changed(AGREEMENT, after)
    assert {(one.printed, one.wanted) for one in found} == {
        ("前条", "第1条"),
        ("第3条", "第4条"),
    }
    assert all(one.why is Why.ELSEWHERE for one in found)


def test_what_is_proposed_is_said_of_the_text_after() -> None:
    _, _, found = changed(AGREEMENT, with_new_second_article())
    told = {said(one.proposal, MUNICIPAL) for one in found if one.proposal}
    assert told == {
        "第3条中「前条」を「第1条」に改める",
        "別表の付記中「第3条」を「第4条」に改める",
    }


def test_mended_nothing_is_broken() -> None:
    after = with_new_second_article()
    _, _, found = changed(AGREEMENT, after)
    assert changed(AGREEMENT, mended(after, found))[2] == ()


def test_the_same_text_has_nothing_broken() -> None:
    assert changed(AGREEMENT, AGREEMENT)[2] == ()


LAW = """試験条例

第1条 市長は、次条第2項及び第4条から第6条までの規定により、第3条第2項第2号の事務を行う。
第2条 市は、事務を行う。
2 前項の事務は、別に定める。
第3条 市は、次の事務を行う。この場合において、次項の規定を準用する。
2 市長は、次に掲げる事務を行う。
(1) 受付
(2) 審査
3 前項第2号の審査は、前二条の規定による。
第4条 同条の例による。
第5条 前条及び第3条第2項の規定は、第2条に準用する。
第6条 第5条の規定は、適用しない。
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # a new item before the second
        (
            "(2) 審査",
            "(2) 照会\n(3) 審査",
            {("第3条第2項第2号", "第3条第2項第3号"), ("前項第2号", "前項第3号")},
        ),
        # a new paragraph between the two that 前項 connects
        (
            "3 前項第2号の審査",
            "3 受付は、毎日行う。\n4 前項第2号の審査",
            {("前項第2号", "第2項第2号")},
        ),
        # a last article taken away
        ("第6条 第5条の規定は、適用しない。\n", "", {("第6条", "")}),
    ],
)
def test_items_paragraphs_and_what_is_gone(
    old: str, new: str, expected: set[tuple[str, str]]
) -> None:
    assert old in LAW
    _, _, found = changed(LAW, LAW.replace(old, new))
    assert {(one.printed, one.wanted) for one in found} == expected


def test_a_new_article_in_the_middle_moves_ranges_and_relatives() -> None:
    after = LAW
    for n in (6, 5, 4, 3):
        after = after.replace(f"\n第{n}条", f"\n第{n + 1}条")
    after = after.replace("\n第4条", "\n第3条 市は、記録を保存する。\n第4条", 1)
    _, new, found = changed(LAW, after)
    assert {(one.printed, one.wanted) for one in found} == {
        ("第4条", "第5条"),
        ("第6条", "第7条"),
        ("第3条第2項第2号", "第4条第2項第2号"),
        ("前二条", "第1条及び第2条"),
        ("第3条第2項", "第4条第2項"),
        ("第5条", "第6条"),
    }
    assert changed(LAW, mended(after, found))[2] == ()
    told = troubles(found, new)
    assert troubles((*found, *found), new) == told  # one that stands twice is told once
    assert all(one.code is Code.UNFIXED_REFERENCE and not one.refused for one in told)
    assert "第1条の「第4条」は、別の規定を指すようになりました。" in [
        one.message_ja for one in told
    ]


def test_words_the_amendment_wrote_itself_are_left_alone() -> None:
    _, _, found = changed(LAW, LAW.replace("第5条の規定は", "第4条の規定は"))
    assert found == ()


def test_a_new_reference_to_nothing_is_found() -> None:
    _, _, found = changed(LAW, LAW.replace("第5条の規定は、適用しない", "第9条の規定は、適用する"))
    assert [(one.printed, one.why) for one in found] == [("第9条", Why.NOWHERE)]


def test_ids_kept_by_the_applier_need_no_map() -> None:
    old = read(LAW)
    root = old.root
    assert broken(old, replace(old, root=root)) == ()
