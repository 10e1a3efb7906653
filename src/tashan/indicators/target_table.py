"""The table of a plan's targets: which lines are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from tashan.base.lights import Light
from tashan.indicators.plan_states import PlanState
from tashan.indicators.target_progress import TargetState
from tashan.indicators.target_words import TargetRow

COLUMNS = ("light", "title", "share", "difference", "answerable")
LIGHTS = ("red", "yellow", "green", "unknown")
R = TypeVar("R", bound=TargetRow)


def states_for(whole: PlanState, office: int | None) -> Sequence[TargetState]:
    """With an office its parts count too, else the top."""
    return whole.states if office else whole.top


def chosen(
    rows: Iterable[R], *, office: int | None = None, light: str = "", words: str = ""
) -> list[R]:
    """The lines of an office, of a light, and with these words in their title or subject."""
    return [
        row
        for row in rows
        if (office is None or row.state.target.answerable_id == office)
        and (not light or light_code(row) == light)
        and (words.casefold() in f"{row.title} {row.subject}".casefold())
    ]


def light_code(row: TargetRow) -> str:
    return str(row.state.light or "unknown")


def in_order(rows: Iterable[R], column: str, *, is_descending: bool = False) -> list[R]:
    """Bottom lines come first in every order; what is not known comes last either way."""
    held = list(rows)
    if column in ("share", "difference"):
        known = [row for row in held if _number(row, column) is not None]
        rest = [row for row in held if _number(row, column) is None]
        known.sort(key=lambda row: _number(row, column) or 0, reverse=is_descending)
        held = known + rest
    else:
        held.sort(key=lambda row: _words(row, column), reverse=is_descending)
    return sorted(held, key=lambda row: not row.state.target.is_bottom_line)


def _number(row: TargetRow, column: str) -> Decimal | None:
    if column == "difference":
        return row.state.difference
    measured = row.state.measured
    return measured.progress.share.value if measured else None


def _words(row: TargetRow, column: str) -> tuple[int | Decimal, str]:
    if column == "title":
        return 0, row.title
    if column == "answerable":
        return 0, row.answerable
    light = row.state.light
    urgency = Light.GREEN.urgency - Decimal("0.5") if light is None else Decimal(light.urgency)
    return urgency * 1000 + (row.state.difference or 0), row.title
