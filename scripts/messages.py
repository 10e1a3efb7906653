"""Find strings that a person sees and that a catalogue does not translate.

The code and the templates are searched for marked strings; each must stand, translated and not
fuzzy, in every catalogue under ``src/tashan/web/locale`` except the English one, whose source the
code is. ``python scripts/messages.py`` prints what is missing and ends with 1 if anything is.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "tashan"
LOCALE = SOURCE / "web" / "locale"
# How many leading arguments of each function are the message: (context, singular, plural).
SIMPLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_CONTEXT = {"npgettext", "npgettext_lazy"}
CALL_IN_TEMPLATE = re.compile(r"\b(_|gettext|ngettext|pgettext|npgettext)\((?=\s*u?['\"])")


class Message(NamedTuple):
    context: str | None
    text: str
    plural: str | None = None


def of_call(name: str, arguments: list[str]) -> Message | None:
    """The message that a call of a gettext function marks."""
    if name in SIMPLE and arguments:
        return Message(None, arguments[0])
    if name in PLURAL and len(arguments) > 1:
        return Message(None, *arguments[:2])
    if name in CONTEXT and len(arguments) > 1:
        return Message(*arguments[:2])
    if name in PLURAL_CONTEXT and len(arguments) > 2:
        return Message(*arguments[:3])
    return None


def leading_texts(arguments: list[ast.expr]) -> list[str]:
    texts = []
    for argument in arguments:
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            break
        texts.append(argument.value)
    return texts


def in_python(source: str) -> Iterator[tuple[int, Message]]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        message = of_call(name, leading_texts(node.args))
        if message:
            yield node.lineno, message


def in_template(source: str) -> Iterator[tuple[int, Message]]:
    """Django turns a template into calls of gettext, for xgettext; we read the same calls."""
    from django.utils.translation.template import templatize

    calls = templatize(source)
    for found in CALL_IN_TEMPLATE.finditer(calls):
        line = calls.count("\n", 0, found.start()) + 1
        message = of_call(found[1], texts_at(calls, found.end()))
        if message:
            yield line, message


def texts_at(calls: str, start: int) -> list[str]:
    """The string literals, divided by commas, that begin at ``start``."""
    literal = re.compile(r"\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*(,?)", re.DOTALL)
    texts, found = [], literal.match(calls, start)
    while found:
        texts.append(ast.literal_eval(found[1]))
        found = literal.match(calls, found.end()) if found[2] else None
    return texts


def marked() -> dict[Message, str]:
    """Every marked string, with the first place where it stands."""
    found: dict[Message, str] = {}
    for pattern, search in (("**/*.py", in_python), ("**/templates/**/*.*", in_template)):
        for path in sorted(SOURCE.glob(pattern)):
            for line, message in search(path.read_text("utf-8")):
                found.setdefault(message, f"{path.relative_to(ROOT)}:{line}")
    return found


def missing(catalogue: polib.POFile, messages: dict[Message, str]) -> Iterator[str]:
    done = {
        (entry.msgctxt, entry.msgid): entry.msgid_plural or None
        for entry in catalogue
        if entry.translated() and not entry.obsolete
    }
    for message, where in messages.items():
        *key, plural = message
        if tuple(key) not in done and message.text.strip():
            yield f"{where}: not translated: {message.text!r}"
        elif plural is not None and done[tuple(key)] != plural:
            yield f"{where}: the catalogue has no such plural: {plural!r}"


def main() -> int:
    import django

    django.setup()
    messages, bad = marked(), 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        if path.parent.parent.name.startswith("en"):
            continue
        for complaint in missing(polib.pofile(str(path)), messages):
            print(f"{path.relative_to(ROOT)}: {complaint}")
            bad += 1
    if not any(LOCALE.glob("*/LC_MESSAGES/*.po")) and messages:
        print(f"{LOCALE.relative_to(ROOT)}: no catalogue, and {len(messages)} marked strings")
        bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
