from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import DatabaseError
from pytest_django.fixtures import Settings

from tashan.record import files
from tashan.record.models import StoredFile

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DATA = "石榴县考察报告".encode()


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def stored_paths(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_bytes_come_back_as_they_went_in() -> None:
    assert files.read(files.store(DATA, name="报告.txt", at=AT)) == DATA


def test_a_file_lies_under_its_sha256(tmp_path: Path) -> None:
    digest = files.store(DATA, name="报告.txt", at=AT).sha256
    assert stored_paths(tmp_path) == [tmp_path / "files" / digest[:2] / digest[2:4] / digest]


def test_the_row_tells_size_type_and_name() -> None:
    row = files.store(DATA, name="C:\\收文\\报告.txt", at=AT)
    assert (row.size, row.media_type, row.name) == (len(DATA), "text/plain", "报告.txt")


def test_the_same_bytes_twice_are_one_row_under_the_first_name() -> None:
    first = files.store(DATA, name="甲.txt", at=AT)
    second = files.store(DATA, name="乙.txt", at=AT)
    assert (first.pk, second.name) == (second.pk, "甲.txt")


@pytest.mark.parametrize("name", ["\0", "长" * 400 + ".txt", "\ud800.txt", "", "../../x"])
def test_any_name_can_be_kept(name: str) -> None:
    assert 0 < len(files.store(DATA, name=name, at=AT).name) <= 255


def test_an_original_changed_on_the_disk_is_not_given_out(tmp_path: Path) -> None:
    row = files.store(DATA, name="报告.txt", at=AT)
    files.path_of(row.sha256).write_bytes("改过".encode())
    with pytest.raises(files.DamagedFileError, match="changed on the disk"):
        files.read(row)


def test_a_missing_original_is_told() -> None:
    row = files.store(DATA, name="报告.txt", at=AT)
    files.path_of(row.sha256).unlink()
    with pytest.raises(files.DamagedFileError, match="missing"):
        files.read(row)


def test_all_damaged_and_missing_originals_are_listed() -> None:
    gone, changed = (files.store(data, name="x", at=AT) for data in (b"gone", b"changed"))
    files.store(DATA, name="报告.txt", at=AT)
    files.path_of(gone.sha256).unlink()
    files.path_of(changed.sha256).write_bytes(b"otherwise")
    told = [damage.message for damage in files.damages()]
    assert told == ["The original of x is missing.", "The original of x was changed on the disk."]


def test_bringing_a_damaged_original_in_again_mends_it() -> None:
    row = files.store(DATA, name="报告.txt", at=AT)
    files.path_of(row.sha256).write_bytes(b"?" * len(DATA))
    files.store(DATA, name="报告.txt", at=AT)
    assert files.read(row) == DATA


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.store(DATA, name="报告.txt", at=AT)
    assert (stored_paths(tmp_path), StoredFile.objects.count()) == ([], 0)


def test_the_row_of_an_original_cannot_be_changed() -> None:
    files.store(DATA, name="报告.txt", at=AT)
    with pytest.raises(DatabaseError, match="append_only"):
        StoredFile.objects.update(sha256=sha256(b"").hexdigest())
