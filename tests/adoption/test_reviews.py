"""Without a fair competition review nothing is issued where the file requires one."""

from __future__ import annotations

from datetime import date

import pytest
from tests import cast
from tests.adoption.adoption_cast import SINCE, adopted

from tashan.adoption import adopting, current
from tashan.adoption.adopting import Reviewed
from tashan.adoption.models import Adoption, Conclusion
from tashan.adoption.settings_of import Setting
from tashan.base.errors import UserError
from tashan.record.models import User

DAY = date(2026, 7, 10)


def reviewed(adoption: Adoption, actor: User, conclusion: Conclusion) -> None:
    said = Reviewed(conclusion, "公审〔2026〕3号", "市场监督管理局", DAY)
    adopting.record_review(adoption, said, actor=actor, at=cast.AT)


def test_the_file_says_whether_a_review_is_needed(steward: User) -> None:
    assert current.needs_review(current.of(adopted(steward), SINCE).mechanism)


def test_an_adoption_is_not_reviewed_at_first(steward: User) -> None:
    assert not current.is_reviewed(adopted(steward))


@pytest.mark.parametrize(
    ("conclusion", "is_reviewed"),
    [(Conclusion.PASSES, True), (Conclusion.EXCEPTION, True), (Conclusion.FAILS, False)],
)
def test_the_conclusion_decides(conclusion: Conclusion, is_reviewed: bool, steward: User) -> None:
    made = adopted(steward)
    reviewed(made, steward, conclusion)
    assert current.is_reviewed(made) is is_reviewed


def test_the_newest_review_counts(steward: User) -> None:
    made = adopted(steward)
    reviewed(made, steward, Conclusion.PASSES)
    reviewed(made, steward, Conclusion.FAILS)
    assert not current.is_reviewed(made)


def test_a_review_holds_for_later_parameters(steward: User) -> None:
    made = adopted(steward)
    reviewed(made, steward, Conclusion.PASSES)
    adopting.change_parameters(
        made, {"visits": Setting(2, "干部少")}, since=SINCE, actor=steward, at=cast.AT
    )
    assert current.is_reviewed(made)


def test_a_review_names_its_document(steward: User) -> None:
    said = Reviewed(Conclusion.PASSES, " ", "市场监督管理局", DAY)
    with pytest.raises(UserError, match="names its document"):
        adopting.record_review(adopted(steward), said, actor=steward, at=cast.AT)
