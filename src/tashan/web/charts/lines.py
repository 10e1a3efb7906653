"""Figures over time: names at the lines' ends, projections dashed, what happened marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from tashan.indicators.figure_text import Number, exact
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
    plain,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One series. From the index ``projected_from`` on it is drawn dashed: no figure, a guess.

    ``label`` stands at the line's end; without one it is the name and the last figure.
    """

    name: str
    points: tuple[Point, ...]
    tone: Tone = Tone.OURS
    projected_from: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A vertical line where something happened: the index of the period, and what."""

    at: int
    words: str


@dataclass(frozen=True, slots=True)
class Band:
    """Between two rows of figures: what was expected, or the room between two lines."""

    low: tuple[Number | None, ...]
    high: tuple[Number | None, ...]
    words: str = ""  # where given, the tooltip and the table tell the band


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where two lines meet, between periods too: ``at`` counts periods from the first."""

    at: Number
    value: Number
    words: str

    def __post_init__(self) -> None:
        exact(self.at), exact(self.value)


@dataclass(frozen=True, kw_only=True)
class LineChart(Chart):
    kind: ClassVar[str] = "line"

    axis: Axis
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    levels: tuple[Level, ...] = ()
    band: Band | None = None
    meeting: Meeting | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        once(line.name for line in self.lines)
        rows = [(line.name, len(line.points)) for line in self.lines]
        if self.band:
            rows += [("band", len(self.band.low)), ("band", len(self.band.high))]
        for name, count in rows:
            if count != len(self.periods):
                raise ValueError(f"{name!r} has {count} points for {len(self.periods)} periods")
        if not all(0 <= mark.at < len(self.periods) for mark in self.marks):
            raise ValueError(f"a mark of {self.key!r} lies outside its periods")

    def drawing(self) -> dict[str, Json]:
        return {
            "axis": self.axis.drawing(),
            "periods": list(self.periods),
            "lines": [self._line(line) for line in self.lines],
            "marks": [{"at": mark.at, "words": mark.words} for mark in self.marks],
            "levels": [level.drawing() for level in self.levels],
            "band": self._band(),
            "meeting": self._meeting(),
        }

    def table(self) -> Table:
        heads = [_("Period"), *(headed(line.name, self.axis) for line in self.lines)]
        if self.band and self.band.words:
            heads.append(headed(self.band.words, self.axis))
        return Table(tuple(heads), tuple(self._row(i) for i in range(len(self.periods))))

    def _line(self, line: Line) -> dict[str, Json]:
        last = next((p for p in reversed(line.points) if p.value is not None), None)
        label = line.label or (f"{line.name} {self.axis.bare(last.value)}" if last else line.name)
        return {
            "name": line.name,
            "label": label,
            "tone": line.tone.value,
            "from": line.projected_from,
            "points": [point.drawing(self.axis) for point in line.points],
        }

    def _row(self, index: int) -> tuple[Cell, ...]:
        cells = [Cell(self.periods[index])]
        for line in self.lines:
            cell = line.points[index].cell(self.axis)
            if line.projected_from is not None and index > line.projected_from:
                cell = Cell(_("%s, projected") % cell.text, cell.source, is_number=True)
            cells.append(cell)
        if self.band and self.band.words:
            cells.append(Cell(self._band_text(self.band, index), is_number=True))
        return tuple(cells)

    def _band_text(self, band: Band, index: int) -> str:
        low, high = band.low[index], band.high[index]
        if low is None or high is None:
            return self.axis.bare(None)
        return f"{self.axis.bare(low)}–{self.axis.bare(high)}"

    def _band(self) -> Json:
        if self.band is None:
            return None
        return {
            "low": [plain(value) for value in self.band.low],
            "high": [plain(value) for value in self.band.high],
            "words": self.band.words,
            "texts": [self._band_text(self.band, i) for i in range(len(self.periods))],
        }

    def _meeting(self) -> Json:
        if self.meeting is None:
            return None
        at, value = plain(self.meeting.at), plain(self.meeting.value)
        return {"at": at, "value": value, "words": self.meeting.words}
