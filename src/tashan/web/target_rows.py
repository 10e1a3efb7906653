"""Targets as lines of a page: their words, a bar, and where their figures are from."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.safestring import SafeString

from tashan.indicators.plan_states import PlanState
from tashan.indicators.target_progress import TargetState
from tashan.indicators.target_words import TargetRow
from tashan.web.charts.small import ProgressBar


class ShownTarget(TargetRow):
    """One line of a table of targets on a page."""

    __slots__ = ()

    @property
    def source(self) -> str:
        measured = self.state.measured
        return source_address(measured.actual.newest.pk) if measured else ""

    @property
    def bar(self) -> SafeString | str:
        """How much is done, with a tick where the plan stands; none for a rate."""
        measured = self.state.measured
        if measured is None:
            return ProgressBar(None, self.summary).svg() if self.is_awaited else ""
        done = measured.progress.share.value
        if done is None:
            return ""
        planned = measured.progress.planned
        return ProgressBar(done, self.summary, planned, self.state.light).svg()


def rows_of(whole: PlanState, states: Iterable[TargetState]) -> list[ShownTarget]:
    return [ShownTarget.of(whole, state) for state in states]


def source_address(observation: int) -> str:
    """Where a figure tells where it is from."""
    return reverse("figure_source", args=[observation])
