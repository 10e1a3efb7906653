"""Which engine runs: all give exactly the same answer, at different speed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.tables import Engine, NearMisses, Table
from tashan.mechanisms.working_days import calendar

DEFAULT = "columnar"  # at every size: docs/decisions/0016-engines.md
_ENGINES = {
    "columnar": ("tashan.mechanisms.rules.engines.columnar.engine", "ColumnarEngine"),
    "kernel": ("tashan.mechanisms.rules.engines.kernel.engine", "KernelEngine"),
    "reference": ("tashan.mechanisms.rules.engines.reference.engine", "ReferenceEngine"),
}


class NearEngine(Engine, Protocol):
    """An engine that also tells who misses exactly one condition of each programme."""

    def near_all(self, table: Table, programmes: Sequence[BoundProgramme]) -> list[NearMisses]: ...


def engine(name: str) -> Engine:
    """The engine of a name. Raises UserError for one that there is not or that is not installed."""
    return cast("Engine", _made(name))


def near_engine() -> NearEngine:
    """The one that finds near misses over a whole register."""
    return cast("NearEngine", _made(DEFAULT))


def _made(name: str) -> object:
    if name not in _ENGINES:
        raise UserError(
            _("There is no engine “%s”.") % name, hint=_("There are: %s.") % ", ".join(_ENGINES)
        )
    module, attribute = _ENGINES[name]
    try:
        made: object = getattr(import_module(module), attribute)(calendar())
    except ModuleNotFoundError as error:
        raise UserError(
            _("The engine “%s” is not installed.") % name,
            hint=_("Leave it out: the columnar one gives the same answer."),
        ) from error
    return made
