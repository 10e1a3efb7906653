"""The forty indicators of the county's monthly sheet, and how each of them moves.

Codes, units and frequencies are those of ``library/indicators``; a test compares them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

QUARTERLY = (
    "grp", "primary_value_added", "secondary_value_added", "tertiary_value_added",
    "construction_output", "farm_output",
    "income_per_head", "urban_income_per_head", "rural_income_per_head",
)  # fmt: skip
# the only ones of the sheet that come a month later than the others
LATE = ("industrial_revenue", "industrial_profit", "services_revenue")
# months that a year begins with on the sheet: January alone, or January and February together
WITH_JANUARY = (
    "general_budget_revenue", "tax_revenue", "general_budget_expenditure",
    "power_use", "industrial_power_use",
)  # fmt: skip


class Rate(NamedTuple):
    """Published as growth alone: how far from the county's pace, and how much it sways."""

    code: str
    above_pace: Decimal
    sway: int  # tenths of a point from month to month
    peers: bool = False


class Flow(NamedTuple):
    """Published from January on with its level. ``base`` is per 10,000 of the product of 2023."""

    code: str
    base: int
    above_pace: Decimal
    sway: int
    season: tuple[int, ...]
    decimals: int = 2
    peers: bool = False


class Stock(NamedTuple):
    """What there is at the end of each month, per 10,000 of the product of 2023."""

    code: str
    base: int
    growth: Decimal
    sway: int


# weights of the twelve months: what each usually holds
EVEN = (80, 78, 86, 83, 84, 88, 83, 83, 87, 84, 83, 81)
SHOPS = (101, 89, 78, 75, 82, 80, 78, 80, 84, 90, 84, 79)
WORKS = (74, 58, 92, 86, 88, 95, 85, 86, 93, 84, 82, 77)
TAXES = (118, 66, 78, 98, 80, 88, 94, 66, 78, 96, 70, 68)
SPENDING = (84, 72, 98, 74, 76, 106, 70, 72, 94, 66, 80, 108)
POWER = (91, 66, 80, 75, 77, 84, 103, 105, 86, 75, 77, 81)
TRADE = (88, 60, 84, 82, 86, 90, 86, 84, 90, 84, 84, 82)
ESTATE = (58, 50, 96, 82, 86, 112, 74, 76, 98, 84, 86, 98)
LUMPS = (20, 30, 120, 40, 60, 160, 50, 70, 130, 60, 80, 180)

D = Decimal
RATES = (
    Rate("industrial_value_added", D("1.6"), 6, peers=True),
    Rate("mining_value_added", D("-4.8"), 12),
    Rate("manufacturing_value_added", D("2.1"), 6),
    Rate("high_tech_value_added", D("6.4"), 9),
    Rate("fixed_asset_investment", D("0.9"), 9, peers=True),
    Rate("industrial_investment", D("5.2"), 12, peers=True),
    Rate("technical_upgrade_investment", D("8.1"), 16),
    Rate("infrastructure_investment", D("-1.4"), 12),
    Rate("private_investment", D("-2.2"), 12, peers=True),
)
FLOWS = (
    Flow("construction_output", 2150, D("-1.8"), 4, WORKS),
    Flow("farm_output", 2480, D("-2.0"), 2, EVEN),
    Flow("industrial_output", 16400, D("1.1"), 5, WORKS, peers=True),
    Flow("industrial_revenue", 15700, D("0.6"), 6, WORKS),
    Flow("industrial_profit", 860, D("-1.9"), 14, WORKS),
    Flow("services_revenue", 1180, D("2.3"), 6, EVEN, peers=True),
    Flow("real_estate_investment", 640, D("-19.0"), 12, ESTATE),
    Flow("housing_sales_area", 1050, D("-15.5"), 13, ESTATE),
    Flow("retail_sales", 3560, D("-0.7"), 3, SHOPS, peers=True),
    Flow("retail_sales_above_limit", 812, D("1.8"), 6, SHOPS),
    Flow("catering_revenue", 402, D("1.2"), 5, SHOPS),
    Flow("fdi_utilised", 112_000, D("-9.0"), 40, LUMPS, peers=True),
)
# parts of a sum: its code and the parts, of which unnamed ones are not published
SUMS: dict[str, tuple[Flow, ...]] = {
    "goods_trade": (
        Flow("exports", 8120, D("2.4"), 9, TRADE, peers=True),
        Flow("imports", 1880, D("-3.1"), 14, TRADE, peers=True),
    ),
    "general_budget_revenue": (
        Flow("tax_revenue", 7280, D("-0.4"), 5, TAXES, peers=True),
        Flow("", 2720, D("0.8"), 9, SPENDING),
    ),
    "power_use": (
        Flow("industrial_power_use", 6640, D("0.9"), 5, POWER, peers=True),
        Flow("", 3360, D("1.7"), 6, POWER),
    ),
}
SPENT = Flow("general_budget_expenditure", 1890, D("-2.6"), 5, SPENDING, peers=True)
STOCKS = (
    Stock("household_deposits", 10350, D("10.4"), 3),
    Stock("", 3900, D("5.1"), 7),  # with it the deposits
    Stock("loans", 10080, D("9.2"), 4),
)
SHEET = (
    *QUARTERLY[:4],
    *(rate.code for rate in RATES),
    *(flow.code for flow in FLOWS),
    *SUMS,
    *(part.code for parts in SUMS.values() for part in parts if part.code),
    SPENT.code,
    "above_scale_firms",
    "deposits",
    "household_deposits",
    "loans",
    *QUARTERLY[6:],
)
