"""`python -m tashan` is `tashan`."""

from __future__ import annotations

import sys

from tashan.cli import main

sys.exit(main())
