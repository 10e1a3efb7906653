"""Plus and minus points, vetoes, own scores, objections: by people, with evidence, kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import cast
from tests.indicators.ranking.ranking_cast import ON, adopted, held, ran, row_of, two_offices

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.indicators.ranking import marks
from tashan.indicators.ranking.marks import Assessed, Evidence
from tashan.indicators.ranking.objections import answer, is_open, object_to
from tashan.indicators.ranking.running import ranking_of
from tashan.indicators.ranking_models import Decision, MarkKind, RankingMark
from tashan.record.models import Event, User
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices(officer: User) -> dict[str, Entity]:
    return two_offices(officer)


@pytest.fixture
def adoption(officer: User) -> Adoption:
    return adopted(officer, "offices_list", "部门考核")


def marked(adoption: Adoption, entity: Entity, actor: User, **said: object) -> RankingMark:
    told = {
        "kind": MarkKind.EXTRA,
        "code": "praised",
        "evidence": Evidence("省政府通报"),
        "occurred_on": date(2025, 5, 1),
        "actor": actor,
        "at": cast.AT,
    } | said
    ranking = ranking_of(held(adoption), "score")
    return marks.record_mark(Assessed(adoption, "score", 2025, entity), ranking, **told)  # type: ignore[arg-type]


def test_plus_points_count_from_the_next_run_on(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    bureau = offices["商务局"]
    before = row_of(ran(adoption, officer, "score"), bureau).score
    marked(adoption, bureau, officer, level="national")
    after = row_of(ran(adoption, officer, "score"), bureau).score
    assert (before, after) == (Decimal("87.20"), Decimal("90.20"))


def test_a_mark_of_another_year_does_not_count(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    ranking = ranking_of(held(adoption), "score")
    marked(adoption, offices["商务局"], officer)
    assert marks.recorded(adoption, "score", 2024, ranking=ranking) == {}


def test_a_veto_names_its_document_and_ends_in_the_last_class(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    said = {"kind": MarkKind.VETO, "code": "safety", "evidence": Evidence("安委〔2025〕7号")}
    marked(adoption, offices["商务局"], officer, level="", **said)
    row = row_of(ran(adoption, officer, "score"), offices["商务局"])
    assert row.grade == "B"
    assert row.detail["struck"][0]["document"] == "安委〔2025〕7号"


def test_a_mark_without_evidence_is_refused() -> None:
    with pytest.raises(UserError, match="no evidence"):
        Evidence()


def test_a_mark_that_the_file_does_not_know_is_refused(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    with pytest.raises(UserError, match="not in the rules"):
        marked(adoption, offices["商务局"], officer, code="flattery")


def test_a_level_that_the_file_does_not_know_is_refused(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    with pytest.raises(UserError, match="no level"):
        marked(adoption, offices["商务局"], officer, level="village")


def test_what_is_taken_back_stays_with_its_reason_and_counts_no_more(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    mark = marked(adoption, offices["商务局"], officer)
    marks.take_back(mark, "重复登记", actor=officer, at=cast.AT)
    ranking = ranking_of(held(adoption), "score")
    assert RankingMark.objects.get().taken_back_why == "重复登记"
    assert marks.recorded(adoption, "score", 2025, ranking=ranking) == {}


def test_a_mark_is_taken_back_once_and_with_a_reason(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    mark = marked(adoption, offices["商务局"], officer)
    with pytest.raises(UserError, match="Say why"):
        marks.take_back(mark, " ", actor=officer, at=cast.AT)
    marks.take_back(mark, "重复", actor=officer, at=cast.AT)
    with pytest.raises(UserError, match="already"):
        marks.take_back(mark, "重复", actor=officer, at=cast.AT)


def test_an_own_score_stands_beside_and_changes_nothing(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    bureau = offices["商务局"]
    of = Assessed(adoption, "score", 2025, bureau)
    for points in ("58", "60"):
        marks.assess_oneself(
            of,
            "signed",
            Decimal(points),
            ranking=ranking_of(held(adoption), "score"),
            actor=officer,
            at=cast.AT,
        )
    assert marks.own_scores(adoption, "score", 2025) == {bureau.pk: {"signed": Decimal(60)}}
    assert row_of(ran(adoption, officer, "score"), bureau).score == Decimal("87.20")


def test_an_objection_is_open_until_it_is_answered(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    run = ran(adoption, officer, "score")
    objection = object_to(run, offices["商务局"], "少算一个项目", on=ON, actor=officer, at=cast.AT)
    assert is_open(run)
    answer(objection, Decision.DISMISSED, "已核对合同", on=ON, actor=officer, at=cast.AT)
    assert not is_open(run)
    kinds = Event.objects.filter(stream=run.stream).values_list("kind", flat=True)
    assert list(kinds) == ["ranking.run", "ranking.objected", "ranking.answered"]


def test_an_answer_gives_its_reasons_once(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    run = ran(adoption, officer, "score")
    objection = object_to(run, offices["商务局"], "少算一个项目", on=ON, actor=officer, at=cast.AT)
    with pytest.raises(UserError, match="reasons"):
        answer(objection, Decision.UPHELD, "", on=ON, actor=officer, at=cast.AT)
    answer(objection, Decision.UPHELD, "漏报", on=ON, actor=officer, at=cast.AT)
    with pytest.raises(UserError, match="already"):
        answer(objection, Decision.UPHELD, "漏报", on=ON, actor=officer, at=cast.AT)


def test_who_is_not_in_a_run_cannot_object_to_it(
    offices: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    run = ran(adoption, officer, "score")
    stranger = Entity.objects.filter(kind="place").get()
    with pytest.raises(UserError, match="does not tell"):
        object_to(run, stranger, "不服", on=ON, actor=officer, at=cast.AT)
