"""The texts that benches read: the agreement in the package, and statutes from the large corpus."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src/renkei/data/agreements/sapporo-ishikari-2019.txt"


def laws() -> tuple[list[Path], str]:
    """Files of 法令標準XML, and where they are from; the fixtures where there is no corpus."""
    named = os.environ.get("RENKEI_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    found = sorted((folder / "laws").glob("*/*.xml"))
    if found:
        return found, f"{len(found)} laws of the corpus"
    found = sorted((ROOT / "tests/fixtures/laws").glob("3*.xml"))
    return found, f"{len(found)} small laws (no corpus: name its folder by RENKEI_CORPUS)"
