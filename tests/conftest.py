"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A change is judged by the same examples every time; RENKEI_EXPLORE=1 looks for new ones.
settings.register_profile("judged", derandomize=not os.environ.get("RENKEI_EXPLORE"))
settings.load_profile("judged")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the large corpus (statutes, amendments), which is not part of the project."""
    named = os.environ.get("RENKEI_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}: put it there or name its folder by RENKEI_CORPUS")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that browser tests drive; `./run test` finds or installs it."""
    path = os.environ.get("RENKEI_CHROMIUM")
    if not path:
        pytest.skip(os.environ.get("RENKEI_NO_CHROMIUM", "no Chromium: start through ./run test"))
    return path
