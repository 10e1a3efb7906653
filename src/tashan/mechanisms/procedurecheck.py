"""What the fields of a procedure cannot show one by one: steps that are none, circles, limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from tashan.mechanisms.looking_up import Known
from tashan.mechanisms.plain import Path, Tree
from tashan.mechanisms.problems import Problem
from tashan.mechanisms.procedure import Procedure, Step
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.timing import TimeLimit


class Move(StrEnum):
    """What a step writes into a fund's ledger: ``pool.draw``."""

    DRAW = "draw"
    REPAY = "repay"
    FEE = "fee"
    CLAIM = "claim"
    RECOVER = "recover"


def check_procedure(
    mechanism: Mechanism, procedure: Procedure, tree: Tree, path: Path
) -> Iterator[Problem]:
    """Everything wrong within one procedure, which stands at ``path``."""
    for path_of, known, code in _named(procedure):
        yield from known.check(code, tree.mark((*path, *path_of)))
    for name, step in procedure.steps.items():
        at = (*path, "steps", name)
        yield from _check_limits(mechanism, procedure, step, tree, at)
        yield from _check_ledger(step, tree, at)
    for name in _in_circles(procedure.steps):
        told = f"the step {name!r} waits for itself."
        yield Problem(tree.key_mark((*path, "steps", name)), "circle", told)


def _named(of: Procedure) -> Iterator[tuple[Path, Known, str]]:
    """Every code that the procedure names, where it stands and what it must be."""
    steps, stages = Known("step", of.steps), Known("stage", of.stages)
    materials = Known("material", of.materials)
    duties = Known("duty", of.duties)
    for name, step in of.steps.items():
        at = ("steps", name)
        if of.duties:
            yield (*at, "duty"), duties, step.duty
        if step.stage:
            yield (*at, "stage"), stages, step.stage
        for number, before in enumerate(step.after):
            yield (*at, "after", str(number)), steps, before.step
        for number, code in enumerate(step.materials):
            yield (*at, "materials", str(number)), materials, code
        if step.tolerant:
            own = Known("material of the step", step.materials)
            for number, code in enumerate(step.tolerant.materials):
                yield (*at, "tolerant", "materials", str(number)), own, code
    for number, gate in enumerate(of.gates):
        yield ("gates", str(number), "before"), steps, gate.before
    for name, joint in of.joint.items():
        for number, code in enumerate(joint.steps):
            yield ("joint", name, "steps", str(number)), steps, code
    for name, material in of.materials.items():
        if material.from_step:
            yield ("materials", name, "from_step"), steps, material.from_step


def _check_limits(
    mechanism: Mechanism, of: Procedure, step: Step, tree: Tree, at: Path
) -> Iterator[Problem]:
    for name, limit in _limits(step):
        mark = tree.mark((*at, *name))
        if limit.since:
            yield from Known("step", of.steps).check(limit.since, mark)
        if isinstance(limit.number, str):
            yield from Known("parameter", mechanism.parameters).check(limit.number, mark)
    if step.limit and step.statutory and step.limit.is_longer_than(step.statutory):
        told = f"{step.limit} are promised where the law allows {step.statutory}."
        yield Problem(tree.mark((*at, "limit")), "limit", told)


def _limits(step: Step) -> Iterator[tuple[Path, TimeLimit]]:
    held = {
        ("statutory",): step.statutory,
        ("limit",): step.limit,
        ("extension", "by"): step.extension.by if step.extension else None,
        ("commitment", "check"): step.commitment.check if step.commitment else None,
        ("tolerant", "within"): step.tolerant.within if step.tolerant else None,
    }
    yield from ((path, limit) for path, limit in held.items() if limit)


def _check_ledger(step: Step, tree: Tree, at: Path) -> Iterator[Problem]:
    if step.ledger:
        move = step.ledger.partition(".")[2]
        yield from Known("move of a fund", list(Move)).check(move, tree.mark((*at, "ledger")))


def _in_circles(steps: Mapping[str, Step]) -> Iterator[str]:
    before = {name: [after.step for after in step.after] for name, step in steps.items()}
    for name, ahead in before.items():
        seen: set[str] = set()
        ahead = list(ahead)
        while ahead:
            following = ahead.pop()
            if following not in seen:
                seen.add(following)
                ahead += before.get(following, ())
        if name in seen:
            yield name
