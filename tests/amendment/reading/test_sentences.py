"""What a sentence of amendment says: every construct of the two styles."""

from __future__ import annotations

import pytest

from tests.amendment.reading.spelling import read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Words.
        ("第二条中「A」を「B」に改める。", ["replace article 2: A > B"]),
        (
            "第二条中「A」を「B」に、「C」を「D」に改め、「E」を削り、「F」の下に「G」を加える。",
            [
                "replace article 2: A > B",
                "replace article 2: C > D",
                "strike article 2: E",
                "insert article 2: F + G",
            ],
        ),
        (
            "第２条中「A」の次に「B」を、「C」の次に「D」を加える。",
            ["insert article 2: A + B", "insert article 2: C + D"],
        ),
        ("第二条中「A」、「B」及び「C」を「D」に改める。", ["replace article 2: A|B|C > D"]),
        ("第二条中「A」及び「B」を削る。", ["strike article 2: A|B"]),
        (
            "第二条中「A」及び「B」の下に「C」を加える。",
            ["insert article 2: A + C", "insert article 2: B + C"],
        ),
        (
            "第二条中「A」及び「B」をそれぞれ「C」及び「D」に改める。",
            ["replace article 2: A > C", "replace article 2: B > D"],
        ),
        (
            "第一条中「A」を「B」に、第三条第二項中「C」を「D」に改める。",
            ["replace article 1: A > B", "replace article 3/paragraph 2: C > D"],
        ),
        (
            "第２条第１項中「A」を「B」に改め，同条第２項中「C」を「D」に，「E」を「F」に改める。",
            [
                "replace article 2/paragraph 1: A > B",
                "replace article 2/paragraph 2: C > D",
                "replace article 2/paragraph 2: E > F",
            ],
        ),
        ("「A」を「B」に改める。", ["replace *: A > B"]),
        ("題名中「設置」を「管理」に改める。", ["replace title: 設置 > 管理"]),
        # Captions and headings.
        ("第三条の見出しを「（目的）」に改める。", ["rewrite article 3[caption]: 目的"]),
        ("第三条の見出しを削る。", ["remove article 3[caption]"]),
        ("第三条に見出しとして「（目的）」を付する。", ["add end article 3 [caption]: 目的"]),
        ("第三条の前に見出しとして「（目的）」を付する。", ["add end article 3 [caption]: 目的"]),
        ("第三章の章名を「雑則」に改める。", ["rewrite chapter 3[caption]: 雑則"]),
        ("第三章の章名を削る。", ["remove chapter 3[caption]"]),
        ("第十条の次に次の章名を付する。", ["add after article 10 chapter heading"]),
        ("第二節に節名として「通則」を付する。", ["add end section 2 [caption]: 通則"]),
        ("題名を「公民館条例」に改める。", ["rewrite title: 公民館条例"]),
        ("別表の付記を「（第５条関係）」に改める。", ["rewrite annex 別表[note]: 第５条関係"]),
        # Whole provisions.
        ("第三条を次のように改める。", ["rewrite article 3"]),
        (
            "第１号様式及び第２号様式を次のとおり改める。",
            ["rewrite annex 第１号様式; annex 第２号様式"],
        ),
        (
            "第三条第一項各号列記以外の部分を次のように改める。",
            ["rewrite article 3/paragraph 1[head]"],
        ),
        ("第三条第二項後段を削る。", ["remove article 3/paragraph 2[last]"]),
        (
            "第三条第二項ただし書を削り、同項に後段として次のように加える。",
            ["remove article 3/paragraph 2[proviso]", "add end article 3/paragraph 2 [last]"],
        ),
        ("第三条に次のただし書を加える。", ["add end article 3 [proviso]"]),
        ("第三条から第五条までを削る。", ["remove article 3..article 5"]),
        ("別表第１の備考第７項を削る。", ["remove annex 別表第１/remarks/paragraph 7"]),
        ("全文を次のように改める。", ["restate"]),
        # Additions.
        ("第三条の次に次の二条を加える。", ["add after article 3 article"]),
        ("第三条の次に次の見出し及び二条を加える。", ["add after article 3 article"]),
        ("第三条の次に次の章名及び一条を加える。", ["add after article 3"]),
        ("第三条の前に次の一条を加える。", ["add before article 3 article"]),
        ("第三条に次の二項を加える。", ["add end article 3 paragraph"]),
        ("第三条第二項に次の各号を加える。", ["add end article 3/paragraph 2 item"]),
        ("第三条に第一号として次の一号を加える。", ["add head article 3 item"]),
        ("第三条の冒頭に次の一項を加える。", ["add head article 3 paragraph"]),
        ("第二条第三号にアとして次のように加える。", ["add head article 2/item 3"]),
        ("第二条第三号アの次に次のように加える。", ["add after article 2/item 3/subitem ア"]),
        ("第二章の次に次の一章を加える。", ["add after chapter 2 chapter"]),
        ("第二章に次の一節を加える。", ["add end chapter 2 section"]),
        ("本則に次の１条を加える。", ["add end main article"]),
        ("附則に次の一項を加える。", ["add end supplement paragraph"]),
        ("末尾に次の附則を加える。", ["add end * supplement"]),
        ("附則の次に次の別表を加える。", ["add after supplement annex"]),
        ("別表第１の次に次の１表を加える。", ["add after annex 別表第１ annex"]),
        ("別表第１市民会館の項の次に次のように加える。", ["add after annex 別表第１/row 市民会館"]),
        ("別表に次の一項を加える。", ["add end annex 別表 row"]),
        ("別表備考に次の一項を加える。", ["add end annex 別表/remarks paragraph"]),
        (
            "第七条の表総務課の項第三号の次に次の二号を加える。",
            ["add after article 7/table/row 総務課/item 3 item"],
        ),
        # Said to become a number: behind the provision that has the one before it at the end.
        (
            "第三条第二項を同条第五項とし、同条に第二項から第四項までとして次の三項を加える。",
            [
                "move article 3/paragraph 2 > article 3/paragraph 5",
                "add after article 3/paragraph 1 paragraph",
            ],
        ),
        (
            "第三条第一項を同条第二項とし、同条に第三項として次の一項を加える。",
            [
                "move article 3/paragraph 1 > article 3/paragraph 2",
                "add after article 3/paragraph 1 paragraph",
            ],
        ),
        (
            "第一条中「A」を削り、同条を第四条とし、第一条から第三条までとして次の三条を加える。",
            ["strike article 1: A", "move article 1 > article 4", "add head * article"],
        ),
        # Moves.
        ("第三条を第五条とする。", ["move article 3 > article 5"]),
        ("第一章を第二章とする。", ["move chapter 1 > chapter 2"]),
        ("別表３の項を同表２の項とする。", ["move annex 別表/row ３ > annex 別表/row ２"]),
        (
            "第２号を第３号に改める。".join(("第三条", "")),
            ["move article 3/item 2 > article 3/item 3"],
        ),
        (
            "第三条第三項及び第四項を同条第四項及び第五項とする。",
            [
                "move article 3/paragraph 3 > article 3/paragraph 4",
                "move article 3/paragraph 4 > article 3/paragraph 5",
            ],
        ),
        ("第七条から第十一条までを一条ずつ繰り下げる。", ["shift article 7..article 11 by 1"]),
        (
            "第四号から第十号までを二号ずつ繰上げる。".join(("第三条", "")),
            ["shift article 3/item 4..article 3/item 10 by -2"],
        ),
        (
            "第十四条以下を一条ずつ繰り上げる。",
            ["shift article 14.. by -1".replace("14..", "14..*")],
        ),
        (
            "第十三条を第十二条とし、以下一条ずつ繰り上げる。",
            ["move article 13 > article 12", "shift article 14..* by -1"],
        ),
        (
            "第三条第三項から第五項までを第四項から第六項までとする。",
            ["shift article 3/paragraph 3..article 3/paragraph 5 by 1"],
        ),
        (
            "第２号様式から第４号様式までを１様式ずつ繰り上げる。",
            ["shift annex 第２号様式..annex 第４号様式 by -1"],
        ),
        # The whole catalogue at once, as a bill has it.
        (
            "第六十七条の見出し中「A」を「B」に改め、同条中「C」を「D」に改め、同条に次の二項を加える。",
            [
                "replace article 67[caption]: A > B",
                "replace article 67: C > D",
                "add end article 67 paragraph",
            ],
        ),
        (
            "第一条中地方税法第二十四条の改正規定を削り、同法第二十五条の改正規定中「A」を「B」に改める。",
            [
                "remove article 1/law 地方税法第二十四条",
                "replace article 1/law 同法第二十五条: A > B",
            ],
        ),
    ],
)
def test_a_sentence_says(sentence: str, expected: list[str]) -> None:
    assert read(sentence) == expected


def test_two_sentences_on_one_line_are_two_instructions() -> None:
    from renkei.amendment.reading import read_prose

    prose = read_prose("第四条中「A」を削る。第五条中「C」を削る。")
    assert prose.unread == ()
    assert len(prose.amendments[0].instructions) == 2
    assert [source.line for source in prose.sources[0]] == [1, 1]
