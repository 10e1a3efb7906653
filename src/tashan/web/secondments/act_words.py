"""The acts on rounds and terms in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ROUND_WORDS = {
    "places": _("Add destinations"),
    "members": _("Fill a pool"),
    "bring": _("Enter a need or an experience"),
    "tie": _("Enter a conflict of interest"),
    "publish": _("Publish"),
    "end": _("End the round"),
}
TERM_WORDS = {
    "choose": _("Choose somebody else"),
    "visit": _("Log a visit"),
    "report": _("Report a period"),
    "rate": _("Rate the work"),
    "hand_back": _("Hand back"),
    "replace": _("Replace"),
}
