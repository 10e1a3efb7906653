"""Why a clock stands still, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

STOP_REASONS: Mapping[str, Promise] = {
    "supplement": pgettext_lazy("stop", "Supplement"),
    "hearing": pgettext_lazy("stop", "Hearing"),
    "tender": pgettext_lazy("stop", "Tendering"),
    "auction": pgettext_lazy("stop", "Auction"),
    "testing": pgettext_lazy("stop", "Inspection, testing or appraisal"),
    "expert_review": pgettext_lazy("stop", "Expert review"),
    "site_inspection": pgettext_lazy("stop", "Site inspection"),
    "public_notice": pgettext_lazy("stop", "Public notice"),
    "higher_authority": pgettext_lazy("stop", "Report to a higher authority"),
    "withdrawal": pgettext_lazy("stop", "Withdrawal"),
}
