"""A changed tree becomes a text again: what did not change stands as it stood, down to the spaces."""

import io
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from renkei.instrument import Document, read, read_text
from renkei.instrument.composing import compose
from renkei.instrument.formats import write
from renkei.instrument.model import Kind, Node, Number, Role, covered, shape

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "src/renkei/data/agreements/sapporo-ishikari-2019.txt").read_text(encoding="utf-8")
SAMPLE = read_text(TEXT)
Edit = Callable[[Node], tuple[Node, ...]]


def edited(root: Node, ident: str, edit: Edit) -> Node:
    """The tree with one node replaced by what ``edit`` makes of it."""
    children: list[Node] = []
    for child in root.children:
        children.extend(edit(child) if child.id == ident else (edited(child, ident, edit),))
    return replace(root, children=tuple(children))


def worded(text: str) -> Edit:
    return lambda node: (replace(node, text=text),)


def new(kind: Kind, *children: Node, number: int | None = None, **words: str) -> Node:
    parsed = Number((number,)) if number is not None else None
    return Node("", kind, number=parsed, children=children, **words)  # type: ignore[arg-type]


def article(number: int, caption: str, text: str) -> Node:
    paragraph = new(Kind.PARAGRAPH, number=1, text=text)
    return new(Kind.ARTICLE, paragraph, number=number, label=f"第{number}条", caption=caption)


def row(*cells: str) -> Node:
    return new(Kind.ROW, *(new(Kind.CELL, text=text) for text in cells))


def holds(made: Document, root: Node) -> None:
    """What is true of every composed text."""
    assert shape(made.root) == shape(root)
    assert covered(made) == made.source
    ids = [node.id for node in made.root.walk()]
    assert len(ids) == len(set(ids))
    assert all(ids)
    for node in made.root.walk():
        for role, field in ((Role.LABEL, "label"), (Role.TEXT, "text"), (Role.CAPTION, "caption")):
            pieces = (made.source[p.start : p.end] for p in node.pieces if p.role is role)
            assert "".join(pieces) == getattr(node, field)


def test_an_unchanged_tree_is_the_text_itself() -> None:
    assert compose(SAMPLE.root, SAMPLE) is SAMPLE
    copied = edited(SAMPLE.root, "art_1", lambda node: (replace(node),))
    assert compose(copied, SAMPLE).source == TEXT


def test_changed_words_are_put_in_their_place_and_nothing_else_moves() -> None:
    old = "定期的に協議を行うものとする。"
    text = next(n for n in SAMPLE.root.walk() if n.id == "art_5__para_1").text
    root = edited(SAMPLE.root, "art_5__para_1", worded(text.replace(old, "毎年度協議する。")))
    made = compose(root, SAMPLE)
    holds(made, root)
    assert made.source == TEXT.replace(old, "毎年度協議する。")
    assert [n.id for n in made.root.walk()] == [n.id for n in SAMPLE.root.walk()]


def test_a_new_article_is_set_like_its_siblings() -> None:
    root = edited(
        SAMPLE.root, "art_6", lambda node: (article(6, "情報", "甲及び乙は、共有する。"), node)
    )
    root = edited(root, "art_6", lambda node: (replace(node, label="第7条", number=Number((7,))),))
    made = compose(root, SAMPLE)
    holds(made, root)
    expected = TEXT.replace("第6条 ", "第7条 ").replace(
        "（変更等）", "（情報）\n\n第6条 甲及び乙は、共有する。\n\n（変更等）"
    )
    assert made.source == expected
    assert next(n for n in made.articles() if n.label == "第7条").id == "art_6"


def test_a_new_last_article_leaves_the_gap_before_what_follows() -> None:
    root = edited(
        SAMPLE.root, "art_6", lambda node: (node, article(7, "情報", "甲及び乙は、共有する。"))
    )
    made = compose(root, SAMPLE)
    holds(made, root)
    at = made.source.index("第7条 甲及び乙は、共有する。")
    behind = made.source[at + len("第7条 甲及び乙は、共有する。") :]
    end_of_six = TEXT.index("経なければならない。") + len("経なければならない。")
    assert behind == TEXT[end_of_six:]


def test_an_article_taken_out_takes_its_lines_along() -> None:
    root = edited(SAMPLE.root, "art_5", lambda _: ())
    made = compose(root, SAMPLE)
    holds(made, root)
    start, end = TEXT.index("（定期的な協議）"), TEXT.index("（変更等）")
    assert made.source == TEXT[:start] + TEXT[end:]


