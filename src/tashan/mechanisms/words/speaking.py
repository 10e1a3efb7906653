"""Who speaks of a part: its names as they stand in its file, in the library and on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tashan.mechanisms.fields import Text
from tashan.mechanisms.head import Parameter
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import Library
from tashan.mechanisms.programme import Asked
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.spans import Tongue


def speaker(
    part: object,
    parameters: Mapping[str, Parameter],
    library: Library,
    *,
    on: date,
    tongue: Tongue,
) -> Speaker:
    """A speaker for the rules of one part. What has no subject is taken to be of enterprises."""
    subject = getattr(part, "subject", None)
    asks: Mapping[str, Asked] = getattr(part, "asks", {})
    scope = Scope(
        subject if isinstance(subject, Subject) else Subject.ENTERPRISE,
        library.indicators,
        parameters,
        asks,
        library.registers,
    )
    return Speaker(scope, on, tongue, credit_titles(library))


def credit_titles(library: Library) -> dict[str, Text]:
    """The titles of all kinds of credit event, by code."""
    return {
        code: kind.title
        for credit in library.credits.values()
        for code, kind in credit.events.items()
    }
