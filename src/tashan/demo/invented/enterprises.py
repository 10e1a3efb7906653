"""The enterprises of the invented county, with what their own signed returns state.

Taxes fall off with the rank of a firm, so that few firms pay most, as in any county.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tashan.base.codes import credit_check_digit
from tashan.demo.invented import words
from tashan.demo.invented.chance import Chance, rounded
from tashan.demo.invented.facts import Enterprise, Mark, Tie, Year
from tashan.demo.invented.industries import DEVELOPMENT, FOOD, TRADES, WISE, Trade
from tashan.demo.invented.periods import FULL_YEARS
from tashan.demo.invented.places import HOME, TOWN_WEIGHTS, TOWNS

LAST_DAY = date(2026, 6, 30)
TAX_OF_ALL = Decimal(182_000)  # 万元 of 2025, of 1,200 firms
FALL_OFF = Decimal("1.12")  # how fast the tax falls with the rank
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # of credit codes
SPREAD = 341_873_128  # has no divisor in common with 31, so no code comes twice
MEMBERS_ONLY = ("A",)  # sections whose small firms are cooperatives
TOWN_OF_PARK = {DEVELOPMENT: 0, WISE: 1, FOOD: 2}
TOWN_CODES = tuple(f"{HOME}{100 + at:03d}" for at in range(len(TOWNS)))


def enterprises(seed: int, number: int) -> list[Enterprise]:
    """So many enterprises, the largest taxpayer first."""
    chance = Chance.of(seed, "enterprises")
    names = words.pairs(chance, min(number, 800), first=words.FIRST, second=words.SECOND)
    taxes = _taxes(number)
    taken: set[str] = set()
    found = [
        _enterprise(chance, at, number=number, stem=names[at % len(names)], tax=tax, taken=taken)
        for at, tax in enumerate(taxes)
    ]
    return _tied(chance, found)


def credit_code(serial: int) -> str:
    """The code of this county for a serial number below 31⁶: none twice, both checks right."""
    number = serial * SPREAD % len(ALPHABET) ** 6
    letters = "".join(
        ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(6)
    )
    body = f"91{HOME}{with_own_check('MA' + letters)}"
    return body + credit_check_digit(body)


def with_own_check(body: str) -> str:
    """The eight characters of an organisation code with their ninth (GB 11714-1997)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(w * int(c, 36) for w, c in zip(weights, body, strict=True))
    return body + "0123456789X0"[11 - total % 11]


def _taxes(number: int) -> list[Decimal]:
    """Of 2025 in 万元, by rank: the third of so many pays about a third of the first."""
    weights = [1 / (Decimal(rank + 3) ** FALL_OFF) for rank in range(number)]
    whole = sum(weights)
    total = TAX_OF_ALL * number / 1200
    return [rounded(total * weight / whole, 2) for weight in weights]


