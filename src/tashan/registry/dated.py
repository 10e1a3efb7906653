"""Rows that hold from a day until another, and are replaced by later knowledge, never overwritten.

Two times are kept apart: ``since`` and ``until`` say when a fact held (``until`` is the first day
on which it no longer did), ``entered`` and ``replaced`` say with which source it came to be known
and with which it was known better.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Func, Q, QuerySet
from django.db.models.expressions import Combinable

from tashan.record.models import Source

M = TypeVar("M", bound=models.Model)
_SINCE_1900 = "%(expressions)s - date '1900-01-01'"  # in days


class Dated(models.Model):
    """``source`` is the evidence; ``entered`` is what wrote this row, mostly the same."""

    since = models.DateField()
    until = models.DateField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    entered = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    replaced = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def never_twice(name: str, key: str | Combinable, *, where: Q | None = None) -> ExclusionConstraint:
    """No two rows of one ``key`` (a column or a number) hold on the same day, as far as is known.

    A row is an upright line: ``key`` across, its days up; ``until`` itself is not of it. Lines
    that touch are refused. Five times as fast to fill as two ranges, which say the same.
    """
    first = Func(F("since"), template=f"({_SINCE_1900})")
    last = Func(F("until"), template=f"(coalesce({_SINCE_1900}, 1000000) - 0.5)")
    across = F(key) if isinstance(key, str) else key
    ends = (Func(across, day, function="point") for day in (first, last))
    known = Q(replaced__isnull=True)
    return ExclusionConstraint(
        name=name,
        expressions=[(Func(*ends, function="box"), RangeOperators.OVERLAPS)],
        condition=known & where if where else known,
    )


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(until__isnull=True) | Q(until__gt=F("since"))
    )


def facts_of_an_entity(name: str) -> list[models.BaseConstraint]:
    """What holds for the table of facts of every kind of entity."""
    return [
        never_twice(f"{name}_never_twice", "entity"),
        ends_after_it_begins(f"{name}_end_after_they_begin"),
    ]


def both_ways(column: str, name: str) -> list[models.Index]:
    """Indexes for a list sorted by a column up or down, the unknown last."""
    field = F(column)
    ways = {"_up": field.asc(nulls_last=True), "_down": field.desc(nulls_last=True)}
    return [
        models.Index(way, F("entity"), name=name + end, condition=Q(replaced__isnull=True))
        for end, way in ways.items()
    ]


def by_prefix(column: str, name: str, *then: str) -> models.Index:
    """An index for what a column begins with, and then by further columns."""
    pattern = OpClass(column, name="text_pattern_ops")
    return models.Index(pattern, *map(F, then), name=name, condition=Q(replaced__isnull=True))


def known_by(name: str, *fields: str, but: str = "") -> models.Index:
    """An index of what is known now, ``but`` for one value of the first field that most have."""
    known = Q(replaced__isnull=True)
    where = known & ~Q(**{fields[0]: but}) if but else known
    return models.Index(fields=list(fields), name=name, condition=where)


def held_on(day: date, prefix: str = "") -> Q:
    """What held on a day, as far as is known now; ``prefix`` leads to the dated rows."""
    return Q(**{f"{prefix}replaced__isnull": True, f"{prefix}since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    )


def as_of(rows: QuerySet[M], day: date, *, known_at: datetime | None = None) -> QuerySet[M]:
    """The rows that held on a day; with ``known_at`` as far as was known at that moment."""
    if known_at is None:
        return rows.filter(held_on(day))
    return rows.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        Q(replaced__isnull=True) | Q(replaced__at__gt=known_at),
        since__lte=day,
        entered__at__lte=known_at,
    )


def fields_of(row: models.Model) -> dict[str, Any]:
    """What a dated row says, without its times and sources."""
    own = {"id", "since", "until", "source", "entered", "replaced"}
    return {
        f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in own
    }
