"""What is logged between the steps of the demo's leads, which of them end, which go quiet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tashan.casework.promotion_models import Direction
from tashan.mechanisms.pipeline import LeadStage


@dataclass(frozen=True, slots=True)
class Pace:
    """How often somebody calls or travels at a stage, in days, and what they note."""

    days: int
    says: tuple[str, str]


PACES = {
    LeadStage.LEAD: Pace(20, ("发去园区资料和电价表，约下次来访", "打听另外两处选址的条件")),
    LeadStage.TALKS: Pace(18, ("核对用地、用电和厂房层高", "谈厂房租期和装修期")),
    LeadStage.REVIEW: Pace(19, ("补交能耗和环境影响材料", "请投资方说明设备清单")),
    LeadStage.SIGNED: Pace(52, ("催办营业执照和项目备案", "陪同踏勘地块，核对红线")),
    LeadStage.LANDED: Pace(56, ("协调临时用电和进场道路", "核对施工图审查进度")),
    LeadStage.STARTED: Pace(78, ("看主体施工进度，核对设备到货", "对接用工和宿舍")),
}
REASONS = (
    "投资方选了用电价格更低的地方",
    "投资方资金安排推迟，今年不再外投",
    "所需层高的厂房一年内没有",
    "主要客户迁走，投资方放弃新增产能",
)
# of every nine leads one is no longer called on: the stage's alarm tells it
QUIET_EVERY, QUIET = 9, 4
PATIENCE = {
    LeadStage.LEAD: 110, LeadStage.TALKS: 190, LeadStage.REVIEW: 170, LeadStage.SIGNED: 330,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spell:
    """A lead at one stage: from its step until the next one, or until the demo's last day."""

    number: int
    stage: LeadStage
    since: date
    until: date
    is_last: bool

    @property
    def ended_on(self) -> date | None:
        """The day on which it came to nothing, of those that stay too long before they land."""
        if not self.is_last or self.stage not in PATIENCE or self.is_quiet:
            return None
        day = self.since + timedelta(PATIENCE[self.stage] + 11 * (self.number % 7))
        return day if day <= self.until else None

    @property
    def is_quiet(self) -> bool:
        return self.is_last and self.number % QUIET_EVERY == QUIET

    def logged(self) -> Iterator[tuple[date, Direction, str]]:
        """The days on which somebody called or travelled, and what was noted."""
        pace = PACES.get(self.stage)
        if pace is None:
            return
        last = self.ended_on or self.until
        if self.is_quiet:
            last -= timedelta(3 * pace.days)
        day, n = self.since, 0
        while (day := day + timedelta(pace.days + (self.number + 2 * n) % 7 - 3)) < last:
            yield day, (Direction.APART, Direction.BY_US)[n % 2], pace.says[n % 2]
            n += 1
