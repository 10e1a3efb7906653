"""A programme in sentences: who qualifies, for what, and until when the money lasts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tashan.mechanisms.programme import (
    MONEY,
    Budget,
    ClawBack,
    Condition,
    Gives,
    Giving,
    Mode,
    Nominating,
    Nominator,
    Order,
    Places,
    Programme,
    Shortage,
    Ties,
    Together,
)
from tashan.mechanisms.timing import TimeLimit
from tashan.mechanisms.words.limits import limit
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.sentences import Answers, Question
from tashan.mechanisms.words.spans import Phrase, joined, listed, plain, said, strong

_GIVING = {
    Giving.GRANT: ("奖补", "a grant"),
    Giving.SUBSIDY: ("补贴", "a subsidy"),
    Giving.INTEREST_SUBSIDY: ("贴息", "an interest subsidy"),
    Giving.LOAN: ("借款", "a loan"),
    Giving.GUARANTEE: ("担保", "a guarantee"),
    Giving.CARD: ("一张卡", "a card"),
    Giving.TITLE: ("称号", "a title"),
    Giving.SERVICE: ("服务", "a service"),
    Giving.PERMIT: ("许可", "a permit"),
}
_SHORTAGE = {
    Shortage.IN_ORDER: (
        "不够时按顺序兑付，够一家给一家",
        "when it runs short they are paid in order while the whole amount is there",
    ),
    Shortage.PART: (
        "不够时按顺序兑付，最后一家给余额",
        "when it runs short they are paid in order and the last one gets what is left",
    ),
    Shortage.EVENLY: (
        "不够时大家按同一比例核减",
        "when it runs short all amounts are reduced alike",
    ),
}


def programme(part: Programme, by: Speaker) -> Answers:
    """What a programme answers."""
    yield Question.WHO, _who(part, by)
    yield Question.GIVES, _gives(part.gives, by)
    yield Question.DOES, _mode(part, by)
    if part.nominated:
        yield Question.DOES, _nominated(part.nominated, by)
    if part.notice:
        yield Question.DOES, before_notice(part.notice, by)
    if part.budget:
        yield Question.MONEY, _budget(part.budget, by)
    elif part.gives.kind not in MONEY:
        yield Question.MONEY, plain(by.pick("不直接给钱。", "No money is given."))
    if part.overlap:
        higher = part.overlap.rule is Together.HIGHER
        together = (
            by.pick("与同类政策就高不重复。", "Of its kind only the higher is given.")
            if higher
            else by.pick("可以与同类政策叠加。", "It adds to others of its kind.")
        )
        yield Question.MONEY, plain(together)


def before_notice(given: TimeLimit, by: Speaker) -> Phrase:
    """That what comes of it is under public notice first."""
    days = strong(limit(given, by))
    return joined(by.pick("名单先公示 ", "The list is under public notice for "), days,
                  by.pick("，无异议再确认。", " before it holds."))  # fmt: skip


def _who(part: Programme, by: Speaker) -> Phrase:
    every = listed((in_words(one.rule, by) for one in part.eligible), by.pick("；", "; "))
    pieces: list[Phrase | str] = [every, by.pick("。", ".")]
    if part.excluded:
        pieces += [by.pick("除外：", " Excluded: "), exclusions(part.excluded, by)]
        pieces.append(by.pick("。", "."))
    if part.places:
        pieces.append(_places(part.places, by))
    return joined(*pieces)


def exclusions(given: Iterable[Condition], by: Speaker) -> Phrase:
    """Whoever is left out, in the words of the file."""
    return listed((plain(said(one.says, by.tongue)) for one in given), by.pick("；", "; "))


def _places(given: Places, by: Speaker) -> Phrase:
    first = "".join(span.text for span in in_words(given.first, by))
    ties = by.pick(
        "末位并列的都算在内" if given.ties is Ties.ALL else "末位并列的都不算",
        "all that tie for the last place are in"
        if given.ties is Ties.ALL
        else "none that tie for the last place are in",
    )
    opening, taken = by.pick("按", " Ordered by "), by.pick("取", ", ")
    number = strong(by.pick(f"前 {first} 名", f"the first {first}"))
    after, end = by.pick("，", ", "), by.pick("。", ".")
    return joined(opening, order(given.order, by), taken, number, after, ties, end)


def order(keys: Iterable[Order], by: Speaker) -> Phrase:
    """By what one comes before another."""
    return listed((_key(key, by) for key in keys), by.pick("，再按", ", then by "))


def _key(key: Order, by: Speaker) -> Phrase:
    way = by.pick("从高到低", " from the highest")
    if not key.highest_first:
        way = by.pick("从低到高", " from the lowest")
    return joined(in_words(key.by, by), way)


def _gives(given: Gives, by: Speaker) -> Phrase:
    pieces = list(_gifts(given, by))
    return joined(listed(pieces, by.pick("；", "; ")), by.pick("。", "."))


def _gifts(given: Gives, by: Speaker) -> Iterator[Phrase]:
    kind = by.pick(*_GIVING[given.kind])
    if given.amount:
        yield joined(kind, by.pick("：", ": "), in_words(given.amount, by))
    elif given.steps:
        yield joined(kind, by.pick("，分阶段：", " in steps: "), _steps(given, by))
    else:
        name = by.pick(f"“{given.label}”", f" “{given.label}”") if given.label else ""
        yield joined(strong(kind), name)
    if given.term_months:
        months = by.pick(f"{given.term_months} 个月", f"{given.term_months} months")
        yield joined(by.pick("有效期 ", "for "), strong(months))
    for benefit in given.benefits:
        yield plain(said(benefit, by.tongue))
    for reason in given.claw_back:
        yield _claw_back(reason, by)


def _steps(given: Gives, by: Speaker) -> Phrase:
    """Each step with all that is given up to it; what was given before is taken off."""
    up_to = by.pick("累计 ", " up to ")
    each = (
        joined(plain(said(step.title, by.tongue)), up_to, in_words(step.amount, by))
        for step in given.steps
    )
    less = by.pick("，扣除以前已给的", ", less what was given before")
    return joined(listed(each, by.pick("、", ", ")), less)


def _claw_back(given: ClawBack, by: Speaker) -> Phrase:
    """For what it is given back, how much of it, until when."""
    months = strong(by.pick(f"{given.within_months} 个月", f"{given.within_months} months"))
    share = in_words(given.share, by)
    opening = by.pick("拨付后 ", "within ")
    within = by.pick("内", " of the payment, ")
    back = by.pick("，收回 ", ": given back ")
    return joined(opening, months, within, plain(said(given.says, by.tongue)), back, share)


def _nominated(given: Nominating, by: Speaker) -> Phrase:
    """Who nominates, and what the committee's scores must reach."""
    names = {
        Nominator.OFFICE: by.pick("部门推荐", "an office"),
        Nominator.SELF: by.pick("自荐", "whoever it is for"),
    }
    who = listed((plain(names[one]) for one in given.by), by.pick("、", " or "))
    opening, end = by.pick("提名方式：", "Nominated by "), by.pick("。", ".")
    if given.members is None:
        return joined(opening, who, end)
    scored = by.pick(
        f"；至少 {given.members} 名评委打分，平均不低于 {given.least} 分",
        f"; at least {given.members} members score it, with a mean of {given.least} or more",
    )
    return joined(opening, who, scored, end)


def _mode(part: Programme, by: Speaker) -> Phrase:
    issuer = joined(strong(part.issuer), by.pick("组织。", " runs it. ")) if part.issuer else ()
    if part.mode is Mode.AUTOMATIC:
        name = strong(by.pick("免申即享", "Without application"))
        rest = by.pick("：按已有数据找出符合的，不用申报。", ": found from figures that are there.")
        return joined(issuer, name, rest)
    asked = [plain(said(one.title, by.tongue)) for one in part.asks.values()]
    if not asked:
        return joined(issuer, by.pick("本人申报。", "On application."))
    items, end = listed(asked, by.pick("、", ", ")), by.pick("。", ".")
    return joined(issuer, by.pick("本人申报，填：", "On application, stating: "), items, end)


def _budget(given: Budget, by: Speaker) -> Phrase:
    opening = by.pick("预算 ", "A budget of ")
    after, end = by.pick("；", "; "), by.pick("。", ".")
    pieces: list[Phrase | str] = [opening, in_words(given.total, by), after]
    pieces.append(by.pick(*_SHORTAGE[given.shortage]))
    if given.order:
        pieces += [by.pick("；顺序：", "; the order: "), order(given.order, by)]
    return joined(*pieces, end)
