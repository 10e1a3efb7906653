"""What sheets can be imported into: one dictionary, from a code to its target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.base.errors import UserError
from tashan.exchange.figures import columns
from tashan.exchange.figures.taking import FiguresLoading
from tashan.exchange.options import Asks, Options
from tashan.exchange.plans import columns as plan_columns
from tashan.exchange.plans.entries import EntriesLoading, take_back
from tashan.exchange.registers import credits, enterprises, labels, officers, places, units
from tashan.exchange.registers.book import Book, BookLoading
from tashan.exchange.target import Setting, Target
from tashan.papers.tables.fields import Field
from tashan.papers.tables.header import Header
from tashan.record import perms

REGISTERS, FIGURES, PLANS = 1, 2, 3  # imports of one kind wait for each other
_OF_FIGURES = (Asks.SUBJECT, Asks.INDICATOR, Asks.MEASURE, Asks.PERIOD, Asks.VINTAGE, Asks.HOLDER,
               Asks.SCOPE, Asks.USE)  # fmt: skip


def _of_book(code: str, title: Promise, book: Book, *, key: tuple[str, ...]) -> Target:
    return Target(
        code,
        title,
        lambda _options, _header: book.fields,
        partial(_loading, book),
        perms.may_keep_registers,
        key=key,
        lock=REGISTERS,
    )


def _loading(book: Book, setting: Setting) -> BookLoading:
    return BookLoading(book, setting)


def _made() -> Sequence[Target]:
    keepers = perms.may_keep_registers
    return (
        _of_book("enterprises", gettext_lazy("Enterprises"), enterprises.book(), key=("code",)),
        _of_book("projects", gettext_lazy("Projects"), places.projects(), key=("code",)),
        _of_book("parks", gettext_lazy("Parks"), places.parks(), key=()),
        Target("units", gettext_lazy("Buildings, units and tenants"),
               lambda _options, _header: units.fields(), units.UnitsLoading, keepers,
               lock=REGISTERS),
        _of_book("offices", gettext_lazy("Offices"), places.offices(), key=()),
        Target("officers", gettext_lazy("Officers and posts"),
               lambda _options, _header: officers.fields(), officers.OfficersLoading, keepers,
               lock=REGISTERS),
        _of_book("places", gettext_lazy("Towns and villages"), places.places(), key=("code",)),
        _of_book("households", gettext_lazy("Households"), places.households(), key=("code",)),
        Target("labels", pgettext_lazy("register", "Labels"),
               lambda _options, _header: labels.fields(), labels.LabelsLoading, keepers,
               lock=REGISTERS),
        Target("credits", gettext_lazy("Credit events"),
               lambda _options, _header: credits.fields(), credits.CreditsLoading, keepers,
               lock=REGISTERS),
        Target("figures", gettext_lazy("Figures, one a row"), _long, FiguresLoading,
               perms.may_record_figures, asks=_OF_FIGURES, lock=FIGURES),
        Target("figures_wide", gettext_lazy("A table of figures"), columns.wide_fields,
               FiguresLoading, perms.may_record_figures, asks=_OF_FIGURES, lock=FIGURES,
               proposes=columns.wide_proposed),
        Target("plan_entries", gettext_lazy("Projects of a plan of investment"),
               plan_columns.fields, EntriesLoading, perms.may_keep_work, asks=(Asks.PLAN,),
               key=("project",), lock=PLANS, take_back=take_back),
    )  # fmt: skip


def _long(_options: Options, _header: Header | None) -> Sequence[Field]:
    return columns.long_fields()


TARGETS: Mapping[str, Target] = {target.code: target for target in _made()}


def target(code: str) -> Target:
    """Raises UserError for a code that there is none of."""
    if code not in TARGETS:
        raise UserError(
            _("Nothing can be imported as “%s”.") % code, hint=_("Choose a register from the list.")
        )
    return TARGETS[code]
