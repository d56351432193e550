"""``python -m renkei``: the same as the command ``renkei``."""

import sys

from renkei.cli import main

sys.exit(main())
