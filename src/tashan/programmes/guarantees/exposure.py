"""What stands open under the guarantees of a fund as of any day: from entries alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from tashan.programmes.fund_models import Fund
from tashan.record import statements
from tashan.registry.dated import as_of
from tashan.registry.models import Affiliation

_OPEN = """SELECT g.id, coalesce(f.merged_into_id, f.id), coalesce(b.merged_into_id, b.id),
g.lending, sum(p.fen)
FROM ledger_account a
JOIN ledger_posting p ON p.account_id = a.id
JOIN ledger_entry e ON e.id = p.entry_id
JOIN programmes_guarantee g ON e.about = 'guarantee:' || g.id
JOIN registry_entity f ON f.id = g.firm_id
JOIN registry_entity b ON b.id = g.bank_id
WHERE a.book_id = %(book)s AND a.code = 'covered' AND e."on" <= %(on)s
GROUP BY g.id, f.id, b.id HAVING sum(p.fen) <> 0 ORDER BY g.id"""
_LATER = """SELECT DISTINCT d."on" FROM ledger_daytotal d
JOIN ledger_account a ON a.id = d.account_id
WHERE a.book_id = %(book)s AND a.code = 'covered' AND d."on" > %(on)s ORDER BY 1"""


@dataclass(frozen=True, slots=True)
class Open:
    """What one guarantee comes to on a day, in fen; firm and bank are entities' ids."""

    guarantee: int
    firm: int
    bank: int
    lending: str
    fen: int


def open_on(fund: Fund, on: date) -> list[Open]:
    """The guarantees that stand open at the end of a day."""
    values: dict[str, Any] = {"book": fund.book_id, "on": on}
    rows = statements.fetch_all(_OPEN, values)
    return [Open(pk, firm, bank, lending, int(fen)) for pk, firm, bank, lending, fen in rows]


def days_after(fund: Fund, on: date) -> list[date]:
    """The later days on which what stands open changed."""
    values: dict[str, Any] = {"book": fund.book_id, "on": on}
    return [row[0] for row in statements.fetch_all(_LATER, values)]


def sums(rows: Iterable[Open], key: Callable[[Open], int]) -> dict[int, int]:
    """In fen by firm, by bank or by group, the largest first."""
    found: dict[int, int] = defaultdict(int)
    for row in rows:
        found[key(row)] += row.fen
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def groups_of(firms: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """For each firm all that are affiliated with it on a day, itself too, over every tie."""
    ties: dict[int, set[int]] = defaultdict(set)
    seen: set[int] = set()
    newest = set(firms)
    asked = set(newest)
    while newest:
        seen |= newest
        for one, other in _ties(newest, on):
            ties[one].add(other)
            ties[other].add(one)
        newest = {other for one in newest for other in ties[one]} - seen
    return {firm: _reached(firm, ties) for firm in asked}


def _ties(firms: set[int], on: date) -> Iterable[tuple[int, int]]:
    mine = Q(entity__in=firms) | Q(entity__merged_into__in=firms)
    theirs = Q(other__in=firms) | Q(other__merged_into__in=firms)
    rows = as_of(Affiliation.objects.filter(mine | theirs), on)
    for row in rows.select_related("entity", "other"):
        yield (
            row.entity.merged_into_id or row.entity_id,
            row.other.merged_into_id or row.other_id,
        )


def _reached(firm: int, ties: dict[int, set[int]]) -> frozenset[int]:
    found, waiting = {firm}, [firm]
    while waiting:
        for other in ties[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return frozenset(found)
