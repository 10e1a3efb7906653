"""Nodes into what engines run: names looked up, sorts and units checked, parameters on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tashan.mechanisms.programme import Condition, Programme
from tashan.mechanisms.rules import nodes
from tashan.mechanisms.rules.bound import (
    Both,
    Bound,
    BoundCondition,
    BoundProgramme,
    Chosen,
    Constant,
    Either,
    Sort,
)
from tashan.mechanisms.rules.calls import called
from tashan.mechanisms.rules.comparing import compared, within
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.figures import figure, growth
from tashan.mechanisms.rules.folding import arithmetic, negated
from tashan.mechanisms.rules.literals import beside
from tashan.mechanisms.rules.names import named
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.typed import (
    SetField,
    Tiers,
    Typed,
    Value,
    WordList,
    alike,
    number,
    said,
    single,
    truth,
)
from tashan.mechanisms.rules.units import (
    BARE,
    MONEY,
    Measure,
    divided,
    measure,
    multiplied,
)

NEWEST = date(9999, 12, 31)  # the newest value of each parameter: for checks and examples


def bind(node: nodes.Node, *, scope: Scope, on: date) -> Bound:
    """Raises RuleError for names that there are not, unlike units and sorts that do not fit."""
    return typed(node, scope=scope, on=on).bound


def typed(node: nodes.Node, *, scope: Scope, on: date) -> Typed:
    """The same with what it measures: a single value."""
    return single(_Binder(scope, on).value(node))


def bind_condition(node: nodes.Node, *, scope: Scope, on: date) -> Bound:
    """A rule that holds or does not."""
    found = _Binder(scope, on).value(node)
    if isinstance(found, SetField):
        single(found)
    if not isinstance(found, Typed) or found.sort is not Sort.TRUTH:
        told = f"expected a condition, and this is {said(found)}. Compare it: x >= 10."
        raise RuleError(told, found.offset)
    return found.bound


def bind_number(node: nodes.Node, *, scope: Scope, on: date) -> Typed:
    """A rule that is a number, with what it measures."""
    return number(_Binder(scope, on).value(node))


def bind_like(node: nodes.Node, like: Typed, *, scope: Scope, on: date) -> Bound:
    """A number that is held against another, as a target against its figure: bare, it is of the
    other's unit. Raises RuleError where they measure different things."""
    _, found = alike([like, bind_number(node, scope=scope, on=on)], "compared")
    return found.bound


def bind_tiers(node: nodes.Node, *, scope: Scope, on: date) -> Tiers:
    """The name of a parameter that has tiers."""
    found = _Binder(scope, on).value(node)
    if not isinstance(found, Tiers):
        told = f"expected the name of a parameter with tiers, and this is {said(found)}."
        raise RuleError(told, found.offset)
    return found


def bind_amount(node: nodes.Node, *, scope: Scope, on: date) -> Bound:
    """A rule that is money, in yuan; a bare number is yuan."""
    found = bind_number(node, scope=scope, on=on)
    if found.measured.is_bare or found.measured.dimension == MONEY:
        return found.bound
    told = f"an amount is money, and this is {found.measured.said}. Give its unit: 1000 万元."
    raise RuleError(told, found.offset)


def bind_programme(definition: Programme, *, code: str, scope: Scope, on: date) -> BoundProgramme:
    """A programme with its parameters on a day. Raises RuleError; files are checked when loaded."""
    return BoundProgramme(
        code=code,
        eligible=bind_conditions(definition.eligible, "eligible", scope=scope, on=on),
        excluded=bind_conditions(definition.excluded, "excluded", scope=scope, on=on),
        amount=_amount(definition.gives.rule, scope, on),
    )


def _amount(rule: str | None, scope: Scope, on: date) -> Bound | None:
    return None if rule is None else bind_amount(parse(rule), scope=scope, on=on)


def bind_conditions(
    conditions: Sequence[Condition], what: str, *, scope: Scope, on: date
) -> tuple[BoundCondition, ...]:
    """Conditions that name no code of their own are called by their place: eligible_1."""
    return tuple(
        BoundCondition(
            code=condition.code or f"{what}_{place}",
            text=condition.rule,
            rule=bind_condition(parse(condition.rule), scope=scope, on=on),
        )
        for place, condition in enumerate(conditions, start=1)
    )


