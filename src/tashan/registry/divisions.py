"""The places of GB/T 2260 in the register: each code with its names, parents and successors.

Doing it twice changes nothing. A newer table replaces what an older one said; what an officer
stated about a place is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from tashan.base.divisions import Division, Level, divisions, short_name, zones
from tashan.record import sources
from tashan.record.copying import copied
from tashan.record.models import Source
from tashan.registry.keeping import name_row
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, EntityName, PlaceFacts, Succession

TITLE = "GB/T 2260"
PUBLISHER = "民政部"
BATCH = 5_000


class Span(NamedTuple):
    """From a day until another (not included), which is None while it holds."""

    since: date
    until: date | None


class Named(NamedTuple):
    place: str
    sort: str
    name: str
    span: Span


class Lies(NamedTuple):
    """A place lies in another; the parent is the key of a place, empty for a province."""

    place: str
    level: str
    parent: str
    span: Span


class Loaded(NamedTuple):
    """How many rows are new."""

    places: int
    names: int
    facts: int
    successions: int


@transaction.atomic
def load_divisions(*, at: datetime) -> Loaded:
    """The whole table that ships with Tashan, with the functional zones of the nation."""
    return enter_divisions(divisions(), zones(), at=at)


def enter_divisions(
    table: Iterable[Division], functional: Iterable[Division], *, at: datetime
) -> Loaded:
    """The rows of a table of divisions and of zones."""
    runs = _runs([*table, *functional])
    source = _Once(at)
    known = _known_places()
    places = _enter_places(runs, known, source)
    names = _bring(EntityName, _names(runs), known, source)
    facts = _bring(PlaceFacts, _positions(runs), known, source)
    return Loaded(places, names, facts, _enter_successions(runs, known, source))


class _Once:
    """The table as a source, entered only if something is new."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.row: Source | None = None

    def __call__(self) -> Source:
        if self.row is None:
            self.row = sources.of_document(TITLE, publisher=PUBLISHER, at=self.at)
        return self.row


Runs = dict[str, list[tuple[Division, Span]]]


def _key(division: Division) -> str:
    """A zone has no code of its own: its name is its key."""
    return division.name if division.level is Level.ZONE else division.code


def _runs(table: Iterable[Division]) -> Runs:
    """Each place with its names in the order of time; none reaches into the next."""
    runs: Runs = {}
    for row in table:
        runs.setdefault(_key(row), []).append((row, Span(_day(row.since), _until(row))))
    for key, rows in runs.items():
        rows.sort(key=lambda pair: pair[1].since)
        starts = [span.since for _row, span in rows[1:]]
        runs[key] = [
            (row, Span(span.since, _earlier(span.until, following)))
            for (row, span), following in zip(rows, [*starts, None], strict=True)
        ]
    return runs


def _until(row: Division) -> date | None:
    return _day(row.until) if row.until else None


def _day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _earlier(a: date | None, b: date | None) -> date | None:
    return min((day for day in (a, b) if day), default=None)


def _names(runs: Runs) -> Iterator[Named]:
    for key, rows in runs.items():
        for row, span in rows:
            yield Named(key, NameSort.OFFICIAL, row.name, span)
            if (short := short_name(row.name)) != row.name:
                yield Named(key, NameSort.SHORT, short, span)


def _positions(runs: Runs) -> Iterator[Lies]:
    """Where each place lay, in as few rows as its parents allow."""
    for key, rows in runs.items():
        division = rows[0][0]
        above = _above(division)
        last: Lies | None = None
        for part in _parts([span for _row, span in rows], above, runs):
            lies = Lies(key, division.level, _parent_on(part.since, above, runs), part)
            if last and last[:3] == lies[:3] and last.span.until == part.since:
                last = lies._replace(span=Span(last.span.since, part.until))
                continue
            if last:
                yield last
            last = lies
        if last:
            yield last


def _above(division: Division) -> list[str]:
    """The codes that may lie above: the prefecture first, then the province."""
    if division.level is Level.ZONE:
        return [division.code]
    codes = (division.code[:4] + "00", division.code[:2] + "0000")
    return [code for code in codes if code != division.code]


def _parts(spans: list[Span], above: list[str], runs: Runs) -> Iterator[Span]:
    """The spans, cut where something above them begins or ends."""
    edges = {day for code in above for _row, span in runs.get(code, []) for day in span if day}
    for span in spans:
        within = sorted(
            day for day in edges if span.since < day and (not span.until or day < span.until)
        )
        for since, until in pairwise([span.since, *within, span.until]):
            assert since is not None  # only the last edge may be open
            yield Span(since, until)


