"""What `./run` installs on Debian for tests when it may. Standard library only."""

import os
import subprocess


def install(*packages: str) -> str:
    """Install packages without a word to the person, and give what apt-get said if it failed."""
    quiet = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for words in (
        [*quiet, "update"],
        [*quiet, "install", "-y", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            words,
            env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            said = done.stdout.decode(errors="replace").strip()
            return f"{' '.join(words)} failed:\n{said}"
    return ""
