"""What is bought and the days of a tender, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.casework.tendering import Bought, TenderDay

BOUGHT = {
    Bought.WORKS: pgettext_lazy("tender", "Works"),
    Bought.GOODS: pgettext_lazy("tender", "Goods"),
    Bought.SERVICES: pgettext_lazy("tender", "Services"),
}
DAYS = {
    TenderDay.DOCUMENTS: _("Documents given out from"),
    TenderDay.DOCUMENTS_END: _("Documents given out until"),
    TenderDay.CLARIFIED: _("Last clarification"),
    TenderDay.CLOSING: _("Closing of bids"),
    TenderDay.OPENED: _("Opening of bids"),
    TenderDay.EVALUATED: _("Report of the evaluation received"),
    TenderDay.CANDIDATES: _("Candidates published from"),
    TenderDay.CANDIDATES_END: _("Candidates published until"),
    TenderDay.AWARDED: _("Notice of award"),
    TenderDay.CONTRACT: _("Contract signed"),
    TenderDay.DEPOSIT_BACK: _("Security given back"),
    TenderDay.REPORTED: _("Written report"),
}
