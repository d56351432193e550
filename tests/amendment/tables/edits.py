"""Random edits of an agreement, as a person makes them in its text (hypothesis)."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

from tests.amendment.agreements import text

#: Words that are put in; none begins a provision.
WORDS = (
    "毎年度",
    "関係する市町村",
    "500円",
    "第5条第1項",
    "ＩＣＴ",
    "（以下「圏域」という。）",
    "時に",
    "等",
)

_ARTICLE = re.compile(r"^第(\d+)条 ", re.MULTILINE)
_Edit = Callable[[st.DataObject, list[str]], list[str]]


def _rows(lines: list[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if "\t" in line and not line.startswith("取組\t")]


def _sentences(lines: list[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if line.endswith("。") or "\t" in line]


def words_changed(data: st.DataObject, lines: list[str]) -> list[str]:
    """字句の改め: words within a sentence or a cell."""
    at = data.draw(st.sampled_from(_sentences(lines)))
    line = lines[at]
    inside = [i for i in range(8, len(line) - 2) if "\t" not in line[i - 1 : i + 3]]
    if not inside:
        return lines
    start = data.draw(st.sampled_from(inside))
    gone = data.draw(st.integers(0, 3))
    if "\t" in line[start : start + gone]:
        gone = 0
    word = data.draw(st.sampled_from(("", *WORDS)))
    return [*lines[:at], line[:start] + word + line[start + gone :], *lines[at + 1 :]]


def row_added(data: st.DataObject, lines: list[str]) -> list[str]:
    """項の追加."""
    at = data.draw(st.sampled_from(_rows(lines))) + data.draw(st.integers(0, 1))
    name = data.draw(st.sampled_from(("公共交通", "防犯", "空き家対策", "図書館")))
    cells = [
        data.draw(st.sampled_from(("情報を共有する。", "窓口を置く。", "協力する。")))
        for _ in range(3)
    ]
    return [*lines[:at], "\t".join((name, *cells)), *lines[at:]]


def row_removed(data: st.DataObject, lines: list[str]) -> list[str]:
    """項の削除; the last row of a table stays."""
    rows = [at for at in _rows(lines) if at - 1 in _rows(lines) or at + 1 in _rows(lines)]
    if not rows:
        return lines
    at = data.draw(st.sampled_from(rows))
    return lines[:at] + lines[at + 1 :]


def row_moved(data: st.DataObject, lines: list[str]) -> list[str]:
    """項の移動, to another group as well."""
    rows = [at for at in _rows(lines) if at - 1 in _rows(lines) or at + 1 in _rows(lines)]
    if not rows:
        return lines
    at = data.draw(st.sampled_from(rows))
    rest = lines[:at] + lines[at + 1 :]
    to = data.draw(st.sampled_from(_rows(rest)))
    return [*rest[:to], lines[at], *rest[to:]]


def article_added(data: st.DataObject, lines: list[str]) -> list[str]:
    """条の追加 with the numbers behind it moved, sometimes with 項 and 号."""
    heads = [at for at, line in enumerate(lines) if _ARTICLE.match(line)]
    at = data.draw(st.sampled_from(heads)) - 1
    caption = data.draw(st.sampled_from(("公表", "個人情報の保護", "協議会")))
    body = ["甲は、成果を公表する。"]
    if data.draw(st.booleans()):
        body += ["(1) 事業の名称", "(2) 事業の費用"]
    if data.draw(st.booleans()):
        body += ["2 乙は、前項の公表に協力する。"]
    new = [f"（{caption}）", f"第0条 {body[0]}", *body[1:], ""]
    return _renumbered([*lines[:at], *new, *lines[at:]])


def article_removed(data: st.DataObject, lines: list[str]) -> list[str]:
    """条の削除 with the numbers behind it moved up; the last article stays."""
    heads = [at for at, line in enumerate(lines) if _ARTICLE.match(line)]
    if len(heads) < 2:
        return lines
    at = data.draw(st.sampled_from(heads))
    end = next(i for i in range(at, len(lines)) if not lines[i])
    return _renumbered(lines[: at - 1] + lines[end + 1 :])


def paragraph_added(data: st.DataObject, lines: list[str]) -> list[str]:
    """項の追加 at the end of an article that has one paragraph."""
    heads = [at for at, line in enumerate(lines) if _ARTICLE.match(line) and not lines[at + 1]]
    if not heads:
        return lines
    at = data.draw(st.sampled_from(heads)) + 1
    return [*lines[:at], "2 前項の規定は、毎年度見直す。", *lines[at:]]


def supplement_added(data: st.DataObject, lines: list[str]) -> list[str]:
    """附則の項の追加: the only paragraph gets the number 1."""
    at = next((at for at, line in enumerate(lines) if line.endswith("から施行する。")), -1)
    if at < 0 or lines[at].startswith("1 "):
        return lines
    more = ["2 この連携協約の内容は、5年を目途に見直す。"]
    if data.draw(st.booleans()):
        more.append("3 前項の見直しは、甲及び乙の協議による。")
    return [*lines[:at], "1 " + lines[at], *more, *lines[at + 1 :]]


def caption_changed(data: st.DataObject, lines: list[str]) -> list[str]:
    """見出しの改め."""
    captions = [at for at, line in enumerate(lines) if re.fullmatch(r"（\S+）", line)]
    at = data.draw(st.sampled_from(captions))
    new = data.draw(st.sampled_from(("（趣旨）", "（役割（分担を含む））", "（費用の負担）")))
    return [*lines[:at], new, *lines[at + 1 :]]


def group_changed(data: st.DataObject, lines: list[str]) -> list[str]:
    """別表の見出しの改め."""
    groups = [at for at, line in enumerate(lines) if re.match(r"\(\d\) 圏域|\(\d\) 生活", line)]
    if not groups:
        return lines
    at = data.draw(st.sampled_from(groups))
    return [*lines[:at], lines[at][:4] + "圏域の暮らしの向上", *lines[at + 1 :]]


def _renumbered(lines: list[str]) -> list[str]:
    count = 0
    made: list[str] = []
    for line in lines:
        if _ARTICLE.match(line):
            count += 1
            line = _ARTICLE.sub(f"第{count}条 ", line)
        made.append(line)
    return made


EDITS: tuple[_Edit, ...] = (
    words_changed,
    words_changed,
    row_added,
    row_removed,
    row_moved,
    article_added,
    article_removed,
    paragraph_added,
    supplement_added,
    caption_changed,
    group_changed,
)


def edited(data: st.DataObject, count: int) -> str:
    """The agreement of the tests after some edits."""
    lines = text("浜辺市").split("\n")
    for _ in range(count):
        lines = data.draw(st.sampled_from(EDITS))(data, lines)
    return "\n".join(lines)
