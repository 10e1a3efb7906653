"""Exchanges of households as answers tell them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tashan.api.fields import ROOT, Money
from tashan.api.guarantee_telling import money
from tashan.api.schemas import exchanges as told
from tashan.api.schemas.shared import Refs
from tashan.base.errors import UserError
from tashan.mechanisms.choosing import Compared, Reckoned
from tashan.programmes.exchange_models import Exchange
from tashan.programmes.exchanges.acting import acts_for
from tashan.programmes.exchanges.exchanging import left_of
from tashan.programmes.exchanges.terms import terms_as_chosen, terms_of
from tashan.record.models import User


def exchange_lines(
    rows: Sequence[Exchange], on: date, viewer: User
) -> list[told.ExchangeLine]:  # fmt: skip
    """Each exchange; the household's name as the viewer may see it."""
    refs = _refs(rows, on, viewer)
    return [told.ExchangeLine(**_line(one, refs)) for one in rows]


def _refs(rows: Sequence[Exchange], on: date, viewer: User) -> Refs:
    return Refs([one for row in rows for one in (row.household, row.office)], on=on, viewer=viewer)


def _line(row: Exchange, refs: Refs) -> dict[str, Any]:
    return {
        "id": row.pk, "url": f"{ROOT}/exchanges/{row.pk}", "household": refs.to(row.household),
        "office": refs.of(row.office),
        "adoption": row.adoption_id, "part": row.part, "state": row.state, "option": row.option,
        "balance": Money.of(row.balance), "surveyed_on": row.surveyed_on,
        "chosen_on": row.chosen_on, "take_back_until": row.take_back_until,
        "sign_by": row.sign_by, "pay_by": row.pay_by, "hand_over_by": row.hand_over_by,
        "signed_on": row.signed_on, "ended_on": row.ended_on,
    }  # fmt: skip


def exchange_in_full(row: Exchange, on: date, viewer: User) -> told.ExchangeInFull:
    """One exchange with its valuation, its options and its steps."""
    refs, found = _refs([row], on, viewer), _compared(row, on)
    return told.ExchangeInFull(
        **_line(row, refs),
        stated=row.stated, survey=row.survey, agreement=row.agreement,
        values=[told.ValueTold(**_reckoned(one)) for one in (found.values if found else ())],
        options=[
            told.ExchangeOption(
                **_reckoned(one.reckoned), gets=[each.zh for each in one.gets],
                is_chosen=one.reckoned.code == row.option,
            )
            for one in (found.options if found else ())
        ],
        left=money(left_of(row)),
        steps=[
            told.ExchangeStepTold(kind=one.kind, on=one.on, amount=Money.of(one.fen),
                                  document=one.document)
            for one in row.steps.order_by("on", "pk")
        ],
        acts=[act.value for act in acts_for(viewer, row)],
    )  # fmt: skip


def _compared(row: Exchange, on: date) -> Compared | None:
    """None where no rules hold today and nothing was chosen."""
    try:
        terms = terms_as_chosen(row) if row.option else terms_of(row.adoption, row.part, on)
        return terms.compared(row.stated)
    except UserError:
        return None


def _reckoned(one: Reckoned) -> dict[str, Any]:
    return {"code": one.code, "title": one.title.zh, "formula": one.formula,
            "amount": money(one.fen)}  # fmt: skip