class _Binder:
    def __init__(self, scope: Scope, on: date) -> None:
        self._scope, self._on = scope, on

    def value(self, node: nodes.Node) -> Value:
        match node:
            case nodes.Number():
                return _number(node)
            case nodes.Words():
                return Typed(Constant(node.value), Sort.WORDS, node.offset, is_literal=True)
            case nodes.Truth():
                return Typed(Constant(node.value), Sort.TRUTH, node.offset)
            case nodes.Listing():
                return _listing(node)
            case nodes.Name():
                return named(node, self._scope, self._on)
            case nodes.Figure():
                return figure(node, self._scope, self._on)
            case nodes.Growth():
                return growth(node, self._scope, self._on)
        return self._joined(node)

    def _joined(self, node: nodes.Node) -> Value:
        match node:
            case nodes.Negative():
                of = number(self.value(node.of))
                negative = arithmetic("*", Constant(Fraction(-1)), of.bound)
                return replace(of, bound=negative, offset=node.offset, field=None)
            case nodes.Operation():
                left, right = self.value(node.left), self.value(node.right)
                return _operation(node, left, right)
            case nodes.Comparison():
                left, right = self.value(node.left), self.value(node.right)
                return compared(node.sign, left, right, node.offset)
            case nodes.In():
                left, right = self.value(node.left), self.value(node.right)
                return within(left, right, self._scope, node.offset)
            case nodes.Call():
                values = [self.value(argument) for argument in node.arguments]
                return called(node.function, values, node.offset)
        return self._logic(node)

    def _logic(self, node: nodes.Node) -> Typed:
        match node:
            case nodes.Not():
                bound: Bound = negated(self._truth(node.of))
            case nodes.All():
                bound = Both(tuple(self._truth(item) for item in node.items))
            case nodes.AnyOf():
                bound = Either(tuple(self._truth(item) for item in node.items))
            case nodes.Conditional():
                return self._chosen(node)
            case _:
                raise RuleError("this has no meaning in a rule.", node.offset)
        return Typed(bound, Sort.TRUTH, node.offset)

    def _truth(self, node: nodes.Node) -> Bound:
        return truth(self.value(node)).bound

    def _chosen(self, node: nodes.Conditional) -> Typed:
        when = self._truth(node.when)
        then, other = single(self.value(node.then)), single(self.value(node.otherwise))
        then, other = beside(then, other), beside(other, then)
        if then.sort is not other.sort:
            told = f"'if … else' gives {said(then)} or {said(other)}: expected the same of both."
            raise RuleError(told, other.offset)
        if then.sort is Sort.NUMBER:
            then, other = alike([then, other], "chosen between")
        return replace(
            then, bound=Chosen(when, then.bound, other.bound), offset=node.offset, is_literal=False
        )


def _number(node: nodes.Number) -> Typed:
    measured = BARE if node.unit is None else measure(node.unit)
    settled = Constant(Fraction(node.value) * measured.factor)
    return Typed(settled, Sort.NUMBER, node.offset, measured)


def _listing(node: nodes.Listing) -> WordList:
    words = []
    for item in node.items:
        if not isinstance(item, nodes.Words):
            raise RuleError("a list holds words in quotes: ['small', 'micro'].", item.offset)
        words.append((item.value, item.offset))
    if not words:
        raise RuleError("the list is empty.", node.offset)
    return WordList(tuple(words), node.offset)


def _operation(node: nodes.Operation, left: Value, right: Value) -> Typed:
    for value in (left, right):
        if isinstance(value, Typed) and value.sort is Sort.DATE:
            raise RuleError("dates are not computed with. Write days(from, to).", value.offset)
    one, other = number(left), number(right)
    if node.sign in "+-":
        one, other = alike([one, other], "added")
        measured: Measure = one.measured
    else:
        make = multiplied if node.sign == "*" else divided
        measured = make(one.measured, other.measured)
    bound = arithmetic(node.sign, one.bound, other.bound)
    return Typed(bound, Sort.NUMBER, node.offset, measured)
