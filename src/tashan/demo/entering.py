"""Store the registers of an invented world: many rows at once, each table in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from django.db import models

from tashan.demo.invented import facts
from tashan.demo.invented.places import HOME
from tashan.demo.invented.world import World
from tashan.record.copying import copied
from tashan.record.models import Source
from tashan.registry.dated import Dated
from tashan.registry.keeping import New, enter_many, name_row
from tashan.registry.kinds import Kind, NameSort, PlaceLevel
from tashan.registry.models import (
    Affiliation,
    CreditEvent,
    Entity,
    EntityName,
    Floor,
    Label,
    OfficeFacts,
    Participation,
    ProjectFacts,
    Succession,
    Tenancy,
    Tenure,
    Unit,
    Work,
)

M = TypeVar("M", bound=models.Model)
Known = Mapping[str, Entity]
SINCE = facts.SINCE


@dataclass(frozen=True, slots=True)
class Entered:
    """The rows of the registers by kind and by the key that the invented facts use."""

    source: Source
    known: dict[str, dict[str, Entity]] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, Entity]:
        return self.known.setdefault(kind, {})

    def row(self, model: type[D], since: date, until: date | None = None, **said: Any) -> D:
        return model(since=since, until=until, source=self.source, entered=self.source, **said)


D = TypeVar("D", bound=Dated)


def enter_registers(world: World, *, source: Source) -> Entered:
    entered = Entered(source)
    _places(entered, world.places)
    _households(entered, world.households)
    _offices(entered, world.offices)
    _officers(entered, world.officers)
    _park_rows(entered, world.parks)
    _enterprises(entered, world.enterprises)
    for park in world.parks:
        _buildings(entered, park)
    _projects(entered, world.projects)
    return entered


def _store(model: type[M], rows: Iterable[M]) -> list[M]:
    stored = list(rows)
    copied(stored)
    return stored


def _enter(entered: Entered, kind: Kind, keys: Iterable[str], news: Iterable[New]) -> None:
    rows = enter_many(kind, news, source=entered.source)
    entered.of(kind).update(zip(keys, rows, strict=True))


def _call(entered: Entered, kind: Kind, names: Mapping[str, str], since: date = SINCE) -> None:
    """Short names, by key."""
    known = entered.of(kind)
    _store(EntityName, [
        name_row(known[key], name, since=since, source=entered.source, sort=NameSort.SHORT)
        for key, name in names.items() if name
    ])  # fmt: skip


def _places(entered: Entered, places: list[facts.Place]) -> None:
    known = entered.of(Kind.PLACE)
    for level in PlaceLevel.values:
        rows = [place for place in places if place.level == level]
        news = [
            New(p.name, p.since, p.code, {"level": p.level, "parent": known.get(p.parent)})
            for p in rows
        ]
        _enter(entered, Kind.PLACE, [p.code for p in rows], news)
    _call(entered, Kind.PLACE, {place.code: place.short for place in places})


def _households(entered: Entered, households: list[facts.Household]) -> None:
    villages = entered.of(Kind.PLACE)
    news = [
        New(h.name, date(2020, 1, 1), h.key, {
            "village": villages[h.village],
            "members": h.members,
            "contracted_mu": h.contracted_mu,
            "homestead_area": h.homestead_area,
            "house_area": h.house_area,
        })
        for h in households
    ]  # fmt: skip
    _enter(entered, Kind.HOUSEHOLD, [h.key for h in households], news)


def _offices(entered: Entered, offices: tuple[facts.Office, ...]) -> None:
    """An office's name of today holds from the reform that gave it; its former name before."""
    home, source = entered.of(Kind.PLACE)[HOME], entered.source
    places = entered.of(Kind.PLACE)
    news = [
        New(o.name, o.since, o.code, {"place": places.get(o.place, home), "duty": o.duty}, o.until)
        for o in offices
    ]
    renamed = {o.name: facts.RENAMED for o in offices if o.former_names}
    news = [replace(n, since=renamed.get(n.name, n.since)) for n in news]
    _enter(entered, Kind.OFFICE, [o.name for o in offices], news)
    known = entered.of(Kind.OFFICE)
    former = [(o, name, since) for o in offices for name, since in o.former_names]
    _store(EntityName, [
        name_row(known[o.name], name, since=since, until=facts.RENAMED, source=source)
        for o, name, since in former
    ])  # fmt: skip
    _store(OfficeFacts, [
        entered.row(OfficeFacts, since, facts.RENAMED, entity=known[o.name], place=home,
                    duty=o.duty)
        for o, _, since in former
    ])  # fmt: skip
    _call(entered, Kind.OFFICE, {o.name: o.short for o in offices})
    _store(Succession, [
        Succession(entity=known[o.name], successor=known[after], on=o.until, source=source)
        for o in offices if o.until for after in o.followed_by
    ])  # fmt: skip


def _officers(entered: Entered, officers: tuple[facts.Officer, ...]) -> None:
    news = [New(o.name, o.posts[0].since) for o in officers]
    _enter(entered, Kind.OFFICER, [o.key for o in officers], news)
    known, offices = entered.of(Kind.OFFICER), entered.of(Kind.OFFICE)
    _store(Tenure, [
        entered.row(Tenure, post.since, post.until, officer=known[o.key],
                    office=offices[post.office], post=post.title,
                    is_lead=post.is_lead, order=post.order)
        for o in officers for post in o.posts
    ])  # fmt: skip


