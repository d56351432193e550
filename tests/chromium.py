"""The Chromium that browser tests drive: found, or installed where that may be. Standard library only."""

import os
import shutil
import sys

from tests import debian

#: The browser, and the fonts without which Japanese pages show empty boxes.
PACKAGES = ("chromium", "fonts-noto-cjk")


def find_or_install() -> tuple[str, str]:
    """Path of a Chromium and an empty string, or an empty path and the reason why not."""
    named = os.environ.get("RENKEI_CHROMIUM")
    if named:
        return (named, "") if os.path.exists(named) else ("", "RENKEI_CHROMIUM names no file")
    if find():
        return find(), ""
    if not shutil.which("apt-get"):
        return "", "no Chromium; install it or name it by RENKEI_CHROMIUM"
    manual = "no Chromium; on Debian: apt-get install " + " ".join(PACKAGES)
    if os.geteuid() != 0:
        return "", manual + " (as root)"
    print(f"run: installing {' and '.join(PACKAGES)} with apt-get", file=sys.stderr, flush=True)
    trouble = debian.install(*PACKAGES)
    if not find():
        return "", f"{manual} (tried, without success)\n{trouble}".rstrip()
    return find(), ""


def find() -> str:
    """Path of an installed Chromium or Chrome, or an empty string."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), "")
