"""A string that a person sees and that no catalogue translates does not pass `make check`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import polib
import pytest


@pytest.fixture(scope="module")
def messages(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("messages")


def texts(found: object) -> list[str]:
    return [message.text for _, message in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "source",
    [
        '_("Accept")',
        'gettext_lazy("Accept")',
        'ngettext("Accept", "Accept them", 2)',
        'models.CharField(_("Accept"), max_length=3)',
        '_("Acc" "ept")',
    ],
)
def test_marked_strings_of_the_code_are_found(messages: ModuleType, source: str) -> None:
    assert texts(messages.in_python(source)) == ["Accept"]


@pytest.mark.parametrize(
    "source",
    [
        '{% load i18n %}{% translate "Accept" %}',
        "{% load i18n %}{% trans 'Accept' as word %}",
        "{% load i18n %}{% blocktranslate %}Accept{% endblocktranslate %}",
        "{% load i18n %}{% blocktranslate trimmed %}\n  Accept\n{% endblocktranslate %}",
        '{% include "x" with label=_("Accept") %}',
    ],
)
def test_marked_strings_of_a_template_are_found(messages: ModuleType, source: str) -> None:
    assert texts(messages.in_template(source)) == ["Accept"]


def test_a_context_makes_another_message(messages: ModuleType) -> None:
    found = list(messages.in_python('pgettext("a button", "Accept")'))
    assert found == [(1, messages.Message("a button", "Accept"))]


@pytest.mark.parametrize(
    ("search", "source"),
    [
        ("in_python", 'ngettext("%(n)s day", "%(n)s days", n)'),
        (
            "in_template",
            "{% load i18n %}{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days"
            "{% endblocktranslate %}",
        ),
    ],
)
def test_a_plural_is_part_of_its_message(messages: ModuleType, search: str, source: str) -> None:
    [(_line, found)] = getattr(messages, search)(source)
    assert found == (None, "%(n)s day", "%(n)s days")
    flat = polib.POEntry(msgid="%(n)s day", msgstr="%(n)s 天")
    told = list(messages.missing(catalogue(flat), {found: "page.html:3"}))
    assert told == ["page.html:3: the catalogue has no such plural: '%(n)s days'"]
    forms = polib.POEntry(
        msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s 天"}
    )
    assert list(messages.missing(catalogue(forms), {found: "page.html:3"})) == []


def test_other_calls_are_left_alone(messages: ModuleType) -> None:
    assert texts(messages.in_python('print("Accept"); _(name)')) == []


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    made = polib.POFile()
    made.extend(entries)
    return made


@pytest.mark.parametrize(
    "entry",
    [
        polib.POEntry(msgid="Reject", msgstr="拒绝"),
        polib.POEntry(msgid="Accept", msgstr=""),
        polib.POEntry(msgid="Accept", msgstr="接受", flags=["fuzzy"]),
        polib.POEntry(msgid="Accept", msgstr="接受", obsolete=True),
        polib.POEntry(msgid="Accept", msgctxt="a button", msgstr="接受"),
    ],
    ids=["absent", "empty", "fuzzy", "obsolete", "of another context"],
)
def test_what_is_not_translated_is_told(messages: ModuleType, entry: polib.POEntry) -> None:
    marked = {messages.Message(None, "Accept"): "page.html:3"}
    told = list(messages.missing(catalogue(entry), marked))
    assert told == ["page.html:3: not translated: 'Accept'"]


def test_what_is_translated_passes(messages: ModuleType) -> None:
    marked = {messages.Message(None, "Accept"): "page.html:3"}
    done = catalogue(polib.POEntry(msgid="Accept", msgstr="接受"))
    assert list(messages.missing(done, marked)) == []


def test_compiled_catalogues_are_those_of_their_sources(messages: ModuleType) -> None:
    for source in sorted(Path(messages.LOCALE).glob("*/LC_MESSAGES/*.po")):
        compiled = polib.mofile(str(source.with_suffix(".mo")))
        expected = {
            (entry.msgctxt, entry.msgid): entry.msgstr
            for entry in polib.pofile(str(source))
            if entry.translated() and not entry.msgid_plural
        }
        found = {
            (entry.msgctxt, entry.msgid): entry.msgstr
            for entry in compiled
            if not entry.msgid_plural
        }
        assert found == expected, f"compile {source} again"
