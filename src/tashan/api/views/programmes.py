"""Programmes in force, what one enterprise can get, what other parameters would change."""

from __future__ import annotations

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.api.asked import seen, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.routers import matches as router
from tashan.api.schemas import matches as told
from tashan.api.schemas.shared import AsOf
from tashan.programmes import serialised
from tashan.programmes.binding import settled
from tashan.programmes.chains import chain, chains_of
from tashan.programmes.offers import Offer, offer, offers, preview
from tashan.programmes.parameter_values import values_for
from tashan.programmes.prospects import for_enterprise
from tashan.programmes.what_if import what_if
from tashan.record import perms
from tashan.record.tokens import Scope, may_see_some_registers
from tashan.registry.kinds import Kind

READ = Scope.PROGRAMMES_READ


def wanted(asked: told.Wanted, on: date) -> Offer:
    """The programme that a body names."""
    if asked.adoption is None:
        return preview(asked.code)
    return offer(get_object_or_404(Adoption, pk=asked.adoption), asked.part, on)


@door(
    router, "GET", "/programmes",
    scope=READ, right=perms.may_see_mechanisms, answer=told.Programmes,
)  # fmt: skip
def list_programmes(request: ProgramRequest, asked: Query[AsOf]) -> told.Programmes:
    """The programmes in force here on a day."""
    on = asked.on or today()
    lines = [serialised.offer_json(one) for one in offers(on)]
    return told.Programmes.model_validate({"on": on, "items": lines})


@door(
    router, "GET", "/programmes/{adoption_id}/{part}",
    scope=READ, right=perms.may_see_mechanisms, answer=told.ProgrammeInFull,
)  # fmt: skip
def read_programme(
    request: ProgramRequest, adoption_id: Id, part: str, asked: Query[AsOf]
) -> told.ProgrammeInFull:
    """One programme on a day: its conditions with their basis, parameters, places and budget."""
    on = asked.on or today()
    found = settled(offer(get_object_or_404(Adoption, pk=adoption_id), part, on), on)
    return told.ProgrammeInFull.model_validate(serialised.settlement_json(found))


@door(
    router, "POST", "/programmes/what-if",
    scope=READ, right=perms.may_match, answer=told.WhatIfTold,
)  # fmt: skip
def ask_what_if(request: ProgramRequest, given: told.WhatIfGiven) -> told.WhatIfTold:
    """Who would gain and who would lose under other parameters, at what cost; nothing is stored."""
    on = given.on or today()
    one = wanted(given, on)
    found = what_if(one, values_for(one, given.parameters), on)
    return told.WhatIfTold.model_validate(serialised.what_if_json(found))


@door(
    router, "GET", "/enterprises/{enterprise_id}/programmes",
    scope=READ, right=may_see_some_registers, answer=told.Prospects,
)  # fmt: skip
def list_prospects(
    request: ProgramRequest, enterprise_id: Id, asked: Query[AsOf]
) -> told.Prospects:
    """What an enterprise, or a project, can get: qualifies, nearly, unknown, no; with reasons."""
    on = asked.on or today()
    entity = seen(request, enterprise_id, kinds=(Kind.ENTERPRISE, Kind.PROJECT))
    found = [serialised.prospect_json(one) for one in for_enterprise(entity, on)]
    return told.Prospects.model_validate({"on": on, "items": found})


@door(
    router, "GET", "/chains",
    scope=READ, right=perms.may_see_mechanisms, answer=told.Chains,
)  # fmt: skip
def list_chains(request: ProgramRequest, asked: Query[AsOf]) -> told.Chains:
    """The industrial chains in force here."""
    on = asked.on or today()
    found = [serialised.chain_json(terms) for terms in chains_of(current.in_force(on), on)]
    return told.Chains.model_validate({"items": found})


@door(
    router, "GET", "/chains/{adoption_id}/{part}",
    scope=READ, right=perms.may_see_mechanisms, answer=told.ChainInFull,
)  # fmt: skip
def read_chain(
    request: ProgramRequest, adoption_id: Id, part: str, asked: Query[AsOf]
) -> told.ChainInFull:
    """One chain on a day: who stands in which link, which are missing, projects, figures."""
    on = asked.on or today()
    held = current.in_force(on)
    asked_for = (adoption_id, part)
    terms = next((t for t in chains_of(held, on) if (t.pk, t.part) == asked_for), None)
    if terms is None:
        raise Http404
    found = chain(terms, held, user=request.user)
    return told.ChainInFull.model_validate(serialised.chain_held_json(found) | {"on": on})
