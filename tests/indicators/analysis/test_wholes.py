"""What parts did for their total, in the total's own period."""

from __future__ import annotations

from decimal import Decimal

from tests.indicators.analysis.made import made

from tashan.indicators.analysis.rows import Row
from tashan.indicators.analysis.wholes import Method, Whole, wholes


def whole_of(*rows: Row) -> list[Whole]:
    return wholes({row.code: row for row in rows})


def test_shares_of_amounts_add_up_to_the_total() -> None:
    (found,) = whole_of(
        made("goods_trade", {"2025-09": "20", "2026-09": "22"}),
        made("exports", {"2025-09": "15", "2026-09": "16.5"}),
        made("imports", {"2025-09": "5", "2026-09": "5.5"}),
    )
    assert found.method is Method.AMOUNTS
    assert [share.worked.share.value for share in found.shares] == [Decimal(75), Decimal(25)]


def test_the_product_is_divided_by_last_years_shares_and_real_growth() -> None:
    (found,) = whole_of(
        made("grp", {"2025-09": "200", "2026-09": "230"}, {"2026-09": "6"}),
        made("secondary_value_added", {"2025-09": "80", "2026-09": "99"}, {"2026-09": "9"}),
    )
    assert found.method is Method.WEIGHTED
    assert found.shares[0].worked.pull.value == Decimal("3.6")


def test_a_total_published_as_growth_alone_is_not_divided() -> None:
    assert whole_of(
        made("fixed_asset_investment", {}, {"2026-09": "5"}),
        made("industrial_investment", {}, {"2026-09": "8"}),
    ) == []  # fmt: skip


def test_a_part_of_an_earlier_period_is_not_counted_for_the_total() -> None:
    found = whole_of(
        made("goods_trade", {"2025-09": "20", "2026-09": "22"}),
        made("exports", {"2025-08": "13", "2026-08": "14"}),
    )
    assert found == []
