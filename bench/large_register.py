"""A register of a province's size in a database of its own: made up, seeded, loaded in bulk.

The enterprises and their figures are those of ``tashan.demo.population``; the places are all
counties of GB/T 2260, and their figures are made by PostgreSQL itself.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db import connection, transaction

from tashan.demo.population import Population, copy_population, reserve_ids
from tashan.indicators import catalogue
from tashan.mechanisms.indicator import Form, Frequency, Nature
from tashan.mechanisms.library import library
from tashan.record import sources
from tashan.record.models import Source
from tashan.registry.divisions import load_divisions
from tashan.registry.kinds import PlaceLevel
from tashan.registry.models import PlaceFacts

AT = datetime(2026, 11, 20, tzinfo=UTC)
TODAY = date(2026, 11, 20)
MONTHS_OF_A_FIRM = 18
MONTHS_OF_A_PLACE = 25
INDICATORS_OF_A_PLACE = 40
OF_A_FIRM = "main_revenue"


def load(*, firms: int) -> tuple[list[int], range]:
    """All of it: the counties with their figures, and that many firms; gives both kinds' ids."""
    load_divisions(at=AT)
    catalogue.sync(on=TODAY)
    source = sources.of_document("Made up for the bench", at=AT)
    counties = counties_today()
    with transaction.atomic(), connection.cursor() as cursor:
        # what is made here breaks no rule: keys and triggers need not look at each row
        cursor.execute("SET LOCAL session_replication_role = replica")
        population = Population(firms, MONTHS_OF_A_FIRM, reserve_ids(firms), source.pk)
        indicator = catalogue.indicators([OF_A_FIRM])[OF_A_FIRM]
        copy_population(population, places=counties, indicator=indicator.pk, at=AT)
        load_places_figures(counties, source=source)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return counties, population.ids


def counties_today() -> list[int]:
    rows = PlaceFacts.objects.filter(level=PlaceLevel.COUNTY, until__isnull=True)
    return list(rows.filter(replaced__isnull=True).values_list("entity_id", flat=True))


def load_places_figures(places: list[int], *, source: Source) -> None:
    """Year-to-date levels of flows and month-ends of stocks, for 25 months up to October 2026."""
    chosen = [
        found
        for found in library().indicators.values()
        if found.frequency is Frequency.MONTH and Form.LEVEL in found.measures
        if found.nature in (Nature.FLOW, Nature.STOCK) and "place" in found.subjects
    ][: INDICATORS_OF_A_PLACE - 2]
    codes = [found.code for found in chosen]
    rows = catalogue.indicators([*codes, "grp", "resident_population"])
    stocks = {found.code for found in chosen if found.nature is Nature.STOCK}
    with connection.cursor() as cursor:
        for code, row in rows.items():
            is_yearly = code in ("grp", "resident_population")
            cursor.execute(
                _OF_PLACES,
                {
                    "source": source.pk,
                    "places": places,
                    "indicator": row.pk,
                    "months": MONTHS_OF_A_PLACE,
                    "is_stock": code in stocks or code == "resident_population",
                    "is_yearly": is_yearly,
                },
            )


_OF_PLACES = """
    INSERT INTO indicators_observation
           (subject_id, indicator_id, measure, first, last, holder, scope, number, value,
            approximate, stated, vintage, source_id, "row", at)
    SELECT place, %(indicator)s, 'level',
           CASE WHEN %(is_stock)s THEN ends ELSE date_trunc('year', ends)::date END, ends,
           'statistics', '', 1,
           round((1000 + (place * 7919 + %(indicator)s * 31) %% 9000) / 10.0
                 * extract(month FROM ends)::numeric
                 * (1 + (extract(year FROM ends)::numeric - 2020) / 20) / 12, 2),
           '', '', 'flash', %(source)s, NULL, now()
      FROM unnest(%(places)s::bigint[]) AS place,
           (SELECT (m + interval '1 month' - interval '1 day')::date AS ends
              FROM generate_series(date '2026-10-01' - make_interval(months => %(months)s - 1),
                                   date '2026-10-01', interval '1 month') AS m) AS months
     WHERE NOT %(is_yearly)s OR extract(month FROM ends) = 12
"""
