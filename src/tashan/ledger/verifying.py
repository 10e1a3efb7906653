"""Verify books against their postings and events; build what follows from postings anew.

Balances and totals of days are kept by triggers. Whoever owns the database may switch those off:
so everything they hold is worked out here a second time, from the postings alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pgtrigger
from django.db import connection, transaction

from tashan.ledger.models import Book, Entry, Posting
from tashan.record.grants import refuse_application


@dataclass(frozen=True, slots=True)
class BookFault:
    """One thing that is wrong in a book; amounts in fen, debits positive."""

    kind: str
    book: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind} in {self.book}: {self.detail}"


@dataclass(frozen=True, slots=True)
class BooksVerdict:
    """How much was looked at, and what is wrong."""

    books: int
    entries: int
    postings: int
    faults: tuple[BookFault, ...]


# each gives the code of the book and what is wrong there, in words
CHECKS = {
    "wrong balance": """
SELECT b.code, format('account %s holds %s, its postings come to %s', a.code, a.balance,
    coalesce(p.fen, 0))
FROM ledger_account a JOIN ledger_book b ON b.id = a.book_id
LEFT JOIN (SELECT account_id, sum(fen) AS fen FROM ledger_posting GROUP BY account_id) p
    ON p.account_id = a.id
WHERE a.balance <> coalesce(p.fen, 0) ORDER BY b.id, a.id""",
    "wrong day total": """
WITH s AS (SELECT p.account_id, e."on", sum(p.fen) AS fen
    FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id GROUP BY 1, 2)
SELECT b.code, format('account %s on %s holds %s, its postings come to %s', a.code,
    coalesce(t."on", s."on"), coalesce(t.fen::text, 'nothing'), coalesce(s.fen::text, 'nothing'))
FROM ledger_daytotal t FULL JOIN s ON s.account_id = t.account_id AND s."on" = t."on"
JOIN ledger_account a ON a.id = coalesce(t.account_id, s.account_id)
JOIN ledger_book b ON b.id = a.book_id
WHERE t.fen IS DISTINCT FROM s.fen ORDER BY b.id, a.id, coalesce(t."on", s."on")""",
    "wrong total of parties": """
WITH s AS (SELECT a.book_id, a.code, e."on", sum(p.fen) AS fen
    FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id
    JOIN ledger_account a ON a.id = p.account_id AND a.party_id IS NOT NULL GROUP BY 1, 2, 3)
SELECT b.code, format('%s of all parties on %s holds %s, the postings come to %s',
    coalesce(t.code, s.code), coalesce(t."on", s."on"), coalesce(t.fen::text, 'nothing'),
    coalesce(s.fen::text, 'nothing'))
FROM ledger_partiestotal t
FULL JOIN s ON s.book_id = t.book_id AND s.code = t.code AND s."on" = t."on"
JOIN ledger_book b ON b.id = coalesce(t.book_id, s.book_id)
WHERE t.fen IS DISTINCT FROM s.fen ORDER BY b.id, coalesce(t.code, s.code), 2""",
    "below its floor": """
SELECT code, format('account %s stands at %s on %s, its floor is %s', account, fen, "on", floor)
FROM (SELECT b.id, b.code, a.id AS aid, a.code AS account, a.floor, t."on",
        CASE a.side WHEN 'debit' THEN 1 ELSE -1 END
        * sum(t.fen) OVER (PARTITION BY a.id ORDER BY t."on") AS fen
    FROM ledger_daytotal t JOIN ledger_account a ON a.id = t.account_id
    JOIN ledger_book b ON b.id = a.book_id WHERE a.floor IS NOT NULL) c
WHERE fen < floor ORDER BY id, aid, "on" """,
    "entry not whole": """
SELECT b.code, format('entry %s says %s lines and has %s, which come to %s', e.number, e.lines,
    count(p.id), coalesce(sum(p.fen), 0))
FROM ledger_entry e JOIN ledger_book b ON b.id = e.book_id
LEFT JOIN ledger_posting p ON p.entry_id = e.id
LEFT JOIN ledger_account a ON a.id = p.account_id
GROUP BY b.id, e.id
HAVING count(p.id) <> e.lines OR coalesce(sum(p.fen), 0) <> 0 OR bool_or(a.book_id <> e.book_id)
ORDER BY b.id, e.number""",
    "gap in the numbers": """
SELECT b.code, format('the book counts %s entries, there are %s, the last is %s', b.entries,
    coalesce(e.held, 0), coalesce(e.last, 0))
FROM ledger_book b LEFT JOIN (SELECT book_id, count(*) AS held, max(number) AS last
    FROM ledger_entry GROUP BY book_id) e ON e.book_id = b.id
WHERE b.entries <> coalesce(e.held, 0) OR b.entries <> coalesce(e.last, 0) ORDER BY b.id""",
    "entry unlike its event": """
