"""Contracts of projects, and how much of each is done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.guarantees.holding import documented, refuse_nothing, said
from tashan.programmes.project_money.holding import note, person
from tashan.programmes.project_money_models import (
    ALL,
    ProgressReport,
    ProjectPayment,
    WorksContract,
)
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract of so much, in fen, with a contractor."""

    contractor: Entity
    number: str
    title: str
    fen: int


@transaction.atomic
def sign(project: Entity, new: NewContract, *, by: By) -> WorksContract:
    """Enter a contract. Raises UserError for a number that the project has."""
    refuse_nothing(new.fen)
    number = documented(new.number)
    if project.kind != Kind.PROJECT or new.contractor.kind != Kind.ENTERPRISE:
        raise UserError(
            _("A contract is of a project with an enterprise."), hint=_("Choose both again.")
        )
    if WorksContract.objects.filter(project=project, number=number).exists():
        raise UserError(
            _("The project has a contract of this number."), hint=_("Go on with that one.")
        )
    made = WorksContract.objects.create(
        project=project, contractor=new.contractor, number=number, title=said(new.title),
        fen=new.fen, signed_on=by.on,
    )  # fmt: skip
    told = {"project": project.pk, "number": number, "fen": new.fen}
    note(made.stream, "contract.signed", told, by)
    return made


@transaction.atomic
def report(contract: WorksContract, share: int, document: str, *, by: By) -> ProgressReport:
    """So much of the work is done, in ten-thousandths, as measured. Raises UserError for less."""
    row = WorksContract.objects.select_for_update().get(pk=contract.pk)
    before = progress_on([row.pk], date.max).get(row.pk)
    last = 0 if before is None else before.share
    if not last <= share <= ALL or (before is not None and by.on < before.on):
        raise UserError(
            _("%s %% were reported last.") % f"{last / 100:g}",
            hint=_("Work that is done is not undone: report that or more, up to 100 %."),
        )
    made = ProgressReport.objects.create(
        contract=row, on=by.on, share=share, document=documented(document), actor=person(by),
        at=by.at,
    )  # fmt: skip
    note(row.stream, "contract.progress", {"share": share, "document": made.document}, by)
    return made


def progress_on(contracts: Collection[int], on: date) -> dict[int, ProgressReport]:
    """The newest progress of each by a day, by the contract's id. One query."""
    rows = ProgressReport.objects.filter(contract__in=contracts, on__lte=on).order_by("on", "pk")
    return {row.contract_id: row for row in rows}


def measured(rows: QuerySet[WorksContract], on: date) -> QuerySet[Any]:
    """Contracts with ``progress`` in ten-thousandths and ``paid`` in fen, each None where none."""
    reports = ProgressReport.objects.filter(contract=OuterRef("pk"), on__lte=on)
    newest = reports.order_by("-on", "-pk").values("share")[:1]
    payments = ProjectPayment.objects.filter(contract=OuterRef("pk"), on__lte=on).order_by()
    paid = payments.values("contract").annotate(sum=Sum("fen")).values("sum")
    return rows.annotate(progress=Subquery(newest), paid=Subquery(paid))


def paid_on(contracts: Collection[int], on: date) -> dict[int, int]:
    """What was paid of each up to a day, from every source, in fen, by the contract's id."""
    rows = ProjectPayment.objects.filter(contract__in=contracts, on__lte=on)
    found = rows.values_list("contract").annotate(fen=Sum("fen")).order_by()
    return {contract: int(fen) for contract, fen in found}
