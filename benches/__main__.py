"""`python -m benches` lists the benches, `python -m benches NAME [options]` runs one."""

from __future__ import annotations

import importlib
import sys

#: Each is a module of this package with ``main(words) -> int``; the first line says what it measures.
BENCHES = {
    "text": "reading, checking and resolving references; memory; command line; DOCX and PDF; Lawtext",
    "amend": "amendments between real versions of statutes: made, proved, timed; one over eleven texts",
    "desk": "pages of the desk on a register as large as the country, on SQLite and PostgreSQL",
}


def main(words: list[str]) -> int:
    """List the benches, or run the named one."""
    if not words or words[0] in ("-h", "--help"):
        print("\n".join(f"./run bench {name}  {what}" for name, what in BENCHES.items()))
        return 0
    if words[0] not in BENCHES:
        print(
            f"「{words[0]}」という計測はありません。 There is no bench {words[0]!r}.",
            file=sys.stderr,
        )
        return 2
    bench = importlib.import_module(f"benches.{words[0]}")
    return int(bench.main(words[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