def test_a_new_row_has_the_tabs_of_its_table() -> None:
    added = row("観光", "観光を進める。", "進める。", "協力する。")
    root = edited(SAMPLE.root, "annex_1__row_福祉", lambda node: (node, added))
    made = compose(root, SAMPLE)
    holds(made, root)
    line = next(line for line in TEXT.split("\n") if line.startswith("福祉\t"))
    new_line = "観光\t観光を進める。\t進める。\t協力する。"
    assert made.source == TEXT.replace(line, f"{line}\n{new_line}")
    cells = next(n for n in made.root.walk() if n.kind is Kind.ROW and n.attr("key") == "観光")
    assert cells.children[2].attr("header") == "甲の役割"


def test_rows_with_bars_keep_their_bars() -> None:
    text = (
        "見本協約\n\n第1条 取組は、別表のとおりとする。\n\n別表（第1条関係）\n"
        "| 取組 | 内容 |\n|----|----|\n| 福祉 | 福祉を進める。 |\n| 教育 | 教育を進める。 |\n"
    )
    before = read_text(text)
    root = edited(before.root, "annex_1__row_福祉", lambda node: (node, row("観光", "観光する。")))
    made = compose(root, before)
    holds(made, root)
    assert "| 福祉 | 福祉を進める。 |\n| 観光 | 観光する。 |\n| 教育" in made.source
    assert "|----|----|\n| 福祉" in made.source


def test_a_broken_row_stays_while_unchanged_and_is_set_whole_when_changed() -> None:
    assert SAMPLE.joins
    other = next(n for n in SAMPLE.root.walk() if n.id == "art_1__para_1")
    kept = compose(edited(SAMPLE.root, other.id, worded(other.text + "追加。")), SAMPLE)
    assert len(kept.joins) == len(SAMPLE.joins)
    broken = next(join.row_id for join in SAMPLE.joins if join.key == "災害対策")
    cell = next(n for n in SAMPLE.root.walk() if n.id == broken).children[1]
    root = edited(SAMPLE.root, cell.id, worded(cell.text.replace("時にに", "時に")))
    made = compose(root, SAMPLE)
    holds(made, root)
    assert len(made.joins) == len(SAMPLE.joins) - 1
    key = next(n for n in made.root.walk() if n.id == broken).children[0].text
    line = next(line for line in made.source.split("\n") if line.startswith(f"{key}\t"))
    assert line.count("\t") == 3


def test_a_broken_row_is_set_whole_also_when_another_of_its_cells_changes() -> None:
    broken = next(join.row_id for join in SAMPLE.joins if join.key == "災害対策")
    cell = next(n for n in SAMPLE.root.walk() if n.id == broken).children[0]
    root = edited(SAMPLE.root, cell.id, worded("防災"))
    made = compose(root, SAMPLE)
    holds(made, root)
    line = next(line for line in made.source.split("\n") if line.startswith("防災\t"))
    assert line.count("。") == 3


def test_a_caption_put_on_and_taken_off() -> None:
    root = edited(SAMPLE.root, "art_4", lambda node: (replace(node, caption=""),))
    made = compose(root, SAMPLE)
    holds(made, root)
    assert made.source == TEXT.replace("（費用分担）\n\n", "")
    back = compose(edited(made.root, "art_4", lambda n: (replace(n, caption="費用分担"),)), made)
    assert back.source == TEXT


def test_facts_are_read_again() -> None:
    supplement = next(SAMPLE.root.of_kind(Kind.SUPPLEMENT)).children[0]
    text = supplement.text.replace("平成31年4月1日", "令和2年4月1日")
    made = compose(edited(SAMPLE.root, supplement.id, worded(text)), SAMPLE)
    assert made.facts.effective is not None
    assert made.facts.effective.year == 2020
    assert made.facts.title == SAMPLE.facts.title
    assert made.facts.signatures == SAMPLE.facts.signatures
    assert made.origin.sha256 != SAMPLE.origin.sha256


def test_a_new_provision_never_takes_the_id_of_one_that_is_gone() -> None:
    root = edited(SAMPLE.root, "art_5", lambda _: (article(5, "協議", "協議する。"),))
    made = compose(root, SAMPLE)
    holds(made, root)
    fresh = next(n for n in made.articles() if n.number == Number((5,)))
    assert fresh.id not in {node.id for node in SAMPLE.root.walk()}


