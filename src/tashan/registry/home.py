"""Our own place: the one whose offices work with this installation."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


def home() -> Entity:
    """The place that TASHAN_PLACE names. Raises UserError where it is not set or not known."""
    found = Entity.objects.filter(kind=Kind.PLACE, code=settings.PLACE).first()
    if not settings.PLACE or found is None:
        raise UserError(
            _("It is not set which place works here (TASHAN_PLACE is “%s”).") % settings.PLACE,
            hint=_("The system administrator sets it to the division code of the county."),
        )
    return found
