"""Balances as of any day, from the totals of the days; in fen on the account's own side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tashan.ledger.models import Account, Book
from tashan.record import statements

# accounts towards nobody by their own days, those towards parties by the days of their code
_BALANCES = """SELECT c.code, CASE c.side WHEN 'debit' THEN 1 ELSE -1 END * (
    coalesce((SELECT sum(d.fen) FROM ledger_account a JOIN ledger_daytotal d ON d.account_id = a.id
        WHERE a.book_id = %(book)s AND a.code = c.code AND a.party_id IS NULL
        AND d."on" <= %(on)s), 0)
    + coalesce((SELECT sum(t.fen) FROM ledger_partiestotal t
        WHERE t.book_id = %(book)s AND t.code = c.code AND t."on" <= %(on)s), 0))
FROM (SELECT code, min(side) AS side FROM ledger_account
    WHERE book_id = %(book)s AND (%(code)s::text IS NULL OR code = %(code)s::text)
    GROUP BY code) c"""
_DAYS = """SELECT s."on", CASE (SELECT min(side) FROM ledger_account
    WHERE book_id = %(book)s AND code = %(code)s) WHEN 'debit' THEN 1 ELSE -1 END * sum(s.fen)
FROM (SELECT d."on", d.fen FROM ledger_account a JOIN ledger_daytotal d ON d.account_id = a.id
        WHERE a.book_id = %(book)s AND a.code = %(code)s AND a.party_id IS NULL
    UNION ALL SELECT t."on", t.fen FROM ledger_partiestotal t
        WHERE t.book_id = %(book)s AND t.code = %(code)s) s
GROUP BY s."on" ORDER BY s."on" """
_PARTIES = """SELECT a.code, a.party_id, sum(CASE a.side WHEN 'debit' THEN t.fen ELSE -t.fen END)
FROM ledger_account a CROSS JOIN LATERAL (
    SELECT coalesce(sum(d.fen), 0) AS fen FROM ledger_daytotal d
    WHERE d.account_id = a.id AND d."on" <= %(on)s
) t
WHERE a.book_id = %(book)s AND a.party_id IS NOT NULL
GROUP BY a.code, a.party_id"""


def balances(book: Book, on: date) -> dict[str, int]:
    """What stood on each account at the end of a day, the parties' accounts of one code summed."""
    values: dict[str, Any] = {"book": book.pk, "on": on, "code": None}
    return {code: int(fen) for code, fen in statements.fetch_all(_BALANCES, values)}


def balance(book: Book, code: str, on: date) -> int:
    """What stood on one account, of all parties together, at the end of a day."""
    values: dict[str, Any] = {"book": book.pk, "on": on, "code": code}
    found = statements.fetch(_BALANCES, values)
    return int(found[1]) if found else 0


def by_party(book: Book, on: date) -> dict[tuple[str, int], int]:
    """What stood at the end of a day on each account towards somebody, by code and party."""
    rows = statements.fetch_all(_PARTIES, {"book": book.pk, "on": on})
    return {(code, int(party)): int(fen) for code, party, fen in rows}


def now(account: Account) -> int:
    """What the account stands at with all its postings, later days' too."""
    return account.balance if account.side == "debit" else -account.balance


@dataclass(frozen=True, slots=True)
class Standing:
    """The balance from a day on."""

    on: date
    fen: int


def course(book: Book, code: str) -> Iterator[Standing]:
    """How the balance of an account moved: a line for each day on which it did."""
    sum_of_days = 0
    for on, fen in statements.fetch_all(_DAYS, {"book": book.pk, "code": code}):
        sum_of_days += int(fen)
        yield Standing(on, sum_of_days)
