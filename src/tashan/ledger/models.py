"""Books with their accounts; entries, each in balance; and totals by day, which follow from them.

What was written once stays: a mistake is mended by an entry that reverses it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tashan.adoption.models import AdoptionVersion
from tashan.ledger import rules_of_books as rules
from tashan.ledger.kinds import Side
from tashan.record.append_only import append_only_triggers
from tashan.registry.models import Entity


class Book(models.Model):
    """The accounts of one fund or budget. ``code`` says whose: ``fund:3.pool``.

    ``entries`` counts them: the number of the last one. Who posts locks this row.
    """

    code = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    opened_on = models.DateField()
    entries = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="book_code_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this book."""
        return f"book:{self.pk}"


class Account(models.Model):
    """One account of a book, or what it is towards one ``party``.

    ``balance`` is the sum of its postings in fen, debits positive; ``floor`` is the least that it
    may be on its own side on any day, None where it has none. ``code`` groups the parties'
    accounts: ``loans`` of every firm.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="accounts")
    code = models.CharField(max_length=64)
    title = models.JSONField()
    side = models.CharField(max_length=6, choices=Side.choices)
    party = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    floor = models.BigIntegerField(null=True)
    balance = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "code", "party"], name="account_once_a_party", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="account_never_below_its_floor",
                condition=Q(floor=None)
                | Q(side=Side.DEBIT, balance__gte=F("floor"))
                | Q(side=Side.CREDIT, balance__lte=-F("floor")),
            ),
        ]
        triggers = rules.account_triggers()

    def __str__(self) -> str:
        return f"{self.book_id}: {self.code}"


class Entry(models.Model):
    """What happened to the money of a book on a day: ``lines`` postings that sum to nothing.

    ``about`` names the case (``case:12``) or list that it is for, ``version`` the rules it was
    reckoned by, ``actor`` the person. ``reckoning`` says how the amounts came about: a list of
    ``{"title": {"zh", "en"}, "formula": "1,000,000.00 × 0.02% × 5", "fen": 100000}``.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="posted")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    on = models.DateField()
    about = models.CharField(max_length=40)
    version = models.ForeignKey(AdoptionVersion, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    says = models.CharField(max_length=300)
    reckoning = models.JSONField(default=list)
    lines = models.PositiveSmallIntegerField()
    reverses = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="reversals", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="entry_number_once_a_book"),
            models.UniqueConstraint(
                fields=["reverses"],
                name="entry_reversed_once",
                condition=Q(reverses__isnull=False),
            ),
            models.CheckConstraint(name="entry_is_about_something", condition=~Q(about="")),
            models.CheckConstraint(name="entry_says_what", condition=~Q(says="")),
            models.CheckConstraint(name="entry_has_two_lines", condition=Q(lines__gte=2)),
        ]
        indexes = [
            # what was posted about a case or a list
            models.Index(fields=["about"], name="entry_about"),
            # the statement of a book between two days
            models.Index(fields=["book", "on", "number"], name="entry_of_a_day"),
        ]
        triggers = [*append_only_triggers(), *rules.entry_triggers()]

    def __str__(self) -> str:
        return f"{self.book_id}/{self.number}"


class Posting(models.Model):
    """One line of an entry in fen: a debit is positive, a credit negative."""

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="postings", db_index=False
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="postings", db_index=False
    )
    fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "account"], name="posting_once_an_account"),
            models.CheckConstraint(name="posting_of_something", condition=~Q(fen=0)),
        ]
        indexes = [
            # the card of one account, the newest first
            models.Index(fields=["account", "-entry"], name="posting_of_an_account"),
        ]
        triggers = [*append_only_triggers(), *rules.posting_triggers()]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.account_id} {self.fen}"


class DayTotal(models.Model):
    """What all postings of an account on one day come to; kept by the database with each."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="days", db_index=False
    )
    on = models.DateField()
    fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "on"], name="day_total_once_a_day", include=["fen"]
            ),
        ]
        triggers = rules.total_triggers()

    def __str__(self) -> str:
        return f"{self.account_id} {self.on}: {self.fen}"


class PartiesTotal(models.Model):
    """What the accounts of a code towards all parties come to on one day, in fen.

    Kept by the database with each posting, as the totals of single accounts are: a fund lends to
    thousands of firms, and what is out altogether is asked on every page.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=64)
    on = models.DateField()
    fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "code", "on"], name="parties_total_once_a_day", include=["fen"]
            ),
        ]
        triggers = rules.total_triggers()

    def __str__(self) -> str:
        return f"{self.book_id}: {self.code} {self.on}: {self.fen}"
