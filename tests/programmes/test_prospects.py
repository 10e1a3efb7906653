"""What one enterprise can get, from its own row; policies from above stay previews."""

from __future__ import annotations

from datetime import date

import pytest
from tests import cast
from tests.programmes import match_cast as own

from tashan.adoption import current
from tashan.mechanisms.indicator import Subject
from tashan.programmes import opportunities, prospects, running, sizes, tasks
from tashan.programmes.chains import chain, chains_of
from tashan.programmes.prospects import Chance, Prospect, for_enterprise
from tashan.record.models import PermittedUse
from tashan.registry import changes, keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings: object) -> own.County:
    settings.PLACE = "999901"  # type: ignore[attr-defined]
    return own.County(own.steward())


def of(found: list[Prospect]) -> dict[str, Chance]:
    return {one.offer.code: one.chance for one in found if one.offer.held}


def test_an_enterprise_is_told_what_it_can_get(county: own.County) -> None:
    county.awards()
    assert of(for_enterprise(county.hengchuan, own.TODAY)) == {
        "srdi_award": Chance.QUALIFIES,
        "output_honour": Chance.UNKNOWN,
        "equipment_subsidy": Chance.UNKNOWN,
    }


def test_and_what_it_nearly_can(county: own.County) -> None:
    county.awards()
    assert of(for_enterprise(county.plain, own.TODAY))["srdi_award"] is Chance.NEARLY


def test_a_rank_is_among_all(county: own.County) -> None:
    county.awards(honoured=1)
    for firm, value in ((county.hengchuan, 300), (county.changqing, 200)):
        own.told.tell(county.source, own.told.figure(firm, "output_value", value))
    assert of(for_enterprise(county.hengchuan, own.TODAY))["output_honour"] is Chance.QUALIFIES
    found = {p.offer.code: p for p in for_enterprise(county.changqing, own.TODAY)}
    (reason,) = [r for r in found["output_honour"].answer.reasons if r.met is False]
    assert reason.code == "rank"


def test_of_a_large_register_the_last_run_ranks(
    county: own.County, monkeypatch: pytest.MonkeyPatch
) -> None:
    adoption = county.awards(honoured=1)
    own.told.tell(county.source, own.told.figure(county.hengchuan, "output_value", 300))
    monkeypatch.setattr(prospects, "is_small", lambda _subject: False)
    assert "output_honour" not in of(for_enterprise(county.hengchuan, own.TODAY))
    own.matched(adoption, "honour")
    found = {p.offer.code: p for p in for_enterprise(county.hengchuan, own.TODAY)}
    assert found["output_honour"].chance is Chance.QUALIFIES
    assert found["output_honour"].as_of == own.TODAY


def test_a_return_for_statistics_alone_is_not_used_and_it_is_said(county: own.County) -> None:
    county.awards()
    secret = own.told.source(county.actor, "统计年报", use=PermittedUse.STATISTICS)
    own.told.tell(secret, own.told.figure(county.hengchuan, "investment_in_equipment", 900))
    found = {p.offer.code: p for p in for_enterprise(county.hengchuan, own.TODAY)}
    key = "investment_in_equipment@2025-01-01/2025-12-31"
    assert found["equipment_subsidy"].chance is Chance.UNKNOWN
    assert found["equipment_subsidy"].withheld == {key}
    assert key in found["equipment_subsidy"].missing


def test_who_is_not_in_the_register_that_day_has_no_prospects(county: own.County) -> None:
    county.awards()
    assert not for_enterprise(county.hengchuan, date(2009, 1, 1))


def project(county: own.County, **facts: object) -> Entity:
    told = {"type": "renewal", "stage": "started", "industry": "C3981", "place": county.place}
    new = keeping.New("设备更新", own.SINCE, facts=told | facts)
    return keeping.enter(Kind.PROJECT, new, source=county.source)


def test_policies_from_above_are_matched_with_projects(county: own.County) -> None:
    big, small = project(county, investment=30_000_000_00), project(county, investment=100_00)
    for run in opportunities.look(own.TODAY, actor=None, at=cast.AT):
        assert run.is_preview
    (row,) = [
        r for r in opportunities.newest(opportunities.superior(Subject.PROJECT))
        if r.code == "bond_equipment_renewal"
    ]  # fmt: skip
    assert (row.eligible, row.near) == (1, 1)
    found = {p.offer.code: p.chance for p in for_enterprise(big, own.TODAY)}
    assert found["bond_equipment_renewal"] is Chance.QUALIFIES
    found = {p.offer.code: p.chance for p in for_enterprise(small, own.TODAY)}
    assert found["bond_equipment_renewal"] is Chance.NEARLY


def test_an_unknown_investment_is_unknown_and_never_no(county: own.County) -> None:
    found = {p.offer.code: p.chance for p in for_enterprise(project(county), own.TODAY)}
    assert found["bond_equipment_renewal"] is Chance.UNKNOWN


@pytest.mark.parametrize(
    ("tree", "is_for_us"), [(None, True), ("99", True), ("9999", True), ("999902", False)]
)
def test_a_policy_for_another_territory_is_left_out(
    tree: str | None, is_for_us: bool, county: own.County
) -> None:
    assert opportunities._may_be_for_us(tree) is is_for_us


def test_a_large_register_waits_for_the_worker(
    county: own.County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sizes, "AT_ONCE", 1)
    adoption = county.awards()

    made = tasks.ask(own.offered(adoption, "srdi"), own.TODAY, actor=None, at=cast.AT)
    assert made.state == "waiting"
    assert running.work(made, at=cast.AT).state == "done"


def test_a_chain_tells_its_links_and_which_are_missing(county: own.County) -> None:
    county.adopted("four_ones", "电气产业链")
    changes.change(county.changqing, since=own.SINCE, source=county.source, industry="C3821")
    own.told.tell(county.source, own.told.figure(county.hengchuan, "output_value", 300))
    held = current.in_force(own.TODAY)
    (terms,) = chains_of(held, own.TODAY)
    found = chain(terms, held, user=county.actor)
    inside = {one.code: one.enterprises for one in found.links}
    assert inside["parts"] == (county.changqing.pk,)
    assert [one.code for one in found.missing] == ["systems", "machines"]
    (output,) = [one for one in found.sums if one.key.code == "output_value"]
    assert (output.value, output.known, output.members) == (300, 1, 4)
    assert [offer.code for offer in found.policies] == ["chain_members", "chain_masters"]
