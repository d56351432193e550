"""A small ordinance, made up for amending, and short words for addresses and blocks."""

from __future__ import annotations

from renkei.amendment.applying import Applied, apply
from renkei.amendment.operations import (
    Add,
    Address,
    Amendment,
    Block,
    Instruction,
    Level,
    Move,
    Operation,
    Part,
    Replace,
    Step,
    Target,
    Where,
)
from renkei.amendment.trouble import Code, Refused
from renkei.instrument import Document, Node, read_text, shape
from renkei.instrument.model import Kind, Number

TEXT = """見本市手数料条例
令和五年見本市条例第三号

目次
　第一章　総則（第一条―第三条）
　第二章　手数料（第四条―第八条）
　附則

　　　第一章　総則

　（目的）
第一条　この条例は、手数料に関し必要な事項を定めることを目的とする。

　（定義）
第二条　この条例において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。
　一　手数料　市長が徴収する料金をいう。
　二　申請者　次に掲げる者をいう。
　　イ　市内に住所を有する者
　　ロ　市内に勤務する者
　　ハ　その他市長が認める者
　三　証明　市長が行う証明をいう。
２　前項の申請者は、市長に申請しなければならない。ただし、市長が認めるときは、この限りでない。
３　市長は、申請を受けたときは、審査する。この場合において、市長は、申請者に資料を求めることができる。

　（委任）
第三条　この条例の施行に関し必要な事項は、市長が別に定める。

　　　第二章　手数料

　（手数料の額）
第四条　手数料の額は、別表に定めるとおりとする。

　（減免）
第五条　市長は、特別の理由があるときは、手数料を減免することができる。

　（還付）
第六条　既に納めた手数料は、還付しない。

　（督促）
第七条　市長は、手数料を納めない者に督促する。

　（雑則）
第八条　この章に定めるもののほか、必要な事項は、規則で定める。

　　　附　則

　（施行期日）
１　この条例は、令和五年四月一日から施行する。
２　この条例の施行前の手数料については、なお従前の例による。

別表（第四条関係）

項\t事務\t金額
一\t住民票の写しの交付\t一通三百円
二\t印鑑証明\t一通三百円
三\t税の証明\t一通四百円

備考
１　一通とは、一枚をいう。
２　郵送の料金は、別に徴収する。
"""


def ordinance(*edits: tuple[str, str]) -> Document:
    """The ordinance, read; ``edits`` are made in its text first, each everywhere it fits."""
    wording = TEXT
    for old, new in edits:
        assert old in wording, old
        wording = wording.replace(old, new)
    return read_text(wording)


def num(text: str | int) -> Number:
    """``3``, ``"3_2"``, ``"3:5"``."""
    number = Number.parse(str(text))
    assert number is not None
    return number


def art(number: str | int, *steps: Step) -> Address:
    """第N条 and what lies below it."""
    return (Step(Level.ARTICLE, num(number)), *steps)


def para(number: int) -> Step:
    return Step(Level.PARAGRAPH, num(number))


def item(number: str | int) -> Step:
    return Step(Level.ITEM, num(number))


def sub(label: str) -> Step:
    return Step(Level.SUBITEM, name=label)


def chapter(number: int) -> Address:
    return (Step(Level.CHAPTER, num(number)),)


SUPPLEMENT = Step(Level.SUPPLEMENT)
ANNEX = Step(Level.ANNEX, name="別表")


def row(name: str) -> Address:
    return (ANNEX, Step(Level.ROW, name=name))


def at(address: Address, part: Part = Part.WHOLE, last: Address = ()) -> Target:
    return Target(address, part, last)


def replace(address: Address, old: str, new: str, part: Part = Part.WHOLE) -> Replace:
    return Replace((Target(address, part),), (old,), new)


def article(label: str, number: str | int, caption: str, text: str) -> Node:
    """One article of one paragraph, as a block brings it."""
    inner = Node("", Kind.PARAGRAPH, number=num(1), text=text)
    return Node(
        "", Kind.ARTICLE, label=label, number=num(number), caption=caption, children=(inner,)
    )


def node(kind: Kind, label: str, number: str | int, text: str) -> Node:
    return Node("", kind, label=label, number=num(number), text=text)


def table_row(*cells: str) -> Node:
    return Node("", Kind.ROW, children=tuple(Node("", Kind.CELL, text=text) for text in cells))


def block(*nodes: Node) -> Block:
    return Block(nodes)


def move(old: Address, new: Address) -> Move:
    return Move(at(old), new)


def after(where: Address, *nodes: Node, unit: Level | None = None) -> Add:
    return Add(Where.AFTER, at(where), block(*nodes), unit)


def end(where: Address, *nodes: Node, unit: Level | None = None) -> Add:
    return Add(Where.END, at(where), block(*nodes), unit)


def amendment(*sentences: tuple[Operation, ...] | Operation) -> Amendment:
    """One sentence for each argument."""
    return Amendment(tuple(Instruction(s if isinstance(s, tuple) else (s,)) for s in sentences))


def amended(*sentences: tuple[Operation, ...] | Operation, base: Document | None = None) -> Applied:
    """The ordinance (or another base) with the sentences carried out."""
    return apply(amendment(*sentences), base or ordinance())


def refusal(
    *sentences: tuple[Operation, ...] | Operation, base: Document | None = None
) -> list[Code]:
    """The codes with which the sentences are refused; a test fails where they are not."""
    try:
        amended(*sentences, base=base)
    except Refused as refused:
        for trouble in refused.troubles:
            assert trouble.message_ja
            assert trouble.message_en
            assert trouble.remedy_ja
            assert trouble.remedy_en
        return [trouble.code for trouble in refused.troubles]
    raise AssertionError("the amendment was carried out")


def same(done: Applied, expected: Document) -> bool:
    """Whether the amended tree is what a reader gives for the amended text, and says so if not."""
    assert _lines(done.root) == _lines(expected.root)
    assert shape(done.root) == shape(expected.root)
    ids = [node.id for node in done.root.walk()]
    assert all(ids)
    assert len(ids) == len(set(ids))
    return True


def _lines(root: Node) -> list[str]:
    """The tree a line a node, with what a reader notes of rows and cells: failures read well."""
    return [
        f"{n.kind.value} {n.label} {n.number or ''} {n.caption} {n.note} {n.text} "
        f"{sorted(a for a in n.attrs if a[0] in ('key', 'header'))}"
        for n in root.walk()
    ]
