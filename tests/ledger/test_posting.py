"""Entries are in balance, only grow, are reversed once, and never take an account below its
floor."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.db.utils import ProgrammingError
from tests.ledger.keeping_books import ACCOUNTS, AT, OPENED, book, cashier, enter, version
from tests.registry.people_and_places import enterprise

from tashan.base.errors import UserError
from tashan.ledger import balances
from tashan.ledger.books import account, account_ids, open_book
from tashan.ledger.models import Account, Book, DayTotal, Entry, PartiesTotal, Posting
from tashan.ledger.posting import BelowFloorError, NewEntry, post, reverse
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


def fen(of: Book, code: str) -> int:
    return balances.balance(of, code, date(2030, 1, 1))


def test_an_entry_moves_the_balances_of_its_accounts():
    pool = book()
    enter(pool, {"loans": 300_000_00, "cash": -300_000_00})
    assert fen(pool, "cash") == 700_000_00
    assert fen(pool, "loans") == 300_000_00
    assert fen(pool, "capital") == 1_000_000_00


def test_entries_are_numbered_without_gaps_and_are_events_of_their_book():
    pool = book()
    posted = enter(pool, {"loans": 5, "cash": -5})
    assert posted.number == 2
    assert list(Entry.objects.filter(book=pool).values_list("number", flat=True)) == [1, 2]
    kinds = Event.objects.filter(stream=pool.stream).order_by("sequence")
    assert [row.kind for row in kinds] == ["book.opened", "entry.posted", "entry.posted"]


def test_an_entry_out_of_balance_is_refused_before_anything_is_sent():
    pool = book()
    with pytest.raises(UserError, match="not in balance"):
        enter(pool, {"loans": 5, "cash": -4})


def test_amounts_are_whole_fen():
    with pytest.raises(TypeError):
        NewEntry("draw", {1: 5.0, 2: -5.0}, OPENED, "case:1", 1, "一笔")  # type: ignore[dict-item]


def test_no_account_falls_below_its_floor():
    pool = book(capital=100)
    with pytest.raises(BelowFloorError, match="专户存款"):
        enter(pool, {"loans": 101, "cash": -101})
    assert fen(pool, "cash") == 100
    assert Entry.objects.count() == 1


def test_no_account_falls_below_its_floor_on_a_day_gone_by():
    pool = book(capital=0)
    late = OPENED + timedelta(days=9)
    enter(pool, {"cash": 100, "capital": -100}, on=late)
    with pytest.raises(BelowFloorError):
        enter(pool, {"loans": 100, "cash": -100}, on=late - timedelta(days=1))
    enter(pool, {"loans": 100, "cash": -100}, on=late)


def test_a_reversal_restores_the_balances_and_names_what_it_turned():
    pool = book()
    posted = enter(pool, {"loans": 7, "cash": -7})
    turned = reverse(
        Entry.objects.get(pk=posted.id), says="误划", on=OPENED, actor=cashier(), at=AT
    )
    assert fen(pool, "loans") == 0
    assert Entry.objects.get(pk=turned.id).reverses_id == posted.id


def test_an_entry_is_reversed_once_and_a_reversal_never():
    pool = book()
    entry = Entry.objects.get(pk=enter(pool, {"loans": 7, "cash": -7}).id)
    turned = reverse(entry, says="误划", on=OPENED, actor=cashier(), at=AT)
    for one in (entry, Entry.objects.get(pk=turned.id)):
        with pytest.raises(UserError, match="was reversed"):
            reverse(one, says="再来", on=OPENED, actor=cashier(), at=AT)


def test_a_reversal_says_why():
    entry = Entry.objects.get(pk=enter(book(), {"loans": 7, "cash": -7}).id)
    with pytest.raises(UserError, match="why"):
        reverse(entry, says=" ", on=OPENED, actor=cashier(), at=AT)


def test_the_balance_is_asked_as_of_any_day():
    pool = book()
    later = OPENED + timedelta(days=30)
    enter(pool, {"loans": 400, "cash": -400}, on=later)
    assert balances.balance(pool, "loans", later - timedelta(days=1)) == 0
    assert balances.balance(pool, "loans", later) == 400
    assert [one.fen for one in balances.course(pool, "loans")] == [400]


def test_what_the_database_keeps_is_the_sum_of_the_postings():
    pool = book()
    for day in range(5):
        enter(pool, {"loans": 10, "cash": -10}, on=OPENED + timedelta(days=day))
    for row in Account.objects.filter(book=pool):
        said = Posting.objects.filter(account=row).aggregate(fen=Sum("fen"))["fen"] or 0
        days = DayTotal.objects.filter(account=row).aggregate(fen=Sum("fen"))["fen"] or 0
        assert row.balance == said == days


def test_an_account_towards_a_party_is_opened_once():
    pool = book()
    firm = enterprise("他山轴承有限公司")
    loans = ACCOUNTS[1]
    assert account(pool, loans, party=firm) == account(pool, loans, party=firm)
    assert account(pool, loans, party=firm) != account(pool, loans)


def test_a_book_is_opened_once():
    book()
    with pytest.raises(UserError, match="open already"):
        open_book("fund:1.pool", "又一本", ACCOUNTS, on=OPENED, actor=cashier(), at=AT)


def raw(pool: Book, lines: list[tuple[str, int]], *, says: int = 0, reverses: int | None = None):
    """An entry past all functions: with its lines as told, or as many as ``says``."""
    ids = account_ids(pool)
    entry = Entry.objects.create(
        book=pool, number=99, kind="draw", on=OPENED, about="case:1", version=version(),
        actor=cashier(), says="一笔", lines=says or len(lines), at=AT, reverses_id=reverses,
    )  # fmt: skip
    Posting.objects.bulk_create(
        [Posting(entry=entry, account_id=ids[code], fen=fen) for code, fen in lines]
    )
    return entry


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def test_entry_balances():
    pool = book()
    with refused("entry_balances"), transaction.atomic():
        raw(pool, [("loans", 5), ("cash", -4)])
    with refused("entry_balances"), transaction.atomic():
        raw(pool, [("loans", 5), ("cash", -5)], says=3)


def test_entry_balances_even_if_it_has_no_lines():
    pool = book()
    with refused("entry_balances"), transaction.atomic():
        raw(pool, [], says=2)
        connection.check_constraints()


def test_entry_balances_within_one_book():
    pool, other = book(), book("fund:2.pool")
    entry = Entry(
        book=pool, number=99, kind="draw", on=OPENED, about="case:1", version=version(),
        actor=cashier(), says="一笔", lines=2, at=AT,
    )  # fmt: skip
    with refused("entry_balances"), transaction.atomic():
        entry.save()
        Posting.objects.bulk_create(
            [
                Posting(entry=entry, account_id=account_ids(pool)["loans"], fen=1),
                Posting(entry=entry, account_id=account_ids(other)["cash"], fen=-1),
            ]
        )


def test_entry_reversed_exactly():
    pool = book()
    posted = enter(pool, {"loans": 7, "cash": -7})
    with refused("entry_reversed_exactly"), transaction.atomic():
        raw(pool, [("loans", -6), ("cash", 6)], reverses=posted.id)
        connection.check_constraints()


def test_entry_reversed_once():
    pool = book()
    posted = enter(pool, {"loans": 7, "cash": -7})
    reverse(Entry.objects.get(pk=posted.id), says="误划", on=OPENED, actor=cashier(), at=AT)
    with refused("entry_reversed_once"), transaction.atomic():
        raw(pool, [("loans", -7), ("cash", 7)], reverses=posted.id)


def test_posting_once_an_account():
    with refused("posting_once_an_account"), transaction.atomic():
        raw(book(), [("loans", 5), ("loans", -5)])


def test_posting_of_something():
    with refused("posting_of_something"), transaction.atomic():
        raw(book(), [("loans", 0), ("cash", 0)])


def test_account_never_below_its_floor():
    with refused("account_never_below_its_floor"), transaction.atomic():
        raw(book(capital=1), [("loans", 2), ("cash", -2)])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("entry_is_about_something", {"about": ""}),
        ("entry_says_what", {"says": ""}),
        ("entry_has_two_lines", {"lines": 1}),
        ("entry_number_once_a_book", {"number": 1}),
    ],
)
def test_an_entry_is_whole(name, told):
    pool = book()
    fields = {
        "book": pool, "number": 99, "kind": "draw", "on": OPENED, "about": "case:1",
        "version": version(), "actor": cashier(), "says": "一笔", "lines": 2, "at": AT,
    }  # fmt: skip
    with refused(name), transaction.atomic():
        Entry.objects.create(**fields | told)


def test_book_code_once():
    pool = book()
    with refused("book_code_once"), transaction.atomic():
        Book.objects.create(code=pool.code, title="又一本", opened_on=OPENED, at=AT)


def test_account_once_a_party():
    pool = book()
    with refused("account_once_a_party"), transaction.atomic():
        Account.objects.create(book=pool, code="cash", title={}, side="debit")


def test_account_begins_with_nothing():
    pool = book()
    with refused("account_begins_with_nothing"), transaction.atomic():
        Account.objects.create(book=pool, code="more", title={}, side="debit", balance=5)


def test_day_total_once_a_day_and_only_with_postings():
    pool = book()
    total = DayTotal.objects.filter(account__book=pool).first()
    assert total is not None
    with pytest.raises(ProgrammingError, match="books"), transaction.atomic():
        DayTotal.objects.create(account=total.account, on=total.on, fen=1)


def lent(pool: Book) -> None:
    """One loan each to two firms, on two days."""
    ids = account_ids(pool)
    for n, name in enumerate(("他山轴承有限公司", "他山铸造有限公司")):
        own = account(pool, ACCOUNTS[1], party=enterprise(name, n + 1)).pk
        on = OPENED + timedelta(days=n)
        new = NewEntry(
            "draw", {own: 5 + n, ids["cash"]: -5 - n}, on, "case:1", version().pk, "一笔"
        )
        post(pool.pk, new, actor=cashier(), at=AT)


def test_the_accounts_of_all_parties_are_summed_with_that_of_nobody():
    pool = book()
    enter(pool, {"loans": 100, "cash": -100})
    lent(pool)
    assert balances.balance(pool, "loans", OPENED) == 105
    assert balances.balances(pool, OPENED + timedelta(days=1))["loans"] == 111
    assert [one.fen for one in balances.course(pool, "loans")] == [105, 111]


def test_parties_total_once_a_day_and_only_with_postings():
    pool = book()
    lent(pool)
    assert list(PartiesTotal.objects.order_by("on").values_list("fen", flat=True)) == [5, 6]
    with pytest.raises(ProgrammingError, match="books"), transaction.atomic():
        PartiesTotal.objects.create(book=pool, code="loans", on=OPENED, fen=1)
    with pytest.raises(ProgrammingError, match="books"), transaction.atomic():
        PartiesTotal.objects.update(fen=1)


def test_balances_are_not_written_by_hand():
    pool = book()
    with pytest.raises(ProgrammingError, match="books"), transaction.atomic():
        Account.objects.filter(book=pool, code="cash").update(balance=5)
    with pytest.raises(ProgrammingError, match="books"), transaction.atomic():
        DayTotal.objects.filter(account__book=pool).update(fen=5)


def test_entries_and_postings_only_grow():
    pool = book()
    for rows in (Entry.objects.filter(book=pool), Posting.objects.filter(entry__book=pool)):
        with pytest.raises(ProgrammingError, match="append_only"), transaction.atomic():
            rows._raw_delete(rows.db)


def test_what_is_posted_within_a_failed_transaction_is_gone():
    pool = book()
    ids = account_ids(pool)
    one = NewEntry(
        "draw", {ids["loans"]: 1, ids["cash"]: -1}, OPENED, "case:1", version().pk, "一笔"
    )
    with suppress(ZeroDivisionError), transaction.atomic():
        post(pool.pk, one, actor=cashier(), at=AT)
        _ = 1 / 0
    assert fen(pool, "loans") == 0
