"""One door to every move of a guarantee: which words each needs, and the call it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.guarantee_models import ClaimState, Guarantee, SecurityKind, WatchLevel
from tashan.programmes.guarantees import claiming, deciding, granting, paying, releasing, securing
from tashan.programmes.guarantees.claiming import open_claim
from tashan.programmes.guarantees.doing import GuaranteeAct
from tashan.programmes.guarantees.granting import BankLoan
from tashan.programmes.guarantees.securing import NewSecurity

A = GuaranteeAct


@dataclass(frozen=True, slots=True)
class GuaranteeSaid:
    """What is said with a move: amounts in fen; what was not said is None."""

    fen: int | None = None
    says: str | None = None
    document: str | None = None
    passes: bool | None = None
    kind: str | None = None
    title: str | None = None
    level: str | None = None
    next_by: date | None = None
    source: str | None = None


NEEDS: dict[GuaranteeAct, tuple[str, ...]] = {
    A.WITHDRAW: ("says",),
    A.REVIEW: ("passes", "says"),
    A.SECURE: ("kind", "title", "document"),
    A.APPROVE: ("fen", "says"),
    A.REJECT: ("says",),
    A.GRANT: ("fen", "document"),
    A.INSPECT: ("level", "says"),
    A.REPAY: ("fen", "document"),
    A.CLAIM: ("fen", "document", "says"),
    A.ANSWER: ("passes", "says"),
    A.PAY: (),
    A.RECEIVE: ("source", "fen", "document"),
    A.RECOVER: ("fen", "says"),
    A.WRITE_OFF: ("document",),
}
TAKES: dict[GuaranteeAct, tuple[str, ...]] = {
    A.SECURE: ("fen",), A.INSPECT: ("next_by",), A.ANSWER: ("fen",),
}  # fmt: skip


def perform(act: GuaranteeAct, row: Guarantee, said: GuaranteeSaid, *, by: By) -> None:
    """Make a move. Raises UserError for words that are missing or not taken, and as it refuses."""
    given = {one.name for one in fields(said) if getattr(said, one.name) is not None}
    needed, taken = NEEDS[act], TAKES.get(act, ())
    if missing := [name for name in needed if name not in given]:
        raise UserError(
            _("“%(act)s” needs: %(fields)s.") % {"act": act, "fields": ", ".join(missing)},
            hint=_("Give them too."),
        )
    if strange := sorted(given - {*needed, *taken}):
        raise UserError(
            _("“%(act)s” does not take: %(fields)s.") % {"act": act, "fields": ", ".join(strange)},
            hint=_("Leave them out."),
        )
    CALLS[act](row, said, by)


def _review(row: Guarantee, said: GuaranteeSaid, by: By) -> None:
    deciding.review(row, said.says or "", passes=bool(said.passes), by=by)


def _secure(row: Guarantee, said: GuaranteeSaid, by: By) -> None:
    kind = _chosen(said.kind, SecurityKind.values)
    new = NewSecurity(SecurityKind(kind), said.title or "", said.fen, said.document or "")
    securing.secure(row, new, by=by)


def _inspect(row: Guarantee, said: GuaranteeSaid, by: By) -> None:
    level = WatchLevel(_chosen(said.level, WatchLevel.values))
    securing.inspect(row, level, said.says or "", next_by=said.next_by, by=by)


def _answer(row: Guarantee, said: GuaranteeSaid, by: By) -> None:
    accepted = None
    if said.passes:
        accepted = open_claim(row, ClaimState.MADE).loss if said.fen is None else said.fen
    claiming.review_claim(row, accepted, said.says or "", by=by)


def _grant(row: Guarantee, said: GuaranteeSaid, by: By) -> None:
    granting.grant(row, BankLoan(said.fen or 0, said.document or ""), by=by)


def _receive(row: Guarantee, said: GuaranteeSaid, by: By) -> None:
    paying.receive(row, said.source or "", said.fen or 0, said.document or "", by=by)


def _claim(row: Guarantee, said: GuaranteeSaid, by: By) -> None:
    claiming.claim(row, said.fen or 0, said.document or "", said.says or "", by=by)


def _repay(row: Guarantee, said: GuaranteeSaid, by: By) -> None:
    releasing.report_repayment(row, said.fen or 0, said.document or "", by=by)


def _chosen(value: str | None, among: list[str]) -> str:
    if value not in among:
        raise UserError(
            _("“%s” is none of the choices.") % value, hint=_("They are: %s.") % ", ".join(among)
        )
    return value


CALLS: dict[GuaranteeAct, Callable[[Guarantee, GuaranteeSaid, By], None]] = {
    A.WITHDRAW: lambda row, said, by: _nothing(deciding.withdraw(row, said.says or "", by=by)),
    A.REVIEW: _review,
    A.SECURE: _secure,
    A.APPROVE: lambda row, said, by: _nothing(
        deciding.approve(row, said.fen or 0, said.says or "", by=by)
    ),
    A.REJECT: lambda row, said, by: _nothing(deciding.reject(row, said.says or "", by=by)),
    A.GRANT: _grant,
    A.INSPECT: _inspect,
    A.REPAY: _repay,
    A.CLAIM: _claim,
    A.ANSWER: _answer,
    A.PAY: lambda row, _said, by: _nothing(paying.pay_claim(row, by=by)),
    A.RECEIVE: _receive,
    A.RECOVER: lambda row, said, by: _nothing(
        paying.recover(row, said.fen or 0, said.says or "", by=by)
    ),
    A.WRITE_OFF: lambda row, said, by: _nothing(paying.write_off(row, said.document or "", by=by)),
}


def _nothing(_done: object) -> None:
    """The move tells its row; who performs it reads the guarantee anew."""
