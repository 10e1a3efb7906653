"""A rule that holds of a subject about which nothing is known decides nothing."""

from __future__ import annotations

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.bound import Bound
from tashan.mechanisms.rules.engines.reference.values import Row
from tashan.mechanisms.rules.walking import columns, populations

_NO_CALENDAR = Calendar([])


def holds_of_nothing(rule: Bound) -> bool:
    """Whether the rule is true where every column is empty."""
    cells = {column.key: None for column in columns(rule)}
    over = dict.fromkeys(populations(rule))
    return Row(cells, _NO_CALENDAR, over).truth(rule) is True
