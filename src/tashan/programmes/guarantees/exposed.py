"""The exposure of a fund on a day by bank, by firm and by group, each against its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tashan.programmes.fund_models import Fund
from tashan.programmes.guarantees.exposure import groups_of, sums
from tashan.programmes.guarantees.limits import GROUP, Limit, Standing, standing_on


@dataclass(frozen=True, slots=True)
class Exposed:
    """What a bank or a firm comes to in fen; ``limits`` are a firm's."""

    who: int
    fen: int
    limits: tuple[Limit, ...] = ()

    @property
    def binding(self) -> Limit | None:
        """The limit that leaves least room."""
        return min(self.limits, key=lambda one: one.left, default=None)


@dataclass(frozen=True, slots=True)
class ExposedGroup:
    """Firms that are affiliated and together come to so much in fen."""

    firms: tuple[int, ...]
    fen: int
    limit: Limit | None


@dataclass(frozen=True, slots=True)
class FundExposure:
    """A fund on a day: the whole, and by bank, firm and group, the largest first."""

    standing: Standing
    by_bank: Sequence[Exposed]
    by_firm: Sequence[Exposed]
    by_group: Sequence[ExposedGroup]


def exposure_on(fund: Fund, on: date) -> FundExposure:
    """Everything from the entries up to the day and the affiliations of the day."""
    stands = standing_on(fund, on)
    by_firm = sums(stands.rows, lambda row: row.firm)
    groups = groups_of(by_firm, on)
    limits = {firm: tuple(stands.firm_limits(firm, groups[firm])) for firm in by_firm}
    return FundExposure(
        stands,
        [Exposed(bank, fen) for bank, fen in sums(stands.rows, lambda row: row.bank).items()],
        [Exposed(firm, fen, limits[firm]) for firm, fen in by_firm.items()],
        _groups(stands, by_firm, groups),
    )


def _groups(
    stands: Standing, by_firm: dict[int, int], groups: dict[int, frozenset[int]]
) -> list[ExposedGroup]:
    """Those with more than one firm of which any stands open."""
    found: dict[frozenset[int], ExposedGroup] = {}
    for firm in by_firm:
        group = groups[firm]
        if len(group) > 1 and group not in found:
            limits = {one.code: one for one in stands.firm_limits(firm, group)}
            members = tuple(sorted(group, key=lambda one: (-by_firm.get(one, 0), one)))
            found[group] = ExposedGroup(members, stands.of(group), limits.get(GROUP))
    return sorted(found.values(), key=lambda one: -one.fen)
