"""The loans of the demo's funds: how much, when, and how far each of them came."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

LABEL = "互助基金会员"
MEMBERS = 6


class Outcome(StrEnum):
    """How far a loan came, or how it ended."""

    APPLIED = "applied"
    REFUSED = "refused"  # by the review
    REVIEWED = "reviewed"
    DECLINED = "declined"  # by the bank
    PROMISED = "promised"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    DRAWN = "drawn"
    RENEWED = "renewed"
    FEE_DUE = "fee_due"
    SETTLED = "settled"
    RECOVERING = "recovering"
    RECOVERED = "recovered"


class Lent(NamedTuple):
    """One loan; amounts in ten thousand yuan, ``ago`` in days before today.

    ``before``: it is paid out so many days after the application; ``days``: it is kept so long.
    """

    number: int
    ago: int
    wan: int
    promised: int
    lent: int
    outcome: Outcome
    days: int = 5
    before: int = 6
    borrower: str = "company"


STORIES = (
    Lent(3101, 300, 300, 320, 300, Outcome.SETTLED, 4),
    Lent(3102, 292, 500, 500, 475, Outcome.SETTLED, 6),
    Lent(3103, 280, 200, 220, 200, Outcome.SETTLED, 5, borrower="owner"),
    Lent(3104, 271, 150, 160, 150, Outcome.SETTLED, 3, borrower="owner"),
    Lent(3105, 262, 800, 860, 800, Outcome.SETTLED, 7),
    Lent(3106, 255, 420, 420, 399, Outcome.SETTLED, 5),
    Lent(3107, 243, 260, 300, 260, Outcome.REFUSED),
    Lent(3108, 231, 600, 640, 600, Outcome.SETTLED, 8),
    Lent(3109, 220, 350, 360, 340, Outcome.SETTLED, 10),
    Lent(3110, 210, 180, 200, 180, Outcome.SETTLED, 2),
    Lent(3111, 196, 90, 100, 90, Outcome.SETTLED, 5, borrower="owner"),
    Lent(3112, 183, 700, 720, 680, Outcome.SETTLED, 13),
    Lent(3113, 170, 240, 260, 240, Outcome.DECLINED),
    Lent(3114, 158, 550, 600, 550, Outcome.SETTLED, 6),
    Lent(3115, 146, 330, 340, 320, Outcome.SETTLED, 4),
    Lent(3116, 131, 400, 430, 400, Outcome.RECOVERED),
    Lent(3117, 112, 270, 300, 270, Outcome.WITHDRAWN),
    Lent(3118, 101, 480, 500, 470, Outcome.SETTLED, 9),
    Lent(3119, 88, 620, 660, 620, Outcome.SETTLED, 5),
    Lent(3120, 71, 230, 240, 220, Outcome.REJECTED),
    Lent(3121, 55, 310, 340, 310, Outcome.SETTLED, 6),
    Lent(3122, 34, 260, 280, 260, Outcome.RECOVERING),
    Lent(3123, 24, 380, 400, 380, Outcome.FEE_DUE, 7),
    Lent(3124, 19, 700, 740, 700, Outcome.DRAWN),
    Lent(3125, 12, 560, 600, 560, Outcome.RENEWED, 4),
    Lent(3126, 8, 300, 330, 300, Outcome.APPROVED, before=9),
    Lent(3127, 7, 450, 480, 450, Outcome.APPROVED, before=12),
    Lent(3128, 5, 200, 220, 200, Outcome.PROMISED, before=10),
    Lent(3129, 3, 160, 180, 160, Outcome.REVIEWED, before=14),
    Lent(3130, 1, 340, 360, 340, Outcome.APPLIED, before=20),
)
MUTUAL = (
    Lent(4101, 190, 60, 0, 60, Outcome.SETTLED, 15, 4),
    Lent(4102, 120, 100, 0, 100, Outcome.SETTLED, 28, 4),
    Lent(4103, 60, 45, 0, 45, Outcome.SETTLED, 35, 4),
    Lent(4104, 20, 80, 0, 80, Outcome.DRAWN, 20, 4),
    Lent(4105, 2, 50, 0, 50, Outcome.APPLIED, 10, 4),
)
