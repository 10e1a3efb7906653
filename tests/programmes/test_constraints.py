"""What the database refuses of runs, lists and awards, by the rule's name."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from tests import cast

from tashan.adoption.models import Adoption
from tashan.programmes.models import Award, AwardList, Run, RunProgramme
from tashan.record import sources
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
DIGEST = "0" * 64


@pytest.fixture
def run() -> Run:
    return Run.objects.create(
        subject="enterprise", on=date(2026, 11, 2), engine="columnar", at=cast.AT
    )


@pytest.fixture
def adoption() -> Adoption:
    return Adoption.objects.create(
        mechanism="awards", title="企业奖励", place="999901", since=date(2026, 1, 1), at=cast.AT
    )


@pytest.fixture
def programme(run: Run, adoption: Adoption) -> RunProgramme:
    return RunProgramme.objects.create(
        run=run, position=0, mechanism="awards", part="srdi", code="srdi_award",
        title={"zh": "奖励", "en": "Award"}, adoption=adoption, parameters={}, digest=DIGEST,
    )  # fmt: skip


@pytest.fixture
def award_list(programme: RunProgramme, adoption: Adoption) -> AwardList:
    return AwardList.objects.create(
        programme=programme, adoption=adoption, part="srdi", number=1, title="奖励名单",
        sha256=DIGEST, drafted_by=cast.officer(), drafted_at=cast.AT,
    )  # fmt: skip


@pytest.fixture
def award(award_list: AwardList) -> Award:
    entered = sources.entry("企业名册", actor=award_list.drafted_by, at=cast.AT)
    new = keeping.New("恒川电子", date(2010, 1, 1))
    firm: Entity = keeping.enter(Kind.ENTERPRISE, new, source=entered)
    return Award.objects.create(list=award_list, entity=firm, fen=100)


def test_a_run_that_is_done_has_its_result(run: Run) -> None:
    with pytest.raises(IntegrityError, match="run_done_has_its_result"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state="done")


def test_a_run_that_failed_says_why(run: Run) -> None:
    with pytest.raises(IntegrityError, match="run_failed_says_why"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state="failed")


def test_progress_is_in_per_cent(run: Run) -> None:
    with pytest.raises(IntegrityError, match="run_progress_in_per_cent"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(progress=101)


def test_a_position_stands_once_in_a_run(programme: RunProgramme) -> None:
    programme.pk = None
    name = "run_programme_position_once_a_run"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        programme.save(force_insert=True)


def test_the_rules_of_a_run_are_told_by_a_sha256(programme: RunProgramme) -> None:
    programme.pk, programme.position, programme.digest = None, 1, "x"
    name = "run_programme_digest_is_sha256"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        programme.save(force_insert=True)


def test_never_more_is_given_than_is_due(programme: RunProgramme) -> None:
    name = "run_programme_never_gives_more_than_wanted"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        RunProgramme.objects.filter(pk=programme.pk).update(wanted=1, given=2)


def test_the_rules_of_a_run_are_never_changed(programme: RunProgramme) -> None:
    with pytest.raises(ProgrammingError, match="frozen"), transaction.atomic():
        RunProgramme.objects.filter(pk=programme.pk).update(parameters={"cap": "1"})


def test_a_list_has_its_number_once(award_list: AwardList) -> None:
    award_list.pk = None
    name = "award_list_number_once_a_programme"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        award_list.save(force_insert=True)


def test_a_list_is_told_by_a_sha256(award_list: AwardList) -> None:
    award_list.pk, award_list.number, award_list.sha256 = None, 2, "x"
    with pytest.raises(IntegrityError, match="award_list_sha256_is_sha256"), transaction.atomic():
        award_list.save(force_insert=True)


def test_a_list_is_confirmed_by_somebody(award_list: AwardList) -> None:
    name = "award_list_confirmed_by_somebody"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        AwardList.objects.filter(pk=award_list.pk).update(state="confirmed")


def test_what_a_list_says_is_never_changed(award_list: AwardList) -> None:
    with pytest.raises(ProgrammingError, match="frozen"), transaction.atomic():
        AwardList.objects.filter(pk=award_list.pk).update(title="别的名单")


def test_a_list_is_never_deleted(award_list: AwardList) -> None:
    with pytest.raises(ProgrammingError, match="frozen"), transaction.atomic():
        award_list.delete()


def test_a_subject_stands_once_in_a_list(award: Award) -> None:
    award.pk = None
    with pytest.raises(IntegrityError, match="award_once_a_list"), transaction.atomic():
        award.save(force_insert=True)


def test_no_award_is_below_nothing(award: Award) -> None:
    with pytest.raises(ProgrammingError, match="frozen"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(fen=1)
    award.pk, award.fen = None, -1
    with pytest.raises(IntegrityError, match="award_fen_not_negative"), transaction.atomic():
        award.save(force_insert=True)
