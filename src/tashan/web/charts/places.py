"""Places side by side: dumbbells from then to now, bars, and one figure against another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from tashan.web.charts.parts import (
    Axis,
    Cell,
    Chart,
    Json,
    Level,
    Point,
    Table,
    Tone,
    headed,
    once,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a dumbbell: the first and the last figure; ``remark`` follows ours (8th of 13)."""

    name: str
    first: Point
    last: Point
    tone: Tone = Tone.PEER
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Dumbbell(Chart):
    """Rows in the order given; the row of tone OURS stands on a band."""

    kind: ClassVar[str] = "dumbbell"

    axis: Axis
    spans: tuple[str, str]  # the words for then and now: 2021, 2024
    places: tuple[Place, ...]
    median: Level | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        once(place.name for place in self.places)

    def drawing(self) -> dict[str, Json]:
        return {
            "axis": self.axis.drawing(),
            "spans": list(self.spans),
            "rows": [self._row(place) for place in self.places],
            "levels": [self.median.drawing()] if self.median else [],
        }

    def table(self) -> Table:
        heads = (_("Place"), *(headed(span, self.axis) for span in self.spans))
        rows = (
            (Cell(place.name), place.first.cell(self.axis), place.last.cell(self.axis))
            for place in self.places
        )
        return Table(heads, tuple(rows))

    def _row(self, place: Place) -> dict[str, Json]:
        return {
            "name": place.name,
            "tone": place.tone.value,
            "remark": place.remark,
            "first": place.first.drawing(self.axis),
            "last": place.last.drawing(self.axis),
        }


@dataclass(frozen=True, slots=True)
class Bars:
    """One series of bars, a point for each category; ``tones`` singles out some of them."""

    name: str
    points: tuple[Point, ...]
    tone: Tone = Tone.PEER
    tones: tuple[Tone, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BarChart(Chart):
    """Bars from nought, always: a cut bar lies. Lying by default, upright for periods."""

    kind: ClassVar[str] = "bar"

    axis: Axis
    categories: tuple[str, ...]
    bars: tuple[Bars, ...]
    levels: tuple[Level, ...] = ()
    is_upright: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        once(self.categories)
        once(bars.name for bars in self.bars)
        if self.axis.least is not None and self.axis.least > 0:
            raise ValueError(f"the bars of {self.key!r} must begin at nought")
        for bars in self.bars:
            if len(bars.points) != len(self.categories):
                raise ValueError(f"{bars.name!r} has not one point for each category")
            if bars.tones and len(bars.tones) != len(self.categories):
                raise ValueError(f"{bars.name!r} has not one tone for each category")

    def drawing(self) -> dict[str, Json]:
        return {
            "axis": self.axis.drawing(),
            "categories": list(self.categories),
            "bars": [self._bars(bars) for bars in self.bars],
            "levels": [level.drawing() for level in self.levels],
            "upright": self.is_upright,
        }

    def table(self) -> Table:
        heads = ("", *(headed(bars.name, self.axis) for bars in self.bars))
        rows = (
            (Cell(category), *(bars.points[i].cell(self.axis) for bars in self.bars))
            for i, category in enumerate(self.categories)
        )
        return Table(heads, tuple(rows))

    def _bars(self, bars: Bars) -> dict[str, Json]:
        tones = bars.tones or (bars.tone,) * len(bars.points)
        return {
            "name": bars.name,
            "tone": bars.tone.value,
            "tones": [tone.value for tone in tones],
            "points": [point.drawing(self.axis) for point in bars.points],
        }


@dataclass(frozen=True, slots=True)
class Dot:
    """A place by two figures; it is drawn only where both are known, and listed always."""

    name: str
    x: Point
    y: Point
    tone: Tone = Tone.PEER


@dataclass(frozen=True, kw_only=True)
class Scatter(Chart):
    kind: ClassVar[str] = "scatter"

    x: Axis
    y: Axis
    dots: tuple[Dot, ...]
    x_levels: tuple[Level, ...] = ()
    y_levels: tuple[Level, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        once(dot.name for dot in self.dots)
        if not self.x.name or not self.y.name:
            raise ValueError(f"both axes of {self.key!r} need a name")

    def drawing(self) -> dict[str, Json]:
        return {
            "x": self.x.drawing(),
            "y": self.y.drawing(),
            "dots": [self._dot(dot) for dot in self.dots],
            "xLevels": [level.drawing() for level in self.x_levels],
            "yLevels": [level.drawing() for level in self.y_levels],
        }

    def table(self) -> Table:
        heads = (_("Place"), headed(self.x.name, self.x), headed(self.y.name, self.y))
        rows = ((Cell(dot.name), dot.x.cell(self.x), dot.y.cell(self.y)) for dot in self.dots)
        return Table(heads, tuple(rows))

    def _dot(self, dot: Dot) -> dict[str, Json]:
        return {
            "name": dot.name,
            "tone": dot.tone.value,
            "x": dot.x.drawing(self.x),
            "y": dot.y.drawing(self.y),
        }
