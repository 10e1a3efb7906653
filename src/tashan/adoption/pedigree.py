"""Where we have a mechanism from, and who has it from us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.adoption.files import mechanism_of
from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.base.divisions import division
from tashan.base.errors import UserError


@dataclass(frozen=True, slots=True)
class Link:
    """One place of the chain; ``code`` is empty where the file names it in words."""

    name: str
    code: str = ""
    report: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pedigree:
    """``before`` begins with the place that we have it from and ends with the first of all."""

    before: tuple[Link, ...]
    after: tuple[Adoption, ...]


def pedigree(adoption: Adoption, *, on: date) -> Pedigree:
    """The chain both ways; places are called as they are on the day."""
    return Pedigree(learned_from(adoption.versions.latest("number"), on=on), learned_by(adoption))


def learned_from(version: AdoptionVersion, *, on: date) -> tuple[Link, ...]:
    """The links of the local file, the nearest first."""
    learned = mechanism_of(version).learned_from
    return tuple(link(one.place, on=on, report=one.report or "", note=one.note or "")
                 for one in learned)  # fmt: skip


def link(place: str, *, on: date, report: str = "", note: str = "") -> Link:
    """A place by its division code, or by its name where it is none."""
    try:
        return Link(division(place, on=on).name, place, report, note)
    except UserError:
        return Link(place, place if place.isdecimal() else "", report, note)


def learned_by(adoption: Adoption) -> tuple[Adoption, ...]:
    """The adoptions of other places that were taken from this one, the first first."""
    return tuple(adoption.takers.order_by("since", "pk"))
