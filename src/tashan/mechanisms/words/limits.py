"""Limits in words, and the longest way through a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tashan.mechanisms.procedure import Need, Procedure, Step
from tashan.mechanisms.timing import LimitUnit, TimeLimit
from tashan.mechanisms.words.names import Speaker

_WORKED = {  # working days in one
    LimitUnit.DAYS: Decimal("0.7"),
    LimitUnit.WORKING_DAYS: Decimal(1),
    LimitUnit.MONTHS: Decimal(21),
}
_UNITS = {
    LimitUnit.DAYS: ("日", "days"),
    LimitUnit.WORKING_DAYS: ("个工作日", "working days"),
    LimitUnit.MONTHS: ("个月", "months"),
}


def limit(given: TimeLimit | None, by: Speaker) -> str:
    """3 个工作日; nothing where there is none."""
    if given is None:
        return ""
    if given.number == 0:
        return by.pick("当日", "the same day")
    number = _number(given, by)
    zh, en = _UNITS[given.unit]
    english = en.removesuffix("s") if number == "1" else en
    return by.pick(f"{number} {zh}", f"{number} {english}")


def _number(given: TimeLimit, by: Speaker) -> str:
    if isinstance(given.number, int):
        return str(given.number)
    value = by.value(given.number)
    return f"{value:f}" if isinstance(value, Decimal) else by.title(given.number)


def of_step(step: Step) -> TimeLimit | None:
    """What is promised; what the law sets where nothing is."""
    return step.limit or step.statutory


def longest(procedure: Procedure, by: Speaker) -> tuple[int | None, frozenset[str]]:
    """Working days of the longest way, and its steps; None where a limit is of another unit.

    Steps that stop the clock are on the way and add nothing; limits in other units count on the
    way about as many working days as they hold, and leave the number unsaid.
    """
    days = {code: _days(step, by) for code, step in procedure.steps.items()}
    known = {code: count for code, count in days.items() if count is not None}
    about = {code: _about(step, by) for code, step in procedure.steps.items()}
    ends = _ends(procedure, about | known)
    last = max(reversed(ends), key=lambda code: ends[code])  # of two, the one that ends the way
    way = {last}
    while before := _hard(procedure, last):
        last = max(before, key=lambda code: ends[code])
        way.add(last)
    return (max(ends.values()) if len(known) == len(days) else None), frozenset(way)


def _days(step: Step, by: Speaker) -> int | None:
    found = of_step(step)
    if step.stops or found is None or found.number == 0:
        return 0 if step.stops or found else None
    if found.unit is not LimitUnit.WORKING_DAYS:
        return None
    value = found.number if isinstance(found.number, int) else by.value(found.number)
    return int(value) if isinstance(value, int | Decimal) else None


def _about(step: Step, by: Speaker) -> int:
    found = of_step(step)
    if found is None:
        return 0
    value = found.number if isinstance(found.number, int) else by.value(found.number)
    return round(value * _WORKED[found.unit]) if isinstance(value, int | Decimal) else 0


def _ends(procedure: Procedure, days: Mapping[str, int]) -> dict[str, int]:
    """After how many working days each step is done."""
    ends: dict[str, int] = {}
    left = list(procedure.steps)
    while left:
        ready = [code for code in left if all(b in ends for b in _hard(procedure, code))]
        for code in ready or left:
            before = [ends.get(b, 0) for b in _hard(procedure, code)]
            ends[code] = max(before, default=0) + days.get(code, 0)
            left.remove(code)
            break
    return ends


def _hard(procedure: Procedure, code: str) -> list[str]:
    steps = procedure.steps[code].after
    return [one.step for one in steps if one.need is Need.HARD and one.step in procedure.steps]
