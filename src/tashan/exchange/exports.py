"""Exports: asked for, written in the background, and taken out. Each of the three is an event.

Taking data out is a right of its own beside seeing it, and only who asked for a file gets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.base.errors import UserError
from tashan.exchange.approvals import sending
from tashan.exchange.figures.columns import long_fields
from tashan.exchange.models import Export, ExportState
from tashan.exchange.outgoing import figures, plans, registers, units
from tashan.exchange.outgoing.kind import ArchiveKind, Asking, ExportKind, Written, columns_of
from tashan.exchange.registers import labels, officers, places
from tashan.exchange.registers import units as unit_columns
from tashan.exchange.registers.book import Book
from tashan.exchange.registers.enterprises import book as enterprises
from tashan.papers.sheets import Sheet, signed_by, workbook
from tashan.reading.exports import MEDIA_TYPES
from tashan.record import files, perms
from tashan.record.events import append
from tashan.record.models import User
from tashan.record.perms import Visitor

ROWS_A_SHEET = 1_000_000
_LONGEST_QUERY = 500


def _of_book(
    code: str, title: object, book: Book, right: Callable[[Visitor], bool] = perms.may_see_registers
) -> ExportKind:
    return ExportKind(
        code,
        title,  # type: ignore[arg-type]
        right,
        lambda _asking: columns_of(book.fields),
        registers.counted(book.kind),
        registers.rows_of(book),
        target=code,
    )


AnyKind = ExportKind | ArchiveKind


def _made() -> Sequence[AnyKind]:
    see = perms.may_see_registers
    return (
        _of_book("enterprises", gettext_lazy("Enterprises"), enterprises()),
        _of_book("projects", gettext_lazy("Projects"), places.projects()),
        _of_book("parks", gettext_lazy("Parks"), places.parks()),
        ExportKind("units", gettext_lazy("Buildings, units and tenants"), see,
                   lambda _asking: columns_of(unit_columns.fields()), units.count_units,
                   units.unit_rows,
                   target="units"),
        _of_book("offices", gettext_lazy("Offices"), places.offices()),
        ExportKind("officers", gettext_lazy("Officers and posts"), see,
                   lambda _asking: columns_of(officers.fields()), registers.count_officers,
                   registers.officer_rows, target="officers"),
        _of_book("places", gettext_lazy("Towns and villages"), places.places()),
        _of_book("households", gettext_lazy("Households"), places.households(),
                 perms.may_see_households),
        ExportKind("labels", pgettext_lazy("register", "Labels"), see,
                   lambda _asking: columns_of(labels.fields()), registers.count_labels,
                   registers.label_rows, target="labels"),
        ExportKind("figures", gettext_lazy("Figures"), perms.may_see_figures,
                   lambda _asking: columns_of(long_fields()), figures.count_figures,
                   figures.figure_rows,
                   unit="见计量单位列", target="figures"),
        ExportKind("plan_entries", gettext_lazy("Projects of a plan of investment"),
                   perms.may_see_work, plans.plan_columns, plans.count_entries,
                   plans.entry_rows, unit="万元", target="plan_entries", of_one=True),
        ArchiveKind("approvals", gettext_lazy("Approvals, as the national exchange takes them"),
                    perms.may_see_all_cases, sending.written),
    )  # fmt: skip


KINDS: Mapping[str, AnyKind] = {kind.code: kind for kind in _made()}


def kind_of(code: str) -> AnyKind:
    """Raises UserError for a code that there is none of."""
    if code not in KINDS:
        raise UserError(
            _("There is no export of “%s”.") % code, hint=_("Choose one of the lists to export.")
        )
    return KINDS[code]


def may_ask(user: Visitor, kind: AnyKind) -> bool:
    """An exporter who may see what the list shows."""
    return perms.may_export_figures(user) and kind.right(user)


@transaction.atomic
def ask(code: str, query: Mapping[str, str], *, reviewer: str, actor: User, at: datetime) -> Export:
    """Have a file written of what a page shows. The event keeps the filter."""
    kind = kind_of(code)
    if not may_ask(actor, kind):
        raise PermissionDenied
    kept = {name: value[:_LONGEST_QUERY] for name, value in query.items() if value}
    run = Export.objects.create(
        kind=code,
        query=kept,
        title=str(kind.title),
        reviewer=reviewer.strip()[:100],
        actor=actor,
        at=at,
    )
    append(run.stream, "export.asked", {"kind": code, "query": kept}, actor=actor, at=at)
    return run


def write(run: Export, *, at: datetime, part: Callable[[int], None]) -> None:
    """Write the file. The right is asked once more: it may have been taken since."""
    kind = kind_of(run.kind)
    if not may_ask(run.actor, kind):
        raise UserError(
            _("The right to export this was taken meanwhile."),
            hint=_("Ask your security administrator."),
        )
    asking = Asking(run.query, run.actor, _day(run.query, timezone.localdate(at)))
    made = (
        kind.write(asking, part)
        if isinstance(kind, ArchiveKind)
        else _workbook(run, kind, asking, part)
    )
    with transaction.atomic():
        run.file = files.store(made.data, name=file_name(run, asking, made.suffix), at=at)
        run.rows, run.left_out = made.rows, made.left_out
        run.state, run.progress = ExportState.DONE, 100
        run.finished_at = timezone.now()
        run.save()
        payload = {"rows": made.rows, "sha256": run.file.sha256}
        payload |= {"left_out": made.left_out} if made.left_out else {}
        append(run.stream, "export.written", payload, actor=run.actor, at=at)


def _workbook(
    run: Export, kind: ExportKind, asking: Asking, part: Callable[[int], None]
) -> Written:
    rows = list(_counted(kind, asking, part))
    part(80)
    data = workbook(_sheets(run, kind, rows, asking))
    return Written(data, len(rows), 0, "xlsx", MEDIA_TYPES["xlsx"])


def _day(query: Mapping[str, str], today: date) -> date:
    """The day as of which the page showed its list."""
    try:
        return date.fromisoformat(query.get("on", ""))
    except ValueError:
        return today


def _counted(
    kind: ExportKind, asking: Asking, part: Callable[[int], None]
) -> Iterator[Sequence[object]]:
    total = max(kind.count(asking), 1)
    for at, row in enumerate(kind.rows(asking), start=1):
        if at % 1_000 == 0:
            part(min(5 + 75 * at // total, 80))
        yield row


def _sheets(
    run: Export, kind: ExportKind, rows: Sequence[Sequence[object]], asking: Asking
) -> list[Sheet]:
    """One sheet, or several where Excel could not hold all rows in one."""
    who = run.actor
    footer = signed_by(
        officer=who.display_name,
        on=asking.on,
        reviewer=run.reviewer,
        unit=kind.unit or "见各列表头",
        office=who.office,
    )
    starts = range(0, max(len(rows), 1), ROWS_A_SHEET)
    columns = kind.columns(asking)
    return [Sheet(run.title, columns, rows[at : at + ROWS_A_SHEET], footer) for at in starts]


def file_name(run: Export, asking: Asking, suffix: str) -> str:
    return f"{run.title}-{asking.on.isoformat()}.{suffix}"


def media_type_of(name: str) -> str:
    """By the ending of the file's name."""
    return sending.ZIP if name.endswith(".zip") else MEDIA_TYPES["xlsx"]


@transaction.atomic
def taken_out(run: Export, *, actor: User, at: datetime) -> bytes:
    """The file's bytes for who asked for it; that they left is recorded."""
    if run.actor_id != actor.pk or not may_ask(actor, kind_of(run.kind)):
        raise PermissionDenied
    if run.file is None:
        raise UserError(_("The file is not written yet."), hint=_("Wait until it is done."))
    data = files.read(run.file)
    append(run.stream, "export.taken_out", {"sha256": run.file.sha256}, actor=actor, at=at)
    return data


@transaction.atomic
def fail(run: Export, error: UserError, *, at: datetime) -> None:
    """No file came of it, and why."""
    Export.objects.filter(pk=run.pk).update(
        state=ExportState.FAILED, progress=0, failure=str(error)[:500], finished_at=at
    )
    append(run.stream, "export.failed", {"why": str(error)[:500]}, actor=None, at=at)
