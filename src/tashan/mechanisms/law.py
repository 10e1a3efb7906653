"""The legality check: what of a mechanism needs a basis in law before it may be published.

A county may not favour firms by where they are registered, who owns them or what tax they paid,
but by a law, by decision of the State Council, or as an exception with a term (fair competition
review regulations, 8–12). Money never follows the tax paid. Honours may follow a ranking.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tashan.mechanisms.fields import Text
from tashan.mechanisms.ground import Ground
from tashan.mechanisms.head import LawfulBasis, Review
from tashan.mechanisms.indicator import Indicator, Subject
from tashan.mechanisms.library import Library, library
from tashan.mechanisms.mentions import FIELDS, Mention, Names
from tashan.mechanisms.plain import Path
from tashan.mechanisms.programme import MONEY, Giving, Programme
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.register import Register
from tashan.mechanisms.schema import Mechanism


class Standing(StrEnum):
    """How a point stands."""

    MET = "met"
    TO_DO = "to_do"  # may be drafted, not published
    DELETE = "delete"  # no basis a county could name allows it


@dataclass(frozen=True, slots=True)
class LegalPoint:
    """One thing that the law asks of a mechanism; ``path`` is where it stands in the file."""

    code: str
    standing: Standing
    path: Path
    says: Text
    article: Text
    offset: int = 0  # in the rule at ``path``


_ARTICLES = {
    Ground.REGISTRATION: Text(
        zh="公平竞争审查条例第九条、第十条", en="Fair competition review regulations, 9 and 10"
    ),
    Ground.OWNERSHIP: Text(
        zh="公平竞争审查条例第八条、第十条", en="Fair competition review regulations, 8 and 10"
    ),
    Ground.TAX: Text(zh="公平竞争审查条例第十条", en="Fair competition review regulations, 10"),
}
_WORDS = {
    Ground.REGISTRATION: Text(zh="注册地或经营地", en="where a firm is registered or operates"),
    Ground.OWNERSHIP: Text(zh="所有制", en="who owns a firm"),
    Ground.TAX: Text(zh="纳税额", en="the tax that a firm paid"),
}
_REVIEW = Text(
    zh="公平竞争审查条例第五条、第十四条", en="Fair competition review regulations, 5 and 14"
)
_EXCEPTION = Text(zh="公平竞争审查条例第十二条", en="Fair competition review regulations, 12")
_SECRECY = Text(zh="税收征收管理法第八条", en="Law on the administration of tax collection, 8")


def legality(
    mechanism: Mechanism, *, on: date, within: Library | None = None
) -> tuple[LegalPoint, ...]:
    """Everything that the law asks of the mechanism, met or not, as of a day.

    ``within`` is the library that knows the indicators it names; without it the one in use. Whether
    a review was held is not in the file: a point that it is required is met here.
    """
    beside = library() if within is None else within
    names = _names(mechanism, beside)
    return tuple(
        point
        for name, part in mechanism.parts.items()
        for point in _of_part(mechanism, ("parts", name), part, names, on)
    )


def hinders(points: tuple[LegalPoint, ...]) -> tuple[LegalPoint, ...]:
    """Those for which the mechanism may be drafted and not published."""
    return tuple(point for point in points if point.standing is not Standing.MET)


def _names(mechanism: Mechanism, beside: Library) -> Names:
    own = {
        part.code or name: part
        for name, part in mechanism.parts.items()
        if isinstance(part, Indicator)
    }
    registers = {
        part.code or name: part
        for name, part in mechanism.parts.items()
        if isinstance(part, Register)
    }
    fields = dict(FIELDS)
    for code, register in {**beside.registers, **registers}.items():
        for name, field in register.fields.items():
            if field.ground:
                fields[f"{code}.{name}"] = field.ground
    names = Names(fields, {**beside.indicators, **own}, {})
    return Names(fields, names.indicators, _labels(mechanism, beside, names))


def _labels(mechanism: Mechanism, beside: Library, names: Names) -> Mapping[str, Ground]:
    """Labels that are given for the tax paid: whoever asks for one asks for the tax."""
    programmes = [part for part in mechanism.parts.values() if isinstance(part, Programme)]
    return {
        programme.gives.label: Ground.TAX
        for programme in (*beside.programmes.values(), *programmes)
        if programme.gives.label
        for _, rule in rules_of(programme)
        if any(m.ground is Ground.TAX and not m.only_any for m in names.mentions(rule))
    }


def rules_of(programme: Programme) -> Iterator[tuple[Path, str]]:
    """Every rule of a programme with the place where it stands."""
    for kind, conditions in (("eligible", programme.eligible), ("excluded", programme.excluded)):
        for number, condition in enumerate(conditions):
            yield (kind, str(number), "rule"), condition.rule
    yield from _rules_of_money(programme)


def _rules_of_money(programme: Programme) -> Iterator[tuple[Path, str]]:
    if programme.gives.amount:
        yield ("gives", "amount"), programme.gives.amount
    for number, step in enumerate(programme.gives.steps):
        yield ("gives", "steps", str(number), "when"), step.when
        yield ("gives", "steps", str(number), "amount"), step.amount
    if programme.places:
        yield ("places", "first"), programme.places.first
        for number, order in enumerate(programme.places.order):
            yield ("places", "order", str(number), "by"), order.by
    if programme.budget:
        yield ("budget", "total"), programme.budget.total
        for number, order in enumerate(programme.budget.order):
            yield ("budget", "order", str(number), "by"), order.by


def _of_part(
    mechanism: Mechanism, path: Path, part: object, names: Names, on: date
) -> Iterator[LegalPoint]:
    match part:
        case Programme() if part.issuer is None:  # another's policy is another's review
            if part.gives.kind in MONEY:
                yield _of_review(mechanism, path)
            if part.gives.kind is not Giving.TITLE:
                yield from _of_rules(mechanism, path, part, names, on)
        case Ranking() if part.subject is Subject.ENTERPRISE and part.publishing:
            yield _of_publishing(part, path, names)


def _of_review(mechanism: Mechanism, path: Path) -> LegalPoint:
    asked = mechanism.law is not None and mechanism.law.fair_competition_review is Review.REQUIRED
    says = Text(
        zh="给资金的政策须先经公平竞争审查（law.fair_competition_review: required）。",
        en="Money needs a fair competition review first (law.fair_competition_review: required).",
    )
    standing = Standing.MET if asked else Standing.TO_DO
    return LegalPoint("review", standing, (*path, "gives"), says, _REVIEW)


def _of_rules(
    mechanism: Mechanism, path: Path, programme: Programme, names: Names, on: date
) -> Iterator[LegalPoint]:
    asked = programme.asks
    for place, rule in rules_of(programme):
        for mention in names.mentions(rule):
            if mention.name not in asked:
                yield _of_mention(mechanism, (*path, *place), programme, mention, on)


def _of_mention(
    mechanism: Mechanism, path: Path, programme: Programme, mention: Mention, on: date
) -> LegalPoint:
    money = programme.gives.kind in MONEY
    if mention.ground is Ground.TAX and money and not mention.only_any:
        standing, says = _of_money_by_tax(mechanism, mention)
    else:
        standing, says = _of_selection(mechanism, mention, on)
    return LegalPoint(
        mention.ground.value, standing, path, says, _ARTICLES[mention.ground], mention.offset
    )


def _of_money_by_tax(mechanism: Mechanism, mention: Mention) -> tuple[Standing, Text]:
    basis = mechanism.law.selective.basis if mechanism.law and mechanism.law.selective else None
    met = basis in (LawfulBasis.LAW, LawfulBasis.STATE_COUNCIL)
    says = Text(
        zh=f"资金不得与纳税额挂钩：删去 {mention.name}，或者写明法律、国务院决定的依据。",
        en=f"Money may not depend on the tax paid: take out {mention.name}, or name the law or "
        "the State Council's decision.",
    )
    return (Standing.MET if met else Standing.DELETE), says


def _of_selection(mechanism: Mechanism, mention: Mention, on: date) -> tuple[Standing, Text]:
    words, selective = _WORDS[mention.ground], mechanism.law.selective if mechanism.law else None
    if selective is None:
        return Standing.TO_DO, Text(
            zh=f"{mention.name} 取决于{words.zh}：删去，或者在 law.selective 写明依据。",
            en=f"{mention.name} depends on {words.en}: take it out, or name the basis in "
            "law.selective.",
        )
    if selective.until and selective.until < on:
        return Standing.TO_DO, Text(
            zh=f"{mention.name} 的依据（{selective.document}）已于 {selective.until} 到期。",
            en=f"The basis of {mention.name}, {selective.document}, ended on {selective.until}.",
        )
    if selective.basis is LawfulBasis.EXCEPTION and not selective.until:
        return Standing.TO_DO, Text(
            zh=f"{mention.name} 依据例外规定，须写明期限（law.selective.until）。",
            en=f"{mention.name} rests on an exception, which needs its end (law.selective.until).",
        )
    return Standing.MET, Text(
        zh=f"{mention.name} 取决于{words.zh}，依据是{selective.document}。",
        en=f"{mention.name} depends on {words.en}, as {selective.document} allows.",
    )


def _of_publishing(ranking: Ranking, path: Path, names: Names) -> LegalPoint:
    by_tax = any(
        mention.ground is Ground.TAX
        for measure in ranking.measures
        for mention in names.mentions(measure.figure)
    )
    consented = ranking.publishing is not None and ranking.publishing.consent
    says = Text(
        zh="企业榜单只公布名称和名次或等次，不公布数额，并且先取得企业书面同意。",
        en="Of enterprises only names and ranks or classes are published, never amounts, and only "
        "with their written consent.",
    )
    standing = Standing.MET if consented or not by_tax else Standing.TO_DO
    return LegalPoint("publishing", standing, (*path, "publishing"), says, _SECRECY)
