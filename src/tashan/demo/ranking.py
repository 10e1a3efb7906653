"""The demo's rankings: run for two years, published with consents, an appraisal with marks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import transaction

from tashan.adoption import adopting, current
from tashan.adoption.adopting import NewAdoption, Reviewed
from tashan.adoption.models import Adoption, Conclusion
from tashan.indicators.ranking import marks, objections
from tashan.indicators.ranking.consents import record_consent
from tashan.indicators.ranking.marks import Assessed, Evidence
from tashan.indicators.ranking.publishing import publish
from tashan.indicators.ranking.running import ranking_of, run
from tashan.indicators.ranking_models import (
    Decision,
    MarkKind,
    RankedRow,
    RankingMark,
    RankingRun,
)
from tashan.mechanisms.scoring.content import read_steps
from tashan.record.models import User
from tashan.registry.models import Entity, EntityName

SINCE = date(2025, 1, 1)
DECIDED_ON = date(2024, 12, 20)
EARLIER, NOW = date(2025, 5, 12), date(2026, 5, 12)  # after the signed returns of the year
PUBLISHED_ON = date(2026, 5, 20)
# mechanism, what it is called here, the review where one is needed
ADOPTED = {
    "tax_ranking": ("纳税百强榜", "他市监竞审〔2024〕21号"),
    "output_ranking": ("产值五十强榜", "他市监竞审〔2024〕22号"),
    "per_mu_huaian": ("工业企业亩均评价", "他市监竞审〔2024〕23号"),
    "departments": ("部门年度考核", ""),
}
LATER = {"departments": date(2026, 1, 1)}  # its targets are set from then on
RUNS = (
    ("tax_ranking", "total", EARLIER),
    ("tax_ranking", "growth", NOW),
    ("tax_ranking", "total", NOW),
    ("output_ranking", "growth", NOW),
    ("output_ranking", "total", NOW),
    ("per_mu_huaian", "evaluation", EARLIER),
    ("per_mu_huaian", "evaluation", NOW),
)
# office, what of, level, document
MARKS = (
    ("行政审批局", "commended", "provincial", "云政通报〔2025〕8号"),
    ("商务局", "commended", "city", "衡政通报〔2025〕31号"),
    ("工业和信息化局", "four_throughs", "", "县纪委作风通报第6期"),
    ("文化旅游局", "false_return", "", "县统计局核查意见〔2026〕2号"),
)
REFUSES, SILENT = 12, 7  # the twelfth does not agree; every seventh has not answered


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)


@transaction.atomic
def rank_everybody(place: str, actor: User) -> bool:
    """Adopt, run, record, publish; whether it is new. Done twice it changes nothing."""
    if RankingRun.objects.exists():
        return False
    held = {code: _adopt(code, place, actor) for code in ADOPTED}
    made = {(code, part): _run(held[code], part, on, actor) for code, part, on in RUNS}
    _agree(held["tax_ranking"], [made["tax_ranking", p] for p in ("total", "growth")], actor)
    _agree(held["output_ranking"], [made["output_ranking", p] for p in ("total", "growth")], actor)
    _agree(held["per_mu_huaian"], [made["per_mu_huaian", "evaluation"]], actor)
    _answered_objection(made["tax_ranking", "total"], actor)
    for key in (
        ("tax_ranking", "total"),
        ("output_ranking", "total"),
        ("per_mu_huaian", "evaluation"),
    ):
        _publish(made[key], actor)
    _appraise(held["departments"], actor)
    return True


def _adopt(code: str, place: str, actor: User) -> Adoption:
    title, review = ADOPTED[code]
    new = NewAdoption(code, title, place, LATER.get(code, SINCE))
    made = adopting.adopt(new, actor=actor, at=at(DECIDED_ON))
    if review:
        said = Reviewed(Conclusion.PASSES, review, "他山县市场监督管理局", DECIDED_ON)
        adopting.record_review(made, said, actor=actor, at=at(DECIDED_ON))
    return made


def _run(adoption: Adoption, part: str, on: date, actor: User) -> RankingRun:
    return run(current.of(adoption, on), part, on=on, actor=actor, at=at(on))


def _agree(adoption: Adoption, runs: list[RankingRun], actor: User) -> None:
    """Most agree in writing; some have not answered, one says no."""
    known: dict[int, Entity] = {}
    for made in runs:
        rows = made.rows.filter(rank__lte=100).select_related("entity").order_by("position")
        known |= {row.entity_id: row.entity for row in rows}
    for number, entity in enumerate(known.values(), start=1):
        if number % SILENT:
            record_consent(
                adoption,
                entity,
                is_given=number != REFUSES,
                document=f"同意公布名称和名次的书面意见（{number:03}号）",
                since=date(2026, 5, 14),
                actor=actor,
                at=at(date(2026, 5, 14)),
            )


def _publish(made: RankingRun, actor: User) -> None:
    held = current.of_version(made.version)
    publish(made, held, on=PUBLISHED_ON, actor=actor, at=at(PUBLISHED_ON))


def _answered_objection(made: RankingRun, actor: User) -> None:
    row = made.rows.filter(rank__isnull=False).select_related("entity").order_by("position")[4]
    opened, answered = date(2026, 5, 15), date(2026, 5, 18)
    told = "认为少计了一笔十二月入库的税款。"
    made_one = objections.object_to(made, row.entity, told, on=opened, actor=actor, at=at(opened))
    why = "已与税务局核对：该笔税款所属期为当年，入库在次年一月，按入库口径不计。"
    objections.answer(made_one, Decision.DISMISSED, why, on=answered, actor=actor, at=at(answered))


def _appraise(adoption: Adoption, actor: User) -> None:
    """Marks and own points of the year, the run that counts them, and an open objection."""
    offices = dict(EntityName.objects.filter(
        kind="office", replaced__isnull=True).values_list("name", "entity"))  # fmt: skip
    for office, code, level, document in MARKS:
        pk = next((pk for name, pk in offices.items() if name.endswith(office)), None)
        if pk is not None:
            _mark(adoption, Entity.objects.get(pk=pk), code, level, document, actor)
    made = _run(adoption, "score", NOW, actor)
    rows = list(made.rows.filter(rank__isnull=False).select_related("entity"))
    for row in rows:
        _own_points(adoption, row, actor)
    if rows:
        doubt, day = "认为两个已开工项目未被统计为开工。", date(2026, 5, 18)
        last = max(rows, key=lambda row: row.rank or 0)
        objections.object_to(
            made, last.entity, doubt, on=day, measure="late_starts", actor=actor, at=at(day)
        )


def _mark(
    adoption: Adoption, office: Entity, code: str, level: str, document: str, actor: User
) -> RankingMark:
    return marks.record_mark(
        Assessed(adoption, "score", NOW.year - 1, office),
        ranking_of(current.of(adoption, NOW), "score"),
        kind=MarkKind.EXTRA,
        code=code,
        level=level,
        evidence=Evidence(document),
        occurred_on=date(2025, 11, 6),
        actor=actor,
        at=at(date(2026, 3, 2)),
    )


def _own_points(adoption: Adoption, row: RankedRow, actor: User) -> None:
    """The assessed think a little better of themselves than the verified figures do."""
    ranking = ranking_of(current.of(adoption, NOW), "score")
    for measure, points in _generous(row):
        marks.assess_oneself(
            Assessed(adoption, "score", NOW.year - 1, row.entity),
            measure,
            points,
            ranking=ranking,
            actor=actor,
            at=at(date(2026, 4, 10)),
        )


def _generous(row: RankedRow) -> Iterator[tuple[str, Decimal]]:
    for number, step in enumerate(read_steps(row.detail)):
        points = step.points or 0
        extra = (step.weight - points) / (3 + number)
        yield step.measure, Decimal(round((points + extra) * 10)) / 10
