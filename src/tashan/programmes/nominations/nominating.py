"""Nominating an enterprise or a person, with reasons and files; scoring by a committee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.mechanisms.programme import SEATS, Nominator
from tashan.programmes.models import (
    Nomination,
    NominationFile,
    NominationRound,
    NominationScore,
)
from tashan.programmes.nomination_models import NominationState, RoundState
from tashan.programmes.nominations.opening import rules_of
from tashan.record import events, files
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class Named:
    """Who is nominated: an enterprise, or a person by name; ``office`` is None for oneself.

    ``files`` are names with their bytes.
    """

    reasons: str
    entity: Entity | None = None
    person: str = ""
    office: Entity | None = None
    files: Sequence[tuple[str, bytes]] = ()


@transaction.atomic
def nominate(made: NominationRound, named: Named, *, by: By) -> Nomination:
    """Enter a nomination while the round is open.

    Raises UserError after its last day, without reasons, for who may not nominate, a second
    nomination, and a seat in a congress or CPPCC committee.
    """
    assert by.user is not None
    made = _locked(made, RoundState.OPEN)
    if by.on > made.closes_on:
        raise UserError(
            _("Nominations closed on %s.") % made.closes_on.isoformat(),
            hint=_("Wait for the next round."),
        )
    _refuse(made, named)
    row = Nomination.objects.create(
        round=made, entity=named.entity, person=named.person.strip(), office=named.office,
        reasons=named.reasons.strip(), entered_by=by.user, entered_on=by.on,
    )  # fmt: skip
    for name, data in named.files:
        kept = files.store(data, name=name, at=by.at)
        NominationFile.objects.create(nomination=row, file=kept, name=name[:200])
    said = {"nomination": row.pk, "entity": row.entity_id, "person": row.person,
            "office": row.office_id}  # fmt: skip
    events.append(made.stream, "nomination.entered", said, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return row


def _refuse(made: NominationRound, named: Named) -> None:
    rules, person = rules_of(made), named.person.strip()
    if any(seat in named.reasons for seat in SEATS):
        raise UserError(
            _("Seats in a congress or CPPCC committee are not nominated here."),
            hint=_("Record them as published facts, with their source; reasons are what was done."),
        )
    if not named.reasons.strip():
        raise UserError(_("A nomination has its reasons."), hint=_("Say what was done."))
    if (named.entity is None) == (not person):
        raise UserError(
            _("An enterprise or a person is nominated."), hint=_("Choose one of the two.")
        )
    if person and not rules.persons:
        raise UserError(_("Only enterprises get this honour."), hint=_("Name an enterprise."))
    if named.entity is not None and named.entity.kind != Kind.ENTERPRISE:
        raise UserError(_("Only enterprises get this honour."), hint=_("Name an enterprise."))
    who = Nominator.SELF if named.office is None else Nominator.OFFICE
    if who not in rules.by:
        raise UserError(
            _("The rules of this honour do not let you nominate."),
            hint=_("Look at who nominates by its file."),
        )
    standing = made.nominations.exclude(state=NominationState.WITHDRAWN)
    if standing.filter(entity=named.entity, person=person).exists():
        raise UserError(_("It is nominated already."), hint=_("Open that nomination."))


@transaction.atomic
def withdraw(row: Nomination, says: str, *, by: By) -> Nomination:
    """Who nominated takes it back, with the reason, before the result is published."""
    made = _locked(row.round, RoundState.OPEN)
    if not says.strip():
        raise UserError(_("Say why it is withdrawn."), hint=_("A few words are enough."))
    row.state, row.says = NominationState.WITHDRAWN, says.strip()[:300]
    row.save(update_fields=["state", "says"])
    said = {"nomination": row.pk, "reason": row.says}
    events.append(made.stream, "nomination.withdrawn", said, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return row


@transaction.atomic
def score(row: Nomination, points: int, says: str, *, by: By) -> NominationScore:
    """What one member of the committee gives; who nominated does not score.

    Raises UserError where the file asks for no scores, outside 0 to 100, and a second time.
    """
    assert by.user is not None
    made = _locked(row.round, RoundState.OPEN)
    if rules_of(made).members is None:
        raise UserError(
            _("The rules of this honour ask for no scores."), hint=_("Choose directly.")
        )
    if not 0 <= points <= 100:
        raise UserError(_("A score is from 0 to 100."), hint=_("Give whole points."))
    if row.entered_by_id == by.user.pk:
        raise UserError(
            _("Who nominated does not score."), hint=_("Another member of the committee does.")
        )
    if row.scores.filter(member=by.user).exists():
        raise UserError(_("You have scored this one."), hint=_("A score stands."))
    given = NominationScore.objects.create(
        nomination=row, member=by.user, points=points, says=says.strip()[:300], at=by.at
    )
    said = {"nomination": row.pk, "points": points}
    events.append(made.stream, "nomination.scored", said, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return given


def _locked(made: NominationRound, state: RoundState) -> NominationRound:
    found = NominationRound.objects.select_for_update().get(pk=made.pk)
    if found.state != state:
        raise UserError(
            _("The round is: %s.") % RoundState(found.state).label,
            hint=_("Look at its page for what comes next."),
        )
    return found
