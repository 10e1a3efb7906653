"""A procedure as a picture: a lane for each who acts, steps in the order they can begin in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tashan.mechanisms.procedure import Need, Procedure, Step
from tashan.mechanisms.words.limits import limit, longest, of_step
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.procedures import duty
from tashan.mechanisms.words.spans import said
from tashan.web.words_in_boxes import width_of

LANE, HEAD, LEFT = 66, 8, 116  # height of a lane, room above, room for the names of lanes
PAGE = 1000  # the widest that can still be read when it is made to fit
BOX, GAP = 44, 36  # height of a box, room between two columns


@dataclass(frozen=True, slots=True)
class Box:
    """A step: its place, its words, and whether it is on the longest way or stops the clock."""

    code: str
    title: str
    who: str
    limit: str
    x: int
    y: int
    width: int
    is_longest: bool
    is_stopped: bool

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def title_y(self) -> int:
        return self.y + (19 if self.limit else 27)

    @property
    def limit_y(self) -> int:
        return self.y + 35


@dataclass(frozen=True, slots=True)
class Arrow:
    path: str
    is_longest: bool


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    y: int  # of its words
    line: int  # of the line below it


@dataclass(frozen=True, slots=True)
class Picture:
    title: str
    days: int | None
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: int

    @property
    def height(self) -> int:
        return HEAD + LANE * len(self.lanes) + 4

    @property
    def is_wide(self) -> bool:
        """Too wide for the page: better scrolled than made small."""
        return self.width > PAGE


def picture(part: Procedure, by: Speaker) -> Picture:
    """The picture of a procedure; its steps in order are also the list that a phone shows."""
    days, way = longest(part, by)
    names = dict.fromkeys(duty(part, step.duty, by) for step in part.steps.values())
    lanes = {name: number for number, name in enumerate(names)}
    boxes = {box.code: box for box in _boxes(part, by, lanes, way)}
    return Picture(
        title=said(part.title, by.tongue),
        days=days,
        lanes=tuple(
            Lane(name, HEAD + LANE * n + LANE // 2 + 4, HEAD + LANE * (n + 1))
            for name, n in lanes.items()
        ),
        boxes=tuple(boxes.values()),
        arrows=tuple(_arrows(part, boxes, way)),
        width=max(box.x + box.width for box in boxes.values()) + 8,
    )


def _boxes(
    part: Procedure, by: Speaker, lanes: Mapping[str, int], way: frozenset[str]
) -> Iterator[Box]:
    columns = _columns(part)
    wide = {code: _width(step, by) for code, step in part.steps.items()}
    x = LEFT
    for column in range(max(columns.values()) + 1):
        held = [code for code in part.steps if columns[code] == column]
        width = max(wide[code] for code in held)
        for code in held:
            step = part.steps[code]
            who = duty(part, step.duty, by)
            y = HEAD + LANE * lanes[who] + (LANE - BOX) // 2
            title, until = said(step.title, by.tongue), limit(of_step(step), by)
            is_on = code in way
            yield Box(code, title, who, until, x, y, width, is_on, bool(step.stops))
        x += width + GAP


def _columns(part: Procedure) -> dict[str, int]:
    """Behind everything that comes before; two steps of one duty never share a column."""
    columns: dict[str, int] = {}
    taken: set[tuple[int, str]] = set()
    left = list(part.steps)
    while left:
        ready = [c for c in left if all(b.step in columns for b in part.steps[c].after)]
        code = (ready or left)[0]
        step = part.steps[code]
        column = max((columns.get(b.step, -1) + 1 for b in step.after), default=0)
        while (column, step.duty) in taken:
            column += 1
        columns[code] = column
        taken.add((column, step.duty))
        left.remove(code)
    used = {column: n for n, column in enumerate(sorted(set(columns.values())))}
    return {code: used[column] for code, column in columns.items()}


def _width(step: Step, by: Speaker) -> int:
    """As wide as the wider of its two lines; one that stops the clock says so beside its limit."""
    until = limit(of_step(step), by) + ("·" * 7 if step.stops else "")
    return max(84, width_of(said(step.title, by.tongue)) + 20, width_of(until) + 20)


def _arrows(part: Procedure, boxes: Mapping[str, Box], way: frozenset[str]) -> Iterator[Arrow]:
    pairs = [
        (boxes[before.step], boxes[code])
        for code, step in part.steps.items()
        for before in step.after
        if before.step in boxes and before.need is Need.HARD
    ]
    for start, end in sorted(pairs, key=lambda pair: all(box.is_longest for box in pair)):
        x, y = start.x + start.width, start.y + BOX // 2
        bend, to = end.x - GAP // 2, end.y + BOX // 2
        path = f"M{x} {y}H{bend}V{to}H{end.x - 1}"
        yield Arrow(path, start.is_longest and end.is_longest)
