"""Duties, delegated items and the open catalogue, as they are told and given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Line, Prose, Reason, Words
from tashan.api.schemas.shared import Act, AsOf, Days, Given, Ref

FormOf = Literal["transferred", "entrusted", "window"]


class Titled(Schema):
    """The same words in Chinese and in English, the second where there are any."""

    zh: Words
    en: Words = ""


class JointMemberTold(Days):
    id: int
    office: Ref
    is_lead: bool


class DutyTold(Schema):
    """A duty with who answers for it; ``office`` is null where nobody does. ``had_from`` is the
    office that the duty was given to, where another followed it."""

    code: str
    title: Titled
    place: Ref | None
    holding: int | None
    office: Ref | None
    post: str
    officer: Ref | None
    had_from: Ref | None
    since: date | None
    members: list[JointMemberTold]


class Duties(Schema):
    items: list[DutyTold]


class MissingTold(Schema):
    """A duty that adopted mechanisms name and nobody holds; ``steps`` counts steps and items."""

    code: str
    title: Titled | None
    steps: int
    adoptions: list[int]


class Missing(Schema):
    items: list[MissingTold]


class WhoAsked(AsOf):
    """``place`` is a park or a town."""

    duty: Words
    item: Words = ""
    place: EntityKey | None = None


class ActingTold(Schema):
    """Who acts, whose seal the decision bears and who answers in court; ``host`` is where a
    window stands. All null where nobody holds the duty."""

    office: Ref | None
    officer: Ref | None
    seal: Ref | None
    respondent: Ref | None
    host: Ref | None
    delegation: int | None


class DutyGiven(Act):
    code: Words
    title: Titled
    office: EntityKey
    place: EntityKey | None = None
    post: Words = ""
    officer: EntityKey | None = None


class MemberGiven(Act):
    member: EntityKey
    is_lead: bool = False


class DelegationsAsked(AsOf):
    """``all`` tells those that ended or begin later too."""

    item: Words = ""
    form: FormOf | None = None
    all: bool = False


class CountedTold(Schema):
    """``share`` is in per cent of those decided; null where none was."""

    handled: int
    decided: int
    same_day: int
    share: Decimal | None


class DelegationTold(Days):
    id: int
    item: str
    title: Titled
    form: FormOf
    holder: Ref
    to: Ref
    place: Ref | None
    seal: Ref
    document: str
    announced: str
    is_to_organ: bool
    every: int | None = Field(description="Months between two evaluations")
    evaluation_due: date | None
    is_due: bool
    asks_recall: bool
    counted: CountedTold


class Delegations(Schema):
    items: list[DelegationTold]


class EvaluationTold(Schema):
    id: int
    on: date
    passes: bool
    says: str
    source: str


class DelegationWhole(DelegationTold):
    evaluations: list[EvaluationTold]


class DelegationGiven(Act):
    """``item`` is a code of the open catalogue, whose title is taken from there."""

    item: Words
    holder: EntityKey
    to: EntityKey
    form: FormOf
    document: Line
    announced: Line = ""
    is_to_organ: bool = False
    place: EntityKey | None = None
    every: int | None = Field(default=None, ge=1, le=120)
    until: date | None = None


class EvaluationGiven(Given):
    on: date
    passes: bool
    says: Prose
    reason: Reason


class ItemTold(Schema):
    """An item of the open catalogue; limits as ``{"n", "unit", "base", …}``, null for none."""

    code: str
    title: Titled
    sort: str
    duty: str
    office: Ref | None
    seal: Ref | None
    is_same_day: bool
    promised: dict[str, Any] | None
    statutory: dict[str, Any] | None
    materials: list[Titled]
    basis: list[str]
    is_charged: bool | None
    stages: dict[str, Titled]
    adoption: int
    version: int


class ShareTold(Schema):
    """Of the items marked so, those decided on the day of acceptance, from ``first`` to ``last``,
    both included; ``share`` in per cent, null where none was decided."""

    decided: int
    same_day: int
    share: Decimal | None
    first: date
    last: date


class Items(Schema):
    items: list[ItemTold]
    same_day: ShareTold


class VersionsAsked(Schema):
    """The numbers of two versions of the adoption."""

    before: int = Field(ge=1, le=100_000)
    after: int = Field(ge=1, le=100_000)


class ChangeTold(Schema):
    """What came has no ``before``, what went no ``after``."""

    code: str
    before: ItemTold | None
    after: ItemTold | None


class Changes(Schema):
    items: list[ChangeTold]
