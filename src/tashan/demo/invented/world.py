"""All that is invented, from one seed. Equal seeds and sizes give equal worlds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tashan.demo.county import Person, Sizes
from tashan.demo.invented import (
    appraised,
    credit,
    enterprises,
    figures,
    offices,
    park_figures,
    parks,
    places,
    project_figures,
    projects,
    returns,
    signed_returns,
    targets,
)
from tashan.demo.invented.courses import courses
from tashan.demo.invented.facts import (
    Enterprise,
    Excuse,
    Household,
    Office,
    Officer,
    Park,
    Place,
    Plan,
    Project,
    Sheet,
)
from tashan.demo.invented.periods import MONTHS, released_on

BANK = "他山县农村信用合作社"


@dataclass(frozen=True, slots=True)
class World:
    """The registers as lists; the figures are made anew each time they are asked for."""

    seed: int
    sizes: Sizes
    places: list[Place]
    households: list[Household]
    offices: tuple[Office, ...]
    officers: tuple[Officer, ...]
    enterprises: list[Enterprise]
    parks: list[Park]
    projects: list[Project]
    plans: tuple[Plan, ...]
    excuses: tuple[Excuse, ...]

    def sheets(self) -> Iterator[Sheet]:
        """All figures, grouped by what published them."""
        first = released_on(MONTHS[-self.sizes.months])
        for sheet in self._every_sheet():
            if sheet.release.on >= first or self.sizes.months == len(MONTHS):
                yield sheet

    def _every_sheet(self) -> Iterator[Sheet]:
        yield from figures.sheets(self.seed, self.sizes.peers)
        yield from returns.sheets(self.seed, self.enterprises)
        yield from signed_returns.sheets(self.seed, self.enterprises)
        yield from appraised.sheets(self.seed)
        run = courses(self.seed, places.OURS)
        yield from park_figures.sheets(self.seed, self.parks, self.enterprises, run)
        yield from project_figures.sheets(self.projects)


def invent(seed: int, sizes: Sizes, people: tuple[Person, ...] = ()) -> World:
    every = places.places(seed)
    villages = [place for place in every if place.level == "village"]
    firms = credit.with_credit(seed, enterprises.enterprises(seed, sizes.enterprises - 1))
    firms.append(enterprises.bank(BANK, sizes.enterprises))
    staff = offices.officers(seed, sizes.officers, people)
    return World(
        seed=seed,
        sizes=sizes,
        places=every,
        households=places.households(seed, villages, sizes.households),
        offices=offices.offices(),
        officers=staff,
        enterprises=firms,
        parks=parks.parks(seed, firms),
        projects=projects.projects(seed, sizes.projects, firms, staff),
        plans=targets.plans(),
        excuses=targets.EXCUSES,
    )
