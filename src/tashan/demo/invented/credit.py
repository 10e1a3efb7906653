"""Events on the credit record of some enterprises; some were repaired, some have run out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tashan.demo.invented.chance import Chance
from tashan.demo.invented.facts import Credit, Enterprise

# kinds of library/credit, with the days that each counts
_KINDS = (
    ("ordinary_penalty", "ordinary", "他山县市场监督管理局", "他市监罚字", 365),
    ("serious_penalty", "serious", "他山县生态环境局", "他环罚字", 1095),
    ("serious_penalty", "serious", "他山县应急管理局", "他应急罚字", 1095),
    ("tax_dishonesty", "serious", "他山县税务局", "他税信告", 1095),
    ("judgment_debtor", "serious", "他山县人民法院", "他执失信", 730),
    ("wage_arrears", "serious", "他山县人力资源和社会保障局", "他人社监字", 1095),
)


def with_credit(seed: int, firms: list[Enterprise]) -> list[Enterprise]:
    """One firm in twenty has an event; two in five of these were repaired."""
    chance = Chance.of(seed, "credit")
    return [
        replace(firm, credit=(_event(chance, at),)) if chance.happens(5) else firm
        for at, firm in enumerate(firms)
    ]


def _event(chance: Chance, at: int) -> Credit:
    kind, severity, decided_by, mark, days = chance.choice(_KINDS)
    on = chance.day(date(2023, 2, 1), date(2026, 9, 30))
    number = f"{mark}〔{on.year}〕{at % 200 + 1}号"
    event = Credit(kind, severity, number, decided_by, on, on + timedelta(days=days))
    repaired = on + timedelta(days=chance.randint(95, 240))
    if not chance.happens(40) or repaired > date(2026, 10, 31):
        return event
    repair = f"信用修复决定〔{repaired.year}〕{at % 200 + 1}号"
    return replace(event, repaired_on=repaired, repair_document=repair)
