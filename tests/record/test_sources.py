"""Where a row came from: said when it is entered, never changed, taken back by a row of its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from tests import cast

from tashan.base.errors import UserError
from tashan.record import files, sources
from tashan.record.models import PermittedUse, Source, SourceKind, Withdrawal

pytestmark = pytest.mark.django_db


def test_an_entry_needs_its_reason() -> None:
    with pytest.raises(UserError, match="needs its reason"):
        sources.entry("  ", actor=cast.officer(), at=cast.AT)


def test_rows_of_a_file_name_the_file_and_the_sheet() -> None:
    file = files.store(b"x", name="tax.xlsx", at=cast.AT)
    made = sources.of_file(file, sheet="2026-09", actor=cast.officer(), at=cast.AT)
    assert (made.title, made.file, made.place) == ("tax.xlsx", file, "2026-09")


def test_a_document_is_public_unless_said_otherwise() -> None:
    made = sources.of_document("政府工作报告", at=cast.AT, published_on=date(2026, 1, 20))
    assert made.permitted_use == PermittedUse.PUBLIC


def test_a_source_is_withdrawn_once_with_a_reason() -> None:
    actor = cast.officer()
    made = sources.entry("统计月报", actor=actor, at=cast.AT)
    sources.withdraw(made, "填错了月份", actor=actor, at=cast.AT)
    with pytest.raises(IntegrityError, match="source_id"), transaction.atomic():
        sources.withdraw(made, "又一次", actor=actor, at=cast.AT)


def test_the_database_refuses_to_change_a_source() -> None:
    made = sources.entry("统计月报", actor=cast.officer(), at=cast.AT)
    with pytest.raises(ProgrammingError, match="append_only"), transaction.atomic():
        Source.objects.filter(pk=made.pk).update(title="别的")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("source_says_what_it_is", {"kind": SourceKind.DOCUMENT, "title": ""}),
        ("source_of_a_file_names_it", {"kind": SourceKind.FILE, "title": "t"}),
        ("source_entry_has_an_officer", {"kind": SourceKind.ENTRY, "title": "t"}),
        ("source_of_a_finding_refers_to_it", {"kind": SourceKind.FINDING, "title": "t"}),
    ],
)
def test_the_database_refuses_a_source_that_says_too_little(
    name: str, fields: dict[str, str]
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Source.objects.create(**fields, permitted_use=PermittedUse.WORK, at=cast.AT)


def test_the_database_refuses_a_withdrawal_without_a_reason() -> None:
    actor = cast.officer()
    made = sources.entry("统计月报", actor=actor, at=cast.AT)
    with pytest.raises(IntegrityError, match="withdrawal_says_why"), transaction.atomic():
        Withdrawal.objects.create(source=made, reason="", actor=actor, at=cast.AT)
