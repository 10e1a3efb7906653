"""The part `event`: who is invited, who must come, and how minutes become tasks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.fields import Basis, Choice, Code, Entry, Listed, OneOrMore, Text, refused
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.programme import Rule
from tashan.mechanisms.referring import PartName
from tashan.mechanisms.timing import Every, Limit


class Invitation(Entry):
    """One group of guests: by a rule, by what another part chose, or by name of post."""

    title: Text
    subject: Choice[Subject] | None = None
    rule: Rule | None = None
    chosen_by: PartName | None = None  # a programme or a ranking
    posts: Listed[Text] = ()
    most: Annotated[int, Field(ge=1, le=100_000)] | None = None
    must_come: bool = False

    def model_post_init(self, context: object, /) -> None:
        ways = [way for way in (self.rule, self.chosen_by, self.posts) if way]
        if len(ways) != 1:
            raise refused("who is invited: expected one of 'rule', 'chosen_by' and 'posts'.")
        if self.rule and self.subject is None:
            raise refused("a rule needs the 'subject' that it is about.")


class Minutes(Entry):
    """What was agreed becomes tasks with an answer due."""

    within: Limit
    duty: Code
    answered: Limit | None = None


class Event(Entry):
    kind: Literal["event"]
    code: Code | None = None
    title: Text
    every: Choice[Every] | None = None
    invites: Annotated[dict[Code, Invitation], Field(min_length=1)]
    invited_before: Limit | None = None
    topics: Listed[Text] = ()
    minutes: Minutes | None = None
    basis: OneOrMore[Basis] = ()
