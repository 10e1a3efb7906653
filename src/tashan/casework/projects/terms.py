"""Under which rules the library of projects runs on a day: the part of the file, and its months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.mechanisms.funding import rate_of
from tashan.mechanisms.project_library import Leaving, PlanRules, ProjectLibrary, Requirement
from tashan.registry.kinds import ProjectStage


@dataclass(frozen=True, slots=True)
class LibraryTerms:
    """The adopted part, as of a day."""

    held: InForce
    name: str
    part: ProjectLibrary
    on: date

    def gate(self, stage: ProjectStage) -> tuple[Requirement, ...]:
        """What a project must show before it enters the stage."""
        return self.part.gates.get(stage.value, ())

    def months(self, stage: ProjectStage) -> int | None:
        """After how many months without news a project of the stage is stale; None where never."""
        rule = self.part.stale.get(stage.value)
        return None if rule is None else int(self._number(rule))

    def _number(self, rule: str) -> Fraction:
        return rate_of(rule, self.held.origin(self.name), self.on)

    @property
    def leaving(self) -> Leaving:
        """Raises UserError where the file says nothing of leaving."""
        if self.part.leaving is None:
            raise UserError(
                _("“%s” does not say how projects leave it.") % self.part.title.zh,
                hint=_("Give the reasons in the local file."),
            )
        return self.part.leaving

    def plan(self, code: str) -> PlanRules:
        """Raises UserError for a plan that the file does not have."""
        found = self.part.plans.get(code)
        if found is None:
            raise UserError(
                _("The library has no plan “%s”.") % code,
                hint=_("Its plans are: %s.") % ", ".join(self.part.plans),
            )
        return found


def library_on(on: date) -> LibraryTerms | None:
    """The library of projects in force on a day, the first adopted; None where there is none."""
    for held in sorted(current.in_force(on), key=lambda one: one.adoption.pk):
        for name, part in held.mechanism.parts.items():
            if isinstance(part, ProjectLibrary):
                return LibraryTerms(held, name, part, on)
    return None


def needed_library(on: date) -> LibraryTerms:
    """The library in force. Raises UserError where there is none."""
    found = library_on(on)
    if found is None:
        raise UserError(
            _("No library of projects is in force on %s.") % on.isoformat(),
            hint=_("A steward adopts “Library of projects” from the library first."),
        )
    return found


def library_of(adoption: Adoption, part: str, on: date) -> LibraryTerms:
    """The library of one adoption, as of a day. Raises UserError where it does not hold."""
    held = current.of(adoption, on)
    found = held.part(part)
    if not isinstance(found, ProjectLibrary):
        raise UserError(
            _("“%s” is no library of projects.") % part, hint=_("Choose a part of that kind.")
        )
    return LibraryTerms(held, part, found, on)
