"""``tashan migrate``: the tables first, then what Tashan itself ships to fill them with."""

from __future__ import annotations

from collections.abc import Sequence

from tashan.record.commands import migrate


def main(argv: Sequence[str]) -> int:
    """Bring the database up to date and load what ships: places and definitions of indicators."""
    code = migrate(argv)
    return code or _load()


def _load() -> int:
    from django.utils import timezone

    from tashan.indicators import catalogue
    from tashan.registry.divisions import load_divisions

    loaded = load_divisions(at=timezone.now())
    if loaded.places:
        print(f"{loaded.places} places of GB/T 2260 entered.")
    kept = catalogue.sync(on=timezone.localdate())
    if kept.new or kept.changed:
        print(f"Definitions of indicators: {kept.new} new, {kept.changed} changed.")
    return 0
