"""Amendments as people write them, that are right: each gives exactly the text it means."""

from __future__ import annotations

import pytest

from renkei.amendment.applying import apply
from renkei.amendment.reading import read_prose
from tests.amendment.applying.ordinance import ordinance, same
from tests.amendment.wrong_prose import OPENING

RIGHT = [
    (
        "all items given anew",
        "　第二条第三項を同条第四項とし、同条第二項を同条第三項とし、同条第一項中「各号」を「各項」に改める。\n"
        "　第二条第一項各号を次のように改める。\n　一　手数料　料金をいう。\n"
        "　第二条第一項の次に次の一項を加える。\n２　規則で定める。\n",
        (
            ("次の各号に掲げる用語の意義は、当該各号", "次の各項に掲げる用語の意義は、当該各項"),
            (
                "　一　手数料　市長が徴収する料金をいう。\n　二　申請者　次に掲げる者をいう。\n"
                "　　イ　市内に住所を有する者\n　　ロ　市内に勤務する者\n　　ハ　その他市長が認める者\n"
                "　三　証明　市長が行う証明をいう。\n２",
                "　一　手数料　料金をいう。\n２　規則で定める。\n３",
            ),
            ("３　市長は、申請を受け", "４　市長は、申請を受け"),
        ),
    ),
    (
        "an annex given anew, with the headings of its columns",
        "　別表を次のように改める。\n別表（第四条関係）\n\n項\t事務\t金額\n一\t住民票\t一通五百円\n",
        (
            (
                "一\t住民票の写しの交付\t一通三百円\n二\t印鑑証明\t一通三百円\n三\t税の証明\t一通四百円\n\n"
                "備考\n１　一通とは、一枚をいう。\n２　郵送の料金は、別に徴収する。\n",
                "一\t住民票\t一通五百円\n",
            ),
        ),
    ),
    (
        "a second annex with the headings of the first",
        "　別表を別表第一とし、同表の次に次の一表を加える。\n"
        "別表第二（第五条関係）\n\n項\t事務\t金額\n一\t閲覧\t百円\n",
        (
            ("別表（第四条関係）", "別表第一（第四条関係）"),
            (
                "２　郵送の料金は、別に徴収する。\n",
                "２　郵送の料金は、別に徴収する。\n\n別表第二（第五条関係）\n\n項\t事務\t金額\n一\t閲覧\t百円\n",
            ),
        ),
    ),
    (
        "an item added by its number where those behind moved on",
        "　第二条第一項第二号及び第三号を一号ずつ繰り下げ、同項に第二号として次の一号を加える。\n"
        "　二　納付　納めることをいう。\n",
        (
            ("　三　証明", "　四　証明"),
            ("　二　申請者", "　二　納付　納めることをいう。\n　三　申請者"),
        ),
    ),
    (
        "a caption kept with an article put before another",
        "　第五条の前に次の一条を加える。\n　（徴収）\n第四条の二　前納とする。\n",
        (("　（減免）", "　（徴収）\n第四条の二　前納とする。\n\n　（減免）"),),
    ),
    (
        "words of an annex but its remarks",
        "　別表（備考を除く。）中「一通」を「一件」に改める。\n",
        (("一通三百円", "一件三百円"), ("一通四百円", "一件四百円")),
    ),
    (
        "the heading of a chapter with its number",
        "　第二章の章名を次のように改める。\n　　　第二章　料金\n",
        (("　　　第二章　手数料\n", "　　　第二章　料金\n"),),
    ),
    (
        "an article with its chapter, then one without",
        "　第二章第五条中「市長」を「町長」に改め、第三条中「市長」を「町長」に改める。\n",
        (("第五条　市長", "第五条　町長"), ("必要な事項は、市長が", "必要な事項は、町長が")),
    ),
    (
        "an article with its chapter moved",
        "　第二章第八条を第九条とし、第七条の次に次の一条を加える。\n　（徴収）\n第八条　前納とする。\n",
        (("　（雑則）\n第八条", "　（徴収）\n第八条　前納とする。\n\n　（雑則）\n第九条"),),
    ),
]


@pytest.mark.parametrize(
    ("prose", "edits"), [(r[1], r[2]) for r in RIGHT], ids=[r[0] for r in RIGHT]
)
def test_an_amendment_gives_the_text_it_means(
    prose: str, edits: tuple[tuple[str, str], ...]
) -> None:
    read = read_prose(OPENING + prose)
    assert not read.unread
    assert same(apply(read.amendments[0], ordinance()), ordinance(*edits))
