"""Rules at random as officers might write them: most are right, some are not."""

from __future__ import annotations

from hypothesis import strategies as st

PERIODS = st.sampled_from(
    ("last_year", "this_year", "last_month", "last_quarter", "last_6_months", "2024", "last_year")
)
MONTHLY = st.sampled_from(("tax_paid", "vat_paid", "sales_revenue"))
WRONG = st.sampled_from(
    (
        *("staff[last_month]", "town_income[last_year]", "output[last_month]", "no_such", "5 万"),
        *("labels", "as_of", "top_n", "wanted_scale", "5%", "value_added[last_year]", "3 亩"),
    )
)
MONEY = st.one_of(
    st.builds("{}[{}]".format, MONTHLY, PERIODS),
    st.builds("{}[{}]".format, MONTHLY, PERIODS),
    st.sampled_from(("registered_capital", "amount", "floor", "cap", "later", "output[2024]")),
    st.sampled_from(("0", "100", "5 万元", "0.5 亿元", "1000000 元", "0.01 元")),
    st.builds("land_used[{}] * 2 万元/亩".format, st.sampled_from(("last_year", "2024"))),
    WRONG,
)
SHARES = st.one_of(
    st.builds("growth({}, {})".format, MONTHLY, PERIODS),
    st.sampled_from(("growth(value_added, last_year)", "tax_share[last_year]", "bonus_share")),
    st.sampled_from(("0", "5%", "0.5%", "120%", "-3%", "1/3 * 1%")),
)
DATES = st.sampled_from(
    ("established_on", "as_of", "park_tenant.entered_on", "'2024-02-29'", "'2024-02-30'")
)
TRUTHS = st.sampled_from(
    (
        *("operates_here", "in_park", "not dishonest", "open_to_all", "true", "'srdi' in labels"),
        *("industry in 'C39'", "industry not in ['C38', 'D44']", "place in '999901'"),
        *("scale in ['small', 'micro']", "scale == wanted_scale", "standing != 'closed'"),
        *("'model_taxpayer' in credit", "park_tenant.hall == 'north'", "scale == 'tiny'"),
    )
)
SIGNS = st.sampled_from(("==", "!=", "<", "<=", ">", ">="))


def _more_money(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-"), inner),
        st.builds("({} {} {})".format, inner, st.sampled_from("*/"), NUMBERS),
        st.builds("{} * {}".format, SHARES, inner),
        st.builds("-{}".format, inner),
        st.builds("{}({}, {})".format, st.sampled_from(("min", "max")), inner, inner),
        st.builds("abs({})".format, inner),
        st.builds("round({}, {})".format, inner, st.sampled_from(("-2", "0", "2"))),
        st.builds("{}({}, {})".format, st.sampled_from(("step", "tiered")), inner, TIERS),
        st.builds("({} if {} else {})".format, inner, TRUTHS, inner),
    )


NUMBERS = st.sampled_from(("2", "3", "0.1", "0", "top_n"))
TIERS = st.sampled_from(("grants", "closed_grants", "rates"))
SPANS = st.sampled_from(("days", "working_days", "years"))


def amounts() -> st.SearchStrategy[str]:
    return st.recursive(MONEY, _more_money, max_leaves=4)


def conditions() -> st.SearchStrategy[str]:
    money = amounts()
    leaves = st.one_of(
        TRUTHS,
        st.builds("{} {} {}".format, money, SIGNS, MONEY),
        st.builds("{} / {} {} {}".format, MONEY, MONEY, SIGNS, SHARES),
        st.builds("{} {} {}".format, SHARES, SIGNS, SHARES),
        st.builds("{} {} {}".format, DATES, SIGNS, DATES),
        st.builds("{}({}, {}) {} {}".format, SPANS, DATES, DATES, SIGNS, NUMBERS),
        st.builds("between({}, {}, {})".format, money, MONEY, MONEY),
        st.builds("{}({}) <= 2".format, st.sampled_from(("rank", "rank_low")), money),
        st.builds("share({}) {} {}".format, money, SIGNS, SHARES),
    )
    return st.recursive(leaves, _more_conditions, max_leaves=4)


def _more_conditions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(("and", "or", "==")), inner),
        st.builds("not {}".format, inner),
        st.builds("at_least(1, {}, {})".format, inner, inner),
        st.builds("count({}, {}) >= 1".format, inner, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    )
