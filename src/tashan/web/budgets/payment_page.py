"""A payment list: who is paid what, to which account, within the promise or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.ledger.reckoning import yuan
from tashan.programmes.models import Payment, PaymentList
from tashan.programmes.payment_models import BatchState, PaymentState
from tashan.programmes.payments import claiming, promise
from tashan.registry.naming import names_on
from tashan.web.figure_words import in_script
from tashan.web.matching.budget_bars import steps_of
from tashan.web.matching.quantities import fen_text

LIGHTS = {
    PaymentState.WAITING: "yellow",
    PaymentState.PAID: "green",
    PaymentState.RETURNED: "red",
    PaymentState.DROPPED: "stopped",
}
BATCH_LIGHTS = {
    BatchState.DRAFTED: "idle",
    BatchState.APPROVED: "yellow",
    BatchState.FILED: "green",
    BatchState.DROPPED: "stopped",
}


@dataclass(frozen=True, slots=True)
class PaymentRow:
    row: Payment
    name: str
    amount: str
    steps: tuple[tuple[str, str, str], ...]
    kept: promise.Kept
    light: str
    reasons: tuple[tuple[str, str], ...]
    owed: str
    owed_fen: int
    claim: object

    @property
    def is_waiting(self) -> bool:
        return self.row.state == PaymentState.WAITING

    @property
    def is_paid(self) -> bool:
        return self.row.state == PaymentState.PAID


class PaymentPage:
    def __init__(self, row: PaymentList, on: date) -> None:
        self.row, self.on, self.pk = row, on, row.pk

    @property
    def title(self) -> str:
        told = {"title": in_script(self.row.budget.title), "number": self.row.number}
        return _("%(title)s, payment list %(number)d") % told

    @property
    def state(self) -> str:
        return self.row.get_state_display()

    @property
    def light(self) -> str:
        return BATCH_LIGHTS[BatchState(self.row.state)]

    @property
    def is_drafted(self) -> bool:
        return self.row.state == BatchState.DRAFTED

    @property
    def is_approved(self) -> bool:
        return self.row.state == BatchState.APPROVED

    @cached_property
    def payments(self) -> list[Payment]:
        rows = self.row.payments.select_related(
            "award__list__programme__version__adoption", "award__entity"
        )
        return list(rows.prefetch_related("claw_backs").order_by("pk"))

    @property
    def total(self) -> str:
        return fen_text(sum(one.fen for one in self.payments))

    @property
    def paid(self) -> str:
        done = [one.fen for one in self.payments if one.state == PaymentState.PAID]
        return fen_text(sum(done))

    @property
    def finding(self) -> str:
        number = len(self.payments)
        count = ngettext("%d award", "%d awards", number) % number
        told = {"title": self.title, "count": count, "total": self.total, "state": self.state}
        return _("%(title)s: %(count)s, %(total)s, %(state)s") % told

    @cached_property
    def rows(self) -> list[PaymentRow]:
        names = names_on([one.award.entity_id for one in self.payments], self.on)
        return [self._row(one, names.get(one.award.entity_id, "")) for one in self.payments]

    def _row(self, one: Payment, name: str) -> PaymentRow:
        steps = steps_of(one.award.reckoning)
        claim = next(iter(one.claw_backs.all()), None)
        reasons: tuple[tuple[str, str], ...] = ()
        if one.state == PaymentState.PAID and claim is None:
            known = claiming.reasons_of(one)
            reasons = tuple((r.code, in_script(r.says.zh)) for r in known)
        owed = claim.fen - claim.back if claim else 0
        return PaymentRow(
            one, name, yuan(one.fen), steps, promise.kept(one, self.on),
            LIGHTS[PaymentState(one.state)], reasons, yuan(owed) if claim else "", owed, claim,
        )  # fmt: skip
