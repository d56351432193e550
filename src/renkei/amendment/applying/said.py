"""Places and obstacles in words: where something is, what is wrong, what to do (支障の説明)."""

from __future__ import annotations

from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.operations import Address, Level, Part, Step, Target
from renkei.amendment.trouble import Code, Trouble
from renkei.instrument.model import Kind, Number
from renkei.units.numerals import to_fullwidth, to_halfwidth, to_kanji

#: The unit of a numbered step, in Japanese.
UNITS = {
    Level.PART: "編",
    Level.CHAPTER: "章",
    Level.SECTION: "節",
    Level.SUBSECTION: "款",
    Level.DIVISION: "目",
    Level.ARTICLE: "条",
    Level.PARAGRAPH: "項",
    Level.ITEM: "号",
}
#: The words for a step that has no number.
NAMES = {
    Level.COVER: "表紙",
    Level.LAW_NUMBER: "番号",
    Level.TITLE: "題名",
    Level.TOC: "目次",
    Level.ENACTMENT: "制定文",
    Level.PREAMBLE: "前文",
    Level.MAIN: "本則",
    Level.SUBITEM: "号の細分",
    Level.SUPPLEMENT: "附則",
    Level.CLOSING: "後文",
    Level.DATE: "締結日",
    Level.SIGNATURE: "署名欄",
    Level.FIELD: "署名欄の行",
    Level.ANNEX: "別表",
    Level.GROUP: "部",
    Level.TABLE: "表",
    Level.ROW: "項",
    Level.COLUMN: "欄",
    Level.CELL: "欄",
    Level.REMARKS: "備考",
    Level.BLOCK: "様式",
    Level.UNPARSED: "読み取れなかった行",
    Level.LAW: "の改正規定",
}
PARTS = {
    Part.WHOLE: "",
    Part.CAPTION: "の見出し",
    Part.WITH_CAPTION: "（見出しを含む。）",
    Part.HEAD: "各号列記以外の部分",
    Part.MAIN_SENTENCE: "本文",
    Part.PROVISO: "ただし書",
    Part.FIRST: "前段",
    Part.MIDDLE: "中段",
    Part.LAST: "後段",
    Part.NOTE: "の付記",
    Part.EACH: "各号",
    Part.EACH_PARAGRAPH: "各項",
}
#: The words for headings of an annex, from the outermost in.
GROUPS = ("部", "款", "節")
_KINDS = {level.value: level for level in Level}


def numbered(number: Number, unit: str, write: str = "half") -> str:
    """第三条の二, 第3条の2, 第３条の２."""
    if number.upto:
        return (
            f"{numbered(Number(number.parts), unit, write)}から"
            f"{numbered(Number(number.upto), unit, write)}まで"
        )
    writer = {"kanji": to_kanji, "full": to_fullwidth}.get(write, to_halfwidth)
    head, *tail = (writer(part) for part in number.parts)
    return f"第{head}{unit}{''.join(f'の{part}' for part in tail)}"


def printed(address: Address, write: str = "half") -> str:
    """An address as one would say it: 第3条第2項, 別表の観光の推進の項; numbers as ``write`` says."""
    said, last, depth = [], None, 0
    for step in address:
        joined = last in (Level.GROUP, Level.ROW) or step.name.startswith(("(", "（"))
        said.append(_step(step, "" if last is None or joined else "の", write, depth))
        depth += step.level is Level.GROUP
        last = step.level
    return "".join(said) or "全文"


def printed_target(target: Target, write: str = "half") -> str:
    """A target with its part, and its end where it is a run."""
    said = printed(target.at, write) + PARTS[target.part]
    if target.last:
        said = f"{said}から{printed(target.last, write)}まで"
    if target.without:
        said += f"（{'、'.join(printed(a, write) for a in target.without)}を除く。）"
    return said


def _step(step: Step, joint: str, write: str, depth: int) -> str:
    unit = UNITS.get(step.level)
    if unit is not None and step.number is not None:
        return numbered(step.number, unit, write)
    if step.level is Level.LAW:
        return f"{step.name}の改正規定"
    if step.level is Level.SUPPLEMENT:
        return f"附則（{step.name}）" if step.name else "附則"
    if step.level in (Level.ANNEX, Level.SUBITEM) and step.name:
        return step.name
    if step.level is Level.SIGNATURE and step.name:
        return f"署名欄（{step.name}）"
    name = step.name or (str(step.number) if step.number else "")
    word = NAMES.get(step.level, unit or "")
    if step.level is Level.GROUP:
        word = GROUPS[min(depth, 2)]
    if step.level is Level.COLUMN and name.endswith("欄"):
        return joint + name
    if step.level in (Level.GROUP, Level.ROW, Level.COLUMN, Level.CELL) and name:
        return f"{joint}{name}の{word}"
    return joint + word + name


def numerals(label: str) -> str:
    """How a text writes its numbers, told by the label of one of its articles."""
    number = next((c for c in label if c not in "第 　"), "1")
    if number in "〇一二三四五六七八九十百":
        return "kanji"
    return "full" if number in "０１２３４５６７８９" else "half"


