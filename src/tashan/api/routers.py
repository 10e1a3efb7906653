"""One router a subject: what can be done at one address stands in one router, whichever module
of ``views`` declares it."""

from __future__ import annotations

from ninja import Router

account = Router(tags=["account"])
registers = Router(tags=["registers"])
figures = Router(tags=["figures"])
plans = Router(tags=["plans"])
reports = Router(tags=["reports"])
exchange = Router(tags=["exchange"])
matches = Router(tags=["programmes"])
mechanisms = Router(tags=["mechanisms"])
rankings = Router(tags=["rankings"])
cases = Router(tags=["cases"])
duties = Router(tags=["duties"])
funds = Router(tags=["funds"])
budgets = Router(tags=["budgets"])
cards = Router(tags=["cards"])
promotion = Router(tags=["promotion"])
services = Router(tags=["services"])
supervision = Router(tags=["supervision"])
work = Router(tags=["work"])
projects = Router(tags=["projects"])
ALL = {
    "account": account,
    "registers": registers,
    "figures": figures,
    "plans": plans,
    "reports": reports,
    "exchange": exchange,
    "programmes": matches,
    "mechanisms": mechanisms,
    "rankings": rankings,
    "cases": cases,
    "duties": duties,
    "funds": funds,
    "budgets": budgets,
    "cards": cards,
    "promotion": promotion,
    "services": services,
    "supervision": supervision,
    "work": work,
    "projects": projects,
}
