"""A procedure in sentences: who does what by when."""

from __future__ import annotations

from tashan.mechanisms.procedure import Procedure, Step
from tashan.mechanisms.words.limits import limit, longest, of_step
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.sentences import Answers, Question
from tashan.mechanisms.words.spans import Phrase, joined, listed, said, strong


def procedure(part: Procedure, by: Speaker) -> Answers:
    """Each step with its duty and limit, and how long the longest way takes."""
    steps = listed((_step(part, step, by) for step in part.steps.values()), by.pick("；", "; "))
    yield Question.DOES, joined(steps, by.pick("。", "."))
    days, _way = longest(part, by)
    if days:
        total = strong(by.pick(f"{days} 个工作日", f"{days} working days"))
        stopped = any(step.stops for step in part.steps.values())
        rest = by.pick("，停表的时间不计", ", without days that stop the clock") if stopped else ""
        yield Question.DOES, joined(by.pick("最长 ", "At most "), total, rest, by.pick("。", "."))


def duty(part: Procedure, code: str, by: Speaker) -> str:
    """Who acts; the code where the file gives it no words."""
    found = part.duties.get(code)
    return said(found, by.tongue) if found else code


def _step(part: Procedure, step: Step, by: Speaker) -> Phrase:
    who, title = duty(part, step.duty, by), said(step.title, by.tongue)
    until = limit(of_step(step), by)
    if not until:
        return joined(by.pick(f"{who}：{title}", f"{who}: {title}"))
    within = by.pick("内", "") if until != by.pick("当日", "the same day") else ""
    when = joined(strong(until), within)
    if by.pick("zh", "en") == "zh":
        return joined(who, " ", when, title)
    return joined(f"{who}: {title}, ", when)
