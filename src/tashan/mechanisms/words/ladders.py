"""A ladder in sentences: who is told what, and when letters follow."""

from __future__ import annotations

from decimal import Decimal

from tashan.mechanisms.ladder import Days, Ladder, Told
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.sentences import Answers, Question
from tashan.mechanisms.words.spans import joined, listed, plain, said, strong

_TOLD = {
    Told.OFFICER: ("经办人", "the officer in charge"),
    Told.CHIEF: ("单位负责人", "the head of the office"),
    Told.LEADER: ("分管领导", "the leader in charge"),
    Told.OFFICE: ("单位工作群", "the group of the office"),
}


def ladder(part: Ladder, by: Speaker) -> Answers:
    """One sentence a step: how many working days before or after, and to whom."""
    end = by.pick("。", ".")
    for step in part.reminders.values():
        days = _days(step.late if step.before is None else step.before, by)
        when = (
            by.pick(f"逾期 {days} 个工作日：", f"{days} working days late: ")
            if step.before is None
            else by.pick(f"到期前 {days} 个工作日：", f"{days} working days before: ")
        )
        to = listed([plain(by.pick(*_TOLD[one])) for one in step.to], by.pick("、", ", "))
        title = strong(said(step.title, by.tongue))
        yield Question.DOES, joined(when, title, by.pick("，告知", " to "), to, end)
    for letter in part.letters.values():
        late, answer = _days(letter.late, by), _days(letter.answer, by)
        when = by.pick(f"逾期 {late} 个工作日：", f"{late} working days late: ")
        rest = by.pick(
            f"，{answer} 个工作日内答复", f", to be answered within {answer} working days"
        )
        yield Question.DOES, joined(when, strong(said(letter.title, by.tongue)), rest, end)


def _days(value: Days | None, by: Speaker) -> str:
    """The number, or the value of the parameter on the speaker's day."""
    if not isinstance(value, str):
        return str(value)
    held = by.value(value)
    return f"{held:f}" if isinstance(held, Decimal) else by.title(value)
