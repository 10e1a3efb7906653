"""The pages of projects and households: filters, order, board, forms, and masked names."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.registry import park_cast, project_cast
from tests.registry.park_cast import ON, Park
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.registry.keeping import facts_on
from tashan.registry.models import Entity, Participation

pytestmark = pytest.mark.django_db
DAY = {"on": ON.isoformat()}
SAID = {"since": "2026-11-21", "reason": "项目申报表"}


@pytest.fixture
def park() -> Park:
    return park_cast.park()


@pytest.fixture
def made(park: Park) -> list[Entity]:
    return project_cast.all_projects(park)


@pytest.fixture
def reader(knock: Knock) -> OfficerClient:
    return speaking_english(knock("reader"))


@pytest.fixture
def registrar(knock: Knock) -> OfficerClient:
    return speaking_english(knock("registrar"))


def shown(client: OfficerClient, address: str, **query: str) -> str:
    answer = client.get(address, DAY | query)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(client: OfficerClient, **query: str) -> list[str]:
    answer = client.get("/projects/", DAY | query)
    return [row.name for row, _days, _late in answer.context["rows"]]


def test_the_title_tells_how_many_and_how_much(made: list[Entity], reader: OfficerClient) -> None:
    assert "<h1>8 projects, 20.39 亿元, 2 under construction</h1>" in shown(reader, "/projects/")


def test_pages_ask_at_most_sixteen_queries(
    made: list[Entity],
    reader: OfficerClient,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for address in ("/projects/", "/projects/?view=board", f"/projects/{made[0].pk}/"):
        with django_assert_max_num_queries(16):
            assert reader.get(address).status_code == 200


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"stage": "building"}, 2),
        ({"type": "information"}, 1),
        ({"route": "approval"}, 3),
        ({"funding": "government"}, 3),
        ({"key": "1"}, 2),
        ({"q": "污水"}, 1),
        ({"q": "xcdccl"}, 1),
        ({"q": "2607-999901-04-02"}, 1),
        ({"stage": "nonsense"}, 8),
        ({"stage": "building", "q": "污水"}, 0),
    ],
)
def test_the_address_narrows_the_list(
    query: dict[str, str], count: int, made: list[Entity], reader: OfficerClient
) -> None:
    assert len(listed(reader, **query)) == count


def test_the_list_is_narrowed_to_a_park(
    park: Park, made: list[Entity], reader: OfficerClient
) -> None:
    assert len(listed(reader, park=str(park.park.pk))) == 5


def test_what_is_not_known_comes_last_whichever_way(
    made: list[Entity], reader: OfficerClient
) -> None:
    ends = [listed(reader, sort=sort)[-1] for sort in ("investment", "-investment")]
    assert ends == ["山泉包装搬迁扩建"] * 2


def test_stages_are_sorted_as_they_follow_one_another(
    made: list[Entity], reader: OfficerClient
) -> None:
    names = listed(reader, sort="stage")
    assert (names[0], names[-1]) == ("茶旅融合示范带", "山泉包装搬迁扩建")


def test_the_list_is_as_of_a_day(made: list[Entity], reader: OfficerClient) -> None:
    assert len(listed(reader, on="2025-01-15")) == 2


def test_the_board_has_a_column_for_each_stage(made: list[Entity], reader: OfficerClient) -> None:
    answer = reader.get("/projects/", DAY | {"view": "board"})
    told = [(column.stage.value, column.count) for column in answer.context["columns"]]
    assert told == [
        ("planned", 1), ("reserved", 1), ("preparatory", 1), ("started", 1), ("building", 2),
        ("producing", 1), ("stopped", 1),
    ]  # fmt: skip


def test_a_page_says_how_late_the_project_is(made: list[Entity], reader: OfficerClient) -> None:
    page = shown(reader, f"/projects/{made[0].pk}/")
    assert "<h1>新川电池材料二期: Under construction, 45 days behind plan</h1>" in page


def test_a_finished_project_is_not_late(made: list[Entity], reader: OfficerClient) -> None:
    assert "behind plan" not in shown(reader, f"/projects/{made[4].pk}/")


def test_the_page_tells_works_and_participants(made: list[Entity], reader: OfficerClient) -> None:
    page = shown(reader, f"/projects/{made[0].pk}/")
    assert "1# 正极材料车间" in page
    assert "新川电池材料有限公司" in page
    assert "Responsible office" in page


def test_a_code_of_odd_digits_is_shown_with_its_reason(
    park: Park, registrar: OfficerClient
) -> None:
    said = SAID | {"name": "甲", "type": "other", "stage": "planned"}
    odd = {"code": "2607-330482-04-01-100011"}
    refused = registrar.post("/projects/new/", said | odd)
    assert "The check digit of 2607-330482-04-01-100011 fails" in refused.content.decode()
    registrar.post("/projects/new/", said | odd | {"code_note": "批复原件如此"})
    made = Entity.objects.get(kind="project")
    assert "It was taken because: 批复原件如此" in shown(registrar, f"/projects/{made.pk}/")


def test_an_investment_is_given_in_ten_thousand_yuan(registrar: OfficerClient) -> None:
    said = SAID | {"name": "甲", "type": "other", "stage": "planned", "investment": "12400.5"}
    registrar.post("/projects/new/", said)
    made = Entity.objects.get(kind="project")
    assert facts_on(made, ON).investment == 12_400_500_000
    form = registrar.get(f"/projects/{made.pk}/change/").context["form"]
    assert form.initial["investment"] == project_cast.Decimal("12400.5")


def test_an_industry_that_the_standard_lacks_is_refused(registrar: OfficerClient) -> None:
    said = SAID | {"name": "甲", "type": "other", "stage": "planned", "industry": "C9999"}
    answer = registrar.post("/projects/new/", said)
    assert "has no industry C9999" in answer.content.decode()


def test_a_registrar_moves_a_project_on(made: list[Entity], registrar: OfficerClient) -> None:
    address = f"/projects/{made[0].pk}/stage/"
    registrar.post(address, SAID | {"stage": "completed"})
    facts = facts_on(made[0], ON)
    assert (facts.stage, facts.finished_on, facts.source.title) == ("completed", ON, "项目申报表")


def test_only_stages_that_may_follow_are_offered(
    made: list[Entity], registrar: OfficerClient
) -> None:
    form = registrar.get(f"/projects/{made[0].pk}/stage/").context["form"]
    offered = [code for code, _label in form.fields["stage"].choices]
    assert offered == ["completed", "stopped", "ended"]


def test_a_registrar_enters_works_and_participants(
    park: Park, made: list[Entity], registrar: OfficerClient
) -> None:
    address = f"/projects/{made[3].pk}"
    registrar.post(f"{address}/works/new/", SAID | {"code": "001", "name": "生化池"})
    registrar.post(
        f"{address}/parts/new/", SAID | {"entity": "安驰机械有限公司", "part": "builder"}
    )
    page = shown(registrar, f"{address}/")
    assert "生化池" in page
    part = Participation.objects.get(project=made[3])
    registrar.post(f"/parts/{part.pk}/end/", SAID | {"since": "2026-11-25"})
    left = registrar.get(f"{address}/", {"on": "2026-11-25"}).context["project"]
    assert left.parts == []


@pytest.fixture
def houses(park: Park) -> list[Entity]:
    return project_cast.households(park.place, park.source)


def test_readers_see_the_surname_alone(
    houses: list[Entity], reader: OfficerClient, registrar: OfficerClient
) -> None:
    for address in ("/households/", f"/households/{houses[0].pk}/"):
        assert "张建国" not in shown(reader, address)
        assert "张某" in shown(reader, address)
        assert "张建国" in shown(registrar, address)


def test_a_reader_cannot_ask_whether_a_name_is_there(
    houses: list[Entity], reader: OfficerClient, registrar: OfficerClient
) -> None:
    counts = [
        client.get("/households/", DAY | {"q": "张建国"}).context["shown"].paginator.count
        for client in (reader, registrar)
    ]
    assert counts == [3, 1]


def test_what_was_done_to_a_household_is_for_registrars(
    houses: list[Entity], reader: OfficerClient, registrar: OfficerClient
) -> None:
    address = f"/households/{houses[0].pk}/"
    assert "What happened" not in shown(reader, address)
    assert "What happened" in shown(registrar, address)


def test_the_title_of_households_adds_up_what_is_known(
    houses: list[Entity], reader: OfficerClient
) -> None:
    assert "3 households, 12 people, 19.5 mu of contracted land" in shown(reader, "/households/")


def test_households_are_narrowed_to_a_village(houses: list[Entity], reader: OfficerClient) -> None:
    village = houses[2].household_facts.get().village_id
    answer = reader.get("/households/", DAY | {"village": str(village)})
    assert [name for _row, name in answer.context["rows"]] == ["李某"]


def test_pages_of_households_ask_at_most_twelve_queries(
    houses: list[Entity],
    registrar: OfficerClient,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for address in ("/households/", f"/households/{houses[0].pk}/"):
        with django_assert_max_num_queries(12):
            assert registrar.get(address).status_code == 200


def test_a_registrar_enters_and_changes_a_household(
    houses: list[Entity], registrar: OfficerClient
) -> None:
    said = SAID | {"name": "王五", "village": "西坪村", "members": "3", "contracted_mu": "5.2"}
    registrar.post("/households/new/", said)
    made = Entity.objects.filter(kind="household").latest("pk")
    registrar.post(f"/households/{made.pk}/change/", said | {"since": "2026-11-25", "members": "4"})
    told = [row.members for row in made.household_facts.filter(replaced=None).order_by("since")]
    assert told == [3, 4]