def test_signatures_side_by_side_stay_so_while_one_name_changes() -> None:
    text = (
        "見本協約\n\n第1条 甲及び乙は、協力する。\n\n令和6年4月1日\n\n"
        "甲　青嶺市長　青木一郎　　　　乙　浜辺市長　浜田二郎\n"
    )
    before = read_text(text)
    field = next(n for n in before.root.of_kind(Kind.FIELD) if n.text == "青木一郎")
    root = edited(before.root, field.id, worded("赤木三郎"))
    made = compose(root, before)
    holds(made, root)
    assert made.source == text.replace("青木一郎", "赤木三郎")


def test_what_no_layout_can_say_stands_and_is_told() -> None:
    root = edited(SAMPLE.root, "art_2", lambda node: (replace(node, label="だい二じょう"),))
    made = compose(root, SAMPLE)
    holds(made, root)
    assert [found.code for found in made.diagnostics] == ["R004"]
    assert not compose(SAMPLE.root, SAMPLE).diagnostics


@pytest.mark.parametrize("fmt", ["docx", "json"])
def test_texts_of_other_formats(fmt: str) -> None:
    before = read(write(SAMPLE, fmt), name=f"a.{fmt}")
    supplement = next(before.root.of_kind(Kind.SUPPLEMENT)).children[0]
    added = row("観光", "観光を進める。", "進める。", "協力する。")
    root = edited(before.root, "annex_1__row_福祉", lambda node: (node, added))
    root = edited(root, supplement.id, worded(supplement.text.replace("31年", "32年")))
    made = compose(root, before)
    holds(made, root)
    assert not made.diagnostics
    again = read(write(made, fmt), name=f"b.{fmt}")
    assert shape(again.root) == shape(root)


def test_a_heading_row_marked_in_a_word_file_stays_one() -> None:
    from docx import Document as WordFile
    from docx.oxml import OxmlElement

    word = WordFile()
    for line in ("見本協約", "第1条　取組は、別表のとおりとする。", "別表"):
        word.add_paragraph(line)
    table = word.add_table(rows=0, cols=2)
    for texts in (("春", "秋"), ("桜", "紅葉"), ("梅", "銀杏")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    held = io.BytesIO()
    word.save(held)
    before = read(held.getvalue(), name="a.docx")
    assert len(before.of_kind(Kind.HEADER)) == 1
    cell = next(n for n in before.root.of_kind(Kind.CELL) if n.text == "紅葉")
    root = edited(before.root, cell.id, worded("楓"))
    made = compose(root, before)
    holds(made, root)
    assert not made.diagnostics


def test_lines_of_a_hard_wrapped_text_stay_where_nothing_changed() -> None:
    path = ROOT / "tests/fixtures/specimens/hard-wrapped.txt"
    before = read_text(path.read_text(encoding="utf-8"))
    node = next(n for n in before.root.of_kind(Kind.PARAGRAPH) if len(n.pieces) > 4)
    root = edited(before.root, node.id, worded(node.text[:3] + "改" + node.text[3:]))
    made = compose(root, before)
    holds(made, root)
    assert not made.diagnostics
    assert abs(made.source.count("\n") - before.source.count("\n")) <= 2


def _random_edit(root: Node, chance: random.Random) -> Node:
    nodes = [n for n in root.walk() if n.kind not in (Kind.DOCUMENT, Kind.MAIN)]
    way = chance.choice(("word", "word", "delete", "double"))
    if way == "word":
        node = chance.choice([n for n in nodes if len(n.text) > 4])
        start = chance.randrange(len(node.text) - 1)
        end = start + chance.randrange(4)
        text = node.text[:start] + chance.choice(("改定", "連携の推進", "")) + node.text[end:]
        return edited(root, node.id, worded(text or "改"))
    kinds = (Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.ROW, Kind.GROUP)
    some = [n for n in nodes if n.kind in kinds]
    if not some:
        return root
    node = chance.choice(some)
    if way == "delete":
        return edited(root, node.id, lambda _: ())
    return edited(root, node.id, lambda old: (old, _bare(old)))


def _bare(node: Node) -> Node:
    children = tuple(_bare(child) for child in node.children)
    return replace(node, id="", pieces=(), marks=(), attrs=(), children=children)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests/fixtures/specimens").glob("*.txt")), ids=lambda p: p.stem
)
def test_whatever_is_changed_every_character_has_its_place(path: Path) -> None:
    before = read_text(path.read_text(encoding="utf-8"))
    chance = random.Random(path.stem)
    for _ in range(8):
        root = before.root
        for _ in range(chance.randrange(1, 4)):
            root = _random_edit(root, chance)
        holds(compose(root, before), root)
