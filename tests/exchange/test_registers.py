"""The other registers as tables: offices, officers, parks, units, labels, credit, villages."""

from __future__ import annotations

from datetime import date

import pytest
from tests.exchange import cast as sheets
from tests.exchange.cast import HEAD, SINCE, begun, firm, loaded, said, undone, xlsx

from tashan.record.models import User
from tashan.registry.dated import as_of
from tashan.registry.models import (
    CreditEvent,
    Floor,
    HouseholdFacts,
    Label,
    PlaceFacts,
    ProjectFacts,
    Tenancy,
    Tenure,
    Unit,
)

pytestmark = pytest.mark.django_db
UNITS = (
    "园区",
    "楼栋",
    "楼层",
    "单元",
    "面积",
    "建设状态",
    "建成日期",
    "承租企业",
    "租期起",
    "租期止",
    "租金",
)


@pytest.fixture
def keeper() -> User:
    who = sheets.registrar()
    sheets.county(sheets.source(who))
    loaded(begun(xlsx(HEAD, firm(1), firm(2)), "enterprises", who, since="2024-01-01"))
    return who


@pytest.fixture
def parks(keeper: User) -> User:
    loaded(
        begun(
            xlsx(("园区名称", "级别", "所在地"), ("他山经开区", "省级", "他山县")), "parks", keeper
        )
    )
    return keeper


def bring(keeper: User, target: str, *rows: tuple[object, ...], **options: str) -> object:
    run = begun(xlsx(*rows), target, keeper, **options)
    assert said(run) == []
    return loaded(run)


def test_villages_lie_in_their_town(keeper: User) -> None:
    bring(keeper, "places", ("名称", "区划代码", "层级", "上级"),
          ("石桥镇", "999901101", "镇", "他山县"))  # fmt: skip
    bring(keeper, "places", ("名称", "区划代码", "层级", "上级"),
          ("桥头村", "999901101201", "村", "石桥镇"))  # fmt: skip
    row = PlaceFacts.objects.get(entity__code="999901101201")
    assert (row.level, row.parent.code) == ("village", "999901101")


def test_households_come_with_their_village(keeper: User) -> None:
    bring(keeper, "places", ("名称", "区划代码", "层级"), ("桥头村", "999901101201", "村"))
    bring(keeper, "households", ("户主", "户编号", "所在村", "家庭人口", "承包地面积（亩）"),
          ("陈大山", "H001", "桥头村", 4, 6.5), ("陈大山", "H002", "桥头村", 2, None))  # fmt: skip
    assert HouseholdFacts.objects.get(entity__code="H001").members == 4
    assert HouseholdFacts.objects.get(entity__code="H002").contracted_mu is None


def test_projects_come_with_money_and_days(keeper: User) -> None:
    head = ("项目名称", "项目代码", "项目类型", "项目阶段", "总投资（亿元）", "开工日期")
    bring(keeper, "projects", head, ("电子元件生产线", None, "技改", "在建", 3.2, "2025年3月5日"))
    row = ProjectFacts.objects.get()
    assert (row.investment, row.started_on) == (320_000_000_00, date(2025, 3, 5))


def test_a_new_project_without_its_stage_is_refused(keeper: User) -> None:
    run = begun(xlsx(("项目名称", "项目类型"), ("电子元件生产线", "技改")), "projects", keeper)
    assert said(run) == [("2", "stage")]


def test_an_officer_who_is_promoted_leaves_the_earlier_post(keeper: User) -> None:
    bring(keeper, "offices", ("单位名称", "简称"), ("他山县发展和改革局", "县发改局"))
    head = ("姓名", "单位", "职务", "是否负责人")
    bring(
        keeper, "officers", head, ("林清和", "他山县发展和改革局", "科长", "否"), since="2024-01-01"
    )
    bring(keeper, "officers", head, ("林清和", "县发改局", "副局长", "否"))
    held = as_of(Tenure.objects.all(), SINCE)
    assert [row.post for row in held] == ["副局长"]
    assert Tenure.objects.filter(post="科长", until=SINCE, replaced__isnull=True).count() == 1
    assert len({row.officer_id for row in Tenure.objects.all()}) == 1


def test_units_are_made_with_their_building_and_let(parks: User) -> None:
    free = (*LET[:3], "102", 800, *BUILT, None, None, None, None)
    bring(parks, "units", UNITS, (*LET[:9], "2028-01-01", 12), free)
    assert (Floor.objects.count(), Unit.objects.count()) == (1, 2)
    let = Tenancy.objects.get()
    assert (let.tenant.code, let.until, let.rent) == (sheets.code(1), date(2028, 1, 1), 1200)


def test_the_same_units_again_change_nothing(parks: User) -> None:
    rows = (UNITS, LET)
    bring(parks, "units", *rows)
    run = bring(parks, "units", *rows)
    assert run.unchanged_rows == 1  # type: ignore[attr-defined]
    assert (Unit.objects.count(), Tenancy.objects.count()) == (1, 1)


def test_a_unit_that_is_let_cannot_be_let_again(parks: User) -> None:
    row = (
        "他山经开区",
        "1号厂房",
        1,
        "101",
        1200,
        "建成",
        "2022-05-01",
        firm(1)[0],
        "2025-01-01",
        None,
        12,
    )
    bring(parks, "units", UNITS, LET)
    again = (*LET[:4], 900, *BUILT, firm(2)[0], "2026-01-01", None, 12)
    assert said(begun(xlsx(UNITS, again), "units", parks)) == [("E2", "area"), ("H2", "tenant")]


def test_units_that_were_let_are_undone_as_a_whole(parks: User) -> None:
    row = (
        "他山经开区",
        "1号厂房",
        1,
        "101",
        1200,
        "建成",
        "2022-05-01",
        firm(1)[0],
        "2025-01-01",
        None,
        12,
    )
    undone(loaded(begun(xlsx(UNITS, LET), "units", parks)))
    assert not Tenancy.objects.filter(replaced__isnull=True).exists()
    assert not Unit.objects.filter(replaced__isnull=True).exists()


def test_a_label_is_renewed_and_nothing_is_lost(keeper: User) -> None:
    head = ("企业名称", "标签", "起始日期", "终止日期")
    bring(keeper, "labels", head, (firm(1)[0], "高新技术企业", "2022-01-01", "2025-01-01"))
    bring(keeper, "labels", head, (firm(1)[0], "高新技术企业", "2025-01-01", "2028-01-01"))
    run = bring(keeper, "labels", head, (firm(1)[0], "高新技术企业", "2025-01-01", "2028-01-01"))
    assert run.unchanged_rows == 1  # type: ignore[attr-defined]
    assert Label.objects.filter(replaced__isnull=True).count() == 2


def test_a_credit_event_is_entered_once(keeper: User) -> None:
    head = ("企业名称", "事件类型", "文号", "作出机关", "决定日期")
    row = (
        sheets.code(1),
        "行政处罚（一般）",
        "他市监罚〔2026〕3号",
        "他山县市场监督管理局",
        "2026-03-02",
    )
    bring(keeper, "credits", head, row)
    run = bring(keeper, "credits", head, row)
    assert run.unchanged_rows == 1  # type: ignore[attr-defined]
    assert CreditEvent.objects.get().ends_on == date(2027, 3, 2)
