"""One door to every act on a lead: what each needs said, who may, and in which stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.perms import offices_of
from tashan.casework.promotion.keeping import AFTER_SIGNING
from tashan.casework.promotion_models import (
    Currency,
    Direction,
    EvidenceKind,
    FairConclusion,
    Lead,
    PromiseKind,
)
from tashan.mechanisms.pipeline import OVER, LeadStage
from tashan.record import perms
from tashan.record.models import StoredFile, User
from tashan.record.perms import Visitor


class LeadAct(StrEnum):
    """What is done with a lead; ``docs/how-to/win-investors.md`` tells it."""

    VISIT = "visit"
    TALK = "talk"
    PROMISE = "promise"
    OPEN_REVIEW = "open_review"
    SCORE = "score"
    CLOSE_REVIEW = "close_review"
    FAIR_REVIEW = "fair_review"
    SIGN = "sign"
    LAND = "land"
    START = "start"
    PRODUCE = "produce"
    ARRIVE = "arrive"
    CHECK_ARRIVAL = "check_arrival"
    KEEP_PROMISE = "keep_promise"
    CONVERT = "convert"
    HAND_OVER = "hand_over"
    CLAIM = "claim"
    DECIDE_CLAIM = "decide_claim"
    CORRECT = "correct"
    MERGE = "merge"
    END = "end"


A, S = LeadAct, LeadStage


@dataclass(frozen=True, slots=True)
class LeadSaid:
    """What is said with an act; amounts in hundredths of their currency; unsaid is None."""

    says: str | None = None
    document: str | None = None
    direction: Direction | None = None
    place: str | None = None
    people: str | None = None
    promise: str | None = None
    due: date | None = None
    kind: PromiseKind | None = None
    by_us: bool | None = None
    amount: int | None = None
    currency: Currency | None = None
    start_due: date | None = None
    production_due: date | None = None
    event: int | None = None
    evidence: EvidenceKind | None = None
    file: StoredFile | None = None
    which: int | None = None  # the arrival, promise, claim, step or other lead
    holds: bool | None = None
    taker: str | None = None
    day: date | None = None
    conclusion: FairConclusion | None = None
    incentives: tuple[str, ...] | None = None
    points: Mapping[str, Decimal] | None = None
    vetoes: Mapping[str, str] | None = None
    code: str | None = None


Right = Callable[[Visitor], bool]


def may_move_leads(user: Visitor) -> bool:
    """Handlers and chiefs of their own offices' leads, stewards of all."""
    return perms.may_report_work(user) or perms.may_keep_work(user)


@dataclass(frozen=True, slots=True)
class Allowed:
    """By which right, for the owner's office alone (or for others alone, or both), when, and what.

    ``stages`` empty: whenever the lead is not over.
    """

    right: Right
    own: bool | None
    stages: frozenset[LeadStage] = frozenset()
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = field(default=())


OWN, OTHERS, ALL = True, False, None
SIGNED = frozenset(AFTER_SIGNING)
BEFORE = frozenset({S.LEAD, S.TALKS, S.REVIEW})
move, check = may_move_leads, perms.may_check_work
ACTS: Mapping[LeadAct, Allowed] = {
    A.VISIT: Allowed(
        move, OWN, frozenset(), ("direction", "people", "says"), ("place", "promise", "due")
    ),
    A.TALK: Allowed(move, OWN, frozenset({S.LEAD, S.REVIEW}), ("says",)),
    A.OPEN_REVIEW: Allowed(move, OWN, frozenset({S.TALKS, S.REVIEW})),
    A.SCORE: Allowed(move, OTHERS, frozenset({S.REVIEW}), ("points",), ("vetoes", "says")),
    A.CLOSE_REVIEW: Allowed(check, ALL, frozenset({S.REVIEW})),
    A.FAIR_REVIEW: Allowed(
        move, ALL, BEFORE, ("document", "conclusion"), ("incentives", "says", "due")
    ),
    A.SIGN: Allowed(
        move, OWN, frozenset({S.REVIEW}), ("document", "amount", "due"),
        ("start_due", "production_due", "event"),
    ),
    A.LAND: Allowed(move, OWN, frozenset({S.SIGNED}), ("document",)),
    A.START: Allowed(move, OWN, frozenset({S.LANDED}), ("document",)),
    A.PRODUCE: Allowed(move, OWN, frozenset({S.STARTED}), ("document",)),
    A.ARRIVE: Allowed(move, OWN, SIGNED, ("amount", "currency", "evidence", "document", "file")),
    A.CHECK_ARRIVAL: Allowed(check, ALL, SIGNED, ("which", "holds"), ("says",)),
    A.PROMISE: Allowed(
        move, OWN, frozenset(), ("kind", "says", "due"), ("amount", "by_us")
    ),
    A.KEEP_PROMISE: Allowed(check, ALL, frozenset(), ("which", "document")),
    A.CONVERT: Allowed(move, OWN, SIGNED, (), ("code",)),
    A.HAND_OVER: Allowed(check, OWN, frozenset(), ("taker", "says")),
    A.CLAIM: Allowed(perms.may_report_work, OTHERS, frozenset(), ("says",)),
    A.DECIDE_CLAIM: Allowed(check, ALL, frozenset(), ("which", "holds", "says")),
    A.CORRECT: Allowed(check, ALL, frozenset(), ("which", "day", "says")),
    A.MERGE: Allowed(check, ALL, BEFORE, ("which", "says")),
    A.END: Allowed(move, OWN, frozenset(), ("says",)),
}  # fmt: skip


def acts_for(user: User, lead: Lead, on: date) -> list[LeadAct]:
    """What the user may do with it as it stands. One query, and one for the roles."""
    offices = offices_of(user, on)
    return [act for act, one in ACTS.items() if _may(user, one, lead, offices)]


def _may(user: User, one: Allowed, lead: Lead, offices: frozenset[int]) -> bool:
    stage = LeadStage(lead.stage)
    when = stage in one.stages if one.stages else stage not in OVER
    own = lead.owner_office_id in offices
    whose = one.own is None or one.own == own or (one.own and perms.may_keep_work(user))
    return bool(when and whose and one.right(user))


def refuse_act(user: User, act: LeadAct, lead: Lead, on: date) -> None:
    """Raises PermissionDenied for who has not the right, or whose office it is not."""
    one, own = ACTS[act], lead.owner_office_id in offices_of(user, on)
    whose = one.own is None or one.own == own or (one.own and perms.may_keep_work(user))
    if not (one.right(user) and whose):
        raise PermissionDenied


def refuse_unsaid(act: LeadAct, said: LeadSaid) -> None:
    """Raises UserError for what is missing, and for what the act does not take."""
    given = {one.name for one in fields(said) if getattr(said, one.name) is not None}
    one = ACTS[act]
    if missing := [name for name in one.needs if name not in given]:
        raise UserError(
            _("“%(act)s” needs: %(fields)s.") % {"act": act, "fields": ", ".join(missing)},
            hint=_("Give them too."),
        )
    if strange := sorted(given - set(one.needs) - set(one.takes)):
        raise UserError(
            _("“%(act)s” does not take: %(fields)s.") % {"act": act, "fields": ", ".join(strange)},
            hint=_("Leave them out."),
        )
