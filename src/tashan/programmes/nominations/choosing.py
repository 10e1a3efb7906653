"""From nominations to honours: chosen by the scores, announced, published with a label."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.notices import refuse_unannounced
from tashan.programmes.models import Nomination, NominationRound
from tashan.programmes.nomination_models import NominationState, RoundState
from tashan.programmes.nominations.opening import honour_of, rules_of
from tashan.record import events, sources
from tashan.record.models import Source
from tashan.registry import changes
from tashan.registry.models import Label


@dataclass(frozen=True, slots=True)
class Scored:
    """A nomination with its mean of a hundred; None where it was not scored enough."""

    row: Nomination
    points: tuple[int, ...]
    mean: Fraction | None
    passes: bool


def scored(made: NominationRound) -> list[Scored]:
    """The nominations that stand, the highest mean first."""
    rules = rules_of(made)
    rows = made.nominations.exclude(state=NominationState.WITHDRAWN).select_related("entity")
    found = []
    for row in rows.prefetch_related("scores").order_by("pk"):
        points = tuple(one.points for one in row.scores.all())
        enough = rules.members is not None and len(points) >= rules.members
        mean = Fraction(sum(points), len(points)) if enough else None
        passes = rules.members is None or (mean is not None and mean >= rules.least)
        found.append(Scored(row, points, mean, passes))
    return sorted(found, key=lambda one: (one.mean is None, -(one.mean or 0), one.row.pk))


@transaction.atomic
def choose(made: NominationRound, rows: Collection[int], *, by: By) -> NominationRound:
    """Which nominations are to be honoured: among those whose scores reach what the file asks.

    Raises UserError before the last day, for one whose scores do not reach, and for too many.
    """
    made = _locked(made, RoundState.OPEN)
    if by.on <= made.closes_on:
        raise UserError(
            _("Nominations are open until the end of %s.") % made.closes_on.isoformat(),
            hint=_("Choose the day after."),
        )
    most, wanted = rules_of(made).most, set(rows)
    passing = {one.row.pk for one in scored(made) if one.passes}
    if not wanted or not wanted <= passing:
        raise UserError(
            _("One that is chosen has too few scores, or too low ones."),
            hint=_("Choose among those that reach what the file asks for."),
        )
    if most is not None and len(wanted) > most:
        raise UserError(_("At most %d are honoured.") % most, hint=_("Choose fewer."))
    standing = made.nominations.filter(state=NominationState.ENTERED)
    standing.filter(pk__in=wanted).update(state=NominationState.CHOSEN)
    standing.exclude(pk__in=wanted).update(state=NominationState.LEFT_OUT)
    made.state = RoundState.CHOSEN
    made.save(update_fields=["state"])
    events.append(made.stream, "nominations.chosen", {"chosen": sorted(wanted)}, actor=by.user,
                  at=by.at, occurred_on=by.on)  # fmt: skip
    return made


@transaction.atomic
def publish(made: NominationRound, *, by: By) -> NominationRound:
    """The result holds from this day: enterprises carry the label, certificates can be had.

    Raises UserError before the public notice is over, or while anything stands against it.
    """
    assert by.user is not None
    made = _locked(made, RoundState.CHOSEN)
    refuse_unannounced(made.stream, honour_of(made).notice, by.on)
    source = sources.entry(f"{made.title}评选结果", actor=by.user, at=by.at)
    chosen = made.nominations.filter(state=NominationState.CHOSEN).select_related("entity")
    labelled = sum(_label(row, made, source, by.on) for row in chosen)
    chosen.update(state=NominationState.HONOURED)
    made.state, made.published_on, made.source = RoundState.PUBLISHED, by.on, source
    made.save(update_fields=["state", "published_on", "source"])
    events.append(made.stream, "nominations.published", {"labelled": labelled}, actor=by.user,
                  at=by.at, occurred_on=by.on)  # fmt: skip
    return made


def _label(row: Nomination, made: NominationRound, source: Source, on: date) -> bool:
    """Whether the enterprise carries the label anew; a person carries none, nor who has it."""
    gives = honour_of(made).gives
    if row.entity is None or not gives.label:
        return False
    carried = Label.objects.filter(entity=row.entity, code=gives.label, replaced=None)
    if any(one.until is None or one.until > on for one in carried):
        return False
    until = add_months(on, gives.term_months) if gives.term_months else None
    changes.label(row.entity, gives.label, since=on, until=until, source=source, remark=made.title)
    return True


@transaction.atomic
def begin_anew(made: NominationRound, says: str, *, by: By) -> NominationRound:
    """After an objection was upheld: the round goes; a new one of the year may be opened."""
    if not says.strip():
        raise UserError(_("Say why the round is dropped."), hint=_("A few words are enough."))
    found = NominationRound.objects.select_for_update().get(pk=made.pk)
    if found.state == RoundState.PUBLISHED:
        raise UserError(_("The result is published."), hint=_("It stands."))
    found.state = RoundState.DROPPED
    found.save(update_fields=["state"])
    events.append(found.stream, "nominations.dropped", {"reason": says.strip()}, actor=by.user,
                  at=by.at, occurred_on=by.on)  # fmt: skip
    return found


def _locked(made: NominationRound, state: RoundState) -> NominationRound:
    found = NominationRound.objects.select_for_update().get(pk=made.pk)
    if found.state != state:
        raise UserError(
            _("The round is: %s.") % RoundState(found.state).label,
            hint=_("Look at its page for what comes next."),
        )
    return found
