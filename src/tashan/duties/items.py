"""The open catalogue of items: what the adopted catalogues say on a day, and what they changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tashan.adoption import files
from tashan.adoption.current import InForce, in_force
from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.base.errors import UserError
from tashan.mechanisms.catalogue import Catalogue, Item
from tashan.mechanisms.fields import Text
from tashan.mechanisms.procedure import Procedure, Sort
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.settling import cited, limits_on

Terms = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item as anyone may read it. ``promised`` and ``statutory`` are limits as a matter's
    terms say them, None where there is none or it has no value on the day.

    ``stages`` are those of the procedures of its file in which it is a step, by code.
    """

    code: str
    title: Text
    duty: str
    duty_title: Text | None
    sort: Sort
    is_same_day: bool
    is_delegable: bool
    promised: Terms | None
    statutory: Terms | None
    materials: tuple[Text, ...]
    basis: tuple[str, ...]
    is_charged: bool | None
    stages: Mapping[str, Text]
    adoption: Adoption
    version: AdoptionVersion

    @property
    def said(self) -> tuple[object, ...]:
        """All that a version may change of it."""
        limits = [tuple(sorted(map(str, (one or {}).items()))) for one in self.limits]
        return (self.title, self.duty, self.sort, self.is_same_day, tuple(limits),
                self.materials, self.basis, self.is_charged)  # fmt: skip

    @property
    def limits(self) -> tuple[Terms | None, Terms | None]:
        return self.promised, self.statutory


def catalogue(on: date) -> list[OpenItem]:
    """The items of all catalogues adopted and in force on a day, in the order of their files."""
    return [item for held in in_force(on) for item in items_of(held, on)]


def same_day_items(on: date) -> frozenset[str]:
    """The codes of the items that are decided the same day once their conditions are met."""
    return frozenset(item.code for item in catalogue(on) if item.is_same_day)


def items_of(held: InForce, on: date) -> Iterator[OpenItem]:
    """The items of one adoption, with the limits of the day; services of a menu are none."""
    stages = _stages(held.mechanism)
    for part in held.mechanism.parts.values():
        if isinstance(part, Catalogue):
            for code, item in part.items.items():
                if item.offer is None:
                    yield _open(held, part, code, item, stages.get(code, {}), on)


def _open(
    held: InForce, part: Catalogue, code: str, item: Item, stages: Mapping[str, Text], on: date
) -> OpenItem:
    limits = _limits(held.mechanism, item, on)
    return OpenItem(
        code=code,
        title=item.title,
        duty=item.duty,
        duty_title=part.duties.get(item.duty),
        sort=item.sort,
        is_same_day=item.same_day,
        is_delegable=item.delegated,
        promised=limits.get("promised"),
        statutory=limits.get("statutory"),
        materials=tuple(part.materials[m].title for m in item.materials if m in part.materials),
        basis=tuple(cited(item.basis)),
        is_charged=item.fee.charged if item.fee else None,
        stages=stages,
        adoption=held.adoption,
        version=held.version,
    )


def _limits(mechanism: Mechanism, item: Item, on: date) -> dict[str, Terms]:
    try:
        return {limit["kind"]: limit for limit in limits_on(mechanism, item, on)}
    except UserError:  # a parameter without a value on the day: not known, never nothing
        return {}


def _stages(mechanism: Mechanism) -> dict[str, dict[str, Text]]:
    """In which stages of the file's procedures each item is a step."""
    found: dict[str, dict[str, Text]] = {}
    procedures = [part for part in mechanism.parts.values() if isinstance(part, Procedure)]
    for part in procedures:
        for step in part.steps.values():
            stage = part.stages.get(step.stage or "")
            if step.item and step.stage and stage:
                found.setdefault(step.item, {})[step.stage] = stage.title
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that came, went, or is said otherwise; both None never."""

    code: str
    before: OpenItem | None
    after: OpenItem | None


def differences(earlier: Iterable[OpenItem], later: Iterable[OpenItem]) -> list[Difference]:
    """What changed between two versions of a catalogue: those that came or changed in the order
    of the later one, then those that went."""
    old = {item.code: item for item in earlier}
    new = {item.code: item for item in later}
    found = [
        Difference(code, old.get(code), item)
        for code, item in new.items()
        if code not in old or old[code].said != item.said
    ]
    return found + [Difference(code, item, None) for code, item in old.items() if code not in new]


def versions(adoption: Adoption) -> list[AdoptionVersion]:
    """The versions of an adopted mechanism, the newest first."""
    return list(adoption.versions.select_related("adoption").order_by("-number"))


def items_of_version(version: AdoptionVersion, on: date) -> list[OpenItem]:
    """The catalogue as one version says it, with the parameters of a day."""
    held = InForce(version.adoption, version, files.mechanism_of(version))
    return list(items_of(held, on))
