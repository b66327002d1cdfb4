"""Product usage: how much, by whom, of what, and how often it failed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ibis.expr.types import Table

from tools.metrics.metric import Frame, Metric, exact, only, ratio
from tools.metrics.usage_rows import used, used_by_month
from tools.roll_ups import EVENTS, RECORDS


def _total(column: str) -> Callable[[Table], Any]:
    return lambda rows: rows[column].sum()


USED = Frame("usage in the period", "period", (EVENTS,), used, cut_table=EVENTS, rolled_up=used_by_month)

USES = Metric(
    "usage_count",
    "Uses",
    "count",
    "sum of the recorded number of uses in the period",
    "usage",
    USED,
    {"uses": _total("uses")},
    only,
    direction="up",
)

USAGE_EVENTS = Metric(
    "usage_events",
    "Usage records",
    "count",
    "usage records in the period",
    "usage",
    USED,
    {"records": _total(RECORDS)},
    only,
    direction="up",
)

USAGE_HOURS = Metric(
    "usage_hours",
    "Hours of use",
    "hours",
    "recorded seconds of use in the period / 3600",
    "usage",
    USED,
    {"seconds": _total("duration_seconds")},
    lambda inputs: Decimal(exact(inputs["seconds"] or 0)) / 3600,
    direction="up",
    needs=("usage_events.duration_seconds",),
)

USAGE_ERRORS = Metric(
    "usage_errors",
    "Errors",
    "count",
    "errors logged during use in the period",
    "usage",
    USED,
    {"errors": _total("errors")},
    only,
    direction="down",
    needs=("usage_events.errors",),
)

ERROR_RATE = Metric(
    "error_rate",
    "Error rate",
    "percent",
    "errors / uses in the period",
    "usage",
    USED,
    {"errors": _total("errors"), "uses": _total("uses")},
    ratio("errors", "uses"),
    direction="down",
    needs=("usage_events.errors",),
    undefined="nothing was used",
)

ACCOUNTS_WITH_USAGE = Metric(
    "accounts_with_usage",
    "Accounts with usage",
    "count",
    "accounts with at least one usage record in the period",
    "usage",
    USED,
    {"accounts": lambda rows: rows.account_id.nunique()},
    only,
    direction="up",
)

FEATURES_USED = Metric(
    "features_used",
    "Features used",
    "count",
    "different features used in the period",
    "usage",
    USED,
    {"features": lambda rows: rows.feature.nunique()},
    only,
    direction="up",
    needs=("usage_events.feature",),
)

ACTIVE_USERS = Metric(
    "active_users",
    "Active users",
    "count",
    "different users with usage in the period",
    "usage",
    USED,
    {"users": lambda rows: rows.user_id.nunique()},
    only,
    direction="up",
    needs=("usage_events.user_id",),
)

DAILY_ACTIVE_USERS = Metric(
    "daily_active_users",
    "Daily active users",
    "ratio",
    "different users of each day with use, added up / days of the period with any use",
    "usage",
    USED,
    {
        "user_days": lambda rows: (rows.user_id + rows.used_on.cast("string")).nunique(),
        "days": lambda rows: rows.used_on.nunique(),
    },
    ratio("user_days", "days"),
    direction="up",
    needs=("usage_events.user_id", "usage_events.used_on"),
    undefined="nothing was used",
)

USAGE: tuple[Metric, ...] = (
    USES,
    USAGE_EVENTS,
    USAGE_HOURS,
    USAGE_ERRORS,
    ERROR_RATE,
    ACCOUNTS_WITH_USAGE,
    FEATURES_USED,
    ACTIVE_USERS,
    DAILY_ACTIVE_USERS,
)
