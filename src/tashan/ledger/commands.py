"""``tashan audit``: ``books`` here, ``verify`` and ``files`` in the record."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tashan.record import commands


def audit(argv: Sequence[str]) -> int:
    """What is wrong with events, originals or books: 0 where all is sound, 1 where not."""
    parser = argparse.ArgumentParser(prog="tashan audit")
    parser.add_argument(
        "what",
        choices=["verify", "files", "books"],
        help="verify: look for changed, missing and added events and seals;"
        " files: compare each original on the disk with its SHA-256;"
        " books: compare balances and totals of days with postings, and entries with events",
    )
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="with books, as the owner of the tables: first make balances and totals of days"
        " what the postings come to",
    )
    asked = parser.parse_args(argv)
    if asked.what != "books":
        if asked.rebuild:
            parser.error("--rebuild goes with books alone")
        return commands.audit([asked.what])
    commands.set_up()
    commands.refuse_old_tables()
    return _books(anew=asked.rebuild)


def _books(*, anew: bool) -> int:
    from tashan.ledger.verifying import rebuild, verify_books

    if anew:
        print(f"{rebuild()} balances and totals of days made anew")
    verdict = verify_books()
    for fault in verdict.faults:
        print(fault)
    print(
        f"{verdict.books} books, {verdict.entries} entries, {verdict.postings} postings;"
        f" {len(verdict.faults)} faults"
    )
    return 1 if verdict.faults else 0
