"""What the fields of a procedure cannot show one by one: steps that are none, circles, limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.looking_up import Known
from tashan.mechanisms.plain import Path, Tree
from tashan.mechanisms.problems import Mark, Problem
from tashan.mechanisms.procedure import MatterTerms, Procedure, Step
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.timing import EVENTS, TimeLimit


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
    """Everything wrong within one procedure, which stands at ``path``.

    What a step has from its item is told at the item.
    """
    items = _items(mechanism)
    for path_of, known, code in _named(procedure):
        if (*path, *path_of) in tree.marks:
            yield from known.check(code, tree.mark((*path, *path_of)))
    for name, step in procedure.steps.items():
        at = (*path, "steps", name)
        yield from _check_name(name, tree, at)
        if step.item and items:
            yield from Known("item", items).check(step.item, tree.mark((*at, "item")))
        yield from check_limits(mechanism, step, procedure.steps, tree, at)
        yield from _check_ledger(step, tree, at)
    yield from _check_joint(mechanism, procedure, tree, path)
    for name in _in_circles(procedure.steps):
        told = f"the step {name!r} waits for itself."
        yield Problem(tree.key_mark((*path, "steps", name)), "circle", told)


def _check_joint(mechanism: Mechanism, of: Procedure, tree: Tree, path: Path) -> Iterator[Problem]:
    for name, joint in of.joint.items():
        at = (*path, "joint", name)
        held: dict[Path, TimeLimit | None] = {
            ("limit",): joint.limit,
            ("statutory",): joint.statutory,
        }
        if joint.extension:
            held["extension", "by"] = joint.extension.by
        for place, limit in held.items():
            if limit:
                yield from _check_limit(mechanism, limit, of.steps, tree.mark((*at, *place)))
        if joint.limit and joint.statutory:
            yield from _check_promise(joint.limit, joint.statutory, tree.mark((*at, "limit")))


def check_catalogue(
    mechanism: Mechanism, catalogue: Catalogue, tree: Tree, path: Path
) -> Iterator[Problem]:
    """Everything wrong within one catalogue, which stands at ``path``."""
    items, materials = Known("item", catalogue.items), catalogue.materials
    for name, material in materials.items():
        if material.from_step:
            mark = tree.mark((*path, "materials", name, "from_step"))
            yield from items.check(material.from_step, mark)
    for name, item in catalogue.items.items():
        at = (*path, "items", name)
        for path_of, known, code in _named_terms(item, catalogue.duties, materials):
            yield from known.check(code, tree.mark((*at, *path_of)))
        if catalogue.duties:
            duties = Known("duty", catalogue.duties)
            yield from duties.check(item.duty, tree.mark((*at, "duty")))
        yield from check_limits(mechanism, item, None, tree, at)


def _items(mechanism: Mechanism) -> dict[str, object]:
    catalogues = [part for part in mechanism.parts.values() if isinstance(part, Catalogue)]
    return {code: item for one in catalogues for code, item in one.items.items()}


def _check_name(name: str, tree: Tree, at: Path) -> Iterator[Problem]:
    if name in EVENTS:
        told = f"limits begin at {name!r} of every step. Give the step another name."
        yield Problem(tree.key_mark(at), "name_taken", told)


def _named(of: Procedure) -> Iterator[tuple[Path, Known, str]]:
    """Every code that the procedure names, where it stands and what it must be."""
    for name, step in of.steps.items():
        for path, known, code in (*_named_step(step, of), *_named_after(step, of)):
            yield ("steps", name, *path), known, code
    steps, duties = Known("step", of.steps), Known("duty", of.duties)
    for number, gate in enumerate(of.gates):
        yield ("gates", str(number), "before"), steps, gate.before
    for name, joint in of.joint.items():
        for number, code in enumerate(joint.steps):
            yield ("joint", name, "steps", str(number)), steps, code
    for name, material in of.materials.items():
        if material.from_step:
            yield ("materials", name, "from_step"), steps, material.from_step
    leads = [(("stages", name, "lead"), stage.lead) for name, stage in of.stages.items()]
    leads += [(("joint", name, "lead"), joint.lead) for name, joint in of.joint.items()]
    yield from ((path, duties, lead) for path, lead in leads if of.duties)


def _named_step(step: Step, of: Procedure) -> Iterator[tuple[Path, Known, str]]:
    if of.duties:
        yield ("duty",), Known("duty", of.duties), step.duty
    if step.stage:
        yield ("stage",), Known("stage", of.stages), step.stage
    yield from _named_terms(step, of.duties, of.materials)


def _named_after(step: Step, of: Procedure) -> Iterator[tuple[Path, Known, str]]:
    steps = Known("step", of.steps)
    for number, before in enumerate(step.after):
        yield ("after", str(number)), steps, before.step


def _named_terms(
    terms: MatterTerms, duties: Mapping[str, object], materials: Mapping[str, object]
) -> Iterator[tuple[Path, Known, str]]:
    for number, code in enumerate(terms.materials):
        yield ("materials", str(number)), Known("material", materials), code
    if terms.tolerant:
        own = Known("material of the step", terms.materials)
        for number, code in enumerate(terms.tolerant.materials):
            yield ("tolerant", "materials", str(number)), own, code
    if not duties:
        return
    known = Known("duty", duties)
    for number, code in enumerate(terms.asks):
        yield ("asks", str(number)), known, code
    if terms.extension:
        yield ("extension", "approved_by"), known, terms.extension.approved_by
    if terms.commitment and terms.commitment.duty:
        yield ("commitment", "duty"), known, terms.commitment.duty


def check_limits(
    mechanism: Mechanism,
    of: MatterTerms,
    steps: Mapping[str, Step] | None,
    tree: Tree,
    at: Path,
) -> Iterator[Problem]:
    """The limits of a step among ``steps``; of an item, which knows no steps, None."""
    for name, limit in _limits(of):
        if (*at, name[0]) not in tree.marks:  # inherited: told at the item
            continue
        yield from _check_limit(mechanism, limit, steps or {}, tree.mark((*at, *name)))
    own = next((name for name in ("limit", "statutory") if (*at, name) in tree.marks), None)
    if own and of.limit and of.statutory:
        yield from _check_promise(of.limit, of.statutory, tree.mark((*at, own)))


def _check_limit(
    mechanism: Mechanism, limit: TimeLimit, steps: Mapping[str, Step], mark: Mark
) -> Iterator[Problem]:
    if limit.step:
        yield from Known("step", [*EVENTS, *steps]).check(limit.step, mark)
    if isinstance(limit.number, str):
        yield from Known("parameter", mechanism.parameters).check(limit.number, mark)


def _check_promise(promised: TimeLimit, statutory: TimeLimit, mark: Mark) -> Iterator[Problem]:
    if promised.is_longer_than(statutory):
        told = f"{promised} are promised where the law allows {statutory}."
        yield Problem(mark, "limit", told)


def _limits(of: MatterTerms) -> Iterator[tuple[Path, TimeLimit]]:
    held: dict[Path, TimeLimit | None] = {
        ("statutory",): of.statutory,
        ("limit",): of.limit,
        ("asks_within",): of.asks_within,
        ("extension", "by"): of.extension.by if of.extension else None,
        ("commitment", "check"): of.commitment.check if of.commitment else None,
        ("tolerant", "within"): of.tolerant.within if of.tolerant else None,
    }
    for number, one in enumerate(of.not_before if isinstance(of, Step) else ()):
        held["not_before", str(number)] = one.limit
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
