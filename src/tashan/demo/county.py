"""The invented county of ``examples/``: who works there and which reports it has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tashan.base.errors import UserError

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in; ``roles`` are the codes of the roles they hold.

    An agent acts for the enterprise of that rank among the taxpayers, a bank's clerk for the
    ``bank`` of that name; everybody else is an officer. Who ``joined`` on a day is entered by
    that office's own part of the demo, not invented with the registers.
    """

    username: str
    name: str
    roles: tuple[str, ...]
    office: str
    post: str
    enterprise: int | None = None
    bank: str = ""
    joined: str = ""  # ISO 8601


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each are invented; figures are those of the last ``months`` monthly sheets."""

    enterprises: int
    officers: int
    projects: int
    households: int
    peers: int
    months: int


@dataclass(frozen=True, slots=True)
class County:
    """``edition`` is counted up whenever the same seed invents something else."""

    code: str
    name: str
    seed: int
    edition: int
    sizes: Sizes
    password: str  # of everybody: it is printed, and the demo listens on this machine alone
    people: tuple[Person, ...]
    reports: tuple[Path, ...]


def read_county(folder: Path = EXAMPLES) -> County:
    """Read ``county.json``. Raises UserError where it is missing or not marked as invented."""
    file = folder / "county.json"
    if not file.exists():
        raise UserError(
            f"{file} is missing: the demo loads its county from there.",
            hint="Run it from a clone of the repository.",
        )
    facts = json.loads(file.read_text("utf-8"))
    if facts["invented"] is not True:
        raise UserError(f"{file} is not marked as invented: the demo loads no real county.")
    return County(
        code=facts["code"],
        name=facts["name"],
        seed=facts["seed"],
        edition=facts["edition"],
        sizes=Sizes(**facts["sizes"]),
        password=facts["password"],
        people=tuple(Person(**(who | {"roles": tuple(who["roles"])})) for who in facts["people"]),
        reports=tuple(folder / name for name in facts["reports"]),
    )
