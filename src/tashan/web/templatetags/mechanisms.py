"""How templates show words with their stress, and the basis of a rule."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tashan.mechanisms.fields import Basis
from tashan.mechanisms.words.spans import Phrase
from tashan.web.figure_words import in_script

register = template.Library()


@register.filter
def stressed(phrase: Phrase) -> SafeString:
    """The words of a phrase, the stressed ones bold, in the script of the page."""
    return mark_safe(  # each piece is escaped
        "".join(
            format_html("<b>{}</b>", in_script(span.text))
            if span.is_strong
            else format_html("{}", in_script(span.text))
            for span in phrase
        )
    )


@register.filter
def scripted(text: str) -> str:
    """A text of the library in the script of the page."""
    return in_script(text)


@register.filter
def basis_list(given: Iterable[Basis]) -> SafeString:
    """Documents with their articles, and places that do it so."""
    return format_html_join("", '<span class="basis">{}{}</span>', map(_basis, given))


def _basis(one: Basis) -> tuple[str, SafeString]:
    name = one.document or _("as in %s") % one.example_of
    words = " ".join(in_script(part) for part in (name, one.article or "") if part)
    note = format_html('<span class="sub">{}</span>', in_script(one.note)) if one.note else ""
    return words, mark_safe(note)
