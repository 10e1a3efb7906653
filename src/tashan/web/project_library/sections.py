"""The sections of a project's page, in their order: each area of work adds its own line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tashan.record.models import User
from tashan.registry.models import Entity
from tashan.web.project_library.gate_section import gate_section
from tashan.web.project_library.milestone_section import milestone_section
from tashan.web.project_library.plan_section import plan_section
from tashan.web.promotion.lead_section import lead_section
from tashan.web.rounds.curve_section import curve_section
from tashan.web.rounds.report_page import rounds_section

# what a section shows of a project to somebody on a day; None where it has nothing to say
Shows = Callable[[Entity, User, date], object | None]


@dataclass(frozen=True, slots=True)
class Section:
    """``template`` finds in ``section`` what ``shows`` made."""

    template: str
    shows: Shows


@dataclass(frozen=True, slots=True)
class ShownSection:
    template: str
    shown: object

    @property
    def has_chart(self) -> bool:
        """Its page needs the files of charts."""
        return getattr(self.shown, "chart", None) is not None


SECTIONS: tuple[Section, ...] = (
    Section("project_library/gate_section.html", gate_section),
    Section("project_library/milestone_section.html", milestone_section),
    Section("project_library/plan_section.html", plan_section),
    Section("rounds/curve.html", curve_section),
    Section("rounds/panel.html", rounds_section),
    Section("promotion/panel.html", lead_section),
)


def sections_of(project: Entity, user: User, on: date) -> list[ShownSection]:
    """The sections that have something to show."""
    told = ((one.template, one.shows(project, user, on)) for one in SECTIONS)
    return [ShownSection(template, shown) for template, shown in told if shown is not None]
