"""What lists, rankings and nominations announce: the public notice that their files ask for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.base.errors import UserError
from tashan.casework.announcing import Announced
from tashan.casework.publishing import notice_of
from tashan.indicators.ranking_models import RankingRun
from tashan.programmes.models import AwardList, ListState, NominationRound
from tashan.programmes.nomination_models import RoundState
from tashan.programmes.nominations.opening import honour_of
from tashan.programmes.run_offers import offer_of_row


def about_list(award_list: AwardList) -> str:
    return f"list:{award_list.pk}"


def announced(about: str) -> Announced:
    """What a notice about ``list:7`` or ``ranking:3`` says and how long it lasts.

    Raises UserError where there is no such thing, or its file asks for no notice.
    """
    kind, _sep, key = about.partition(":")
    pk = int(key) if key.isascii() and key.isdigit() and len(key) < 18 else 0
    found = {"list": _list, "ranking": _ranking, "nominations": _round}.get(kind, _nothing)(pk)
    if found is None:
        raise UserError(
            _("“%s” can not be announced.") % about[:40],
            hint=_("Name a drafted list or a ranking whose file asks for a notice: list:7."),
        )
    return found


def _nothing(pk: int) -> Announced | None:
    return None


def _list(pk: int) -> Announced | None:
    row = AwardList.objects.select_related("programme__run").filter(pk=pk).first()
    if row is None or row.state != ListState.DRAFTED or row.programme.version is None:
        return None
    wanted = offer_of_row(row.programme, row.programme.run).programme.notice
    title = _("%(title)s, list %(number)d") % {"title": row.title, "number": row.number}
    return Announced(about_list(row), title, wanted) if wanted else None


def _round(pk: int) -> Announced | None:
    row = NominationRound.objects.filter(pk=pk, state=RoundState.CHOSEN).first()
    wanted = honour_of(row).notice if row else None
    return Announced(row.stream, row.title, wanted) if row and wanted else None


def _ranking(pk: int) -> Announced | None:
    run = RankingRun.objects.select_related("version__adoption").filter(pk=pk).first()
    wanted = notice_of(run, current.of_version(run.version)) if run else None
    if run is None or wanted is None:
        return None
    title = _("%(title)s %(year)d") % {"title": run.head["title"]["zh"], "year": run.year}
    return Announced(f"ranking:{run.pk}", title, wanted)
