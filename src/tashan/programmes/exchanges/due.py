"""What is due of exchanges of households, as supervision gathers it.

An agreement is due to be signed, then to be paid and to be handed over. While the household may
still take its choice back, the clock of the last two stands. No name of a household is told.
"""

from __future__ import annotations

from datetime import date

from tashan.casework.due import Due, DueSource, officer_of
from tashan.record import statements

_CAUSE = f"""e.office_id, {officer_of("e.handler_id")}, e.household_id"""
_SIGNED = """e.signed_on <= %(on)s AND (e.ended_on IS NULL OR e.ended_on > %(on)s)"""

SIGNING_DUE = DueSource(
    kind="exchange_signing",
    statement=f"""SELECT 'exchange_signing:' || e.id, '签协议：' || e.survey, {_CAUSE}, e.sign_by,
    false, NULL::text
  FROM programmes_exchange e
 WHERE e.chosen_on <= %(on)s AND e.sign_by IS NOT NULL
   AND (e.signed_on IS NULL OR e.signed_on > %(on)s)""",
    page="exchange",
)
PAYMENT_DUE = DueSource(
    kind="exchange_payment",
    statement=f"""SELECT 'exchange_payment:' || e.id, '付款：' || e.agreement, {_CAUSE}, e.pay_by,
    e.take_back_until >= %(on)s, NULL::text
  FROM programmes_exchange e
 WHERE {_SIGNED} AND e.pay_by IS NOT NULL AND e.balance <> (
   SELECT coalesce(sum(CASE s.kind WHEN 'paid_to' THEN s.fen ELSE -s.fen END), 0)
     FROM programmes_exchangestep s
    WHERE s.exchange_id = e.id AND s.kind IN ('paid_to', 'paid_by') AND s.on <= %(on)s)""",
    page="exchange",
)
HAND_OVER_DUE = DueSource(
    kind="exchange_hand_over",
    statement=f"""SELECT 'exchange_hand_over:' || e.id, '交付办结：' || e.agreement, {_CAUSE},
    e.hand_over_by, e.take_back_until >= %(on)s, NULL::text
  FROM programmes_exchange e
 WHERE {_SIGNED} AND e.hand_over_by IS NOT NULL""",
    page="exchange",
)
DUES = (SIGNING_DUE, PAYMENT_DUE, HAND_OVER_DUE)


def open_of(exchange: int, on: date) -> list[Due]:
    """What of one exchange is to be done by a day, in its order; one query each."""
    found = []
    for source in DUES:
        asked = f"""SELECT d.* FROM ({source.statement}) d (cause, title, office, officer, subject,
            due_on, stands, said) WHERE d.cause = %(cause)s"""
        row = statements.fetch(asked, {"on": on, "cause": f"{source.kind}:{exchange}"})
        found += [Due(*row)] if row else []
    return found
