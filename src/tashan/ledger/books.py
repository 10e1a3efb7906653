"""Books and their accounts: opened once, found again by their codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.ledger.kinds import Side
from tashan.ledger.models import Account, Book
from tashan.record import events
from tashan.record.models import User
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be opened. ``floor`` in fen on its own side: 0 is never below nothing."""

    code: str
    zh: str
    en: str
    side: Side
    floor: int | None = None


@transaction.atomic
def open_book(
    code: str, title: str, accounts: Iterable[NewAccount], *, on: date, actor: User, at: datetime
) -> Book:
    """A book with its accounts, all at nothing. Raises UserError where the code is taken."""
    if Book.objects.filter(code=code).exists():
        raise UserError(
            _("The book %s is open already.") % code, hint=_("Post in the one that there is.")
        )
    book = Book.objects.create(code=code, title=title, opened_on=on, at=at)
    opened = [_account(book, one, None) for one in accounts]
    Account.objects.bulk_create(opened)
    said = {"code": code, "accounts": [one.code for one in opened]}
    events.append(book.stream, "book.opened", said, actor=actor, at=at, occurred_on=on)
    return book


def account(book: Book, new: NewAccount, *, party: Entity | None = None) -> Account:
    """The account of a book, towards one party where given; opened where there is none yet."""
    found = Account.objects.filter(book=book, code=new.code, party=party).first()
    if found is not None:
        return found
    Account.objects.bulk_create([_account(book, new, party)], ignore_conflicts=True)
    return Account.objects.get(book=book, code=new.code, party=party)


def account_ids(book: Book) -> dict[str, int]:
    """The accounts of a book that are towards nobody, by code."""
    rows = Account.objects.filter(book=book, party=None)
    return dict(rows.values_list("code", "id"))


def _account(book: Book, new: NewAccount, party: Entity | None) -> Account:
    title = {"zh": new.zh, "en": new.en}
    return Account(
        book=book, code=new.code, title=title, side=new.side, party=party, floor=new.floor
    )
