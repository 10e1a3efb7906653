"""One lead: where it stands, its course as a line of days, reviews, promises, capital, credit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.promotion.acting import LeadAct, acts_for
from tashan.casework.promotion.figures import Capital, Course, capital, courses
from tashan.casework.promotion.owning import Credit, Protection, credits_of, protection_of
from tashan.casework.promotion.promised import WORDS, PromiseStands, Standing, standings
from tashan.casework.promotion.terms import PipelineTerms, terms_of
from tashan.casework.promotion_models import (
    WHOLE,
    CapitalArrival,
    Direction,
    EntryReview,
    FairReview,
    Lead,
    LeadClaim,
    PromiseKind,
)
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.area_words import percent, plain_number
from tashan.web.figure_words import in_tongue
from tashan.web.promotion.words import act_word, amount, stage_word


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the course: a step or a visit, with its day."""

    key: str
    on: date
    word: str
    says: str
    who: str
    is_step: bool
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class PromiseRow:
    stands: PromiseStands

    @property
    def word(self) -> str:
        return str(WORDS[self.stands.standing])

    @property
    def light(self) -> str:
        return {
            Standing.KEPT: "green",
            Standing.KEPT_LATE: "yellow",
            Standing.OPEN: "green",
            Standing.LATE: "red",
            Standing.VOID: "stopped",
        }[self.stands.standing]

    @property
    def amount(self) -> str:
        row = self.stands.row
        return amount(row.amount, row.currency) if row.amount else ""


@dataclass(frozen=True, slots=True)
class CapitalRow:
    told: Capital

    @property
    def words(self) -> dict[str, str]:
        one = self.told
        return {name: amount(getattr(one, name), one.currency)
                for name in ("promised", "arrived", "waiting")}  # fmt: skip

    @property
    def rate(self) -> str:
        if self.told.rate is None:
            return _("nothing promised in this currency")
        return f"{self.told.rate}%"


