"""``tashan remind``: derive a day's reminders and drafts of letters, and queue them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from tashan.record.commands import set_up

EPILOG = """examples:
  tashan remind                       # what is due today; the worker sends it
  tashan remind --on 2026-11-27       # as of another day
  tashan remind --send                # … and send it here and now
  tashan remind --format json
"""


def remind(argv: Sequence[str]) -> int:
    """0; a second run for the same day queues nothing. 2 where no ladder is adopted."""
    options = _parser().parse_args(argv)
    set_up()
    from django.utils import timezone

    from tashan.casework.supervision import deriving, sending

    at = timezone.now()
    made = deriving.remind(options.on or timezone.localdate(at), at)
    told: dict[str, object] = asdict(made) | {"on": made.on.isoformat()}
    if options.send:
        told["sent"] = sending.send_waiting(at)
    if options.format == "json":
        print(json.dumps(told))
        return 0
    for name, value in told.items():
        print(f"{name:12} {value}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tashan remind",
        description="Derive the reminders of a day from what is due and the adopted ladder.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--on", type=date.fromisoformat, help="the day, YYYY-MM-DD (today)")
    parser.add_argument("--send", action="store_true", help="send what waits, without the worker")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    return parser
