"""How a 新旧対照表 is set: its columns, its words, what is left out, the sentence above it (様式の設定)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from renkei.amendment.tables.model import OMITTED


class MarkKind(StrEnum):
    """How changed words are shown."""

    UNDERLINE = "underline"  # 下線
    SIDELINE = "sideline"  # 傍線: beside vertical text; drawn under text that runs left to right
    NONE = "none"  # not marked


@dataclass(frozen=True, slots=True)
class TableStyle:
    """The settings of one house.

    ``after``/``before``: the words over the columns. ``after_first``: the new text stands left (the
    first of the two). ``abbreviate``: what stays the same is 「（略）」; else both texts stand whole.
    ``title`` stands above the table, "" for none. ``preamble`` are the sentences of amendment above it,
    one a line, with ``{after}``, ``{before}``, ``{mark}`` and ``{title}`` (題名 of the text) to be filled in, ""
    where the table is only shown beside a bill (参考資料). ``note`` stands above the table at the right.
    ``ranges``: how three or more provisions in a row are named, 「{}から{}まで」 or 「{}～{}」.
    ``mark_new``: a provision that is new or deleted is marked as a whole.
    """

    name: str = "agreement"
    after: str = "変更後"
    before: str = "変更前"
    after_first: bool = True
    mark: MarkKind = MarkKind.UNDERLINE
    mark_new: bool = True
    abbreviate: bool = True
    title: str = ""
    preamble: str = ""
    note: str = ""
    omitted: str = OMITTED
    added: str = "（新設）"
    removed: str = "（削る）"
    ranges: str = "{}から{}まで"

    @property
    def mark_word(self) -> str:
        """下線 or 傍線, as the sentence above the table says it."""
        return "傍線" if self.mark is MarkKind.SIDELINE else "下線"

    def filled(self, sentence: str, title: str) -> str:
        """A sentence of these settings with its places filled."""
        for name, words in (
            ("after", self.after), ("before", self.before), ("mark", self.mark_word), ("title", title)
        ):  # fmt: skip
            sentence = sentence.replace(f"{{{name}}}", words)
        return sentence


#: The table as the amendment of an agreement itself (新旧対照表方式).
AGREEMENT = TableStyle(
    preamble="{title}の一部を次のように変更する。\n"
    "次の表の{before}の欄に掲げる規定を同表の{after}の欄に掲げる規定に{mark}で示すように変更する。"
)
#: The annex of a bill, to be read beside the 改め文 (参考資料).
BILL = TableStyle(
    "bill", "改正案", "現行", title="{title}　新旧対照表", note="（{mark}部分は、変更部分）"
)
#: An ordinance amended by the table itself.
ORDINANCE = TableStyle(
    "ordinance",
    "改正後",
    "改正前",
    preamble="{title}の一部を次のように改正する。\n"
    "次の表の{before}の欄に掲げる規定を同表の{after}の欄に掲げる規定に{mark}で示すように改正する。",
)
#: The table of a ministry's ordinance, set from left to right.
NATIONAL = TableStyle(
    "national",
    "改正後",
    "改正前",
    mark=MarkKind.SIDELINE,
    preamble="{title}の一部を次のように改正する。\n"
    "次の表により、{before}欄に掲げる規定の{mark}を付した部分をこれに順次対応する{after}欄に掲げる"
    "規定の{mark}を付した部分のように改める。",
    ranges="{}～{}",
)
#: The same with the present text first, as several prefectures set it.
OLD_FIRST = replace(
    ORDINANCE,
    name="old-first",
    after_first=False,
    preamble="{title}の一部を次のように改正する。\n"
    "次の表の{before}の欄中下線が引かれた部分を、同表の{after}の欄中下線が引かれた部分に改める。",
)
#: 旧 and 新, for a file that goes between two offices.
PLAIN = TableStyle("plain", "新", "旧", after_first=False)
#: The houses' tables by name.
TABLE_STYLES = {
    style.name: style for style in (AGREEMENT, BILL, ORDINANCE, NATIONAL, OLD_FIRST, PLAIN)
}
