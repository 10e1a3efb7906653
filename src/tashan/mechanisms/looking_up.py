"""Codes that a file names and nothing defines, told with the nearest that there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from tashan.mechanisms.problems import Mark, Problem, unknown


@dataclass(frozen=True, slots=True)
class Known:
    """The codes of one kind. ``lost`` are codes of failed files, with the file."""

    what: str
    codes: Collection[str]
    lost: Mapping[str, str] = field(default_factory=dict)

    def check(self, code: str, mark: Mark) -> Iterator[Problem]:
        """A problem where nothing of this kind has the code."""
        word = self.what.replace(" ", "_")
        if code in self.codes:
            return
        if code in self.lost:
            told = f"the {self.what} {code!r} could not be loaded; see {self.lost[code]}."
            yield Problem(mark, f"lost_{word}", told)
        else:
            yield Problem(mark, f"unknown_{word}", unknown(self.what, code, self.codes))
