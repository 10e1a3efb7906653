"""Procedures and catalogues in sentences: who does what by when."""

from __future__ import annotations

from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.procedure import Procedure, Step
from tashan.mechanisms.words.limits import limit, longest, of_step
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.sentences import Answers, Question
from tashan.mechanisms.words.spans import Phrase, joined, listed, said, strong


def procedure(part: Procedure, by: Speaker) -> Answers:
    """For whom it is; each step with its duty and limit; how long the longest way takes."""
    end, between = by.pick("。", "."), by.pick("；", "; ")
    for one in part.when:
        yield Question.WHO, joined(by.pick("适用：", "For: "), said(one.says, by.tongue), end)
    for title, steps in _by_stage(part, by).items():
        told = listed((_step(part, step, by) for step in steps), between)
        opening = strong(f"{title}{by.pick('：', ': ')}") if title else ()
        yield Question.DOES, joined(opening, told, end)
    days, _way = longest(part, by)
    if days:
        total = strong(by.pick(f"{days} 个工作日", f"{days} working days"))
        stopped = any(step.stops for step in part.steps.values())
        rest = by.pick("，停表的时间不计", ", without days that stop the clock") if stopped else ""
        yield Question.DOES, joined(by.pick("最长 ", "At most "), total, rest, by.pick("。", "."))


def _by_stage(part: Procedure, by: Speaker) -> dict[str, list[Step]]:
    """In the order of the stages; what stands in none comes first, without a title."""
    found: dict[str, list[Step]] = {}
    for code in ("", *part.stages):
        stage = part.stages.get(code)
        steps = [step for step in part.steps.values() if (step.stage or "") == code]
        if steps:
            found[said(stage.title, by.tongue) if stage else ""] = steps
    return found


def catalogue(part: Catalogue, by: Speaker) -> Answers:
    """How many items, of which offices, and how many are decided the same day."""
    items = part.items.values()
    at_once = sum(item.same_day for item in items)
    total = strong(by.pick(f"{len(items)} 项", f"{len(items)} items"))
    quick = strong(by.pick(f"{at_once} 项", f"{at_once}"))
    yield (
        Question.GIVES,
        joined(
            by.pick("清单共 ", ""),
            total,
            by.pick("，条件具备当天办结的有 ", "; decided the same day when conditions are met: "),
            quick,
            by.pick("。", "."),
        ),
    )


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
