"""What becomes of a claim: who qualifies has one, and places, money or another programme cut it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# of each number of an order: whether it is unknown, and what it sorts by
Sorting = tuple[tuple[bool, Fraction | int], ...]


class Outcome(TextChoices):
    GIVEN = "given", pgettext_lazy("outcome", "Given in full")
    PART = "part", _("Given in part: what was left of the budget")
    REDUCED = "reduced", _("Reduced in proportion: the budget does not reach")
    NO_PLACE = "no_place", _("Behind the last place")
    NO_MONEY = "no_money", _("The budget had run out")
    OVERLAPPED = "overlapped", _("Another programme of the group gives more")
    AMOUNT_UNKNOWN = "amount_unknown", _("Qualifies; the amount is not known")


@dataclass(frozen=True, slots=True)
class Claim:
    """A subject that qualifies, and for how much; ``key`` sorts, the first comes first.

    Claims of equal keys stand level. ``fen`` is None where nothing is paid or it is unknown.
    """

    subject: int
    fen: int | None
    key: Sorting = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A claim with what is given of it, in fen, and why no more."""

    claim: Claim
    given: int | None
    outcome: Outcome
