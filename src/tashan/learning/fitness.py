"""What a mechanism needs before it is adopted, and whether our place has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tashan.adoption.current import InForce, in_force
from tashan.mechanisms.head import Authority, Needs
from tashan.mechanisms.library import library
from tashan.mechanisms.mechanism_names import only_defines, runs
from tashan.mechanisms.schema import Mechanism
from tashan.registry.dated import held_on
from tashan.registry.kinds import PlaceLevel
from tashan.registry.models import Entity, PlaceFacts

_RANK = tuple(Authority)  # the lowest first
_LEVELS = {
    PlaceLevel.PROVINCE: Authority.PROVINCE,
    PlaceLevel.PREFECTURE: Authority.PREFECTURE,
    PlaceLevel.COUNTY: Authority.COUNTY,
}


class Need(StrEnum):
    MONEY = "money"  # yuan
    PEOPLE = "people"
    AUTHORITY = "authority"
    SYSTEMS = "systems"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Lack:
    """A figure that rules ask for, and of how many of our subjects nobody gave it."""

    key: str
    missing: int
    of: int


@dataclass(frozen=True, slots=True)
class Have:
    """What an officer says is there; None is not said."""

    money: Decimal | None = None
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """One need: ``met`` is None where it is not known; ``lacking`` are the systems or figures."""

    need: Need
    met: bool | None
    wanted: Decimal | int | Authority | None = None
    have: Decimal | int | Authority | None = None
    systems: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()


def fitness(
    mechanism: Mechanism,
    *,
    place: Entity,
    on: date,
    have: Have,
    lacks: Sequence[Lack] | None = None,
) -> list[Checked]:
    """The needs that the file names, and the data its rules need, each with how it stands.

    ``lacks`` is None where no preview could be made: then it is not known.
    """
    needs = mechanism.needs or Needs()
    found = []
    if needs.money is not None:
        found.append(_amount(Need.MONEY, needs.money, have.money))
    if needs.people is not None:
        found.append(_amount(Need.PEOPLE, needs.people, have.people))
    if needs.authority is not None:
        found.append(_authority(needs.authority, place, on))
    if needs.systems:
        found.append(_systems(needs.systems, in_force(on)))
    if runs(mechanism):
        found.append(_data(lacks))
    return found


def _amount(need: Need, wanted: Decimal | int, have: Decimal | int | None) -> Checked:
    return Checked(need, None if have is None else have >= wanted, wanted, have)


def _authority(wanted: Authority, place: Entity, on: date) -> Checked:
    facts = PlaceFacts.objects.filter(held_on(on), entity=place).first()
    have = _LEVELS.get(PlaceLevel(facts.level)) if facts else None
    met = None if have is None else _RANK.index(have) >= _RANK.index(wanted)
    return Checked(Need.AUTHORITY, met, wanted, have)


def _systems(wanted: Sequence[str], held: Iterable[InForce]) -> Checked:
    running = {code for one in held for code in one.mechanism.systems} | standing()
    lacking = tuple(code for code in wanted if code not in running)
    return Checked(Need.SYSTEMS, not lacking, systems=tuple(wanted), lacking=lacking)


def standing() -> set[str]:
    """The systems that run everywhere: all files of theirs only define, so none is adopted."""
    own: set[str] = set()
    adopted: set[str] = set()
    for one in library().mechanisms.values():
        (own if only_defines(one) else adopted).update(one.systems)
    return own - adopted


def _data(lacks: Sequence[Lack] | None) -> Checked:
    if lacks is None:
        return Checked(Need.DATA, None)
    missing = tuple(lack for lack in lacks if lack.missing)
    return Checked(Need.DATA, not missing, lacks=missing)
