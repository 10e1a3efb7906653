"""The statement of a fund, to the fen: read back from the files and reckoned again by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from django.db import connection
from django.utils import translation
from python_calamine import CalamineWorkbook
from tests.ledger.keeping_books import AT, OPENED, book, cashier, enter

from tashan.base.errors import UserError
from tashan.ledger.models import Book
from tashan.ledger.statement import statement
from tashan.ledger.statement_papers import hand_out, to_docx, to_xlsx
from tashan.record.models import Event

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2026, 2, 1), date(2026, 3, 31)


def lent() -> Book:
    """A year of payments, some of them back, two on one day, odd fen too."""
    pool = book(capital=9_000_000_07)
    for number in range(30):
        on = OPENED + timedelta(days=4 * number)
        enter(pool, {"loans": 100_000_00 + number, "cash": -100_000_00 - number}, on=on)
        if number % 3:
            back = 60_000_03 + 7 * number
            enter(pool, {"cash": back, "loans": -back}, kind="repay", on=on)
    return pool


def by_hand(pool: Book, code: str) -> Iterator[tuple[date, int, int]]:
    """Day, number and fen of every posting of an account, from the bare rows alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.fen, e.number, e.on FROM ledger_posting p, ledger_entry e, ledger_account a "
            "WHERE p.entry_id = e.id AND p.account_id = a.id AND e.book_id = %s AND a.code = %s",
            [pool.pk, code],
        )
        for fen, number, on in cursor.fetchall():
            yield on, number, fen


def reckoned(pool: Book) -> tuple[Decimal, list[tuple[int, Decimal, Decimal]], Decimal]:
    """Opening, each entry with its change and balance, and closing of the cash, in yuan."""
    rows = sorted(by_hand(pool, "cash"))
    opening = sum(fen for on, _n, fen in rows if on < SINCE)
    stands, told = opening, []
    for on, number, fen in rows:
        if SINCE <= on <= UNTIL:
            stands += fen
            told.append((number, Decimal(fen) / 100, Decimal(stands) / 100))
    return Decimal(opening) / 100, told, Decimal(stands) / 100


def cells(data: bytes) -> list[list[Any]]:
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    return [row for row in sheet.to_python() if any(value != "" for value in row)]


def yuan(value: Any) -> Decimal:
    return Decimal(str(round(value * 100))) / 100 if value != "" else Decimal(0)


def test_the_workbook_says_every_entry_to_the_fen() -> None:
    pool = lent()
    rows = cells(to_xlsx(statement(pool, "cash", SINCE, UNTIL), officer=cashier(), on=UNTIL))
    opening, told, closing = reckoned(pool)
    body = [row for row in rows if isinstance(row[0], float | int)]
    assert [(int(r[0]), yuan(r[4]) - yuan(r[5]), yuan(r[6])) for r in body] == told
    first = next(i for i, row in enumerate(rows) if row is body[0]) - 1
    last = next(i for i, row in enumerate(rows) if row is body[-1]) + 1
    assert yuan(rows[first][6]) == opening
    assert yuan(rows[last][6]) == closing
    assert yuan(rows[last][4]) == sum(change for _n, change, _s in told if change > 0)
    assert yuan(rows[last][5]) == -sum(change for _n, change, _s in told if change < 0)


def test_the_document_says_the_same() -> None:
    pool = lent()
    data = to_docx(statement(pool, "cash", SINCE, UNTIL), officer=cashier(), on=UNTIL)
    paper = docx.Document(BytesIO(data))
    journal = [[cell.text for cell in row.cells] for row in paper.tables[0].rows][1:]

    def number(text: str) -> Decimal:
        return Decimal(text.replace(",", "")) if text else Decimal(0)

    opening, told, closing = reckoned(pool)
    assert [(int(r[0]), number(r[3]) - number(r[4]), number(r[5])) for r in journal] == told
    words = "".join(one.text for one in paper.paragraphs)
    assert f"{opening:,.2f}" in words
    assert f"{closing:,.2f}" in words


def test_the_trial_balance_of_a_book_is_in_balance() -> None:
    found = statement(lent(), "cash", SINCE, UNTIL)
    assert sum(row.debit for row in found.trial) == sum(row.credit for row in found.trial)
    signs = {"debit": 1, "credit": -1}
    assert sum(signs[row.side] * row.closing for row in found.trial) == 0


def test_a_day_without_entries_has_a_statement_too() -> None:
    pool = book()
    found = statement(pool, "cash", date(2027, 1, 1), date(2027, 1, 1))
    assert (found.account.opening, found.lines, found.account.closing) == (
        1_000_000_00, (), 1_000_000_00,
    )  # fmt: skip


def test_days_the_wrong_way_round_and_unknown_accounts_are_refused() -> None:
    pool = book()
    with pytest.raises(UserError, match="before"):
        statement(pool, "cash", UNTIL, SINCE)
    with pytest.raises(UserError, match="no account"):
        statement(pool, "nothing", SINCE, UNTIL)


def test_that_it_went_out_is_an_event() -> None:
    pool = lent()
    found = statement(pool, "cash", SINCE, UNTIL)
    made = hand_out(found, "docx", actor=cashier(), at=AT)
    assert made.data
    event = Event.objects.filter(stream=pool.stream, kind="book.exported").get()
    assert event.payload["entries"] == len(found.lines)
    with pytest.raises(UserError, match="pdf"):
        hand_out(found, "pdf", actor=cashier(), at=AT)


def test_the_workbook_has_its_title_over_all_columns_and_headings_in_two_rows() -> None:
    found = statement(lent(), "cash", SINCE, UNTIL)
    with translation.override("zh-hans"):
        data = to_xlsx(found, officer=cashier(), on=UNTIL)
    page = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    merged = {str(area) for area in page.merged_cells.ranges}
    assert {"A1:G1", "A2:G2", "E3:F3", "A3:A4", "G3:G4"} <= merged
    assert (page["E3"].value, page["E4"].value, page["F4"].value) == ("本期发生额", "借方", "贷方")
    assert "单位：元" in page["A2"].value
    assert "出纳" in page.cell(page.max_row, 1).value


def test_equal_statements_are_equal_files() -> None:
    found = statement(lent(), "cash", SINCE, UNTIL)
    assert to_xlsx(found, officer=cashier(), on=UNTIL) == to_xlsx(
        found, officer=cashier(), on=UNTIL
    )
