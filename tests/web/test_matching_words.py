"""What the pages of programmes say: amounts, gaps, budgets, missing figures, chains."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils import translation

from tashan.base.lights import Light
from tashan.indicators.snapshots.keys import FigureKey
from tashan.mechanisms.fields import Text
from tashan.mechanisms.rules.answers import Detail, Reason
from tashan.programmes.words import ColumnWords, ConditionWords
from tashan.web.matching.budgets import BudgetBar
from tashan.web.matching.chain_map import ChainLink, ChainMap, Member
from tashan.web.matching.quantities import difference, fen_text, quantity
from tashan.web.matching.reasons import ShownReason, Wording, shown_reasons

WAN = 10_000
TAX = "tax_paid@2025-01-01/2025-12-31"


@pytest.fixture(autouse=True)
def _in_chinese() -> object:
    with translation.override("zh-hans"):
        yield


def detail(value: object, wanted: object, gap: object, *, unit: str = "元") -> Detail:
    held = None if value is None else gap is None
    missing = (TAX,) if value is None else ()
    return Detail(0, held, value, wanted, unit, gap, missing)  # type: ignore[arg-type]


def equipment(found: Detail, met: bool | None, withheld: tuple[str, ...] = ()) -> ShownReason:
    says = Text(zh="设备投资不少于1500万元", en="At least 15 million for equipment")
    rule = "investment_in_equipment[last_year] >= 1500 万元"
    conditions = {"equipment": ConditionWords("equipment", says, rule, False)}
    reason = Reason("equipment", False, met, (found,))
    return shown_reasons([reason], Wording(conditions, tax, withheld=withheld))[0]


def tax(key: str) -> ColumnWords:
    titled, held = Text(zh="企业纳税额", en="Tax paid"), Text(zh="税务局", en="Tax office")
    return ColumnWords(key, titled, held, FigureKey.parse(key))


def test_money_is_said_in_ten_thousands_and_from_a_hundred_million_in_those() -> None:
    assert quantity(Fraction(13_800_000), "元") == "1,380 万元"
    assert quantity(Fraction(312_600_000), "元") == "3.13 亿元"
    assert quantity(Fraction(9_999), "元") == "9,999 元"
    assert fen_text(1_234_500_000) == "1,234.5 万元"


def test_money_is_said_in_millions_in_english() -> None:
    with translation.override("en"):
        assert quantity(Fraction(13_800_000), "元") == "CNY 13.8 million"


def test_a_share_is_written_in_per_cent_and_its_gap_in_points() -> None:
    assert quantity(Fraction(1, 8), "1", is_share=True) == "12.5%"
    assert difference(Fraction(1, 50), "1", is_share=True) == "2 个百分点"
    assert quantity(Fraction(420), "1") == "420"


def test_what_is_unknown_is_said_in_a_word_and_not_as_nought() -> None:
    assert quantity(None, "元") == "暂缺"
    assert fen_text(None) == "—"


def test_a_near_miss_says_by_how_much() -> None:
    short = detail(Fraction(1380 * WAN), Fraction(1500 * WAN), Fraction(120 * WAN))
    reason = equipment(short, met=False)
    assert (reason.state, reason.gap) == ("missed", "差 120 万元")
    assert 'width="92' in reason.sides[0].bar


def test_an_unknown_condition_names_the_figure_that_is_wanted() -> None:
    reason = equipment(detail(None, Fraction(1500 * WAN), None), met=None)
    assert reason.state == "unknown"
    assert reason.needed[0].words == "2025年 企业纳税额，由税务局持有"
    assert reason.needed[0].why == ""


def test_a_figure_kept_back_by_law_says_so() -> None:
    unknown = detail(None, Fraction(1500 * WAN), None)
    reason = equipment(unknown, met=None, withheld=(TAX,))
    assert reason.needed[0].why == "只报给统计部门用于统计，不得用于奖补和排名"


def test_a_met_condition_wants_no_figure() -> None:
    reason = equipment(detail(Fraction(2000 * WAN), Fraction(1500 * WAN), None), met=True)
    assert (reason.state, reason.needed, reason.gap) == ("met", (), "")


def test_the_words_follow_the_tongue_of_the_page() -> None:
    with translation.override("en"):
        reason = equipment(detail(Fraction(1), Fraction(2), Fraction(1)), met=False)
    assert reason.says == "At least 15 million for equipment"


@pytest.mark.parametrize(
    ("wanted", "light"), [(69, Light.GREEN), (70, Light.YELLOW), (90, Light.RED), (130, Light.RED)]
)
def test_a_budget_is_amber_from_seventy_and_red_from_ninety_per_cent(
    wanted: int, light: Light
) -> None:
    assert BudgetBar(wanted, 100).light is light


def test_a_budget_that_does_not_reach_says_what_is_short() -> None:
    bar = BudgetBar(1_260_000_000, 1_200_000_000)
    assert (bar.is_over, bar.left) == (True, "差 60 万元")
    assert "tick" in bar.bar


def test_no_budget_at_all_is_short_of_everything() -> None:
    assert BudgetBar(100, 0).light is Light.RED


def chain() -> ChainMap:
    held = ChainLink("C398", "电子元件", ("C398",), (Member("恒川<精密>", "/enterprises/1/"),), 3)
    return ChainMap("电子信息", (held, ChainLink("C397", "电子器件", is_key=True)))


def test_a_link_without_an_enterprise_is_missing() -> None:
    assert [link.code for link in chain().missing] == ["C397"]
    assert chain().summary == "电子信息：2 个环节，缺 1 个"


def test_each_link_of_the_drawing_leads_to_its_line_in_the_table() -> None:
    drawn = chain().svg()
    assert 'class="missing" href="#link-C397"' in drawn
    assert "恒川&lt;精密&gt;" in drawn


def test_seven_links_stand_in_two_rows_as_even_as_can_be() -> None:
    links = tuple(ChainLink(str(i), f"环节{i}", count=1) for i in range(7))
    drawn = ChainMap("电子信息", links).svg()
    assert drawn.count("<rect") == 7
    assert drawn.count('class="arrow"') == 6
    assert 'viewBox="0 0 1000 206"' in drawn


def test_the_key_links_are_looked_for_first() -> None:
    plain, key = ChainLink("a", "线缆"), ChainLink("b", "器件", is_key=True)
    assert ChainMap("电子信息", (plain, key)).missing == [key, plain]


def test_a_bound_that_does_not_count_is_told_as_such() -> None:
    found = Detail(0, False, Fraction(0), Fraction(0), "元", Fraction(0))
    assert equipment(found, False).has == "现为 0 万元，等于界限不算达到"
