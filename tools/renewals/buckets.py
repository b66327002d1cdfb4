"""The bucket of an open renewal: what health and open risks say, and what the CSM calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tools.company import Company
from tools.company_settings import BUCKETS, Bucket, Status
from tools.health.measures import READS as HEALTH_READS
from tools.health.score import health_of
from tools.renewals.due import Due
from tools.renewals.leaving import signs_of_leaving, steps_of
from tools.signals.signal import Signal

BY_STATUS: Mapping[Status, Bucket] = {"green": "committed", "yellow": "likely", "red": "at_risk"}
UNKNOWN = "unknown"
WORDS: Mapping[str, str] = {bucket: bucket.replace("_", " ") for bucket in BUCKETS}
RULE = (
    "a green score is committed, yellow likely, red at risk; one bucket lower when a sign of leaving is open or the "
    "due day has passed, two when the account speaks of leaving; never above the bucket of its status, which grave "
    "signs may hold below that of its score"
)
# What the bucket of health rests on.
READS = ("renewals", *(name for name in HEALTH_READS if name != "renewals"))
CALL_RULE = "the CSM's call where it differs and carries a reason, else the bucket of health"


@dataclass(frozen=True)
class Rated:
    """An open renewal with its bucket. `signs` are the open signs of leaving, `held` the status that grave ones allow.

    Without `is_call_used` the bucket is that of health, whatever the CSM calls.
    """

    due: Due
    status: Status | None
    score: Decimal | None
    signs: tuple[Signal, ...]
    is_call_used: bool = True
    held: Status | None = None

    @property
    def by_health(self) -> Bucket | None:
        """None where nothing is known of the account's health."""
        if self.status is None:
            return None
        steps = max([int(self.due.is_overdue), *(steps_of(sign) for sign in self.signs)])
        lowered = min(BUCKETS.index(BY_STATUS[self.status]) + steps, len(BUCKETS) - 1)
        return BUCKETS[max(lowered, BUCKETS.index(BY_STATUS[self.held or self.status]))]

    @property
    def call(self) -> Bucket | None:
        """The CSM's call, None without one or when it names no bucket."""
        return bucket_named(self.due.renewal.csm_call)

    @property
    def reason(self) -> str:
        return (self.due.renewal.csm_call_reason or "").strip()

    @property
    def differs(self) -> bool:
        return self.call is not None and self.call != self.by_health

    @property
    def is_overridden(self) -> bool:
        return self.is_call_used and self.differs and bool(self.reason)

    @property
    def bucket(self) -> Bucket | None:
        return self.call if self.is_overridden else self.by_health

    @property
    def arr(self) -> Decimal:
        return self.due.renewal.arr

    @property
    def place(self) -> tuple[int, Decimal]:
        """Sorts the greatest risk first; of one bucket the largest amount, what is unknown last."""
        return (-BUCKETS.index(self.bucket) if self.bucket else 1, -self.arr)


def rated(due: Due, company: Company) -> Rated:
    """The rating of an open renewal at the close of its record's day."""
    health = health_of(due.record, company)
    signs = signs_of_leaving(due.record, company)
    return Rated(due, health.status_of_score, health.score, signs, held=health.status)


def rate_open(dues: Iterable[Due], company: Company) -> tuple[Rated, ...]:
    """Those that are open, the greatest risk first."""
    found = [rated(due, company) for due in dues if due.is_open]
    return tuple(sorted(found, key=lambda item: item.place))


def bucket_named(typed: str | None) -> Bucket | None:
    """The bucket a company's data names, however it is spelled: 'At risk', 'at-risk'."""
    wanted = (typed or "").strip().lower().replace(" ", "_").replace("-", "_")
    return next((bucket for bucket in BUCKETS if bucket == wanted), None)


def probability_of(bucket: Bucket, company: Company) -> Decimal:
    """The configured chance of a bucket. A company may set some and leave the rest as they are."""
    return Decimal(repr(company.forecast.probability_of(bucket)))
