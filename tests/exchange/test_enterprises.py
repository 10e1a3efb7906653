"""A sheet of enterprises: entered, changed, unchanged, and refused at the cell."""

from __future__ import annotations

import pytest
from tests.exchange import cast as sheets
from tests.exchange.cast import HEAD, SINCE, begun, firm, loaded, said, undone, xlsx

from tashan.exchange.models import ImportState
from tashan.record.models import Event, User
from tashan.registry.dated import as_of
from tashan.registry.models import EnterpriseFacts, Entity, EntityName

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    who = sheets.registrar()
    sheets.county(sheets.source(who))
    return who


def facts(number: int) -> EnterpriseFacts:
    rows = as_of(EnterpriseFacts.objects.filter(entity__code=sheets.code(number)), SINCE)
    return rows.get()


def test_new_enterprises_are_entered_with_their_facts(keeper: User) -> None:
    loaded(begun(xlsx(HEAD, firm(1), firm(2)), "enterprises", keeper))
    row = facts(1)
    assert (row.industry, row.scale, row.registered_capital) == ("C3981", "small", 12_000_000_00)
    assert row.place.code == "999901"


def test_the_same_sheet_again_changes_nothing(keeper: User) -> None:
    data = xlsx(HEAD, firm(1), firm(2))
    loaded(begun(data, "enterprises", keeper))
    rows = EnterpriseFacts.objects.count(), EntityName.objects.count()
    again = loaded(begun(data, "enterprises", keeper))
    assert (again.unchanged_rows, again.changed_rows) == (2, 0)
    assert (EnterpriseFacts.objects.count(), EntityName.objects.count()) == rows


def test_a_changed_cell_holds_from_the_day_on(keeper: User) -> None:
    loaded(begun(xlsx(HEAD, firm(1)), "enterprises", keeper, since="2024-01-01"))
    run = loaded(begun(xlsx(HEAD, firm(1, _3="中型")), "enterprises", keeper))
    assert run.changed_rows == 1
    assert facts(1).scale == "medium"
    before = EnterpriseFacts.objects.filter(replaced__isnull=True, until=SINCE).get()
    assert before.scale == "small"


def test_an_empty_cell_states_nothing(keeper: User) -> None:
    loaded(begun(xlsx(HEAD, firm(1)), "enterprises", keeper))
    loaded(begun(xlsx(HEAD, firm(1, _4="暂无")), "enterprises", keeper))
    assert facts(1).registered_capital == 12_000_000_00


def test_every_bad_cell_is_told_at_its_place(keeper: User) -> None:
    run = begun(
        xlsx(HEAD, firm(1, _1="91999901MA00000011"), firm(2, _2="9999"), firm(3, _5="某处")),
        "enterprises",
        keeper,
    )
    assert said(run) == [("B2", "code"), ("C3", "industry"), ("F4", "place")]
    assert (run.rows, run.bad_rows) == (3, 3)


def test_the_good_rows_are_loaded_where_that_was_chosen(keeper: User) -> None:
    run = begun(xlsx(HEAD, firm(1), firm(2, _2="9999")), "enterprises", keeper)
    run = loaded(run, only_good=True)
    assert (run.state, run.loaded_rows, run.bad_rows) == (ImportState.LOADED, 1, 1)
    assert Entity.objects.filter(kind="enterprise").count() == 1


def test_one_event_names_file_sheet_rows_and_counts(keeper: User) -> None:
    run = loaded(begun(xlsx(HEAD, firm(1), firm(2)), "enterprises", keeper))
    event = Event.objects.get(stream=run.stream, kind="import.loaded")
    assert event.payload["sha256"] == run.file.sha256
    assert (event.payload["sheet"], event.payload["first_row"]) == ("名录", 2)
    assert (event.payload["last_row"], event.payload["entered"]) == (3, 2)


def test_undone_says_again_what_was_known_before(keeper: User) -> None:
    loaded(begun(xlsx(HEAD, firm(1)), "enterprises", keeper, since="2024-01-01"))
    run = loaded(begun(xlsx(HEAD, firm(1, _3="中型"), firm(2)), "enterprises", keeper))
    assert undone(run).state == ImportState.UNDONE
    assert facts(1).scale == "small"
    assert not EntityName.objects.filter(name=firm(2)[0], replaced__isnull=True).exists()


def test_what_was_undone_can_be_imported_again(keeper: User) -> None:
    data = xlsx(HEAD, firm(1))
    undone(loaded(begun(data, "enterprises", keeper)))
    loaded(begun(data, "enterprises", keeper))
    assert facts(1).scale == "small"
    assert Entity.objects.filter(kind="enterprise").count() == 1
