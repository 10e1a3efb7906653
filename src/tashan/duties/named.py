"""Which duties the adopted mechanisms name, and which of these nobody holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tashan.adoption.current import InForce, in_force
from tashan.adoption.models import Adoption
from tashan.duties.holding import Holders
from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.fields import Text
from tashan.mechanisms.procedure import MatterTerms, Procedure


@dataclass(slots=True)
class Named:
    """A duty as files name it: its title there, how many steps and items, of which adoptions."""

    code: str
    title: Text | None = None
    steps: int = 0
    adoptions: dict[int, Adoption] = field(default_factory=dict)


def named(on: date) -> Mapping[str, Named]:
    """The duties that catalogues and procedures in force on a day name, in their order."""
    found: dict[str, Named] = {}
    for held in in_force(on):
        for part in held.mechanism.parts.values():
            if isinstance(part, Catalogue | Procedure):
                for code in _codes(part):
                    _count(found, code, part.duties.get(code), held)
    return found


def _count(found: dict[str, Named], code: str, title: Text | None, held: InForce) -> None:
    one = found.setdefault(code, Named(code))
    one.title = one.title or title
    one.steps += 1
    one.adoptions[held.adoption.pk] = held.adoption


def _codes(part: Catalogue | Procedure) -> Iterator[str]:
    """Who acts, who is asked, who checks afterwards and who leads; an owner's own steps too."""
    if isinstance(part, Catalogue):
        for item in part.items.values():
            yield item.duty
            yield from _asked(item)
        return
    for step in part.steps.values():
        yield step.duty
        yield from _asked(step)
    yield from (stage.lead for stage in part.stages.values())
    yield from (joint.lead for joint in part.joint.values())


def _asked(terms: MatterTerms) -> Iterator[str]:
    yield from terms.asks
    if terms.commitment and terms.commitment.duty:
        yield terms.commitment.duty


def holes(all_named: Mapping[str, Named], held: Holders) -> list[Named]:
    """The duties that are named and held by nobody everywhere, those with most steps first."""
    missing = [one for one in all_named.values() if held.of(one.code) is None]
    return sorted(missing, key=lambda one: (-one.steps, one.code))