def _parent_on(day: date, above: list[str], runs: Runs) -> str:
    for code in above:
        for _row, span in runs.get(code, []):
            if span.since <= day and (span.until is None or day < span.until):
                return code
    return ""


def _known_places() -> dict[str, int]:
    """Every place by its code, a zone of this table by its name."""
    rows = Entity.objects.filter(kind=Kind.PLACE).exclude(code="")
    known = dict(rows.values_list("code", "pk"))
    of_table = EntityName.objects.filter(
        kind=Kind.PLACE, sort=NameSort.OFFICIAL, entity__code="", entity__entered__title=TITLE
    )
    return known | dict(of_table.values_list("name", "entity"))


def _enter_places(runs: Runs, known: dict[str, int], source: _Once) -> int:
    """Places that are not in the register yet; ``known`` then has them too."""
    missing = [rows[0][0] for key, rows in runs.items() if key not in known]
    if not missing:
        return 0
    made = Entity.objects.bulk_create(
        [Entity(kind=Kind.PLACE, code=_code(division), entered=source()) for division in missing],
        batch_size=BATCH,
    )
    known.update(zip(map(_key, missing), (entity.pk for entity in made), strict=True))
    return len(made)


def _code(division: Division) -> str:
    return "" if division.level is Level.ZONE else division.code


def _bring(
    model: type[EntityName] | type[PlaceFacts],
    wanted: Iterable[Named] | Iterable[Lies],
    known: dict[str, int],
    source: _Once,
) -> int:
    """Make the rows of the table those that are wanted; rows of officers stay."""
    theirs = set(
        model._default_manager.exclude(entered__title=TITLE)
        .filter(entity__kind=Kind.PLACE)
        .values_list("entity", flat=True)
    )
    rows = [row for row in wanted if known[row.place] not in theirs]
    there = {_said(row): row.pk for row in _of_table(model, theirs)}
    asked = {_asked(row, known): row for row in rows}
    if gone := [pk for said, pk in there.items() if said not in asked]:
        model._default_manager.filter(pk__in=gone).update(replaced=source())
    new = [_row(row, known, source()) for said, row in asked.items() if said not in there]
    copied(new)
    return len(new)


def _of_table(model: type[EntityName] | type[PlaceFacts], theirs: set[int]) -> Iterator[Any]:
    known = Q(replaced__isnull=True, entered__title=TITLE, entity__kind=Kind.PLACE)
    for row in model._default_manager.filter(known).iterator():
        if row.entity_id not in theirs:
            yield row


def _said(row: Any) -> tuple[object, ...]:
    if isinstance(row, EntityName):
        return row.entity_id, row.sort, row.name, row.since, row.until
    return row.entity_id, row.level, row.parent_id, row.since, row.until


def _asked(row: Named | Lies, known: dict[str, int]) -> tuple[object, ...]:
    place = known[row.place]
    if isinstance(row, Named):
        return place, row.sort, row.name, *row.span
    return place, row.level, known.get(row.parent), *row.span


def _row(row: Named | Lies, known: dict[str, int], source: Source) -> EntityName | PlaceFacts:
    code = row.place if row.place.isdecimal() else ""
    entity = Entity(pk=known[row.place], kind=Kind.PLACE, code=code)
    if isinstance(row, Named):
        since, until = row.span
        sort = NameSort(row.sort)
        return name_row(entity, row.name, since=since, until=until, source=source, sort=sort)
    return PlaceFacts(
        entity=entity,
        level=row.level,
        parent_id=known.get(row.parent),
        since=row.span.since,
        until=row.span.until,
        source=source,
        entered=source,
    )


def _enter_successions(runs: Runs, known: dict[str, int], source: _Once) -> int:
    """What followed what; the same code under its next name is the same place."""
    pairs = {
        (known[key], known[code]): span.until
        for key, rows in runs.items()
        for row, span in rows
        if span.until
        for code in row.successors
        if code != key and code in known
    }
    there = set(Succession.objects.values_list("entity", "successor"))
    new = [
        Succession(entity_id=old, successor_id=successor, on=on, source=source())
        for (old, successor), on in pairs.items()
        if (old, successor) not in there
    ]
    Succession.objects.bulk_create(new, batch_size=BATCH)
    return len(new)
