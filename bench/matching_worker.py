"""A peer in its own environment: loads, then runs once for each line that it is sent.

Arguments: the peer, a folder with columns (c0.npy …) and programmes.json. It answers each line with
the seconds that all programmes took; at the end of its input it stores the amounts (-1: none).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy

YEAR = "2025"
Columns = dict[str, numpy.ndarray]
Programmes = list[tuple[str, str]]
Run = Callable[[], numpy.ndarray]


def main(peer: str, folder: Path) -> None:
    columns = {path.stem: numpy.load(path) for path in sorted(folder.glob("c*.npy"))}
    programmes = json.loads((folder / f"{peer}.json").read_text("utf-8"))
    run = {"openfisca": openfisca, "zen": zen}[peer](columns, programmes)
    print("ready", flush=True)
    amounts = numpy.empty(0)
    for _ in sys.stdin:
        began = time.perf_counter()
        amounts = run()
        print(time.perf_counter() - began, flush=True)
    numpy.save(folder / f"{peer}-amounts.npy", amounts)


def openfisca(columns: Columns, programmes: Programmes) -> Run:
    from openfisca_core.entities import build_entity
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    entity = build_entity(key="enterprise", plural="enterprises", label="", is_person=True)
    system = TaxBenefitSystem([entity])
    kinds = {"f": float, "i": int, "b": bool}
    for name, cells in columns.items():
        system.add_variable(_variable(Variable, name, kinds[cells.dtype.kind], entity))
    outputs = [f"p{number}" for number in range(len(programmes))]
    for name, (condition, amount) in zip(outputs, programmes, strict=True):
        formula = _formula(f"numpy.where({condition}, {amount}, -1)", list(columns))
        system.add_variable(_variable(Variable, name, float, entity, formula))
    count = len(next(iter(columns.values())))
    simulation = SimulationBuilder().build_default_simulation(system, count=count)
    for name, cells in columns.items():
        simulation.set_input(name, YEAR, cells)

    def run() -> numpy.ndarray:
        for name in outputs:
            simulation.delete_arrays(name)
        return numpy.array([simulation.calculate(name, YEAR) for name in outputs])

    return run


def _variable(base: type, name: str, kind: type, entity: object, formula: object = None) -> type:
    from openfisca_core.periods import DateUnit

    said = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR}
    said |= {"label": name}
    return type(name, (base,), said | ({"formula": formula} if formula else {}))


def _formula(text: str, names: list[str]) -> object:
    used = [name for name in names if name in text.replace("(", " ").replace(")", " ").split()
            or f"[{name}]" in text or f"{name}," in text or f"~{name}" in text]  # fmt: skip
    lines = [f"    {name} = enterprise('{name}', period)" for name in used]
    source = "\n".join(
        ["def formula(enterprise, period, parameters):", *lines, f"    return {text}"]
    )
    scope: dict[str, object] = {"numpy": numpy}
    exec(source, scope)
    return scope["formula"]


def zen(columns: Columns, programmes: Programmes) -> Run:
    import zen as library

    expressions = [
        {"id": str(n), "key": f"p{n}", "value": f"({condition}) ? ({amount}) : -1"}
        for n, (condition, amount) in enumerate(programmes)
    ]
    content = {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {"id": "rules", "name": "rules", "type": "expressionNode",
             "content": {"expressions": expressions}},
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "rules"},
            {"id": "2", "sourceId": "rules", "targetId": "out"},
        ],
    }  # fmt: skip
    decision = library.ZenEngine().create_decision(json.dumps(content))
    lists = [cells.tolist() for cells in columns.values()]
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]

    def run() -> numpy.ndarray:
        answers = [decision.evaluate(row)["result"] for row in rows]
        return numpy.array([[a[f"p{n}"] for a in answers] for n in range(len(programmes))])

    return run


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
