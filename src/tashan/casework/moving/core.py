"""One move: read how the matter stands, decide, write in one statement; decide anew where lost."""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.legal import LEADS, Act, is_possible
from tashan.casework.moving import reckoning, refusals, situation, writing
from tashan.casework.moving.by import By
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision
from tashan.casework.perms import permits
from tashan.casework.states import PASSES, State

TRIES = 3
Deciding = Callable[[Situation], Decision]


def move(act: Act, matter_id: int, decide: Deciding, *, by: By) -> None:
    """Make one move on a matter.

    ``decide`` changes nothing: it may be asked again where somebody else moved the case
    meanwhile. Raises UserError for what is not legal, not allowed, or done already.
    """
    if not connection.in_atomic_block:
        for _attempt in range(TRIES):
            now = situation.read(matter_id, act, by)
            then = _decided(act, now, decide, by)
            if _moves_others(now, then):
                break
            if _is_written(now, then, by):
                return
    with transaction.atomic():
        situation.lock(matter_id)
        now = situation.read(matter_id, act, by)
        then = _decided(act, now, decide, by)
        if not writing.write(now, then, by):
            raise RuntimeError(f"case {now.case.pk} moved while its row was locked")
        if _moves_others(now, then):
            reckoning.reckon_those_based_on(now, by)


def _moves_others(now: Situation, then: Decision) -> bool:
    """Whether limits of other matters run from the day this one passes."""
    return now.is_base and (now.state in PASSES) != (then.matter.state in PASSES)


def _is_written(now: Situation, then: Decision, by: By) -> bool:
    try:
        return writing.write(now, then, by)
    except IntegrityError as error:  # another wrote the same event of the stream
        if "event_sequence_once_a_stream" in str(error) or "record_streamhead" in str(error):
            return False
        raise


def _decided(act: Act, now: Situation, decide: Deciding, by: By) -> Decision:
    _refuse(act, now, by)
    then = decide(now)
    state = State(then.matter.state)
    if state != now.state and state not in LEADS[act][now.state]:
        raise ValueError(f"{act} does not lead from {now.state!r} to {state!r}")
    reckoning.reckon(now, then, by)
    return then


def _refuse(act: Act, now: Situation, by: By) -> None:
    """What holds for every move: the right, the state, and the order of days."""
    matter = now.matter
    asked = [one.office_id for one in now.opinions]
    applicant = now.case.applicant_id
    if by.user is not None and not permits(
        now.actor,
        act,
        office=matter.office_id,
        applicant=applicant,
        asked=asked,
        is_paying=bool(now.terms.get("ledger")),
    ):
        raise refusals.not_allowed(now, act)
    if not is_possible(act, now.state, is_accepted=matter.accepted_on is not None):
        raise refusals.not_possible(now, act)
    last = now.last_day
    if last is not None and by.on < last:
        raise UserError(
            _("Something happened to this matter on %(last)s; %(on)s was before that.")
            % {"last": last, "on": by.on},
            hint=_("Give that day or a later one."),
        )
