"""An import is stored whole or not at all, whatever happens, and waits for another of its kind."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connections, transaction
from tests import cast as people
from tests.exchange import cast as sheets
from tests.exchange.cast import HEAD, begun, firm, loaded, nobody_looks, undone, xlsx

from tashan.base.errors import UserError
from tashan.exchange import imports, loading, tasks
from tashan.exchange.models import Export, Import, ImportState, RememberedMapping
from tashan.record.models import Source, User
from tashan.registry import keeping
from tashan.registry.models import EnterpriseFacts, Entity


@pytest.fixture
def keeper() -> User:
    who = sheets.registrar()
    sheets.county(sheets.source(who))
    return who


def decided(run: Import, *, only_good: bool = False) -> Import:
    return imports.decide(run, only_good=only_good, actor=run.actor, at=people.AT)


class WorkerKilledError(BaseException):
    """As the end of the process: nothing of Tashan catches it."""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_nothing(
    keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = decided(begun(xlsx(HEAD, firm(1), firm(2)), "enterprises", keeper))
    sources = Source.objects.count()

    def killed(*_told: object, **_more: object) -> None:
        raise WorkerKilledError

    monkeypatch.setattr("tashan.exchange.registers.book.BookLoading._call", killed)
    with pytest.raises(WorkerKilledError):
        loading.load(run, at=people.AT, part=nobody_looks)
    assert not Entity.objects.filter(kind="enterprise").exists()
    assert Source.objects.count() == sources
    monkeypatch.undo()
    loading.load(run, at=people.AT, part=nobody_looks)
    assert Entity.objects.filter(kind="enterprise").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_rows_at_once_enter_them_once(keeper: User) -> None:
    data = xlsx(HEAD, *(firm(n) for n in range(1, 40)))
    runs = [decided(begun(data, "enterprises", keeper)) for _ in range(2)]
    together(*(lambda run=run: loading.load(run, at=people.AT, part=nobody_looks) for run in runs))
    for run in runs:
        run.refresh_from_db()
    assert sorted((run.state, run.unchanged_rows) for run in runs) == [
        ("loaded", 0),
        ("loaded", 39),
    ]
    assert Entity.objects.filter(kind="enterprise").count() == 39
    assert EnterpriseFacts.objects.count() == 39


def together(*works: Callable[[], None]) -> None:
    """Each on a thread and a connection of its own."""

    def work(one: Callable[[], None]) -> None:
        try:
            one()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(one,)) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_work_is_not_done(keeper: User) -> None:
    run = decided(begun(xlsx(HEAD, firm(1)), "enterprises", keeper))
    seen: list[int] = []
    from tashan.record.progress import Progress

    with Progress(run) as progress, transaction.atomic():
        progress(40)
        together(lambda: seen.append(Import.objects.get(pk=run.pk).progress))
    assert seen == [40]


@pytest.mark.django_db
def test_what_changed_since_the_preview_is_not_loaded_all_or_none(keeper: User) -> None:
    run = decided(begun(xlsx(HEAD, firm(1)), "enterprises", keeper))
    Import.objects.filter(pk=run.pk).update(mapping={})
    new = keeping.New(firm(1)[0], sheets.FOUNDED, sheets.code(9))
    keeping.enter(sheets.Kind.ENTERPRISE, new, source=sheets.source(keeper))
    with pytest.raises(loading.ChangedSinceError):
        loading.load(run, at=people.AT, part=nobody_looks)


@pytest.mark.django_db
def test_an_import_that_others_built_on_is_not_undone(keeper: User) -> None:
    run = loaded(begun(xlsx(HEAD, firm(1)), "enterprises", keeper))
    entity = Entity.objects.get(code=sheets.code(1))
    keeping.state(entity, since=sheets.SINCE, source=sheets.source(keeper), scale="large")
    with pytest.raises(UserError, match="Later entries build on this import"):
        undone(run)


@pytest.mark.django_db
def test_work_that_nobody_does_any_more_is_given_up(keeper: User) -> None:
    run = decided(begun(xlsx(HEAD, firm(1)), "enterprises", keeper))
    tasks.give_up(datetime(2026, 11, 3, tzinfo=UTC))
    run.refresh_from_db()
    assert run.state == ImportState.PREVIEW
    assert run.failure


CONSTRAINTS = {
    "import_progress_at_most_100": {"progress": 101},
    "import_loaded_has_a_source": {"state": "loaded"},
    "import_failure_says_why": {"state": "failed"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_what_an_import_can_never_be(keeper: User, name: str) -> None:
    run = begun(xlsx(HEAD, firm(1)), "enterprises", keeper)
    with pytest.raises(IntegrityError, match=name):
        Import.objects.filter(pk=run.pk).update(**CONSTRAINTS[name])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("export_progress_at_most_100", {"progress": 101}),
        ("export_done_has_its_file", {"state": "done"}),
    ],
)
def test_what_an_export_can_never_be(keeper: User, name: str, values: dict[str, object]) -> None:
    run = Export.objects.create(kind="enterprises", title="企业", actor=keeper, at=people.AT)
    with pytest.raises(IntegrityError, match=name):
        Export.objects.filter(pk=run.pk).update(**values)


@pytest.mark.django_db
def test_mapping_once_a_header(keeper: User) -> None:
    said = {"target": "enterprises", "fingerprint": "a", "mapping": {}, "actor": keeper}
    RememberedMapping.objects.create(**said, at=people.AT)
    with pytest.raises(IntegrityError, match="mapping_once_a_header"):
        RememberedMapping.objects.create(**said, at=people.AT)
