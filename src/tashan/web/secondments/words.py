"""Words of rounds and terms: why a match, what its second best costs, how the log stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tashan.duties.dispatch_models import Choice, Secondment, SecondmentRound
from tashan.duties.dispatching.appraising import Score
from tashan.duties.dispatching.proposing import Second
from tashan.duties.dispatching.standing import Standing
from tashan.duties.dispatching.terms import SendingTerms
from tashan.web.figure_words import in_tongue

INPUTS = {
    "served": pgettext_lazy("rating", "Those served"),
    "office": pgettext_lazy("rating", "The managing office"),
    "visits": gettext_lazy("Visits made of those due"),
}
FIGURES = {
    "visits": gettext_lazy("visits"),
    "due": gettext_lazy("due"),
    "late": gettext_lazy("logged late"),
    "problems": gettext_lazy("problems raised"),
    "passed_on": gettext_lazy("passed on"),
}


def why(row: Secondment, terms: SendingTerms) -> str:
    """Electronics +10; stays +6; two duties besides −4"""
    weights, needs = terms.weights(), terms.part.needs
    said = [
        f"{in_tongue(needs[code].title)} +{weights.needs[code]}"
        for code in row.met if code in needs
    ]  # fmt: skip
    if row.stays:
        said.append(f"{_('stays where they are')} +{weights.stays}")
    if row.load:
        duties = ngettext("%d duty besides", "%d duties besides", row.load) % row.load
        said.append(f"{duties} −{weights.load * row.load}")
    return _("; ").join(said) or _("no need is met; nobody fits better")


def choice_word(row: Secondment) -> str:
    """That it is the solver's match, or who chose otherwise, why, and what it costs in all."""
    who = row.chosen_by.display_name
    if row.choice == Choice.SOLVED:
        return _("The best match as it was worked out; taken over by %s") % who
    said = _("Chosen otherwise by %(who)s: %(says)s") % {"who": who, "says": row.choice_says}
    if row.cost is None:
        return said
    if not row.cost:
        return said + _("; ") + _("as good in all")
    return said + _("; ") + ngettext(
        "%d point less in all", "%d points less in all", row.cost) % row.cost  # fmt: skip


def confirmed_word(row: SecondmentRound) -> str:
    """Who confirmed the round, when and by which document; empty while it is a draft."""
    if row.published_by is None or row.published_on is None:
        return ""
    told = {"who": row.published_by.display_name, "on": row.published_on.isoformat(),
            "document": row.document}  # fmt: skip
    return _("Confirmed by %(who)s on %(on)s: %(document)s") % told


def second_word(second: Second | None, names: Mapping[int, str]) -> str:
    """What it costs to send somebody else, and whom."""
    if second is None:
        return "—"
    if second.cost is None:
        return _("nobody else: the quota would not be met")
    told = _(", ").join(names.get(one, "") for one in second.instead) or "—"
    if not second.cost:
        return _("%s, as good") % told
    n = abs(second.cost)
    cost = (
        ngettext("%d point less in all", "%d points less in all", n)
        if second.cost > 0
        else ngettext("%d point more in all", "%d points more in all", n)
    ) % n
    return _("%(who)s, %(cost)s") % {"who": told, "cost": cost}


def score_word(score: Score | None) -> str:
    """Of a hundred; a dash as long as one of its parts is not known."""
    value = None if score is None else score.value
    return "—" if value is None else f"{float(value):.1f}"


def log_word(stands: Standing) -> str:
    """What the light of the log means."""
    if stands.missed:
        n = len(stands.missed)
        return ngettext("%d period missed", "%d periods missed", n) % n
    if stands.unreported:
        n = len(stands.unreported)
        return ngettext("%d report missing", "%d reports missing", n) % n
    if stands.late:
        return ngettext("%d visit logged late", "%d visits logged late", stands.late) % stands.late
    return _("As it should be")


def figures_word(figures: Mapping[str, int]) -> str:
    """The figures of a report in one line."""
    return _("; ").join(f"{FIGURES[code]} {figures.get(code, 0)}" for code in FIGURES)


def titles(parts: Iterable[tuple[str, object]]) -> dict[str, str]:
    """The titles of pools, groups or needs by their codes, in the reader's tongue."""
    return {code: in_tongue(one.title) for code, one in parts}  # type: ignore[attr-defined]
