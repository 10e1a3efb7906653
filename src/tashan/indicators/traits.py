"""The features that places are likened by, read out of their figures; those of a level are kept.

A province's worth of places is read once in a process and kept until a figure is recorded or a
source withdrawn. Whether that happened is told by one query (``STATE``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, TextField
from django.db.models.expressions import RawSQL

from tashan.base.periods import FigurePeriod
from tashan.indicators.choices import Choice, Definitions
from tashan.indicators.gathering import gathered
from tashan.indicators.held import Figures, Wanted, measured
from tashan.indicators.likeness import Likened
from tashan.indicators.models import Holder
from tashan.indicators.recording import RECORDING
from tashan.indicators.shortlist import Sketch
from tashan.registry.dated import held_on
from tashan.registry.models import PlaceFacts

POPULATION, PER_HEAD, MIX = "population", "grp_per_head", "industry_mix"
SECTORS = ("primary", "secondary", "tertiary")
MOST_PERIODS = 4  # kept at once
_CODES = (
    "resident_population", "grp_per_head", "grp",
    *(f"{sector}_share" for sector in SECTORS),
)  # fmt: skip
_YUAN_PER_HEAD = Decimal(10_000)  # 亿元 over 万人
_HOLDERS = (Holder.STATISTICS, Holder.OFFICE, Holder.STATED)
# Rows of both tables are never changed, so the newest figure and the number of withdrawals tell
# whether anything is new, except what is being recorded just now: its rows have lower ids than
# some that are stored already. So whoever holds the lock of a recording is named too.
STATE = f"""(
    SELECT concat_ws('/',
        (SELECT max(id) FROM indicators_observation),
        (SELECT count(*) FROM record_withdrawal),
        (SELECT string_agg(DISTINCT virtualtransaction, ',') FROM pg_locks
          WHERE locktype = 'advisory' AND classid = {RECORDING}))
)"""  # a constant of ours


@dataclass(frozen=True, slots=True)
class Traits:
    """Reads the features of places out of their figures, those of one holder for each."""

    period: FigurePeriod
    definitions: Definitions
    ids: Mapping[str, int]

    def of(self, places: Iterable[int]) -> dict[int, Likened]:
        shelves = gathered(
            places, _CODES, [self.period], definitions=self.definitions, ids=self.ids
        )
        return {place: self._likened(place, figures) for place, figures in shelves.items()}

    def _likened(self, place: int, figures: Figures) -> Likened:
        there = {row.holder for rows in figures.values() for row in rows}
        wanted = Wanted(self.period, tuple(h for h in _HOLDERS if h in there))

        def value(code: str) -> Decimal | None:
            if code not in self.definitions:
                return None
            found = measured(Choice(code), wanted, figures, self.definitions)
            return found.value if found else None

        people = value("resident_population")
        per_head = value("grp_per_head")
        if per_head is None and people:
            product = value("grp")
            per_head = product / people * _YUAN_PER_HEAD if product else None
        mix = {sector: value(f"{sector}_share") for sector in SECTORS}
        is_known = any(share is not None for share in mix.values())
        sizes = {POPULATION: people, PER_HEAD: per_head}
        return Likened(str(place), sizes, {MIX: mix} if is_known else {})


@dataclass(frozen=True, slots=True)
class Level:
    """All places of one level on a day, and the state of all figures when that was asked."""

    places: tuple[int, ...]
    state: str


def level_of(place: int, on: date) -> Level:
    """Our place and all of its level on a day; one query."""
    facts = PlaceFacts.objects.filter(held_on(on))
    level = facts.filter(entity=place).values("level")[:1]
    found = facts.filter(level=level, entity__merged_into__isnull=True).aggregate(
        places=ArrayAgg("entity", default=[]),
        state=Max(RawSQL(STATE, [], output_field=TextField())),
    )
    return Level(tuple(found["places"]), found["state"] or "")


@dataclass(frozen=True, slots=True)
class Crowd:
    """Places with their traits; nothing is known of those that have none."""

    asked: set[int] = field(default_factory=set)
    traits: dict[int, Likened] = field(default_factory=dict)
    sketches: dict[int, Sketch] = field(default_factory=dict)

    def add(self, places: set[int], reader: Traits) -> None:
        found = reader.of(places)
        self.traits.update(found)
        self.sketches.update((place, Sketch.of(traits)) for place, traits in found.items())
        self.asked.update(places)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read while all figures were in one state."""

    state: str
    definitions: Definitions
    crowds: dict[FigurePeriod, Crowd] = field(default_factory=dict)


_kept = _Kept("", {})


def forget() -> None:
    """Keep nothing: the next reading is like the first in a process."""
    global _kept
    _kept = _Kept("", {})


def crowd_of(level: Level, reader: Traits) -> Crowd:
    """The places of a level with their traits: read again only where a figure may be new.

    The state was asked before the figures are read, so what is kept is never older than it says.
    """
    global _kept  # of this process
    kept = _kept
    if kept.state != level.state or kept.definitions is not reader.definitions:
        kept = _kept = _Kept(level.state, reader.definitions)
    crowd = kept.crowds.get(reader.period) or Crowd()
    if missing := set(level.places) - crowd.asked:
        crowd.add(missing, reader)
    kept.crowds[reader.period] = crowd
    while len(kept.crowds) > MOST_PERIODS:
        del kept.crowds[next(iter(kept.crowds))]
    return crowd
