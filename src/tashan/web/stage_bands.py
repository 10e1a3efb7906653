"""A procedure of stages as a picture: a band for each stage, its steps in the order they begin in.

Arrows are drawn within a band; a box tells what comes before it in other bands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tashan.mechanisms.procedure import Need, Procedure, Step
from tashan.mechanisms.words.limits import limit, longest, of_step
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.procedures import duty
from tashan.mechanisms.words.spans import said
from tashan.web.words_in_boxes import lines_of, shortened

WIDTH, HEIGHT = 106, 86  # of a box
ACROSS, DOWN = 18, 12  # room between two boxes
HEAD, EDGE = 34, 10  # the title of a band; room around what is in it
COLUMNS = 6  # in which loose steps are set
INSIDE = WIDTH - 12  # room for a line of the title
SMALL = INSIDE * 13 // 11  # so much of it for the smaller lines below


@dataclass(frozen=True, slots=True)
class BandBox:
    """A step. ``before`` are the titles of hard prerequisites in other bands."""

    code: str
    title: str
    lines: tuple[str, ...]  # the title, on three lines at most
    who: str
    limit: str
    x: int
    y: int
    is_longest: bool
    is_stopped: bool
    is_milestone: bool
    before: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        return self.x + 6

    @property
    def line_ys(self) -> list[tuple[str, int]]:
        """Each line of the title with its height."""
        return [(line, self.y + 17 + 14 * n) for n, line in enumerate(self.lines)]

    @property
    def who_y(self) -> int:
        return self.y + HEIGHT - 23

    @property
    def limit_y(self) -> int:
        return self.y + HEIGHT - 8


@dataclass(frozen=True, slots=True)
class BandArrow:
    path: str
    is_longest: bool
    is_soft: bool


@dataclass(frozen=True, slots=True)
class Band:
    title: str
    lead: str
    limit: str
    y: int
    height: int
    is_beside: bool
    boxes: tuple[BandBox, ...]
    arrows: tuple[BandArrow, ...]

    @property
    def title_y(self) -> int:
        return self.y + 22


@dataclass(frozen=True, slots=True)
class Bands:
    """``days`` is the longest way in working days, where all limits are in them."""

    title: str
    days: int | None
    bands: tuple[Band, ...]
    box_width: int = WIDTH
    box_height: int = HEIGHT

    @property
    def width(self) -> int:
        return max(box.x for band in self.bands for box in band.boxes) + WIDTH + EDGE

    @property
    def height(self) -> int:
        return self.bands[-1].y + self.bands[-1].height + 2


def bands(part: Procedure, by: Speaker) -> Bands:
    """The picture of a procedure that has stages."""
    days, way = longest(part, by)
    found: list[Band] = []
    y = 2
    for code in ("", *part.stages):
        steps = {name: step for name, step in part.steps.items() if (step.stage or "") == code}
        if steps:
            found.append(_band(part, code, steps, by, way, y))
            y += found[-1].height + DOWN
    return Bands(said(part.title, by.tongue), days, tuple(found))


def _band(
    part: Procedure,
    code: str,
    steps: Mapping[str, Step],
    by: Speaker,
    way: frozenset[str],
    y: int,
) -> Band:
    stage = part.stages.get(code)
    places = _places(steps)
    boxes = {name: _box(part, name, place, by, name in way, y) for name, place in places.items()}
    rows = max(row for _, row in places.values()) + 1
    return Band(
        title=said(stage.title, by.tongue) if stage else "",
        lead=duty(part, stage.lead, by) if stage else "",
        limit=limit(stage.limit, by) if stage else "",
        y=y,
        height=HEAD + rows * (HEIGHT + DOWN) + EDGE - DOWN,
        is_beside=bool(stage and stage.beside),
        boxes=tuple(boxes.values()),
        arrows=tuple(_arrows(steps, boxes)),
    )


def _box(
    part: Procedure, code: str, place: tuple[int, int], by: Speaker, is_longest: bool, top: int
) -> BandBox:
    step, (column, row) = part.steps[code], place
    title = said(step.title, by.tongue)
    return BandBox(
        code=code,
        title=title,
        lines=lines_of(title, INSIDE, 3),
        who=shortened(duty(part, step.duty, by), SMALL),
        limit=shortened(limit(of_step(step), by), SMALL),
        x=EDGE + column * (WIDTH + ACROSS),
        y=top + HEAD + row * (HEIGHT + DOWN),
        is_longest=is_longest,
        is_stopped=bool(step.stops),
        is_milestone=step.milestone,
        before=tuple(
            said(part.steps[one.step].title, by.tongue)
            for one in step.after
            if one.need is Need.HARD and part.steps[one.step].stage != step.stage
        ),
    )


def _places(steps: Mapping[str, Step]) -> dict[str, tuple[int, int]]:
    """Column and row of each: behind what comes before it here; loose ones in rows below."""
    before = {
        name: [one.step for one in step.after if one.step in steps] for name, step in steps.items()
    }
    joined = {name for name, ahead in before.items() if ahead}
    joined |= {one for ahead in before.values() for one in ahead}
    places: dict[str, tuple[int, int]] = {}
    filled: dict[int, int] = {}
    for name in _in_order([name for name in steps if name in joined], before):
        column = max((places[one][0] + 1 for one in before[name] if one in places), default=0)
        places[name] = (column, filled.get(column, 0))
        filled[column] = filled.get(column, 0) + 1
    first = max(filled.values(), default=0)
    loose = [name for name in steps if name not in joined]
    for number, name in enumerate(loose):
        row, column = divmod(number, COLUMNS)
        places[name] = (column, first + row)
    return places


def _in_order(names: Iterable[str], before: Mapping[str, Iterable[str]]) -> Iterator[str]:
    left = list(names)
    done: set[str] = set()
    while left:
        name = next((one for one in left if done.issuperset(before[one])), left[0])
        left.remove(name)
        done.add(name)
        yield name


def _arrows(steps: Mapping[str, Step], boxes: Mapping[str, BandBox]) -> Iterator[BandArrow]:
    """None where another way leads there already; those on the longest way come last, on top."""
    pairs = [
        (boxes[one.step], boxes[name], one.need is Need.SOFT)
        for name, step in steps.items()
        for one in step.after
        if one.step in steps and not _is_roundabout(steps, one.step, name)
    ]
    for start, end, is_soft in sorted(pairs, key=lambda pair: _on_way(pair[0], pair[1])):
        x, y = start.x + WIDTH, start.y + HEIGHT // 2
        bend, to = end.x - ACROSS // 2, end.y + HEIGHT // 2
        yield BandArrow(f"M{x} {y}H{bend}V{to}H{end.x - 1}", _on_way(start, end), is_soft)


def _on_way(start: BandBox, end: BandBox) -> bool:
    return start.is_longest and end.is_longest


def _is_roundabout(steps: Mapping[str, Step], first: str, last: str) -> bool:
    """Whether a step between the two already says that one comes before the other."""
    ahead = [one.step for one in steps[last].after if one.step in steps and one.step != first]
    seen: set[str] = set()
    while ahead:
        name = ahead.pop()
        if name == first:
            return True
        if name not in seen:
            seen.add(name)
            ahead += [one.step for one in steps[name].after if one.step in steps]
    return False
