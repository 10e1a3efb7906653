"""What the registers hold, as programs read and keep it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.api.programs import Program, program
from tests.registry import people_and_places as cast
from tests.registry.people_and_places import TODAY

from tashan.record import sources
from tashan.record.models import Event
from tashan.registry import changes
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
DOOR = 8  # queries that find the token, count the request and ask for the account's roles
WHY: dict[str, Any] = {"since": "2026-01-01", "reason": "营业执照"}


@pytest.fixture
def registrar() -> Program:
    return program("registrar")


@pytest.fixture
def reader() -> Program:
    return program("reader")


def entered(registrar: Program, **more: Any) -> int:
    body = WHY | {"name": "他山精密有限公司", "code": cast.credit_code(1)} | more
    return int(registrar.post("/enterprises", body)["id"])


def test_an_enterprise_is_entered_and_read(registrar: Program, reader: Program) -> None:
    county = cast.county()
    facts = {
        "industry": "3981",
        "scale": "medium",
        "place": "place:999901",
        "registered_capital": 120000000,
        "established_on": "2019-06-01",
    }
    entity = entered(registrar, short="他山精密", facts=facts)
    told = reader.get(f"/entities/{entity}")
    assert told["name"] == "他山精密有限公司"
    assert told["facts"]["industry"] == "C3981"
    assert told["facts"]["place"]["name"] == "他山县"
    assert told["facts"]["place"]["url"] == f"/api/v1/entities/{county.pk}"
    assert told["facts"]["registered_capital"] == {"fen": 120000000, "yuan": "1200000.00"}
    assert [name["sort"] for name in told["names"]] == ["official", "short"]


def test_the_reason_becomes_the_source(registrar: Program, reader: Program) -> None:
    told = reader.get(f"/entities/{entered(registrar)}")
    source = reader.get(told["facts"]["source"])
    assert source["title"] == "营业执照"
    assert source["kind"] == "entry"
    assert source["actor"] == str(registrar.user)


def test_a_taken_code_is_refused_with_who_has_it(registrar: Program) -> None:
    entered(registrar)
    body = WHY | {"name": "另一公司", "code": cast.credit_code(1)}
    assert "他山精密" in registrar.problem("POST", "/enterprises", body)["detail"]


def test_a_change_keeps_what_held_before(registrar: Program, reader: Program) -> None:
    entity = entered(registrar, facts={"scale": "small", "address": "青石路1号"})
    body = {"since": "2026-06-01", "reason": "规模认定", "facts": {"scale": "medium"}}
    assert registrar.send("PATCH", f"/enterprises/{entity}", body).status_code == 200
    before = reader.get(f"/entities/{entity}?on=2026-05-31")["facts"]
    now = reader.get(f"/entities/{entity}?on=2026-06-01")["facts"]
    assert (before["scale"], now["scale"]) == ("small", "medium")
    assert now["address"] == "青石路1号"
    spells = reader.get(f"/entities/{entity}/facts")["items"]
    assert [(s["facts"]["scale"], s["until"]) for s in spells] == [
        ("small", "2026-06-01"),
        ("medium", None),
    ]


def test_what_was_known_at_a_moment_does_not_change_later(
    registrar: Program, reader: Program
) -> None:
    entity = entered(registrar, facts={"scale": "small"})
    moment = Event.objects.latest("pk").recorded_at.isoformat().replace("+", "%2B")
    body = WHY | {"facts": {"scale": "medium"}}
    registrar.send("PATCH", f"/enterprises/{entity}", body)
    known = reader.get(f"/entities/{entity}?on=2026-03-01&known_at={moment}")["facts"]
    assert known["scale"] == "small"
    assert reader.get(f"/entities/{entity}?on=2026-03-01")["facts"]["scale"] == "medium"
    told = reader.get(f"/entities/{entity}/facts?known_at={moment}")["items"]
    assert [spell["facts"]["scale"] for spell in told] == ["small"]


def test_a_renamed_enterprise_is_found_by_both_names(registrar: Program, reader: Program) -> None:
    entity = entered(registrar)
    body = {"name": "青石精密有限公司", "since": "2026-06-01", "reason": "变更登记"}
    registrar.post(f"/entities/{entity}/names", body)
    for words in ("他山精密", "青石精密"):
        hits = reader.get(f"/entities?q={words}&kind=enterprise&on=2026-07-01")["items"]
        assert [(hit["id"], hit["name"]) for hit in hits] == [(entity, "青石精密有限公司")]
    resolved = reader.get("/entities/resolve?name=他山精密有限公司&kind=enterprise")
    assert resolved["entity"]["id"] == entity


def test_a_label_is_given_and_ended(registrar: Program, reader: Program) -> None:
    entity = entered(registrar)
    label = registrar.post(f"/entities/{entity}/labels", WHY | {"code": "high_tech"})["id"]
    assert reader.get("/enterprises?label=high_tech")["items"][0]["labels"] == ["high_tech"]
    body = {"on": "2026-02-01", "reason": "到期"}
    registrar.post(f"/labels/{label}/end", body, expected=200)
    assert reader.get(f"/entities/{entity}/labels?on=2026-02-01")["items"] == []
    assert reader.get(f"/entities/{entity}/labels")["items"][0]["until"] == "2026-02-01"
    assert registrar.problem("POST", f"/labels/{label}/end", body)["status"] == 404


def test_duplicates_are_merged_and_parted(registrar: Program, reader: Program) -> None:
    one = cast.enterprise("甲公司", 1)
    other = cast.enterprise("甲有限公司", 2)
    body = {"into": one.pk, "on": "2026-02-01", "reason": "同一家"}
    told = registrar.problem("POST", f"/entities/{other.pk}/merge", body)
    assert told["type"] == "/problems/refused"  # two codes are two enterprises
    done = registrar.post(
        f"/entities/{other.pk}/merge", body | {"despite_codes": True}, expected=200
    )
    assert done["id"] == one.pk
    assert reader.get(f"/entities/{other.pk}")["merged_into"]["id"] == one.pk
    registrar.post(
        f"/entities/{other.pk}/part", {"on": "2026-03-01", "reason": "误并"}, expected=200
    )
    assert reader.get(f"/entities/{other.pk}")["merged_into"] is None


def test_the_list_has_the_filters_of_the_page(reader: Program) -> None:
    county = cast.county()
    inside = cast.enterprise("甲公司", 1, place=county, industry="3981", scale="large")
    cast.enterprise("乙公司", 2, industry="1439", scale="small")
    for query in ("industry=39", "scale=large", f"place={county.pk}", "q=甲公司"):
        items = reader.get(f"/enterprises?{query}")["items"]
        assert [item["id"] for item in items] == [inside.pk], query


def test_the_credit_record_is_entered_repaired_and_read_as_of_a_day(
    registrar: Program, reader: Program
) -> None:
    from tashan.registry.credit import known_kinds

    kind = next(
        code
        for code, found in known_kinds().items()
        if found.repairable and found.severity.value != "good"
    )
    entity = cast.enterprise("甲公司")
    body = {
        "kind": kind,
        "document": "他市监罚〔2024〕1号",
        "decided_by": "他山县市场监督管理局",
        "occurred_on": "2020-01-10",
        "ends_on": "2030-01-10",
        "reason": "信用平台推送",
    }
    event = registrar.post(f"/entities/{entity.pk}/credit-events", body)["id"]
    assert reader.get(f"/entities/{entity.pk}/credit-events?on=2026-01-01")["items"][0]["counts"]
    repair = {"on": "2026-05-01", "document": "信用修复〔2026〕3号", "reason": "已修复"}
    registrar.post(f"/credit-events/{event}/repair", repair, expected=200)
    told = reader.get(f"/entities/{entity.pk}/credit-events?on=2026-06-01")["items"][0]
    assert (told["counts"], told["repaired_on"]) == (False, "2026-05-01")


def test_offices_officers_and_their_posts(registrar: Program, reader: Program) -> None:
    cast.county()
    office = registrar.post(
        "/offices", WHY | {"name": "他山县发展和改革局", "facts": {"place": "place:999901"}}
    )["id"]
    officer = registrar.post("/officers", WHY | {"name": "林清和"})["id"]
    post = registrar.post(
        f"/officers/{officer}/posts", WHY | {"office": office, "post": "局长", "is_lead": True}
    )["id"]
    assert reader.get("/offices?on=2026-02-01")["items"][0]["staff"] == 1
    staff = reader.get(f"/offices/{office}/staff?on=2026-02-01")["items"]
    assert [(one["officer"]["name"], one["post"]) for one in staff] == [("林清和", "局长")]
    registrar.post(f"/posts/{post}/end", {"on": "2026-03-01", "reason": "调任"}, expected=200)
    assert reader.get(f"/offices/{office}/staff?on=2026-03-01")["items"] == []
    assert reader.get(f"/officers/{officer}/posts")["items"][0]["until"] == "2026-03-01"


def test_an_office_cannot_come_to_lie_below_itself(registrar: Program) -> None:
    above = cast.office("办公室")
    below = cast.office("二科", parent=above)
    body = WHY | {"facts": {"parent": below.pk}}
    assert "below itself" in registrar.problem("PATCH", f"/offices/{above.pk}", body)["detail"]


def test_a_reference_to_another_kind_is_refused(registrar: Program) -> None:
    office = cast.office("办公室")
    body = WHY | {"name": "甲公司", "code": cast.credit_code(1), "facts": {"park": office.pk}}
    assert registrar.problem("POST", "/enterprises", body)["type"] == "/problems/refused"


def test_places_are_listed_by_what_they_lie_in(reader: Program, registrar: Program) -> None:
    county = cast.county()
    facts = {"level": "town", "parent": county.pk}
    registrar.post("/places", WHY | {"name": "云溪镇", "code": "999901100", "facts": facts})
    provinces = reader.get("/places")["items"]
    assert [place["name"] for place in provinces] == ["云岭省"]
    assert [p["name"] for p in reader.get(f"/places?parent={county.pk}")["items"]] == ["云溪镇"]


def test_a_successor_is_told(registrar: Program, reader: Program) -> None:
    old, new = cast.office("国土资源局"), cast.office("自然资源和规划局", since=cast.REFORM)
    body = {"successor": new.pk, "on": "2018-11-01", "reason": "机构改革"}
    registrar.post(f"/entities/{old.pk}/successors", body)
    told = reader.get(f"/entities/{old.pk}?on=2020-01-01")
    assert [heir["name"] for heir in told["became"]] == ["自然资源和规划局"]


def test_what_was_done_to_an_entity_is_listed(registrar: Program, reader: Program) -> None:
    entity = entered(registrar)
    registrar.post(f"/entities/{entity}/labels", WHY | {"code": "high_tech"})
    first = reader.get(f"/entities/{entity}/events?limit=1")
    assert first["items"][0]["kind"] == "entity.labelled"
    assert reader.get(first["next"])["items"][0]["kind"] == "entity.entered"


def agent_of(entity: Entity) -> Program:
    agent = program("agent")
    assert agent.user is not None
    source = sources.entry("授权书", actor=cast.clerk(), at=cast.cast.AT)
    belong(agent.user, entity, Capacity.AGENT, since=date(2026, 1, 1), source=source)
    return agent


def test_an_agent_sees_their_own_enterprise_and_no_other() -> None:
    own, other = cast.enterprise("甲公司", 1), cast.enterprise("乙公司", 2)
    agent = agent_of(own)
    assert agent.get("/me")["belongs_to"]["id"] == own.pk
    for part in ("", "/names", "/labels", "/facts", "/credit-events"):
        assert agent.send("GET", f"/entities/{own.pk}{part}").status_code == 200
        assert agent.send("GET", f"/entities/{other.pk}{part}").status_code == 404, part
    assert agent.send("GET", f"/enterprises/{other.pk}/affiliates").status_code == 404
    assert agent.problem("GET", "/enterprises")["status"] == 403


def test_an_account_is_given_to_an_enterprise_and_released(registrar: Program) -> None:
    own = cast.enterprise("甲公司")
    agent = program("agent")
    assert agent.send("GET", f"/entities/{own.pk}").status_code == 404
    body = WHY | {"username": "agent", "capacity": "agent"}
    row = registrar.post(f"/entities/{own.pk}/accounts", body)["id"]
    assert agent.send("GET", f"/entities/{own.pk}").status_code == 200
    registrar.post(f"/accounts/{row}/end", {"on": "2026-02-01", "reason": "离职"}, expected=200)
    assert agent.send("GET", f"/entities/{own.pk}").status_code == 404


@pytest.fixture
def household(registrar: Program) -> int:
    county = cast.county()
    village = cast.place("竹溪村", "999901100201", "village", parent=county)
    body = WHY | {"name": "张建国", "facts": {"village": village.pk, "members": 4}}
    return int(registrar.post("/households", body)["id"])


def test_a_households_name_is_masked_for_all_but_registrars(
    household: int, registrar: Program, reader: Program
) -> None:
    assert registrar.get(f"/entities/{household}")["name"] == "张建国"
    for path in (f"/entities/{household}", f"/entities/{household}/names", "/households"):
        text = reader.send("GET", path).content.decode()
        assert "张某" in text, path
        assert "张建国" not in text, path
    assert reader.send("GET", f"/entities/{household}/events").status_code == 404


def test_a_household_is_told_to_readers_and_registrars_alone(household: int) -> None:
    assert program("analyst").problem("GET", f"/entities/{household}")["status"] == 404


def test_a_households_name_is_not_found_by_guessing(household: int, reader: Program) -> None:
    assert reader.get("/entities?q=张建国")["items"] == []
    assert reader.get("/entities?q=张建国&kind=household")["items"] == []
    assert reader.get("/entities/resolve?name=张建国&kind=household")["candidates"] == []


def test_parks_buildings_units_and_tenants(registrar: Program, reader: Program) -> None:
    tenant = cast.enterprise("安驰机械有限公司")
    park = registrar.post("/parks", WHY | {"name": "他山产业园", "facts": {"level": "county"}})[
        "id"
    ]
    floor = {"number": 1, "height": "6.0", "parts": [{"name": "101", "area": "1200.5"}]}
    facts = {"park": park, "state": "completed", "completed_on": "2026-01-01"}
    building = registrar.post("/buildings", WHY | {"name": "1#", "facts": facts, "floors": [floor]})
    unit = reader.get(f"/entities/{building['id']}/units?on=2026-02-01")["units"][0]
    assert (unit["area"], unit["tenancy"]) == ("1200.5", None)
    lease = {"since": "2026-02-01", "reason": "租赁合同", "tenant": tenant.pk, "rent": 1200}
    tenancy = registrar.post(f"/units/{unit['id']}/tenancies", lease)["id"]
    areas = reader.get(f"/parks/{park}/occupancy?on=2026-03-01")
    assert (areas["let"], areas["occupancy"], areas["utilisation"]) == (
        "1200.5",
        "1.000000",
        "0.000000",
    )
    now = {"on": "2026-03-01", "reason": "投产"}
    producing = registrar.post(f"/tenancies/{tenancy}/production", now, expected=200)["id"]
    assert reader.get(f"/parks/{park}/occupancy?on=2026-03-01")["utilisation"] == "1.000000"
    assert registrar.problem("POST", f"/tenancies/{tenancy}/end", now)["status"] == 404
    end = {"on": "2026-05-01", "reason": "退租"}
    registrar.post(f"/tenancies/{producing}/end", end, expected=200)
    assert reader.get(f"/parks/{park}/occupancy?on=2026-05-01")["let"] == "0"
    new = WHY | {"since": "2026-06-01", "parts": [{"name": "101A", "area": "600"}]}
    registrar.post(f"/floors/{unit['floor_id']}/division", new, expected=200)
    names = [u["name"] for u in reader.get(f"/entities/{park}/units?on=2026-06-01")["units"]]
    assert names == ["101A"]


def test_projects_with_stages_works_and_participants(registrar: Program, reader: Program) -> None:
    owner = cast.enterprise("甲公司")
    project = registrar.post(
        "/projects", WHY | {"name": "精密部件项目", "facts": {"investment": 500000000000}}
    )["id"]
    moved = {"on": "2026-02-01", "reason": "立项", "stage": "preparatory"}
    registrar.post(f"/projects/{project}/stage", moved, expected=200)
    assert registrar.problem("POST", f"/projects/{project}/stage", moved | {"stage": "evaluated"})
    registrar.post(f"/projects/{project}/works", WHY | {"code": "A1", "name": "厂房"})
    body = WHY | {"entity": owner.pk, "part": "owner"}
    part = registrar.post(f"/projects/{project}/participants", body)["id"]
    told = reader.get(f"/projects/{project}/parts?on=2026-03-01")
    assert [spell["stage"] for spell in told["stages"]] == ["planned", "preparatory"]
    assert [work["code"] for work in told["works"]] == ["A1"]
    assert [one["entity"]["name"] for one in told["participants"]] == ["甲公司"]
    end = {"on": "2026-04-01", "reason": "转让"}
    registrar.post(f"/participants/{part}/end", end, expected=200)
    assert reader.get(f"/projects/{project}/parts?on=2026-04-01")["participants"] == []
    assert reader.get("/projects?stage=preparatory")["items"][0]["id"] == project


@pytest.mark.parametrize(
    "path",
    ["/entities/{e}", "/enterprises?limit=50", "/entities?q=公司", "/entities/{e}/facts",
     "/entities/{e}/credit-events", "/enterprises/{e}/affiliates", "/offices", "/officers"],
)  # fmt: skip
def test_a_read_asks_the_database_a_few_times(
    path: str, reader: Program, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    county = cast.county()
    for number in range(1, 31):
        cast.enterprise(f"第{number}公司", number, place=county)
    first = Entity.objects.filter(kind=Kind.ENTERPRISE).earliest("pk")
    changes.label(first, "high_tech", since=TODAY, source=cast.source())
    reader.get("/me")
    with django_assert_max_num_queries(DOOR + 12):
        reader.get(path.format(e=first.pk))
