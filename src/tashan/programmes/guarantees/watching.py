"""The watch list: what the newest look at each guarantee in force found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tashan.programmes.guarantee_models import (
    Guarantee,
    GuaranteeState,
    Inspection,
    WatchLevel,
)

GREEN, YELLOW, RED, GREY = "green", "yellow", "red", "grey"
_LIGHTS = {
    WatchLevel.NORMAL: GREEN,
    WatchLevel.ATTENTION: YELLOW,
    WatchLevel.WARNING: YELLOW,
    WatchLevel.SERIOUS: RED,
}


def newest_inspections(guarantees: Iterable[int], on: date) -> dict[int, Inspection]:
    """The last look at each by a day."""
    rows = Inspection.objects.filter(guarantee__in=list(guarantees), on__lte=on)
    found = rows.order_by("guarantee", "-on", "-id").distinct("guarantee")
    return {row.guarantee_id: row for row in found}


def light_of(guarantee: Guarantee, newest: Inspection | None, on: date) -> str:
    """Red where it is claimed, seriously worrying or past its end; yellow where it is watched."""
    if guarantee.state in (GuaranteeState.CLAIMED, GuaranteeState.PAID):
        return RED
    if guarantee.state != GuaranteeState.GRANTED:
        return GREY
    if guarantee.ends_on is not None and guarantee.ends_on < on:
        return RED
    return GREEN if newest is None else _LIGHTS[WatchLevel(newest.level)]
