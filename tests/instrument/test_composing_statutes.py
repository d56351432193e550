"""Composed statutes: sentences, columns and readings stay, and every format still holds every word."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from renkei.instrument import Document, read
from renkei.instrument.composing import compose
from renkei.instrument.formats import write
from renkei.instrument.formats.lawxml import read_lawxml, write_lawxml
from renkei.instrument.model import Kind, Node, Number, shape
from tests.instrument.test_composing import _bare, _random_edit, edited, holds, worded

LAWS = Path(__file__).resolve().parent.parent / "fixtures" / "laws"
LAW = read(sorted(LAWS.glob("3*.xml"))[-1].read_bytes())
EVERY = read((LAWS / "every-element.xml").read_bytes())


def through_xml(made: Document) -> Node:
    return read_lawxml(write_lawxml(made)).root


def test_changed_words_keep_their_sentences() -> None:
    node = next(
        n
        for n in LAW.root.of_kind(Kind.PARAGRAPH)
        if sum(mark.name == "Sentence" for mark in n.marks) > 1
    )
    root = edited(LAW.root, node.id, worded(node.text[:2] + "改定" + node.text[2:]))
    made = compose(root, LAW)
    holds(made, root)
    after = next(n for n in made.root.walk() if n.id == node.id)
    assert [m.name for m in after.marks] == [m.name for m in node.marks]
    assert [m.attrs for m in after.marks] == [m.attrs for m in node.marks]
    said = [made.source[m.start : m.end] for m in after.marks]
    was = [LAW.source[m.start : m.end] for m in node.marks]
    assert said[-1] == was[-1]
    assert shape(through_xml(made)) == shape(root)


def test_new_sentences_are_made_where_the_change_parts_them() -> None:
    node = next(n for n in LAW.root.of_kind(Kind.PARAGRAPH) if n.text.count("。") == 1)
    root = edited(LAW.root, node.id, worded(node.text + "ただし、この限りでない。"))
    made = compose(root, LAW)
    holds(made, root)
    assert b'Function="proviso"' in write_lawxml(made)
    assert shape(through_xml(made)) == shape(root)


def test_the_reading_of_a_ruby_stays_with_its_word() -> None:
    node = next(n for n in EVERY.root.walk() if any(mark.name == "Ruby" for mark in n.marks))
    ruby = next(mark for mark in node.marks if mark.name == "Ruby")
    assert node.text[-1] not in EVERY.source[ruby.start : ruby.end]
    root = edited(EVERY.root, node.id, worded(node.text[:-1] + "改" + node.text[-1]))
    made = compose(root, EVERY)
    after = next(n for n in made.root.walk() if n.id == node.id)
    kept = next(mark for mark in after.marks if mark.name == "Ruby")
    assert made.source[kept.start : kept.end] == EVERY.source[ruby.start : ruby.end]


def test_moved_and_new_provisions_carry_their_numbers() -> None:
    article = next(a for a in LAW.articles() if a.children)
    fresh = replace(_bare(article), label="第百条", number=Number((100,)), caption="新設")
    moved = replace(article, label="第百一条", number=Number((101,)))
    root = edited(LAW.root, article.id, lambda _: (fresh, moved))
    made = compose(root, LAW)
    holds(made, root)
    data = write_lawxml(made).decode()
    assert '<Article Num="100">' in data
    assert "<ArticleCaption>（新設）</ArticleCaption>" in data
    assert '<Article Num="101">' in data
    assert "<ArticleTitle>第百一条</ArticleTitle>" in data
    assert shape(through_xml(made)) == shape(root)


def test_a_new_supplement_names_the_amending_law() -> None:
    last = list(LAW.root.of_kind(Kind.SUPPLEMENT))[-1]
    fresh = replace(_bare(last), note="令和八年法律第一号", caption="")
    root = edited(LAW.root, last.id, lambda node: (node, fresh))
    made = compose(root, LAW)
    holds(made, root)
    assert 'AmendLawNum="令和八年法律第一号"' in write_lawxml(made).decode()
    assert shape(through_xml(made)) == shape(root)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_changed_the_statute_is_written_whole(seed: int) -> None:
    chance = random.Random(seed)
    root = LAW.root
    for _ in range(chance.randrange(1, 4)):
        root = _random_edit(root, chance)
    made = compose(root, LAW)
    holds(made, root)
    assert shape(through_xml(made)) == shape(root)
    assert made.facts == replace(LAW.facts, title=made.facts.title)


@pytest.mark.parametrize("fmt", ["akn", "docx", "html", "json"])
def test_a_composed_statute_is_written_in_every_format(fmt: str) -> None:
    chance = random.Random(7)
    made = compose(_random_edit(_random_edit(LAW.root, chance), chance), LAW)
    data = write(made, fmt)
    if fmt == "json":
        assert read(data, name="a.json") == made
    if fmt == "docx":
        words = "".join(read(data, name="a.docx").source.split())
        for node in made.root.of_kind(Kind.ARTICLE):
            assert node.label in words


def test_a_supplement_shown_in_part_says_so() -> None:
    """抄 is an attribute of the element and not in its text."""
    first = next(LAW.root.of_kind(Kind.SUPPLEMENT))
    caption = "" if first.caption else "抄"
    root = edited(LAW.root, first.id, lambda node: (replace(node, caption=caption),))
    made = compose(root, LAW)
    holds(made, root)
    assert shape(through_xml(made)) == shape(root)
    back = compose(edited(made.root, first.id, lambda _: (first,)), made)
    assert shape(through_xml(back)) == shape(LAW.root)
