"""A procedure as nodes and flows: steps, where ways part and where they join, begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tashan.mechanisms.procedure import Need, Procedure

BEGIN, END = "begin", "end"


class NodeKind(StrEnum):
    BEGIN = "begin"
    STEP = "step"
    FORK = "fork"  # all ways go on
    JOIN = "join"  # waits for all ways
    END = "end"


@dataclass(frozen=True, slots=True)
class FlowNode:
    """``step`` is the code of the step that it is, or that it stands before or behind."""

    name: str
    kind: NodeKind
    step: str


@dataclass(frozen=True, slots=True)
class Flow:
    """From one node to another, by their names; ``soft`` ones are advice and hold nothing up."""

    start: str
    end: str
    soft: bool = False

    @property
    def name(self) -> str:
        return f"{'advice' if self.soft else 'flow'}_{self.start}_{self.end}"


@dataclass(frozen=True, slots=True)
class FlowGraph:
    nodes: dict[str, FlowNode]
    flows: tuple[Flow, ...]

    def leaving(self, node: str) -> list[Flow]:
        return [flow for flow in self.flows if flow.start == node and not flow.soft]

    def reaching(self, node: str) -> list[Flow]:
        return [flow for flow in self.flows if flow.end == node and not flow.soft]


def flow_graph(part: Procedure) -> FlowGraph:
    """Every step; every hard prerequisite as a way through forks and joins alone."""
    pairs = list(_pairs(part))
    starts, ends = [a for a, _ in pairs], [b for _, b in pairs]
    nodes = {name: _node(name) for name in (BEGIN, *map(_step, part.steps), END)}
    forks = {name for name in nodes if starts.count(name) > 1}
    joins = {name for name in nodes if ends.count(name) > 1}
    flows = [Flow(name, f"fork_{name}") for name in forks]
    flows += [Flow(f"join_{name}", name) for name in joins]
    flows += [
        Flow(f"fork_{a}" if a in forks else a, f"join_{b}" if b in joins else b) for a, b in pairs
    ]
    for kind, names in ((NodeKind.FORK, forks), (NodeKind.JOIN, joins)):
        nodes |= {f"{kind}_{name}": FlowNode(f"{kind}_{name}", kind, _code(name)) for name in names}
    flows += [
        Flow(_step(one.step), _step(code), soft=True)
        for code, step in part.steps.items()
        for one in step.after
        if one.need is Need.SOFT
    ]
    return FlowGraph(nodes, tuple(sorted(flows, key=lambda flow: flow.name)))


def _pairs(part: Procedure) -> Iterator[tuple[str, str]]:
    """What comes straight before what; what waits for nothing follows the beginning."""
    before = {
        code: [one.step for one in step.after if one.need is Need.HARD]
        for code, step in part.steps.items()
    }
    for code, ahead in before.items():
        yield from ((_step(one), _step(code)) for one in ahead)
        if not ahead:
            yield BEGIN, _step(code)
    followed = {one for ahead in before.values() for one in ahead}
    yield from ((_step(code), END) for code in before if code not in followed)


def _step(code: str) -> str:
    return f"step_{code}"


def _code(name: str) -> str:
    return name.removeprefix("step_") if name not in (BEGIN, END) else ""


def _node(name: str) -> FlowNode:
    kind = {BEGIN: NodeKind.BEGIN, END: NodeKind.END}.get(name, NodeKind.STEP)
    return FlowNode(name, kind, _code(name))
