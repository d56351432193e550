"""Roles told in running sentences: 「甲は、…する。乙は、…する。」 (文章で書かれた役割分担)."""

from __future__ import annotations

import re

#: A sentence that says what a party does, from its subject.
_SUBJECT = re.compile(
    r"(?:^|(?<=。))(?P<party>[甲乙丙丁戊](?:(?:、|及び|並びに|・)?[甲乙丙丁戊])*)は、"
)


def prose_roles(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the first party's sentence, and each party's sentences without subject.

    >>> prose_roles("図書を貸す。甲は、窓口を置く。乙は、知らせる。")
    ('図書を貸す。', {'甲': '窓口を置く。', '乙': '知らせる。'})
    """
    found = list(_SUBJECT.finditer(text))
    if not found:
        return text, {}
    roles: dict[str, str] = {}
    for here, after in zip(found, [*found[1:], None], strict=True):
        said = text[here.end() : after.start() if after else len(text)]
        roles[here["party"]] = roles.get(here["party"], "") + said
    return text[: found[0].start()], roles
