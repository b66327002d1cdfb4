"""A backtest as facts: churn by status, lift, precision and recall, each with the counts it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tools.company_settings import STATUSES, Status
from tools.facts import Fact, Span, Value
from tools.health.judging import LEAST_OBSERVATIONS, Judged, group, lift, recall
from tools.health.measures import READS
from tools.health.observing import Observed
from tools.record.group import Group
from tools.record.stated import Rule

NO_LOSS = "no account was lost within the horizon"
FLAGGED: Mapping[str, tuple[Status, ...]] = {"red": ("red",), "red or yellow": ("red", "yellow")}
OBSERVATIONS = Rule(
    "health_observations", "Scores", "count", "scores of paying accounts, one per account and month end", READS
)
ACCOUNTS = Rule("health_accounts", "Accounts", "count", "accounts with at least one such score", READS)
LOST_SCORES = Rule(
    "health_lost_scores", "Followed by a loss", "count", "such scores followed by a loss within the horizon", READS
)
LOST_ACCOUNTS = Rule("health_lost_accounts", "Accounts lost", "count", "the accounts among them", READS)
RATE = Rule(
    "health_churn_rate",
    "Churn rate afterwards",
    "percent",
    "scores followed within the horizon by a close at which the account's paid ARR is zero / scores",
    READS,
)
LIFT = Rule("health_lift", "Lift", "ratio", "churn rate afterwards / that of all scores", READS)
PRECISION = Rule(
    "health_precision", "Precision", "percent", "flagged scores followed by a loss / flagged scores", READS
)
RECALL = Rule("health_recall", "Recall", "percent", "flagged scores followed by a loss / scores followed by one", READS)


@dataclass(frozen=True)
class Proof:
    """A backtest of the book's accounts over one horizon in days."""

    book: Group
    observed: Observed
    horizon: int

    @cached_property
    def whole(self) -> Judged:
        return group(self.observed.observations)

    @property
    def span(self) -> Span | None:
        days = self.observed.days
        return Span(start=days[0], end=days[-1]) if days else None

    def part(self, *statuses: Status) -> Judged:
        return group(self.observed.observations, statuses)


def rate_fact(proof: Proof, part: Judged, name: str) -> Fact:
    """The churn rate after these scores; undefined without enough of them."""
    counts = {"lost": part.lost, "scores": part.observations, "accounts": part.accounts, "horizon_days": proof.horizon}
    because = f"there are only {part.observations} such scores, fewer than {LEAST_OBSERVATIONS}"
    return _fact(proof, RATE, part.rate, name, inputs=counts, because=because)


def count_fact(proof: Proof, rule: Rule, count: int, name: str) -> Fact:
    return _fact(proof, rule, count, name)


def by_status(proof: Proof) -> Iterator[Fact]:
    """A row per status and one for all: scores, accounts, losses, churn rate and lift."""
    for status in STATUSES:
        yield from _row(proof, proof.part(status), status)
    yield from _row(proof, proof.whole, "all")


def found_out(proof: Proof) -> Iterator[Fact]:
    """Precision and recall of red, and of red with yellow."""
    whole = proof.whole
    for name, statuses in FLAGGED.items():
        part = proof.part(*statuses)
        counts = {"lost": part.lost, "flagged": part.observations, "all_lost": whole.lost}
        because = f"there are only {part.observations} such scores"
        yield _fact(proof, PRECISION, part.rate, name, inputs=counts, because=because)
        yield _fact(proof, RECALL, recall(part, whole), name, inputs=counts, because=NO_LOSS)


def _row(proof: Proof, part: Judged, name: str) -> Iterator[Fact]:
    counted = (
        (OBSERVATIONS, part.observations),
        (ACCOUNTS, part.accounts),
        (LOST_SCORES, part.lost),
        (LOST_ACCOUNTS, part.lost_accounts),
    )
    for rule, count in counted:
        yield count_fact(proof, rule, count, name)
    yield rate_fact(proof, part, name)
    whole = proof.whole
    counts = {"rate": part.rate, "rate_of_all": whole.rate}
    because = NO_LOSS if not whole.lost else "there are too few scores for a churn rate"
    yield _fact(proof, LIFT, lift(part, whole), name, inputs=counts, because=because)


def _fact(proof: Proof, rule: Rule, value: Value, name: str, **others: Any) -> Fact:
    """`because` says why a missing value is missing."""
    because = others.pop("because", None)
    undefined = because if value is None else None
    return proof.book.fact(rule, value, {"status": name}, undefined_because=undefined, period=proof.span, **others)
