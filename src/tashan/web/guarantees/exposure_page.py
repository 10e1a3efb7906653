"""What a fund stands open for on a day: by bank, by firm and by group, and which limit binds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from tashan.programmes.fund_models import Fund
from tashan.programmes.guarantees.exposed import Exposed, ExposedGroup, exposure_on
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.guarantees.limit_bars import LimitBar, bar_of, bars_of
from tashan.web.guarantees.words import percent_of


@dataclass(frozen=True, slots=True)
class ExposedRow:
    """A bank, a firm or a group with what it comes to; ``bar`` is the limit that binds."""

    name: str
    fen: int
    share: str
    bar: LimitBar | None = None

    @property
    def amount(self) -> str:
        return money(self.fen)


class ExposurePage:
    """One fund on a day."""

    def __init__(self, fund: Fund, on: date) -> None:
        self.fund, self.on = fund, on
        self.found = exposure_on(fund, on)

    @cached_property
    def names(self) -> dict[int, str]:
        found = self.found
        wanted = {one.who for one in (*found.by_bank, *found.by_firm)}
        return names_on(wanted | {firm for one in found.by_group for firm in one.firms}, self.on)

    @property
    def finding(self) -> str:
        """The title: what stands open and how much room is left."""
        limit = self.found.standing.total_limit()
        words = {"open": money(limit.used), "left": money(limit.left)}
        return _("%(open)s of liability open, %(left)s of room") % words

    @property
    def net_assets(self) -> str:
        return money(self.found.standing.net_assets)

    @cached_property
    def bars(self) -> list[LimitBar]:
        return bars_of(self.found, self.names)

    @property
    def banks(self) -> list[ExposedRow]:
        return [self._row(one) for one in self.found.by_bank]

    @property
    def firms(self) -> list[ExposedRow]:
        return [self._row(one) for one in self.found.by_firm]

    @property
    def groups(self) -> list[ExposedRow]:
        return [self._group(one) for one in self.found.by_group]

    def _row(self, one: Exposed) -> ExposedRow:
        binding = one.binding
        bar = None if binding is None else bar_of(binding, self.found.standing.terms)
        return ExposedRow(self.names.get(one.who, ""), one.fen, self._share(one.fen), bar)

    def _group(self, one: ExposedGroup) -> ExposedRow:
        bar = None if one.limit is None else bar_of(one.limit, self.found.standing.terms)
        return ExposedRow(self._named(one.firms), one.fen, self._share(one.fen), bar)

    def _named(self, firms: Sequence[int]) -> str:
        return "、".join(self.names.get(firm, "") for firm in firms)

    def _share(self, fen: int) -> str:
        return f"{percent_of(fen, self.found.standing.total)}%"
