"""Who acts on a matter on a day: looked up by its duty, kept with the matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.situation import Situation
from tashan.duties import acting
from tashan.registry.models import Entity

_KEPT = 4096  # answers a process remembers: duties of a county, places and days


def who_acts(now: Situation, on: date) -> dict[str, int | None]:
    """The columns of the matter that say who acts; as it stood where nobody holds the duty.

    Raises UserError where no office is known at all.
    """
    matter = now.matter
    if matter.terms.get("party"):
        return {}  # a party of the case acts, whoever holds duties
    found = _looked_up(matter.duty, matter.item, on, now.case.place_id, now.stamp)
    if found is None and matter.office_id is None:
        raise _nobody(matter.duty, on)
    return dict(found or {})


@lru_cache(maxsize=_KEPT)
def _looked_up(
    duty: str, item: str, on: date, place_id: int | None, stamp: str
) -> Mapping[str, int | None] | None:
    """Asked once for a day, until ``stamp`` says that a duty, a delegation or a post changed."""
    found = acting.who_acts(duty, item, on, place=_place(place_id))
    if found is None:
        return None
    return {
        "office_id": found.office.pk,
        "officer_id": found.officer.pk if found.officer else None,
        "seal_id": found.seal.pk,
        "delegation_id": found.delegation.pk if found.delegation else None,
    }


def office_of(duty: str, place_id: int | None, on: date, *, usual: int | None = None) -> int:
    """The office that answers for a duty on a day, else the usual one. Raises UserError where
    there is none."""
    found = acting.who_acts(duty, "", on, place=_place(place_id))
    office: int | None = found.office.pk if found else usual
    if office is None:
        raise _nobody(duty, on)
    return office


def _place(place_id: int | None) -> Entity | None:
    return Entity(pk=place_id) if place_id is not None else None


def _nobody(duty: str, on: date) -> UserError:
    return UserError(
        _("On %(on)s nobody answers for the duty “%(duty)s”.") % {"on": on, "duty": duty},
        hint=_("A registrar enters on the page of duties who does."),
    )
