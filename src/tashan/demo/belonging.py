"""Which entity of the registers each account of the demo belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tashan.demo.county import County, Person
from tashan.demo.entering import Entered
from tashan.demo.invented.world import BANK, World
from tashan.record.models import User
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Belonging, Entity

SINCE = date(2026, 1, 1)


def tie_accounts(
    county: County, world: World, entered: Entered, people: Mapping[str, User]
) -> None:
    """Officers to themselves, the agent to an enterprise, the clerk to the bank."""
    rows = []
    for person in county.people:
        if person.joined:
            continue
        capacity, entity = _of(person, world, entered)
        rows.append(
            entered.row(Belonging, SINCE, user=people[person.username], entity=entity,
                        capacity=capacity)
        )  # fmt: skip
    Belonging.objects.bulk_create(rows)


def _of(person: Person, world: World, entered: Entered) -> tuple[Capacity, Entity]:
    firms = entered.of(Kind.ENTERPRISE)
    if person.enterprise is not None:
        return Capacity.AGENT, firms[world.enterprises[person.enterprise - 1].code]
    if person.bank:
        bank = next(firm for firm in world.enterprises if firm.name == BANK)
        return Capacity.CLERK, firms[bank.code]
    return Capacity.OFFICER, entered.of(Kind.OFFICER)[person.username]
