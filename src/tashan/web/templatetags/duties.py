"""Titles that are kept by language, in the tongue of the page."""

from __future__ import annotations

from django import template

from tashan.web.answering import words

register = template.Library()
register.filter("told", words.told)
