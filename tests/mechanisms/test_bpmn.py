"""A procedure as BPMN 2.0: whole, in the order the schema asks for, with its diagram."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree as Xml

import pytest

from tashan.mechanisms.bpmn import DIAGRAM, LINES, MODEL, SHAPES, bpmn
from tashan.mechanisms.library import library
from tashan.mechanisms.procedure import Need, Procedure
from tashan.mechanisms.words.spans import Tongue
from tashan.mechanisms.words.speaking import speaker

PROCEDURES = [
    (code, name)
    for code, mechanism in library().mechanisms.items()
    for name, part in mechanism.parts.items()
    if isinstance(part, Procedure)
]
EVERY = pytest.mark.parametrize(("code", "name"), PROCEDURES)
NODES = ("startEvent", "task", "parallelGateway", "endEvent")
# the order that the schema asks for within each element
ORDER = {
    "definitions": ["collaboration", "process", "BPMNDiagram"],
    "process": ["laneSet", *NODES, "sequenceFlow", "association"],
    "lane": ["flowNodeRef"],
    "task": ["documentation", "incoming", "outgoing"],
    "parallelGateway": ["incoming", "outgoing"],
    "startEvent": ["outgoing"],
    "endEvent": ["incoming"],
    "BPMNShape": ["Bounds"],
    "BPMNEdge": ["waypoint"],
}
ANY_ORDER = set(NODES)


def part_of(code: str, name: str) -> Procedure:
    found = library().mechanisms[code].parts[name]
    assert isinstance(found, Procedure)
    return found


@cache
def drawn(code: str, name: str, tongue: Tongue = Tongue.ZH) -> Xml.Element:
    mechanism, part = library().mechanisms[code], part_of(code, name)
    by = speaker(part, mechanism.parameters, library(), on=date(2026, 11, 28), tongue=tongue)
    return Xml.fromstring(bpmn(part, name, by))


def local(element: Xml.Element) -> str:
    return element.tag.rpartition("}")[2]


def process(root: Xml.Element) -> Xml.Element:
    found = root.find(f"{{{MODEL}}}process")
    assert found is not None
    return found


def flows(root: Xml.Element) -> list[tuple[str, str]]:
    found = process(root).findall(f"{{{MODEL}}}sequenceFlow")
    return [(one.get("sourceRef", ""), one.get("targetRef", "")) for one in found]


def reached_by_gates(root: Xml.Element, start: str) -> set[str]:
    """The steps that follow through gateways alone."""
    gates = {one.get("id") for one in process(root).findall(f"{{{MODEL}}}parallelGateway")}
    ahead, found = [start], set[str]()
    while ahead:
        node = ahead.pop()
        following = [end for begin, end in flows(root) if begin == node]
        ahead += [one for one in following if one in gates]
        found |= {one for one in following if one not in gates}
    return found


@EVERY
def test_every_step_is_there_with_its_words(code: str, name: str) -> None:
    tasks = process(drawn(code, name)).findall(f"{{{MODEL}}}task")
    steps = part_of(code, name).steps
    assert [(one.get("id"), one.get("name")) for one in tasks] == [
        (f"step_{step}", held.title.zh) for step, held in steps.items()
    ]


@EVERY
def test_every_hard_prerequisite_is_a_way_and_no_other_is(code: str, name: str) -> None:
    root = drawn(code, name)
    for before in part_of(code, name).steps:
        wanted = {
            f"step_{step}"
            for step, held in part_of(code, name).steps.items()
            for one in held.after
            if one.step == before and one.need is Need.HARD
        }
        assert reached_by_gates(root, f"step_{before}") == (wanted or {"end"})


@EVERY
def test_every_soft_prerequisite_is_an_association(code: str, name: str) -> None:
    found = process(drawn(code, name)).findall(f"{{{MODEL}}}association")
    wanted = {
        (f"step_{one.step}", f"step_{step}")
        for step, held in part_of(code, name).steps.items()
        for one in held.after
        if one.need is Need.SOFT
    }
    assert {(one.get("sourceRef"), one.get("targetRef")) for one in found} == wanted


@EVERY
def test_ways_join_at_gateways_alone(code: str, name: str) -> None:
    root = drawn(code, name)
    gates = {one.get("id") for one in process(root).findall(f"{{{MODEL}}}parallelGateway")}
    starts = Counter(start for start, _ in flows(root))
    ends = Counter(end for _, end in flows(root))
    assert {name for name, count in (starts + ends).items() if starts[name] > 1} <= gates
    assert {name for name, count in ends.items() if count > 1} <= gates


@EVERY
def test_elements_stand_in_the_order_of_the_schema(code: str, name: str) -> None:
    for element in drawn(code, name).iter():
        order = ORDER.get(local(element))
        if order:
            places = [order.index(_as_node(local(child))) for child in element]
            assert places == sorted(places)


def _as_node(tag: str) -> str:
    """Nodes of whatever kind may stand among each other."""
    return "startEvent" if tag in ANY_ORDER else tag


@EVERY
def test_every_name_is_given_once_and_every_reference_is_found(code: str, name: str) -> None:
    root = drawn(code, name)
    names = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(names) == len(set(names))
    references = [
        one.get(attribute)
        for one in root.iter()
        for attribute in ("sourceRef", "targetRef", "processRef", "bpmnElement")
    ]
    texts = ("flowNodeRef", "incoming", "outgoing")
    references += [one.text for one in root.iter() if local(one) in texts]
    assert {one for one in references if one} <= set(names)


@EVERY
def test_every_node_is_in_one_lane(code: str, name: str) -> None:
    root = drawn(code, name)
    held = Counter(one.text for one in root.iter(f"{{{MODEL}}}flowNodeRef"))
    nodes = {one.get("id") for one in process(root) if local(one) in ANY_ORDER}
    assert set(held) == nodes
    assert set(held.values()) == {1}


@EVERY
def test_everything_is_drawn_and_no_two_boxes_lie_on_each_other(code: str, name: str) -> None:
    root = drawn(code, name)
    shapes = {one.get("bpmnElement"): one[0] for one in root.iter(f"{{{DIAGRAM}}}BPMNShape")}
    edges = {one.get("bpmnElement"): one for one in root.iter(f"{{{DIAGRAM}}}BPMNEdge")}
    nodes = [str(one.get("id")) for one in process(root) if local(one) in ANY_ORDER]
    lines = [one for one in process(root) if local(one) in ("sequenceFlow", "association")]
    assert set(nodes) <= set(shapes)
    assert {one.get("id") for one in lines} == set(edges)
    assert all(len(one.findall(f"{{{LINES}}}waypoint")) >= 2 for one in edges.values())
    assert {one.tag for one in shapes.values()} == {f"{{{SHAPES}}}Bounds"}
    boxes = [
        [int(shapes[one].get(side, "")) for side in ("x", "y", "width", "height")] for one in nodes
    ]
    for place, one in enumerate(boxes):
        assert not any(_touch(one, other) for other in boxes[place + 1 :])


@EVERY
def test_no_flow_runs_through_a_step(code: str, name: str) -> None:
    root = drawn(code, name)
    shapes = {str(one.get("bpmnElement")): one[0] for one in root.iter(f"{{{DIAGRAM}}}BPMNShape")}
    steps = {
        key: [int(one.get(side, "")) for side in ("x", "y", "width", "height")]
        for key, one in shapes.items()
        if key.startswith("step_")
    }
    for edge in root.iter(f"{{{DIAGRAM}}}BPMNEdge"):
        points = [(int(one.get("x", "")), int(one.get("y", ""))) for one in edge]
        for (x, y), (to_x, to_y) in pairwise(points):
            line = [min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y)]
            assert not any(_touch(line, box) for box in steps.values()), edge.get("bpmnElement")


def _touch(one: list[int], other: list[int]) -> bool:
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


def test_a_step_says_its_limits_and_what_they_and_its_prerequisites_rest_on() -> None:
    told = {
        one.get("id"): one[0].text or ""
        for one in process(drawn("parallel_approval", "enterprise_filing"))
        if local(one) == "task"
    }
    permit = told["step_construction_permit"]
    assert "阶段：施工许可" in permit
    assert "法定时限：7 日 (建筑法 第八条)" in permit
    assert "前置：应建防空地下室审批 (无依据)" in permit
    assert "适用：" in told["step_fire_design"]


def test_it_speaks_english_too() -> None:
    root = drawn("parallel_approval", "enterprise_filing", Tongue.EN)
    lanes = [one.get("name") for one in root.iter(f"{{{MODEL}}}lane")]
    assert "Ecology and environment" in lanes
