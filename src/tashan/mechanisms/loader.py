"""Reads mechanism files: what is right becomes definitions, what is wrong is told, all of it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from tashan.mechanisms.calendar import CalendarYear
from tashan.mechanisms.plain import MOST_BYTES, Tree, read_plain
from tashan.mechanisms.problems import Mark
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.telling import tell

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One file: its mechanism or its calendar where it is sound, else neither and its problems."""

    file: str
    tree: Tree
    mechanism: Mechanism | None = None
    calendar: CalendarYear | None = None


def load_file(path: Path) -> LoadedFile:
    """Read one file. Raises nothing: what cannot be opened is a problem like any other."""
    file = str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _not_opened(file, "it is no file.")
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        return _not_opened(file, f"{error.strerror or error}.")
    return load_bytes(data, file)


def _not_opened(file: str, reason: str) -> LoadedFile:
    tree = Tree(file)
    tree.complain(Mark(file), "not_opened", f"cannot be opened: {reason}")
    return LoadedFile(file, tree)


def load_bytes(data: bytes, file: str) -> LoadedFile:
    """Check the text of a file called ``file``."""
    tree = read_plain(data, file)
    if not isinstance(tree.value, dict):
        if not tree.problems:
            tree.complain(tree.mark(()), "not_a_mapping", "expected 'mechanism:' at its head.")
        return LoadedFile(file, tree)
    if any(problem.code == "syntax" for problem in tree.problems):
        return LoadedFile(file, tree)  # what was read so far says nothing about the rest
    headless = "mechanism" not in tree.value and "year" in tree.value
    model: type[BaseModel] = CalendarYear if headless else Mechanism
    checked = _checked(model, tree)
    if isinstance(checked, Mechanism):
        return LoadedFile(file, tree, mechanism=checked)
    if isinstance(checked, CalendarYear):
        return LoadedFile(file, tree, calendar=checked)
    return LoadedFile(file, tree)


def _checked(model: type[BaseModel], tree: Tree) -> BaseModel | None:
    try:
        checked = model.model_validate(tree.value)
    except ValidationError as error:
        tell(error, tree, model)
        return None
    return None if tree.problems else checked


def files_in(path: Path) -> list[Path]:
    """The mechanism files of a folder and the folders in it, in order; or the file itself.

    Hidden files and folders are passed over, and links to folders are not followed.
    """
    if not path.is_dir():
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(folder, name)
            for name in names
            if name.endswith(SUFFIXES) and not name.startswith(".")
        ]
    return sorted(found)
