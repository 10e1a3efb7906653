"""Words of the library in the tongue of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from tashan.mechanisms.fields import Text


def said(text: Text) -> str:
    """Chinese on a Chinese page, English on any other."""
    return text.zh if (get_language() or "").startswith("zh") else text.en
