"""The pipeline that leads follow, as its adopted file says it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.promotion_models import WHOLE, Lead
from tashan.mechanisms.definitions import Origin
from tashan.mechanisms.funding import amount_of, rate_of
from tashan.mechanisms.pipeline import LeadStage, Pipeline


@dataclass(frozen=True, slots=True)
class PipelineTerms:
    """The part of the file with the parameters of its adoption, as of a day."""

    adoption: Adoption
    name: str
    part: Pipeline
    origin: Origin
    on: date

    def number(self, rule: str) -> int:
        """A rule as a whole number: months, days, offices."""
        return int(rate_of(rule, self.origin, self.on))

    def score(self, rule: str) -> Decimal:
        found = rate_of(rule, self.origin, self.on)
        return Decimal(found.numerator) / found.denominator

    def kept(self) -> int:
        """What who hands over keeps of the credit, in millionths."""
        return int(rate_of(self.part.kept_by_first, self.origin, self.on) * WHOLE)

    def counted_capital(self) -> int:
        """Registered capital in fen from which a lead is counted."""
        return amount_of(self.part.counted_capital, self.origin, self.on)

    def alarm(self, stage: str) -> int | None:
        """After how many days without progress the stage warns; None where it does not."""
        rule = self.part.stages[LeadStage(stage)].alarm
        return None if rule is None else self.number(rule)


def terms_in(held: InForce, part: str, on: date) -> PipelineTerms:
    """The pipeline of this name. Raises UserError where the part is none."""
    found = held.part(part)
    if not isinstance(found, Pipeline):
        raise UserError(
            _("“%s” is no pipeline of leads.") % part,
            hint=_("Adopt “Investment promotion from lead to production”."),
        )
    return PipelineTerms(held.adoption, part, found, held.origin(part), on)


def terms_of(lead: Lead, on: date) -> PipelineTerms:
    """The rules of a lead on a day. Raises UserError where its adoption does not hold."""
    return terms_in(current.of(lead.adoption, on), lead.part, on)


def pipelines(on: date) -> list[PipelineTerms]:
    """Every pipeline that is adopted on a day."""
    return [
        terms_in(held, name, on)
        for held in current.in_force(on)
        for name, part in held.mechanism.parts.items()
        if isinstance(part, Pipeline)
    ]


def pipelines_of_leads(on: date) -> list[PipelineTerms]:
    """Those that leads follow, as they hold on a day; one that does no longer is left out."""
    rows = Lead.objects.values_list("adoption", "part").distinct()
    parts = list(rows.order_by("adoption", "part"))
    adoptions = Adoption.objects.prefetch_related("versions").in_bulk({key for key, _part in parts})
    found = []
    for key, part in parts:
        try:
            found.append(terms_in(current.of(adoptions[key], on), part, on))
        except UserError:
            continue
    return found
