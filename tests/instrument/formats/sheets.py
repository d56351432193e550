"""Small documents built by hand, piece by piece, for the tests of what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from renkei.instrument.model import Document, Facts, Kind, Node, Piece, Role

LABEL, CAPTION, NOTE, TEXT, LAYOUT = Role.LABEL, Role.CAPTION, Role.NOTE, Role.TEXT, Role.LAYOUT


@dataclass
class N:
    """A node to be: its characters by role, before its children and (``after``) behind them."""

    kind: Kind
    head: Sequence[tuple[Role, str]] = ()
    children: Sequence[N] = ()
    after: Sequence[tuple[Role, str]] = ()
    attrs: dict[str, str] = field(default_factory=dict)


def build(nodes: Iterable[N], facts: Facts | None = None) -> Document:
    """The document whose source is the characters of ``nodes``, in order."""
    source: list[str] = []
    position = 0
    ids = count(1)

    def put(pieces: Iterable[tuple[Role, str]]) -> list[Piece]:
        nonlocal position
        made = []
        for role, text in pieces:
            source.append(text)
            made.append(Piece(role, position, position + len(text)))
            position += len(text)
        return made

    def make(spec: N) -> Node:
        node_id = f"{spec.kind}_{next(ids)}"
        pieces = put(spec.head)
        children = tuple(make(child) for child in spec.children)
        pieces += put(spec.after)
        said = [*spec.head, *spec.after]
        words = {role: "".join(t for r, t in said if r is role) for role in Role}
        return Node(
            id=node_id,
            kind=spec.kind,
            pieces=tuple(pieces),
            label=words[LABEL],
            caption=words[CAPTION],
            note=words[NOTE],
            text=words[TEXT],
            children=children,
            attrs=tuple(spec.attrs.items()),
        )

    root = make(N(Kind.DOCUMENT, children=list(nodes)))
    return Document("".join(source), root, "test", facts or Facts())


def line(kind: Kind, text: str, *children: N, **attrs: str) -> N:
    """A node of one line."""
    return N(kind, [(TEXT, text), (LAYOUT, "\n")], children, attrs=attrs)


def labelled(kind: Kind, label: str, text: str, *children: N, gap: str = " ") -> N:
    """A numbered line and what is under it."""
    return N(kind, [(LABEL, label), (LAYOUT, gap), (TEXT, text), (LAYOUT, "\n")], children)


def article(label: str, caption: str, text: str, *more: N, gap: str = " ") -> N:
    """条 with its 見出し above it; ``more`` are further 項, or 号 of the first one."""
    items = [node for node in more if node.kind is Kind.ITEM]
    rest = [node for node in more if node.kind is not Kind.ITEM]
    head = [(LAYOUT, "（"), (CAPTION, caption), (LAYOUT, "）\n\n"), (LABEL, label), (LAYOUT, gap)]
    return N(Kind.ARTICLE, head, [line(Kind.PARAGRAPH, text, *items), *rest])


def supplement(text: str) -> N:
    """附則 of one unnumbered paragraph."""
    return N(Kind.SUPPLEMENT, [(LABEL, "附 則"), (LAYOUT, "\n\n")], [line(Kind.PARAGRAPH, text)])


def signature(label: str, address: str, body: str, office: str, name: str) -> N:
    """署名欄 of one party."""
    fields = [
        line(Kind.FIELD, text, field=field_name)
        for field_name, text in (
            ("address", address),
            ("body", body),
            ("office", office),
            ("name", name),
        )
    ]
    return N(Kind.SIGNATURE, [(LABEL, label), (LAYOUT, " ")], fields)


def annex(label: str, related: str, *children: N) -> N:
    """別表 with the article it belongs to."""
    head = [(LABEL, label), (LAYOUT, "（"), (NOTE, related), (LAYOUT, "）\n\n")]
    return N(Kind.ANNEX, head, children)


def group(label: str, caption: str, *children: N) -> N:
    """A heading in a 別表."""
    return N(
        Kind.GROUP, [(LABEL, label), (LAYOUT, " "), (CAPTION, caption), (LAYOUT, "\n")], children
    )


def table(*rows: Sequence[str | N], header: bool = True) -> N:
    """表: each row a sequence of cells; the first is the heading unless ``header`` is False."""
    made = []
    for place, row in enumerate(rows):
        cells: list[N] = []
        for index, cell in enumerate(row):
            spec = N(Kind.CELL, [(TEXT, cell)]) if isinstance(cell, str) else cell
            end = "\n" if index == len(row) - 1 else "\t"
            cells.append(N(spec.kind, spec.head, spec.children, [(LAYOUT, end)], spec.attrs))
        made.append(N(Kind.HEADER if header and place == 0 else Kind.ROW, children=cells))
    return N(Kind.TABLE, children=made)


def agreement(*annexes: N, preamble: str = "") -> Document:
    """連携協約 of 甲市 and 乙町 with six parts of every kind, and the annexes given."""
    text = preamble or (
        "甲市（以下「甲」という。）及び乙町（以下「乙」という。）は、地方自治法（昭和22年法律第67号）"
        "第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。"
    )
    return build(
        [
            N(Kind.COVER, [(LAYOUT, "\n\n"), (TEXT, "圏域形成に係る連携協約書"), (LAYOUT, "\n")]),
            line(Kind.COVER, "平成31年（2019年）3月29日"),
            line(Kind.COVER, "甲市 乙町"),
            line(Kind.TITLE, "甲市及び乙町における圏域形成に係る連携協約"),
            N(Kind.PREAMBLE, children=[line(Kind.PARAGRAPH, text)]),
            N(
                Kind.MAIN,
                children=[
                    article(
                        "第1条",
                        "目的",
                        "この連携協約は、甲及び乙が連携して、次に掲げる事項を行うことを目的とする。",
                        labelled(Kind.ITEM, "(1)", "圏域全体の経済成長のけん引"),
                        labelled(
                            Kind.ITEM,
                            "(2)",
                            "高次の都市機能の集積",
                            labelled(
                                Kind.SUBITEM,
                                "ア",
                                "三次救急医療等の提供に関する情報の共有、職員の派遣及び研修の実施、"
                                "施設の共同利用その他これらに附帯する事項",
                            ),
                        ),
                        labelled(
                            Kind.PARAGRAPH, "２", "前項の事項は、別表に掲げる。", gap="\u3000"
                        ),
                    ),
                    article("第2条", "費用分担", "費用は、甲及び乙が協議の上、別に定める。"),
                ],
            ),
            supplement("この連携協約は、平成31年4月1日から施行する。"),
            line(
                Kind.CLOSING,
                "この連携協約の締結を証するため、本連携協約書2通を作成し、甲及び乙が記名押印の上、"
                "それぞれ各1通を保有する。",
            ),
            line(Kind.DATE, "平成31年（2019年）3月29日"),
            signature("甲", "甲市中央1丁目1番地", "甲市", "甲市長", "甲野太郎"),
            signature("乙", "乙町本町2番地", "乙町", "乙町長", "乙川花子"),
            *annexes,
        ]
    )
