"""The stacking plan of a park, drawn to scale: width by area, height by the height of the floor.

One scale for all buildings; what does not fit into one row goes into the next. Numbers here are
places on a drawing, not figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from tashan.registry.occupancy import Let
from tashan.web.plan_colours import Colour

LABELS = 40.0  # left of a building: the number and height of each floor
BETWEEN = 20.0
PER_METRE = 12.0
CODE, NARROW, LEAST_STEP = 11.0, 112.0, 12.0
UNKNOWN_HEIGHT = 4.5  # metres: drawn so where nobody has said how high the floor is
ABOVE = 6.0
MOST_IN_A_ROW = 6
WIDE, SMALL = 12.3, 6.8  # of a Chinese character and of a digit, at the size of the drawing


@dataclass(frozen=True, slots=True)
class Box:
    """One unit; ``lines`` are words with their class, cut to what fits."""

    place: Let
    x: float
    y: float
    width: float
    height: float
    colour: Colour
    lines: tuple[tuple[str, str, float], ...]
    words: str
    is_ending: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def fold(self) -> str:
        """The turned-down corner of a contract that ends soon."""
        right = round(self.x + self.width - 1, 1)
        return f"M{right - 12:.1f},{self.y + 1:.1f}h12v12z"


@dataclass(frozen=True, slots=True)
class Storey:
    x: float
    y: float
    name: str
    height: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One building of the plan, with what is written under it."""

    entity: int
    name: str
    x: float
    width: float
    ground: float
    boxes: tuple[Box, ...]
    storeys: tuple[Storey, ...]
    captions: tuple[str, ...]

    @property
    def right(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True, slots=True)
class Plan:
    width: float
    height: float
    buildings: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Tower:
    """A building to draw: its units from the ground up."""

    entity: int
    name: str
    places: tuple[Let, ...]
    captions: tuple[str, ...]

    def floors(self) -> list[tuple[Let, ...]]:
        return [tuple(row) for _n, row in groupby(self.places, lambda p: p.unit.floor.number)]

    @property
    def widest(self) -> float:
        return max((_area(floor) for floor in self.floors()), default=0.0)

    @property
    def height(self) -> float:
        return sum(_height(floor) for floor in self.floors())


@dataclass(frozen=True, slots=True)
class Ink:
    """How units are coloured and what is written in them."""

    colour: Callable[[Let], Colour]
    name: Callable[[Let], str]
    words: Callable[[Let], str]
    due: Callable[[Let], str]


def plan(towers: Sequence[Tower], ink: Ink, *, width: float = 1178.0, below: float = 52.0) -> Plan:
    """Every building at one scale, in rows that fill the width; captions stand ``below``."""
    rows = _rows([tower for tower in towers if tower.places])
    scale = min((_fitting(row, width) for row in rows), default=0.0)
    drawn: list[Drawn] = []
    top = 0.0
    for row in rows:
        ground = top + ABOVE + max(tower.height for tower in row) * PER_METRE
        left = 0.0
        for tower in row:
            drawn.append(_drawn(tower, ink, x=left + LABELS, ground=ground, scale=scale))
            left += LABELS + tower.widest * scale + BETWEEN
        top = ground + below
    return Plan(width, round(top, 1), tuple(drawn))


