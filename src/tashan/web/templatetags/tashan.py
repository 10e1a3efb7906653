"""What templates need that Django's own tags do not give: icons, page addresses, lights."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of static/tashan/icons.svg; it says nothing to a screen reader."""
    address = static("tashan/icons.svg")
    return format_html(
        '<svg class="ico" aria-hidden="true"><use href="{}#{}"/></svg>', address, name
    )


@register.simple_tag(takes_context=True)
def here_with(context: RequestContext, **changes: object) -> str:
    """The address of this page with some parameters changed; None takes one away."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None and value != "":
            query[name] = str(value)
    return "?" + query.urlencode()


@register.filter
def at(mapping: dict[object, object], key: object) -> object:
    """The value of a mapping under a key that is itself a variable."""
    return mapping.get(key)
