"""文例: the sentence for a scheme and a kind of procedure, from ``wording.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

_Tables = dict[str, dict[str, dict[str, str]]]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    text = files("renkei.desk.procedures.papers").joinpath("wording.toml").read_text("utf-8")
    return tomllib.loads(text)


#: The table of a scheme. Schemes without one use the general sentences, under no law of their own.
_TABLE = {"renkei_chusu": "renkei", "other": "renkei", "teiju_jiritsu": "teiju"}


def sentence(scheme: str, kind: str, key: str) -> str:
    """The sentence as written in the table, its {fields} open.

    From the particular to the general: scheme and kind, scheme, kind, any. "" where there is none:
    the paper does not exist for this kind.
    """
    own = _TABLE.get(scheme, "")
    for table, part in ((own, kind), (own, "any"), ("any", kind), ("any", "any")):
        found = _tables().get(table, {}).get(part, {}).get(key)
        if found is not None:
            return found
    return ""
