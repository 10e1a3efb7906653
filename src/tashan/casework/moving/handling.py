"""Work in the office: taken in hand, decided and delivered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.calendars import counting
from tashan.casework.clocks import Clock, Span, Unit, deadline
from tashan.casework.legal import Act
from tashan.casework.moving import refusals
from tashan.casework.moving.by import By
from tashan.casework.moving.consulting import refuse_unheard
from tashan.casework.moving.core import move
from tashan.casework.moving.joining import refuse_open_members
from tashan.casework.moving.paying import refuse_unposted
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.waiting import refuse_too_early
from tashan.casework.moving.writing import Decision
from tashan.casework.states import State
from tashan.record.models import StoredFile
from tashan.registry.models import Entity

TO_DELIVER = Span(10, Unit.WORKING)  # administrative licence law, 44


class Outcome(StrEnum):
    PASS = "pass"
    NOT_PASS = "not_pass"


def take_up(matter_id: int, *, by: By, officer: Entity | None = None) -> None:
    """Somebody of the office has it in hand: after acceptance, a supplement or a special
    procedure."""

    def decide_to(now: Situation) -> Decision:
        held = officer.pk if officer else now.matter.officer_id
        matter = now.changed(state=State.IN_HAND, officer_id=held)
        return Decision(Act.TAKE_UP, matter, {"officer": held} if held else {})

    move(Act.TAKE_UP, matter_id, decide_to, by=by)


def decide(
    matter_id: int,
    outcome: str,
    conclusion: str = "",
    *,
    by: By,
    document: str = "",
    file: StoredFile | None = None,
    gives: Mapping[str, Any] | None = None,
    answers: str = "",
    entry: str = "",
) -> None:
    """The office decides; a pass opens what waited for it.

    A joint matter passes when every asked office has taken its position; ``answers`` says what
    became of objections. Who does not pass is told why in ``conclusion``. With materials missing
    that may follow it passes tolerantly (12), what moves money with its ``entry``: ``book:3/17``.
    """
    wanted = Outcome(outcome)
    if wanted is Outcome.NOT_PASS:
        refusals.needed(conclusion, what=_("the reason"))

    def decide_so(now: Situation) -> Decision:
        refuse_unheard(now, answers=answers, passes=wanted is Outcome.PASS)
        refuse_open_members(now, passes=wanted is Outcome.PASS)
        refuse_too_early(now, by)
        refuse_unposted(now, entry, passes=wanted is Outcome.PASS)
        state = _state(now, wanted)
        said = {
            "conclusion": conclusion.strip(), "document": document.strip(),
            "answers": answers.strip(), "gives": dict(gives or {}), "entry": entry,
        }  # fmt: skip
        told = {name: value for name, value in said.items() if value}
        matter = now.changed(
            state=state, ended_on=by.on, outcome=now.matter.outcome | told,
            result_id=file.pk if file else now.matter.result_id,
        )  # fmt: skip
        return Decision(Act.DECIDE, matter, told | ({"file": file.sha256} if file else {}))

    move(Act.DECIDE, matter_id, decide_so, by=by)


def _state(now: Situation, wanted: Outcome) -> State:
    if wanted is Outcome.NOT_PASS:
        return State.NOT_PASSED
    follows = set(now.matter.outcome.get("tolerated", ())) - now.given
    return State.PASSED_TOLERANTLY if follows else State.PASSED


def deliver(matter_id: int, *, by: By) -> None:
    """The decision was handed to the applicant, in time within ten working days."""

    def decide_to(now: Situation) -> Decision:
        ended, delivered = now.matter.ended_on, now.matter.delivered_on
        if delivered is not None or ended is None:
            raise UserError(
                _("The decision was delivered on %s.") % delivered,
                hint=_("It is delivered once."),
            )
        last = deadline(Clock(ended, TO_DELIVER), counting(now.notice).calendar)
        in_time = last is None or by.on <= last
        return Decision(Act.DELIVER, now.changed(delivered_on=by.on), {"in_time": in_time})

    move(Act.DELIVER, matter_id, decide_to, by=by)
