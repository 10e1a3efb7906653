"""The units of a park as one flat table: building, floor, unit, and who rents it.

Buildings, floors and units that are not there yet are made. A unit that is there keeps its area: a
floor is divided anew on the page of the park, where its tenants are seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from tashan.exchange.lookup import Lookup, NotFound
from tashan.exchange.problems import Problem
from tashan.exchange.registers.bounds import Bounds
from tashan.exchange.registers.columns import choices, day, number, text
from tashan.exchange.target import Counts, Loading, Setting, Tell
from tashan.exchange.words import (
    A_VALUE,
    AN_ENTERPRISE,
    DIVIDE,
    ENDS_EARLY,
    FREE,
    FROM_NOTHING,
    IS_LET,
    LATER,
    NEEDED,
    NEGATIVE,
    ONE_ROW,
    OTHER_AREA,
    TWICE,
    words,
)
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.papers.tables.rows import Row
from tashan.record.copying import copied
from tashan.record.models import Source
from tashan.registry.dated import as_of
from tashan.registry.keeping import New, enter_many
from tashan.registry.kinds import BuildingState, Kind
from tashan.registry.models import BuildingFacts, Entity, Floor, Tenancy, Unit
from tashan.registry.naming import names_on


@cache
def fields() -> tuple[Field, ...]:
    return (
        text("park", "园区", "园区名称", "所在园区", required=True, help="园区代码或全称"),
        text("building", "楼栋", "厂房名称", "楼宇", "楼栋名称", "厂房", required=True),
        Field("state", ("建设状态", "楼栋状态"), CellType.CHOICE,
              choices=choices(BuildingState, {"completed": ("建成", "竣工", "已建成"),
                                              "building": ("在建",)})),
        day("completed_on", "建成日期", "竣工日期", "建成时间"),
        text("owner", "产权单位", "业主", "产权人"),
        Field("floor", ("楼层", "层", "所在楼层"), CellType.INTEGER, required=True),
        number("height", "层高", unit="米"),
        number("load", "承重", "楼面荷载", "荷载"),
        text("unit", "单元", "房号", "分区", "单元号", "室号", required=True),
        Field("area", ("面积", "建筑面积", "单元面积", "出租面积"), CellType.DECIMAL, "平方米",
              required=True),
        number("power", "电力容量", "供电容量"),
        text("tenant", "承租企业", "入驻企业", "租户", "企业名称", help="企业的信用代码或全称"),
        day("lease_since", "租期起", "租赁起始日期", "起租日期", "入驻日期", "起租日"),
        day("lease_until", "租期止", "租赁终止日期", "到期日期", "到期日"),
        day("signed_on", "签约日期", "合同签订日期"),
        day("producing_since", "投产日期", "投产时间"),
        Field("rent", ("租金", "月租金", "租金单价"), CellType.MONEY, "元", help="每平方米每月"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row's unit is; ``building`` is None where it is not there yet."""

    park: Entity
    building: Entity | None
    values: dict[str, Any]
    tenant: Entity | None

    @property
    def key(self) -> tuple[object, int, str]:
        building = self.building.pk if self.building else (self.park.pk, self.values["building"])
        return building, self.values["floor"], self.values["unit"]


