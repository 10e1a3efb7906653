"""What an enterprise was given: how far each award is, and how its amount came about."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.programmes.models import Award, AwardState, ClawBack, ListState
from tashan.programmes.payment_models import PaymentState
from tashan.web.figure_words import in_script
from tashan.web.matching.budget_bars import steps_of
from tashan.web.matching.list_page import AWARD_LIGHTS
from tashan.web.matching.quantities import fen_text

MOST = 20


@dataclass(frozen=True, slots=True)
class OwnAward:
    """One award with its payment; ``owed`` is what is claimed back of it and not yet in."""

    award: Award
    title: str
    amount: str
    state: str
    light: str
    steps: tuple[tuple[str, str, str], ...]
    paid_on: str
    receipt: str
    owed: str
    claim: ClawBack | None


def awards_of(entity: int) -> list[OwnAward]:
    """The newest awards of an enterprise by lists that hold."""
    rows = Award.objects.filter(entity=entity, list__state=ListState.CONFIRMED)
    related = rows.select_related("list").prefetch_related("payments__claw_backs")
    return [_own(row) for row in related.order_by("-list")[:MOST]]


def _own(award: Award) -> OwnAward:
    payments = award.payments.all()
    paid = next((one for one in payments if one.state == PaymentState.PAID), None)
    claim = next(iter(paid.claw_backs.all()), None) if paid else None
    owed = claim.fen - claim.back if claim else 0
    state = AwardState(award.state)
    return OwnAward(
        award, in_script(award.list.title), "" if award.fen is None else fen_text(award.fen),
        str(state.label), AWARD_LIGHTS[state], steps_of(award.reckoning),
        paid.paid_on.isoformat() if paid and paid.paid_on else "", paid.receipt if paid else "",
        fen_text(owed) if owed else "", claim,
    )  # fmt: skip
