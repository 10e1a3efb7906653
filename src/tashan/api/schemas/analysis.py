"""The economic operation of a place in a month."""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import Field, computed_field

from tashan.api.asked import EntityKey
from tashan.api.fields import Words, figure_url
from tashan.api.schemas.figures import Derived
from tashan.api.schemas.shared import AsOf


class AnalysisAsked(AsOf):
    """Our place and the newest month where they are left out."""

    place: EntityKey | None = None
    month: str = Field(default="", pattern=r"^(\d{4}-\d{2})?$", examples=["2026-09"])
    among: Literal["city", "province"] = "city"


class BriefingAsked(AnalysisAsked):
    reviewer: Words = ""


class AnalysisPlace(Schema):
    id: int
    code: str
    name: str


class AnalysisPeer(Schema):
    id: int
    name: str


class Cell(Schema):
    """A figure of the sheet; ``source`` leads to its evidence."""

    observation: int
    value: str | None
    vintage: str

    @computed_field  # type: ignore[prop-decorator]  # pydantic's way to say it
    @property
    def source(self) -> str:
        return figure_url(self.observation)


class Rank(Schema):
    rank: int
    of: int
    is_shared: bool


class Season(Schema):
    """Against what the season lets expect."""

    watched: str
    value: str | None
    expected: str | None
    low: str | None
    high: str | None
    z: str | None
    is_anomaly: bool | None
    method: str | None
    since: str | None


class MissingFigure(Schema):
    period: str
    absence: str
    due: str


class Beside(Schema):
    """What another office counted, never mixed with it."""

    holder: str
    scope: str
    level: Cell | None
    growth: Cell | None


class AnalysisRow(Schema):
    code: str
    theme: str
    is_headline: bool
    unit: str
    period: str | None
    holder: str | None
    level: Cell | None
    month: Derived
    published_growth: Cell | None
    recomputed_growth: Derived
    published_agrees: bool | None
    change_in_points: Derived
    two_year_average: Derived
    rank: Rank | None
    growth_rank: Rank | None
    season: Season | None
    done: str | None
    missing: MissingFigure | None
    beside: list[Beside]


class PartOfWhole(Schema):
    code: str
    share: Derived
    pull: Derived


class Contribution(Schema):
    code: str
    method: str
    parts: list[PartOfWhole]


class Analysis(Schema):
    place: AnalysisPlace
    month: str
    months: list[str]
    among: str
    peers: list[AnalysisPeer]
    faster: int
    compared: int
    anomalies: list[str]
    mismatches: list[str]
    rows: list[AnalysisRow]
    contributions: list[Contribution]
