"""A problem that was raised at a visit becomes an order of the menu of services."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.services.ordering import order_service
from tashan.duties.dispatch_models import VisitProblem
from tashan.duties.dispatching.visiting import passed_on
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@transaction.atomic
def pass_on(
    problem: VisitProblem, service: str = "", *, by: By, enterprise: Entity | None = None
) -> VisitProblem:
    """Order the service that the problem names, or this one; the problem keeps the number.

    At a park, in a village or abroad the ``enterprise`` that has the problem is named; at a firm
    it is the firm's own. Raises UserError as the order itself is refused: there is no menu, no
    such service, or no enterprise.
    """
    assert by.user is not None, "somebody passes it on"
    visit = problem.visit
    made = order_service(
        enterprise=_whose(visit.secondment.place.entity, enterprise),
        service=service or problem.service,
        says=problem.says, by=by.user, on=by.on, at=by.at, about=visit.about,
    )  # fmt: skip
    return passed_on(problem, str(made.pk), by=by)


def _whose(place: Entity, named: Entity | None) -> Entity:
    """The enterprise that an order is for. Raises UserError where another firm is named."""
    if place.kind != Kind.ENTERPRISE:
        if named is None:
            raise UserError(
                _("Services are ordered for enterprises, and this is no visit to one."),
                hint=_("Name the enterprise whose problem it is."),
            )
        return named
    if named is not None and named != place:
        raise UserError(
            _("The visit was to another enterprise."), hint=_("Leave the enterprise out.")
        )
    return place
