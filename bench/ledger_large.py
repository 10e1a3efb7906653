"""A fund of many entries, laid in by the server itself, and what is asked of it.

Triggers are off while it is laid in; balances and totals of days are then built by the SQL of
``tashan audit books --rebuild``. There are no events of these entries: no page asks for them.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bulk import without_indexes
from django.db import connection, transaction

from tashan.ledger import balances
from tashan.ledger.books import NewAccount, account, account_ids, open_book
from tashan.ledger.kinds import Side
from tashan.ledger.models import Account, Book, Entry, Posting
from tashan.ledger.verifying import rebuild
from tashan.record import sources
from tashan.record.models import User
from tashan.registry import keeping
from tashan.registry.kinds import Kind

BEGUN, DAYS = date(2016, 1, 1), 3_960
AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
ACCOUNTS = (
    NewAccount("cash", "专户存款", "Special account", Side.DEBIT, floor=0),
    NewAccount("loans", "在途本金", "Principal out", Side.DEBIT, floor=0),
    NewAccount("capital", "基金本金", "Capital", Side.CREDIT),
)

# entry n is of day n × days ÷ entries and of firm (n ÷ 2) mod firms: even ones draw, odd repay
_ENTRIES = """INSERT INTO ledger_entry (book_id, number, kind, "on", about, version_id, actor_id,
    says, reckoning, lines, at)
SELECT %(book)s, n, CASE WHEN n = 1 THEN 'pay_in' WHEN n %% 2 = 0 THEN 'draw' ELSE 'repay' END,
    %(begun)s::date + (n::bigint * %(days)s / (%(entries)s + 1))::int, 'case:' || n / 2,
    %(version)s, %(actor)s, 'bench', '[]', 2, %(at)s
FROM generate_series(1, %(entries)s) n"""
_POSTINGS = """INSERT INTO ledger_posting (entry_id, account_id, fen)
SELECT e.id, CASE WHEN s.side = 1 THEN %(cash)s
        WHEN e.number = 1 THEN %(capital)s
        ELSE (%(firms)s::bigint[])[1 + (e.number / 2) %% cardinality(%(firms)s::bigint[])] END,
    s.side * CASE e.kind WHEN 'pay_in' THEN 100000000000
        WHEN 'repay' THEN 100000 + (e.number / 2) %% 97 ELSE -(100000 + (e.number / 2) %% 97) END
FROM ledger_entry e CROSS JOIN (VALUES (1), (-1)) s (side) WHERE e.book_id = %(book)s"""
_SUM = """SELECT coalesce(sum(p.fen), 0) FROM ledger_posting p JOIN ledger_entry e
ON e.id = p.entry_id WHERE p.account_id = ANY(%(accounts)s) AND e."on" <= %(on)s"""


def load(entries: int, firms: int, *, version: int) -> Book:
    """The fund, as it would be after ten years of many small loans."""
    user = User.objects.get(username="bench")
    book = open_book("large", "转贷应急资金", ACCOUNTS, on=BEGUN, actor=user, at=AT)
    source = sources.of_document("for the bench alone", at=AT)
    towards = [
        account(book, ACCOUNTS[1], party=keeping.enter(
            Kind.ENTERPRISE, keeping.New(f"他山第{n}厂", BEGUN), source=source)).pk
        for n in range(firms)
    ]  # fmt: skip
    ids = account_ids(book)
    values = {
        "book": book.pk, "entries": entries, "begun": BEGUN, "days": DAYS, "version": version,
        "actor": user.pk, "at": AT, "cash": ids["cash"], "capital": ids["capital"],
        "firms": towards,
    }  # fmt: skip
    with transaction.atomic(), without_indexes([Entry, Posting]), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(_ENTRIES, values)
        cursor.execute("ANALYZE ledger_entry")
        cursor.execute(_POSTINGS, values)
        cursor.execute("UPDATE ledger_book SET entries = %(entries)s WHERE id = %(book)s", values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    rebuild()
    with connection.cursor() as cursor:
        for table in ("entry", "posting", "daytotal", "account"):
            cursor.execute(f"VACUUM ANALYZE ledger_{table}")
        cursor.execute("CHECKPOINT")
    return book


def days(number: int) -> list[date]:
    """Random days, the first and the last among them."""
    dice = random.Random(20261102)
    found = [BEGUN + timedelta(days=dice.randrange(DAYS)) for _ in range(number)]
    return [BEGUN, BEGUN + timedelta(days=DAYS), *found]


def independent(accounts: list[int], on: date) -> int:
    """The balance from postings alone, debits positive."""
    with connection.cursor() as cursor:
        cursor.execute(_SUM, {"accounts": accounts, "on": on})
        return int(cursor.fetchone()[0])


def questions(book: Book) -> dict[str, Callable[[date], object]]:
    """What pages ask of a book, by a day."""
    cash = account_ids(book)["cash"]
    firm = Account.objects.filter(book=book, code="loans").exclude(party=None).first()
    assert firm is not None
    return {
        "balance of the special account": lambda on: balances.balance(book, "cash", on),
        "principal out, of all firms": lambda on: balances.balance(book, "loans", on),
        "all balances of the book": lambda on: balances.balances(book, on),
        "card of the special account, 50": lambda on: _card(cash, on),
        "card of one firm, 50": lambda on: _card(firm.pk, on),
        "statement of a month, 50": lambda on: list(
            Entry.objects.filter(book=book, on__gt=on - timedelta(days=30), on__lte=on)
            .order_by("on", "number")
            .prefetch_related("postings__account")[:50]
        ),
        "course of the special account": lambda on: list(balances.course(book, "cash")),
    }


def _card(account_id: int, on: date) -> list[Posting]:
    rows = Posting.objects.filter(account=account_id).select_related("entry")
    return list(rows.order_by("-entry")[:50])


def check(book: Book, asked: list[date]) -> None:
    """Raises AssertionError where a balance is not what the postings come to."""
    ids = dict(Account.objects.filter(book=book).values_list("pk", "code"))
    for on in asked:
        for code in ("cash", "loans"):
            accounts = [pk for pk, named in ids.items() if named == code]
            told, summed = balances.balance(book, code, on), independent(accounts, on)
            assert told == summed, f"{code} on {on}: {told} and {summed}"


def timed(ask: Callable[[date], object], asked: list[date]) -> list[float]:
    """Milliseconds of each day."""
    ask(asked[0])
    found = []
    for on in asked:
        began = time.perf_counter()
        ask(on)
        found.append((time.perf_counter() - began) * 1000)
    return found
