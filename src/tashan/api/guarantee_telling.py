"""Guarantees as answers tell them: lines, the whole of one, and the exposure of a fund."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tashan.api.fields import ROOT, Money
from tashan.api.schemas import guarantees as told
from tashan.api.schemas.shared import Refs
from tashan.ledger.models import Entry
from tashan.programmes.guarantee_models import Guarantee
from tashan.programmes.guarantees.course import course_of, liabilities
from tashan.programmes.guarantees.doing import acts_for
from tashan.programmes.guarantees.exposed import Exposed, FundExposure
from tashan.programmes.guarantees.limits import Limit
from tashan.programmes.guarantees.paying import TITLES, left_to_recover
from tashan.programmes.guarantees.watching import light_of, newest_inspections
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.models import Entity


def guarantee_url(guarantee: int) -> str:
    return f"{ROOT}/guarantees/{guarantee}"


def money(fen: int) -> Money:
    """An amount that is known."""
    found = Money.of(fen)
    assert found is not None
    return found


def guarantee_lines(
    rows: Iterable[Guarantee], on: date, viewer: Visitor
) -> list[told.GuaranteeLine]:
    """Each with what it comes to and its light."""
    known = list(rows)
    refs = Refs([e for row in known for e in (row.firm, row.bank)], on=on, viewer=viewer)
    open_now = liabilities(known)
    looks = newest_inspections([row.pk for row in known], on)
    return [
        told.GuaranteeLine(**_line(row, refs, open_now.get(row.pk, 0),
                                   light_of(row, looks.get(row.pk), on)))
        for row in known
    ]  # fmt: skip


def _line(row: Guarantee, refs: Refs, liability: int, light: str) -> dict[str, Any]:
    return {
        "id": row.pk, "fund": row.fund_id, "firm": refs.to(row.firm), "bank": refs.to(row.bank),
        "state": row.state, "light": light, "asked": Money.of(row.asked),
        "guaranteed": Money.of(row.guaranteed), "loan": Money.of(row.loan),
        "liability": Money.of(liability), "granted_on": row.granted_on, "ends_on": row.ends_on,
        "url": guarantee_url(row.pk),
    }  # fmt: skip


def guarantee_in_full(row: Guarantee, on: date, viewer: User) -> told.GuaranteeInFull:
    """The whole of one guarantee, and what the viewer may do with it."""
    line = guarantee_lines([row], on, viewer)[0]
    claims = list(row.claims.order_by("pk"))
    acts = acts_for(viewer, row, on, [one.state for one in claims])
    entries = Entry.objects.filter(book=row.fund.book_id, about=row.about).order_by("number")
    return told.GuaranteeInFull(
        **dict(line),
        bank_loan=row.bank_loan, purpose=row.purpose, lending=row.lending, months=row.months,
        shares=row.shares, fee=Money.of(row.fee), repaid=money(row.repaid), reasons=row.reasons,
        securities=[_security(one) for one in row.securities.order_by("on", "pk")],
        inspections=[
            told.InspectionTold(on=one.on, level=one.level, says=one.says, next_by=one.next_by)
            for one in row.inspections.order_by("-on", "-pk")
        ],
        claims=[_claim(one) for one in claims],
        recoveries=[_recovery(one) for one in row.recoveries.order_by("on", "pk")],
        left_to_recover=left_to_recover(row),
        course=[told.LiabilityTold(on=one.on, liability=money(one.fen)) for one in course_of(row)],
        entries=[
            told.EntryTold(number=one.number, kind=one.kind, on=one.on, says=one.says,
                           reckoning=one.reckoning)
            for one in entries
        ],
        acts=[str(act) for act in acts],
    )  # fmt: skip


def _security(one: Any) -> told.SecurityTold:
    return told.SecurityTold(
        kind=one.kind, title=one.title, value=Money.of(one.value), document=one.document, on=one.on
    )


def _claim(one: Any) -> told.ClaimTold:
    return told.ClaimTold(
        made_on=one.made_on, loss=money(one.loss), document=one.document, says=one.says,
        state=one.state, accepted=Money.of(one.accepted), answer=one.answer, paid_on=one.paid_on,
    )  # fmt: skip


def _recovery(one: Any) -> told.RecoveryTold:
    parts = {code: money(getattr(one, code)) for code in TITLES}
    return told.RecoveryTold(on=one.on, amount=money(one.fen), **parts)


def exposure_told(found: FundExposure, viewer: Visitor) -> told.ExposureTold:
    """A fund's exposure with the names of the day."""
    stands = found.standing
    wanted = {one.who for one in (*found.by_bank, *found.by_firm)}
    wanted |= {firm for group in found.by_group for firm in group.firms}
    entities = Entity.objects.in_bulk(wanted)
    refs = Refs(entities.values(), on=stands.on, viewer=viewer)

    def exposed(rows: Iterable[Exposed]) -> list[told.ExposedTold]:
        return [
            told.ExposedTold(who=refs.to(entities[one.who]), liability=money(one.fen),
                             limits=[limit_told(limit) for limit in one.limits])
            for one in rows
        ]  # fmt: skip

    return told.ExposureTold(
        on=stands.on, net_assets=money(stands.net_assets), made_of=stands.made_of,
        is_mainly_small=stands.is_small, total=limit_told(stands.total_limit()),
        by_bank=exposed(found.by_bank), by_firm=exposed(found.by_firm),
        by_group=[
            told.ExposedGroup(
                firms=[refs.to(entities[firm]) for firm in group.firms],
                liability=money(group.fen),
                limit=None if group.limit is None else limit_told(group.limit),
            )
            for group in found.by_group
        ],
    )  # fmt: skip


def limit_told(limit: Limit) -> told.LimitTold:
    return told.LimitTold(
        code=limit.code, used=money(limit.used), most=money(limit.most), left=money(limit.left),
        formula=limit.formula, parameter=limit.parameter,
    )  # fmt: skip
