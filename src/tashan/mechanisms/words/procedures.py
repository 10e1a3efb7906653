"""Procedures and catalogues in sentences: who does what by when."""

from __future__ import annotations

from collections.abc import Iterator

from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.procedure import JointResult, Procedure, Step
from tashan.mechanisms.words.limits import limit, longest, of_step
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.sentences import Answers, Question
from tashan.mechanisms.words.spans import Phrase, joined, listed, plain, said, strong


def procedure(part: Procedure, by: Speaker) -> Answers:
    """For whom it is; each step with its duty and limit; how long the longest way takes."""
    end, between = by.pick("。", "."), by.pick("；", "; ")
    if part.when:
        says = listed((plain(said(one.says, by.tongue)) for one in part.when), between)
        yield Question.WHO, joined(by.pick("适用：", "For: "), says, end)
    if part.stages:
        told = listed(_stages(part, by), between)
    else:
        told = listed((_step(part, step, by) for step in part.steps.values()), between)
    yield Question.DOES, joined(told, end)
    for joint in part.joint.values():
        yield Question.DOES, joined(_together(part, joint, by), end)
    days, _way = longest(part, by)
    if days:
        total = strong(by.pick(f"{days} 个工作日", f"{days} working days"))
        stopped = any(step.stops for step in part.steps.values())
        rest = by.pick("，停表的时间不计", ", without days that stop the clock") if stopped else ""
        yield Question.DOES, joined(by.pick("最长 ", "At most "), total, rest, by.pick("。", "."))


def _stages(part: Procedure, by: Speaker) -> Iterator[Phrase]:
    """Each stage with who leads it, by when, and how many steps it has."""
    for code, stage in part.stages.items():
        count = sum(step.stage == code for step in part.steps.values())
        steps = by.pick(f"{count} 项", f"{count} steps")
        lead, until = duty(part, stage.lead, by), limit(stage.limit, by)
        by_when = (by.pick("，", ", "), strong(until)) if until else ()
        led = by.pick(f"{lead}牵头", f"led by {lead}")
        title = strong(said(stage.title, by.tongue))
        yield joined(title, by.pick(f" {steps}，{led}", f": {steps}, {led}"), *by_when)


def _together(part: Procedure, joint: JointResult, by: Speaker) -> Phrase:
    """What several steps bring together, who leads it, and how long all of it may take."""
    steps = by.pick("、", ", ").join(said(part.steps[c].title, by.tongue) for c in joint.steps)
    lead, title = duty(part, joint.lead, by), strong(said(joint.title, by.tongue))
    opening = by.pick(f"：{lead}牵头，{steps}一并办理", f": led by {lead}, {steps} together")
    found = joined(title, opening)
    for words, until in (("承诺", joint.limit), ("法定不超过", joint.statutory)):
        if until:
            english = "promised within" if until is joint.limit else "by law within"
            found = joined(found, by.pick(f"，{words} ", f", {english} "), strong(limit(until, by)))
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
