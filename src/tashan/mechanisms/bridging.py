"""What comes before what once some steps are left out: their prerequisites are handed on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tashan.mechanisms.procedure import Need
from tashan.mechanisms.settling import Settled, SettledAfter


@dataclass(frozen=True, slots=True)
class Edge:
    """What comes before, whether it must, and the documents that say so; none says no law does.

    ``over`` are the steps that were left out on the way.
    """

    before: str
    is_hard: bool
    basis: tuple[str, ...] = ()
    over: tuple[str, ...] = ()

    def by_way_of(self, nearer: Edge) -> Edge:
        """This edge of a step that was left out, handed on over ``nearer`` to what waited for it.

        Hard only if both are; it has a basis only if both have one.
        """
        basis = tuple(dict.fromkeys((*self.basis, *nearer.basis)))
        return Edge(
            self.before,
            self.is_hard and nearer.is_hard,
            basis if self.basis and nearer.basis else (),
            (*self.over, nearer.before, *nearer.over),
        )


After = Mapping[str, Sequence[Edge]]


def edges_of(settled: Settled) -> dict[str, list[Edge]]:
    """What comes before each step, as the procedure says it."""
    return {code: [_edge(one) for one in step.after] for code, step in settled.steps.items()}


def _edge(one: SettledAfter) -> Edge:
    return Edge(one.step, one.need is Need.HARD, tuple(one.basis))


def bridged(after: After, kept: Collection[str]) -> dict[str, list[Edge]]:
    """Of each kept step the kept steps before it: A → B → C without B gives A → C.

    Where several ways lead back to one step the strongest counts: a hard one, of these one with
    a basis, of these the shortest.
    """
    return {code: _behind(after, code, kept) for code in after if code in kept}


def _behind(after: After, code: str, kept: Collection[str]) -> list[Edge]:
    best: dict[str, Edge] = {}
    waiting = list(after.get(code, ()))
    while waiting:
        edge = waiting.pop(0)
        if edge.before == code or not _is_stronger(edge, best.get(edge.before)):
            continue
        best[edge.before] = edge
        if edge.before not in kept:
            waiting += [further.by_way_of(edge) for further in after.get(edge.before, ())]
    return [edge for edge in best.values() if edge.before in kept]


def _is_stronger(edge: Edge, than: Edge | None) -> bool:
    return than is None or _strength(edge) > _strength(than)


def _strength(edge: Edge) -> tuple[bool, bool, int]:
    return (edge.is_hard, bool(edge.basis), -len(edge.over))
