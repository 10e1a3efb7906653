"""Forms of an adoption: the conclusion of a review, and the end."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Conclusion
from tashan.web.forms.entries import DayField


class ReviewForm(forms.Form):
    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=Conclusion.choices)
    document = forms.CharField(label=_("Document of the review"), max_length=200)
    reviewer = forms.CharField(label=_("Reviewed by"), max_length=200)
    decided_on = DayField(label=_("Decided on"))


class EndForm(forms.Form):
    on = DayField(label=_("First day on which it no longer holds"))
    reason = forms.CharField(label=pgettext_lazy("of an end", "Reason"), max_length=300)
