"""The lines of a county's monthly sheet, by theme, and which of them a page opens with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Theme(TextChoices):
    OVERALL = "overall", _("Overall")
    INDUSTRY = "industry", pgettext_lazy("theme", "Industry")
    INVESTMENT = "investment", pgettext_lazy("theme", "Investment")
    CONSUMPTION = "consumption", _("Consumption and services")
    TRADE = "trade", _("Foreign trade and investment")
    BUDGET = "budget", _("Public finance")
    BANKING = "banking", _("Banking")
    ENERGY = "energy", _("Power use")
    PEOPLE = "people", _("Incomes and jobs")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet: a code of the library under its theme."""

    code: str
    theme: Theme
    is_headline: bool = False


# what everybody asks for first
HEADLINES = frozenset(
    {
        "grp", "industrial_value_added", "fixed_asset_investment", "retail_sales",
        "general_budget_revenue", "goods_trade", "fdi_utilised", "power_use",
        "deposits", "loans", "urban_income_per_head", "rural_income_per_head",
    }
)  # fmt: skip
THEMES: dict[Theme, tuple[str, ...]] = {
    Theme.OVERALL: (
        "grp", "primary_value_added", "secondary_value_added", "tertiary_value_added",
        "farm_output", "construction_output",
    ),
    Theme.INDUSTRY: (
        "industrial_value_added", "mining_value_added", "manufacturing_value_added",
        "utilities_value_added", "high_tech_value_added", "industrial_output",
        "industrial_revenue", "industrial_profit", "above_scale_firms",
    ),
    Theme.INVESTMENT: (
        "fixed_asset_investment", "industrial_investment", "technical_upgrade_investment",
        "infrastructure_investment", "private_investment", "real_estate_investment",
        "housing_sales_area",
    ),
    Theme.CONSUMPTION: (
        "retail_sales", "retail_sales_above_limit", "goods_retail", "catering_revenue",
        "services_revenue",
    ),
    Theme.TRADE: ("goods_trade", "exports", "imports", "fdi_utilised"),
    Theme.BUDGET: (
        "general_budget_revenue", "tax_revenue", "non_tax_revenue", "tax_share",
        "general_budget_expenditure",
    ),
    Theme.BANKING: ("deposits", "household_deposits", "loans"),
    Theme.ENERGY: ("power_use", "industrial_power_use", "household_power_use"),
    Theme.PEOPLE: (
        "income_per_head", "urban_income_per_head", "rural_income_per_head", "new_urban_jobs",
    ),
}  # fmt: skip
SHEET = tuple(
    Line(code, theme, code in HEADLINES) for theme, codes in THEMES.items() for code in codes
)
CODES = tuple(line.code for line in SHEET)
# a total and the parts that its growth is divided among
WHOLES: dict[str, tuple[str, ...]] = {
    "grp": ("primary_value_added", "secondary_value_added", "tertiary_value_added"),
    "goods_trade": ("exports", "imports"),
    "general_budget_revenue": ("tax_revenue", "non_tax_revenue"),
    "retail_sales": ("goods_retail", "catering_revenue"),
    "fixed_asset_investment": (
        "industrial_investment", "infrastructure_investment", "real_estate_investment",
    ),
    "power_use": ("industrial_power_use", "household_power_use"),
}  # fmt: skip


def lines_of(theme: Theme, lines: Iterable[Line] = SHEET) -> list[Line]:
    return [line for line in lines if line.theme == theme]
