"""An annual plan that gives the office's first project its investment of 2026, and its months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests import cast
from tests.casework.rounds.rounds_cast import SEPTEMBER, WAN, Dispatching, by

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption
from tashan.casework.project_models import InvestmentPlan
from tashan.casework.projects import evidence, planning
from tashan.casework.projects.evidence import NewEvidence
from tashan.casework.projects.planning import Amount, NewPlanEntry
from tashan.casework.round_models import PlanCurve
from tashan.casework.rounds.curves import NewCurve, enter_curve
from tashan.casework.rounds.lights import ProjectLight, lights_of

MARCH, JULY = date(2026, 3, 2), date(2026, 7, 1)


class Planning(Dispatching):
    """A plan of 2026 that gives the first project so much."""

    def __init__(self) -> None:
        super().__init__()
        new = NewAdoption("project_library", "他山县项目库", "999901", date(2024, 1, 1))
        adopting.adopt(new, actor=self.steward, at=cast.AT)
        evidence.enter_evidence(
            self.project, NewEvidence("study", "可研批复〔2025〕8号"), by=by(self.steward, MARCH)
        )

    def drafted(self, wan: int = 1_200) -> InvestmentPlan:
        plan = planning.make_plan("annual", "", 2026, by=by(self.steward, MARCH))
        self.admit(plan, wan)
        return plan

    def admit(self, plan: InvestmentPlan, wan: int, on: date = MARCH) -> None:
        new = NewPlanEntry(
            self.project, "管网十二公里", date(2026, 2, 3), date(2027, 6, 30), 3_000 * WAN,
            [Amount(2026, "county", wan * WAN // 2), Amount(2026, "bonds", wan * WAN // 2)],
        )  # fmt: skip
        planning.admit(plan, new, by=by(self.steward, on))

    def issue(self, plan: InvestmentPlan, on: date = MARCH) -> InvestmentPlan:
        return planning.issue(plan, "发改〔2026〕3号", by=by(self.chief, on))

    def adjusted(self, plan: InvestmentPlan, wan: int, on: date) -> InvestmentPlan:
        draft = planning.adjust(plan, "年中调整", by=by(self.steward, on))
        planning.take_out(draft.entries.get(), "金额调整", by=by(self.steward, on))
        self.admit(draft, wan, on)
        return draft

    def curve(self, months: Sequence[int], on: date = MARCH, **said: str) -> PlanCurve:
        new = NewCurve(2026, [wan * WAN for wan in months], "建设进度计划表", **said)
        return enter_curve(self.project, new, by=by(self.steward, on))

    def light(self, month: date = SEPTEMBER) -> ProjectLight:
        return lights_of([self.project.pk], month)[self.project.pk]


# dear equipment comes at the end of the year: half of the money in the last quarter
LATE = (0, 0, 20, 60, 120, 200, 300, 420, 540, 700, 900, 1_200)
