"""Which fields of a request each act takes, and the move that it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tashan.api.asked import named_or_none
from tashan.api.schemas.cases import ActGiven, CaseFileGiven
from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import Act, By
from tashan.casework.models import Matter
from tashan.record import files
from tashan.record.models import StoredFile, User
from tashan.registry.kinds import Kind


@dataclass(frozen=True, slots=True)
class Doing:
    """``needs`` must be given, ``takes`` may be."""

    do: Callable[[Matter, ActGiven, By], None]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


def make(act: str, matter: Matter, given: ActGiven, by: By) -> None:
    """Make the move of a request.

    Raises UserError for an act that there is not, fields that it does not take or lacks, and for
    what the move itself refuses.
    """
    doing = DOINGS.get(act)
    if doing is None:
        raise UserError(
            _("There is no act “%s”.") % act[:40], hint=_("It is one of: %s.") % ", ".join(DOINGS)
        )
    told = {name for name in given.model_fields_set if getattr(given, name) is not None} - {"on"}
    strange = sorted(told - {*doing.needs, *doing.takes})
    missing = [name for name in doing.needs if name not in told]
    if strange or missing:
        raise UserError(
            _("“%(act)s” does not take: %(fields)s.") % {"act": act, "fields": ", ".join(strange)}
            if strange
            else _("“%(act)s” needs: %(fields)s.") % {"act": act, "fields": ", ".join(missing)},
            hint=_("It needs %(needs)s and may take %(takes)s.")
            % {"needs": ", ".join(doing.needs) or "—", "takes": ", ".join(doing.takes) or "—"},
        )
    doing.do(matter, given, by)


def stored(given: CaseFileGiven | None, by: By) -> StoredFile | None:
    """The file of a request, kept."""
    if given is None:
        return None
    return files.store(given.data, name=given.name, at=by.at)


def _says(given: ActGiven) -> str:
    return given.says or ""


def _ask_supplement(matter: Matter, given: ActGiven, by: By) -> None:
    acts.ask_supplement(matter.pk, given.materials or [], _says(given), by=by)


def _begin_special(matter: Matter, given: ActGiven, by: By) -> None:
    acts.begin_special(
        matter.pk, given.reason or "", _says(given), by=by, basis=given.basis or "",
        document=given.document or "", approved_by=_approver(given.approved_by),
        expected_days=given.expected_days,
    )  # fmt: skip


def _approver(username: str | None) -> User | None:
    if username is None:
        return None
    found = User.objects.filter(username=username).first()
    if found is None:
        raise UserError(
            _("Nobody has the account “%s”.") % username, hint=_("Give the chief's user name.")
        )
    return found


def _extend(matter: Matter, given: ActGiven, by: By) -> None:
    acts.extend(
        matter.pk, given.n or 0, given.unit or "", _says(given), by=by,
        document=given.document or "",
    )  # fmt: skip


def _decide(matter: Matter, given: ActGiven, by: By) -> None:
    acts.decide(
        matter.pk, given.outcome or "", given.conclusion or "", by=by,
        document=given.document or "", file=stored(given.file, by), gives=given.gives,
        answers=given.answers or "",
    )  # fmt: skip


def _commit(matter: Matter, given: ActGiven, by: By) -> None:
    acts.commit(
        matter.pk, stored(given.file, by), by=by, conclusion=given.conclusion or "",
        document=given.document or "",
    )  # fmt: skip


def _give_opinion(matter: Matter, given: ActGiven, by: By) -> None:
    office = named_or_none(given.office, Kind.OFFICE)
    acts.give_opinion(matter.pk, given.position or "", _says(given), by=by, office=office)


def _take_up(matter: Matter, given: ActGiven, by: By) -> None:
    acts.take_up(matter.pk, by=by, officer=named_or_none(given.officer, Kind.OFFICER))


def _settle(matter: Matter, given: ActGiven, by: By) -> None:
    acts.settle_withdrawal(matter.pk, granted=bool(given.granted), by=by, says=_says(given))


def _revoke(matter: Matter, given: ActGiven, by: By) -> None:
    acts.revoke(matter.pk, _says(given), given.document or "", by=by, credit=given.credit or "")


def _answer(matter: Matter, given: ActGiven, by: By) -> None:
    row = matter.objections.filter(pk=given.objection or 0).first()
    if row is None:
        raise UserError(
            _("The matter has no such objection."), hint=_("Its objections are told with it.")
        )
    acts.answer_objection(row.pk, _says(given), is_upheld=bool(given.is_upheld), by=by)


DOINGS: Mapping[str, Doing] = {
    Act.RECEIVE.value: Doing(lambda m, _g, by: acts.receive(m.pk, by=by)),
    Act.ACCEPT.value: Doing(lambda m, _g, by: acts.accept(m.pk, by=by)),
    Act.REFUSE.value: Doing(lambda m, g, by: acts.refuse(m.pk, _says(g), by=by), ("says",)),
    Act.NOT_OURS.value: Doing(lambda m, g, by: acts.not_ours(m.pk, _says(g), by=by), ("says",)),
    Act.ASK_SUPPLEMENT.value: Doing(_ask_supplement, ("materials", "says")),
    Act.SUPPLEMENT.value: Doing(lambda m, _g, by: acts.supplement(m.pk, by=by)),
    Act.TAKE_UP.value: Doing(_take_up, (), ("officer",)),
    Act.BEGIN_SPECIAL.value: Doing(
        _begin_special,
        ("reason", "says"),
        ("basis", "document", "approved_by", "expected_days"),
    ),
    Act.END_SPECIAL.value: Doing(lambda m, _g, by: acts.end_special(m.pk, by=by)),
    Act.EXTEND.value: Doing(_extend, ("n", "unit", "says"), ("document",)),
    Act.REMOVE_EXTENSION.value: Doing(
        lambda m, g, by: acts.remove_extension(m.pk, _says(g), by=by), ("says",)
    ),
    Act.DECIDE.value: Doing(
        _decide, ("outcome",), ("conclusion", "document", "file", "gives", "answers")
    ),
    Act.DELIVER.value: Doing(lambda m, _g, by: acts.deliver(m.pk, by=by)),
    Act.ASK_WITHDRAWAL.value: Doing(
        lambda m, g, by: acts.ask_withdrawal(m.pk, _says(g), by=by), ("says",)
    ),
    Act.SETTLE_WITHDRAWAL.value: Doing(_settle, ("granted",), ("says",)),
    Act.CANCEL.value: Doing(lambda m, g, by: acts.cancel(m.pk, _says(g), by=by), ("says",)),
    Act.RECALL.value: Doing(
        lambda m, g, by: acts.recall(m.pk, _says(g), g.document or "", by=by),
        ("says", "document"),
    ),
    Act.REVOKE.value: Doing(_revoke, ("says", "document"), ("credit",)),
    Act.COMMIT.value: Doing(_commit, (), ("file", "conclusion", "document")),
    Act.TOLERATE.value: Doing(
        lambda m, g, by: acts.tolerate(m.pk, g.materials or [], by=by, until=g.until),
        ("materials",),
        ("until",),
    ),
    Act.COMPLETE_TOLERATED.value: Doing(
        lambda m, g, by: acts.complete_tolerated(m.pk, by=by, materials=g.materials or ()),
        (),
        ("materials",),
    ),
    Act.ASK_OPINIONS.value: Doing(
        lambda m, g, by: acts.ask_opinions(m.pk, g.duties or (), by=by), (), ("duties",)
    ),
    Act.GIVE_OPINION.value: Doing(_give_opinion, ("position",), ("says", "office")),
    Act.OBJECT_TO.value: Doing(
        lambda m, g, by: acts.object_to(m.pk, g.who or "", _says(g), by=by), ("who", "says")
    ),
    Act.ANSWER_OBJECTION.value: Doing(_answer, ("objection", "says", "is_upheld")),
}
