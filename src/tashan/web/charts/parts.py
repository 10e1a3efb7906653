"""What every chart is made of: tones, axes, points with their sources, the table behind it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias

from tashan.indicators.figure_text import Number, exact, figure_text, unknown_word

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
KEY = re.compile(r"[a-z][a-z0-9-]*")


class Tone(StrEnum):
    """Whose figure it is, or what it tells. Few colours: one chart seldom needs three."""

    OURS = "ours"  # jade
    REFERENCE = "reference"  # ink: the place compared with
    PEER = "peer"  # grey: everybody else
    INDICATOR = "indicator"  # blue
    MEASURE = "measure"  # purple
    GAP = "gap"  # orange: a target, a median, a shortfall


@dataclass(frozen=True, slots=True)
class Axis:
    """The unit of the figures, how many decimals they show, and the ends where they are fixed."""

    unit: str
    places: int | None = None
    name: str = ""
    least: Number | None = None  # None: chosen by the figures
    most: Number | None = None

    def __post_init__(self) -> None:
        for end in (self.least, self.most):
            if end is not None:
                exact(end)

    def text(self, value: Number | None, *, is_signed: bool = False) -> str:
        """The figure with its unit."""
        return figure_text(value, self.unit, self.places, is_signed=is_signed)

    def bare(self, value: Number | None) -> str:
        """The figure alone, where the unit stands at the axis or in the heading."""
        if value is None:
            return unknown_word()
        return self.text(value).removesuffix(self.unit).rstrip()

    def drawing(self) -> dict[str, Json]:
        """What the script needs of the axis."""
        return {
            "unit": self.unit,
            "name": self.name,
            "least": plain(self.least),
            "most": plain(self.most),
        }


@dataclass(frozen=True, slots=True)
class Point:
    """One figure; None is a gap, never a nought. ``source`` is the address of its evidence."""

    value: Number | None
    source: str = ""
    note: str = ""
    is_anomaly: bool = False

    def __post_init__(self) -> None:
        if self.value is not None:
            exact(self.value)

    def drawing(self, axis: Axis) -> dict[str, Json]:
        """The exact value as text, the words that show it, and where it comes from."""
        return {
            "value": plain(self.value),
            "text": axis.text(self.value),
            "label": axis.bare(self.value),
            "source": self.source,
            "note": self.note,
            "anomaly": self.is_anomaly,
        }

    def cell(self, axis: Axis) -> Cell:
        """The figure in the table; its unit stands in the heading."""
        text = axis.bare(self.value)
        words = f"{text} ({self.note})" if self.note else text
        return Cell(words, source=self.source, is_number=True)


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the chart at a value: a target, a median, the share of time elapsed."""

    value: Number
    words: str
    tone: Tone = Tone.GAP

    def __post_init__(self) -> None:
        exact(self.value)

    def drawing(self) -> dict[str, Json]:
        return {"value": plain(self.value), "words": self.words, "tone": self.tone.value}


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    source: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The same figures to read, copy and reach by keyboard."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Chart(ABC):
    """A drawn chart. ``key`` is once a page and names the picture's file together with the title;
    ``summary`` is read out in place of the drawing and says what it shows."""

    kind: ClassVar[str]

    key: str
    title: str
    summary: str
    note: str = ""  # the source and the period in a line, printed under the picture

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r}: a chart's key is of a-z, 0-9 and -, like 'rent-trend'")
        if not self.title or not self.summary:
            raise ValueError(f"the chart {self.key!r} needs a title and a summary to be read out")

    @abstractmethod
    def drawing(self) -> dict[str, Json]:
        """What the script draws."""

    @abstractmethod
    def table(self) -> Table:
        """The same figures as a table."""

    def as_json(self) -> dict[str, Json]:
        """Everything the script needs, figures as exact text."""
        return {
            "kind": self.kind,
            "title": self.title,
            "note": self.note,
            **self.drawing(),
        }


def plain(value: Number | None) -> str | None:
    """Exact digits for the script: JSON has no Decimal and a float would change the figure."""
    return None if value is None else f"{exact(value):f}"


def headed(name: str, axis: Axis) -> str:
    """A heading of the table with the unit."""
    return f"{name} ({axis.unit})" if axis.unit else name


def once(names: Iterable[str]) -> None:
    """Refuse two rows of one name: the table and the tooltip could not tell them apart."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{name!r} stands twice in one chart")
        seen.add(name)
