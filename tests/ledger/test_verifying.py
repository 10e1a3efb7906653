"""What was changed in books past the triggers is found, named, and built anew from postings."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from tests.ledger.keeping_books import ACCOUNTS, AT, OPENED, book, cashier, enter, version
from tests.record.test_commands import Command, address, migrated, tashan
from tests.registry.people_and_places import enterprise

from tashan.base.errors import UserError
from tashan.ledger import verifying
from tashan.ledger.books import account, account_ids
from tashan.ledger.models import Account, Book, DayTotal, Entry
from tashan.ledger.posting import NewEntry, post
from tashan.record import grants

__all__ = ["address", "migrated", "tashan"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Book:
    made = book()
    for day in range(3):
        enter(made, {"loans": 10, "cash": -10}, on=OPENED + timedelta(days=day))
    return made


def behind(statement: str) -> None:
    """As the owner who switches all triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def found() -> list[str]:
    return [fault.kind for fault in verifying.verify_books().faults]


def test_sound_books_have_no_faults(pool):
    verdict = verifying.verify_books()
    assert (verdict.books, verdict.entries, verdict.postings) == (1, 4, 8)
    assert verdict.faults == ()


def test_a_changed_balance_is_found_and_built_anew(pool):
    behind("UPDATE ledger_account SET balance = balance + 1 WHERE code = 'loans'")
    (fault,) = verifying.verify_books().faults
    assert str(fault) == (
        "wrong balance in fund:1.pool: account loans holds 31, its postings come to 30"
    )
    assert verifying.rebuild() == 1
    assert found() == []


def test_a_changed_and_a_missing_total_of_a_day_are_found_and_built_anew(pool):
    behind("UPDATE ledger_daytotal SET fen = fen + 1 WHERE fen = 10")
    behind("DELETE FROM ledger_daytotal WHERE fen = 11 AND \"on\" = '2026-01-06'")
    assert found() == ["wrong day total"] * 3
    assert verifying.rebuild() == 3
    assert found() == []


def test_a_total_of_a_day_without_postings_is_found_and_taken_out(pool):
    loans = Account.objects.get(book=pool, code="loans").pk
    behind(
        f"INSERT INTO ledger_daytotal (account_id, \"on\", fen) VALUES ({loans}, '2026-05-01', 5)"
    )
    assert found() == ["wrong day total"]
    assert verifying.rebuild() == 1
    assert not DayTotal.objects.filter(on="2026-05-01").exists()


def test_totals_of_all_parties_are_found_and_built_anew(pool):
    lend(pool, 7)
    behind("UPDATE ledger_partiestotal SET fen = fen + 1")
    behind(
        'INSERT INTO ledger_partiestotal (book_id, code, "on", fen)'
        f" VALUES ({pool.pk}, 'loans', '2026-05-01', 5)"
    )
    assert found() == ["wrong total of parties"] * 2
    assert verifying.rebuild() == 2
    assert found() == []


def lend(pool: Book, fen: int) -> None:
    """To a firm with an account of its own."""
    own = account(pool, ACCOUNTS[1], party=enterprise("他山轴承有限公司")).pk
    lines = {own: fen, account_ids(pool)["cash"]: -fen}
    new = NewEntry("draw", lines, OPENED, "case:1", version().pk, "一笔")
    post(pool.pk, new, actor=cashier(), at=AT)


def test_a_day_below_the_floor_is_found(pool):
    behind("UPDATE ledger_account SET floor = 20 WHERE code = 'loans'")
    assert found() == ["below its floor"]


def test_a_line_that_was_changed_is_found(pool):
    behind(
        "UPDATE ledger_posting SET fen = 9"
        " WHERE fen = 10 AND id = (SELECT max(id) - 1 FROM ledger_posting)"
    )
    assert {"wrong balance", "wrong day total", "entry not whole", "entry unlike its event"} == set(
        found()
    )


def test_an_entry_that_was_taken_out_is_found(pool):
    last = Entry.objects.get(book=pool, number=4).pk
    behind(f"DELETE FROM ledger_posting WHERE entry_id = {last}")
    behind(f"DELETE FROM ledger_entry WHERE id = {last}")
    verifying.rebuild()
    assert found() == ["gap in the numbers", "entry unlike its event"]


@pytest.mark.parametrize(
    "change", ["says = '别的'", "about = 'case:2'", "\"on\" = '2026-01-02'", "at = now()"]
)
def test_an_entry_unlike_its_event_is_found(pool, change):
    behind(f"UPDATE ledger_entry SET {change} WHERE number = 1")
    verifying.rebuild()
    assert "entry unlike its event" in found()


def test_the_application_builds_nothing_anew(pool, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        own = cursor.fetchone()[0]
    monkeypatch.setattr(
        verifying, "refuse_application", lambda: grants.refuse_application(role=own)
    )
    with pytest.raises(UserError, match="must not own"):
        verifying.rebuild()


def test_the_command_verifies_sound_books(tashan: Command) -> None:
    done = tashan("audit", "books", as_application=True)
    assert (done.returncode, done.stdout) == (0, "0 books, 0 entries, 0 postings; 0 faults\n")


def test_the_command_names_faults_and_builds_anew(tashan: Command, address: str) -> None:
    with psycopg.connect(address) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute(
            "INSERT INTO ledger_book (code, title, opened_on, entries, at)"
            " VALUES ('b', 'b', '2026-01-05', 0, now())"
        )
        owner.execute(
            "INSERT INTO ledger_account (book_id, code, title, side, balance)"
            " SELECT id, 'cash', '{}', 'debit', 5 FROM ledger_book"
        )
    done = tashan("audit", "books")
    assert done.returncode == 1
    assert done.stdout.startswith("wrong balance in b: account cash holds 5")
    done = tashan("audit", "books", "--rebuild")
    assert done.returncode == 0
    assert done.stdout.startswith("1 balances and totals of days made anew\n")
