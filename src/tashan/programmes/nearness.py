"""How near those who nearly qualify are: the gap as a share of what is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tashan.mechanisms.rules.answers import Detail
from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.reference.explaining import Explainer
from tashan.mechanisms.rules.engines.reference.populations import of_row, over_all
from tashan.mechanisms.rules.engines.reference.values import Row
from tashan.mechanisms.rules.tables import Table
from tashan.mechanisms.rules.walking import populations
from tashan.mechanisms.working_days import calendar

DAYS_OF_A_YEAR = 365  # what a gap between two days is a share of


def shares_short(
    table: Table, programme: BoundProgramme, missed: Sequence[tuple[int, str]]
) -> list[float | None]:
    """Of rows, each with the code of the one condition it misses: 0.1 is a tenth short.

    None where no number tells. What the rules need of all other rows is had once.
    """
    found: dict[int, float | None] = {}
    for code in sorted({code for _row, code in missed}):
        rows = [row for row, held in missed if held == code]
        found.update(_of_condition(table, _alone(programme, code), rows))
    return [found[row] for row, _code in missed]


def _alone(programme: BoundProgramme, code: str) -> BoundProgramme:
    """Of its conditions this one alone: the others are not looked at again."""
    return replace(
        programme,
        eligible=tuple(each for each in programme.eligible if each.code == code),
        excluded=tuple(each for each in programme.excluded if each.code == code),
        amount=None,
    )


def _of_condition(
    table: Table, programme: BoundProgramme, rows: Sequence[int]
) -> Iterator[tuple[int, float | None]]:
    explainer, days, whole = Explainer(programme), calendar(), populations(programme)
    places = over_all(table, whole, days) if whole else {}
    for row in rows:
        cells = table.row(row)
        reasons = explainer.reasons(Row(cells, days, of_row(places, row)), cells)
        told = (_share(each) for reason in reasons for each in reason.details)
        shares = [share for share in told if share is not None]
        yield row, float(max(shares)) if shares else None


def _share(detail: Detail) -> Fraction | None:
    if detail.gap is None:
        return None
    if isinstance(detail.wanted, Fraction):
        return detail.gap / abs(detail.wanted) if detail.wanted else None
    return detail.gap / DAYS_OF_A_YEAR
