"""A recalled pass blocks its followers again; where nothing is left to be done the case is over."""

import pytest
from tests.casework import making

from tashan.casework import acts
from tashan.casework.acts import By

pytestmark = pytest.mark.django_db


def test_a_recall_that_leaves_nothing_to_receive_ends_the_case() -> None:
    case = making.make_case(["one", "two"], {"two": ["one"]})
    chief = making.officer("chief", "chief", at=making.office())
    window = making.officer("window", "window", at=making.office("行政审批局"))
    row = making.matter(case).pk
    by = [By(user, making.moment(making.OPENED), making.OPENED) for user in (window, chief)]
    acts.receive(row, by=by[0])
    acts.accept(row, by=by[0])
    acts.take_up(row, by=by[1])
    acts.decide(row, "pass", by=by[1])
    assert making.matter(case, "two").waits == 0
    acts.recall(row, "批复有误", "他资规〔2026〕9号", by=by[1])
    case.refresh_from_db()
    assert (making.matter(case, "two").waits, case.state) == (1, "ended")
