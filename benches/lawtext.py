"""Lawtext (MIT, TypeScript), the known reader of Japanese statutes as plain text, as a yardstick.

Compared is: plain text to model. Lawtext reads its own text form, which it writes itself from the XML
of a law (not counted); we read ours, which our reader of the XML writes (not counted). Both texts hold
the same law; theirs is indented. Both run in one process, one after the other, in the same bench.
It is installed into a cache folder of the user, never into the project.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

VERSION = "0.1.52"
SCRIPT = Path(__file__).with_name("lawtext.cjs")


class Unavailable(Exception):
    """Why Lawtext cannot be run here."""


@dataclass(frozen=True)
class Peer:
    """What Lawtext did: seconds over all laws, its errors, and how much of the sample it kept."""

    wall: float
    cpu: float
    characters: int
    errors: int
    sample: str


def measure(sample: Path, laws: list[Path]) -> Peer:
    """Run Lawtext over the laws and the sample; Unavailable where npm or node is missing."""
    folder = _installed()
    done = subprocess.run(
        ["node", "--max-old-space-size=4096", SCRIPT, sample, *laws],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=900,
    )
    if done.returncode:
        raise Unavailable(f"node stopped: {done.stderr.strip().splitlines()[-1:]}")
    result = json.loads(done.stdout)
    read = result["sample"]
    said = f"{read['kept']:,} of {read['characters']:,} characters kept, {read['errors']} errors"
    if read["failed"]:
        said = f"not read: {read['failed'][:80]}"
    return Peer(
        wall=sum(law["wall"] for law in result["laws"]),
        cpu=sum(law["cpu"] for law in result["laws"]),
        characters=sum(law["characters"] for law in result["laws"]),
        errors=sum(law["errors"] for law in result["laws"]),
        sample=said,
    )


def _installed() -> Path:
    """The cache folder that holds Lawtext, installed there at the first use."""
    if not shutil.which("npm") or not shutil.which("node"):
        raise Unavailable("npm is not installed")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "renkei" / f"lawtext-{VERSION}"
    if (folder / "node_modules" / "lawtext" / "dist").is_dir():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    # Without its install scripts: one of them compiles a drawing library that parsing never needs.
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    done = subprocess.run(
        ["npm", "install", f"lawtext@{VERSION}", *quiet], cwd=folder, capture_output=True, text=True
    )
    if done.returncode:
        raise Unavailable("npm could not install it: " + done.stderr.strip()[-200:])
    return folder
