"""What is refused of duties and delegations, each with what to do instead."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.duties.models import Delegation, Form, Holding, JointMember
from tashan.registry.dated import Dated, as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Succession, Tenure

CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")


def no_code(code: str) -> None:
    """A duty is named as procedures name it."""
    if not CODE.fullmatch(code):
        raise UserError(
            _("“%(code)s” is no code of a duty.") % {"code": code},
            hint=_("Write it as the procedures do: small letters, digits and _, like land_use."),
        )


def no_holder(office: Entity, post: str, officer: Entity | None, on: date) -> None:
    """An office holds a duty, or one of its posts, or one officer who serves there that day."""
    if office.kind != Kind.OFFICE:
        raise UserError(
            _("Only an office answers for a duty."), hint=_("Choose an office of the register.")
        )
    if post and officer is not None:
        raise UserError(
            _("A duty is held by a post or by an officer, not by both."),
            hint=_("Leave one of them empty."),
        )
    served = Tenure.objects.filter(office=office, officer=officer)
    if officer is not None and not as_of(served, on).exists():
        raise UserError(
            _("The officer does not serve in that office on that day."),
            hint=_("Enter the appointment first, or choose somebody who serves there."),
        )


def given_later(row: Holding | None) -> None:
    if row is not None:
        raise UserError(
            _("The duty is given from %(since)s on already.") % {"since": row.since},
            hint=_("Give a later day, or end that one first."),
        )


def replaced(row: Dated) -> None:
    """What was changed meanwhile is looked at again first."""
    if type(row)._default_manager.filter(pk=row.pk, replaced__isnull=False).exists():
        raise UserError(
            _("This was changed meanwhile."), hint=_("Open the page again and look at it first.")
        )


def member(joint: Entity, office: Entity, on: date, *, is_lead: bool) -> None:
    """Offices belong to a joint office, each once and one of them leading."""
    if joint == office or {joint.kind, office.kind} != {Kind.OFFICE}:
        raise UserError(
            _("Only another office belongs to a joint office."), hint=_("Choose another office.")
        )
    known = JointMember.objects.filter(joint=joint, replaced__isnull=True)
    later = known.filter(Q(until__isnull=True) | Q(until__gt=on))
    if later.filter(member=office).exists():
        raise UserError(
            _("The office belongs to this joint office already."), hint=_("Choose another office.")
        )
    if is_lead and later.filter(is_lead=True).exists():
        raise UserError(
            _("Another office leads this joint office already."), hint=_("End that one first.")
        )


def delegation(
    *,
    item: str,
    holder: Entity,
    to: Entity,
    form: Form,
    document: str,
    announced: str,
    is_to_organ: bool,
) -> None:
    """What the law asks of each form, before any day is looked at."""
    if not item.strip() or not document.strip():
        raise UserError(
            _("An item is delegated by a document."),
            hint=_("Name the item, and give the document with its number."),
        )
    if holder == to or {holder.kind, to.kind} != {Kind.OFFICE}:
        raise UserError(
            _("An item goes from one office to another."),
            hint=_("Choose another office: a company or an association receives no item."),
        )
    if form == Form.ENTRUSTED and not is_to_organ:
        raise UserError(
            _("What is entrusted goes to an administrative organ only."),
            hint=_("An institution or a company cannot be entrusted: choose a window instead."),
        )
    if form == Form.ENTRUSTED and not announced.strip():
        raise UserError(
            _("What is entrusted is announced."),
            hint=_("Say where the receiving organ and the item were made public."),
        )


def delegated_twice(
    item: str, holder: Entity, place: Entity | None, since: date, until: date | None
) -> None:
    """One office delegates one item for one place once at a time; so do those it followed."""
    if until is not None and until <= since:
        raise UserError(_("It ends before it begins."), hint=_("Give a later last day."))
    before = Succession.objects.filter(successor=holder, on__lte=since).values("entity")
    rows = _meanwhile(item, since, until).filter(place=place)
    row = rows.filter(Q(holder=holder) | Q(holder__in=before)).first()
    if row is not None:
        raise UserError(
            _("The item is delegated since %(since)s already.") % {"since": row.since},
            hint=_("Recall that delegation first, or give a day after its end."),
        )


def passed_on(item: str, holder: Entity, form: Form, since: date, until: date | None) -> None:
    """Who was entrusted with an item entrusts nobody else with it (licence law, 24)."""
    had = _meanwhile(item, since, until).filter(to=holder, form=Form.ENTRUSTED)
    if form != Form.WINDOW and had.exists():
        raise UserError(
            _("Who was entrusted with an item does not pass it on."),
            hint=_("Recall that delegation, and delegate from the office that holds the item."),
        )


def _meanwhile(item: str, since: date, until: date | None) -> QuerySet[Delegation]:
    known = Delegation.objects.filter(item=item, replaced__isnull=True)
    begun = known if until is None else known.filter(since__lt=until)
    return begun.filter(Q(until__isnull=True) | Q(until__gt=since)).order_by("since")


def evaluation(row: Delegation, on: date, says: str) -> None:
    if not says.strip():
        raise UserError(
            _("An evaluation says what was found."), hint=_("Write it in a few sentences.")
        )
    if on < row.since:
        raise UserError(
            _("The item was delegated on %(since)s only.") % {"since": row.since},
            hint=_("Give a day on which it was handled there."),
        )