def place(node: Live) -> str:
    """Where a node is, printed: from its article, annex or supplement down."""
    chain: list[Live] = []
    at: Live | None = node
    while at is not None and at.kind not in (Kind.DOCUMENT, Kind.MAIN):
        chain.append(at)
        at = at.parent
    chain.reverse()
    for i, step in enumerate(chain):
        if step.kind is Kind.ARTICLE and not any(c.kind is Kind.SUPPLEMENT for c in chain[:i]):
            chain = chain[i:]
            break
    write = numerals(next((c.label for c in chain if c.kind is Kind.ARTICLE), ""))
    parts = [_node(c, write, i > 0) for i, c in enumerate(chain)]
    return "".join(parts) or "全文"


def _node(node: Live, write: str, inner: bool) -> str:
    level = _KINDS.get(node.kind.value)
    unit = UNITS.get(level) if level else None
    parent = node.parent
    # 別表の福祉の項内容の欄, 別表(3)の部アの款福祉の項: no の behind a 部, 款 or 項.
    joint = "の" if inner and not (parent and parent.kind in (Kind.GROUP, Kind.ROW)) else ""
    alike = [c for c in parent.children if c.kind is node.kind] if parent else [node]
    if node.kind is Kind.SUPPLEMENT:
        return f"附則（{node.note}）" if node.note else "附則"
    if node.kind is Kind.ARTICLE or node.kind in HEADINGS:
        return "".join(node.label.split()) or "条"
    if node.kind is Kind.PARAGRAPH and len(alike) == 1:
        return ""
    if unit is not None:
        number = node.number or Number((next(i for i, c in enumerate(alike, 1) if c is node),))
        return numbered(number, unit, write)
    if node.kind is Kind.SUBITEM:
        return node.label
    if node.kind is Kind.ANNEX:
        return node.label or "別表"
    if node.kind is Kind.SIGNATURE:
        return f"署名欄（{node.label}）"
    if node.kind is Kind.GROUP:
        depth = sum(1 for n in node.above() if n.kind is Kind.GROUP)
        word = GROUPS[min(depth, 2)]
        return f"{node.label}の{word}" if node.label else f"{joint}{node.caption}の{word}"
    if node.kind is Kind.TABLE:
        return "" if len(alike) == 1 and node.under(Kind.ANNEX) else f"{joint}表"
    if node.kind is Kind.ROW:
        if parent and parent.parent and parent.parent.kind is Kind.GROUP:
            joint = ""
        return f"{joint}{node.row_name()}の項"
    if node.kind is Kind.CELL:
        position = next(i for i, c in enumerate(alike, 1) if c is node)
        heading = dict(node.attrs).get("header") or f"第{position}"
        return f"{joint}{heading}の欄"
    if node.kind is Kind.HEADER:
        return joint + "見出し行"
    return joint + (NAMES[level] if level else node.kind.value)


class Report:
    """Gathers obstacles and notices of one amendment: all of them, not the first."""

    def __init__(self, write: str = "half") -> None:
        self.found: list[Trouble] = []
        #: The sentence that is being worked on, from 0; -1 for none.
        self.instruction = -1
        #: How the text writes numbers: kanji, full or half width.
        self.write = write

    @property
    def refused(self) -> bool:
        """Whether anything found so far forbids the application."""
        return any(trouble.refused for trouble in self.found)

    def add(
        self,
        code: Code,
        said: str,
        where: str,
        ja: str,
        en: str,
        do_ja: str,
        do_en: str,
        *,
        node: Live | None = None,
        refused: bool = True,
    ) -> None:
        """Note one obstacle of the present sentence (or a notice, ``refused=False``)."""
        trouble = Trouble(
            code,
            refused,
            self.instruction,
            said,
            where,
            node.id if node is not None else "",
            ja,
            en,
            do_ja,
            do_en,
        )
        if trouble not in self.found:
            self.found.append(trouble)

    def missing(self, address: str, ja: str = "", en: str = "") -> None:
        """A provision that is not there, or cannot be told from others."""
        self.add(
            Code.NO_SUCH_PROVISION,
            address,
            address,
            ja or f"{address}がありません。",
            en or f"There is no {address}.",
            "改正する文のその時点の番号と名前で示してください。同じ改正の前の文で番号が移ったものは、移った後の番号で示します。",
            "Name it by the number it has at that point; after an earlier sentence moved it, by the new one.",
        )

    def unsupported(
        self, said: str, where: str, ja: str, en: str, node: Live | None = None
    ) -> None:
        """Understood, but it cannot be carried out exactly."""
        self.add(
            Code.UNSUPPORTED,
            said,
            where,
            ja,
            en,
            "規定の全部を改める文に書き換えるか、別の文に分けてください。",
            "Rewrite the provision as a whole, or say it in sentences of their own.",
            node=node,
        )

    def overlap(self, said: str, node: Live, ja: str, en: str) -> None:
        """Two operations claim the same words or provision."""
        self.add(
            Code.OVERLAP,
            said,
            place(node),
            ja,
            en,
            "一つの規定の改正は一つの文にまとめ、重なる字句は一つの引用にしてください。",
            "Put the changes of one provision in one sentence, overlapping phrases in one quotation.",
            node=node,
        )
