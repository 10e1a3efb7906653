"""A library: what a folder of mechanism files defines, and what of it could not be loaded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from tashan.base.errors import UserError
from tashan.mechanisms.crosscheck import crosscheck, lost_codes
from tashan.mechanisms.definitions import (
    CalendarDefinition,
    ChainDefinition,
    CreditDefinition,
    IndicatorDefinition,
    PlacedPart,
    PlanDefinition,
    ProgrammeDefinition,
    RankingDefinition,
    RegisterDefinition,
)
from tashan.mechanisms.loader import LoadedFile, files_in, load_file
from tashan.mechanisms.mechanism_names import MechanismNames
from tashan.mechanisms.naming import Candidate, Names
from tashan.mechanisms.plain import Tree
from tashan.mechanisms.problems import Problem
from tashan.mechanisms.referring import Use
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.shelves import Shelves

SHIPPED = Path(__file__).resolve().parents[3] / "library"


@dataclass(frozen=True)
class Library:
    """What is defined, by code, and what is wrong. Where there are ``errors`` it is partial."""

    indicators: Mapping[str, IndicatorDefinition] = field(default_factory=dict)
    plans: Mapping[str, PlanDefinition] = field(default_factory=dict)
    programmes: Mapping[str, ProgrammeDefinition] = field(default_factory=dict)
    rankings: Mapping[str, RankingDefinition] = field(default_factory=dict)
    chains: Mapping[str, ChainDefinition] = field(default_factory=dict)
    registers: Mapping[str, RegisterDefinition] = field(default_factory=dict)
    credits: Mapping[str, CreditDefinition] = field(default_factory=dict)
    calendars: Mapping[int, CalendarDefinition] = field(default_factory=dict)
    mechanisms: Mapping[str, Mechanism] = field(default_factory=dict)
    parts: Mapping[str, PlacedPart] = field(default_factory=dict)  # by mechanism.part
    trees: Mapping[str, Tree] = field(default_factory=dict)  # the file of each mechanism
    errors: tuple[Problem, ...] = ()
    loaded: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.errors

    def part(self, name: str) -> PlacedPart | None:
        """The part ``mechanism.part``; of one that is used, what is used. None where nothing is."""
        mechanism, _, own = name.partition(".")
        head = self.mechanisms.get(mechanism)
        found = head.parts.get(own) if head else None
        return self.parts.get(found.use if isinstance(found, Use) else name)

    @cached_property
    def names(self) -> Names:
        return Names(self.indicators.values())

    @cached_property
    def mechanism_names(self) -> MechanismNames:
        return MechanismNames(self.mechanisms.values())


def load_library(*paths: Path) -> Library:
    """Load every mechanism file of the folders (or files); of what is wrong nothing is left out."""
    files = {file.resolve(): file for path in paths for file in files_in(path)}
    return library_of([load_file(file) for file in files.values()])


@cache
def library() -> Library:
    """The library in use: the shipped one, or the folders that TASHAN_LIBRARY names."""
    folders = library_folders()
    for folder in folders:
        if not folder.is_dir():
            raise UserError(
                f"{folder} is no folder: the mechanisms are read from there.",
                hint="Set TASHAN_LIBRARY to the folder of the mechanism files.",
            )
    return load_library(*folders)


def candidates(name: str) -> list[Candidate]:
    """The indicators of the library in use that a printed name may mean, the likeliest first."""
    return library().names.candidates(name)


def library_folders() -> list[Path]:
    """Of the library in use; several are divided as in PATH."""
    named = os.environ.get("TASHAN_LIBRARY", "").split(os.pathsep)
    return [Path(name) for name in named if name] or [SHIPPED]


def library_of(files: Iterable[LoadedFile]) -> Library:
    """Join loaded files. A file that clashes with another, or names what there is not, has failed.

    A failed file defines nothing; so whoever names its codes fails too, and is told why.
    """
    listed = list(files)
    problems = [problem for file in listed for problem in file.tree.problems]
    while True:
        failed = {problem.mark.file for problem in problems}
        shelves = Shelves()
        for file in listed:
            if file.file not in failed:
                shelves.take(file)
        new = shelves.problems or crosscheck(shelves, lost_codes(listed, failed))
        if not new:
            return _finished(shelves, listed, problems)
        problems += new


def _finished(shelves: Shelves, listed: list[LoadedFile], problems: list[Problem]) -> Library:
    failed = {problem.mark.file for problem in problems}
    return Library(
        indicators=MappingProxyType(shelves.indicators),
        plans=MappingProxyType(shelves.plans),
        programmes=MappingProxyType(shelves.programmes),
        rankings=MappingProxyType(shelves.rankings),
        chains=MappingProxyType(shelves.chains),
        registers=MappingProxyType(shelves.registers),
        credits=MappingProxyType(shelves.credits),
        calendars=MappingProxyType(shelves.calendars),
        mechanisms=MappingProxyType(shelves.mechanisms),
        parts=MappingProxyType(shelves.parts),
        trees=MappingProxyType(shelves.trees),
        errors=tuple(sorted(problems)),
        loaded=tuple(f.file for f in listed if f.file not in failed),
        failed=tuple(f.file for f in listed if f.file in failed),
    )
