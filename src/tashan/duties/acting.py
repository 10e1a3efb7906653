"""Who acts on an item, whose seal the decision bears and who answers for it in court.

The form of a delegation decides: transferred, the town decides in its own name; entrusted, the
town acts in the name of the office; with a window, the office itself acts and the town hosts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.duties.holding import Became, Holder, Holders, holders
from tashan.duties.models import Delegation, Form, JointMember
from tashan.registry.dated import as_of
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class Acting:
    """``office`` acts; ``officer`` of it, where the duty is one person's or one post's.

    ``host`` is where a window stands: applicants go there, and nothing else changes.
    """

    office: Entity
    officer: Entity | None
    seal: Entity
    respondent: Entity
    delegation: Delegation | None
    host: Entity | None = None


@dataclass(frozen=True, slots=True)
class Actors:
    """Who acts on a day, for any duty, item and place, read once for all."""

    held: Holders
    became: Became
    delegated: Mapping[tuple[str, int | None], tuple[Delegation, ...]]
    leads: Mapping[int, Entity]

    def of(self, duty: str, item: str = "", place: Entity | None = None) -> Acting | None:
        """Who acts; None where nobody holds the duty."""
        holder = self.held.of(duty, place)
        if holder is None:
            return None
        found = self._delegation(item, holder.office, place)
        to = self.became.one(found.to) if found else None
        if found is None or to is None:
            seal = self.leads.get(holder.office.pk, holder.office)
            return Acting(holder.office, holder.officer, seal, seal, None)
        return self._by(found, to, holder)

    def _by(self, found: Delegation, to: Entity, holder: Holder) -> Acting:
        office = holder.office
        seal = self.leads.get(office.pk, office)  # a joint office has none of its own
        if found.form == Form.TRANSFERRED:
            return Acting(to, None, to, to, found)
        if found.form == Form.ENTRUSTED:
            return Acting(to, None, seal, seal, found)
        return Acting(office, holder.officer, seal, seal, found, host=to)

    def _delegation(self, item: str, office: Entity, place: Entity | None) -> Delegation | None:
        """The one for the place goes before the one for everywhere; the office's own before one
        of an office that it followed."""
        for where in [place.pk, None] if place is not None else [None]:
            rows = self.delegated.get((item, where), ())
            mine = [row for row in rows if row.holder_id == office.pk]
            mine += [row for row in rows if self.became.one(row.holder) == office]
            if mine:
                return mine[0]
        return None


def who_acts(duty: str, item: str, on: date, *, place: Entity | None = None) -> Acting | None:
    """Who acts on an item as of a day; None where nobody holds the duty. Five queries.

    A case in hand keeps who acted on the day of its acceptance: store what this tells.
    """
    return actors(on, duties=[duty], items=[item]).of(duty, item, place)


def actors(
    on: date, *, duties: Iterable[str] | None = None, items: Iterable[str] | None = None
) -> Actors:
    """Who acts on a day, for all duties and items or for these."""
    rows = as_of(Delegation.objects.select_related("holder", "to"), on)
    if items is not None:
        rows = rows.filter(item__in=list(items))
    delegated: dict[tuple[str, int | None], tuple[Delegation, ...]] = {}
    for row in rows.order_by("-since", "-pk"):
        key = (row.item, row.place_id)
        delegated[key] = (*delegated.get(key, ()), row)
    return Actors(holders(on, duties=duties), Became.on(on), delegated, _leads(on))


def _leads(on: date) -> dict[int, Entity]:
    rows = as_of(JointMember.objects.filter(is_lead=True), on).select_related("member")
    return {row.joint_id: row.member for row in rows}