WITH s AS (SELECT e.book_id, e.number, jsonb_build_object('number', e.number, 'kind', e.kind,
        'about', e.about, 'version', e.version_id, 'says', e.says, 'lines', p.lines,
        'reverses', e.reverses_id, 'actor', e.actor_id, 'on', e."on", 'at', e.at) AS said
    FROM ledger_entry e LEFT JOIN (SELECT entry_id, jsonb_object_agg(account_id, fen) AS lines
        FROM ledger_posting GROUP BY entry_id) p ON p.entry_id = e.id),
v AS (SELECT split_part(stream, ':', 2)::bigint AS book_id,
        (payload ->> 'number')::bigint AS number,
        jsonb_build_object('number', payload -> 'number', 'kind', payload -> 'kind',
        'about', payload -> 'about', 'version', payload -> 'version', 'says', payload -> 'says',
        'lines', payload -> 'lines', 'reverses', payload -> 'reverses', 'actor', actor_id,
        'on', occurred_on, 'at', recorded_at) AS said
    FROM record_event WHERE stream LIKE 'book:%' AND kind = 'entry.posted')
SELECT coalesce(b.code, 'a book that is gone'), format('entry %s %s',
    coalesce(s.number, v.number), CASE WHEN v.said IS NULL THEN 'has no event'
    WHEN s.said IS NULL THEN 'has an event and is gone' ELSE 'is not what its event says' END)
FROM s FULL JOIN v ON v.book_id = s.book_id AND v.number = s.number
LEFT JOIN ledger_book b ON b.id = coalesce(s.book_id, v.book_id)
WHERE s.said IS DISTINCT FROM v.said ORDER BY b.id, coalesce(s.number, v.number)""",
}

_BALANCES = """UPDATE ledger_account a SET balance = s.fen FROM (
    SELECT o.id, coalesce(sum(p.fen), 0) AS fen
    FROM ledger_account o LEFT JOIN ledger_posting p ON p.account_id = o.id GROUP BY o.id) s
WHERE s.id = a.id AND a.balance <> s.fen"""
_GONE = """DELETE FROM ledger_daytotal t WHERE NOT EXISTS (
    SELECT 1 FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id
    WHERE p.account_id = t.account_id AND e."on" = t."on")"""
_TOTALS = """INSERT INTO ledger_daytotal AS t (account_id, "on", fen)
SELECT p.account_id, e."on", sum(p.fen)
FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id GROUP BY 1, 2
ON CONFLICT (account_id, "on") DO UPDATE SET fen = EXCLUDED.fen WHERE t.fen <> EXCLUDED.fen"""

_GONE_OF_PARTIES = """DELETE FROM ledger_partiestotal t WHERE NOT EXISTS (
    SELECT 1 FROM ledger_daytotal d JOIN ledger_account a ON a.id = d.account_id
    WHERE a.book_id = t.book_id AND a.code = t.code AND a.party_id IS NOT NULL
    AND d."on" = t."on")"""
_TOTALS_OF_PARTIES = """INSERT INTO ledger_partiestotal AS t (book_id, code, "on", fen)
SELECT a.book_id, a.code, d."on", sum(d.fen)
FROM ledger_daytotal d JOIN ledger_account a ON a.id = d.account_id AND a.party_id IS NOT NULL
GROUP BY 1, 2, 3
ON CONFLICT (book_id, code, "on") DO UPDATE SET fen = EXCLUDED.fen WHERE t.fen <> EXCLUDED.fen"""
_REBUILDING = (_GONE, _TOTALS, _GONE_OF_PARTIES, _TOTALS_OF_PARTIES, _BALANCES)
_PAST = [
    f"ledger.{name}"
    for name in ("Account:kept", "DayTotal:totals", "DayTotal:stays", "PartiesTotal:totals",
                 "PartiesTotal:stays")
]  # fmt: skip


@transaction.atomic
def verify_books() -> BooksVerdict:
    """Every book at one moment: balances, days, floors, numbers, entries with their events.

    The events themselves are held by ``record.audit.verify``.
    """
    if len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    faults = tuple(_faults())
    return BooksVerdict(
        Book.objects.count(), Entry.objects.count(), Posting.objects.count(), faults
    )


def _faults() -> Iterator[BookFault]:
    for kind, statement in CHECKS.items():
        with connection.cursor() as cursor:
            cursor.execute(statement)
            yield from (BookFault(kind, book, detail) for book, detail in cursor.fetchall())


@transaction.atomic
def rebuild() -> int:
    """Make balances and totals of days what the postings come to; how many rows were wrong.

    Nobody posts meanwhile. Raises UserError where this connection is the application's own,
    which may not go past the triggers.
    """
    refuse_application()
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ledger_book, ledger_account, ledger_posting IN EXCLUSIVE MODE")
    mended = 0
    with pgtrigger.ignore(*_PAST):
        for statement in _REBUILDING:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                mended += cursor.rowcount
    return mended
