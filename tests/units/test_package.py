"""The package as others import it."""

import subprocess
import sys

import renkei.units


def test_every_public_name_is_there() -> None:
    for name in renkei.units.__all__:
        assert getattr(renkei.units, name) is not None
    assert set(renkei.units.__all__) == set(renkei.units._HOME)
    assert set(renkei.units.__all__) <= set(dir(renkei.units))


def test_importing_the_package_loads_none_of_its_modules() -> None:
    script = (
        "import sys, renkei.units;"
        "print([m for m in sys.modules if m.startswith('renkei.units.')]);"
        "renkei.units.parse_numeral('一');"
        "print('renkei.units.wareki' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["[]", "False"]
