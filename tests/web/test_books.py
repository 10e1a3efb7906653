"""The pages of a book: trial balance, cards, entries with how they came about, the statement."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.casework.making import enterprise
from tests.ledger.keeping_books import AT, OPENED, book, cashier, enter, version
from tests.web.people import Knock

from tashan.ledger.books import NewAccount, account, account_ids
from tashan.ledger.kinds import Side
from tashan.ledger.models import Book, Entry
from tashan.ledger.posting import NewEntry, post
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Book:
    made = book()
    enter(made, {"loans": 300_000_00, "cash": -300_000_00}, on=OPENED + timedelta(days=3))
    return made


def seen(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_book_shows_what_stands_on_each_account(pool: Book, knock: Knock) -> None:
    text = seen(knock("steward"), f"/books/{pool.pk}/")
    assert "700,000.00" in text
    assert "300,000.00" in text


def test_a_book_is_shown_as_of_any_day(pool: Book, knock: Knock) -> None:
    text = seen(knock("steward"), f"/books/{pool.pk}/?on={OPENED}")
    assert "1,000,000.00" in text
    assert "300,000.00" not in text


def test_entries_are_found_by_kind_account_and_words(pool: Book, knock: Knock) -> None:
    client = knock("leader")
    rows = {"kind=pay_in": 1, "kind=draw": 2, "account=capital": 1, "q=case:1": 1}
    for query, number in rows.items():
        assert f"/books/{pool.pk}/entries/{number}/" in seen(client, f"/books/{pool.pk}/?{query}")
    assert f"/books/{pool.pk}/entries/1/" not in seen(client, f"/books/{pool.pk}/?kind=draw")


def test_a_card_tells_the_balance_after_each_entry(pool: Book, knock: Knock) -> None:
    text = seen(knock("cashier"), f"/books/{pool.pk}/accounts/cash/")
    assert text.index("700,000.00") < text.index("1,000,000.00")


def test_an_entry_tells_how_its_amount_came_about(pool: Book, knock: Knock) -> None:
    ids = account_ids(pool)
    step = {"title": {"zh": "五天", "en": "5 days"}, "formula": "1,000.00 × 0.02% × 5", "fen": 100}
    new = NewEntry("fee", {ids["cash"]: 100, ids["fees"]: -100}, OPENED + timedelta(days=4),
                   "case:1", version().pk, "占用费", [step])  # fmt: skip
    number = post(pool.pk, new, actor=cashier(), at=AT).number
    text = seen(knock("handler"), f"/books/{pool.pk}/entries/{number}/")
    assert "1,000.00 × 0.02% × 5" in text
    assert "出纳" in text


def test_the_cashier_turns_an_entry_of_the_fund_round(pool: Book, knock: Knock) -> None:
    about = {"kind": "pay_in", "about": "fund:1"}
    posted = enter(pool, {"cash": 5, "capital": -5}, on=OPENED + timedelta(days=5), **about)  # type: ignore[arg-type]
    client = knock("cashier")
    address = f"/books/{pool.pk}/entries/{posted.number}/"
    client.post(address + "reverse/", {"says": "重复入账"})
    assert Entry.objects.filter(book=pool, reverses=posted.id, says="重复入账").exists()
    assert "重复入账" in seen(client, f"/books/{pool.pk}/")


def test_an_entry_of_a_case_is_not_turned_round_here(pool: Book, knock: Knock) -> None:
    client = knock("cashier")
    response = client.post(f"/books/{pool.pk}/entries/2/reverse/", {"says": "误"}, follow=True)
    assert not Entry.objects.filter(book=pool, reverses__isnull=False).exists()
    assert response.status_code == 200


def test_the_statement_goes_out_to_who_may_export(pool: Book, knock: Knock) -> None:
    query = f"account=cash&since={OPENED}&until=2026-12-31"
    client = knock("steward", "exporter")
    for form in ("xlsx", "docx"):
        response = client.get(f"/books/{pool.pk}/statement.{form}?{query}")
        assert response.status_code == 200
        assert "attachment" in response.headers["Content-Disposition"]
    wrong = client.get(f"/books/{pool.pk}/statement.xlsx?account=cash&since=x&until=y")
    assert wrong.status_code == 302


def test_an_exporter_who_sees_no_funds_gets_no_statement(pool: Book, knock: Knock) -> None:
    query = f"account=cash&since={OPENED}&until=2026-12-31"
    client = knock("reader", "exporter")
    assert client.get(f"/books/{pool.pk}/statement.xlsx?{query}").status_code == 404


def test_a_book_is_read_in_few_queries(  # type: ignore[no-untyped-def]
    pool: Book, knock: Knock, django_assert_max_num_queries
) -> None:
    client = knock("steward")
    seen(client, f"/books/{pool.pk}/")
    with django_assert_max_num_queries(12):
        seen(client, f"/books/{pool.pk}/")


def test_entries_are_found_by_day_and_number(pool: Book, knock: Knock) -> None:
    client, second = knock("leader"), f"/books/{pool.pk}/entries/2/"
    assert second in seen(client, f"/books/{pool.pk}/?q=2")
    assert second not in seen(client, f"/books/{pool.pk}/?q=1")
    assert second in seen(client, f"/books/{pool.pk}/?since={OPENED + timedelta(days=3)}")
    assert second not in seen(client, f"/books/{pool.pk}/?since={OPENED + timedelta(days=4)}")


@pytest.mark.parametrize("column", ["number", "day", "what", "kind", "about", "amount"])
def test_entries_are_sorted_by_every_column(pool: Book, knock: Knock, column: str) -> None:
    client = knock("leader")
    for way in (column, f"-{column}"):
        assert "<tbody>" in seen(client, f"/books/{pool.pk}/?sort={way}")


def test_the_largest_amount_comes_first_where_asked(pool: Book, knock: Knock) -> None:
    text = seen(knock("leader"), f"/books/{pool.pk}/?sort=-amount")
    assert text.index(f"/books/{pool.pk}/entries/1/") < text.index(f"/books/{pool.pk}/entries/2/")


def test_the_entries_shown_go_out_as_a_table(pool: Book, knock: Knock) -> None:
    response = knock("steward", "exporter").get(f"/books/{pool.pk}/entries.xlsx?kind=draw")
    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0)
    body = [row for row in rows.to_python() if isinstance(row[0], int | float)]
    assert [(row[0], row[5], row[6]) for row in body] == [(2, 300_000, ""), (2, "", 300_000)]
    assert Event.objects.filter(stream=pool.stream, kind="book.exported").count() == 1
    assert knock("reader", "exporter").get(f"/books/{pool.pk}/entries.xlsx").status_code == 404


def test_a_card_goes_on_with_its_balance_over_the_page(pool: Book, knock: Knock) -> None:
    for number in range(30):
        enter(pool, {"loans": 100, "cash": -100}, on=OPENED + timedelta(days=4 + number))
    text = seen(knock("cashier"), f"/books/{pool.pk}/accounts/cash/?page=2")
    assert "699,995.00" in text  # after the fifth of thirty
    assert "1,000,000.00" in text


def test_a_card_of_one_party_tells_of_it_alone(knock: Knock) -> None:
    made = book()
    firms = [enterprise(f"他山第{number}公司", number) for number in (1, 2)]
    for number, firm in enumerate(firms, start=1):
        towards = account(made, NewAccount("towards", "对企业", "Towards", Side.DEBIT), party=firm)
        lines = {towards.pk: 100 * number, account_ids(made)["cash"]: -100 * number}
        new = NewEntry("draw", lines, OPENED, "case:1", version().pk, "拨付")
        post(made.pk, new, actor=cashier(), at=AT)
    address = f"/books/{made.pk}/accounts/towards/"
    client = knock("leader")
    assert "3.00" in seen(client, address)
    text = seen(client, f"{address}?party={firms[1].pk}")
    assert "2.00" in text
    assert "3.00" not in text


def test_a_statement_without_days_is_of_this_year(pool: Book, knock: Knock) -> None:
    response = knock("steward", "exporter").get(f"/books/{pool.pk}/statement.xlsx")
    assert response.status_code == 200
