"""What a list of awards holds of its budget: reserved when drafted, committed when confirmed."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from tashan.casework.moving.by import By
from tashan.ledger.models import Posting
from tashan.ledger.posting import Step, lock
from tashan.ledger.reckoning import yuan
from tashan.programmes.budget_models import Budget, BudgetPart
from tashan.programmes.budgets.entering import Said, enter
from tashan.programmes.models import Award, AwardList, AwardState


def budget_of(adoption: int, part: str, year: int) -> Budget | None:
    """The budget that a programme draws on in a year; None where none is open."""
    rows = BudgetPart.objects.select_related("budget__book")
    found = rows.filter(adoption=adoption, part=part, year=year, budget__closed_on=None).first()
    return found.budget if found else None


def budget_of_list(award_list: AwardList) -> Budget | None:
    """The budget of the year of the list's run; of the next where it was carried over."""
    year = award_list.programme.run.on.year
    for later in (year, year + 1):
        found = budget_of(award_list.adoption_id, award_list.part, later)
        if found is not None:
            return found
    return None


def locked(adoption: int, part: str, on: date) -> Budget | None:
    """The budget of a programme in the year of a day, its book locked before all else."""
    found = budget_of(adoption, part, on.year)
    if found is not None:
        lock(found.book_id)
    return found


def locked_of_list(award_list: AwardList) -> Budget | None:
    """The budget of a list, its book locked before all else."""
    found = budget_of_list(award_list)
    if found is not None:
        lock(found.book_id)
    return found


def held(budget: Budget, award_list: AwardList, code: str) -> int:
    """What entries about a list put on an account and took from it, in fen."""
    rows = Posting.objects.filter(
        account__book=budget.book, account__code=code, entry__about=award_list.stream
    )
    return rows.aggregate(fen=Sum("fen"))["fen"] or 0


def reserve(budget: Budget, award_list: AwardList, *, by: By) -> None:
    """Set aside what the drafted list comes to. Raises BelowFloorError where it is not there."""
    fen, reckoned = _reckoned(award_list)
    if fen:
        says = f"预留：{_named(award_list)}"
        _move(budget, award_list, "reserve", {"reserved": fen, "available": -fen}, says, reckoned,
              by)  # fmt: skip


def release(budget: Budget, award_list: AwardList, says: str, *, by: By) -> None:
    """What was set aside for a list that is dropped is available again."""
    fen = held(budget, award_list, "reserved")
    if fen:
        _move(budget, award_list, "release", {"available": fen, "reserved": -fen}, says, (), by)


def commit(budget: Budget, award_list: AwardList, *, by: By) -> None:
    """What the confirmed list comes to is owed: from what was set aside, else from available.

    Raises BelowFloorError where neither is enough. Done once: a second time nothing happens.
    """
    fen, reckoned = _reckoned(award_list)
    fen -= held(budget, award_list, "committed")
    if fen <= 0:
        return
    aside = min(fen, held(budget, award_list, "reserved"))
    lines = {"committed": fen, "reserved": -aside, "available": aside - fen}
    says = f"名单确认：{_named(award_list)}"
    moved = {code: amount for code, amount in lines.items() if amount}
    _move(budget, award_list, "commit", moved, says, reckoned, by)


def give_up(budget: Budget, award: Award, *, by: By) -> None:
    """An enterprise does not want its award: what was owed to it is available again."""
    if award.fen and held(budget, award.list, "committed") >= award.fen:
        says = "企业放弃"
        lines = {"available": award.fen, "committed": -award.fen}
        _move(budget, award.list, "release", lines, says, (), by)


def _move(
    budget: Budget, award_list: AwardList, kind: str, lines: dict[str, int], says: str,
    reckoned: tuple[Step, ...], by: By,
) -> None:  # fmt: skip
    version = award_list.programme.version_id
    said = Said(kind, lines, award_list.stream, says, version, reckoned)
    enter(budget, said, by=by)


def _named(award_list: AwardList) -> str:
    return f"{award_list.title}（第{award_list.number}号名单）"


def _reckoned(award_list: AwardList) -> tuple[int, tuple[Step, ...]]:
    """What the list comes to without what was declined, and how."""
    rows = award_list.awards.exclude(state=AwardState.DECLINED).filter(fen__gt=0)
    amounts = list(rows.order_by("place", "pk").values_list("fen", flat=True))
    fen = sum(amount or 0 for amount in amounts)
    shown = [yuan(amount or 0) for amount in amounts[:5]]
    more = " + …" if len(amounts) > len(shown) else ""
    title = {
        "zh": f"名单上 {len(amounts)} 家的金额",
        "en": f"Amounts of {len(amounts)} on the list",
    }
    return fen, ({"title": title, "formula": " + ".join(shown) + more, "fen": fen},)
