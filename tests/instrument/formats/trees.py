"""Small trees built by hand, for tests of writers that must not wait for a reader."""

from __future__ import annotations

import datetime

from renkei.instrument.model import (
    Commencement,
    Document,
    Facts,
    Kind,
    Node,
    Number,
    Party,
    Piece,
    Role,
    Signature,
)


class Page:
    """Writes a source and the nodes over it: ``line`` makes a node with its own printed line."""

    def __init__(self) -> None:
        self.source = ""
        self._own: list[Piece] = []

    def _put(self, pieces: list[Piece], role: Role, text: str) -> None:
        if text:
            start = len(self.source)
            self.source += text
            pieces.append(Piece(role, start, len(self.source)))

    def line(
        self,
        ident: str,
        kind: Kind,
        *,
        label: str = "",
        number: int | None = None,
        caption: str = "",
        note: str = "",
        text: str = "",
        end: str = "\n",
        field: str = "",
        header: str = "",
    ) -> Node:
        """A node whose characters are written now; its children are put in by :func:`over`."""
        pieces: list[Piece] = []
        above = caption and kind is Kind.ARTICLE
        if above:
            self._put(pieces, Role.LAYOUT, "（")
            self._put(pieces, Role.CAPTION, caption)
            self._put(pieces, Role.LAYOUT, "）\n")
        self._put(pieces, Role.LABEL, label)
        if label and (text or (caption and not above)):
            self._put(pieces, Role.LAYOUT, " ")
        if caption and not above:
            self._put(pieces, Role.CAPTION, caption)
        if note:
            self._put(pieces, Role.LAYOUT, "（")
            self._put(pieces, Role.NOTE, note)
            self._put(pieces, Role.LAYOUT, "）")
        self._put(pieces, Role.TEXT, text)
        self._put(pieces, Role.LAYOUT, end)
        attrs = tuple((k, v) for k, v in (("field", field), ("header", header)) if v)
        return Node(
            ident,
            kind,
            tuple(pieces),
            label,
            Number((number,)) if number else None,
            caption,
            note,
            text,
            (),
            attrs,
        )


def over(node: Node, *children: Node) -> Node:
    """The node with these children."""
    from dataclasses import replace

    return replace(node, children=children)


def agreement() -> Document:
    """An agreement of two cities like a real one: cover, articles, 附則, signatures, 別表."""
    page = Page()
    line = page.line
    cover = line("cover", Kind.COVER, text="連携協約書")
    title = line("title", Kind.TITLE, text="東市及び西市における連携協約")
    preamble_text = (
        "東市（以下「甲」という。）及び西市（以下「乙」という。）は、次のとおり締結する。"
    )
    begin = len(page.source)
    preamble = over(
        Node("preamble", Kind.PREAMBLE),
        line("preamble__para_1", Kind.PARAGRAPH, number=1, text=preamble_text),
    )
    first = over(
        line("art_1", Kind.ARTICLE, label="第1条", number=1, caption="目的", end=" "),
        line(
            "art_1__para_1",
            Kind.PARAGRAPH,
            number=1,
            text="甲及び乙は、連携する。ただし、別に定めるとき（この限りでない。）を除く。",
        ),
        over(
            line(
                "art_1__para_2",
                Kind.PARAGRAPH,
                label="２",
                number=2,
                text="次に掲げる取組を行う。",
            ),
            line(
                "art_1__para_2__item_1",
                Kind.ITEM,
                label="(1)",
                number=1,
                text="防災　消防を含む。",
            ),
            line("art_1__para_2__item_2", Kind.ITEM, label="(2)", number=2, text="医療"),
        ),
    )
    main = over(Node("main", Kind.MAIN), first)
    supplement = over(
        line("suppl_1", Kind.SUPPLEMENT, label="附 則"),
        line("suppl_1__para_1", Kind.PARAGRAPH, number=1, text="平成31年4月1日から施行する。"),
    )
    closing = line("closing", Kind.CLOSING, text="締結を証するため、本書2通を作成する。")
    date = line("date", Kind.DATE, text="平成31年（2019年）3月29日")
    signatures = []
    for index, (designation, city) in enumerate((("甲", "東"), ("乙", "西")), 1):
        stem = f"sign_{index}"
        signatures.append(
            over(
                line(stem, Kind.SIGNATURE, label=designation, end=" "),
                line(f"{stem}__field_1", Kind.FIELD, text=f"{city}市1番地", field="address"),
                line(f"{stem}__field_2", Kind.FIELD, text=f"{city}市", field="body"),
                line(f"{stem}__field_3", Kind.FIELD, text=f"{city}市長", field="office"),
                line(f"{stem}__field_4", Kind.FIELD, text=f"{city}野太郎", field="name"),
            )
        )
    annex_line = line("annex_1", Kind.ANNEX, label="別表", note="第1条関係")
    group = line("annex_1__grp_1", Kind.GROUP, label="(1)", number=1, caption="暮らし")
    inner = line("annex_1__grp_1__grp_1", Kind.GROUP, label="ア", number=1, caption="安全")
    columns = ("取組", "内容", "甲の役割")
    head = over(
        Node("annex_1__head", Kind.HEADER),
        *(
            line(f"annex_1__head__cell_{n}", Kind.CELL, text=name, end="\n" if n == 3 else "\t")
            for n, name in enumerate(columns, 1)
        ),
    )
    rows = []
    for key, content, role in (
        ("災害対策", "備蓄を行う。", "中心となる。"),
        ("救急 医療", "一行目\u2028二行目", ""),
    ):
        ident = f"annex_1__row_{key}"
        rows.append(
            over(
                Node(ident, Kind.ROW, attrs=(("key", key),)),
                *(
                    line(
                        f"{ident}__cell_{n}",
                        Kind.CELL,
                        text=words,
                        header=name,
                        end="\n" if n == 3 else "\t",
                    )
                    for n, (name, words) in enumerate(
                        zip(columns, (key, content, role), strict=True), 1
                    )
                ),
            )
        )
    table = over(Node("annex_1__tbl_1", Kind.TABLE), head, *rows)
    remarks = line("annex_1__remarks", Kind.REMARKS, label="備考", text="町を含む。")
    annex = over(annex_line, over(group, over(inner, table)), remarks)
    root = Node(
        "doc",
        Kind.DOCUMENT,
        children=(cover, title, preamble, main, supplement, closing, date, *signatures, annex),
    )
    return Document(
        source=page.source,
        root=root,
        profile="municipal",
        facts=Facts(
            title=title.text,
            genre="連携協約",
            parties=(
                Party("甲", "東市", (), begin, begin + 2),
                Party("乙", "西市", (), begin + 15, begin + 17),
            ),
            concluded=datetime.date(2019, 3, 29),
            concluded_text="平成31年（2019年）3月29日",
            copies=2,
            signatures=(
                Signature("甲", "東市1番地", "東市", "東市長", "東野太郎", "sign_1"),
                Signature("乙", "西市1番地", "西市", "西市長", "西野太郎", "sign_2"),
            ),
            commencements=(
                Commencement(
                    "suppl_1__para_1",
                    "平成31年4月1日から施行する。",
                    datetime.date(2019, 4, 1),
                ),
            ),
        ),
    )
