"""The source's newer version beside ours: what is taken, and what both changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tashan.adoption.following import newer
from tashan.adoption.models import Adoption
from tashan.base.storable import storable
from tashan.mechanisms.merge import Absence, Merged, Side, Value
from tashan.mechanisms.plain import Path
from tashan.mechanisms.writing import yaml_of

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of the file; ``field`` is the name of the choice where both changed it."""

    path: str
    base: str
    ours: str
    theirs: str
    field: str = ""
    chosen: str = ""


class FollowRoom:
    """The form: each conflict has a choice, named by its number in the list."""

    def __init__(self, adoption: Adoption, said: Mapping[str, str], *, on: date) -> None:
        self.adoption = adoption
        self.said = {name: storable(str(value))[:LONGEST] for name, value in said.items()}
        self.first = max(on, adoption.since)

    @cached_property
    def merged(self) -> Merged | None:
        """Before anything is settled, so that every conflict keeps its number."""
        last = self.adoption.versions.latest("number")
        found = newer(self.adoption, last, on=self.since)
        return found.merged if found else None

    @property
    def since(self) -> date:
        try:
            return date.fromisoformat(self.said.get("since", ""))
        except ValueError:
            return self.first

    @property
    def settled(self) -> dict[Path, Side]:
        conflicts = self.merged.conflicts if self.merged else ()
        chosen = {"ours": Side.LOCAL, "theirs": Side.UPSTREAM}
        return {
            conflict.path: chosen[said]
            for number, conflict in enumerate(conflicts)
            if (said := self.said.get(f"c{number}", "")) in chosen
        }

    @property
    def taken(self) -> list[Difference]:
        """What comes from the source of itself."""
        rows = self.merged.taken if self.merged else ()
        return [
            Difference(_path(row.path), _text(row.base), "", _text(row.value))
            for row in rows
            if row.side is Side.UPSTREAM
        ]

    @property
    def conflicts(self) -> list[Difference]:
        rows = self.merged.conflicts if self.merged else ()
        return [
            Difference(
                _path(row.path), _text(row.base), _text(row.local), _text(row.upstream),
                field=f"c{number}", chosen=self.said.get(f"c{number}", ""),
            )
            for number, row in enumerate(rows)
        ]  # fmt: skip


def _path(path: Path) -> str:
    return " / ".join(path)


def _text(value: Value) -> str:
    """A value as the file writes it; a dash where it is not there."""
    if isinstance(value, Absence) or value is None:
        return "—"
    return yaml_of(value).removesuffix("...\n").strip()
