"""Chains, funds, assignments, lists and the other kinds of part in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tashan.mechanisms.assignment import Assignment
from tashan.mechanisms.chain import Chain, ChainTier
from tashan.mechanisms.duty import Duty, Form
from tashan.mechanisms.event import Event
from tashan.mechanisms.fields import Text
from tashan.mechanisms.fund import BorrowerKind, Fee, Fund, FundLimits, QueueKey, Spending
from tashan.mechanisms.options import Options
from tashan.mechanisms.pipeline import OVER, Pipeline
from tashan.mechanisms.tasklist import TaskList
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.sentences import Answers, Question
from tashan.mechanisms.words.spans import Phrase, joined, listed, plain, said, strong

_TIERS = {
    ChainTier.PILLAR: ("支柱产业", "pillar industry"),
    ChainTier.LEADING: ("主导产业", "leading industry"),
    ChainTier.PILOT: ("先导产业", "pilot industry"),
}


_FORMS = {
    Form.TRANSFERRED: ("赋权（以镇的名义）", "transferred, in the town's own name"),
    Form.ENTRUSTED: ("委托（以部门的名义）", "entrusted, in the office's name"),
    Form.WINDOW: ("派驻窗口（部门不变）", "by a window of the office"),
}


def chain(part: Chain, by: Speaker) -> Answers:
    """One industry, one leader, its offices, what is watched."""
    links = [strong(said(one.title, by.tongue)) for one in part.links.values()]
    tier, end = by.pick(*_TIERS[part.tier]), by.pick("。", ".")
    opening = by.pick(f"{tier}，环节：", f"A {tier}; its links: ")
    yield Question.WHO, joined(opening, _items(links, by), end)
    lead, offices = said(part.leader, by.tongue), _texts(part.offices, by)
    who = joined(strong(by.pick("链长：", "Leader: ")), lead, by.pick("；", "; "))
    yield Question.DOES, joined(who, strong(by.pick("责任单位：", "offices: ")), offices, end)
    if part.indicators:
        watched = _items([plain(by.indicator(code)) for code in part.indicators], by)
        yield Question.MEASURED, joined(by.pick("看：", "Watched: "), watched, end)


def fund(part: Fund, by: Speaker) -> Answers:
    """What is in it, what one may have, what it costs."""
    end = by.pick("。", ".")
    yield Question.MONEY, joined(by.pick("规模 ", "A pool of "), in_words(part.opening, by), end)
    for opening, rule in _most(part):
        yield Question.GIVES, joined(by.pick(*opening), in_words(rule, by), end)
    if part.fee:
        rate = in_words(part.fee.rate, by)
        yield Question.GIVES, joined(by.pick("费用按日：", "A fee by the day: "), rate, end)
        for words, rule in _further(part.fee):
            yield Question.GIVES, joined(by.pick(*words), in_words(rule, by), end)
    for waiver in part.waived:
        told = by.pick(f"{waiver.since} 至 {waiver.until} 免收：",
                       f"Waived from {waiver.since} to {waiver.until}: ")  # fmt: skip
        yield Question.GIVES, joined(told, said(waiver.says, by.tongue), end)
    if part.fee:
        keys = _items([plain(by.pick(*_QUEUES[key])) for key in part.queue], by)
        begun = by.pick("资金不足时排队，依次看：", "While the pool is short the order is by: ")
        yield Question.DOES, joined(begun, keys, end)
    for words, rule in _spent(part.spending):
        yield Question.MONEY, joined(by.pick(*words), in_words(rule, by), end)


def _spent(held: Spending | None) -> Iterator[tuple[tuple[str, str], str]]:
    """How money of projects is paid, with the words before each rule."""
    if held is None:
        return
    yield ("建设期间最多付到已完成价款的 ", "While built, at most of the work done: "), held.most
    yield ("完工后最多付到 ", "When it is finished at most: "), held.at_end
    yield ("低于这个比例就是施工单位垫资：", "Below this the contractor is lending: "), held.least
    yield ("到账后未拨付的月数上限：", "Months that received money may lie: "), held.idle_months


_QUEUES = {
    QueueKey.MATURES_ON: ("贷款到期日", "the day when the bank's loan falls due"),
    QueueKey.APPLIED_ON: ("申请日期", "the day of the application"),
    QueueKey.SMALLEST: ("金额（小额在先）", "the amount, the smallest first"),
}


def _further(fee: Fee) -> Iterator[tuple[tuple[str, str], str]]:
    """What else the fee says, with the words before it."""
    if fee.minimum:
        yield ("每笔最低 ", "Each loan at least "), fee.minimum
    if fee.prepaid:
        yield ("预收天数（多退少补）：", "Days paid in advance, settled later: "), fee.prepaid


_BORROWERS = {
    BorrowerKind.COMPANY: ("企业最多 ", "A company has at most "),
    BorrowerKind.OWNER: ("法定代表人个人最多 ", "Its legal representative has at most "),
    BorrowerKind.SOLE_TRADER: ("个体工商户最多 ", "A sole trader has at most "),
}


def _most(part: Fund) -> Iterator[tuple[tuple[str, str], str]]:
    """The limits with the words before each."""
    limits = part.limits or FundLimits()
    if limits.per_firm:
        yield ("一家最多 ", "At most "), limits.per_firm
    for kind, rule in limits.borrowers.items():
        yield _BORROWERS[kind], rule
    if limits.share_of_promise:
        yield (
            ("不超过银行承诺续贷额的 ", "No more of the bank's promise than "),
            limits.share_of_promise,
        )
    if limits.times_paid_in:
        yield (
            ("不超过会员缴存额的倍数：", "So many times what the member paid in: "),
            limits.times_paid_in,
        )


def assignment(part: Assignment, by: Speaker) -> Answers:
    """From where to where, for how long, under whom."""
    pools, end = _texts((pool.title for pool in part.pools.values()), by), by.pick("。", ".")
    goals = _texts((one.title for one in part.destinations.values()), by)
    months = strong(by.pick(f"{part.term_months} 个月", f"{part.term_months} months"))
    office = said(part.office, by.tongue)
    arrow = joined(by.pick("从", "From "), pools, by.pick("派到", " to "), goals)
    tail = joined(by.pick("，期限 ", " for "), months, by.pick("，管理：", "; kept by "), office)
    yield Question.DOES, joined(arrow, tail, end)


def task_list(part: TaskList, by: Speaker) -> Answers:
    tasks = _texts((task.title for task in part.tasks.values()), by)
    if tasks:
        yield Question.DOES, joined(by.pick("事项：", "Works: "), tasks, by.pick("。", "."))


def duties(part: Duty, by: Speaker) -> Answers:
    for line in part.lines.values():
        post = strong(said(line.post, by.tongue))
        title = said(line.title, by.tongue)
        yield Question.DOES, joined(post, by.pick("：", ": "), title, by.pick("。", "."))

    if part.delegated:
        forms = Counter(one.form for one in part.delegated.values())
        told = [
            strong(by.pick(f"{_FORMS[f][0]} {n} 项", f"{n} {_FORMS[f][1]}"))
            for f, n in forms.items()
        ]
        total = len(part.delegated)
        opening = by.pick(f"下放 {total} 项：", f"{total} items are delegated: ")
        yield Question.DOES, joined(opening, _items(told, by), by.pick("。", "."))


def event(part: Event, by: Speaker) -> Answers:
    guests = _texts((one.title for one in part.invites.values()), by)
    yield Question.WHO, joined(by.pick("邀请：", "Invited: "), guests, by.pick("。", "."))


def options(part: Options, by: Speaker) -> Answers:
    ways = _texts((one.title for one in part.options.values()), by)
    yield Question.GIVES, joined(by.pick("任选：", "One of: "), ways, by.pick("。", "."))


def pipeline(part: Pipeline, by: Speaker) -> Answers:
    """The stages, for how long who reports first owns a lead, and the score sheet."""
    end = by.pick("。", ".")
    stages = _texts((one.title for code, one in part.stages.items() if code not in OVER), by)
    yield Question.DOES, joined(by.pick("阶段：", "Stages: "), stages, end)
    first = part.first_reporter
    months, days = in_words(first.months, by), in_words(first.days, by)
    opening = by.pick("首报首谈保护月数：", "Months for who reports first: ")
    middle = by.pick("，至少每隔多少天登记进展：", ", with progress every so many days: ")
    yield Question.DOES, joined(opening, months, middle, days, end)
    items = _texts((one.title for one in part.review.items.values()), by)
    yield Question.MEASURED, joined(by.pick("准入评审：", "Entry review: "), items, end)


def _texts(given: Iterable[Text], by: Speaker) -> Phrase:
    return _items([plain(said(one, by.tongue)) for one in given], by)


def _items(given: Iterable[Phrase], by: Speaker) -> Phrase:
    return listed(given, by.pick("、", ", "))