class UnitsLoading(Loading):
    """The rows of a sheet about units."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._places: dict[int, Place] = {}
        self._bounds = [
            Bounds(Unit, {"unit": "name", "area": "area", "power": "power"}),
            Bounds(Floor, {"height": "height", "load": "load"}),
            Bounds(Tenancy, {"rent": "rent"}),
            Bounds(BuildingFacts, {"owner": "owner"}),
        ]

    def check(self, rows: Sequence[Row]) -> Iterator[Problem]:
        since = self.setting.options.since
        parks = Lookup([Kind.PARK], _texts(rows, "park"), on=since)
        tenants = Lookup([Kind.ENTERPRISE], _texts(rows, "tenant"), on=since)
        self._buildings = _buildings({p for text in _texts(rows, "park")
                                      if isinstance(p := parks[text], Entity)}, since)  # fmt: skip
        self._units = _units(self._buildings.values(), since)
        self._lets = _lets(self._units.values())
        seen: dict[object, int] = {}
        for row in rows:
            for bounds in self._bounds:
                yield from bounds.problems(row, self.setting)
            park = parks[str(row.values.get("park") or "")]
            if isinstance(park, NotFound):
                yield self.setting.problem(row, "park", park.reason, park.expected)
                continue
            tenant = tenants[str(row.values["tenant"])] if row.values.get("tenant") else None
            if isinstance(tenant, NotFound):
                yield self.setting.problem(row, "tenant", tenant.reason, words(AN_ENTERPRISE))
                continue
            building = self._buildings.get((park.pk, str(row.values["building"])))
            place = Place(park, building, row.values, tenant)
            earlier = seen.setdefault(place.key, row.number)
            if earlier != row.number:
                yield self.setting.problem(row, "unit", words(TWICE, row=earlier), words(ONE_ROW))
            yield from self._refused(row, place)
            self._places[row.number] = place

    def _refused(self, row: Row, place: Place) -> Iterator[Problem]:
        told, values = self.setting.problem, row.values
        if not values.get("area"):
            yield told(row, "area", words(NEGATIVE), words(FROM_NOTHING))
        if values.get("floor") == 0:
            yield told(row, "floor", words(NEEDED), words(A_VALUE))
        is_completed = values.get("state") == BuildingState.COMPLETED
        if is_completed and place.building is None and not values.get("completed_on"):
            yield told(row, "completed_on", words(NEEDED), words(A_VALUE))
        unit = self._units.get(place.key)
        if unit is not None and unit.area != values.get("area"):
            yield told(row, "area", words(OTHER_AREA, area=f"{unit.area:f}"), words(DIVIDE))
        since, until = self._days(values)
        if until is not None and until <= since:
            yield told(row, "lease_until", words(ENDS_EARLY), words(LATER))
        elif place.tenant is not None and unit is not None:
            lets = self._lets.get(unit.pk, [])
            if since < unit.since or any(_clash(let, place.tenant, since, until) for let in lets):
                yield told(row, "tenant", words(IS_LET), words(FREE))

    def _days(self, values: dict[str, Any]) -> tuple[date, date | None]:
        return values.get("lease_since") or self.setting.options.since, values.get("lease_until")

    def load(self, numbers: Iterable[int], source: Source, tell: Tell) -> Counts:
        places = [self._places[number] for number in numbers]
        buildings = self._made_buildings(places, source)
        floors = _made_floors(places, buildings)
        units, new = self._made_units(places, buildings, floors, source)
        changed = self._let(places, units, buildings, source)
        tell(len(places))
        counts = Counts(entered=len(new), changed=len(changed - new))
        counts.unchanged = len(places) - counts.entered - counts.changed
        return counts

    def _made_buildings(self, places: Sequence[Place], source: Source) -> dict[object, Entity]:
        """Every building by its park and name."""
        found: dict[object, Entity] = {}
        new: dict[object, New] = {}
        for place in places:
            key = (place.park.pk, place.values["building"])
            if place.building is not None:
                found[key] = place.building
            elif key not in new:
                new[key] = self._new_building(place)
        made = enter_many(Kind.BUILDING, new.values(), source=source)
        return found | dict(zip(new, made, strict=True))

    def _new_building(self, place: Place) -> New:
        values = place.values
        completed = values.get("completed_on")
        state = BuildingState.COMPLETED if completed else BuildingState.BUILDING
        facts = {"park": place.park, "state": values.get("state") or state,
                 "completed_on": completed, "owner": values.get("owner") or ""}  # fmt: skip
        return New(values["building"], self._begun(place), facts=facts)

    def _begun(self, place: Place) -> date:
        """A unit is there at the latest when it is let."""
        since = self.setting.options.since
        return min(since, self._days(place.values)[0]) if place.tenant else since

    def _made_units(
        self,
        places: Sequence[Place],
        buildings: dict[object, Entity],
        floors: dict[tuple[int, int], Floor],
        source: Source,
    ) -> tuple[dict[int, Unit], set[int]]:
        """The unit of each place by its position, and the positions of those that are new."""
        units: dict[int, Unit] = {}
        new: set[int] = set()
        for at, place in enumerate(places):
            known = self._units.get(place.key)
            if known is None:
                building = buildings[place.park.pk, place.values["building"]]
                floor = floors[building.pk, place.values["floor"]]
                known = Unit(floor=floor, name=place.values["unit"], area=place.values["area"],
                             power=place.values.get("power"), order=at % 1_000 + 1,
                             since=self._begun(place), source=source, entered=source)  # fmt: skip
                new.add(at)
            units[at] = known
        copied([units[at] for at in sorted(new)])
        return units, new

    def _let(
        self,
        places: Sequence[Place],
        units: dict[int, Unit],
        buildings: dict[object, Entity],
        source: Source,
    ) -> set[int]:
        """The positions of the places whose tenancy is new or says something else than before."""
        made: dict[int, Tenancy] = {}
        for at, place in enumerate(places):
            if place.tenant is None:
                continue
            said = self._tenancy(place, units[at], source)
            before = next((let for let in self._lets.get(units[at].pk, [])
                           if let.tenant_id == place.tenant.pk and let.since == said.since),
                          None)  # fmt: skip
            if before is not None and _says_the_same(said, before):
                continue
            if before is not None:
                _fill(said, before)
                Tenancy.objects.filter(pk=before.pk).update(replaced=source)
            made[at] = said
        copied(list(made.values()))
        return set(made)

    def _tenancy(self, place: Place, unit: Unit, source: Source) -> Tenancy:
        since, until = self._days(place.values)
        return Tenancy(
            unit=unit, tenant=place.tenant, since=since, until=until,
            signed_on=place.values.get("signed_on"), rent=place.values.get("rent"),
            producing_since=place.values.get("producing_since"), source=source, entered=source,
        )  # fmt: skip


_TOLD = ("until", "signed_on", "producing_since", "rent")


def _says_the_same(said: Tenancy, before: Tenancy) -> bool:
    return all(getattr(said, name) in (None, getattr(before, name)) for name in _TOLD)


def _fill(said: Tenancy, before: Tenancy) -> None:
    """What the row leaves open stays as it was."""
    said.renewal = before.renewal
    for name in _TOLD:
        if getattr(said, name) is None:
            setattr(said, name, getattr(before, name))


def _clash(let: Tenancy, tenant: Entity, since: date, until: date | None) -> bool:
    if let.tenant_id == tenant.pk and let.since == since:
        return False
    return (let.until is None or since < let.until) and (until is None or let.since < until)


def _texts(rows: Sequence[Row], code: str) -> list[str]:
    return [str(row.values.get(code) or "") for row in rows]


def _buildings(parks: Iterable[Entity], on: date) -> dict[tuple[int, str], Entity]:
    rows = BuildingFacts.objects.filter(park__in=list(parks), replaced__isnull=True)
    found = {row.entity: row.park_id for row in rows.select_related("entity")}
    names = names_on([entity.pk for entity in found], on)
    return {(park, names.get(entity.pk, "")): entity for entity, park in found.items()}


def _units(buildings: Iterable[Entity], on: date) -> dict[tuple[object, int, str], Unit]:
    rows = Unit.objects.filter(floor__building__in=list(buildings), replaced__isnull=True)
    held = as_of(rows, on).select_related("floor")
    return {(row.floor.building_id, row.floor.number, row.name): row for row in held}


def _lets(units: Iterable[Unit]) -> dict[int, list[Tenancy]]:
    found: dict[int, list[Tenancy]] = {}
    for row in Tenancy.objects.filter(unit__in=list(units), replaced__isnull=True):
        found.setdefault(row.unit_id, []).append(row)
    return found


def _made_floors(
    places: Sequence[Place], buildings: dict[object, Entity]
) -> dict[tuple[int, int], Floor]:
    pks = {entity.pk for entity in buildings.values()}
    found = {(row.building_id, row.number): row
             for row in Floor.objects.filter(building__in=pks)}  # fmt: skip
    new: dict[tuple[int, int], Floor] = {}
    for place in places:
        building = buildings[place.park.pk, place.values["building"]]
        key = (building.pk, place.values["floor"])
        if key not in found and key not in new:
            height: Decimal | None = place.values.get("height")
            new[key] = Floor(building=building, number=key[1], height=height or None,
                             load=place.values.get("load"))  # fmt: skip
    copied(list(new.values()))
    return found | new
