"""A register of a province's size in a database of its own: made up, seeded, loaded in bulk.

Names, codes and searched terms are made in Python as the pages make them; figures by PostgreSQL
itself, since twenty million rows from Python would take longer than the measurement.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date

import psycopg
from psycopg import sql

from tashan.base import pinyin, terms
from tashan.base.codes import credit_check_digit

SEED = 20261128
SINCE = date(2010, 1, 1)
FIGURES_A_FIRM = 18
_MARKS = "恒川启明华安瑞丰金泰德盛嘉禾宏远新科天成永固东岭青石云松白鹭清溪星瀚智联长泰和顺百川海"
_TRADES = {
    "C3981": "精密电子",
    "C3311": "金属制品",
    "C1391": "食品",
    "C2651": "新材料",
    "C3670": "汽车零部件",
    "C1713": "纺织",
    "C2110": "家具",
    "F5189": "贸易",
    "G5430": "物流",
    "I6513": "软件",
    "E4710": "建设工程",
    "A0111": "农业发展",
}
_SCALES = ("micro", "micro", "micro", "small", "small", "medium", "large")
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def load_firms(
    connection: psycopg.Connection[object], *, count: int, source: int, places: list[int]
) -> range:
    """Load that many enterprises with names and facts; gives their ids."""
    chance = random.Random(SEED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM registry_entity")
        (first,) = cursor.fetchone() or (1,)
    ids = range(int(first), int(first) + count)
    firms = [(i, *_named(i, chance), chance.choice(places)) for i in ids]
    entities = ((i, "enterprise", code, source) for i, code, *_ in firms)
    _copy(connection, "registry_entity", ("id", "kind", "code", "entered_id"), entities)
    columns = ("entity_id", "kind", "sort", "name", "key", "initials", "terms", "since")
    _copy(
        connection, "registry_entityname", (*columns, "source_id", "entered_id"),
        (_name_row(firm, source) for firm in firms),
    )  # fmt: skip
    columns = ("entity_id", "industry", "scale", "is_above_scale", "standing", "place_id")
    columns += ("address", "legal_representative", "registered_capital", "since")
    _copy(
        connection, "registry_enterprisefacts", (*columns, "source_id", "entered_id"),
        (_facts_row(firm, source, chance) for firm in firms),
    )  # fmt: skip
    _reset_sequence(connection, "registry_entity")
    return ids


Firm = tuple[int, str, str, str, int]


def _named(number: int, chance: random.Random) -> tuple[str, str, str]:
    """A credit code, a name and the industry that the name tells."""
    body = "91" + f"{chance.randrange(110000, 660000):06d}MA"
    digits, left = "", number
    for _ in range(7):
        left, rest = divmod(left, len(_CREDIT_ALPHABET))
        digits += _CREDIT_ALPHABET[rest]
    industry = chance.choice(list(_TRADES))
    mark = "".join(chance.choices(_MARKS, k=3))
    name = f"{mark}{_TRADES[industry]}有限公司"
    return body + digits + credit_check_digit(body + digits), name, industry


def _name_row(firm: Firm, source: int) -> tuple[object, ...]:
    number, code, name, _, _ = firm
    key, first = pinyin.sort_key(name), pinyin.initials(name)
    found_by = terms.vector(name, code)
    return (number, "enterprise", "official", name, key, first, found_by, SINCE, source, source)


def _facts_row(firm: Firm, source: int, chance: random.Random) -> tuple[object, ...]:
    number, _, name, industry, place = firm
    scale = chance.choice(_SCALES)
    capital = chance.randrange(10, 50_000) * 1_000_000
    return (
        number, industry, scale, scale != "micro", "operating", place, "", name[:2], capital, SINCE,
        source, source,
    )  # fmt: skip


def _copy(
    connection: psycopg.Connection[object],
    table: str,
    columns: Iterable[str],
    rows: Iterator[tuple[object, ...]],
) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _reset_sequence(connection: psycopg.Connection[object], table: str) -> None:
    statement = "SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {}))"
    connection.execute(sql.SQL(statement).format(sql.Identifier(table)), [table])


def load_firms_figures(
    connection: psycopg.Connection[object], *, firms: range, indicators: list[int], source: int
) -> None:
    """``FIGURES_A_FIRM`` figures of each firm: the indicators in as many years as that takes."""
    connection.execute(
        _INSERT
        + """
        SELECT firm, i, 'level', make_date(y, 1, 1), make_date(y, 12, 31), 'office', '', 1,
               round((1000 + (firm * 7919 + y * 104729 + i * 31) %% 900000) / 7.0, 2),
               '', '', 'verified', %(source)s, NULL, now()
          FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS firm,
               unnest(%(indicators)s::bigint[]) AS i,
               generate_series(%(from)s, 2025) AS y
        """,
        {
            "source": source,
            "first": firms[0],
            "last": firms[-1],
            "indicators": indicators,
            "from": 2026 - FIGURES_A_FIRM // len(indicators),
        },
    )


def load_places_figures(
    connection: psycopg.Connection[object],
    *,
    places: list[int],
    indicators: list[int],
    months: int,
    source: int,
) -> None:
    """Year-to-date figures of every place, one a month, for that many months before 2026-11."""
    connection.execute(
        _INSERT
        + """
        SELECT place, i, 'level', date_trunc('year', m)::date,
               (m + interval '1 month' - interval '1 day')::date, 'statistics', '', 1,
               round((100000 + (place * 7919 + i * 31) %% 900000)
                     * extract(month FROM m)::numeric
                     * (1 + (extract(year FROM m)::numeric - 2020) / 20) / 12, 2),
               '', '', 'flash', %(source)s, NULL, now()
          FROM unnest(%(places)s::bigint[]) AS place,
               unnest(%(indicators)s::bigint[]) AS i,
               generate_series(date '2026-10-01' - make_interval(months => %(months)s - 1),
                               date '2026-10-01', interval '1 month') AS m
        """,
        {"source": source, "places": places, "indicators": indicators, "months": months},
    )


_INSERT = """
    INSERT INTO indicators_observation
           (subject_id, indicator_id, measure, first, last, holder, scope, number, value,
            approximate, stated, vintage, source_id, "row", at)
"""
