"""Paying accounts on a day with their health, owner and users: ARR at risk, coverage, licence use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tools.adoption.use import USERS, active_users
from tools.company import Company
from tools.company_settings import STATUSES
from tools.context import Context
from tools.health.history import healths
from tools.health.measures import READS
from tools.health.score import Health
from tools.metrics.metric import Frame, Metric, only, ratio
from tools.metrics.recorded import Recorded, Row, Rows, adding, counting, recorded
from tools.periods import Period
from tools.record.reading import read_records
from tools.record.record import Record


def paying(context: Context, period: Period) -> Recorded:
    """A row per paying account at the period's last close: ARR, and what its users and owner tell."""
    records = _records(context, period)
    return recorded(records, ("account", "lines", "weeks"), _rows(records, context.company))


def judged(context: Context, period: Period) -> Recorded:
    """A row per paying account at the period's last close with its health status."""
    known = healths(replace(context, as_of=period.end))
    records = _records(context, period)
    return recorded(records, READS, (_judged(one, known[one.account.account_id].status) for one in records))


def moved(context: Context, period: Period) -> Recorded:
    """A row per account that pays at the period's last close, with how its health stood before and then."""
    before = healths(replace(context, as_of=period.opening_day))
    now = healths(replace(context, as_of=period.end))
    records = _records(context, period)
    names = [record.account.account_id for record in records]
    rows = ({"account_id": name, "is_recovered": _is_recovered(before.get(name), now[name])} for name in names)
    return recorded(records, READS, rows)


def _is_recovered(before: Health | None, now: Health) -> bool:
    return before is not None and before.status in STATUSES[:2] and now.status == "green"


def _records(context: Context, period: Period) -> list[Record]:
    known = read_records(replace(context, as_of=period.end)).values()
    return [record for record in known if record.is_paying]


def _rows(records: Iterable[Record], company: Company) -> Iterable[Row]:
    for record in records:
        csm = (record.account.csm or "").strip().lower()
        yield {
            "account_id": record.account.account_id,
            "arr": record.arr,
            "csm": csm,
            "has_csm": bool(csm),
            "seats": record.seats,
            "users": active_users(record, company) if record.seats else 0,
        }


def _judged(record: Record, status: str | None) -> Row:
    return {
        "account_id": record.account.account_id,
        "arr": record.arr,
        "is_red": status == "red",
        "is_yellow": status == "yellow",
    }


def _csms(rows: Rows) -> int:
    return len({row["csm"] for row in rows if row["has_csm"]})


PAYING = Frame("paying accounts", "state", ("accounts", "subscriptions"), paying, of_records=True)
JUDGED = Frame("paying accounts with their health", "state", ("accounts", "subscriptions"), judged, of_records=True)
MOVED = Frame("health of accounts between two closes", "period", ("accounts", "subscriptions"), moved, of_records=True)
CSM: Any = ("accounts.csm",)
NO_CSM = "no paying account names a CSM"

AT_RISK_ARR = Metric(
    "at_risk_arr",
    "At-risk ARR (red)",
    "money",
    "ARR of the paying accounts whose health is red",
    "health and coverage",
    JUDGED,
    {"red": adding("arr", only="is_red")},
    only,
    direction="down",
    beside=("yellow_arr",),
)

YELLOW_ARR = Metric(
    "yellow_arr",
    "ARR of yellow accounts",
    "money",
    "ARR of the paying accounts whose health is yellow",
    "health and coverage",
    JUDGED,
    {"yellow": adding("arr", only="is_yellow")},
    only,
    direction="down",
)

AT_RISK_SHARE = Metric(
    "at_risk_share",
    "At-risk share of ARR",
    "percent",
    "ARR of the paying accounts whose health is red / ARR of all paying accounts",
    "health and coverage",
    JUDGED,
    {"red": adding("arr", only="is_red"), "arr": adding("arr")},
    ratio("red", "arr"),
    direction="down",
    undefined="no account pays",
)

ACCOUNTS_PER_CSM = Metric(
    "accounts_per_csm",
    "Accounts per CSM",
    "ratio",
    "paying accounts that name a CSM / CSMs they name",
    "health and coverage",
    PAYING,
    {"assigned": counting("has_csm"), "csms": _csms},
    ratio("assigned", "csms"),
    needs=CSM,
    undefined=NO_CSM,
)

ARR_PER_CSM = Metric(
    "arr_per_csm",
    "ARR per CSM",
    "money",
    "ARR of the paying accounts that name a CSM / CSMs they name",
    "health and coverage",
    PAYING,
    {"arr": adding("arr", only="has_csm"), "csms": _csms},
    ratio("arr", "csms"),
    needs=CSM,
    undefined=NO_CSM,
)

ACTIVE_USER_RATE = Metric(
    "active_user_rate",
    "Active user rate",
    "percent",
    "different users of each paying account in the last four whole weeks / its seats, users and seats added up first",
    "health and coverage",
    PAYING,
    {"active": adding("users", only="seats"), "seats": adding("seats")},
    ratio("active", "seats"),
    direction="up",
    needs=USERS,
    undefined="no licensed users are recorded",
)

RECOVERED_ACCOUNTS = Metric(
    "recovered_accounts",
    "Recovered accounts",
    "count",
    "accounts that were red or yellow at the close before the period and are green and paying at its last close",
    "health and coverage",
    MOVED,
    {"recovered": counting("is_recovered")},
    only,
    direction="up",
)

STANDING: tuple[Metric, ...] = (
    AT_RISK_ARR,
    YELLOW_ARR,
    AT_RISK_SHARE,
    ACCOUNTS_PER_CSM,
    ARR_PER_CSM,
    ACTIVE_USER_RATE,
    RECOVERED_ACCOUNTS,
)
