"""The legality check: what may be drafted, and not published without a basis."""

from __future__ import annotations

from datetime import date

import pytest
from tests.mechanisms.written import indicator, library_with, mechanism

from tashan.mechanisms.law import LegalPoint, Standing, hinders, legality

PROGRAMME = """\
reward:
  kind: programme
  title: {{zh: 奖补, en: Reward}}
  asks:
    equipment: {{title: {{zh: 设备, en: Equipment}}, unit: 万元}}
  eligible:
    - {{rule: "{rule}", says: 条件}}
  gives: {gives}
"""
TAX = indicator("tax_paid", "is_tax: true\n", subjects="[enterprise]", unit="万元")
PER_MU = indicator(
    "tax_per_mu",
    "formula: tax_paid / 2\n",
    subjects="[enterprise]",
    unit="万元",
)
GRANT = '{kind: grant, amount: "1000"}'
REQUIRED = "law: {fair_competition_review: required}\n"
ON = date(2026, 6, 1)


def points(rule: str, gives: str = GRANT, law: str = REQUIRED, more: str = "") -> list[LegalPoint]:
    written = PROGRAMME.format(rule=rule, gives=gives) + more
    found = library_with(a=mechanism(TAX, PER_MU, written, more=law))
    assert found.errors == ()
    return list(legality(found.mechanisms["trial"], on=ON, within=found))


def standings(rule: str, gives: str = GRANT, law: str = REQUIRED) -> list[tuple[str, Standing]]:
    return [(p.code, p.standing) for p in points(rule, gives, law) if p.code != "review"]


def allowed(basis: str, until: str = "") -> str:
    selective = f"{{basis: {basis}, document: 甲〔2026〕1号{until}}}"
    return f"law:\n  fair_competition_review: required\n  selective: {selective}\n"


def test_a_condition_on_investment_asks_for_nothing() -> None:
    assert standings("equipment > 5") == []


def test_a_condition_on_where_the_firm_is_needs_a_basis() -> None:
    assert standings("operates_here") == [("registration", Standing.TO_DO)]
    assert standings("place in '999901'") == [("registration", Standing.TO_DO)]


def test_a_basis_meets_it() -> None:
    assert standings("operates_here", law=allowed("law")) == [("registration", Standing.MET)]


def test_an_exception_needs_its_end() -> None:
    assert standings("operates_here", law=allowed("exception"))[0][1] is Standing.TO_DO
    until = ", until: 2027-12-31"
    assert standings("operates_here", law=allowed("exception", until))[0][1] is Standing.MET


def test_a_basis_that_has_ended_is_none() -> None:
    [point] = [p for p in points("operates_here", law=allowed("law", ", until: 2026-05-31"))
               if p.code == "registration"]  # fmt: skip
    assert point.standing is Standing.TO_DO
    assert "ended on 2026-05-31" in point.says.en


@pytest.mark.parametrize(
    "gives",
    [
        '{kind: grant, amount: "0.1 * tax_paid[last_year]"}',
        '{kind: loan, amount: "tax_per_mu[last_year] * 2"}',
    ],
)
def test_money_by_the_tax_paid_must_be_deleted(gives: str) -> None:
    assert standings("equipment > 5", gives) == [("tax", Standing.DELETE)]
    until = ", until: 2027-12-31"
    assert standings("equipment > 5", gives, allowed("exception", until))[0][1] is Standing.DELETE
    assert standings("equipment > 5", gives, allowed("state_council"))[0][1] is Standing.MET


def test_a_threshold_of_tax_for_money_must_be_deleted() -> None:
    assert standings("tax_paid[last_year] >= 100 万元") == [("tax", Standing.DELETE)]
    assert standings("rank(tax_paid[last_year]) <= 50") == [("tax", Standing.DELETE)]


def test_whether_any_tax_was_declared_needs_a_basis_alone() -> None:
    assert standings("tax_paid[last_6_months] > 0") == [("tax", Standing.TO_DO)]


def test_an_honour_may_follow_a_ranking_by_tax() -> None:
    assert points("rank(tax_paid[last_year]) <= 50", "{kind: title, label: 纳税五十强}") == []


def test_money_for_a_label_that_is_given_for_tax_must_be_deleted() -> None:
    honour = PROGRAMME.format(
        rule="rank(tax_paid[last_year]) <= 50", gives="{kind: title, label: 纳税五十强}"
    ).replace("reward", "honour")
    found = points("'纳税五十强' in labels", more=honour)
    assert [(p.code, p.standing) for p in hinders(tuple(found))] == [("tax", Standing.DELETE)]


def test_a_card_for_taxpayers_needs_a_basis() -> None:
    assert standings("tax_paid[last_year] > 5", "{kind: card}") == [("tax", Standing.TO_DO)]


def test_what_an_applicant_states_is_no_ground() -> None:
    assert standings("equipment > 5 and equipment < 9") == []


def test_words_in_quotes_are_no_names() -> None:
    assert standings("'place' in labels or 'operates_here' in labels") == []


@pytest.mark.parametrize("law", ["", "law: {fair_competition_review: not_required}\n"])
def test_money_needs_a_fair_competition_review(law: str) -> None:
    [point] = points("equipment > 5", law=law)
    assert (point.code, point.standing) == ("review", Standing.TO_DO)


def test_a_service_needs_no_review() -> None:
    assert points("equipment > 5", "{kind: service}", law="") == []


def test_what_another_issues_is_reviewed_by_them() -> None:
    found = points("operates_here", law="", gives=GRANT + "\n  issuer: 省经济和信息化厅")
    assert found == []


def test_a_register_field_may_be_a_ground() -> None:
    register = """\
firms:
  kind: register
  title: {zh: 企业, en: Firms}
  subjects: [enterprise]
  fields:
    owner: {title: {zh: 所有制, en: Ownership}, type: words, ground: ownership}
"""
    found = points("firms.owner == '国有'", more=register)
    assert [p.code for p in hinders(tuple(found))] == ["ownership"]


RANKING = """\
best:
  kind: ranking
  title: {{zh: 榜, en: List}}
  subject: enterprise
  measures:
    - code: tax
      title: {{zh: 税, en: Tax}}
      figure: "tax_paid[last_year]"
      weight: "100"
      scoring: {{method: value}}
  publishing: {{shows: ranks, consent: {consent}}}
"""


@pytest.mark.parametrize(
    ("consent", "standing"), [("true", Standing.MET), ("false", Standing.TO_DO)]
)
def test_a_list_of_taxpayers_is_published_by_consent(consent: str, standing: Standing) -> None:
    found = library_with(a=mechanism(TAX, RANKING.format(consent=consent)))
    [point] = legality(found.mechanisms["trial"], on=ON, within=found)
    assert (point.code, point.standing) == ("publishing", standing)


def test_a_point_says_where_it_stands_and_the_article() -> None:
    point = points("operates_here")[-1]
    assert point.path == ("parts", "reward", "eligible", "0", "rule")
    assert point.article.zh == "公平竞争审查条例第九条、第十条"
