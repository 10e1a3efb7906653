"""A great many invented enterprises and figures, streamed into the tables for the benches.

Rows are made by arithmetic from their serial number, so that a million of them need neither
memory nor a model instance: they go to PostgreSQL as lines of COPY. Equal sizes give equal rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.db import connection, models

from tashan.base import pinyin, terms
from tashan.demo.invented.enterprises import credit_code
from tashan.demo.invented.industries import TRADES
from tashan.demo.invented.periods import LAST
from tashan.demo.invented.words import FIRST, LINES, SECOND, SURNAMES
from tashan.indicators.models import Observation
from tashan.registry.models import EnterpriseFacts, Entity, EntityName

OFFSET = 100_000  # serial numbers from here on, so that none is one of the county's own
SINCE = date(2015, 1, 1)
LINES_A_BLOCK = 2_000
SCALES = ("large", "medium", "small", "small", "micro", "micro", "micro", "micro")
WORDS = tuple(
    (trade.industry, f"{word}{form}")
    for trade in TRADES
    for word in trade.words
    for form in ("有限公司", "股份有限公司")
)
ENTITY = ("id", "kind", "code", "entered_id")
NAME = ("entity_id", "kind", "sort", "name", "key", "initials", "terms", "since", "source_id",
        "entered_id")  # fmt: skip
FACTS = ("entity_id", "industry", "scale", "is_above_scale", "standing", "place_id", "address",
         "legal_representative", "registered_capital", "established_on", "since", "source_id",
         "entered_id")  # fmt: skip
FIGURE = ("subject_id", "indicator_id", "measure", "first", "last", "holder", "scope", "number",
          "value", "approximate", "stated", "vintage", "source_id", "at")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Population:
    """``enterprises`` firms with one figure a month for ``months`` months up to October 2026.

    ``first_id`` is the id of the first firm, from ``reserve_ids``; ``source`` is the id of the
    source of all rows.
    """

    enterprises: int
    months: int
    first_id: int
    source: int

    @property
    def ids(self) -> range:
        return range(self.first_id, self.first_id + self.enterprises)

    def entities(self) -> Iterator[str]:
        for serial, pk in enumerate(self.ids):
            yield f"{pk}\tenterprise\t{credit_code(OFFSET + serial)}\t{self.source}\n"

    def names(self) -> Iterator[str]:
        for serial, pk in enumerate(self.ids):
            name, code = name_of(serial), credit_code(OFFSET + serial)
            fields = (pk, "enterprise", "official", name, pinyin.sort_key(name),
                      pinyin.initials(name), terms.vector(name, code), SINCE, self.source,
                      self.source)  # fmt: skip
            yield "\t".join(map(str, fields)) + "\n"

    def facts(self, places: Sequence[int]) -> Iterator[str]:
        """What is known of each firm; they are spread over the places."""
        for serial, pk in enumerate(self.ids):
            mixed = scattered(serial)
            fields = (
                pk,
                WORDS[serial % len(WORDS)][0],
                SCALES[mixed % len(SCALES)],
                "t" if mixed % 9 == 0 else "f",
                "operating",
                places[mixed % len(places)],
                f"{LINES[mixed % len(LINES)]}{mixed % 300 + 1}号",
                SURNAMES[mixed % len(SURNAMES)] + FIRST[serial % len(FIRST)],
                (mixed % 5000 + 1) * 1_000_000,
                date(2000 + mixed % 15, mixed % 12 + 1, mixed % 28 + 1),
                SINCE,
                self.source,
                self.source,
            )
            yield "\t".join(map(str, fields)) + "\n"

    def figures(self, indicator: int, *, at: datetime) -> Iterator[str]:
        """The newest month of all firms first; money in 万元 with two places."""
        for back in range(self.months):
            month = LAST.later(-back)
            head = f"\t{indicator}\tlevel\t{month.first}\t{month.last}\toffice\t\t1\t"
            tail = f"\t\t\tflash\t{self.source}\t{at.isoformat()}\n"
            for serial, pk in enumerate(self.ids):
                fen = scattered(serial * 31 + back) % 9_000_000 // (serial % 97 + 1) + 100
                yield f"{pk}{head}{fen // 100}.{fen % 100:02d}{tail}"


class Tables(NamedTuple):
    """How many rows went into each table."""

    entities: int
    names: int
    facts: int
    figures: int


def copy_population(
    population: Population, *, places: Sequence[int], indicator: int, at: datetime
) -> Tables:
    """Stream all of it into the tables; the caller holds a transaction."""
    return Tables(
        copy_lines(Entity, ENTITY, population.entities()),
        copy_lines(EntityName, NAME, population.names()),
        copy_lines(EnterpriseFacts, FACTS, population.facts(places)),
        copy_lines(Observation, FIGURE, population.figures(indicator, at=at)),
    )


def reserve_ids(number: int) -> int:
    """The first of so many ids of entities in a row that nobody else will be given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH sequence AS (SELECT pg_get_serial_sequence(%s, 'id') AS name)"
            " SELECT setval(name, nextval(name) + %s) FROM sequence",
            [Entity._meta.db_table, number],
        )
        last: int = cursor.fetchone()[0]
    return last - number + 1


def copy_lines(model: type[models.Model], columns: Sequence[str], lines: Iterable[str]) -> int:
    """COPY lines of text into the table of a model; how many there were."""
    names = ", ".join(f'"{column}"' for column in columns)
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    rest, count = iter(lines), 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        while block := list(islice(rest, LINES_A_BLOCK)):
            copy.write("".join(block))
            count += len(block)
    return count


def name_of(serial: int) -> str:
    """恒川明精密电子有限公司: a stem of three syllables, then the trade."""
    stem, word = divmod(serial, len(WORDS))
    stem, first = divmod(stem, len(FIRST))
    stem, second = divmod(stem, len(SECOND))
    third = FIRST[(stem + first + 1) % len(FIRST)]
    return f"他山县{FIRST[first]}{SECOND[second]}{third}{WORDS[word][1]}"


def scattered(number: int) -> int:
    """A whole number that looks drawn by chance and is always the same for the number."""
    mixed = (number + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return mixed >> 27
