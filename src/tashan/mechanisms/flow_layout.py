"""Where the nodes of a procedure's flow are drawn: lanes by duty, columns by what comes before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tashan.mechanisms.flow_graph import BEGIN, END, Flow, FlowGraph, NodeKind
from tashan.mechanisms.procedure import Procedure

BOX_WIDTH, BOX_HEIGHT = 130, 60
GATE, EVENT = 40, 36  # how wide gateways and events are
ASIDE = 10  # how far from a node a flow turns
PITCH, ROW, TITLE = 260, 90, 60  # of columns and rows; room for the names of the lanes
_SIZES = {
    NodeKind.STEP: (BOX_WIDTH, BOX_HEIGHT),
    NodeKind.FORK: (GATE, GATE),
    NodeKind.JOIN: (GATE, GATE),
    NodeKind.BEGIN: (EVENT, EVENT),
    NodeKind.END: (EVENT, EVENT),
}
_FIRST, _LAST = (BEGIN, f"fork_{BEGIN}"), (END, f"join_{END}")
_SHIFTS = {NodeKind.FORK: BOX_WIDTH + 15, NodeKind.JOIN: -GATE - 15}  # from the left of the box


@dataclass(frozen=True, slots=True)
class Bounds:
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class FlowLayout:
    """Bounds of the whole, of each lane by its duty and of each node by its name."""

    whole: Bounds
    lanes: dict[str, Bounds]
    nodes: dict[str, Bounds]
    lane_of: dict[str, str]  # the duty in whose lane a node stands

    def waypoints(self, flow: Flow) -> list[tuple[int, int]]:
        """From the right of one node to the left of the other, in straight lines.

        A flow that passes columns runs below its row, where no box stands.
        """
        start, end = self.nodes[flow.start], self.nodes[flow.end]
        first, last = (start.x + start.width, start.middle), (end.x, end.middle)
        bend = last[0] - ASIDE
        if last[0] - first[0] > PITCH:
            aside, below = first[0] + ASIDE, first[1] + ROW // 2
            return [
                *(first, (aside, first[1]), (aside, below)),
                *((bend, below), (bend, last[1]), last),
            ]
        if first[1] == last[1]:
            return [first, last]
        return [first, (bend, first[1]), (bend, last[1]), last]


def flow_layout(part: Procedure, graph: FlowGraph) -> FlowLayout:
    """Begin left, end right; a step stands behind whatever comes before it, also by advice."""
    columns = _columns(part)
    rows: dict[str, int] = {}
    held: dict[tuple[str, int], int] = {}
    for code, step in part.steps.items():
        place = (step.duty, columns[code])
        rows[code] = held.get(place, 0)
        held[place] = rows[code] + 1
    lanes = _lanes(part, held, max(columns.values()) + 3)
    ends = {
        NodeKind.BEGIN: next(iter(part.steps)),
        NodeKind.END: max(columns, key=columns.__getitem__),
    }
    nodes: dict[str, Bounds] = {}
    lane_of: dict[str, str] = {}
    for node in graph.nodes.values():
        code = node.step or ends.get(node.kind) or _end_of(node.name, ends)
        kind_column = _column(node.name, columns, code)
        lane = part.steps[code].duty
        width, height = _SIZES[node.kind]
        x = TITLE + 60 + kind_column * PITCH + _SHIFTS.get(node.kind, 0)
        middle = lanes[lane].y + 10 + rows[code] * ROW + ROW // 2
        nodes[node.name] = Bounds(x, middle - height // 2, width, height)
        lane_of[node.name] = lane
    last = list(lanes.values())[-1]
    whole = Bounds(0, 0, last.x + last.width, last.y + last.height)
    return FlowLayout(whole, lanes, nodes, lane_of)


def _end_of(name: str, ends: Mapping[NodeKind, str]) -> str:
    """The fork behind the beginning and the join before the end stand by them."""
    return ends[NodeKind.BEGIN if name in _FIRST else NodeKind.END]


def _column(name: str, columns: Mapping[str, int], code: str) -> int:
    if name in _FIRST:
        return 0
    return max(columns.values()) + 2 if name in _LAST else columns[code] + 1


def _columns(part: Procedure) -> dict[str, int]:
    before = {code: [one.step for one in step.after] for code, step in part.steps.items()}
    columns: dict[str, int] = {}
    left = list(before)
    while left:
        code = next((one for one in left if columns.keys() >= set(before[one])), left[0])
        columns[code] = max((columns[one] + 1 for one in before[code] if one in columns), default=0)
        left.remove(code)
    return columns


def _lanes(part: Procedure, held: Mapping[tuple[str, int], int], columns: int) -> dict[str, Bounds]:
    lanes: dict[str, Bounds] = {}
    y = 0
    for duty in dict.fromkeys(step.duty for step in part.steps.values()):
        rows = max(count for (name, _), count in held.items() if name == duty)
        lanes[duty] = Bounds(30, y, TITLE + columns * PITCH, rows * ROW + 20)
        y += lanes[duty].height
    return lanes
