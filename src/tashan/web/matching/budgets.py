"""A budget beside what the awards of a run would cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tashan.base.lights import Light
from tashan.web.charts.small import ProgressBar
from tashan.web.matching.quantities import exact, fen_text

RED, AMBER = 90, 70  # per cent of the budget from which it is coloured


@dataclass(frozen=True, slots=True)
class BudgetBar:
    """``wanted`` is what all who qualify would get, ``limit`` what there is; both in fen."""

    wanted: int
    limit: int
    is_open: bool = False  # who qualifies is known, how much they ask for is not

    @property
    def share(self) -> Decimal | None:
        """In per cent; None where there is no budget at all."""
        return exact(Fraction(100 * self.wanted, self.limit), 1) if self.limit else None

    @property
    def light(self) -> Light:
        share = self.share
        if share is None or share >= RED:
            return Light.RED
        return Light.YELLOW if share >= AMBER else Light.GREEN

    @property
    def is_over(self) -> bool:
        return self.wanted > self.limit

    @property
    def words(self) -> str:
        """1,260 万元 of 2,000 万元."""
        if self.is_open:
            return _("budget %s") % fen_text(self.limit)
        told = {"wanted": fen_text(self.wanted), "limit": fen_text(self.limit)}
        return _("%(wanted)s of %(limit)s") % told

    @property
    def left(self) -> str:
        """What remains, or what is short."""
        if self.is_open:
            return _("amounts follow the applications")
        if self.is_over:
            return _("short by %s") % fen_text(self.wanted - self.limit)
        return _("%s left") % fen_text(self.limit - self.wanted)

    @property
    def bar(self) -> SafeString:
        done = self.share if self.share is not None else Decimal(100)
        edge = Decimal(100) if self.is_over else None
        return ProgressBar(done, f"{self.words}, {self.left}", edge, self.light).svg()
