"""Names that could never be reached, as another thing of the same name is found first."""

from __future__ import annotations

from collections.abc import Iterator

from tashan.mechanisms.options import Options
from tashan.mechanisms.plain import Path, Tree
from tashan.mechanisms.problems import Problem
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.ruled_cases import SUBJECTS, every_rule
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.schema import Mechanism, Part

_ASK, _VALUE = "Ask for it by another name.", "Give the value another code."


def taken_names(mechanism: Mechanism, tree: Tree) -> Iterator[Problem]:
    """Each parameter, ask and value whose name means something else in a rule."""
    subjects = {one.subject for one in every_rule(mechanism)}
    fields = {name: s for s in subjects for name in Scope(s).names}
    for name in mechanism.parameters:
        if name in fields:
            of = Scope(fields[name]).said
            told = f"{name!r} is a field of {of}. Give the parameter another name."
            yield Problem(tree.key_mark(("parameters", name)), "name_taken", told)
    for name, part in mechanism.parts.items():
        for path, said, mend in _taken(part, mechanism):
            mark = tree.key_mark(("parts", name, *path))
            yield Problem(mark, "name_taken", f"{path[-1]!r} is {said}. {mend}")


def _taken(part: Part, mechanism: Mechanism) -> Iterator[tuple[Path, str, str]]:
    """What of a part has a taken name: where it stands, what the name is, what to do instead."""
    match part:
        case Programme():
            scope, values = Scope(part.subject), {}
        case Options():
            scope, values = Scope(SUBJECTS[part.subject]), dict(part.values)
        case _:
            return
    for path, mend in [
        *((("asks", code), _ASK) for code in part.asks),
        *((("values", code), _VALUE) for code in values),
    ]:
        if path[-1] in scope.names:
            yield path, f"a field of {scope.said}", mend
        elif path[-1] in mechanism.parameters:
            yield path, "a parameter of this file", mend
        elif path[0] == "values" and path[-1] in part.asks:
            yield path, "asked for in this part, and would be hidden", mend
