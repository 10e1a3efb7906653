"""The reference engine: what a programme gives for each row of a table, and why for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.answers import Answer
from tashan.mechanisms.rules.bound import BoundProgramme, OverPopulation
from tashan.mechanisms.rules.engines.reference.populations import of_row, over_all
from tashan.mechanisms.rules.engines.reference.prepared import Prepared, amount
from tashan.mechanisms.rules.engines.reference.values import Over, Row, all_of
from tashan.mechanisms.rules.tables import Cell, Matched, Table
from tashan.mechanisms.rules.walking import populations

NOTHING: Over = {}
MOST_READY = 10_000  # programmes kept ready for one row after another


class ReferenceEngine:
    """``calendar`` counts the working days (mechanisms.working_days.calendar())."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._ready: dict[int, Prepared] = {}  # by the identity of the programme, which they keep

    def match(self, table: Table, programmes: Sequence[BoundProgramme]) -> list[Matched]:
        return [self._matched(table, programme) for programme in programmes]

    def _matched(self, table: Table, programme: BoundProgramme) -> Matched:
        places = over_all(table, populations(programme), self._calendar)
        eligible: list[int] = []
        paid: list[int | None] = []
        unknown: list[int] = []
        for number, cells in enumerate(table.rows()):
            row = Row(cells, self._calendar, of_row(places, number))
            held = verdict(row, programme)
            if held:
                eligible.append(number)
                paid.append(amount(row, programme))
            elif held is None:
                unknown.append(number)
        return Matched(programme.code, eligible, paid, unknown)

    def over(
        self, table: Table, programmes: Sequence[BoundProgramme], number: int
    ) -> Mapping[OverPopulation, Fraction | None]:
        """What ``answer`` needs of the other rows, for the row of this number: ranks and sums."""
        nodes = {node for programme in programmes for node in populations(programme)}
        return of_row(over_all(table, nodes, self._calendar), number)

    def answer(
        self, row: Mapping[str, Cell], programme: BoundProgramme, *, over: Over = NOTHING
    ) -> Answer:
        """One row with its reasons. ``over`` is needed where a rule ranks or shares.

        The row must not change afterwards: details are worked out when they are looked at.
        """
        return self._prepared(programme).answer(row, over)

    def _prepared(self, programme: BoundProgramme) -> Prepared:
        found = self._ready.get(id(programme))
        if found is None:
            if len(self._ready) >= MOST_READY:
                self._ready.clear()
            found = self._ready[id(programme)] = Prepared(programme, self._calendar)
        return found


def verdict(row: Row, programme: BoundProgramme) -> bool | None:
    held = [row.truth(condition.rule) for condition in programme.eligible]
    kept_out = [row.truth(condition.rule) for condition in programme.excluded]
    return all_of([*held, *(None if out is None else not out for out in kept_out)])
