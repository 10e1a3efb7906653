"""The part `ranking`: who is measured by what, how points come about, and what may be published."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.fields import (
    Basis,
    Choice,
    Code,
    Entry,
    Listed,
    Number,
    OneOrMore,
    Some,
    Text,
    refused,
)
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.programme import Condition, Rule
from tashan.mechanisms.timing import Notice


class Method(StrEnum):
    """How a figure becomes points (domain 7); a is the figure, w the weight."""

    VALUE = "value"  # the figure itself: total, growth; for rankings by one figure
    COMPLETION = "completion"  # w · clamp(a / target)
    GROWTH = "growth"  # w · growth / target growth
    EFFICACY = "efficacy"  # 功效系数: 60 + 40 · (a − low) / (high − low), of 100
    MIN_MAX = "min_max"  # (a − min) / (max − min); all equal: full
    RANK_POINTS = "rank_points"  # the first full, each rank less
    TIERS = "tiers"  # the value of the tier that a falls in
    DEDUCTION = "deduction"  # w − a · each, not below zero
    BASELINE = "baseline"  # 亩均: w · a / baseline, capped


class Missing(StrEnum):
    """What an unknown figure does to the score."""

    UNKNOWN = "unknown"  # the score is unknown
    MEAN = "mean"  # the mean score of the others in the group
    ZERO = "zero"  # only where the file says that not reporting counts as nothing


class Scoring(Entry):
    """``target``, ``low``, ``high`` and ``baseline`` are rules; ``baseline: mean`` is the mean."""

    method: Choice[Method]
    target: Rule | None = None
    low: Rule | None = None
    high: Rule | None = None
    baseline: Rule | None = None
    tiers: Rule | None = None  # the name of a parameter with tiers
    step: Number | None = None  # points less each rank; None: evenly down to zero
    each: Number | None = None  # points less each unit
    lower_is_better: bool = False
    floor: Number = Decimal(0)  # as a share of the weight
    cap: Number = Decimal(1)  # as a share of the weight

    def model_post_init(self, context: object, /) -> None:
        needed = {
            Method.COMPLETION: ("target",),
            Method.GROWTH: ("target",),
            Method.EFFICACY: ("low", "high"),
            Method.TIERS: ("tiers",),
            Method.DEDUCTION: ("each",),
            Method.BASELINE: ("baseline",),
        }.get(self.method, ())
        for name in needed:
            if getattr(self, name) is None:
                raise refused(f"the method {self.method} needs {name!r}.")
        if not 0 <= self.floor <= self.cap:
            raise refused("expected a 'floor' of zero or more, and no 'cap' below it.")


class RankedMeasure(Entry):
    """One measure: its figure by a rule, its weight, and how points come about."""

    code: Code
    title: Text
    figure: Rule
    weight: Rule  # a number or a parameter, in points
    scoring: Scoring
    missing: Choice[Missing] = Missing.UNKNOWN
    only: Code | None = None  # of one group


class Extra(Entry):
    """Plus or minus points that somebody records with evidence."""

    code: Code
    title: Text
    each: Number  # points a time, negative to take away
    cap: Number | None = None  # at most so many together, as a positive number
    levels: dict[Code, Number] = Field(default_factory=dict)  # other points by level: 国家, 省, 市
    basis: OneOrMore[Basis] = ()


class Effect(StrEnum):
    LAST_CLASS = "last_class"
    ZERO = "zero"
    NOT_RANKED = "not_ranked"


class Veto(Entry):
    """一票否决: by a rule over the subject or recorded by somebody, with its document."""

    code: Code
    title: Text
    rule: Rule | None = None
    effect: Choice[Effect]
    basis: OneOrMore[Basis] = ()


class Group(Entry):
    """Ranked among themselves: those for whom the rule holds; the first that holds counts."""

    code: Code
    title: Text
    rule: Rule


class Grade(Entry):
    """A class of the result: those up to a share of all from the top, or from so many points."""

    code: Annotated[str, Field(pattern=r"^[A-Z][+-]?$|^[a-z][a-z0-9_]*$")]
    title: Text
    up_to_share: Number | None = None  # cumulative, of one
    from_points: Number | None = None

    def model_post_init(self, context: object, /) -> None:
        if (self.up_to_share is None) == (self.from_points is None):
            raise refused("a class ends at a share of all or begins at points: give one of them.")


class Published(StrEnum):
    RANKS = "ranks"  # names and ranks
    CLASSES = "classes"  # names and classes
    SCORES = "scores"  # names, ranks and scores: places and offices only


class Publishing(Entry):
    """What may be shown outside: with the firm's consent on record, and never a tax amount."""

    shows: Choice[Published]
    first: Annotated[int, Field(ge=1)] | None = None
    consent: bool = True  # of each enterprise
    beside: Code | None = None  # another ranking of the file, shown beside it on the board
    notice: Notice | None = None  # 公示: so long before it is published


class Ranking(Entry):
    kind: Literal["ranking"]
    code: Code | None = None
    title: Text
    subject: Choice[Subject]
    population: Rule | None = None  # who is ranked; without it all of the subject's kind
    excluded: Listed[Condition] = ()  # 不参评, each with its reason
    groups: Listed[Group] = ()
    measures: Some[RankedMeasure]
    extras: Listed[Extra] = ()
    vetoes: Listed[Veto] = ()
    grades: Listed[Grade] = ()
    decimals: Annotated[int, Field(ge=0, le=6)] = 2  # of scores, half up
    full: Number | None = None  # what the weights sum to, checked; None: not checked
    self_assessed: bool = False  # the assessed give a score of their own beside the verified one
    publishing: Publishing | None = None

    def model_post_init(self, context: object, /) -> None:
        for what in ("measures", "groups", "extras", "vetoes", "grades"):
            codes = [entry.code for entry in getattr(self, what)]
            if len(set(codes)) < len(codes):
                raise refused(f"a code stands twice under {what!r}.")
        self._check_groups()
        self._check_grades()
        scores = self.publishing is not None and self.publishing.shows is Published.SCORES
        if scores and self.subject is Subject.ENTERPRISE:
            raise refused("of enterprises only names and ranks or classes are published.")

    def _check_groups(self) -> None:
        known = {group.code for group in self.groups}
        for measure in self.measures:
            if measure.only is not None and measure.only not in known:
                raise refused(f"the measure {measure.code!r} is of no group of this ranking.")

    def _check_grades(self) -> None:
        """All classes end at shares, each above the one before, or all begin at points."""
        shares = [g.up_to_share for g in self.grades if g.up_to_share is not None]
        if shares and len(shares) < len(self.grades):
            raise refused("classes by share and classes by points cannot be mixed.")
        if shares != sorted(set(shares)) or any(not 0 < share <= 1 for share in shares):
            raise refused("expected shares of one that rise from class to class: 0.2, 0.6, 1.")
