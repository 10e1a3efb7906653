"""A problem that was raised at a visit becomes an order of the menu of services."""

from __future__ import annotations

from django.db import transaction

from tashan.casework.moving.by import By
from tashan.casework.services.ordering import order_service
from tashan.duties.dispatch_models import VisitProblem
from tashan.duties.dispatching.visiting import passed_on


@transaction.atomic
def pass_on(problem: VisitProblem, service: str = "", *, by: By) -> VisitProblem:
    """Order the service that the problem names, or this one; the problem keeps the number.

    Raises UserError as the order itself is refused: there is no menu, or no such service.
    """
    assert by.user is not None, "somebody passes it on"
    visit = problem.visit
    made = order_service(
        enterprise=visit.secondment.place.entity, service=service or problem.service,
        says=problem.says, by=by.user, on=by.on, at=by.at, about=visit.about,
    )  # fmt: skip
    return passed_on(problem, str(made.pk), by=by)
