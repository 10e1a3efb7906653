"""A source is opened; projects apply for its money, and it is granted or refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.balances import balances
from tashan.ledger.books import account_ids, open_book
from tashan.ledger.posting import NewEntry, post
from tashan.ledger.reckoning import step, yuan
from tashan.programmes.funds.terms import terms_in
from tashan.programmes.guarantees.holding import documented, refuse_nothing, said
from tashan.programmes.project_money.accounts import OF_THE_SOURCE
from tashan.programmes.project_money.holding import LAST, Told, enter, held, note, person
from tashan.programmes.project_money_models import (
    MoneySource,
    MoneyState,
    ProjectMoney,
    SourceKind,
)
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import name_on


@dataclass(frozen=True, slots=True)
class NewSource:
    """Money of a kind, so much in fen, by a document, for ``uses``, from–to."""

    adoption: Adoption
    part: str
    kind: SourceKind
    title: str
    document: str
    uses: str
    fen: int
    until: date | None = None


@transaction.atomic
def open_source(new: NewSource, *, by: By) -> MoneySource:
    """A source with its book and its quota. Raises UserError for a part that pays no projects."""
    refuse_nothing(new.fen)
    held_now = current.of(new.adoption, by.on)
    if terms_in(held_now, new.part, by.on).part.spending is None:
        raise UserError(
            _("“%s” has no rules of payment.") % new.part,
            hint=_("Choose a fund that says what is paid against progress."),
        )
    document, title = documented(new.document), said(new.title)
    if MoneySource.objects.filter(document=document).exists():
        raise UserError(_("This document is entered already."), hint=_("Go on with its source."))
    if new.until is not None and new.until < by.on:
        raise UserError(_("It ends before it begins."), hint=_("Give a later last day."))
    count = MoneySource.objects.count() + 1
    book = open_book(
        f"money:{new.kind}.{count}", title, OF_THE_SOURCE, on=by.on, actor=person(by), at=by.at
    )
    made = MoneySource.objects.create(
        adoption=new.adoption, part=new.part, kind=new.kind, title=title, document=document,
        uses=said(new.uses), fen=new.fen, since=by.on, until=new.until, book=book,
    )  # fmt: skip
    ids = account_ids(book)
    quota = NewEntry(
        kind="quota", lines={ids["ungranted"]: new.fen, ids["quota"]: -new.fen}, on=by.on,
        about=f"source:{made.pk}", version=held_now.version.pk, says=f"资金额度：{document}",
        reckoning=[step("资金额度", "Quota", yuan(new.fen), new.fen)],
    )  # fmt: skip
    post(book.pk, quota, actor=person(by), at=by.at)
    note(made.stream, "source.opened", {"document": document, "fen": new.fen}, by)
    return made


@transaction.atomic
def apply(
    source: MoneySource, project: Entity, fen: int, document: str, *, by: By
) -> ProjectMoney:  # fmt: skip
    """A project applies. Raises UserError outside the source's days, and while one is open."""
    refuse_nothing(fen)
    if project.kind != Kind.PROJECT:
        raise UserError(_("Money of a source is for projects."), hint=_("Choose a project."))
    if by.on < source.since or (source.until is not None and by.on > source.until):
        raise UserError(
            _("The source is open from %(since)s until %(until)s.")
            % {"since": source.since, "until": source.until or "—"},
            hint=_("Apply within these days, or to another source."),
        )
    rows = source.moneys.filter(project=project)
    if rows.filter(state__in=[MoneyState.APPLIED, MoneyState.GRANTED]).exists():
        raise UserError(
            _("The project has applied for this money already."),
            hint=_("Go on with the application that there is."),
        )
    made = ProjectMoney.objects.create(
        source=source, project=project, asked=fen, applied_on=by.on,
        application=documented(document),
    )  # fmt: skip
    told = {"source": source.pk, "project": project.pk, "asked": fen}
    note(made.stream, "money.applied", told | {"document": made.application}, by)
    return made


@transaction.atomic
def grant(money: ProjectMoney, fen: int, document: str, *, by: By) -> ProjectMoney:
    """So much is granted, by a document. Raises UserError above what is asked and what is left."""
    row = held(money, MoneyState.APPLIED)
    refuse_nothing(fen)
    left = balances(row.source.book, LAST).get("ungranted", 0)
    if fen > min(row.asked, left):
        raise UserError(
            _("It asked for %(asked)s; %(left)s of the source are left.")
            % {"asked": yuan(row.asked), "left": yuan(left)},
            hint=_("Grant no more than both."),
        )
    if by.on < row.applied_on:
        raise UserError(
            _("It applied on %s.") % row.applied_on.isoformat(),
            hint=_("Give that day or a later one."),
        )
    row.granted, row.granted_on, row.grant = fen, by.on, documented(document)
    row.state = MoneyState.GRANTED
    row.save()
    ungranted = account_ids(row.source.book)["ungranted"]
    steps = [step("额度剩余", "Left of the quota", f"{yuan(left)} − {yuan(fen)}", left - fen)]
    says = f"下达{name_on(row.project, by.on)}：{row.grant}"
    enter(row, Told("allocate", {"due": fen}, says, steps, {ungranted: -fen}), by)
    note(row.stream, "money.granted", {"fen": fen, "document": row.grant}, by)
    return row


@transaction.atomic
def refuse(money: ProjectMoney, says: str, *, by: By) -> ProjectMoney:
    """Nothing is granted, with the reason."""
    row = held(money, MoneyState.APPLIED)
    row.state, row.closed_on = MoneyState.REFUSED, by.on
    row.save()
    note(row.stream, "money.refused", {"says": said(says)}, by)
    return row
