"""Those served and the managing office rate; the score is told with all that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.duties.dispatch_models import Rating, RatingSide, Secondment, SecondmentState
from tashan.duties.dispatching.doing import Doer, note, person
from tashan.duties.dispatching.standing import Standing
from tashan.duties.dispatching.terms import SendingTerms
from tashan.duties.dispatching.visiting import is_own

STARS, HUNDRED = 5, 100


@transaction.atomic
def rate(
    secondment: Secondment, side: RatingSide, stars: int, says: str = "", *, by: Doer
) -> Rating:
    """One rating a day of each side, of a term that has begun. Nobody rates themselves."""
    rows = Secondment.objects.select_for_update(of=("self",)).select_related("round")
    row = rows.get(pk=secondment.pk)
    if row.state == SecondmentState.PROPOSED or by.on < row.since:
        raise UserError(_("The term has not begun."), hint=_("Rate it once it has."))
    if not 1 <= stars <= STARS:
        raise UserError(_("A rating is of 1 to 5 stars."), hint=_("Choose one of them."))
    if is_own(row, by):
        raise UserError(_("Nobody rates their own work."), hint=_("Others do."))
    if row.ratings.filter(side=side, on=by.on).exists():
        raise UserError(_("This was rated today already."), hint=_("Rate again another day."))
    made = Rating.objects.create(
        secondment=row, side=side, stars=stars, says=says.strip(), on=by.on, actor=person(by),
        at=by.at,
    )  # fmt: skip
    # an event of its own stream: the officer's page shows that of the secondment
    note(row.round, "secondment.rated", {"rating": made.pk}, by)
    return made


@dataclass(frozen=True, slots=True)
class Input:
    """One part of the score: of a hundred, or None where nothing is known; its share; from what."""

    code: str
    value: Fraction | None
    share: int
    count: int  # ratings, or visits due


@dataclass(frozen=True, slots=True)
class Score:
    """The weighted mean of the inputs; None as long as one of them is not known."""

    inputs: tuple[Input, ...]

    @property
    def value(self) -> Fraction | None:
        total = Fraction(0)
        for one in self.inputs:
            if one.value is None:
                return None
            total += one.value * one.share
        shares = sum(one.share for one in self.inputs)
        return total / shares if shares else None


def scores(
    rows: Iterable[Secondment], stands: Mapping[int, Standing], terms: SendingTerms, on: date
) -> dict[int, Score]:
    """The score of each secondment on a day, by its number; one query for all."""
    known = [one.pk for one in rows]
    stars: dict[tuple[int, str], list[int]] = {}
    rated = Rating.objects.filter(secondment__in=known, on__lte=on)
    for key, side, n in rated.values_list("secondment", "side", "stars"):
        stars.setdefault((key, side), []).append(n)
    marks = terms.marks()
    return {
        key: Score(tuple(_input(code, share, key, stars, stands[key])
                         for code, share in marks.items()))
        for key in known
    }  # fmt: skip


def _input(
    code: str, share: int, key: int, stars: Mapping[tuple[int, str], list[int]], stands: Standing
) -> Input:
    if code == "visits":
        value = Fraction(stands.made * HUNDRED, stands.due) if stands.due else None
        return Input(code, value, share, stands.due)
    given = stars.get((key, code), [])
    value = Fraction(sum(given) * HUNDRED, len(given) * STARS) if given else None
    return Input(code, value, share, len(given))
