"""How somebody stands under a programme: qualifies, nearly, unknown, does not."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from tashan.mechanisms.rules.answers import Answer, Verdict


class Standing(TextChoices):
    """In the order of the tabs."""

    ELIGIBLE = "eligible", pgettext_lazy("programme", "Qualifies")
    NEAR = "near", pgettext_lazy("programme", "Nearly")
    UNKNOWN = "unknown", pgettext_lazy("programme", "Unknown")
    NOT = "not", pgettext_lazy("programme", "Does not qualify")


def standing_of(answer: Answer) -> Standing:
    """A near miss is a no that one condition more would make a yes."""
    if answer.verdict is Verdict.YES:
        return Standing.ELIGIBLE
    if answer.verdict is Verdict.UNKNOWN:
        return Standing.UNKNOWN
    return Standing.NEAR if answer.is_near_miss else Standing.NOT
