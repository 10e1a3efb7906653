"""The words of the books: on which side an account grows."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Side(TextChoices):
    """The side on which an account grows: what there is on the left, where it is from right."""

    DEBIT = "debit", pgettext_lazy("side of an account", "Debit")
    CREDIT = "credit", pgettext_lazy("side of an account", "Credit")