class LeadPage:
    """A lead as a user sees it on a day."""

    def __init__(self, lead: Lead, user: User, on: date) -> None:
        self.lead, self.user, self.on = lead, user, on

    @cached_property
    def course(self) -> Course:
        found = courses([self.lead], max(self.on, self.lead.reported_on))
        return found[0]

    @cached_property
    def rules(self) -> PipelineTerms | None:
        try:
            return terms_of(self.lead, self.on)
        except UserError:
            return None

    @cached_property
    def names(self) -> dict[int, str]:
        lead = self.lead
        ids = {lead.investor_id, lead.owner_office_id, lead.reporter_office_id, lead.park_id,
               lead.project_id, *(one.office for one in self.credit_rows),
               *(one.office_id for one in self.claims),
               *(sheet.office_id for review in self.reviews for sheet in review.sheets.all()),
               }  # fmt: skip
        return names_on(ids, self.on)

    @property
    def stage(self) -> str:
        return stage_word(self.course.stage)

    @property
    def investor(self) -> str:
        return self.names.get(self.lead.investor_id or 0, self.lead.investor_name)

    @property
    def owner(self) -> str:
        who = self.lead.owner
        return f"{self.names.get(self.lead.owner_office_id, '')} {who.display_name or who.username}"

    @property
    def finding(self) -> str:
        """The title as what is to be known of it."""
        days = self.course.days_to_signing
        if days is not None:
            words = {"title": self.lead.title, "days": days}
            return _("%(title)s: %(days)d days from first visit to signing") % words
        words = {"title": self.lead.title, "stage": self.stage, "days": self.course.idle(self.on)}
        return _("%(title)s: %(stage)s, %(days)d days since the last progress") % words

    @property
    def days_said(self) -> str:
        """How the days to signing come about: 2026-03-18 − 2026-03-02."""
        one = self.course
        if one.days_to_signing is None or one.first_visit is None:
            return ""
        signed = max(day for stage, day in one.spells if stage.value == "signed")
        return f"{signed.isoformat()} − {one.first_visit.isoformat()} = {one.days_to_signing}"

    @cached_property
    def is_alarm(self) -> bool:
        most = self.rules.alarm(self.course.stage) if self.rules else None
        return most is not None and self.course.idle(self.on) > most

    @cached_property
    def protection(self) -> Protection | None:
        return protection_of(self.lead, self.on) if self.rules else None

    @property
    def is_protected(self) -> bool:
        return self.protection is not None and self.protection.holds(self.on)

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        lead = self.lead
        money = [
            (_("Investment wanted"), amount(lead.wanted, lead.currency), lead.currency),
            (_("Registered capital"), amount(lead.registered_capital, lead.currency), ""),
        ]
        places = [
            (_("Land wanted"), f"{plain_number(lead.land_mu)} 亩" if lead.land_mu else "—", ""),
            (_("Factory wanted"),
             f"{plain_number(lead.factory_area)} ㎡" if lead.factory_area else "—", ""),
        ]  # fmt: skip
        days = self.course.days_to_signing
        visit = (_("Days from first visit to signing"), "—" if days is None else str(days),
                 self.days_said)  # fmt: skip
        return [*money, *places, visit]

    @cached_property
    def happenings(self) -> list[Happening]:
        """Steps and visits, the newest first; a corrected step stays and says so."""
        steps = self.lead.steps.filter(on__lte=self.on).select_related("actor", "corrected")
        found = [
            Happening(
                f"step-{one.pk}", one.on, stage_word(one.stage),
                " · ".join(filter(None, (one.document, one.says))),
                one.actor.display_name, True, hasattr(one, "corrected"),
            )
            for one in steps
        ]  # fmt: skip
        for visit in self.lead.visits.filter(on__lte=self.on).select_related("actor"):
            says = " · ".join(filter(None, (visit.people, visit.place, visit.says)))
            word = str(Direction(visit.direction).label)
            key = f"visit-{visit.pk}"
            found.append(Happening(key, visit.on, word, says, visit.actor.display_name, False))
        return sorted(found, key=lambda one: (one.on, one.key), reverse=True)

    @cached_property
    def promises(self) -> list[PromiseRow]:
        rows = self.lead.promises.filter(made_on__lte=self.on).order_by("due_on", "pk")
        return [PromiseRow(one) for one in standings(rows.select_related("lead"), self.on)]

    @cached_property
    def capital(self) -> list[CapitalRow]:
        return [CapitalRow(one) for one in capital([self.lead.pk], self.on).get(self.lead.pk, [])]

    @cached_property
    def arrivals(self) -> list[tuple[CapitalArrival, str]]:
        rows = self.lead.arrivals.filter(on__lte=self.on).order_by("-on", "-pk")
        known = rows.select_related("file", "entered_by", "checked_by")
        return [(one, amount(one.amount, one.currency)) for one in known]

    @cached_property
    def reviews(self) -> list[EntryReview]:
        rows = self.lead.reviews.filter(opened_on__lte=self.on).order_by("-pk")
        return list(rows.prefetch_related("sheets__reviewer"))

    @property
    def sheets(self) -> list[tuple[EntryReview, list[tuple[str, str, list[str]]]]]:
        """Each review with its offices: the sum of points, and vetoes with their documents."""
        vetoes = self.rules.part.review.vetoes if self.rules else {}

        def veto(code: str, document: str) -> str:
            title = in_tongue(vetoes[code].title) if code in vetoes else code
            return f"{title}（{document}）"

        return [
            (
                review,
                [
                    (
                        self.names.get(one.office_id, ""),
                        f"{sum(map(Decimal, one.points.values())):f}",
                        [veto(code, document) for code, document in one.vetoes.items()],
                    )
                    for one in review.sheets.all()
                ],
            )
            for review in self.reviews
        ]

    @cached_property
    def fair_reviews(self) -> list[tuple[FairReview, str]]:
        known = self.rules.part.incentives if self.rules else {}
        return [
            (one, "、".join(in_tongue(known[c].title) if c in known else c for c in one.incentives))
            for one in self.lead.fair_reviews.filter(on__lte=self.on).order_by("-pk")
        ]

    @cached_property
    def claims(self) -> list[LeadClaim]:
        rows = self.lead.claims.filter(on__lte=self.on).order_by("-pk")
        return list(rows.select_related("claimant", "decider"))

    @cached_property
    def credit_rows(self) -> Sequence[Credit]:
        return credits_of(self.lead, self.lead.hand_overs.filter(on__lte=self.on))

    @property
    def credit(self) -> list[tuple[str, str]]:
        """Office and officer, with the share in per cent."""
        users = User.objects.in_bulk([one.user for one in self.credit_rows])
        return [
            (f"{self.names.get(one.office, '')} {users[one.user].display_name}",
             percent(Decimal(one.share) / WHOLE))
            for one in self.credit_rows
        ]  # fmt: skip

    @property
    def acts(self) -> list[tuple[str, str]]:
        """What the user may do now, with the address of its form."""
        found = [act for act in acts_for(self.user, self.lead, self.on) if act not in self._idle]
        return [(act_word(a), reverse("lead_act", args=[self.lead.pk, a.value])) for a in found]

    @property
    def _idle(self) -> frozenset[LeadAct]:
        """Acts on a row of its own that the lead has not, or has already."""
        under_review = any(one.closed_on is None for one in self.reviews)
        stands = [one.stands for one in self.promises]
        has = {
            LeadAct.DECIDE_CLAIM: any(one.decided_on is None for one in self.claims),
            LeadAct.CHECK_ARRIVAL: any(one.accepted is None for one, _amount in self.arrivals),
            LeadAct.KEEP_PROMISE: any(
                one.row.kind == PromiseKind.OTHER and one.kept_on is None for one in stands
            ),
            LeadAct.OPEN_REVIEW: not under_review,
            LeadAct.SCORE: under_review,
            LeadAct.CLOSE_REVIEW: under_review,
            LeadAct.CONVERT: self.lead.project_id is None,
        }
        return frozenset(act for act, is_there in has.items() if not is_there)
