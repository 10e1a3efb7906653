"""The pedigree is asked both ways."""

from __future__ import annotations

from datetime import date

from tests.adoption.adoption_cast import SINCE, adopted

from tashan.adoption.adopting import LearnedFrom
from tashan.adoption.models import AdoptionVersion
from tashan.adoption.pedigree import pedigree
from tashan.adoption.settings_of import Setting
from tashan.record.models import User


def test_the_chain_begins_with_the_nearest(steward: User) -> None:
    made = adopted(steward, learned=LearnedFrom("青石县", "赴青石县考察报告"))
    assert [link.code or link.name for link in pedigree(made, on=SINCE).before] == [
        "青石县", "330283",
    ]  # fmt: skip


def test_a_code_is_told_by_its_name_of_the_day(steward: User) -> None:
    before = pedigree(adopted(steward), on=date(2010, 1, 1)).before
    assert before[0].name == "奉化市"


def test_who_has_it_from_us_is_told(steward: User) -> None:
    ours = adopted(steward)
    theirs = adopted(steward, place="999902", origin=ours, since=date(2026, 9, 1))
    assert pedigree(ours, on=SINCE).after == (theirs,)


def test_what_is_taken_from_us_is_our_local_file(steward: User) -> None:
    ours = adopted(steward, settings={"visits": Setting(2, "干部少")})
    adopted(steward, place="999902", origin=ours)
    texts = AdoptionVersion.objects.order_by("pk").values_list("text", "base_text")
    assert texts[1][1] == texts[0][0]
