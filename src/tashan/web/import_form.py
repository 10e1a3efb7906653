"""What an officer is asked before a sheet can be understood: the day, the period, whose figures."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tashan.exchange.options import Asks
from tashan.exchange.target import Target
from tashan.indicators.models import Holder, Measure, Vintage
from tashan.record.models import PermittedUse
from tashan.web.forms.widgets import day_input

FIELDS: dict[Asks, tuple[str | Promise, object]] = {
    Asks.SINCE: (_("Holds from"), None),
    Asks.PERIOD: (_("Period"), _("like 2026-09, 2026-01/2026-09 or 2026Q3")),
    Asks.INDICATOR: (_("Indicator"), _("by its code or its name")),
    Asks.SUBJECT: (_("Whose figures"), _("a code or an official name")),
    Asks.SCOPE: (_("Scope"), None),
}
CHOICES: dict[Asks, tuple[str | Promise, list[tuple[str, str]]]] = {
    Asks.USE: (_("Permitted use"), PermittedUse.choices),
    Asks.HOLDER: (_("Counted by"), Holder.choices),
    Asks.VINTAGE: (_("Vintage"), Vintage.choices),
    Asks.MEASURE: (_("What it tells"), Measure.choices),
}
