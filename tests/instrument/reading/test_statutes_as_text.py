"""A statute read as plain text has the structure that its 法令標準XML gives it."""

from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from renkei.instrument import Document, Kind, read_text, shape
from renkei.instrument.formats.lawxml import read_lawxml

LAWS = sorted((Path(__file__).resolve().parents[2] / "fixtures" / "laws").glob("330*.xml"))

#: What the tags of an XML file tell and its characters do not: kinds there, kinds in the text.
TOLD_BY_TAGS_ALONE = {
    # 内閣は、…この政令を制定する。 is an enactment formula by its tag and a preamble by its place.
    (("enactment",), ("preamble", "paragraph")),
    # A first row of headings is tagged as any row; its words say that it heads the columns.
    (("row",), ("header",)),
    # 「第十条」 whose first paragraph is left out (抄): the tag is there, empty.
    (("paragraph",), ()),
    # 「第二条　２　…」: the first paragraph is left out and the second stands on the article's line.
    (("paragraph",), ("paragraph",)),
}


def outline(document: Document) -> list[tuple[Kind, str]]:
    return [(node.kind, node.label) for node in document.root.walk()]


def differences(xml: Document, text: Document) -> Counter[tuple[tuple[str, ...], tuple[str, ...]]]:
    one, other = outline(xml), outline(text)
    found: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    if one == other:
        return found
    for change, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if change != "equal":
            found[tuple(k for k, _ in one[a:b]), tuple(k for k, _ in other[c:d])] += 1
    return found


@pytest.mark.parametrize("path", LAWS, ids=lambda path: path.stem.split("_")[1])
def test_a_small_statute_is_read_from_its_text_as_from_its_tags(path: Path) -> None:
    xml = read_lawxml(path.read_bytes())
    text = read_text(xml.source)
    assert text.source == xml.source
    assert outline(text) == outline(xml)
    assert shape(text.root) == shape(xml.root)
    assert text.profile == "statute"
    assert text.facts.title == xml.facts.title == "原子力基本法"


def test_the_fixtures_are_there() -> None:
    assert len(LAWS) == 3


def test_all_statutes_differ_only_in_what_tags_alone_tell(corpus: Path) -> None:
    compared, differing = 0, 0
    for path in sorted(corpus.glob("laws/*/*.xml")):
        xml = read_lawxml(path.read_bytes())
        found = differences(xml, read_text(xml.source))
        assert set(found) <= TOLD_BY_TAGS_ALONE, path.stem
        compared += len(outline(xml))
        differing += found.total()
    assert compared > 40_000
    assert differing < compared * 0.005
