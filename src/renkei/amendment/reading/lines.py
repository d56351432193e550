"""The lines of an amendment on paper: opening lines, sentences, new text (改め文の行)."""

from __future__ import annotations

import re
from typing import NamedTuple

from renkei.amendment.reading.cursor import DIGITS

SPACES = " \u3000\t"


class Line(NamedTuple):
    """One line that is not blank: its number from 1, as it stands, and without spaces at its ends.

    ``running`` is the running head of a gazette that was taken off its beginning.
    """

    number: int
    raw: str
    body: str
    running: str = ""


class Opening(NamedTuple):
    """「第一条　所得税法（昭和四十年法律第三十三号）の一部を次のように改正する。」 taken apart."""

    clause: str
    title: str
    law_number: str
    whole: bool
    act: str


_NUM = f"[{DIGITS}]+"
_OPENING = re.compile(
    rf"(?:(?P<clause>(?:附則)?第{_NUM}条(?:の{_NUM})*|[0-9０-９]{{1,3}}(?=[ 　]))[ 　]*)?"
    r"(?P<title>[^「」の].*?)の(?P<part>一部|全部|全文)を次の(?:よう|とおり)に"
    r"(?P<act>改正|変更|改め)(?:する|る)。?"
)
_SHORT = re.compile(
    rf"(?:(?P<clause>(?:附則)?第{_NUM}条(?:の{_NUM})*|[0-9０-９]{{1,3}})[ 　]+)?"
    r"(?P<title>[^「」、。]+?[）)])を次の(?:よう|とおり)に(?P<act>改正|変更)する。?"
)
#: 「第71号　静　岡　市　報　令和７年４月１日　・」 at the head of a page, before what is printed there.
_RUNNING = re.compile(
    r"第[0-9０-９]+号[ 　]+(?:\S[ 　]+){1,8}?報[ 　]+(?:令和|平成|昭和)\S+日[ 　]*[・.．]?[ 　]*"
)
_LAW_NUMBER = re.compile(r"年.*第.*号|第.*号|年.*締結|締結")

#: What a sentence of amendment ends with.
TERMINAL = re.compile(
    r"(?:改める|加える|削る|削除する|とする|付する|付す|冠する|繰り?下げる|繰り?上げる|改正する|変更する|追加する)"
    r"。?$"
)
_SAME = "条|項|号|表|欄|部|款|目|章|節|編|附則|備考|様式|別表|注"
_HEAD = re.compile(
    rf"(?:題名|目次|前文|制定文|本則|附則|付則|全文|表紙|別表|別記|別図|別紙|別添|様式|書式|付録|第{_NUM}[編章節款目条項号]"
    rf"|第{_NUM}号様式|同(?:{_SAME})|署名欄|後文|締結日|法令番号|一体部分|不明行|末尾に|冒頭に|「)"
)
_LABELLED = re.compile(
    rf"(?:第{_NUM}[編章節款目条](?:の{_NUM})*(?:(?:から|及び)第{_NUM}[編章節款目条](?:の{_NUM})*(?:まで)?)?"
    rf"|{_NUM}(?:の{_NUM})*|[（(][^（()）「」]{{1,5}}[）)]|[ァ-ン]|[①-⑳⑴-⒇]|[a-zａ-ｚ])[ 　]"
)
_STRONG = re.compile(
    r"中「|中第|中同|を削[るり]|を次のよう|の次に次|に次の|の前に次|の見出し|を第|を同|ずつ繰"
)
_SUPPLEMENT = re.compile(r"[附付][ 　]*則(?:[（(].*[）)])?(?:[ 　]*抄)?")
_CAPTION = re.compile(r"[（(].*[）)]")


def lines_of(text: str) -> list[Line]:
    """The lines that hold something. Only U+000A ends a line; U+2028 stands inside texts."""
    found: list[Line] = []
    for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        head = _RUNNING.match(raw)
        rest = raw[head.end() :] if head else raw
        body = rest.strip(SPACES + "\r\ufeff")
        if body or head:
            found.append(Line(number, rest.rstrip("\r"), body, head[0] if head else ""))
    return found


