"""How a guarantee moved from day to day: its liability, and what was paid and came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Sum

from tashan.ledger.balances import Standing
from tashan.ledger.models import Posting
from tashan.programmes.guarantee_models import Guarantee


def sums_of(guarantee: Guarantee, on: date | None = None) -> dict[str, int]:
    """What its entries come to on each account in fen, debits positive, up to a day."""
    rows = Posting.objects.filter(entry__book=guarantee.fund.book_id, entry__about=guarantee.about)
    if on is not None:
        rows = rows.filter(entry__on__lte=on)
    found = rows.values_list("account__code").annotate(fen=Sum("fen"))
    return defaultdict(int, {code: int(fen) for code, fen in found})


def liability_now(guarantee: Guarantee) -> int:
    """What the fund is liable for under it, with all its entries."""
    return sums_of(guarantee)["covered"]


def course_of(guarantee: Guarantee) -> Iterator[Standing]:
    """The liability from each day on which it changed."""
    rows = Posting.objects.filter(
        entry__book=guarantee.fund.book_id, entry__about=guarantee.about, account__code="covered"
    )
    stands = 0
    for on, fen in rows.values_list("entry__on").annotate(fen=Sum("fen")).order_by("entry__on"):
        stands += int(fen)
        yield Standing(on, stands)


def liabilities(rows: Iterable[Guarantee], on: date | None = None) -> dict[int, int]:
    """What each comes to in fen, by id, up to a day; those that never stood open are left out."""
    known = {row.about: row.pk for row in rows}
    found = Posting.objects.filter(entry__about__in=list(known), account__code="covered")
    if on is not None:
        found = found.filter(entry__on__lte=on)
    told = found.values_list("entry__about").annotate(fen=Sum("fen"))
    return {known[about]: int(fen) for about, fen in told}
