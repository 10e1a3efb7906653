"""``tashan worker``: what runs in the background, by procrastinate."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

GRACE_SECONDS = 5  # for the work at hand when the worker is told to stop


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tashan.settings")
    import django

    django.setup()
    work(concurrency=options.concurrency)
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tashan worker", description="Do the background work.")
    parser.add_argument(
        "--concurrency", type=int, default=1, help="jobs at the same time (%(default)s)"
    )
    return parser


def work(*, concurrency: int) -> None:
    """Work until a signal says stop."""
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(
            name="tashan",
            concurrency=concurrency,
            shutdown_graceful_timeout=GRACE_SECONDS,
        )
