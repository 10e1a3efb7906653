"""A county that announces: a mechanism of public notice, adopted, and who does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from tests import cast
from tests.casework.making import holds, moment, office

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.casework import announcing
from tashan.casework.announcing import Announced
from tashan.casework.models import Matter, Objection
from tashan.casework.moving.by import By
from tashan.casework.notices import PublicNotice
from tashan.mechanisms import library as shelf
from tashan.mechanisms.timing import TimeLimit, read_notice
from tashan.record.models import User

ON = date(2026, 11, 2)  # a Monday
LAST = date(2026, 11, 9)
AFTER = date(2026, 11, 10)
FIVE: TimeLimit = read_notice("5 working days")
FILE = """
mechanism: shown_first
title: {zh: 公示, en: Public notice}
systems: [S36]
basis: [{document: 政府信息公开条例}]
parts:
  shown:
    kind: procedure
    title: {zh: 名单公示, en: Notice of a list}
    subject: place
    duties: {window: {zh: 政务公开机构, en: Office of publicity}}
    steps:
      show: {title: {zh: 公示, en: Public notice}, sort: notice, duty: window, limit: 9 days}
"""


@contextmanager
def library_with_notice(folder: Path) -> Iterator[None]:
    """The shipped library with a mechanism of public notice beside it."""
    (folder / "shown_first.yaml").write_text(FILE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TASHAN_LIBRARY", f"{shelf.SHIPPED}:{folder}")
        patch.setattr(announcing, "MECHANISM", "shown_first")
        shelf.library.cache_clear()
        yield
    shelf.library.cache_clear()


def adopted(actor: User) -> None:
    """The mechanism in force, and an office that answers for notices."""
    new = NewAdoption("shown_first", "公示", "999901", date(2026, 1, 1))
    adopt(new, actor=actor, at=cast.AT)
    holds("window", office("政务服务局"))


def by(user: User, on: date = ON) -> By:
    return By(user, moment(on), on)


def announced(user: User, about: str = "list:7", on: date = ON) -> PublicNotice:
    return announcing.announce(Announced(about, "技改补助名单", FIVE), by=by(user, on))


def objected(matter: Matter, *, upheld: bool | None = None) -> Objection:
    """An objection, with its answer where ``upheld`` is said."""
    answered = (
        {} if upheld is None else {"answer": "已核。", "is_upheld": upheld, "answered_on": ON}
    )
    return Objection.objects.create(
        matter=matter, by="某企业", says="数据有误。", received_on=ON, **answered
    )
