"""What parts name of other parts: funds, programmes, indicators, and what they use of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tashan.mechanisms.assignment import Assignment
from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.chain import Chain
from tashan.mechanisms.event import Event
from tashan.mechanisms.ladder import Ladder
from tashan.mechanisms.looking_up import Known
from tashan.mechanisms.options import Options
from tashan.mechanisms.plain import Path
from tashan.mechanisms.problems import Mark, Problem
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.procedurecheck import check_catalogue, check_procedure
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.project_library import ProjectLibrary
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.referring import Use, full_name
from tashan.mechanisms.schema import Mechanism, Part
from tashan.mechanisms.shelves import Shelves
from tashan.mechanisms.tasklist import TaskList

CHOOSING = ("programme", "ranking")
PROCEDURE = ("procedure",)


def check_parts(shelves: Shelves, lost: Mapping[str, str]) -> Iterator[Problem]:
    """Everything wrong between the parts of all mechanisms but what their rules say."""
    for code, mechanism in shelves.mechanisms.items():
        tree = shelves.trees[code]
        indicators = Known("indicator", shelves.indicators, lost)
        for number, named in enumerate(mechanism.effect):
            yield from indicators.check(named, tree.mark(("effect", str(number))))
        for name, part in mechanism.parts.items():
            at = ("parts", name)
            for path, known, named in _codes(part, shelves, lost, mechanism):
                yield from known.check(named, tree.mark((*at, *path)))
            for path, kinds, named in _parts_named(part):
                mark = tree.mark((*at, *path))
                yield from _check_part(shelves, lost, full_name(code, named), kinds, mark)
            if isinstance(part, Procedure):
                yield from check_procedure(mechanism, part, tree, at)
            elif isinstance(part, Catalogue):
                yield from check_catalogue(mechanism, part, tree, at)


def _codes(
    part: Part, shelves: Shelves, lost: Mapping[str, str], mechanism: Mechanism
) -> Iterator[tuple[Path, Known, str]]:
    """The codes that a part names of the whole library, or of the parameters of its file."""
    indicators = Known("indicator", shelves.indicators, lost)
    match part:
        case Chain():
            programmes = Known("programme", shelves.programmes, lost)
            yield from ((("policies", str(n)), programmes, c) for n, c in enumerate(part.policies))
            yield from (
                (("indicators", str(n)), indicators, c) for n, c in enumerate(part.indicators)
            )
            if isinstance(part.industries, str):
                yield ("industries",), Known("parameter", mechanism.parameters), part.industries
        case ProjectLibrary():
            yield from _items_named(part, shelves)
        case TaskList():
            for name, task in part.tasks.items():
                for number, target in enumerate(task.targets):
                    path = ("tasks", name, "targets", str(number), "indicator")
                    yield path, indicators, target.indicator
        case Ladder():
            parameters = Known("parameter", mechanism.parameters)
            yield from ((path, parameters, name) for path, name in part.named())
        case Options() if part.agreement is not None:
            parameters = Known("parameter", mechanism.parameters)
            for name, limit in part.agreement.limits():
                if isinstance(limit.number, str):
                    yield ("agreement", name), parameters, limit.number


def _items_named(
    part: ProjectLibrary, shelves: Shelves
) -> Iterator[tuple[Path, Known, str]]:  # fmt: skip
    """The items of catalogues that requirements ask for."""
    parts = (one for held in shelves.mechanisms.values() for one in held.parts.values())
    catalogues = [one for one in parts if isinstance(one, Catalogue)]
    known = Known("item", {code: item for one in catalogues for code, item in one.items.items()})
    for path, one in part.requirements():
        for number, way in enumerate(one.any):
            for place, code in enumerate(way.items):
                yield (*path, "any", str(number), "items", str(place)), known, code


def _parts_named(part: Part) -> Iterator[tuple[Path, tuple[str, ...], str]]:
    """The parts that a part names, where, and of which kinds they must be."""
    match part:
        case Use():
            yield ("use",), (), part.use
        case Programme() if part.gives.fund:
            yield ("gives", "fund"), ("fund",), part.gives.fund
        case Ranking() if part.publishing and part.publishing.beside:
            yield ("publishing", "beside"), ("ranking",), part.publishing.beside
        case Procedure():
            for name, step in part.steps.items():
                if step.ledger:
                    fund = step.ledger.partition(".")[0]
                    yield ("steps", name, "ledger"), ("fund",), fund
        case Catalogue():
            for name, item in part.items.items():
                if item.offer:
                    yield ("items", name, "offer", "procedure"), PROCEDURE, item.offer.procedure
        case Assignment():
            for name, destination in part.destinations.items():
                if destination.chosen_by:
                    path = ("destinations", name, "chosen_by")
                    yield path, CHOOSING, destination.chosen_by
            if part.appraisal:
                yield ("appraisal",), ("ranking",), part.appraisal
        case Event():
            for name, invitation in part.invites.items():
                if invitation.chosen_by:
                    yield ("invites", name, "chosen_by"), CHOOSING, invitation.chosen_by


def _check_part(
    shelves: Shelves, lost: Mapping[str, str], name: str, kinds: tuple[str, ...], mark: Mark
) -> Iterator[Problem]:
    mechanism, _, part = name.partition(".")
    found = shelves.mechanisms.get(mechanism)
    if found is None:
        yield from Known("mechanism", shelves.mechanisms, lost).check(mechanism, mark)
    elif part not in found.parts:
        yield from Known("part", found.parts, lost).check(part, mark)
    else:
        yield from _check_kind(shelves, found.parts[part], name, kinds, mark)


def _check_kind(
    shelves: Shelves, part: Part, name: str, kinds: tuple[str, ...], mark: Mark
) -> Iterator[Problem]:
    if isinstance(part, Use):
        if not kinds:
            told = f"{name} itself uses {part.use}. Use that."
            yield Problem(mark, "use", told)
            return
        used = shelves.parts.get(part.use)
        if used is None:  # told where it stands
            return
        part = used.part
    if kinds and part.kind not in kinds:
        told = f"{name} is of the kind {part.kind}. Expected {' or '.join(kinds)}."
        yield Problem(mark, "kind", told)
