"""Budgets: how the money goes when it does not reach for all.

Those who stand level are treated alike: nobody is preferred for the number of their row. All sums
are whole fen and add up exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tashan.mechanisms.programme import Shortage
from tashan.programmes.outcomes import Claim, Outcome, Settled


def out_of_budget(claims: Sequence[Claim], total: int, shortage: Shortage) -> list[Settled]:
    """What each gets of ``total`` fen; who has no known amount gets none yet."""
    known = [claim for claim in claims if claim.fen is not None]
    unknown = [Settled(c, None, Outcome.AMOUNT_UNKNOWN) for c in claims if c.fen is None]
    if sum(_fen(claim) for claim in known) <= total:
        return [*(Settled(claim, claim.fen, Outcome.GIVEN) for claim in known), *unknown]
    if shortage is Shortage.EVENLY:
        return [*_cut(known, total, Outcome.REDUCED), *unknown]
    return [*_in_order(known, total, shortage), *unknown]


def _levels(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """In order, those together that stand level."""
    ordered = sorted(claims, key=lambda claim: (claim.key, claim.subject))
    for _key, level in groupby(ordered, key=lambda claim: claim.key):
        yield list(level)


def _in_order(claims: Sequence[Claim], total: int, shortage: Shortage) -> Iterator[Settled]:
    """The whole amount while it reaches; from the first that it does not reach for, no more."""
    left, is_over = total, False
    for level in _levels(claims):
        wanted = sum(_fen(claim) for claim in level)
        if not is_over and wanted <= left:
            yield from (Settled(claim, claim.fen, Outcome.GIVEN) for claim in level)
            left -= wanted
            continue
        if not is_over and shortage is Shortage.PART and left > 0:
            yield from _cut(level, left, Outcome.PART)
        else:
            yield from (Settled(claim, 0, Outcome.NO_MONEY) for claim in level)
        is_over = True


def _cut(claims: Sequence[Claim], total: int, outcome: Outcome) -> Iterator[Settled]:
    parts = shares_of(total, [_fen(claim) for claim in claims])
    for claim, given in zip(claims, parts, strict=True):
        yield Settled(claim, given, Outcome.GIVEN if given == claim.fen else outcome)


def shares_of(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` divided in proportion, in whole fen that sum to it exactly.

    The fen left by rounding down go to the largest remainders, of equal ones to the first.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = [(total * weight % whole, -at) for at, weight in enumerate(weights)]
    for _remainder, at in sorted(remainders, reverse=True)[: total - sum(parts)]:
        parts[-at] += 1
    return parts


def _fen(claim: Claim) -> int:
    assert claim.fen is not None
    return claim.fen
