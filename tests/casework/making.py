"""Bare cases from rows alone, without a procedure's file: for everybody's tests of casework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from tests import cast
from tests.registry import people_and_places as county

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.base.codes import mod_11_10
from tashan.casework.kinds import Need
from tashan.casework.models import Case, Material, Matter, Prerequisite
from tashan.duties.models import Duty, Holding
from tashan.record.accounts import give_role
from tashan.record.models import User
from tashan.registry import keeping
from tashan.registry.belonging import belong
from tashan.registry.credit import known_kinds
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Entity, EntityName
from tashan.registry.offices import appoint, enter_officer

OPENED = date(2026, 11, 2)  # a Monday
PROMISED = {"kind": "promised", "n": 7, "unit": "working", "day_one": "next_day",
            "base": "acceptance", "basis": []}  # fmt: skip
STATUTORY = PROMISED | {"kind": "statutory", "n": 20}
TERMS: dict[str, Any] = {
    "limits": [PROMISED, STATUTORY],
    "stops": ["supplement", "expert_review", "public_notice"],
    "extension": {"n": 10, "unit": "working", "by": "head"},
    "materials": ["form", "plan"],
    "tolerable": ["plan"],
    "tolerant_within": PROMISED | {"n": 5},
    "commitment": PROMISED | {"n": 30},
    "asks": [],
    "on_expiry": "nothing",
    "gives": [],
    "basis": [],
}


def moment(on: date) -> datetime:
    """The middle of a day, when something is entered."""
    return datetime(on.year, on.month, on.day, 4, tzinfo=UTC)


def home() -> Entity:
    """他山县, made once."""
    return Entity.objects.filter(kind=Kind.PLACE, code="999901").first() or county.county()


def office(name: str = "自然资源和规划局") -> Entity:
    """An office of the county, made once by its name."""
    row = EntityName.objects.filter(entity__kind=Kind.OFFICE, name=name).first()
    return row.entity if row else county.office(name, at=home())


_usual_office = office  # where a parameter has its name


def holds(duty: str, at: Entity, *, place: Entity | None = None) -> Duty:
    """The office answers for a duty from long ago on, if nobody does yet."""
    row, is_new = Duty.objects.get_or_create(
        code=duty, place=place, defaults={"title": {"zh": duty, "en": duty}}
    )
    if is_new:
        source = county.source()
        Holding.objects.create(
            duty=row, office=at, since=county.LONG_AGO, source=source, entered=source
        )
    return row


def person(username: str, *roles: str) -> User:
    """Somebody with these roles and no office; the same account for the same name."""
    user = User.objects.filter(username=username).first()
    user = user or User.objects.create(username=username, display_name=username)
    for role in roles:
        give_role(user, role, actor=None, at=cast.AT)
    user.held_roles = None
    return user


def officer(username: str, *roles: str, at: Entity, post: str = "科员") -> User:
    """Somebody who serves in an office and whose account says so."""
    user = person(username, *roles)
    if not user.belongings.exists():
        source = county.source()
        entity = enter_officer(username, since=county.LONG_AGO, source=source)
        appoint(entity, at, post, since=county.LONG_AGO, source=source)
        belong(user, entity, Capacity.OFFICER, since=county.LONG_AGO, source=source)
    return user


def agent(username: str, enterprise: Entity) -> User:
    """Who applies for an enterprise."""
    user = person(username, "agent")
    if not user.belongings.exists():
        belong(user, enterprise, Capacity.AGENT, since=county.LONG_AGO, source=county.source())
    return user


def clerk(username: str, bank: Entity) -> User:
    """Who answers for a bank."""
    user = person(username, "clerk")
    if not user.belongings.exists():
        belong(user, bank, Capacity.CLERK, since=county.LONG_AGO, source=county.source())
    return user


def enterprise(name: str = "他山电子有限公司", number: int = 7) -> Entity:
    """An enterprise of the county, made once by its number."""
    code = county.credit_code(number)
    found = Entity.objects.filter(kind=Kind.ENTERPRISE, code=code).first()
    return found or county.enterprise(name, number)


def project_code(serial: int = 1) -> str:
    """A code of our county whose check digit is right."""
    body = f"2607-999901-04-01-{10000 + serial}"
    return body + mod_11_10(body.replace("-", ""))


def project(name: str = "电子产业园一期", serial: int = 1) -> Entity:
    """A project with a valid code, made once by its serial number."""
    code = project_code(serial)
    found = Entity.objects.filter(kind=Kind.PROJECT, code=code).first()
    new = keeping.New(name, county.LONG_AGO, code=code)
    return found or keeping.enter(Kind.PROJECT, new, source=county.source())


def uncoded_project() -> Entity:
    """A project that has no code yet."""
    return keeping.enter(
        Kind.PROJECT, keeping.New("电子产业园二期", county.LONG_AGO), source=county.source()
    )


def version() -> AdoptionVersion:
    """A version of an adopted mechanism whose file says nothing, made once."""
    found = AdoptionVersion.objects.filter(adoption__mechanism="made_up").first()
    if found:
        return found
    adoption = Adoption.objects.create(
        mechanism="made_up", title="试行", place="999901", since=OPENED, at=cast.AT
    )
    return AdoptionVersion.objects.create(
        adoption=adoption, number=1, since=OPENED, text="{}", sha256="0" * 64, base_text="{}",
        base_sha256="0" * 64, actor=county.clerk(), at=cast.AT,
    )  # fmt: skip


After = str | tuple[str, str]  # a step, or a step and "hard" or "soft"


def make_case(
    steps: Mapping[str, Mapping[str, Any]] | Sequence[str] = ("one",),
    after: Mapping[str, Sequence[After]] | None = None,
    *,
    office: Entity | None = None,
    subject: Entity | None = None,
    materials: Sequence[str] = ("form", "plan"),
    given: Sequence[str] = ("form", "plan"),
    **said: Any,
) -> Case:
    """A running case: steps by code with what differs from the usual matter of ``office``.

    ``steps={"land": {"terms": {"on_expiry": "agreed"}}}``: terms are laid over ``TERMS``.
    ``after={"land": ["site", ("risk", "soft")]}``. ``given`` materials are handed in already.
    """
    told = steps if isinstance(steps, Mapping) else {code: {} for code in steps}
    case = Case.objects.create(**_case_fields(subject or project(), len(told)) | said)
    acting = office or _usual_office()
    matters = {
        code: make_matter(case, code, position, **{"office": acting} | fields)
        for position, (code, fields) in enumerate(told.items(), start=1)
    }
    for code, earlier in (after or {}).items():
        for one in earlier:
            require(matters[one if isinstance(one, str) else one[0]], matters[code],
                    need="hard" if isinstance(one, str) else one[1])  # fmt: skip
    for code in materials:
        on = OPENED if code in given else None
        Material.objects.create(case=case, code=code, title={"zh": code, "en": code}, given_on=on)
    return case


def _case_fields(subject: Entity, unfinished: int) -> dict[str, Any]:
    return {
        "number": f"999901-{Case.objects.count() + 1:06d}",
        "title": "电子产业园一期",
        "subject": subject,
        "version": version(),
        "part": "approvals",
        "project_code": subject.code if subject.kind == Kind.PROJECT else "",
        "place": home(),
        "opened_on": OPENED,
        "unfinished": unfinished,
        "opened_by": county.clerk(),
        "at": cast.AT,
    }


def make_matter(case: Case, code: str, position: int, *, office: Entity, **said: Any) -> Matter:
    """One matter, not begun, that ``office`` answers for by a duty of the same code."""
    terms = TERMS | said.pop("terms", {})
    duty = said.pop("duty", code)
    holds(duty, office)
    fields = {"title": {"zh": code, "en": code}, "duty": duty, "office": office, "terms": terms}
    return Matter.objects.create(case=case, code=code, position=position, **fields | said)


def require(
    before: Matter, after: Matter, *, need: str = "hard", basis: Sequence[str] = ()
) -> None:
    """``before`` comes before ``after``, and ``after`` waits for it where that is hard."""
    Prerequisite.objects.create(before=before, after=after, need=need, basis=list(basis))
    if need == Need.HARD:
        after.waits += 1
        after.save(update_fields=["waits"])


def matter(case: Case, code: str = "one") -> Matter:
    """A matter of a case as it stands now."""
    return Matter.objects.select_related("case", "office").get(case=case, code=code)


def credit_kind() -> str:
    """A kind that a credit file of the library names."""
    return sorted(known_kinds())[0]
