"""Entries of a book that somebody looks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from tashan.ledger.models import Book, Entry, Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySearch:
    """What is looked for; an empty field asks for nothing. Both days are included.

    ``words`` stand in what an entry says, or are what it is about (``case:12``) or its number.
    """

    kind: str = ""
    account: str = ""
    about: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None


def entries(book: Book, sought: EntrySearch) -> QuerySet[Entry]:
    """The entries of a book that answer to all that is asked, in no order."""
    rows = Entry.objects.filter(book=book)
    if sought.kind:
        rows = rows.filter(kind=sought.kind)
    if sought.about:
        rows = rows.filter(about=sought.about)
    if sought.since:
        rows = rows.filter(on__gte=sought.since)
    if sought.until:
        rows = rows.filter(on__lte=sought.until)
    if sought.account:
        touching = Posting.objects.filter(account__book=book, account__code=sought.account)
        rows = rows.filter(pk__in=touching.values("entry"))
    return rows.filter(_with(sought.words)) if sought.words else rows


def _with(words: str) -> Q:
    found = Q(says__icontains=words) | Q(about=words)
    is_number = words.isascii() and words.isdigit() and len(words) < 10
    return found | Q(number=int(words)) if is_number else found


def with_debits(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries with the sum of their debits as ``debits``, in fen, and who entered them."""
    own = Posting.objects.filter(entry=OuterRef("pk"), fen__gt=0).order_by().values("entry")
    told = Subquery(own.annotate(sum=Sum("fen")).values("sum"), output_field=IntegerField())
    return rows.annotate(debits=Coalesce(told, 0)).select_related("actor")