def _enterprise(
    chance: Chance, at: int, *, number: int, stem: str, tax: Decimal, taken: set[str]
) -> Enterprise:
    trade = _trade(chance, share=Decimal(at) / number)
    years = _years(chance, trade, tax, above_scale=_is_above(trade, tax))
    name = _name(chance, trade, stem, taken, small=at > number // 2)
    park = trade.park if trade.park and chance.happens(72) else ""
    town = TOWN_OF_PARK[park] if park else chance.weighted([int(w) for w in TOWN_WEIGHTS])
    established = _established(chance, small=at > number // 4)
    last = years[2025]
    return Enterprise(
        code=credit_code(at + 1),
        name=name,
        short=stem + trade.words[0],
        industry=trade.industry,
        scale=_scale(last.staff, last.revenue),
        is_above_scale=_is_above(trade, tax),
        standing=_standing(chance, small=at > number // 8),
        town=TOWN_CODES[town],
        park=park,
        address=f"他山县{TOWNS[town]}{chance.choice(words.LINES)}{chance.randint(1, 298)}号",
        legal_representative=words.person(chance),
        capital=chance.choice((50, 100, 200, 500, 1000, 2000, 5000)) * 1_000_000,
        established_on=established,
        years={year: told for year, told in years.items() if year > established.year},
        labels=_labels(chance, trade, last, established),
    )


def _established(chance: Chance, *, small: bool) -> date:
    """Some of the smaller are young: of the years before them there are no figures."""
    if small and chance.happens(14):
        return chance.day(date(2023, 1, 1), LAST_DAY)
    return chance.day(date(2003, 1, 1), date(2022, 11, 30))


def bank(name: str, serial: int) -> Enterprise:
    """The county's bank, which a clerk of the demo belongs to."""
    return Enterprise(
        code=credit_code(serial),
        name=name,
        short=name.removeprefix("他山县"),
        industry="J6623",
        scale="medium",
        is_above_scale=False,
        standing="operating",
        town=TOWN_CODES[0],
        park="",
        address=f"他山县{TOWNS[0]}人民路1号",
        legal_representative="",
        capital=30_000_000_000,
        established_on=date(2004, 5, 20),
        years={},
    )


def _standing(chance: Chance, *, small: bool) -> str:
    if not small or chance.happens(96):
        return "operating"
    return chance.choice(("suspended", "closed"))


def _trade(chance: Chance, *, share: Decimal) -> Trade:
    """The largest twentieth are makers and builders; below them trades fall as their weights."""
    makers = [t for t in TRADES if t.industry[0] in "CDK" and t.tax >= 50]
    among: Sequence[Trade] = makers if share < Decimal("0.05") else TRADES
    return among[chance.weighted([trade.weight for trade in among])]


def _is_above(trade: Trade, tax: Decimal) -> bool:
    """Industry from 2,000万元 of revenue; retail and catering less (domain of the statistics)."""
    if trade.industry[0] == "A":
        return False
    least = 500 if trade.industry[0] in "FH" else 2000
    return tax * 1000 / trade.tax >= least


def _years(chance: Chance, trade: Trade, tax: Decimal, *, above_scale: bool) -> dict[int, Year]:
    """Three years that end with the tax of 2025."""
    industry = trade.industry[0] in "CD"
    land = chance.around(tax / Decimal("17.5") + Decimal(3), 55) if industry else None
    found = {}
    for year in reversed(FULL_YEARS):
        revenue = chance.around(tax * 1000 / trade.tax, 12)
        added = chance.around(revenue * trade.added / 1000, 8)
        power = chance.around(revenue * trade.power / 10_000, 10)
        found[year] = Year(
            revenue=rounded(revenue, 2),
            tax=rounded(tax, 2),
            value_added=rounded(added, 2) if above_scale and industry else None,
            power=rounded(power, 2),
            staff=max(2, int(chance.around(revenue / 62, 25))),
            land=rounded(land, 2) if land is not None else None,
            energy=rounded(power * Decimal("4.6"), 2) if industry else None,
            emissions=rounded(power * Decimal("0.021"), 2) if above_scale and industry else None,
            research=_research(chance, revenue) if above_scale and industry else None,
        )
        tax = tax * 1000 / (1000 + chance.randint(-60, 180))
    return dict(sorted(found.items()))


def _research(chance: Chance, revenue: Decimal) -> Decimal:
    return rounded(revenue * chance.randint(8, 46) / 1000, 2)


def _name(chance: Chance, trade: Trade, stem: str, taken: set[str], *, small: bool) -> str:
    cooperative = small and trade.industry[0] in MEMBERS_ONLY
    form = "专业合作社" if cooperative else "有限公司" if chance.happens(91) else "股份有限公司"
    for word in (*trade.words, *(w + "贸易" for w in trade.words), "实业", "投资", "发展"):
        name = f"他山县{stem}{word}{form}"
        if name not in taken:
            taken.add(name)
            return name
    raise ValueError(f"no name is left for {stem}")


def _scale(staff: int, revenue: Decimal) -> str:
    """统计上大中小微型企业划分办法 (2017), for industry: staff and revenue in 万元 together."""
    for scale, people, money in (
        ("large", 1000, 40_000),
        ("medium", 300, 2_000),
        ("small", 20, 300),
    ):
        if staff >= people and revenue >= money:
            return scale
    return "micro"


def _labels(chance: Chance, trade: Trade, year: Year, established: date) -> tuple[Mark, ...]:
    found = []
    if established >= date(2023, 1, 1):
        return ()
    if year.research and chance.happens(55):
        found.append(_for_three_years("高新技术企业", chance))
    if year.research and chance.happens(26):
        found.append(_for_three_years("专精特新中小企业", chance))
    if trade.industry[0] in "AC" and chance.happens(5):
        found.append(Mark("农业产业化龙头企业", date(2024, 1, 1), None))
    return tuple(found)


def _for_three_years(code: str, chance: Chance) -> Mark:
    """Such a title is given on the first of a month; some of them have run out."""
    since = chance.day(date(2023, 1, 1), date(2026, 3, 31)).replace(day=1)
    return Mark(code, since, since.replace(year=since.year + 3))


def _tied(chance: Chance, firms: list[Enterprise]) -> list[Enterprise]:
    """One in twelve belongs to a larger one, or shares its owner."""
    found = list(firms)
    for at in range(12, len(found), 12):
        other = found[chance.randrange(at)]
        tie = chance.choice(("parent", "parent", "same_owner"))
        share = Decimal(chance.choice((51, 60, 70, 100))) / 100 if tie == "parent" else None
        since = max(found[at].established_on, other.established_on)
        found[at] = replace(found[at], ties=(Tie(other.code, tie, share, since),))
    return found
