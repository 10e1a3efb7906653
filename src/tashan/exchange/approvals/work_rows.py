"""The works of projects, and who has a part in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tashan.casework.kinds import CaseState
from tashan.casework.models import Case
from tashan.exchange.approvals import tables
from tashan.exchange.approvals.gathered import Gathered
from tashan.exchange.approvals.table import Row
from tashan.registry.kinds import Funding, Kind, Part, Route
from tashan.registry.models import ProjectFacts, Work

SOURCES = {Funding.GOVERNMENT: "1", Funding.ENTERPRISE: "2", Funding.OTHER: "3"}
ROUTES = {Route.APPROVAL: "1", Route.RATIFICATION: "2", Route.FILING: "3"}
PARTS = {Part.OWNER: "1", Part.BUILDER: "2", Part.DESIGNER: "4", Part.SUPERVISOR: "3",
         Part.OTHER: "9"}  # fmt: skip
GOVERNMENT_BUILDING, USUAL, INDUSTRY = "1", "3", "6"
_MANUFACTURING = ("06", "43")  # the divisions of mining and manufacturing in GB/T 4754
SQUARE_METRES_A_MU = Decimal(2000) / 3


def project_rows(found: Gathered, case: Case) -> Iterator[tuple[str, Row]]:
    """The rows about a case's works, each with the code of its table."""
    facts = found.facts.get(case.subject_id)
    for code, work in found.works_of(case):
        key = {"项目代码": case.project_code, "工程代码": code}
        yield tables.WORKS.code, key | _work(found, case, facts, work)
        for row in _units(found, case):
            yield tables.UNITS.code, key | row


def _work(
    found: Gathered, case: Case, facts: ProjectFacts | None, work: Work | None
) -> dict[str, str]:
    told = {
        "行政区划代码": case.version.adoption.place,
        "项目名称": found.names.get(case.subject_id, ""),
        "工程范围": work.scope if work else "",
        "申报时间": case.opened_on.isoformat(),
        "是否完全办结": "0" if case.state == CaseState.RUNNING else "1",
        "立项类型": ROUTES.get(Route(case.route), "") if case.route else "",
        "审批流程类型": flow_kind(facts),
        "国标行业代码发布年代": "2017",
    }
    return told | (_of_facts(facts, work) if facts else {})


def flow_kind(facts: ProjectFacts | None) -> str:
    """The standard's kind of flow: a government building, an industrial or an ordinary project."""
    if facts is not None and facts.funding == Funding.GOVERNMENT:
        return GOVERNMENT_BUILDING
    is_industry = facts is not None and _MANUFACTURING[0] <= _division(facts) <= _MANUFACTURING[1]
    return INDUSTRY if is_industry else USUAL


def _division(facts: ProjectFacts) -> str:
    return facts.industry.lstrip("ABCDEFGHIJKLMNOPQRST")[:2]


def _of_facts(facts: ProjectFacts, work: Work | None) -> dict[str, str]:
    land = None if facts.land_mu is None else facts.land_mu * SQUARE_METRES_A_MU
    area = facts.floor_area if work is None or work.floor_area is None else work.floor_area
    money = None if facts.investment is None else Decimal(facts.investment) / 1_000_000
    return {
        "项目投资来源": SOURCES.get(Funding(facts.funding), "") if facts.funding else "",
        "国标行业": facts.industry,
        "拟开工时间": day(facts.planned_start),
        "拟建成时间": day(facts.planned_finish),
        "总投资额（万元）": number(money),
        "建设地点行政区划": facts.place.code if facts.place else "",
        "建设规模及内容": facts.content,
        "用地面积（平方米）": number(land),
        "建筑面积（平方米）": number(area),
    }


def _units(found: Gathered, case: Case) -> Iterator[dict[str, str]]:
    for part in found.parts.get(case.subject_id, ()):
        if part.part in PARTS and part.entity.kind in (Kind.ENTERPRISE, Kind.OFFICE):
            yield {
                "单位类型": PARTS[Part(part.part)],
                "单位名称": found.names.get(part.entity_id, ""),
                "统一社会信用代码": part.entity.code,
            }


def day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def number(value: Decimal | None) -> str:
    """At most two decimals, no idle noughts; blank for what is not known."""
    if value is None:
        return ""
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")
