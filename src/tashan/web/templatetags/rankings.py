"""Rankings on pages: a field that belongs to a form elsewhere on the page."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def of_form(field: BoundField, form: str) -> SafeString:
    """The field's control, sent with the form of this id."""
    return field.as_widget(attrs={"form": form})