def _rows(towers: Sequence[Tower]) -> list[Sequence[Tower]]:
    """As even as can be: 7 buildings stand in rows of 4 and 3."""
    count = -(-len(towers) // MOST_IN_A_ROW)
    size = -(-len(towers) // count) if count else 1
    return [towers[start : start + size] for start in range(0, len(towers), size)]


def _fitting(row: Sequence[Tower], width: float) -> float:
    """Drawing units for a square metre so that the row fills the width."""
    room = width - len(row) * (LABELS + BETWEEN) + BETWEEN
    return room / sum(tower.widest for tower in row)


def _drawn(tower: Tower, ink: Ink, *, x: float, ground: float, scale: float) -> Drawn:
    boxes: list[Box] = []
    storeys: list[Storey] = []
    y = ground
    for floor in tower.floors():
        height = _height(floor) * PER_METRE
        y -= height
        storeys.append(_storey(floor, x=x, y=y, height=height))
        left = x
        for place in floor:
            width = float(place.unit.area) * scale
            boxes.append(_box(place, ink, at=(left, y), size=(width, height)))
            left += width
    return Drawn(
        tower.entity,
        tower.name,
        round(x, 1),
        round(tower.widest * scale, 1),
        round(ground + 1, 1),
        tuple(boxes),
        tuple(storeys),
        tower.captions,
    )


def _storey(floor: Sequence[Let], *, x: float, y: float, height: float) -> Storey:
    said = floor[0].unit.floor
    number = f"{said.number}F" if said.number > 0 else f"B{-said.number}"
    metres = f"{said.height:.1f} m" if said.height is not None else _("height ?")
    return Storey(round(x - 7, 1), round(y + height / 2, 1), number, metres)


def _box(place: Let, ink: Ink, *, at: tuple[float, float], size: tuple[float, float]) -> Box:
    (x, y), (width, height) = at, size
    due = ink.due(place)
    colour = ink.colour(place)
    return Box(
        place=place,
        x=round(x, 1),
        y=round(y, 1),
        width=round(width, 1),
        height=round(height, 1),
        colour=colour,
        lines=_lines(_said(place, ink, due, width), _room(colour, y, size), width - 8),
        words=ink.words(place),
        is_ending=bool(due),
    )


def _said(place: Let, ink: Ink, due: str, width: float) -> list[tuple[str, str]]:
    """What is written in a unit: who rents it, how large it is, what is the matter with it."""
    area = f"{place.unit.area:,.0f} ㎡"
    if place.tenancy is not None:
        second = area if place.is_producing else _("not producing")
        return [("nm", ink.name(place)), ("ar", second), *([("due", due)] if due else [])]
    if not place.is_vacant:
        return [("ar", area)]
    whole = _("vacant %s") % area
    if _length(whole) > width - 8:
        return [("vd", _("vacant")), ("vd", area)]
    height = place.unit.floor.height
    return [("vd", whole), *([("ar", _("height %s m") % f"{height:.1f}")] if height else [])]


def _room(colour: Colour, y: float, size: tuple[float, float]) -> tuple[float, float]:
    """From where and how high the lines may stand: in a narrow unit below its code."""
    width, height = size
    top = CODE if colour.code and width < NARROW else 0.0
    return y + top, height - top


def _lines(
    said: Sequence[tuple[str, str]], room: tuple[float, float], width: float
) -> tuple[tuple[str, str, float], ...]:
    """The lines that fit, in the middle of their room."""
    top, height = room
    kept = said[: max(1, int(height // LEAST_STEP))]
    step = min(15.0, height / len(kept))
    first = top + height / 2 - (len(kept) - 1) * step / 2 + 4.3
    placed = [
        (kind, fitted(words, width), first + n * step) for n, (kind, words) in enumerate(kept)
    ]
    return tuple((kind, words, round(at, 1)) for kind, words, at in placed if words)


def fitted(words: str, width: float) -> str:
    """The words as far as they fit, cut with an ellipsis; nothing where not even two would."""
    if _length(words) <= width:
        return words
    kept = ""
    for character in words:
        if _length(kept + character) + WIDE > width:
            break
        kept += character
    return f"{kept}…" if len(kept) >= 2 else ""


def _length(words: str) -> float:
    return sum(WIDE if ord(character) > 0x2E80 else SMALL for character in words)


def _area(floor: Iterable[Let]) -> float:
    return sum(float(place.unit.area) for place in floor)


def _height(floor: Sequence[Let]) -> float:
    said = floor[0].unit.floor.height
    return float(said) if said is not None else UNKNOWN_HEIGHT
