"""The part `assignment`: people of a pool sent to destinations for a term, and appraised."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.chain import IndustryCode
from tashan.mechanisms.fields import Choice, Code, Entry, Listed, Text, refused
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.programme import Rule
from tashan.mechanisms.referring import PartName
from tashan.mechanisms.timing import Every, Limit


class Pool(Entry):
    """Who can be sent."""

    title: Text
    who: Text


class Need(Entry):
    """Something that a destination may ask for, and that people bring along: a trade, a tongue."""

    title: Text
    industries: Listed[IndustryCode] = ()  # an enterprise of these has the need of itself
    points: Rule | None = None  # in place of the points for any need that is met


class Fit(Entry):
    """What makes somebody fit a destination: whole points, each a number over the parameters."""

    need: Rule  # for each need that is met
    stays: Rule  # for who is there already and may stay
    load: Rule  # taken off for each duty that somebody has besides


class Marks(Entry):
    """How much of a hundred each part of the appraisal counts for."""

    served: Rule  # as those served rate it
    office: Rule  # as the managing office rates it
    visits: Rule  # visits made of those that were due

    def rules(self) -> dict[str, str]:
        """The three by their names."""
        return {"served": self.served, "office": self.office, "visits": self.visits}


class Destination(Entry):
    """Where to: subjects by a rule, or those that another part chose."""

    title: Text
    subject: Choice[Subject]
    rule: Rule | None = None
    chosen_by: PartName | None = None  # a programme or a ranking
    first: Annotated[int, Field(ge=1)] | None = None  # of a ranking
    # places in all, each for one of the people at one subject; or a rule over the parameters
    quota: Annotated[int, Field(ge=1, le=10_000)] | Rule
    each: Annotated[int, Field(ge=1, le=100)] = 1  # at most so many people for one subject
    least: Annotated[int, Field(ge=0, le=100)] = 1  # at least so many
    most: Annotated[int, Field(ge=1, le=100)] = 1  # subjects for one of the people

    def model_post_init(self, context: object, /) -> None:
        if self.rule and self.chosen_by:
            raise refused("'rule' and 'chosen_by' both say who it is. Leave one out.")
        if self.least > self.each:
            raise refused("'least' is more than 'each'. Give at most as many.")


class Conflict(StrEnum):
    """Who is not sent where."""

    OWN_SHARES = "own_shares"
    FAMILY_WORKS_THERE = "family_works_there"
    SUPERVISES_IT = "supervises_it"
    WAS_THERE_BEFORE = "was_there_before"


class VisitDuty(Entry):
    every: Choice[Every]
    at_least: Annotated[int, Field(ge=1, le=60)]
    log_within: Limit | None = None
    report: Choice[Every] | None = None


class Assignment(Entry):
    kind: Literal["assignment"]
    code: Code | None = None
    title: Text
    office: Text  # which manages it
    pools: Annotated[dict[Code, Pool], Field(min_length=1)]
    destinations: Annotated[dict[Code, Destination], Field(min_length=1)]
    term_months: Annotated[int, Field(ge=1, le=120)]
    most_terms: Annotated[int, Field(ge=1, le=20)] = 1  # of one of the people at one subject
    needs: dict[Code, Need] = Field(default_factory=dict)
    fit: Fit | None = None
    conflicts: Listed[Choice[Conflict]] = ()
    visits: VisitDuty | None = None
    appraisal: PartName | None = None  # a ranking
    marks: Marks | None = None
