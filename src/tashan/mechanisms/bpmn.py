"""A procedure as BPMN 2.0 with its diagram, for viewing in others' tools; it runs nothing there.

A lane for each who acts. Hard prerequisites are flows, through gateways where ways part or join;
soft ones are associations, which hold nothing up. A step that does not apply is passed through.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from tashan.mechanisms.fields import Basis
from tashan.mechanisms.flow_graph import FlowGraph, FlowNode, NodeKind, flow_graph
from tashan.mechanisms.flow_layout import Bounds, FlowLayout, flow_layout
from tashan.mechanisms.procedure import Procedure, Step
from tashan.mechanisms.settling import cited
from tashan.mechanisms.words.limits import limit
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.procedures import duty
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.spans import said, text_of

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
SHAPES = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
TARGET = "urn:tashan:procedure"
_PREFIXES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": SHAPES, "di": LINES}
_TAGS = {
    NodeKind.BEGIN: "startEvent",
    NodeKind.STEP: "task",
    NodeKind.FORK: "parallelGateway",
    NodeKind.JOIN: "parallelGateway",
    NodeKind.END: "endEvent",
}


def bpmn(part: Procedure, name: str, by: Speaker) -> bytes:
    """The procedure called ``name`` as a file, in the tongue and on the day of who speaks."""
    for prefix, space in _PREFIXES.items():
        Xml.register_namespace(prefix, space)
    graph = flow_graph(part)
    layout = flow_layout(part, graph)
    root = Xml.Element(
        f"{{{MODEL}}}definitions",
        {"id": f"definitions_{name}", "targetNamespace": TARGET, "exporter": "Tashan"},
    )
    together = _sub(root, MODEL, "collaboration", id=f"collaboration_{name}")
    title = said(part.title, by.tongue)
    of = {"id": f"pool_{name}", "name": title, "processRef": f"process_{name}"}
    _sub(together, MODEL, "participant", **of)
    process = _sub(root, MODEL, "process", id=f"process_{name}", name=title, isExecutable="false")
    _lanes(process, part, layout, by)
    for node in graph.nodes.values():
        _node(process, part, graph, node, by)
    _flows(process, graph)
    _diagram(root, name, graph, layout)
    Xml.indent(root)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _sub(parent: Xml.Element, space: str, tag: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(parent, f"{{{space}}}{tag}", attributes)


def _lanes(process: Xml.Element, part: Procedure, layout: FlowLayout, by: Speaker) -> None:
    held = _sub(process, MODEL, "laneSet", id="lanes")
    for code in layout.lanes:
        lane = _sub(held, MODEL, "lane", id=f"lane_{code}", name=duty(part, code, by))
        for node, of in layout.lane_of.items():
            if of == code:
                _sub(lane, MODEL, "flowNodeRef").text = node


def _node(
    process: Xml.Element, part: Procedure, graph: FlowGraph, node: FlowNode, by: Speaker
) -> None:
    made = _sub(process, MODEL, _TAGS[node.kind], id=node.name)
    if node.kind is NodeKind.STEP:
        step = part.steps[node.step]
        made.set("name", said(step.title, by.tongue))
        _sub(made, MODEL, "documentation").text = "\n".join(_told(part, step, by))
    elif node.kind in (NodeKind.FORK, NodeKind.JOIN):
        made.set("gatewayDirection", "Diverging" if node.kind is NodeKind.FORK else "Converging")
    for flow in graph.reaching(node.name):
        _sub(made, MODEL, "incoming").text = flow.name
    for flow in graph.leaving(node.name):
        _sub(made, MODEL, "outgoing").text = flow.name


def _told(part: Procedure, step: Step, by: Speaker) -> Iterable[str]:
    """Stage, condition, limits with what they rest on, and prerequisites with theirs."""
    colon = by.pick("：", ": ")
    if step.stage:
        yield f"{by.pick('阶段', 'Stage')}{colon}{said(part.stages[step.stage].title, by.tongue)}"
    if step.when:
        yield f"{by.pick('适用', 'Applies when')}{colon}{text_of(in_words(step.when, by))}"
    promised = (by.pick("承诺时限", "Promised"), step.limit, step.limit_basis)
    statutory = (by.pick("法定时限", "Statutory"), step.statutory, step.basis)
    for what, until, basis in (promised, statutory):
        if until:
            yield f"{what}{colon}{limit(until, by)} ({_resting(basis, by)})"
    for one in step.after:
        title = said(part.steps[one.step].title, by.tongue)
        yield f"{by.pick('前置', 'After')}{colon}{title} ({_resting(one.basis, by)})"


def _resting(basis: Iterable[Basis], by: Speaker) -> str:
    return by.pick("、", ", ").join(cited(basis)) or by.pick("无依据", "no basis")


def _flows(process: Xml.Element, graph: FlowGraph) -> None:
    for flow in graph.flows:
        if not flow.soft:
            ends = {"sourceRef": flow.start, "targetRef": flow.end}
            _sub(process, MODEL, "sequenceFlow", id=flow.name, **ends)
    for flow in graph.flows:
        if flow.soft:
            ends = {"sourceRef": flow.start, "targetRef": flow.end}
            _sub(process, MODEL, "association", id=flow.name, associationDirection="One", **ends)


def _diagram(root: Xml.Element, name: str, graph: FlowGraph, layout: FlowLayout) -> None:
    diagram = _sub(root, DIAGRAM, "BPMNDiagram", id=f"diagram_{name}")
    plane = _sub(
        diagram, DIAGRAM, "BPMNPlane", id=f"plane_{name}", bpmnElement=f"collaboration_{name}"
    )
    _shape(plane, f"pool_{name}", layout.whole, isHorizontal="true")
    for code, bounds in layout.lanes.items():
        _shape(plane, f"lane_{code}", bounds, isHorizontal="true")
    for node, bounds in layout.nodes.items():
        _shape(plane, node, bounds)
    for flow in graph.flows:
        edge = _sub(plane, DIAGRAM, "BPMNEdge", id=f"edge_{flow.name}", bpmnElement=flow.name)
        for x, y in layout.waypoints(flow):
            _sub(edge, LINES, "waypoint", x=str(x), y=str(y))


def _shape(plane: Xml.Element, element: str, bounds: Bounds, **more: str) -> None:
    of = {"id": f"shape_{element}", "bpmnElement": element}
    shape = _sub(plane, DIAGRAM, "BPMNShape", **of, **more)
    sides = ("x", "y", "width", "height")
    _sub(shape, SHAPES, "Bounds", **{side: str(getattr(bounds, side)) for side in sides})
