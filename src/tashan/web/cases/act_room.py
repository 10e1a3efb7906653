"""A matter with what the forms of its acts offer and what they change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404

from tashan.casework.clocks import Span, Unit
from tashan.casework.legal import Act
from tashan.casework.models import Case, Extension, Material, Matter, Objection, Opinion, Stop
from tashan.casework.moving.extending import BY_STATUTE
from tashan.casework.perms import Actor, actor_of, acts_of, visible_cases
from tashan.duties.models import Duty
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.dated import as_of
from tashan.registry.models import Belonging, Tenure
from tashan.registry.naming import names_on
from tashan.web.cases.matter_words import said


@dataclass
class ActRoom:
    """One matter of a case before an act; its rows are read when a form asks for them."""

    case: Case
    matter: Matter
    user: User
    on: date

    @property
    def title(self) -> str:
        return said(self.matter.title)

    @property
    def terms(self) -> dict[str, Any]:
        terms: dict[str, Any] = self.matter.terms
        return terms

    @cached_property
    def actor(self) -> Actor:
        return actor_of(self.user, self.on)

    @cached_property
    def acts(self) -> list[Act]:
        """What this user may do now, as the table of legal moves says."""
        return acts_of(self.actor, self.matter)

    @cached_property
    def materials(self) -> dict[str, Material]:
        return {row.code: row for row in self.case.materials.all()}

    @cached_property
    def stops(self) -> list[Stop]:
        return list(self.matter.stops.all())

    @cached_property
    def extensions(self) -> list[Extension]:
        return list(self.matter.extensions.all())

    @cached_property
    def opinions(self) -> list[Opinion]:
        return list(self.matter.opinions.all())

    @cached_property
    def objections(self) -> list[Objection]:
        return list(self.matter.objections.filter(answered_on=None))

    @property
    def stop(self) -> Stop | None:
        """What stops the clock now."""
        return next((stop for stop in self.stops if stop.resumed_on is None), None)

    @property
    def needed(self) -> list[str]:
        """The materials that the matter names."""
        return list(self.terms.get("materials", ()))

    @property
    def missing(self) -> list[str]:
        """Of those, what nobody has handed in."""
        return [code for code in self.needed if not self.is_given(code)]

    @property
    def owed(self) -> list[str]:
        """What the standing request for a supplement still lacks."""
        asked = self.stop.materials if self.stop else []
        return [code for code in asked if not self.is_given(code)]

    def is_given(self, code: str) -> bool:
        """Whether a material of the case was handed in."""
        row = self.materials.get(code)
        return row is not None and row.given_on is not None

    def asked_before(self) -> set[str]:
        """What a supplement asked for earlier."""
        return {code for stop in self.stops for code in stop.materials}

    def material_choices(self, codes: Iterable[str]) -> list[tuple[str, str]]:
        return [(code, self.material_word(code)) for code in codes]

    def material_word(self, code: str) -> str:
        row = self.materials.get(code)
        return said(row.title) if row else code

    def duty_choices(self) -> list[tuple[str, str]]:
        """The duties whose offices may be asked: those that the rules name first."""
        named = list(self.terms.get("asks", ()))
        rows = Duty.objects.filter(place=None).order_by("code")
        titles = {row.code: said(row.title) for row in rows}
        codes = [*named, *(code for code in titles if code not in named)]
        return [(code, titles.get(code, code)) for code in codes if code != self.matter.duty]

    def owing_offices(self) -> dict[int, str]:
        """The asked offices of this user that owe their opinion."""
        owing = [o.office_id for o in self.opinions if o.given_on is None]
        return names_on([pk for pk in owing if self.actor.handles(pk)], self.on)

    def chiefs(self) -> list[User]:
        """The chiefs of the office that has the matter: one of them approves time."""
        return _holders(perms.CHIEF, self.matter.office_id, self.on)

    def officer_names(self) -> dict[int, str]:
        """Who serves in the office that has the matter, by the officer's number."""
        rows = as_of(Tenure.objects.filter(office=self.matter.office_id), self.on)
        serving = list(rows.order_by("order", "pk").values_list("officer", flat=True))
        names = names_on(serving, self.on)
        return {pk: names[pk] for pk in serving if pk in names}

    @property
    def extension_cap(self) -> Span:
        """By how much the limit may be extended at most."""
        cap: dict[str, Any] = self.terms.get("extension") or dict(BY_STATUTE)
        return Span(cap["n"], Unit(cap["unit"]))


def _holders(role: str, office: int | None, on: date) -> list[User]:
    serving = as_of(Tenure.objects.filter(office=office), on).values("officer")
    belonging = as_of(Belonging.objects.filter(entity__in=serving), on).values("user")
    users = User.objects.filter(pk__in=belonging, is_active=True)
    return list(users.filter(grants__role_id=role, grants__to_at=None).distinct())


def room_of(case_id: int, code: str, user: User, on: date) -> ActRoom:
    """The matter, where the user may see its case; 404 else."""
    case = find_case(case_id, user, on)
    rows = case.matters.select_related("case", "office", "seal").prefetch_related("opinions")
    return ActRoom(case, get_object_or_404(rows, code=code), user, on)


def find_case(case_id: int, user: User, on: date) -> Case:
    """The case, where the user may see it; who may not is not even told that there is one."""
    rows = visible_cases(user, on).select_related("subject", "version")
    return get_object_or_404(rows, pk=case_id)
