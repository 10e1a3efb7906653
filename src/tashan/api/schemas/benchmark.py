"""A place beside its peers, as it is asked for and answered."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Schema
from pydantic import Field, computed_field

from tashan.api.asked import EntityKey
from tashan.api.fields import Id, Words, figure_url
from tashan.api.schemas.figures import Derived, HolderCode, InTongues
from tashan.api.schemas.shared import AsOf


class BenchmarkAsked(AsOf):
    """The same questions as the page; what is left out is settled by what figures there are."""

    of: EntityKey | None = Field(default=None, description="Our place where it is left out")
    indicator: list[Words] = Field(
        default_factory=list, max_length=20, examples=[["grp", "grp:growth"]]
    )
    period: Words = Field(default="", examples=["2025", "2026-01/2026-09"])
    since: int | None = Field(default=None, ge=0, le=2200, description="0: no earlier year")
    peer: list[Id] = Field(default_factory=list, max_length=40)
    by: Literal["like", "level"] = "like"
    count: int = Field(default=12, ge=1, le=40)
    population: int | None = Field(default=None, ge=0, le=100, description="Weight of likeness")
    grp_per_head: int | None = Field(default=None, ge=0, le=100, description="Weight")
    industry_mix: int | None = Field(default=None, ge=0, le=100, description="Weight")
    reference: Id | None = None
    holder: HolderCode | None = None


class BenchmarkPlace(Schema):
    id: int
    name: str
    code: str
    level: str


class BenchmarkPeer(BenchmarkPlace):
    likeness: str | None


class Difference(Schema):
    """Why two figures cannot be compared, or only with caution."""

    aspect: str
    ours: str
    theirs: str


class Measured(Schema):
    """A figure with all that says what it counts, and the figures behind it."""

    value: str | None
    days: Any
    holder: str
    scope: str
    vintage: str
    approximate: str
    is_computed: bool
    observations: list[int]

    @computed_field  # type: ignore[prop-decorator]  # pydantic's way to say it
    @property
    def source(self) -> list[str]:
        """Each figure with its evidence."""
        return [figure_url(pk) for pk in self.observations]


class BenchmarkRow(Schema):
    place: int
    figure: Measured | None
    earlier_figure: Measured | None
    a_year: Derived
    is_comparable: bool
    rank: int | None
    is_shared: bool | None
    differences: list[Difference]
    cautions: list[Difference]


class Needed(Derived):
    years: int | None


class BenchmarkLine(Schema):
    """One indicator: gap, ratio, rank, spread, and when ours would catch up."""

    indicator: str
    measure: str
    title: InTongues
    unit: str
    direction: str | None
    holder: str | None
    gap: Derived
    ratio: Derived
    median: str | None
    gap_to_median: Derived
    years_to_catch_up: Derived
    needed_a_year: Needed
    rows: list[BenchmarkRow]


class Benchmark(Schema):
    """Only comparable figures are compared; for the others the difference is told."""

    place: BenchmarkPlace
    peers: list[BenchmarkPeer]
    peers_by: str
    reference: int | None
    period: str
    earlier: str | None
    figures: int
    not_comparable: int
    lines: list[BenchmarkLine]
