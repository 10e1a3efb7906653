"""What a registrar can enter: one row an act, with its form and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tashan.base.errors import UserError
from tashan.record.models import Source
from tashan.registry import belonging, changes, credit, enterprises, keeping, merging, offices
from tashan.registry.kinds import Capacity, Kind, NameSort, Tie
from tashan.registry.models import Belonging, CreditEvent, Entity, Label, Tenure
from tashan.registry.resolve import resolve
from tashan.web.forms import entries as forms

Form = forms.EntryForm
EVERY = frozenset(Kind.values)
KEPT_HERE = frozenset({Kind.PLACE, Kind.OFFICE, Kind.OFFICER, Kind.ENTERPRISE})


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to an entity; ``blame`` is the field that a refusal stands beside."""

    title: str | Promise
    form: type[Form]
    do: Callable[[Entity, Form, Source], object]
    kinds: frozenset[str] = KEPT_HERE
    blame: str | None = None


@dataclass(frozen=True, slots=True)
class RowAct:
    """Something done to a row that belongs to an entity, found by ``rows``."""

    title: str | Promise
    form: type[Form]
    rows: Callable[[Entity], Any]
    do: Callable[[Any, Form, Source], object]
    blame: str | None = "since"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A new entity of a kind."""

    title: str | Promise
    form: type[Form]
    enter: Callable[[Form, Source], Entity]
    blame: str | None = "name"


def _new_enterprise(form: Form, source: Source) -> Entity:
    said = form.said
    name, code, short = (said.pop(key) for key in ("name", "code", "short"))
    new = enterprises.NewEnterprise(name, code, form.since, short=short, facts=said)
    return enterprises.enter_enterprise(new, source=source)


def _new_office(form: Form, source: Source) -> Entity:
    said = form.said
    return offices.enter_office(offices.NewOffice(since=form.since, **said), source=source)


def _new_place(form: Form, source: Source) -> Entity:
    said = form.said
    name, code = said.pop("name"), said.pop("code")
    new = keeping.New(name, form.since, code=code, facts=said)
    return changes.enter(Kind.PLACE, new, source=source)


def _new_officer(form: Form, source: Source) -> Entity:
    return offices.enter_officer(form.said["name"], since=form.since, source=source)


NEW: dict[str, NewEntry] = {
    Kind.ENTERPRISE: NewEntry(
        _("New enterprise"), forms.NewEnterpriseForm, _new_enterprise, blame="code"
    ),
    Kind.OFFICE: NewEntry(_("New office"), forms.NewOfficeForm, _new_office),
    Kind.OFFICER: NewEntry(_("New officer"), forms.NewOfficerForm, _new_officer),
    Kind.PLACE: NewEntry(_("New place"), forms.NewPlaceForm, _new_place, blame="code"),
}


def _change_enterprise(entity: Entity, form: Form, source: Source) -> None:
    enterprises.change_enterprise(entity, since=form.since, source=source, **form.said)


def _change_office(entity: Entity, form: Form, source: Source) -> None:
    if form.said["parent"] is not None:
        offices.refuse_circle(entity, form.said["parent"], form.since)
    changes.change(entity, since=form.since, source=source, **form.said)


def _change(entity: Entity, form: Form, source: Source) -> None:
    changes.change(entity, since=form.since, source=source, **form.said)


def _rename(entity: Entity, form: Form, source: Source) -> None:
    changes.rename(entity, form.said["name"], since=form.since, source=source)


def _call(entity: Entity, form: Form, source: Source) -> None:
    sort = NameSort(form.said["sort"])
    changes.call(entity, form.said["name"], sort=sort, since=form.since, source=source)


def _label(entity: Entity, form: Form, source: Source) -> None:
    said = form.said
    changes.label(
        entity, said["code"], since=form.since, until=said["until"], remark=said["note"],
        source=source,
    )  # fmt: skip


def _affiliate(entity: Entity, form: Form, source: Source) -> None:
    said = form.said
    share = None if said["share"] is None else said["share"] / 100
    enterprises.affiliate(
        entity, said["other"], Tie(said["tie"]), since=form.since, share=share, source=source
    )


def _credit(entity: Entity, form: Form, source: Source) -> None:
    new = credit.NewCredit(occurred_on=form.since, **form.said)
    credit.enter_credit(entity, new, source=source)


def other_entity(entity: Entity, text: str, form: Form) -> Entity:
    """Another entity of the same kind: by number, code or name. Raises UserError otherwise."""
    rows = Entity.objects.filter(kind=entity.kind).exclude(pk=entity.pk)
    if text.isdecimal() and len(text) < 18 and (row := rows.filter(pk=int(text)).first()):
        return row
    found = resolve(text, kind=Kind(entity.kind), on=form.since).entity
    if found is None or found.pk == entity.pk:
        raise UserError(
            gettext("“%s” names no other entry for certain.") % text,
            hint=gettext("Give its code, or the number in the address of its page."),
        )
    return found


def _merge(entity: Entity, form: Form, source: Source) -> None:
    into = other_entity(entity, form.said["code_or_name"], form)
    despite = form.said["despite_codes"]
    merging.merge(entity, into, source=source, on=form.since, despite_codes=despite)


def _part(entity: Entity, form: Form, source: Source) -> None:
    merging.part(entity, source=source, on=form.since)


def _succeed(entity: Entity, form: Form, source: Source) -> None:
    successor = other_entity(entity, form.said["code_or_name"], form)
    changes.succeed(entity, successor, on=form.since, source=source, remark=form.said["note"])


def _appoint(entity: Entity, form: Form, source: Source) -> None:
    said = form.said
    offices.appoint(entity, said.pop("office"), said.pop("post"), since=form.since,
                    source=source, **said)  # fmt: skip


def _belong(entity: Entity, form: Form, source: Source) -> None:
    user, capacity = form.said["username"], Capacity(form.said["capacity"])
    belonging.belong(user, entity, capacity, since=form.since, source=source)


_CHANGE = _("Change facts")
CHANGES: dict[str, Act] = {
    Kind.ENTERPRISE: Act(_CHANGE, forms.EnterpriseFactsForm, _change_enterprise, blame="industry"),
    Kind.OFFICE: Act(_CHANGE, forms.OfficeFactsForm, _change_office, blame="parent"),
    Kind.PLACE: Act(_CHANGE, forms.PlaceFactsForm, _change, blame="parent"),
}
FIRMS = frozenset({Kind.ENTERPRISE})
ACTS: dict[str, Act] = {
    "rename": Act(_("New official name"), forms.RenameForm, _rename, EVERY, blame="name"),
    "call": Act(_("Another name"), forms.CallForm, _call, EVERY, blame="name"),
    "label": Act(_("New label"), forms.LabelForm, _label, EVERY, blame="code"),
    "affiliate": Act(_("New affiliate"), forms.AffiliateForm, _affiliate, FIRMS, blame="other"),
    "credit": Act(_("New credit event"), forms.CreditForm, _credit, FIRMS, blame="kind"),
    "merge": Act(_("Merge a duplicate"), forms.MergeForm, _merge, EVERY, blame="code_or_name"),
    "part": Act(_("Take a merger back"), forms.EndForm, _part, EVERY, blame="since"),
    "succeed": Act(
        _("Name the successor"),
        forms.SucceedForm,
        _succeed,
        frozenset({Kind.PLACE, Kind.OFFICE, Kind.PARK}),
        blame="code_or_name",
    ),
    "appoint": Act(
        _("New post"), forms.AppointForm, _appoint, frozenset({Kind.OFFICER}), blame="post"
    ),
    "belong": Act(
        _("Account of this entry"),
        forms.BelongForm,
        _belong,
        frozenset({Kind.OFFICER, Kind.ENTERPRISE}),
        blame="capacity",
    ),
}


def act_on_kind(name: str, kind: str) -> Act | None:
    """The act of this name for entities of a kind; None where there is none."""
    act = CHANGES.get(kind) if name == "change" else ACTS.get(name)
    return act if act is not None and kind in act.kinds else None


def _known(model: type[Model], **where: Any) -> Any:
    return model._default_manager.filter(replaced__isnull=True, until__isnull=True, **where)


ROW_ACTS: dict[str, RowAct] = {
    "end-label": RowAct(
        _("End the label"),
        forms.EndForm,
        lambda entity: _known(Label, entity=entity),
        lambda row, form, source: changes.end_label(row, on=form.since, source=source),
    ),
    "leave": RowAct(
        _("End the tenure"),
        forms.EndForm,
        lambda entity: _known(Tenure, officer=entity),
        lambda row, form, source: offices.leave(row, on=form.since, source=source),
    ),
    "release": RowAct(
        _("The account belongs here no more"),
        forms.EndForm,
        lambda entity: _known(Belonging, entity=entity),
        lambda row, form, source: belonging.release(row, on=form.since, source=source),
    ),
    "repair": RowAct(
        _("Enter a repair"),
        forms.RepairForm,
        lambda entity: CreditEvent.objects.filter(entity=entity),
        lambda row, form, source: credit.repair(
            row, on=form.since, document=form.said["document"], source=source
        ),
    ),
}
