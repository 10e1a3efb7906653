"""The words that a search asked for, marked in the text that answers, in either script."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tashan.base.script import simplified


def highlighted(text: str, words: str) -> SafeString:
    """The text with each of the words in <b>; simplifying keeps every offset true."""
    wanted = [re.escape(word) for word in simplified(words).casefold().split()]
    plain = simplified(text).casefold()
    if not wanted or len(plain) != len(text):
        return escape(text)
    parts, last = [], 0
    for found in re.finditer("|".join(wanted), plain):
        start, end = found.span()
        parts += [escape(text[last:start]), "<b>", escape(text[start:end]), "</b>"]
        last = end
    return mark_safe("".join([*parts, escape(text[last:])]))
