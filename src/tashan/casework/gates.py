"""What must hold before a matter begins: rules of the pinned version, asked as of the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tashan.adoption.current import of_version
from tashan.base.errors import UserError
from tashan.casework.asking import Answered, Asked, Question, facts_of
from tashan.casework.models import Case
from tashan.mechanisms.indicator import Subject

Gate = Mapping[str, Any]  # rule, says by language, basis: as the terms of a matter keep it


def shut(case: Case, gates: Sequence[Gate], on: date) -> list[tuple[Gate, Answered]]:
    """The gates that do not hold, or of which it is not known whether they do."""
    rules = {str(number): gate["rule"] for number, gate in enumerate(gates)}
    asked = Asked(case.subject, on, (Question(of_version(case.version), rules),))
    answers = asked.answers()
    told = [(gate, answers[str(number)]) for number, gate in enumerate(gates)]
    return [(gate, answer) for gate, answer in told if answer.holds is not True]


def refuse_shut(case: Case, gates: Sequence[Gate], on: date, *, title: str) -> None:
    """Raises UserError where a gate of the matter is shut, with what must hold and who knows it."""
    found = shut(case, gates, on) if gates else []
    if not found:
        return
    says = "；".join(gate["says"].get("zh", "") for gate, _answer in found)
    keys = [key for _gate, answer in found for key in (*answer.used, *answer.missing)]
    raise UserError(
        _("“%(title)s” may not begin: %(says)s.") % {"title": title, "says": says},
        hint=_("Once it holds, enter it: %s.") % _holders(keys, Subject(case.subject.kind)),
    )


def _holders(keys: Iterable[str], subject: Subject) -> str:
    return "、".join(f"{fact.title.zh}（{fact.holder.zh}）" for fact in facts_of(keys, subject))
