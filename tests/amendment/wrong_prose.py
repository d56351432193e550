"""Wrong amendments of the small ordinance as people write them, and what is to be said of each."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.trouble import Code

OPENING = "　見本市手数料条例（令和五年見本市条例第三号）の一部を次のように改正する。\n"
AGREEMENT = (
    "　青嶺市及び浜辺市における連携中枢都市圏形成に係る連携協約の一部を次のように変更する。\n"
)
ARTICLE_FIVE = "　（徴収）\n第五条　手数料は、前納とする。\n"


@dataclass(frozen=True)
class Wrong:
    """A wrong amendment of the ordinance: its name, the sentences, the code, where it is seen."""

    name: str
    prose: str
    code: Code
    place: str = ""
    instruction: int = 0
    opening: str = OPENING


NOT_FOUND, NO_PROVISION = Code.TEXT_NOT_FOUND, Code.NO_SUCH_PROVISION
GAP, OVERLAP, UNREAD = Code.NUMBER_GAP, Code.OVERLAP, Code.UNREAD

REFUSED = [
    # the base
    Wrong(
        "another law by its number",
        "　第五条中「市長」を「町長」に改める。",
        Code.WRONG_BASE,
        instruction=-1,
        opening="　見本市手数料条例（平成三年見本市条例第八号）の一部を次のように改正する。\n",
    ),
    Wrong(
        "the rules made under the ordinance",
        "　第五条中「市長」を「町長」に改める。",
        Code.WRONG_BASE,
        instruction=-1,
        opening="　見本市手数料条例施行規則の一部を次のように改正する。\n",
    ),
    Wrong(
        "an ordinance whose title ends alike",
        "　第五条中「市長」を「町長」に改める。",
        Code.WRONG_BASE,
        instruction=-1,
        opening="　料条例の一部を次のように改正する。\n",
    ),
    Wrong(
        "another text by its title",
        "　第五条中「市長」を「町長」に改める。",
        Code.WRONG_BASE,
        instruction=-1,
        opening="　見本市公園条例の一部を次のように改正する。\n",
    ),
    # phrases
    Wrong(
        "words that are nowhere",
        "　第五条中「町長」を「村長」に改める。",
        NOT_FOUND,
        "第五条",
    ),
    Wrong(
        "words of another provision",
        "　第五条中「還付しない」を「返さない」に改める。",
        NOT_FOUND,
        "第五条",
    ),
    Wrong(
        "wrong paragraph",
        "　第二条第二項中「資料」を「書類」に改める。",
        NOT_FOUND,
        "第二条第二項",
    ),
    Wrong(
        "words written in another width",
        "　附則第一項中「令和5年」を「令和6年」に改める。",
        NOT_FOUND,
        "附則第一項",
    ),
    Wrong(
        "a phrase that runs over two provisions",
        "　第二条第一項中「いう。申請者」を「いう。住民」に改める。",
        NOT_FOUND,
    ),
    Wrong(
        "a phrase that runs over two cells",
        "　別表の二の項中「印鑑証明一通」を「証明一通」に改める。",
        NOT_FOUND,
    ),
    Wrong(
        "an insertion behind words that run over two cells",
        "　別表の二の項中「印鑑証明一通」の下に「（税込み）」を加える。",
        NOT_FOUND,
    ),
    Wrong(
        "the words of the caption, not meant",
        "　第五条中「（減免）」を「（免除）」に改める。",
        NOT_FOUND,
        "第五条",
    ),
    Wrong(
        "the words changed by the sentence before",
        "　第五条中「市長」を「町長」に改める。\n" + "　第五条中「市長」を「村長」に改める。",
        NOT_FOUND,
        "第五条",
        1,
    ),
    Wrong(
        "one of two provisions lacks the words",
        "　第五条及び第六条中「市長」を「町長」に改める。",
        NOT_FOUND,
        "第六条",
    ),
    Wrong(
        "the words were struck by the same sentence and quoted again inserted",
        "　第六条中「既に」を「先に」に改め、「先に納めた」を「納付した」に改める。",
        NOT_FOUND,
        "第六条",
    ),
    # overlapping
    Wrong(
        "overlapping words",
        "　第六条中「納めた手数料」を「納付した料金」に、「手数料は」を「料金は」に改める。",
        OVERLAP,
        "第六条",
    ),
    Wrong(
        "the same words twice",
        "　第六条中「還付」を「返還」に改め、同条中「還付」を「返金」に改める。",
        OVERLAP,
        "第六条",
    ),
    Wrong(
        "a provision removed and edited",
        "　第六条を削り、同条中「還付」を「返還」に改め、第七条を第六条とし、第八条を第七条とする。",
        OVERLAP,
        "第六条",
    ),
    Wrong(
        "the name of a chapter removed twice",
        "　第二章の章名を削り、第二章の章名を削る。",
        OVERLAP,
        "第二章",
    ),
    Wrong(
        "a provision rewritten twice",
        "　第五条を次のように改める。\n"
        + ARTICLE_FIVE
        + "　第五条を次のように改める。\n"
        + ARTICLE_FIVE,
        OVERLAP,
        "第五条",
        1,
    ),
    Wrong(
        "a provision moved twice",
        "　第八条を第九条とし、第八条を第十条とする。",
        OVERLAP,
        "第八条",
    ),
    Wrong(
        "the same sentence twice",
        "　第五条中「市長」を「市長等」に改める。\n" * 2,
        OVERLAP,
        instruction=1,
    ),
    Wrong(
        "the same row twice",
        "　別表の三の項の次に次のように加える。\n四\t所得の証明\t一通四百円\n" * 2,
        OVERLAP,
        instruction=1,
    ),
    # provisions
    Wrong(
        "an article that is not there",
        "　第十五条中「市長」を「町長」に改める。",
        NO_PROVISION,
        "第十五条",
    ),
    Wrong(
        "a paragraph that is not there",
        "　第五条第二項中「市長」を「町長」に改める。",
        NO_PROVISION,
        "第五条第二項",
    ),
    Wrong(
        "an item that is not there",
        "　第二条第一項第四号中「市長」を「町長」に改める。",
        NO_PROVISION,
    ),
    Wrong(
        "a sub-item that is not there",
        "　第二条第一項第二号ニ中「市内」を「町内」に改める。",
        NO_PROVISION,
    ),
    Wrong(
        "a removed provision edited afterwards",
        "　第八条を削る。\n" + "　第八条中「規則」を「要綱」に改める。",
        NO_PROVISION,
        "第八条",
        1,
    ),
    Wrong(
        "the number before the move, after the move",
        "　第八条を第九条とし、第七条を第八条とする。\n" + "　第七条中「督促」を「催促」に改める。",
        NO_PROVISION,
        "第七条",
        1,
    ),
    Wrong(
        "an article said to be in another chapter",
        "　第一章第五条中「市長」を「町長」に改める。",
        NO_PROVISION,
        "第一章第五条",
    ),
    Wrong(
        "the items of a paragraph that has none",
        "　第二条第二項各号を削る。",
        NO_PROVISION,
    ),
    Wrong(
        "the items of an article whose paragraphs say it",
        "　第二条各号中「市長」を「町長」に改める。",
        NO_PROVISION,
    ),
    Wrong(
        "no second sentence",
        "　第五条後段中「市長」を「町長」に改める。",
        NO_PROVISION,
    ),
    Wrong(
        "no proviso",
        "　第五条ただし書を削る。",
        NO_PROVISION,
    ),
    Wrong(
        "the wrong paragraph of the supplement",
        "　附則第三項中「条例」を「規則」に改める。",
        NO_PROVISION,
        "附則第三項",
    ),
    Wrong(
        "a supplement of a law that did not amend it",
        "　附則（平成三年法律第九号）第一項中「条例」を「規則」に改める。",
        NO_PROVISION,
    ),
    Wrong(
        "an annex that is not there",
        "　別表第二中「三百円」を「四百円」に改める。",
        NO_PROVISION,
        "別表第二",
    ),
    Wrong(
        "a row that is not there",
        "　別表の五の項中「三百円」を「四百円」に改める。",
        NO_PROVISION,
    ),
    Wrong(
        "a column that is not there",
        "　別表の二の項乙の役割の欄中「三百円」を「四百円」に改める。",
        NO_PROVISION,
    ),
    Wrong(
        "the wrong column",
        "　別表の二の項事務の欄中「三百円」を「四百円」に改める。",
        NOT_FOUND,
    ),
    Wrong(
        "a table where there is none",
        "　第二条の表中「市長」を「町長」に改める。",
        NO_PROVISION,
    ),
    Wrong(
        "a run whose end is not there",
        "　第五条から第十一条までを一条ずつ繰り下げる。",
        NO_PROVISION,
        "第十一条",
    ),
    Wrong(
        "a run over a branch number",
        "　第五条の次に次の一条を加える。\n"
        + "　（免除）\n"
        + "第五条の二　免除する。\n"
        + "　第五条から第八条までを一条ずつ繰り下げる。\n",
        Code.UNSUPPORTED,
        "第五条の二",
        1,
    ),
    Wrong(
        "a provision that becomes one of another kind",
        "　第八条を第七条第一項第一号とする。",
        Code.UNSUPPORTED,
        "第八条",
    ),
    Wrong(
        "an item added to one of several paragraphs, not said which",
        "　第二条に次の一号を加える。\n" + "　四　納付　納めることをいう。\n",
        Code.UNSUPPORTED,
        "第二条",
    ),
    Wrong(
        "a chapter put behind an article in mid-chapter",
        "　第六条の次に次の一章を加える。\n"
        + "　　　第三章　罰則\n"
        + "　（罰則）\n"
        + "第九条　過料に処する。\n",
        Code.UNSUPPORTED,
    ),
    # numbers
    Wrong(
        "a number given twice",
        "　第四条の次に次の一条を加える。\n" + ARTICLE_FIVE,
        GAP,
        instruction=-1,
    ),
    Wrong(
        "moved to a number that is taken",
        "　第六条を第五条とする。",
        GAP,
        instruction=-1,
    ),
    Wrong(
        "moved over the others",
        "　第五条を第九条とする。",
        GAP,
        instruction=-1,
    ),
    Wrong(
        "the moves in the reverse order",
        "　第五条を第六条とする。\n"
        + "　第六条を第七条とする。\n"
        + "　第七条を第八条とする。\n"
        + "　第八条を第九条とする。\n"
        + "　第四条の次に次の一条を加える。\n"
        + ARTICLE_FIVE,
        GAP,
        "第六条",
        1,
    ),
    Wrong(
        "the addition before there is room",
        "　第四条の次に次の一条を加える。\n" + ARTICLE_FIVE + "　第五条を第六条とする。\n",
        GAP,
        "第五条",
        1,
    ),
    Wrong(
        "two rows of one number",
        "　別表の三の項の次に次のように加える。\n三\t所得の証明\t一通四百円\n",
        GAP,
        instruction=-1,
    ),
    Wrong(
        "a sub-item out of order",
        "　第二条第一項第二号ロの次に次のように加える。\n" + "　　ホ　市内に通学する者\n",
        GAP,
        instruction=-1,
    ),
    Wrong(
        "a branch number without a gap before",
        "　第五条の次に次の一条を加える。\n" + "　（徴収）\n" + "第五条の三　前納とする。\n",
        GAP,
        instruction=-1,
    ),
    Wrong(
        "a chapter given another number in its new name",
        "　第二章の章名を次のように改める。\n　　　第三章　料金\n",
        GAP,
        instruction=-1,
    ),
    Wrong(
        "an article whose only paragraph is removed",
        "　第八条第一項を削る。",
        Code.UNSUPPORTED,
        "第八条",
        -1,
    ),
    # blocks
    Wrong(
        "a row whose cells are parted by spaces",
        "　別表の三の項の次に次のように加える。\n　四　所得の証明　一通四百円\n",
        Code.UNSUPPORTED,
    ),
    Wrong(
        "a row with a cell too few",
        "　別表の三の項の次に次のように加える。\n四\t所得の証明\n",
        Code.UNSUPPORTED,
    ),
    Wrong(
        "a row given anew with a cell too many",
        "　別表の三の項を次のように改める。\n三\t税の証明\t一通\t四百円\n",
        Code.UNSUPPORTED,
    ),
    Wrong(
        "no new text",
        "　第五条を次のように改める。",
        UNREAD,
    ),
    Wrong(
        "another kind than said",
        "　第五条の次に次の一条を加える。\n" + "　一　手数料　料金をいう。\n",
        UNREAD,
    ),
    Wrong(
        "two articles said, one given",
        "　第八条の次に次の二条を加える。\n" + "　（罰則）\n" + "第九条　過料に処する。\n",
        UNREAD,
    ),
    Wrong(
        "a sentence behind the supplement of the amending ordinance",
        "　第五条中「市長」を「町長」に改める。\n　　　附　則\n　この条例は、公布の日から施行する。\n"
        "　第六条中「還付」を「返還」に改める。",
        UNREAD,
    ),
    Wrong(
        "a sentence that says nothing known",
        "　第五条の趣旨を踏まえて適宜改める。",
        UNREAD,
    ),
    Wrong(
        "a quotation that never ends",
        "　第五条中「市長を「町長」に改める。",
        UNREAD,
    ),
    Wrong(
        "a caption to one that has it",
        "　第五条に見出しとして「（免除）」を付する。",
        Code.UNSUPPORTED,
        "第五条",
    ),
    Wrong(
        "a proviso to one that has it",
        "　第二条第二項に次のただし書を加える。\n" + "　ただし、休日は、この限りでない。\n",
        OVERLAP,
    ),
]
