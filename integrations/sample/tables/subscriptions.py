"""The subscription lines: what is paid for, the trials before it and the one-off fees beside it."""

from __future__ import annotations

from datetime import timedelta

from integrations.sample.dossier import Dossier
from integrations.sample.ledger import CORE, USAGE, Line, core
from integrations.sample.roster import Account
from integrations.sample.rows import Row, numbered

# Uses a month for each seat; the largest plan has no limit.
USES_PER_SEAT = {"Starter": 40, "Growth": 34}
MORE_USES = 200
ONE_OFF_FEE = {"Enterprise": 18_000, "Mid-Market": 6_000, "SMB": 0}
SET_UP = timedelta(90)


def rows(dossier: Dossier) -> list[Row]:
    account = dossier.account
    paid = [_paid(account, line) for line in dossier.history.lines]
    lines = sorted([*_trial(account), *paid, *_set_up(account)], key=lambda row: row["start_date"])
    return numbered(account, "subscription_id", "SUB", lines)


def _paid(account: Account, line: Line) -> Row:
    return {
        "start_date": line.start,
        "end_date": line.end,
        "arr": line.holding.arr,
        "plan": line.holding.plan,
        "product": line.product,
        "seats": line.holding.seats or None,
        "usage_limit": _usage_limit(line),
        "is_trial": False,
        "is_one_off": False,
        "billing_frequency": account.billing,
        "auto_renew": account.segment == "SMB",
        "currency": "USD",
    }


def _usage_limit(line: Line) -> int | None:
    """What the plan allows on its seats; a usage pack adds to it where there is a limit."""
    per_seat = USES_PER_SEAT.get(line.holding.plan)
    allowed = {CORE: line.holding.seats * (per_seat or 0), USAGE: MORE_USES}.get(line.product)
    return allowed if per_seat else None


def _trial(account: Account) -> list[Row]:
    """The amount of a trial is what it would cost; nothing is paid."""
    if account.trial_from is None:
        return []
    offered = core(account, account.plan, account.seats)
    return [
        {
            "start_date": account.trial_from,
            "end_date": None if account.is_trial else account.signed_on,
            "arr": offered.arr,
            "plan": offered.plan,
            "product": CORE,
            "seats": offered.seats,
            "is_trial": True,
            "is_one_off": False,
            "currency": "USD",
        }
    ]


def _set_up(account: Account) -> list[Row]:
    fee = ONE_OFF_FEE[account.segment]
    if not fee or account.is_trial:
        return []
    return [
        {
            "start_date": account.signed_on,
            "end_date": account.signed_on + SET_UP,
            "arr": fee,
            "product": "Onboarding package",
            "is_trial": False,
            "is_one_off": True,
            "currency": "USD",
        }
    ]
