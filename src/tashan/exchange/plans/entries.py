"""The rows of a plan's sheet: each is a project that is admitted as if it had been typed.

A project that is in the plan already with the same figures changes nothing; with other ones it is
refused, for who changes a plan takes the project out first. The import is undone as a whole while
the plan is a draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.project_models import InvestmentPlan, PlanEntry
from tashan.casework.projects import planning
from tashan.casework.projects.planning import Amount, NewPlanEntry, stated_in_register
from tashan.exchange.lookup import Lookup, NotFound
from tashan.exchange.plans.columns import amount_of, plan_of
from tashan.exchange.problems import Problem
from tashan.exchange.target import Counts, Loading, Setting, Tell
from tashan.exchange.words import IN_PLAN, ONE_ROW, TAKE_OUT, TWICE, of_error, words
from tashan.papers.tables.rows import Row
from tashan.record.models import Source, User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


class EntriesLoading(Loading):
    """The rows of a sheet for one draft."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._new: dict[int, NewPlanEntry] = {}
        self._held: dict[int, PlanEntry] = {}

    def check(self, rows: Sequence[Row]) -> Iterator[Problem]:
        plan, on = self._plan, self.setting.today
        found = Lookup([Kind.PROJECT], [_text(row, "project") for row in rows], on=on)
        held = plan.entries.prefetch_related("amounts").select_related("project")
        self._held = {one.project_id: one for one in held}
        seen: dict[int, int] = {}
        for row in rows:
            project = found[_text(row, "project")]
            if isinstance(project, NotFound):
                yield self.setting.problem(row, "project", project.reason, project.expected)
                continue
            earlier = seen.setdefault(project.pk, row.number)
            if earlier != row.number:
                yield self.setting.problem(
                    row, "project", words(TWICE, row=earlier), words(ONE_ROW)
                )
                continue
            yield from self._taken(plan, row, stated_in_register(_said(row, project), on))

    def _taken(self, plan: InvestmentPlan, row: Row, new: NewPlanEntry) -> Iterator[Problem]:
        """What stands against a project; where nothing does, it is remembered."""
        held = self._held.get(new.project.pk)
        if held is not None and not _says_the_same(held, new):
            yield self.setting.problem(row, "project", words(IN_PLAN), words(TAKE_OUT))
            return
        if held is None:
            try:
                planning.refuse(plan, new, on=self.setting.today)
            except UserError as error:
                yield self.setting.problem(row, "project", *of_error(error))
                return
        self._new[row.number] = new

    @property
    def _plan(self) -> InvestmentPlan:
        """Raises UserError where none is chosen, and for one that is issued."""
        plan = plan_of(self.setting.options)
        if plan is None or plan.issued_on is not None:
            raise UserError(
                _("The rows are for a draft of a plan of investment."),
                hint=_("Choose one of the drafts."),
            )
        return plan

    def load(self, numbers: Iterable[int], source: Source, tell: Tell) -> Counts:
        plan, counts, setting = self._plan, Counts(), self.setting
        by = By(setting.actor, setting.at, setting.today)
        for done, number in enumerate(numbers, start=1):
            new = self._new[number]
            if new.project.pk in self._held:
                counts.unchanged += 1
            else:
                planning.admit(plan, new, by=by, source=source)
                counts.entered += 1
            tell(done)
        return counts


def _text(row: Row, code: str) -> str:
    return str(row.values.get(code) or "")


def _said(row: Row, project: Entity) -> NewPlanEntry:
    """What the row says; a cell of nought is no amount."""
    begins, ends, total = (row.values.get(code) for code in ("begins", "ends", "total"))
    amounts = [
        Amount(*about, value)
        for code, value in row.values.items()
        if (about := amount_of(code)) is not None and isinstance(value, int) and value
    ]
    return NewPlanEntry(
        project, _text(row, "content"),
        begins if isinstance(begins, date) else None, ends if isinstance(ends, date) else None,
        total if isinstance(total, int) else None, amounts,
    )  # fmt: skip


def _says_the_same(held: PlanEntry, new: NewPlanEntry) -> bool:
    stated = (held.content, held.begins, held.ends, held.total)
    amounts = {(one.year, one.source, one.fen) for one in held.amounts.all()}
    return stated == (new.content, new.begins, new.ends, new.total) and amounts == set(new.amounts)


def take_back(source: Source, actor: User, at: datetime, today: date) -> int:
    """Take out of the drafts what the import admitted; how many. Raises UserError once the plan is
    issued."""
    rows = list(PlanEntry.objects.filter(source=source).select_related("plan"))
    issued = sorted({one.plan.title for one in rows if one.plan.issued_on is not None})
    if issued:
        raise UserError(
            _("The plan was issued since: %s.") % "、".join(issued),
            hint=_("Adjust the plan instead, and take the projects out there."),
        )
    reason = _("The import of “%s” is undone.") % source.title
    for one in rows:
        planning.take_out(one, reason, by=By(actor, at, today))
    return len(rows)
