"""Examples in words: what is given and what is expected, with the names that officers know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.duty import Duty
from tashan.mechanisms.fields import Text
from tashan.mechanisms.head import Example, Figures, Held
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.procedure_examples import ASSESSED
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.nodes import Figure, Name
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.words.amounts import amount, number
from tashan.mechanisms.words.choices import choice
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.spans import said, text_of

_ANSWERS = {
    "verdict": ("结果", "result"),
    "amount": ("金额", "amount"),
    "missed": ("差哪条", "missed"),
    "unknown": ("缺什么", "not known"),
    "rank": ("名次", "rank"),
    "score": ("得分", "score"),
    "class": ("等次", "class"),
    "group": ("分组", "group"),
    "state": ("状态", "state"),
    "fee": ("费用", "fee"),
    "route": ("审批类型", "route"),
    "steps": ("办理事项", "steps"),
    "left_out": ("不涉及", "not needed"),
    "spared": ("区域评估已代替", "spared by a regional assessment"),
    "undecided": ("尚不能确定", "not decided yet"),
    "blocked": ("条件未到", "not ready for"),
    "finish": ("最晚办完", "done by"),
    "items": ("事项数", "items"),
    "same_day": ("当天办结的事项", "decided the same day"),
    "delegated": ("下放的事项", "delegated"),
    "share": ("当天办结占比（%）", "share of the same day (%)"),
    "form": ("赋权方式", "form"),
    "to": ("由谁办理", "handled by"),
    "seal": ("盖谁的章", "under the seal of"),
}
MOST_ABSENT = 3  # facts that are not so, each on its line
_FORMS = {
    "transferred": ("赋权", "transferred"),
    "entrusted": ("委托", "entrusted"),
    "window": ("派驻", "window"),
}
_VERDICTS = {
    "yes": ("符合", "qualifies"),
    "no": ("不符合", "does not qualify"),
    "unknown": ("不明", "not known"),
}


@dataclass(frozen=True, slots=True)
class ExampleWords:
    """``given`` and ``expect`` are lines; of several subjects one line a subject."""

    name: str
    given: tuple[str, ...]
    expect: tuple[str, ...]


def example_in_words(example: Example, part: object, by: Speaker) -> ExampleWords:
    """An example of a part; what has no title keeps its code."""
    return ExampleWords(
        example.name,
        tuple(_given(example.given, part, by)),
        tuple(_expected(example.expect, part, by)),
    )


def _given(given: Mapping[str, Figures], part: object, by: Speaker) -> Iterable[str]:
    """What is merely not so stands on one line where there is much of it."""
    absent = [name for name, held in given.items() if held is False]
    together = absent if len(absent) > MOST_ABSENT else []
    for name, held in given.items():
        if isinstance(held, dict):
            yield _line(name, by.pick("；", "; ").join(_given(held, part, by)), by)
        elif name not in together:
            named = _listed(name, held, part, by) or _value(name, held, by)
            yield _line(_title(name, part, by), named, by)
    if together:
        titles = by.pick("、", ", ").join(_title(name, part, by) for name in together)
        yield _line(by.pick("都不是", "None of"), titles, by)


def _line(name: str, value: str, by: Speaker) -> str:
    return f"{name}{by.pick('：', ': ')}{value}"


def _title(name: str, part: object, by: Speaker) -> str:
    if isinstance(part, Catalogue | Duty):
        return by.pick("部门", "office") if name == "duty" else by.pick("事项", "item")
    if isinstance(part, Procedure) and name == ASSESSED:
        return by.pick("已做的区域评估", "assessed for the area")
    for code, title in _own(part):
        if code == name:
            return said(title, by.tongue)
    return text_of(in_words(name, by))


def _listed(name: str, held: Held, part: object, by: Speaker) -> str:
    """An office of a catalogue or a delegated item by its title; nothing of all else."""
    titles: dict[str, Text] = {}
    if isinstance(part, Catalogue) and name == "duty":
        titles = part.duties
    elif isinstance(part, Duty) and name == "item":
        titles = {one.item or code: one.title for code, one in part.delegated.items()}
    found = titles.get(str(held))
    return said(found, by.tongue) if found else ""


def _own(part: object) -> Iterable[tuple[str, Text]]:
    """Plus and minus points and vetoes, which examples give by their codes."""
    if isinstance(part, Ranking):
        yield from ((extra.code, extra.title) for extra in part.extras)
        yield from ((veto.code, veto.title) for veto in part.vetoes)


def _value(name: str, held: Held, by: Speaker) -> str:
    match held:
        case None:
            return by.pick("不明", "not known")
        case bool():
            return by.pick("是", "yes") if held else by.pick("否", "no")
        case Decimal():
            return amount(held, _unit(name, by), by.tongue)
        case date():
            return held.isoformat()
        case tuple():
            words = [_value(name, one, by) for one in held]
            return by.pick("、", ", ").join(words) or by.pick("无", "none")
    return by.member(name, held)


def _unit(name: str, by: Speaker) -> str | None:
    try:
        node = parse(name)
    except RuleError:
        return None
    if isinstance(node, Figure):
        found = by.scope.indicators.get(node.code)
        return found.unit if found else None
    if isinstance(node, Name):
        asked, field = by.scope.asks.get(node.code), by.field(node.code)
        return (asked.unit if asked else None) or (field.unit if field else None)
    return None


def _expected(expect: Mapping[str, Figures], part: object, by: Speaker) -> Iterable[str]:
    for name, held in expect.items():
        if isinstance(held, dict):
            yield _line(name, by.pick("，", ", ").join(_expected(held, part, by)), by)
        else:
            yield _line(_asked(name, part, by), _answer(name, held, part, by), by)


def _asked(name: str, part: object, by: Speaker) -> str:
    if name in _ANSWERS:
        return by.pick(*_ANSWERS[name])
    if isinstance(part, Procedure) and name in part.steps:
        done = said(part.steps[name].title, by.tongue)
        return by.pick(f"{done}最晚办完", f"{done} done by")
    measures = part.measures if isinstance(part, Ranking) else ()
    titles = {one.code: said(one.title, by.tongue) for one in measures}
    return titles.get(name, by.indicator(name))


def _answer(name: str, held: Held, part: object, by: Speaker) -> str:
    match held:
        case None:
            return by.pick("没有", "none")
        case str() if held in _VERDICTS:
            return by.pick(*_VERDICTS[held])
        case str() if name == "unknown":
            return text_of(in_words(held, by))
        case date():
            return held.isoformat()
        case str() if name == "form":
            return by.pick(*_FORMS.get(held, (held, held)))
        case str() if name == "route":
            return choice(name, held, by.tongue)
        case Decimal() if name in ("amount", "fee"):
            return amount(held, "元", by.tongue)
        case Decimal():
            return number(held)
        case tuple():
            words = [_answer(name, one, part, by) for one in held]
            return by.pick("、", ", ").join(words) or by.pick("无", "none")
    return _named(str(held), part, by)


def _named(code: str, part: object, by: Speaker) -> str:
    """A condition, a group or a class by what the file says of it."""
    conditions = (*getattr(part, "eligible", ()), *getattr(part, "excluded", ()))
    for one in conditions:
        if one.code == code:
            return said(one.says, by.tongue)
    if isinstance(part, Procedure):
        step = part.steps.get(code)
        says = {one.code: one.says for one in part.when}.get(code)
        return said(step.title if step else says or code, by.tongue)
    for one in (*getattr(part, "groups", ()), *getattr(part, "grades", ())):
        if one.code == code:
            return said(one.title, by.tongue)
    return code
