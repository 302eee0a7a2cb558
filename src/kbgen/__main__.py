"""``python -m kbgen``."""

import sys

from kbgen.cli import main

sys.exit(main())
