"""The counting figures of many places at once: one query, by the index of one indicator's figures.

All places, indicators, periods and holders of a comparison are asked for together; what is picked
of them is worked out in ``tashan.indicators.held``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from tashan.base.periods import FigurePeriod, PeriodKind
from tashan.indicators.choices import Choice, Definitions, firsts, has_level
from tashan.indicators.figures import counting
from tashan.indicators.held import Figures, Held, shelved
from tashan.indicators.lines import Span
from tashan.indicators.models import Definition, Indicator, Measure, Observation
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

_FIELDS = (
    "subject_id", "id", "indicator_id", "measure", "first", "last",
    "holder", "scope", "value", "vintage", "approximate",
)  # fmt: skip


def indicator_ids() -> dict[str, int]:
    """All codes that figures are stored under: a small table, asked for once."""
    return dict(Indicator.objects.values_list("code", "id"))


def with_inputs(codes: Iterable[str], definitions: Definitions) -> set[str]:
    """The codes and all that they are worked out of."""
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        code = waiting.pop()
        if code not in found and code in definitions:
            found.add(code)
            waiting.extend(definitions[code].inputs)
    return found


def gathered(
    places: Iterable[int] | QuerySet[Entity],
    codes: Iterable[str],
    periods: Iterable[FigurePeriod],
    *,
    definitions: Definitions,
    ids: Mapping[str, int],
) -> dict[int, Figures]:
    """The figures of the places by place; a place without any is left out."""
    wanted = sorted(with_inputs(codes, definitions) & ids.keys())
    spans = list(periods)
    names = {ids[code]: code for code in wanted}
    first_days = {d for p in spans for code in wanted for d in firsts(code, p, definitions)}
    rows = Observation.objects.filter(
        subject__in=places,
        indicator__in=names,
        last__in={period.last for period in spans},
        first__in=first_days,
    )
    found: dict[int, list[Held]] = defaultdict(list)
    for subject, pk, indicator, *rest in counting(rows).values_list(*_FIELDS):
        found[subject].append(Held(pk, names[indicator], *rest))
    return {place: shelved(held) for place, held in found.items()}


def changed_definitions(span: Span, *, ids: Mapping[str, int]) -> frozenset[str]:
    """The codes whose definition became another one after the earlier period."""
    if span.earlier is None:
        return frozenset()
    names = {pk: code for code, pk in ids.items()}
    later = Definition.objects.filter(
        number__gt=1, since__gt=span.earlier.last, since__lte=span.period.last
    )
    return frozenset(names[pk] for pk in later.values_list("indicator_id", flat=True))


class Offered:
    """What there are figures of for one place: the periods and, in each, the indicators."""

    def __init__(self, place: int, *, definitions: Definitions, ids: Mapping[str, int]) -> None:
        self.definitions = definitions
        names = {pk: code for code, pk in ids.items() if code in definitions}
        stored = Observation.objects.filter(subject=place, subject__kind=Kind.PLACE)
        found = stored.values_list("indicator_id", "measure", "first", "last").distinct()
        self.keys: set[tuple[str, str, date, date]] = {
            (names[pk], measure, first, last) for pk, measure, first, last in found if pk in names
        }

    @property
    def periods(self) -> list[FigurePeriod]:
        """Years, and from January on; the newest first, a whole year before its part."""
        found = {self._period(first, last) for _, _, first, last in self.keys}
        return sorted((p for p in found if p), key=lambda p: (p.last, p.months), reverse=True)

    def choices(self, period: FigurePeriod) -> list[Choice]:
        """In the order of the library; a formula where all its inputs are known."""
        known = {
            Choice(code, Measure(measure))
            for code, measure, first, last in self.keys
            if last == period.last and first in firsts(code, period, self.definitions)
        }
        found: list[Choice] = []
        for code, definition in self.definitions.items():
            level, growth = Choice(code), Choice(code, Measure.GROWTH)
            if level in known or (has_level(definition) and self._is_computable(code, known)):
                found.append(level)
            if growth in known:
                found.append(growth)
        return found

    def _is_computable(self, code: str, known: set[Choice]) -> bool:
        inputs = self.definitions[code].inputs
        return bool(inputs) and all(
            Choice(i) in known or (i in self.definitions and self._is_computable(i, known))
            for i in inputs
        )

    @staticmethod
    def _period(first: date, last: date) -> FigurePeriod | None:
        """A year, or January to a month; the stock of a month's end counts to the latter."""
        if first != last and (first.month, first.day) != (1, 1):
            return None
        if last.month == 12:
            return FigurePeriod(PeriodKind.YEAR, last.year)
        return FigurePeriod(PeriodKind.YTD_MONTH, last.year, last.month)