def _enterprises(entered: Entered, firms: list[facts.Enterprise]) -> None:
    places, parks = entered.of(Kind.PLACE), entered.of(Kind.PARK)
    news = [
        New(firm.name, firm.established_on, firm.code, {
            "industry": firm.industry,
            "scale": firm.scale,
            "is_above_scale": firm.is_above_scale,
            "standing": firm.standing,
            "place": places[firm.town],
            "park": parks.get(firm.park),
            "address": firm.address,
            "legal_representative": firm.legal_representative,
            "registered_capital": firm.capital,
            "established_on": firm.established_on,
        })
        for firm in firms
    ]  # fmt: skip
    _enter(entered, Kind.ENTERPRISE, [firm.code for firm in firms], news)
    _what_enterprises_carry(entered, firms)


def _what_enterprises_carry(entered: Entered, firms: list[facts.Enterprise]) -> None:
    """Short names, labels, affiliates and credit events."""
    known = entered.of(Kind.ENTERPRISE)
    _store(EntityName, [
        name_row(known[firm.code], firm.short, since=firm.established_on, source=entered.source,
                 sort=NameSort.SHORT)
        for firm in firms
    ])  # fmt: skip
    _store(Label, [
        entered.row(Label, mark.since, mark.until, entity=known[firm.code], code=mark.code,
                    note=mark.note)
        for firm in firms for mark in firm.labels
    ])  # fmt: skip
    _store(Affiliation, [
        entered.row(Affiliation, tie.since, entity=known[firm.code], other=known[tie.other],
                    tie=tie.tie, share=tie.share)
        for firm in firms for tie in firm.ties
    ])  # fmt: skip
    _store(CreditEvent, [
        CreditEvent(
            entity=known[firm.code], kind=event.kind, severity=event.severity,
            document=event.document, decided_by=event.decided_by, occurred_on=event.occurred_on,
            ends_on=event.ends_on, repaired_on=event.repaired_on,
            repair_document=event.repair_document, source=entered.source,
        )
        for firm in firms for event in firm.credit
    ])  # fmt: skip


def _park_rows(entered: Entered, parks: list[facts.Park]) -> None:
    places, offices = entered.of(Kind.PLACE), entered.of(Kind.OFFICE)
    news = [
        New(park.name, park.since, "", {
            "level": park.level,
            "place": places[park.town],
            "committee": offices[park.committee],
            "planned_mu": park.planned_mu,
            "developed_mu": park.developed_mu,
            "industries": park.industries,
        })
        for park in parks
    ]  # fmt: skip
    _enter(entered, Kind.PARK, [park.name for park in parks], news)


def _buildings(entered: Entered, park: facts.Park) -> None:
    owner = entered.of(Kind.PARK)[park.name]
    news = [
        New(b.name, b.completed_on or date(2025, 6, 1), "", {
            "park": owner,
            "state": b.state,
            "completed_on": b.completed_on,
            "owner": b.owner,
            "is_public": b.is_public,
        })
        for b in park.buildings
    ]  # fmt: skip
    _enter(entered, Kind.BUILDING, [b.name for b in park.buildings], news)
    known = entered.of(Kind.BUILDING)
    pairs = [(known[b.name], floor) for b in park.buildings for floor in b.floors]
    floors = _store(Floor, [
        Floor(building=building, number=f.number, height=f.height, load=f.load)
        for building, f in pairs
    ])  # fmt: skip
    inside = [(row, unit) for row, (_, floor) in zip(floors, pairs, strict=True)
              for unit in floor.units]  # fmt: skip
    units = _store(Unit, [
        entered.row(Unit, unit.since, floor=row, name=unit.name, order=unit.order,
                    area=unit.area, power=unit.power)
        for row, unit in inside
    ])  # fmt: skip
    firms = entered.of(Kind.ENTERPRISE)
    _store(Tenancy, [
        entered.row(Tenancy, lease.since, lease.until, unit=row, tenant=firms[lease.tenant],
                    signed_on=lease.signed_on, producing_since=lease.producing_since,
                    rent=lease.rent)
        for row, (_, unit) in zip(units, inside, strict=True) for lease in unit.leases
    ])  # fmt: skip


def _projects(entered: Entered, projects: list[facts.Project]) -> None:
    """A project keeps each stage it went through with its days."""
    source, known = entered.source, entered.of(Kind.PROJECT)
    rows = _store(Entity, [
        Entity(kind=Kind.PROJECT, code=project.code, entered=source) for project in projects
    ])  # fmt: skip
    known.update((row.code, row) for row in rows)
    _store(EntityName, [
        name_row(known[p.code], p.name, since=p.stages[0].since, source=source) for p in projects
    ])  # fmt: skip
    _store(ProjectFacts, [row for p in projects for row in _stages(entered, p)])
    whole = entered.of(Kind.ENTERPRISE) | entered.of(Kind.OFFICE) | entered.of(Kind.OFFICER)
    _store(Participation, [
        entered.row(Participation, part.since, project=known[p.code], entity=whole[part.entity],
                    part=part.part)
        for p in projects for part in p.parts
    ])  # fmt: skip
    _store(Work, [
        entered.row(Work, p.facts["started_on"], project=known[p.code], code=work.code,
                    name=work.name, scope=work.scope, floor_area=work.floor_area)
        for p in projects for work in p.works
    ])  # fmt: skip


def _stages(entered: Entered, project: facts.Project) -> Iterable[ProjectFacts]:
    place, park = entered.of(Kind.PLACE)[project.town], entered.of(Kind.PARK).get(project.park)
    for stage, following in pairwise([*project.stages, None]):
        assert stage is not None  # only the last following one is missing
        said = dict(project.facts)
        for field_ in ("started_on", "finished_on"):
            if said[field_] and said[field_] > stage.since:
                said[field_] = None  # not known yet at that stage
        yield entered.row(ProjectFacts, stage.since, following.since if following else None,
                          entity=entered.of(Kind.PROJECT)[project.code], stage=stage.stage,
                          place=place, park=park, **said)  # fmt: skip
