"""A PostgreSQL for tests and benches: started for them in a folder of its own, gone afterwards.

It listens on no network address, only on a socket in that folder, and takes what Debian's package
`postgresql` brings; a server that runs on the machine is neither used nor touched. Standard library
only, because `./run` uses it before there is an environment.
"""

import contextlib
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import debian

MANUAL = "on Debian: apt-get install postgresql"

#: Debian starts a server whenever the package comes to a machine. This keeps it from doing so.
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/only-for-tests.conf")

#: What may be given up because nothing here has to survive a power cut; and connections enough for
#: fifty writers at once beside the other workers of a test run.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
}


class NotPossible(Exception):
    """Why there is no PostgreSQL here, and what to do about it."""


def find() -> Path:
    """The folder of the newest initdb and pg_ctl of this machine; raises NotPossible."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    versions = sorted(debian, key=lambda path: float(re.sub(r"[^\d.]", "", path.parts[-3]) or 0))
    named = shutil.which("initdb")
    found = versions[-1] if versions else Path(named) if named else None
    if found is None or not (found.parent / "pg_ctl").exists():
        raise NotPossible(f"no PostgreSQL server programs; {MANUAL}")
    return found.parent


def find_or_install() -> Path:
    """As :func:`find`, after an attempt with apt-get where that is allowed (as root)."""
    with contextlib.suppress(NotPossible):
        return find()
    if shutil.which("apt-get"):
        if os.geteuid() != 0:
            raise NotPossible(f"no PostgreSQL server programs; {MANUAL} (as root)")
        print("run: installing postgresql with apt-get", file=sys.stderr, flush=True)
        install()
    return find()


def install() -> None:
    """Debian's PostgreSQL, without the server that the package would start for good."""
    made = [path for path in NO_CLUSTER.parents if not path.exists()]
    NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    NO_CLUSTER.write_text("create_main_cluster = false\n")
    try:
        trouble = debian.install("postgresql")
    finally:
        NO_CLUSTER.unlink()
        for folder in made:  # whoever installs a real server later shall find Debian's own way
            with contextlib.suppress(OSError):
                folder.rmdir()
    if trouble:
        raise NotPossible(f"{MANUAL} (tried, without success)\n{trouble}")


@contextlib.contextmanager
def started(programs: Path) -> Iterator[str]:
    """A server for as long as the block lasts, and the address of a database `renkei` on it.

    The database itself is not made: Django makes `test_renkei` beside it. Raises NotPossible with
    what the server said if it does not start.
    """
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="renkei-pg-"))
    data = folder / "data"
    try:
        if owner:
            os.chown(folder, *owner)
        make = ["initdb", "--pgdata", data, "--username=postgres", "--auth=trust", "--no-sync"]
        _do(programs, [*make, "--encoding=UTF8", "--locale=C"], folder, owner)
        options = {**SETTINGS, "unix_socket_directories": folder}
        with (data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in options.items())
        control = ["pg_ctl", "--pgdata", data, "--wait"]
        try:
            _do(programs, [*control, "--log", folder / "log", "start"], folder, owner)
            yield f"postgresql://postgres@/renkei?host={folder}"
        finally:
            with contextlib.suppress(NotPossible):  # it may never have started
                _do(programs, [*control, "--mode=immediate", "stop"], folder, owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> tuple[int, int] | None:
    """Numbers of the user and group to run as where we are root, which PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise NotPossible("PostgreSQL does not run as root, and there is no user postgres")


def _do(programs: Path, words: list[object], folder: Path, owner: tuple[int, int] | None) -> None:
    """Run one of PostgreSQL's own programs and wait for it."""
    program, *rest = map(str, words)
    said = folder / "said"
    # Into a file: a server that is started keeps what it was given open, and a pipe would wait.
    with said.open("wb") as output:
        done = subprocess.run(
            [str(programs / program), *rest],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl+C is for the tests; the server is stopped after them
            **({"user": owner[0], "group": owner[1], "extra_groups": []} if owner else {}),
        )
    if done.returncode:
        log = folder / "log"
        words_said = said.read_text(errors="replace")
        words_said += log.read_text(errors="replace")[-2000:] if log.exists() else ""
        raise NotPossible(f"{program} failed:\n{words_said.strip()}")
