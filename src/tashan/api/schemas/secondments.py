"""People who were sent: rounds, terms, visits, reports and ratings."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Id, Line, Prose, Reason, Words
from tashan.api.schemas.shared import Given, Ref


class SecondmentRoundLine(Schema):
    """``until`` is the first day after the term."""

    id: int
    url: str
    title: str
    state: str
    mechanism: str
    part: str
    office: Ref
    since: date
    until: date
    document: str


class RoundGroupTold(Schema):
    code: str
    title: str
    quota: int
    places: int
    people: int


class SecondmentRoundTold(SecondmentRoundLine):
    """``pools`` tells how many are in each; ``points`` what the pairs of now are worth."""

    groups: list[RoundGroupTold]
    pools: dict[str, int]
    points: int
    adoption: int


class ScoreInputTold(Schema):
    """``value`` of a hundred, None as long as nothing is known; ``count`` ratings or visits due."""

    code: str
    value: str | None
    share: int
    count: int


class SecondmentLine(Schema):
    """One officer at one destination: ``met`` are the needs that are met, ``points`` with them.

    ``choice`` is ``solved`` for the best match as it was worked out, ``changed`` where somebody
    chose otherwise; ``cost`` are the points that this lost in all.
    """

    id: int
    url: str
    round: int
    officer: Ref
    place: Ref
    group: str
    state: str
    since: date
    until: date
    points: int
    met: list[str]
    stays: bool
    load: int
    is_kept: bool
    says: str
    choice: str
    choice_says: str
    chosen_by: str = Field(description="Who took the match over, or chose otherwise")
    confirmed_by: str = Field(description="Who published the round; empty while it is a draft")
    cost: int | None


class VisitProblemTold(Schema):
    id: int
    says: str
    service: str
    order: str = Field(description="The service order that it became; empty: not passed on")


class SecondmentVisitTold(Schema):
    id: int
    on: date
    where: str
    met: str
    said: str
    is_late: bool
    problems: list[VisitProblemTold]


class PeriodReportTold(Schema):
    period: date
    says: str
    figures: dict[str, int]


class SecondmentInFull(SecondmentLine):
    """As of ``on``; ``score`` None as long as one of its inputs is not known.

    Of ratings the officer and plain colleagues read the score alone.
    """

    on: date
    light: str
    visits_due: int
    visits_made: int
    visits_late: int
    missed: list[date]
    unreported: list[date]
    score: str | None
    inputs: list[ScoreInputTold]
    visits: list[SecondmentVisitTold]
    reports: list[PeriodReportTold]


class SecondmentPairTold(Schema):
    officer: Ref
    place: Ref


class SecondmentProposalTold(Schema):
    """The most points there can be, and how it differs from the draft as it stands."""

    points: int
    kept: list[SecondmentPairTold]
    come: list[SecondmentPairTold]
    gone: list[SecondmentPairTold]


class SecondBestTold(Schema):
    """Solved anew without the pair. ``cost`` None: the quotas could not be met then."""

    cost: int | None
    instead: list[Ref]


class SecondmentRoundGiven(Given):
    adoption: Id
    part: Words
    title: Line
    office: EntityKey
    since: date
    previous: Id | None = None


class RoundPlacesGiven(Given):
    """Destinations by name, and everybody who carries ``label`` on the first day of the term."""

    group: Words
    entities: list[EntityKey] = Field(default_factory=list, max_length=2000)
    label: Words | None = None


class PoolMembersGiven(Given):
    pool: Words
    officers: list[EntityKey] = Field(max_length=2000)


class TraitGiven(Given):
    """An officer brings it along, or a destination needs it, from the first day of the round."""

    entity: EntityKey
    code: Words
    reason: Reason


class TieGiven(Given):
    holder: EntityKey
    entity: EntityKey
    sort: Literal["own_shares", "family_works_there", "supervises_it"]
    reason: Reason


class SecondmentPublishGiven(Given):
    document: Line
    on: date | None = None


class SecondmentEndGiven(Given):
    on: date | None = None


class SecondmentKeptGiven(Given):
    is_kept: bool


class VisitProblemGiven(Given):
    says: Prose
    service: Words = ""


class SecondmentVisitGiven(Given):
    on: date | None = None
    where: Line
    met: Line
    said: Prose
    problems: list[VisitProblemGiven] = Field(default_factory=list, max_length=20)


class PeriodReportGiven(Given):
    """``of`` is any day of the period."""

    of: date
    says: Prose


class SecondmentStarsGiven(Given):
    stars: int = Field(ge=1, le=5)
    says: Line = ""


class SecondmentHandBackGiven(Given):
    says: Reason
    on: date | None = None


class SecondmentChoiceGiven(Given):
    """Who goes there instead, and why; the others are worked out anew."""

    officer: EntityKey
    says: Reason


class SecondmentReplaceGiven(SecondmentHandBackGiven):
    officer: EntityKey


class ProblemOrderGiven(Given):
    """``enterprise`` is whose problem it is, where the visit was to no enterprise."""

    service: Words = ""
    enterprise: EntityKey | None = None
