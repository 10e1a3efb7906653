"""Who may see which case and do what to which matter, beyond what the role says.

The window takes in for every office; handlers and chiefs work for their own offices: where they
serve, what these followed, and the joint offices they belong to. An agent acts for their own
enterprise.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tashan.casework.legal import Act, possible
from tashan.casework.models import Case, Matter
from tashan.casework.states import State
from tashan.record import perms, statements
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.kinds import Capacity

AT_THE_WINDOW = frozenset(
    {
        Act.RECEIVE,
        Act.ACCEPT,
        Act.REFUSE,
        Act.NOT_OURS,
        Act.ASK_SUPPLEMENT,
        Act.SUPPLEMENT,
        Act.TOLERATE,
        Act.COMPLETE_TOLERATED,
        Act.CANCEL,
        Act.ASK_WITHDRAWAL,
        Act.HAND_IN,
        Act.OBJECT_TO,
        Act.DELIVER,
    }
)
BY_THE_CHIEF = frozenset({Act.EXTEND, Act.REMOVE_EXTENSION, Act.REVOKE, Act.RECALL})
BY_THE_APPLICANT = frozenset({Act.HAND_IN, Act.SUPPLEMENT, Act.CANCEL, Act.ASK_WITHDRAWAL})
HANDLING = frozenset({perms.HANDLER, perms.CHIEF, perms.CLERK})
SEEING = HANDLING | {perms.CASHIER}

_HELD = (
    "{0}.replaced_id IS NULL AND {0}.since <= %(on)s AND ({0}.until IS NULL OR {0}.until > %(on)s)"
)
# the offices of a user on a day, as one array; a clerk works for the bank
OFFICES = f"""ARRAY(WITH mine AS (
SELECT t.office_id AS id FROM registry_belonging b
JOIN registry_tenure t ON t.officer_id = b.entity_id AND {_HELD.format("t")}
WHERE b.user_id = %(user)s AND b.capacity = '{Capacity.OFFICER.value}' AND {_HELD.format("b")})
SELECT id FROM mine
UNION SELECT b.entity_id FROM registry_belonging b
WHERE b.user_id = %(user)s AND b.capacity = '{Capacity.CLERK.value}' AND {_HELD.format("b")}
UNION SELECT s.entity_id FROM registry_succession s JOIN mine ON s.successor_id = mine.id
WHERE s.on <= %(on)s
UNION SELECT j.joint_id FROM duties_jointmember j JOIN mine ON j.member_id = mine.id
WHERE {_HELD.format("j")})"""
# the enterprise that a user is the agent of
STANDS_FOR = f"""(SELECT coalesce(e.merged_into_id, e.id) FROM registry_belonging b
JOIN registry_entity e ON e.id = b.entity_id
WHERE b.user_id = %(user)s AND b.capacity = '{Capacity.AGENT.value}' AND {_HELD.format("b")})"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with their roles, offices and the enterprise they apply for, as of a day."""

    roles: frozenset[str]
    offices: frozenset[int]
    stands_for: int | None = None

    def handles(self, office: int | None) -> bool:
        """A handler or the chief of the office; a clerk of the bank."""
        return office in self.offices and not self.roles.isdisjoint(HANDLING)

    def pays(self, office: int | None) -> bool:
        """The cashier of the office."""
        return office in self.offices and perms.CASHIER in self.roles

    def is_chief(self, office: int | None) -> bool:
        return office in self.offices and perms.CHIEF in self.roles

    def applies(self, applicant: int | None) -> bool:
        """The agent of the enterprise that applied."""
        is_agent = perms.AGENT in self.roles
        return is_agent and applicant is not None and applicant == self.stands_for


def actor_of(user: Visitor, on: date) -> Actor:
    """Two queries, one of them for the roles where they were not asked yet."""
    roles = perms.roles_of(user)
    if not roles or not isinstance(user, User):
        return Actor(frozenset(), frozenset())
    found = statements.fetch(f"SELECT {OFFICES}, {STANDS_FOR}", {"user": user.pk, "on": on})
    offices, stands_for = found or ((), None)
    return Actor(roles, frozenset(offices), stands_for)


def offices_of(user: Visitor, on: date) -> frozenset[int]:
    """Where the user serves on a day, what these offices followed, and their joint offices."""
    return actor_of(user, on).offices


def permits(
    actor: Actor,
    act: Act,
    *,
    office: int | None,
    applicant: int | None,
    asked: Collection[int] = (),
    is_paying: bool = False,
) -> bool:
    """Whether somebody may do it to a matter of an office; ``asked`` still owe an opinion.

    What moves money the cashier of the office does, who decides nothing else.
    """
    if act is Act.ESCALATE:
        return False  # Tashan does it of itself
    if act is Act.GIVE_OPINION:
        return any(actor.handles(one) for one in asked)
    if act in BY_THE_APPLICANT and actor.applies(applicant):
        return True
    if act in BY_THE_CHIEF:
        return actor.is_chief(office)
    if act in AT_THE_WINDOW and perms.WINDOW in actor.roles:
        return True
    return actor.pays(office) if is_paying else actor.handles(office)


def may_see_case(user: Visitor, case: Case, on: date) -> bool:
    """The window, leaders and stewards all; an office those it has a part in; an agent its own."""
    return visible_cases(user, on).filter(pk=case.pk).exists()


def visible_cases(user: Visitor, on: date) -> QuerySet[Case]:
    """The cases that somebody may see on a day."""
    if perms.may_see_all_cases(user):
        return Case.objects.all()
    actor = actor_of(user, on)
    rule = Q(pk__in=())
    if not actor.roles.isdisjoint(SEEING):
        own = Q(office__in=actor.offices) | Q(opinions__office__in=actor.offices)
        rule |= Q(pk__in=Matter.objects.filter(own).values("case"))
    if perms.AGENT in actor.roles and actor.stands_for is not None:
        rule |= Q(applicant=actor.stands_for)
    return Case.objects.filter(rule)


def may_act(user: Visitor, matter: Matter, act: Act, on: date) -> bool:
    """Whether the user may do it; that it can be done at all is another question."""
    return _may(actor_of(user, on), matter, act)


def acts_for(user: Visitor, matter: Matter, on: date) -> list[Act]:
    """What the user may do to the matter as it stands: what a page offers."""
    return acts_of(actor_of(user, on), matter)


def acts_of(actor: Actor, matter: Matter) -> list[Act]:
    """As ``acts_for``, for many matters of a page with one question about the user."""
    if not actor.roles:
        return []
    state, is_accepted = State(matter.state), matter.accepted_on is not None
    found = [a for a in possible(state, is_accepted=is_accepted) if _may(actor, matter, a)]
    return [act for act in found if act is not Act.RECEIVE or not matter.waits]


def _may(actor: Actor, matter: Matter, act: Act) -> bool:
    asked = [o.office_id for o in matter.opinions.all() if o.given_on is None] \
        if act is Act.GIVE_OPINION else []  # fmt: skip
    applicant = matter.case.applicant_id
    return permits(
        actor, act, office=matter.office_id, applicant=applicant, asked=asked,
        is_paying=bool(matter.terms.get("ledger")),
    )  # fmt: skip
