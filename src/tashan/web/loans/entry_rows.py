"""Entries of a book as rows: what each is for, what it moved and how that came about."""

from __future__ import annotations

from django.db.models import Q, QuerySet, Sum

from tashan.ledger.models import Entry
from tashan.web.loans.words import EntryRow, steps_of


def entry_rows(rows: QuerySet[Entry]) -> list[EntryRow]:
    """The entries in the order asked for, each with the sum of its debits; one query."""
    debits = Sum("postings__fen", filter=Q(postings__fen__gt=0))
    found = rows.annotate(moved=debits).select_related("actor", "reverses")
    return [EntryRow(row, row.moved or 0, steps_of(row.reckoning)) for row in found]
