"""The part `assignment`: people of a pool sent to destinations for a term, and appraised."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.fields import Choice, Code, Entry, Listed, Text, refused
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.programme import Rule
from tashan.mechanisms.referring import PartName
from tashan.mechanisms.timing import Every, Limit


class Pool(Entry):
    """Who can be sent."""

    title: Text
    who: Text


class Destination(Entry):
    """Where to: subjects by a rule, or those that another part chose."""

    title: Text
    subject: Choice[Subject]
    rule: Rule | None = None
    chosen_by: PartName | None = None  # a programme or a ranking
    first: Annotated[int, Field(ge=1)] | None = None  # of a ranking
    quota: Annotated[int, Field(ge=1, le=10_000)]  # people in all
    each: Annotated[int, Field(ge=1, le=100)] = 1  # people for one subject
    most: Annotated[int, Field(ge=1, le=100)] = 1  # subjects for one of the people

    def model_post_init(self, context: object, /) -> None:
        if self.rule and self.chosen_by:
            raise refused("'rule' and 'chosen_by' both say who it is. Leave one out.")


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
    needs: Listed[Text] = ()  # what the destination may ask for: experience, a trade
    conflicts: Listed[Choice[Conflict]] = ()
    visits: VisitDuty | None = None
    appraisal: PartName | None = None  # a ranking
