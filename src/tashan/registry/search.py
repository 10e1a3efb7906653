"""One search over all kinds: characters in pairs, first letters of pinyin, codes.

Names that hold now come first, and a duplicate leads to the one that it was merged into.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from tashan.base import terms
from tashan.base.script import simplified
from tashan.record.search import Holds
from tashan.registry.following import survivors
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, EntityName
from tashan.registry.naming import names_on

MOST = 20
LOOKED_AT = 300  # of names that match, so that a common word stays quick
_CODE = re.compile(r"[0-9A-Z-]{6,32}")
_LETTERS = re.compile(r"[a-z]+")
ORDER = list(Kind.values)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found: by which name, whether that name holds, and what it is called."""

    entity: Entity
    name: str
    matched: str
    is_current: bool


def search(words: str, *, on: date, kinds: Collection[str] = (), most: int = MOST) -> list[Hit]:
    """The best entities for what was typed, at most so many; nothing for nothing."""
    wanted = " ".join(simplified(words).split())
    if not wanted:
        return []
    rows = [*_by_code(wanted, kinds), *_by_letters(wanted, kinds), *_by_words(wanted, kinds)]
    rows.sort(key=lambda row: _rank(row, wanted, on))
    return _hits(rows, on=on, most=most)


def matching(words: str) -> QuerySet[EntityName]:
    """Names that hold all the words, or begin with the letters; for the lists' own filters."""
    wanted = " ".join(simplified(words).split())
    known = EntityName.objects.filter(replaced__isnull=True)
    if _LETTERS.fullmatch(wanted.casefold()):
        return known.filter(initials__startswith=wanted.casefold())
    asked = terms.query(wanted)
    if not asked:
        return known.none()
    return known.filter(Holds(F("terms"), Value(asked, output_field=TextField())))


def in_list_order(words: str) -> Q:
    """The same for the row of the list itself, past the indexes of names, so that PostgreSQL
    reads the list in its order and stops when a page is full."""
    wanted = " ".join(simplified(words).split())
    letters = wanted.casefold()
    if _LETTERS.fullmatch(letters):
        return Q(Exact(Left("initials", len(letters)), letters))
    asked = Value(terms.query(wanted), output_field=TextField())
    every = Func(F("terms"), Value(""), template="(%(expressions)s::tsvector)", arg_joiner=" || ")
    return Q(Holds(every, asked))


def _known(kinds: Collection[str]) -> QuerySet[EntityName]:
    rows = EntityName.objects.filter(replaced__isnull=True).select_related("entity")
    return rows.filter(kind__in=kinds) if kinds else rows


def _by_code(wanted: str, kinds: Collection[str]) -> Iterable[EntityName]:
    code = wanted.replace(" ", "").upper()
    if not _CODE.fullmatch(code):
        return ()
    coded = Entity.objects.filter(kind__in=kinds or ORDER, code=code).exclude(code="")
    return _known(()).filter(entity__in=list(coded), sort=NameSort.OFFICIAL)


def _by_letters(wanted: str, kinds: Collection[str]) -> Iterable[EntityName]:
    letters = wanted.casefold()
    if not _LETTERS.fullmatch(letters):
        return ()
    return _known(kinds).filter(initials__startswith=letters)[:LOOKED_AT]


def _by_words(wanted: str, kinds: Collection[str]) -> Iterable[EntityName]:
    asked = terms.query(wanted)
    if not asked:
        return ()
    holds = Holds(F("terms"), Value(asked, output_field=TextField()))
    return _known(kinds).filter(holds)[:LOOKED_AT]


def _holds(row: EntityName, on: date) -> bool:
    return row.since <= on and (row.until is None or on < row.until)


def _rank(row: EntityName, wanted: str, on: date) -> tuple[object, ...]:
    """The code or whole name first; then names that hold, shorter ones, in the order of pinyin."""
    letters = wanted.casefold()
    is_exact = wanted in (row.name, row.entity.code) or row.initials == letters
    begins = row.name.startswith(wanted) or row.initials.startswith(letters)
    place = ORDER.index(row.kind)
    return (not is_exact, not _holds(row, on), not begins, len(row.name), place, row.key, row.pk)


def _hits(rows: list[EntityName], *, on: date, most: int) -> list[Hit]:
    leads = survivors(row.entity for row in rows)
    chosen: dict[int, EntityName] = {}
    for row in rows:
        chosen.setdefault(leads[row.entity_id].pk, row)
    best = list(chosen.items())[:most]
    called = names_on([pk for pk, _row in best], on)
    return [
        Hit(leads[row.entity_id], called.get(pk, row.name), row.name, _holds(row, on))
        for pk, row in best
    ]
