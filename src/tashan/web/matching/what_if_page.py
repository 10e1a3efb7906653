"""Other parameters tried: who would gain, who would lose, the cost before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.indicators.figure_text import number_text
from tashan.mechanisms.head import ParameterValue
from tashan.programmes.models import RunProgramme
from tashan.programmes.offers import Offer
from tashan.programmes.what_if import Change, Moved, Side, what_if
from tashan.registry.naming import names_on
from tashan.web.matching.quantities import fen_text

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One subject to whom it makes a difference."""

    name: str
    url: str
    amount: str


class Outcome:
    """Both sides in words; names are asked for once, of those alone who are shown."""

    def __init__(
        self,
        offer: Offer,
        values: Mapping[str, ParameterValue],
        on: date,
        last: RunProgramme | None,
    ) -> None:
        self.offer, self.on, self.last = offer, on, last
        self.told = what_if(offer, values, on)

    @property
    def before(self) -> Side:
        return self.told.before

    @property
    def after(self) -> Side:
        return self.told.after

    @property
    def has_cost(self) -> bool:
        return self.before.given is not None

    @property
    def cost_before(self) -> str:
        return fen_text(self.before.given)

    @property
    def cost_after(self) -> str:
        return fen_text(self.after.given)

    @cached_property
    def gains(self) -> list[Moved]:
        return self._ordered(self.told.having(Change.GAINS, Change.MORE))

    @cached_property
    def losses(self) -> list[Moved]:
        return self._ordered(self.told.having(Change.LOSES, Change.LESS))

    @staticmethod
    def _ordered(moved: Sequence[Moved]) -> list[Moved]:
        """The greatest difference first."""
        return sorted(moved, key=lambda m: (-abs((m.after or 0) - (m.before or 0)), m.subject))

    @property
    def gain_count(self) -> int:
        return len(self.gains)

    @property
    def loss_count(self) -> int:
        return len(self.losses)

    @property
    def more_gaining(self) -> int:
        return max(len(self.gains) - MOST_NAMED, 0)

    @property
    def more_losing(self) -> int:
        return max(len(self.losses) - MOST_NAMED, 0)

    @cached_property
    def _names(self) -> dict[int, str]:
        shown = (*self.gains[:MOST_NAMED], *self.losses[:MOST_NAMED])
        return names_on([moved.subject for moved in shown], self.on)

    @property
    def gaining(self) -> list[MovedLine]:
        return [self._line(moved) for moved in self.gains[:MOST_NAMED]]

    @property
    def losing(self) -> list[MovedLine]:
        return [self._line(moved) for moved in self.losses[:MOST_NAMED]]

    def _line(self, moved: Moved) -> MovedLine:
        return MovedLine(self._names.get(moved.subject, ""), self._url(moved), amount_of(moved))

    def _url(self, moved: Moved) -> str:
        """Why they stand as they do now, by the last match; else what they are."""
        if self.last is None:
            return reverse("entity", args=[moved.subject])
        url = reverse("match_answer", args=[self.last.run_id, moved.subject])
        return f"{url}?programme={self.last.position}"

    @property
    def is_same(self) -> bool:
        sides = ((s.eligible, s.near, s.unknown, s.given) for s in (self.before, self.after))
        return not self.told.moved and len(set(sides)) == 1

    @property
    def finding(self) -> str:
        """3 would gain and 1 would lose; 126.00 万元 becomes 180.00 万元."""
        if self.is_same:
            return _("These parameters change nothing")
        gain = ngettext("%d would gain", "%d would gain", self.gain_count) % self.gain_count
        loss = ngettext("%d would lose", "%d would lose", self.loss_count) % self.loss_count
        told = {"gain": gain, "loss": loss, "before": self.cost_before, "after": self.cost_after}
        if not self.has_cost:
            return _("%(gain)s, %(loss)s") % told
        return _("%(gain)s, %(loss)s; the cost goes from %(before)s to %(after)s") % told

    @property
    def bars(self) -> list[Pair]:
        """How many stand how, before and after, on one scale."""
        rows = [
            (_("Qualify"), self.before.eligible, self.after.eligible),
            (_("Given something"), self.before.given_to, self.after.given_to),
            (_("Nearly do"), self.before.near, self.after.near),
            (_("Figures missing"), self.before.unknown, self.after.unknown),
        ]
        most = max(*(count for row in rows for count in row[1:]), 1)
        return [Pair(*row, most) for row in rows]


@dataclass(frozen=True, slots=True)
class Pair:
    """A count before and after as two bars; ``most`` fills the width."""

    title: str
    before: int
    after: int
    most: int

    @property
    def difference(self) -> str:
        change = self.after - self.before
        return number_text(change, 0, is_signed=True) if change else "="

    @property
    def bar(self) -> SafeString:
        shares = [f"{100 * count / self.most:.2f}%" for count in (self.before, self.after)]
        told = _("%(title)s: %(before)d as it holds, %(after)d as tried")
        summary = told % {"title": self.title, "before": self.before, "after": self.after}
        return format_html(
            '<svg class="pair" role="img" aria-label="{}"><rect class="before" y="2" width="{}" '
            'height="7" rx="1"/><rect class="after" y="11" width="{}" height="7" rx="1"/></svg>',
            summary,
            *shares,
        )


def amount_of(moved: Moved) -> str:
    """+50 万元, −20 万元, or 30 → 50 万元; empty where no money is given."""
    match moved.change:
        case Change.GAINS:
            return "" if moved.after is None else f"+{fen_text(moved.after)}"
        case Change.LOSES:
            return "" if moved.before is None else f"−{fen_text(moved.before)}"
    return f"{fen_text(moved.before)} → {fen_text(moved.after)}"
