"""Lines that say in 〔〕 what they are, and brackets (印のある行)."""

from __future__ import annotations

import re

from renkei.instrument.model import Kind

SPACE = "\u3000"
MARK = re.compile(
    r"〔(?P<kind>[^・〕]+)(?:・(?P<number>[0-9_:]+))?(?:・(?P<depth>[0-9]+)段)?〕(?P<rest>.*)", re.S
)
WORDS = {
    "全文": Kind.DOCUMENT,
    "表紙": Kind.COVER,
    "番号": Kind.LAW_NUMBER,
    "題名": Kind.TITLE,
    "目次": Kind.TOC,
    "目次の行": Kind.TOC_ENTRY,
    "制定文": Kind.ENACTMENT,
    "前文": Kind.PREAMBLE,
    "本則": Kind.MAIN,
    "編": Kind.PART,
    "章": Kind.CHAPTER,
    "節": Kind.SECTION,
    "款": Kind.SUBSECTION,
    "目": Kind.DIVISION,
    "条": Kind.ARTICLE,
    "項": Kind.PARAGRAPH,
    "号": Kind.ITEM,
    "号の細分": Kind.SUBITEM,
    "附則": Kind.SUPPLEMENT,
    "後文": Kind.CLOSING,
    "締結日": Kind.DATE,
    "署名欄": Kind.SIGNATURE,
    "署名欄の行": Kind.FIELD,
    "別表": Kind.ANNEX,
    "部": Kind.GROUP,
    "表": Kind.TABLE,
    "見出し行": Kind.HEADER,
    "行": Kind.ROW,
    "欄": Kind.CELL,
    "備考": Kind.REMARKS,
    "一体": Kind.BLOCK,
    "不明行": Kind.UNPARSED,
}


def is_marked(line: str) -> bool:
    """Whether a line says in 〔〕 what it is."""
    found = MARK.fullmatch(line)
    return found is not None and (found["kind"] in WORDS or found["kind"] == "文")


def words_of(line: str) -> str | None:
    """The words of a block that is one line of words; None where it is a marked line of a node."""
    found = MARK.fullmatch(line)
    if found is None or found["kind"] not in (*WORDS, "文"):
        return line.strip(SPACE + " \t")
    return found["rest"] if found["kind"] == "文" else None


def bracketed(text: str) -> bool:
    """Whether one pair of full-width brackets holds all of it."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char == "（") - (char == "）")
        if depth <= 0:
            return text.startswith("（") and place == len(text) - 1
    return False


def opening_bracket(text: str) -> int:
    """Where the bracket that closes the text opens; 0 where it does not."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == "）") - (text[place] == "（")
        if depth == 0:
            return place
    return 0


def noted(rest: str) -> tuple[str, str] | None:
    """（note） and 　caption behind a label; None when something else stands there."""
    note = ""
    if rest.startswith("（"):
        depth = 0
        for place, char in enumerate(rest):
            depth += (char == "（") - (char == "）")
            if depth == 0:
                note, rest = rest[1:place], rest[place + 1 :]
                break
        else:
            return None
    if rest and not rest.startswith(SPACE):
        return None
    return note, rest[1:]
