"""S30: nominated with reasons, scored, announced, objected to and answered, published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings
from tests.casework import notice_cast
from tests.casework.making import moment
from tests.programmes import match_cast
from tests.programmes.budgets.budget_cast import second

from tashan.base.errors import UserError
from tashan.casework.announcing import announce
from tashan.casework.moving.by import By
from tashan.mechanisms.programme import Gives, Programme
from tashan.programmes.announced import announced
from tashan.programmes.models import Nomination, NominationRound, NominationScore, PublicSeat
from tashan.programmes.nomination_models import Chamber
from tashan.programmes.nominations import choosing, nominating, seats
from tashan.programmes.nominations.certificate import certificate
from tashan.programmes.nominations.nominating import Named
from tashan.programmes.nominations.opening import open_round
from tashan.record.models import User
from tashan.registry.models import Label

pytestmark = pytest.mark.django_db
OPENED = date(2026, 10, 9)
CLOSES = date(2026, 10, 16)
CHOSEN = date(2026, 10, 19)
OVER = date(2026, 10, 27)


def on(day: date, user: User) -> By:
    return By(user, moment(day), day)


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.PLACE = "999901"
    with notice_cast.library_with_notice(tmp_path):
        yield


@pytest.fixture
def county() -> match_cast.County:
    made = match_cast.County(match_cast.steward())
    notice_cast.adopted(made.actor)
    return made


@pytest.fixture
def round_(county: match_cast.County) -> NominationRound:
    adoption = county.adopted("honours", "评选表彰")
    return open_round(adoption, "contributor", 2026, CLOSES, by=on(OPENED, county.actor))


def nominated(round_: NominationRound, county: match_cast.County) -> Nomination:
    named = Named("稳住就业三百人", entity=county.hengchuan, files=(("事迹.txt", "事迹".encode()),))
    return nominating.nominate(round_, named, by=on(OPENED, county.actor))


def scored(row: Nomination, *points: int) -> None:
    for number, given in enumerate(points):
        member = User.objects.create(username=f"member{number}", display_name="评委")
        nominating.score(row, given, "", by=on(OPENED, member))


@pytest.fixture
def chosen(round_: NominationRound, county: match_cast.County) -> NominationRound:
    row = nominated(round_, county)
    scored(row, 90, 85)
    return choosing.choose(round_, [row.pk], by=on(CHOSEN, county.actor))


def test_s30_a_nomination_is_published_after_its_notice_and_carries_the_label(
    chosen: NominationRound, county: match_cast.County
) -> None:
    with pytest.raises(UserError, match="public notice of 5 working days"):
        choosing.publish(chosen, by=on(CHOSEN, county.actor))
    announce(announced(chosen.stream), by=on(CHOSEN, county.actor))
    with pytest.raises(UserError, match="under public notice"):
        choosing.publish(chosen, by=on(CHOSEN + timedelta(days=1), county.actor))
    choosing.publish(chosen, by=on(OVER, county.actor))
    label = Label.objects.get(code="年度突出贡献企业")
    assert (label.entity, label.since) == (county.hengchuan, OVER)
    paper = docx.Document(BytesIO(certificate(Nomination.objects.get()).data))
    assert any("年度突出贡献企业" in line.text for line in paper.paragraphs)


def test_s30_an_upheld_objection_stops_the_result_and_a_new_round_may_begin(
    chosen: NominationRound, county: match_cast.County
) -> None:
    made = announce(announced(chosen.stream), by=on(CHOSEN, county.actor))
    notice_cast.objected(made.matter, upheld=True)
    with pytest.raises(UserError, match="was upheld"):
        choosing.publish(chosen, by=on(OVER, county.actor))
    choosing.begin_anew(chosen, "异议成立", by=on(OVER, county.actor))
    again = open_round(chosen.adoption, "contributor", 2026, OVER, by=on(OVER, county.actor))
    assert again.pk != chosen.pk


def test_a_nomination_has_reasons_and_comes_once_and_in_time(
    round_: NominationRound, county: match_cast.County
) -> None:
    by = on(OPENED, county.actor)
    with pytest.raises(UserError, match="reasons"):
        nominating.nominate(round_, Named(" ", entity=county.hengchuan), by=by)
    with pytest.raises(UserError, match="or a person"):
        nominating.nominate(round_, Named("好"), by=by)
    row = nominated(round_, county)
    assert row.files.get().name == "事迹.txt"
    with pytest.raises(UserError, match="nominated already"):
        nominated(round_, county)
    nominating.withdraw(row, "材料有误", by=by)
    nominated(round_, county)
    late = on(CHOSEN, county.actor)
    with pytest.raises(UserError, match="closed on"):
        nominating.nominate(round_, Named("好", entity=county.changqing), by=late)


def test_seats_are_refused_in_words_and_in_files(
    round_: NominationRound, county: match_cast.County
) -> None:
    named = Named("推荐为县政协委员", entity=county.hengchuan)
    with pytest.raises(UserError, match="not nominated here"):
        nominating.nominate(round_, named, by=on(OPENED, county.actor))
    with pytest.raises(ValueError, match="recorded as published"):
        Gives.model_validate({"kind": "title", "label": "县人大代表"})


def test_money_is_not_nominated_for() -> None:
    with pytest.raises(ValueError, match="only a title"):
        Programme.model_validate(
            {
                "kind": "programme",
                "title": {"zh": "奖", "en": "award"},
                "eligible": [{"rule": "dishonest", "says": "x"}],
                "gives": {"kind": "grant", "amount": "1"},
                "nominated": {"by": ["self"]},
            }
        )


def test_who_nominated_does_not_score_and_a_member_scores_once(
    round_: NominationRound, county: match_cast.County
) -> None:
    row = nominated(round_, county)
    with pytest.raises(UserError, match="does not score"):
        nominating.score(row, 90, "", by=on(OPENED, county.actor))
    with pytest.raises(UserError, match="0 to 100"):
        nominating.score(row, 101, "", by=on(OPENED, second()))
    nominating.score(row, 90, "", by=on(OPENED, second()))
    with pytest.raises(UserError, match="have scored"):
        nominating.score(row, 90, "", by=on(OPENED, second()))


@pytest.mark.parametrize("points", [(90,), (80, 79), ()])
def test_too_few_or_too_low_scores_are_not_chosen(
    round_: NominationRound, county: match_cast.County, points: tuple[int, ...]
) -> None:
    row = nominated(round_, county)
    scored(row, *points)
    with pytest.raises(UserError, match="too few scores"):
        choosing.choose(round_, [row.pk], by=on(CHOSEN, county.actor))


def test_nothing_is_chosen_while_nominations_are_open(
    round_: NominationRound, county: match_cast.County
) -> None:
    row = nominated(round_, county)
    scored(row, 90, 90)
    with pytest.raises(UserError, match="open until"):
        choosing.choose(round_, [row.pk], by=on(CLOSES, county.actor))


def test_a_person_is_honoured_without_a_label(
    round_: NominationRound, county: match_cast.County
) -> None:
    row = nominating.nominate(
        round_, Named("技术革新", person="林清和"), by=on(OPENED, county.actor)
    )
    scored(row, 90, 90)
    choosing.choose(round_, [row.pk], by=on(CHOSEN, county.actor))
    announce(announced(round_.stream), by=on(CHOSEN, county.actor))
    choosing.publish(round_, by=on(OVER, county.actor))
    row.refresh_from_db()
    assert certificate(row).name == "林清和-荣誉证书.docx"
    assert not Label.objects.filter(code="年度突出贡献企业").exists()


def test_a_round_is_of_what_is_nominated_for_and_once_a_year(
    round_: NominationRound, county: match_cast.County
) -> None:
    by = on(OPENED, county.actor)
    with pytest.raises(UserError, match="not given by nomination"):
        open_round(round_.adoption, "contributor_money", 2026, CLOSES, by=by)
    with pytest.raises(UserError, match="a round of 2026"):
        open_round(round_.adoption, "contributor", 2026, CLOSES, by=by)
    with pytest.raises(UserError, match="is past"):
        open_round(round_.adoption, "contributor", 2027, date(2026, 1, 1), by=by)


def test_a_seat_is_recorded_as_its_document_says(county: match_cast.County) -> None:
    by = on(OPENED, county.actor)
    new = seats.NewSeat("林清和", Chamber.CPPCC, "政协他山县第十届委员会", "公告第3号", OPENED)
    row = seats.record(new, by=by)
    assert row.source.published_on == OPENED
    with pytest.raises(UserError, match="recorded already"):
        seats.record(new, by=by)
    with pytest.raises(UserError, match="public document"):
        seats.record(seats.NewSeat("甲", Chamber.CPPCC, "届", " ", OPENED), by=by)
    with pytest.raises(UserError, match="not published yet"):
        seats.record(seats.NewSeat("甲", Chamber.CPPCC, "届", "文", CLOSES), by=by)


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def test_constraints_of_nominations(round_: NominationRound, county: match_cast.County) -> None:
    row = nominated(round_, county)
    with refused("nomination_of_a_firm_or_a_person"), transaction.atomic():
        Nomination.objects.update(person="甲")
    with refused("nomination_has_its_reasons"), transaction.atomic():
        Nomination.objects.update(reasons="")
    with refused("nomination_once_a_round"), transaction.atomic():
        Nomination.objects.create(
            round=round_, entity=county.hengchuan, reasons="又", entered_by=county.actor,
            entered_on=OPENED,
        )  # fmt: skip
    nominating.score(row, 90, "", by=on(OPENED, second()))
    with refused("nomination_score_of_a_hundred"), transaction.atomic():
        NominationScore.objects.update(points=101)
    with refused("nomination_score_once_a_member"), transaction.atomic():
        NominationScore.objects.create(nomination=row, member=second(), points=1, at=moment(OPENED))
    with refused("nomination_round_published_has_its_source"), transaction.atomic():
        NominationRound.objects.update(state="published")
    with refused("nomination_round_once_a_year"), transaction.atomic():
        round_.pk = None
        round_.save(force_insert=True)


def test_constraints_of_seats(county: match_cast.County) -> None:
    new = seats.NewSeat("林清和", Chamber.CPPCC, "政协他山县第十届委员会", "公告第3号", OPENED)
    row = seats.record(new, by=on(OPENED, county.actor))
    with refused("public_seat_has_its_document"), transaction.atomic():
        PublicSeat.objects.update(document="")
    with refused("public_seat_once_a_term"), transaction.atomic():
        row.pk = None
        row.save(force_insert=True)
