"""What the head of a file says: what it needs and what the law asks first."""

from __future__ import annotations

from decimal import Decimal

from tashan.mechanisms.head import Authority, Head
from tashan.mechanisms.words.amounts import amount
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.sentences import Answers, Question
from tashan.mechanisms.words.spans import Phrase, joined, listed, plain, strong

_AUTHORITIES = {
    Authority.COUNTY: ("县级", "the county"),
    Authority.PREFECTURE: ("市级", "the prefecture"),
    Authority.PROVINCE: ("省级", "the province"),
    Authority.NATION: ("国家", "the nation"),
}


def head(given: Head, by: Speaker) -> Answers:
    """What shows that it works, and what it takes: money, people, and whose authority."""
    if given.effect:
        watched = listed((plain(by.indicator(code)) for code in given.effect), by.pick("、", ", "))
        opening = by.pick("看成效：", "Whether it works: ")
        yield Question.MEASURED, joined(opening, watched, by.pick("。", "."))
    needs = given.needs
    if needs is None:
        return
    if needs.money is not None:
        money = strong(amount(Decimal(needs.money), "元", by.tongue))
        yield (
            Question.MONEY,
            joined(by.pick("测算需要 ", "It takes about "), money, by.pick("。", ".")),
        )
    if needs.people is not None:
        people = strong(by.pick(f"{needs.people} 人", f"{needs.people} people"))
        pieces: list[Phrase | str] = [by.pick("需要 ", "It takes "), people]
        if needs.authority:
            level = by.pick(*_AUTHORITIES[needs.authority])
            pieces.append(by.pick(f"，{level}可定", f"; {level} may decide it"))
        yield Question.DOES, joined(*pieces, by.pick("。", "."))
