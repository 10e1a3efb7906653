"""Letters: issued with a number and a day to answer, answered by the office, cleared by another."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.calendars import in_force
from tashan.casework.leading import leaders
from tashan.casework.moving.by import By
from tashan.casework.supervision.letter_papers import paper_of
from tashan.casework.supervision.rules import LetterStep, Rules, rules_on
from tashan.casework.supervision.taking_part import note, person, said
from tashan.casework.supervision.telling import News, heads_of, tell
from tashan.casework.supervision_models import LetterState, SupervisionLetter
from tashan.mechanisms.ladder import Told
from tashan.record import files

S = LetterState


def held(letter: SupervisionLetter, *states: LetterState) -> SupervisionLetter:
    """The row as it is now, locked. Raises UserError in any other state."""
    row = SupervisionLetter.objects.select_for_update(of=("self",)).select_related("office").get(
        pk=letter.pk
    )  # fmt: skip
    if row.state not in states:
        raise UserError(
            _("The letter is “%s”.") % LetterState(row.state).label,
            hint=_("Look at its page again: somebody may have moved it on."),
        )
    return row


@transaction.atomic
def issue(letter: SupervisionLetter, *, by: By) -> SupervisionLetter:
    """A steward issues a draft: it gets its number, the day to answer it, and its paper.

    Raises UserError for a letter that the ladder in force does not know.
    """
    row = held(letter, S.DRAFT)
    rules = rules_on(by.on)
    step = next((one for one in rules.letters if one.code == row.step), None)
    if step is None:
        raise UserError(
            _("The ladder in force has no letter “%s”.") % row.step,
            hint=_("Drop the draft; the next run drafts what the ladder says now."),
        )
    row.year, row.number = by.on.year, _next_number(row.kind, by.on.year)
    row.issued_on, row.issued_by, row.state = by.on, person(by), S.ISSUED
    row.answer_by = in_force().calendar.nth_working_day_after(by.on, step.answer)
    row.file = files.store(paper_of(row), name=f"{name_of(row)}.docx", at=by.at)
    row.save()
    told = {"number": name_of(row), "answer_by": row.answer_by.isoformat(), "file": row.file_id}
    note(row.stream, "letter.issued", told | {"causes": row.causes.count()}, by)
    news = News(f"letter:{row.pk}", "issued", name_of(row), row.office_id, row.answer_by)
    tell(news, [*heads_of(row.office_id, by.on), *_copied(step, rules, row.office_id, by)], by.at)
    return row


def _copied(step: LetterStep, rules: Rules, office: int, by: By) -> list[int]:
    """The leader in charge, where the ladder copies the letter to them."""
    if Told.LEADER not in step.letter.copies:
        return []
    found = leaders(rules.ladder.leader, by.on).get(office)
    return [found] if found else []


def _next_number(kind: str, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"letter {kind} {year}"])
    rows = SupervisionLetter.objects.filter(kind=kind, year=year)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def name_of(letter: SupervisionLetter) -> str:
    """督办函〔2026〕3号; a draft is called by its title alone."""
    title: str = letter.title["zh"]
    return f"{title}〔{letter.year}〕{letter.number}号" if letter.number else title


@transaction.atomic
def drop(letter: SupervisionLetter, reason: str, *, by: By) -> SupervisionLetter:
    """A draft that is not to go out, with the reason."""
    row = held(letter, S.DRAFT)
    row.state, row.closed_on, row.closed_by, row.reason = S.DROPPED, by.on, person(by), said(reason)
    row.save()
    note(row.stream, "letter.dropped", {"reason": row.reason}, by)
    return row


@transaction.atomic
def answer(letter: SupervisionLetter, text: str, *, by: By) -> SupervisionLetter:
    """The office answers; an answer that was returned is written anew."""
    row = held(letter, S.ISSUED)
    if row.issued_on is not None and by.on < row.issued_on:
        raise UserError(
            _("It was issued on %s.") % row.issued_on.isoformat(),
            hint=_("Give that day or a later one."),
        )
    row.state, row.answer = S.ANSWERED, said(text)
    row.answered_on, row.answered_by = by.on, person(by)
    row.save()
    note(row.stream, "letter.answered", {"answer": row.answer}, by)
    return row


@transaction.atomic
def send_back(letter: SupervisionLetter, reason: str, *, by: By) -> SupervisionLetter:
    """The answer is not enough: it is due again, by the day it was."""
    row = held(letter, S.ANSWERED)
    refuse_oneself([row.answered_by_id], by)
    row.state, row.reason = S.ISSUED, said(reason)
    row.answered_on = None
    row.save()
    note(row.stream, "letter.returned", {"reason": row.reason}, by)
    return row


@transaction.atomic
def clear(letter: SupervisionLetter, *, by: By) -> SupervisionLetter:
    """Somebody else than who answered confirms that it is done."""
    row = held(letter, S.ANSWERED)
    refuse_oneself([row.answered_by_id], by)
    row.state, row.closed_on, row.closed_by = S.CLEARED, by.on, person(by)
    row.save()
    note(row.stream, "letter.cleared", {}, by)
    return row


def refuse_oneself(doers: Collection[int | None], by: By) -> None:
    """Raises UserError where who checks is who did it."""
    if person(by).pk in doers:
        raise UserError(
            _("Who answered does not clear it."), hint=_("Another chief or a steward clears it.")
        )
