"""Fill the database of the demo: tables, people and the reports. Doing it twice changes nothing.

A program of its own, so that the supervisor stays small: ``python -m tashan.demo.load``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tashan.base.errors import UserError
from tashan.demo.county import EXAMPLES, County, read_county
from tashan.serve import migrate

if TYPE_CHECKING:
    from tashan.record.models import User

PROVINCES = "provinces-2025.csv"
PROVINCES_READ_ON = date(2026, 3, 1)
FIRST_DAY = date(2023, 12, 1)  # what the registers of the county know is known from this day
UPLOADER = "steward"  # the role of the person in whose name the reports are handed in


def main() -> None:
    with timed("tables"):
        make_database(os.environ["TASHAN_DATABASE_URL"])
        migrate.main([])
    county = read_county()
    with timed("registers and figures"):
        people = load_people(county)
        is_new = load_world(county, people)
        load_real_figures()
        if is_new:
            count_rows()
    uploader = people[next(who.username for who in county.people if UPLOADER in who.roles)]
    with timed("reports"):
        load_reports(county, uploader=uploader)
    with timed("rankings"):
        load_rankings(county, uploader)
    with timed("trips"):  # after the rankings: one trip led to one of them
        load_journeys(county, uploader)
    with timed("duties"):
        load_duties(county, uploader)
    with timed("fund office"):
        load_fund_office(county, people)
    with timed("cases"):
        load_cases(county, people)
    with timed("loans"):  # their cases come after those that are moved by themselves
        load_loans(county, people)
    with timed("cards"):  # of last year: the matches of today come after that of then
        load_cards(county, people)
    with timed("matches"):  # after all adoptions: they are matched together
        load_matches(county, uploader)
    load_money(county, people)
    load_work(county, people)


def load_money(county: County, people: dict[str, User]) -> None:
    """What follows the matches: guarantees, funds that invest, money of projects, budgets."""
    with timed("guarantees"):
        load_guarantees(county, people)
    with timed("guidance funds"):
        load_guidance(county, people)
    with timed("money of projects"):
        load_project_money(county, people)
    with timed("notice"):
        load_notice(county, people)
    with timed("budgets"):
        load_budgets(county, people)


def load_work(county: County, people: dict[str, User]) -> None:
    """A year of work: projects, promotion, services, people, and supervision over all of it."""
    with whole("library of projects"):
        load_project_library(county, people)
    with whole("rounds"):
        load_rounds(people)
    with whole("key work"):
        load_key_work(county, people)
    with whole("promotion"):
        load_promotion(county, people)
    with whole("services"):
        load_services(county, people)
    with whole("people sent"):  # to the holders of cards
        load_people_sent(county, people)
    with whole("exchanges of land"):
        load_exchanges(county, people)
    with whole("four reports"):
        load_four_reports(county, people)
    with whole("supervision"):  # of all that is late by then
        load_supervision(county, people)


@contextmanager
def whole(what: str) -> Iterator[None]:
    """Load a part altogether or not at all, and say how long it took."""
    from django.db import transaction

    with timed(what), transaction.atomic():
        yield


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say in the log how long a part of the loading took."""
    begun = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - begun:.1f} s", flush=True)


