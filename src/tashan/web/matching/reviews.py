"""The fair competition reviews of what is adopted, in words and lights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tashan.adoption.current import InForce, needs_review, newest_reviews, review_holds
from tashan.adoption.models import AdoptionVersion, Conclusion, Review


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """``light`` is empty where no review is needed."""

    word: str
    light: str = ""
    document: str = ""

    @property
    def is_wanting(self) -> bool:
        """Nothing may be issued before it is had."""
        return self.light in ("red", "yellow")


def reviews_of(held: Iterable[InForce]) -> dict[int, ReviewWords]:
    """By the number of the adoption; one query for all."""
    listed = list(held)
    found = newest_reviews(each.adoption.pk for each in listed)
    return {each.adoption.pk: _words(each, found.get(each.adoption.pk)) for each in listed}


def _words(held: InForce, review: Review | None) -> ReviewWords:
    if review is None:
        if not needs_review(held.mechanism):
            return ReviewWords(_("not required"))
        return ReviewWords(_("not reviewed"), "yellow")
    if review.conclusion == Conclusion.FAILS:
        return ReviewWords(str(Conclusion.FAILS.label), "red", review.document)
    last = _last(list(held.adoption.versions.all()))
    if not review_holds(review, last):
        return ReviewWords(_("rules changed since the review"), "yellow", review.document)
    return ReviewWords(_("reviewed"), "green", review.document)


def _last(versions: Sequence[AdoptionVersion]) -> AdoptionVersion:
    return max(versions, key=lambda version: version.number)
