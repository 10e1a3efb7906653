"""The part `indicator`: what a figure measures, how it is published and how it may be added."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from tashan.mechanisms import formula as formulas
from tashan.mechanisms.fields import (
    Choice,
    Code,
    Entry,
    Listed,
    Month,
    Number,
    Some,
    Text,
    UnitCode,
    Words,
    refused,
)


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class Frequency(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Nature(StrEnum):
    FLOW = "flow"  # what happens during a period
    STOCK = "stock"  # what there is at its end
    RATIO = "ratio"
    AVERAGE = "average"  # per head, per household
    INDEX = "index"


class Form(StrEnum):
    """Whether the level is published, the growth, or both."""

    LEVEL = "level"
    GROWTH = "growth"


class PriceBasis(StrEnum):
    CURRENT = "current"
    CONSTANT = "constant"
    NONE = "none"


class Scope(StrEnum):
    """口径: what is counted."""

    WHOLE = "whole"  # 全社会
    ABOVE_SCALE = "above_scale"  # 规模以上
    ABOVE_LIMIT = "above_limit"  # 限额以上
    PROJECTS = "projects"  # projects above 5,000,000 yuan and all real estate development
    URBAN = "urban"
    RURAL = "rural"
    DEPARTMENT = "department"  # an office's own books, not the statistics office's


class Subject(StrEnum):
    PLACE = "place"
    PARK = "park"
    ENTERPRISE = "enterprise"
    PROJECT = "project"
    OFFICE = "office"


class LowestLevel(StrEnum):
    """The lowest level of place for which the figure is published."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"


class Additive(Entry):
    """Whether the parts add up: over places to the higher place, over periods to the longer."""

    places: bool
    periods: bool


class Ratio(Entry):
    """What is divided by what; ``times`` 100 makes a share a percentage."""

    numerator: Code
    denominator: Code
    times: Number = Decimal(1)

    @property
    def formula(self) -> str:
        times = "" if self.times == 1 else f" * {self.times}"
        return f"{self.numerator} / {self.denominator}{times}"


def _parsable(given: str) -> str:
    try:
        formulas.parse(given)
    except formulas.FormulaError as error:
        raise refused(error.message) from error
    return given


class Indicator(Entry):
    kind: Literal["indicator"]
    code: Code | None = None  # the name of the part where it is not given
    title: Text
    definition: Text
    unit: UnitCode
    nature: Choice[Nature]
    direction: Choice[Direction]
    frequency: Choice[Frequency]
    measures: Some[Choice[Form]] = (Form.LEVEL, Form.GROWTH)
    subjects: Some[Choice[Subject]]
    cumulative: bool = False  # a flow that is reported from January on
    not_alone: Listed[Month] = ()  # months that have no figure of their own: January
    lag: Annotated[int, Field(ge=0, le=24)] = 0  # months later than the others of the sheet
    lowest_level: Choice[LowestLevel] | None = None
    published: Text | None = None  # what else is to be known of its publication
    additive: Additive
    ratio: Ratio | None = None
    formula: Annotated[str, AfterValidator(_parsable)] | None = None
    price_basis: Choice[PriceBasis] = PriceBasis.NONE
    growth_price_basis: Choice[PriceBasis] | None = None  # where growth is taken at other prices
    scope: Choice[Scope] = Scope.WHOLE
    decimals: Annotated[int, Field(ge=0, le=6)]
    aliases: Listed[Words] = ()  # as reports print it
    held_by: Text | None = None  # the office that holds the figure
    is_tax: bool = False  # tax paid: what a firm gets by it needs a basis in law

    def model_post_init(self, context: object, /) -> None:
        for wrong, message in self._contradictions():
            if wrong:
                raise refused(message)

    def _contradictions(self) -> Iterable[tuple[bool, str]]:
        ratio, flow = self.nature is Nature.RATIO, self.nature is Nature.FLOW
        computed = self.ratio is not None or self.formula is not None
        yield ratio and not computed, "a ratio names its 'ratio' or its 'formula'."
        both = self.ratio is not None and self.formula is not None
        yield both, "'ratio' and 'formula' both say how it is computed. Leave one out."
        yield self.cumulative and not flow, "only a flow is 'cumulative'."
        added = self.additive.periods and not flow
        yield added, "only a flow adds up over periods. Expected 'additive.periods: false'."
        shares = self.additive.places and ratio
        yield shares, "a ratio does not add up over places. Expected 'additive.places: false'."
        lone = bool(self.not_alone) and self.frequency is not Frequency.MONTH
        yield lone, "'not_alone' is for indicators of each month."

    @property
    def computed_by(self) -> str | None:
        """The formula as text, from 'formula' or from 'ratio'."""
        return self.ratio.formula if self.ratio else self.formula

    @cached_property
    def tree(self) -> formulas.Node | None:
        return formulas.parse(self.computed_by) if self.computed_by else None

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The codes it is computed from, each once."""
        return tuple(dict.fromkeys(n.code for n in formulas.names(self.tree))) if self.tree else ()

    @property
    def growth_prices(self) -> PriceBasis:
        return self.growth_price_basis or self.price_basis
