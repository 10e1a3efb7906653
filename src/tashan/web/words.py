"""The words that pages show beside those of the models."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tashan.reading.models import FindingStatus

STATUS_NOTES = {
    "lost": _("The number is missing in the source; the value stays empty."),
    "masked": _("The source hides this on purpose; it is not guessed."),
    "displaced": _("The number stands where the page layout threw it; check it on the page."),
}
FIELDS = {
    "name": _("Name"),
    "value": _("Value"),
    "unit": _("Unit"),
    "type": _("Type"),
    "place": _("Place"),
    "period": _("Period"),
    "period_iso": _("Period, dated"),
    "approximate": _("Approximate"),
    "scope": _("Compared within"),
    "status": _("Status"),
    "start": _("Begins at"),
    "end": _("Ends at"),
}


def status_word(status: str) -> str:
    """lost, masked or displaced as a word on the page."""
    return str(FindingStatus(status).label)
