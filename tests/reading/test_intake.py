"""A file comes in: kept once, told by its content, refused whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from tests import cast

from tashan.base.errors import UnreadableFileError
from tashan.reading.intake import store_report
from tashan.reading.limits import Limits
from tashan.reading.models import Report
from tashan.record import files
from tashan.record.models import Event, StoredFile


def upload(actor, data: bytes = b"text", name: str = "报告.txt", **more):
    return store_report(data, name=name, actor=actor, at=cast.AT, **more)


@pytest.mark.django_db
def test_the_original_stays_byte_for_byte() -> None:
    intake = upload(cast.officer(), "考察报告".encode("gb18030"))
    assert files.read(intake.report.file) == "考察报告".encode("gb18030")


@pytest.mark.django_db
def test_the_same_file_twice_is_one_report() -> None:
    lin = cast.officer()
    first, second = upload(lin), upload(lin, name="另一个名字.txt")
    assert (first.is_new, second.is_new, second.report) == (True, False, first.report)


@pytest.mark.django_db
def test_an_upload_is_told_once_in_the_events() -> None:
    lin = cast.officer()
    report = upload(lin).report
    upload(lin)
    assert Event.objects.filter(stream=report.stream, kind="report.uploaded").count() == 1


@pytest.mark.django_db
def test_an_empty_file_leaves_nothing_behind() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        upload(cast.officer(), b"")
    assert (caught.value.code, StoredFile.objects.count()) == ("empty", 0)


@pytest.mark.django_db
def test_a_file_above_the_limit_leaves_nothing_behind() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        upload(cast.officer(), b"12345", limits=Limits(max_bytes=4))
    assert (caught.value.code, Report.objects.count()) == ("too_large", 0)


@pytest.mark.django_db(transaction=True)
def test_two_clients_with_the_same_file_at_once_make_one_report() -> None:
    lin = cast.officer()

    def client(_number: int) -> int:
        try:
            return upload(lin).report.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as clients:
        keys = set(clients.map(client, range(16)))
    assert len(keys) == Report.objects.count() == 1
