"""Writes the documentation of all rules to standard output: what docs/checks.md holds."""

from __future__ import annotations

import sys

from renkei.instrument import checks

if __name__ == "__main__":
    sys.stdout.buffer.write(checks.manual().encode())