def opening(body: str) -> Opening | None:
    """The line that names the text amended; None for any other."""
    if not body.rstrip("。").endswith(("する", "改める")):
        return None
    found = _OPENING.fullmatch(body)
    if found is None:
        found = _SHORT.fullmatch(body)
        if found is None or not _split_number(found["title"])[1]:
            return None
        part = "一部"
    else:
        part = found["part"]
    title, number = _split_number(found["title"])
    if not _paired(title):
        return None
    if not number and _HEAD.match(title) and part == "全文":
        return None
    if re.match(rf"(?:別表|様式|第{_NUM}[条項号])", title) and not number:
        return None
    act = "変更" if found["act"] == "変更" else "改正"
    return Opening(found["clause"] or "", title, number, part != "一部", act)


def _paired(title: str) -> bool:
    """Whether the brackets in a title pair: 「まちづくり」協定書, but not the end of a quote."""
    depth = 0
    for char in title:
        depth += (char == "「") - (char == "」")
        if depth < 0:
            return False
    return depth == 0


def _split_number(title: str) -> tuple[str, str]:
    """Title and what stands in brackets behind it, when that is the number of a law."""
    if not title.endswith("）"):
        return title, ""
    depth = 0
    for place in range(len(title) - 1, -1, -1):
        depth += (title[place] == "）") - (title[place] == "（")
        if depth == 0:
            inner = title[place + 1 : -1]
            if place and _LAW_NUMBER.search(inner):
                return title[:place], inner
            break
    return title, ""


def may_be_sentence(body: str) -> bool:
    """Whether a line could begin a sentence of amendment: an address at its head, no label."""
    return _HEAD.match(body) is not None and _LABELLED.match(body) is None and "\t" not in body


def must_be_sentence(body: str) -> bool:
    """Whether a line can hardly be anything but a sentence of amendment."""
    return (
        may_be_sentence(body)
        and TERMINAL.search(body) is not None
        and _STRONG.search(body) is not None
    )


def is_labelled(body: str) -> bool:
    """Whether a line begins with the label of a provision."""
    return _LABELLED.match(body) is not None


def is_supplement(body: str) -> bool:
    """「附　則」 alone on its line."""
    return _SUPPLEMENT.fullmatch(body) is not None


def is_caption(body: str) -> bool:
    """（見出し） alone on its line."""
    return _CAPTION.fullmatch(body) is not None


def goes_on(lines: list[Line], index: int) -> bool:
    """Whether the sentence at ``index`` goes on in the next lines: quoted words over line ends."""
    body = lines[index].body
    if not may_be_sentence(body):
        return False
    if index + 1 < len(lines) and lines[index + 1].body == "「":
        return TERMINAL.search(body) is None or body.count("「") != body.count("」")
    if TERMINAL.search(body) is not None:
        return False
    return body.count("「") > body.count("」") or _STRONG.search(body) is not None


#: A sentence goes over no more lines than this.
LONGEST = 400
#: A line end inside a text.
BREAK = "\u2028"


def gathered(lines: list[Line], index: int) -> list[tuple[str, int]]:
    """Each way to join the lines from ``index`` to one sentence: its words, the next index.

    Words quoted over several lines keep their line ends (as U+2028, like texts that hold one); a
    bracket alone on its line is part of no words.
    """
    words = lines[index].body
    inside = False
    ways: list[tuple[str, int]] = []
    block: list[str] = []
    for place in range(index + 1, min(index + LONGEST, len(lines))):
        line = lines[place]
        if not inside and line.body == "「":
            inside, block = True, []
        elif inside and line.body == "」":
            inside = False
            words += "「" + BREAK.join(_dedented(block)) + "」"
        elif inside:
            block.append(line.raw.rstrip(SPACES))
        else:
            apart = "「" in words and is_labelled(line.body) and not words.endswith("」")
            words += BREAK + line.body if apart else line.body
            if TERMINAL.search(words):
                ways.append((words, place + 1))
                if len(ways) > 3:
                    break
    return ways


def _dedented(block: list[str]) -> list[str]:
    """Lines without the spaces that all of them begin with."""
    indent = min((len(line) - len(line.lstrip(SPACES)) for line in block), default=0)
    return [line[indent:] for line in block]