def make_database(address: str) -> None:
    """Make the database that an address names, unless it is there."""
    parts = conninfo_to_dict(address)
    name = str(parts.pop("dbname"))
    server = make_conninfo(**{key: str(value) for key, value in parts.items()}, dbname="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(known, [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def load_people(county: County) -> dict[str, User]:
    """Everybody's account by username; those that are missing are made."""
    from django.utils import timezone

    from tashan.record.accounts import Account, make_account
    from tashan.record.models import Role, User

    accounts: dict[str, User] = {}
    for person in county.people:
        user = User.objects.filter(username=person.username).first()
        if user is None:
            kind = Role.objects.get(pk=person.roles[0]).kind
            account = Account(
                person.username, person.name, kind=kind, office=person.office, post=person.post
            )
            now = timezone.now()
            user = make_account(account, county.password, roles=person.roles, actor=None, at=now)
        accounts[person.username] = user
    return accounts


def load_world(county: County, people: dict[str, User]) -> bool:
    """The registers, figures and targets of the county, all or none; whether they are new."""
    from django.db import transaction

    from tashan.demo.belonging import tie_accounts
    from tashan.demo.entering import enter_registers
    from tashan.demo.figuring import at, enter_plans, record_figures
    from tashan.demo.invented.world import invent
    from tashan.indicators import catalogue
    from tashan.record import sources
    from tashan.record.models import PermittedUse, Source

    register = f"{county.name}（虚构）登记簿"
    title = f"{register} {county.seed}/{county.edition}"
    if Source.objects.filter(title=title).exists():
        return False
    if Source.objects.filter(title__startswith=register).exists():
        raise UserError(
            "The data of the demo are of an older edition of the county.",
            hint="Remove its folder (var, or what --var names) and start it again.",
        )
    world = invent(county.seed, county.sizes, county.people)
    with transaction.atomic():
        catalogue.sync(on=FIRST_DAY)
        source = sources.of_document(title, at=at(FIRST_DAY), use=PermittedUse.WORK)
        entered = enter_registers(world, source=source)
        tie_accounts(county, world, entered, people)
        record_figures(world, entered)
        steward = next(who.username for who in county.people if UPLOADER in who.roles)
        enter_plans(world, entered, approver=people[steward])
    return True


def count_rows() -> None:
    """Let PostgreSQL plan by what is there now; of itself it would look after a minute."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def load_real_figures() -> None:
    """The public figures of the provinces; what of them could not be kept is told."""
    from tashan.demo.figuring import at
    from tashan.indicators.provinces import load_stated

    for reason in load_stated(EXAMPLES / PROVINCES, at=at(PROVINCES_READ_ON)).left_out:
        print(reason)


def load_matches(county: County, actor: User) -> None:
    """The programmes that the county works by, matched once, with their lists."""
    from tashan.demo.matching import match_programmes

    match_programmes(county.code, actor)


def load_guarantees(county: County, people: dict[str, User]) -> None:
    """A guarantee fund with guarantees in every state."""
    from tashan.demo.guaranteeing import guarantee_loans

    guarantee_loans(county.code, people)


def load_duties(county: County, actor: User) -> None:
    """Who answers for what, and which items towns and a park handle."""
    from tashan.demo.answering import answer

    answer(county.code, actor)


def load_fund_office(county: County, people: dict[str, User]) -> None:
    """The office of the funds, with those who run them."""
    from tashan.demo.fund_office import staff_fund_office

    staff_fund_office(county, people)


def load_rankings(county: County, actor: User) -> None:
    """The rankings of two years, published with consents, and the appraisal of the offices."""
    from tashan.demo.ranking import rank_everybody

    rank_everybody(county.code, actor)


def load_cases(county: County, people: dict[str, User]) -> None:
    """A year of cases, moved as officers move them."""
    from tashan.demo.casing import open_cases

    open_cases(county.code, _first(county, people, UPLOADER), _first(county, people, "window"))


def load_loans(county: County, people: dict[str, User]) -> None:
    """The bridge fund and the mutual-aid fund with a year of loans."""
    from tashan.demo.lending import lend

    lend(county.code, people)


def load_guidance(county: County, people: dict[str, User]) -> None:
    """A guidance fund and an incubation fund."""
    from tashan.demo.guiding import guide

    guide(county.code, people)


def load_key_work(county: County, people: dict[str, User]) -> None:
    """The key work of the year, three lines over it, and a post that was handed over."""
    from tashan.demo.key_working import keep_key_work

    keep_key_work(county.code, people)


def load_project_money(county: County, people: dict[str, User]) -> None:
    """Three sources of money, and projects that are paid from them."""
    from tashan.demo.project_paying import pay_projects

    pay_projects(county.code, people)


def load_promotion(county: County, people: dict[str, User]) -> None:
    """Two years of leads at every stage, with their visits, promises and capital."""
    from tashan.demo.promoting import promote

    promote(county.code, _first(county, people, UPLOADER))


def load_supervision(county: County, people: dict[str, User]) -> None:
    """Reminders, letters and complaints of the last weeks."""
    from tashan.demo import supervising

    steward, window = _first(county, people, "steward"), _first(county, people, "window")
    agents = [people[who.username] for who in county.people if "agent" in who.roles]
    supervising.supervise(county.code, supervising.Watch(steward, window, agents))


def load_exchanges(county: County, people: dict[str, User]) -> None:
    """Households that gave up a homestead or land for something else, at every stage."""
    from tashan.demo.exchanging_land import exchange_land

    exchange_land(county.code, people)


def load_people_sent(county: County, people: dict[str, User]) -> None:
    """Work instructors at the holders of cards, and the four hundreds: visits, ratings, drafts."""
    from tashan.demo.four_hundreds import send_four_hundreds
    from tashan.demo.sending import send_people

    send_four_hundreds(county, people)
    send_people(county.code, people)  # its draft is worked out from all that is known


def load_rounds(people: dict[str, User]) -> None:
    """A year of monthly rounds on projects, with problems, an inspection and an evaluation."""
    from tashan.demo.dispatching_rounds import dispatch

    dispatch(people)


def load_project_library(county: County, people: dict[str, User]) -> None:
    """Papers, milestones and plans of the projects."""
    from tashan.demo.plan_sheets import bring_a_plan
    from tashan.demo.project_library import keep_library

    keep_library(county.code, people)
    bring_a_plan(people)


def load_notice(county: County, people: dict[str, User]) -> None:
    """A list under public notice, with an objection."""
    from tashan.demo.announcing import announce_a_list

    actor, window = _first(county, people, UPLOADER), _first(county, people, "window")
    announce_a_list(county.code, actor, window)


def load_services(county: County, people: dict[str, User]) -> None:
    """A year of services from the menu, and complaints about late payments."""
    from tashan.demo.serving import order_services

    order_services(county.code, people)


def load_budgets(county: County, people: dict[str, User]) -> None:
    """A budget with payments, a claim back, and a round of honours."""
    from tashan.demo.budgeting import Hands, fill

    if not any("cashier" in who.roles for who in county.people):
        return
    steward = _first(county, people, UPLOADER)
    fill(county.code, Hands(steward, people["analyst"], _first(county, people, "cashier")))


def load_cards(county: County, people: dict[str, User]) -> None:
    """The service green cards, one withdrawn, some about to end; the agent's enterprise has one."""
    from tashan.demo.carding import issue_cards

    actor, agent = _first(county, people, UPLOADER), _first(county, people, "agent")
    issue_cards(county.code, actor, agent)


def load_four_reports(county: County, people: dict[str, User]) -> None:
    """Acts on holders of the green card, told beforehand or not."""
    from tashan.demo.first_telling import report_acts

    report_acts(county.code, people)


def _first(county: County, people: dict[str, User], role: str) -> User:
    return people[next(who.username for who in county.people if role in who.roles)]


def load_reports(county: County, *, uploader: User) -> None:
    """Hand in the reports and read those that are new; one that cannot be read says so."""
    from django.utils import timezone

    from tashan.reading.intake import store_report
    from tashan.reading.models import ReportState
    from tashan.reading.tasks import read_report

    for file in county.reports:
        data = file.read_bytes()
        report = store_report(data, name=file.name, actor=uploader, at=timezone.now()).report
        if report.state != ReportState.READ:
            read_report(report_id=report.pk)


def load_journeys(county: County, actor: User) -> None:
    """The study trips of which the reports tell, and what was adopted because of them."""
    from tashan.demo.travelling import load_trips
    from tashan.registry.kinds import Kind
    from tashan.registry.models import Entity

    place = Entity.objects.filter(kind=Kind.PLACE, code=county.code).first()
    if place is not None:
        load_trips(place, actor)


if __name__ == "__main__":
    main()
