"""Commands of the figures: each takes its arguments and returns the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tashan.base.errors import UserError
from tashan.record.commands import set_up

PARTIAL = 4  # docs/reference/exit-codes.md


def provinces(argv: Sequence[str]) -> int:
    """``tashan provinces FILE``: 4 where some rows were left out, which are told."""
    parser = argparse.ArgumentParser(
        prog="tashan provinces",
        description="Record the figures that provinces' reports state. Twice changes nothing.",
    )
    parser.add_argument("file", type=Path, help="like examples/provinces-2025.csv")
    file = parser.parse_args(argv).file
    if not file.is_file():
        raise UserError(f"{file} is no file.", hint="Give one like examples/provinces-2025.csv.")
    set_up()
    from django.utils import timezone

    from tashan.indicators.provinces import load_stated

    loaded = load_stated(file, at=timezone.now())
    for reason in loaded.left_out:
        print(reason, file=sys.stderr)
    print(f"{loaded.made} figures are new; {len(loaded.left_out)} rows were left out.")
    return PARTIAL if loaded.left_out else 0
