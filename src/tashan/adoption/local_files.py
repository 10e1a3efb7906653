"""The file that a place edited itself: checked, compared by key, each change with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from tashan.adoption.files import File, read
from tashan.base.errors import UserError
from tashan.mechanisms.library import library_folders, library_of
from tashan.mechanisms.loader import files_in, load_file
from tashan.mechanisms.merge import Taken, differences
from tashan.mechanisms.plain import Path
from tashan.mechanisms.problems import Mark, Problem
from tashan.mechanisms.schema import Mechanism

NAME = "local.yaml"  # what its problems call the file
MOST_TOLD = 5
RUNNING = ("programme", "ranking")  # kinds of part of which there may be runs
ALL = ""  # the path whose reason is that of every change without one of its own


class UnsoundFileError(UserError):
    """A file that is no sound mechanism; ``problems`` has each with its line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        told = " ".join(map(str, self.problems[:MOST_TOLD]))
        super().__init__(
            _("The local file is not sound: %s") % told,
            hint=_("Nothing was kept. Change what the message names."),
        )


def sound(text: str, mechanism: str) -> File:
    """What a text of the mechanism says. Raises UnsoundFileError with every problem in it.

    It is checked alone, and beside the library in use in the place of the library's own file.
    """
    file = read(text)
    problems = list(file.tree.problems)
    if file.mechanism is None and not problems:
        problems.append(Problem(Mark(NAME), "calendar", _("It is a calendar.")))
    if not problems and file.mechanism and file.mechanism.mechanism == mechanism:
        paths = [path for folder in library_folders() for path in files_in(folder)]
        beside = [one for one in map(load_file, paths) if not _is_of(one.mechanism, mechanism)]
        problems = [one for one in library_of([*beside, file]).errors if one.mark.file == NAME]
    if problems:
        raise UnsoundFileError(problems)
    assert isinstance(file.tree.value, dict)
    return file.tree.value


def _is_of(found: Mechanism | None, code: str) -> bool:
    return found is not None and found.mechanism == code


def changes(before: File, after: File) -> tuple[Taken, ...]:
    """What ``after`` says otherwise. Raises UserError for nothing, and for what has to stay."""
    found = differences(before, after)
    if not found:
        raise UserError(
            _("Nothing differs from what holds already."), hint=_("Change a value, or go back.")
        )
    for one in found:
        _refuse(one, before)
    return found


def _refuse(change: Taken, before: File) -> None:
    path = change.path
    if path == ("mechanism",):
        raise UserError(
            _("The code of the mechanism is “%s” and stays so.") % change.base,
            hint=_("Put it back. Another mechanism is adopted anew."),
        )
    if path[0] == "learned_from":
        raise UserError(
            _("Where it was learned from is no part of what may be changed."),
            hint=_("Put “learned_from” back as it is in the file that holds."),
        )
    if len(path) == 3 and path[0] == "parts" and path[2] in _fixed(before, path[1]):
        raise UserError(
            _("“%(field)s” of the part “%(part)s” stays as it is: what ran under it rests on it.")
            % {"field": path[2], "part": path[1]},
            hint=_("Put it back, and write a new part under another name beside it."),
        )


def _fixed(before: File, part: str) -> tuple[str, ...]:
    """The fields of a part that stay; of one that is new there are none."""
    parts = before.get("parts")
    held = parts.get(part) if isinstance(parts, dict) else None
    if not isinstance(held, dict):
        return ()
    return ("kind", "subject", "code") if held.get("kind") in RUNNING else ("kind",)


def reasons_of(found: Iterable[Taken], reasons: Mapping[str, str]) -> dict[str, str]:
    """The reason of each change as a version keeps it. Raises UserError where one has none.

    A reason given for ``parts/chain`` is that of all changes in it that have none of their own,
    and the one of ``ALL`` of everything.
    """
    kept: dict[str, list[str]] = {}
    lacking = []
    for one in found:
        why = _reason(one.path, reasons)
        if why:
            kept.setdefault(kept_as(one.path), []).append(why)
        else:
            lacking.append("/".join(one.path))
    if lacking:
        raise UserError(
            _("These changes have no reason: %s.") % "、".join(lacking),
            hint=_("Say why for each, or one reason for all."),
        )
    return {path: "；".join(dict.fromkeys(whys)) for path, whys in kept.items()}


def _reason(path: Path, reasons: Mapping[str, str]) -> str:
    for length in range(len(path), -1, -1):
        why = reasons.get("/".join(path[:length]), "").strip()
        if why:
            return why
    return ""


def kept_as(path: Path) -> str:
    """The path under which a reason is kept: of what is in a parameter that of the parameter."""
    return "/".join(path[:2] if path[0] == "parameters" else path)


def still(reasons: Mapping[str, str], base: File, local: File) -> dict[str, str]:
    """The reasons for what still differs from the base."""
    paths = ["/".join(one.path) for one in differences(base, local)]
    return {told: why for told, why in reasons.items() if any(_touch(told, path) for path in paths)}


def _touch(one: str, two: str) -> bool:
    """Whether one is the other or holds it."""
    return f"{one}/".startswith(f"{two}/") or f"{two}/".startswith(f"{one}/")
