"""Books for programs: the trial balance, entries, a reversal, the statement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.api.programs import program
from tests.ledger.keeping_books import OPENED, book, enter

from tashan.ledger.models import Book

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Book:
    made = book()
    enter(made, {"loans": 300_000_00, "cash": -300_000_00}, on=OPENED + timedelta(days=3))
    return made


def test_a_program_reads_what_stands_on_each_account(pool: Book) -> None:
    reader = program("leader", scopes=("funds:read",))
    told = reader.get(f"/books/{pool.pk}?on={OPENED}")
    stands = {row["code"]: row["closing"]["fen"] for row in told["accounts"]}
    assert stands == {"cash": 100_000_000, "loans": 0, "capital": 100_000_000, "fees": 0}


def test_a_program_reads_entries_and_a_statement(pool: Book) -> None:
    reader = program("leader", scopes=("funds:read",))
    rows = reader.get(f"/books/{pool.pk}/entries?kind=draw")["items"]
    assert [row["number"] for row in rows] == [2]
    query = f"account=cash&since={OPENED}&until=2026-12-31"
    told = reader.get(f"/books/{pool.pk}/statement?{query}")
    assert [line["balance"]["fen"] for line in told["lines"]] == [100_000_000, 70_000_000]


def test_a_program_turns_an_entry_of_the_fund_round(pool: Book) -> None:
    posted = enter(pool, {"cash": 5, "capital": -5}, kind="pay_in", about="fund:1",
                   on=OPENED + timedelta(days=5))  # fmt: skip
    cashier = program("cashier", scopes=("funds:write", "funds:read"))
    path = f"/books/{pool.pk}/entries"
    told = cashier.post(f"{path}/{posted.number}/reverse", {"says": "重复入账"})
    assert told["reverses"] == posted.number
    cashier.problem("POST", f"{path}/2/reverse", {"says": "误"})


def test_a_program_lists_books_and_seeks_entries_by_days_and_words(pool: Book) -> None:
    reader = program("leader", scopes=("funds:read",))
    assert [row["id"] for row in reader.get("/books")["items"]] == [pool.pk]
    day = OPENED + timedelta(days=3)
    for query, numbers in {f"since={day}": [2], f"until={OPENED}": [1], "words=1": [1]}.items():
        rows = reader.get(f"/books/{pool.pk}/entries?{query}")["items"]
        assert [row["number"] for row in rows] == numbers, query
