"""What the source of an adoption changed since: joined with what the place itself changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tashan.adoption import files
from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.base.errors import UserError
from tashan.mechanisms.merge import Merged, Side, merge, same
from tashan.mechanisms.plain import Path


@dataclass(frozen=True, slots=True)
class Newer:
    """The source as it is now, and the merge; what is taken and what is in conflict are told."""

    source: files.File
    merged: Merged

    @property
    def file(self) -> files.File:
        """The local file that comes out; of a conflict that is open it has our side."""
        value = self.merged.value
        assert isinstance(value, dict)
        return value

    @property
    def followed(self) -> tuple[Path, ...]:
        """What is taken over from the source."""
        return tuple(t.path for t in self.merged.taken if t.side is Side.UPSTREAM)

    @property
    def kept(self) -> tuple[Path, ...]:
        """What stays our own."""
        return tuple(t.path for t in self.merged.taken if t.side is Side.LOCAL)


def newer(
    adoption: Adoption,
    version: AdoptionVersion,
    *,
    on: date,
    settled: Mapping[Path, Side] | None = None,
) -> Newer | None:
    """None where the source says what it said when it was adopted, or has the file no more."""
    source = _source(adoption, on)
    base = files.of_base(version)
    if source is None or same(source, base):
        return None
    return Newer(source, merge(base, files.of_version(version), source, settled=settled))


def _source(adoption: Adoption, on: date) -> files.File | None:
    """The library's file, or that of the adoption from which it was adopted."""
    if adoption.origin is None:
        try:
            return files.of_library(adoption.mechanism)
        except UserError:
            return None
    held = [v for v in adoption.origin.versions.all() if v.since <= on]
    last = max(held, key=lambda version: version.number, default=None)
    return None if last is None else files.of_version(last)
