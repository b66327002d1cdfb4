"""Where the paying accounts of a book stand: by status, with their ARR, together and by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.company_settings import STATUSES, Status
from tools.facts import Fact
from tools.health.measures import READS
from tools.health.movement import change
from tools.health.score import Health
from tools.record.group import Group
from tools.record.record import Record
from tools.record.stated import Rule

RED: Status = "red"
ALL, UNSCORED = "all paying accounts", "no score"
COUNT = Rule("health_accounts", "Accounts", "count", "paying accounts with the status", READS)
COUNT_SHARE = Rule(
    "health_accounts_share", "Share of accounts", "percent", "accounts with the status / all paying accounts", READS
)
ARR = Rule("health_arr", "ARR", "money", "ARR of these accounts", ("lines",))
SHARE = Rule("health_arr_share", "Share of ARR", "percent", "their ARR / ARR of all paying accounts", ("lines",))
MEAN = Rule("mean_health_score", "Mean health score", "score", "sum of their health scores / accounts scored", READS)
AT_RISK = {
    "red": Rule("at_risk_arr", "At-risk ARR (red)", "money", "ARR of the paying accounts whose health is red", READS),
    "yellow": Rule("yellow_arr", "ARR of yellow accounts", "money", "ARR of the paying accounts in yellow", READS),
}


@dataclass(frozen=True)
class Standing:
    """A paying account with its health, and that of an earlier day where a change is asked for."""

    record: Record
    health: Health
    before: Health | None = None

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None else change(self.before, self.health)

    @property
    def status(self) -> str:
        return self.health.status or UNSCORED


def arr_of(standings: Iterable[Standing]) -> Decimal:
    return sum((item.record.arr for item in standings), Decimal(0))


def with_status(standings: Iterable[Standing], status: str) -> tuple[Standing, ...]:
    return tuple(item for item in standings if item.status == status)


def counts(book: Group, standings: Sequence[Standing]) -> Iterator[Fact]:
    """How many accounts have each status, under a label that says which."""
    for status in STATUSES:
        own = with_status(standings, status)
        label = f"{status.capitalize()} accounts"
        formula = f"paying accounts whose health is {status}"
        yield book.fact(Rule(f"{status}_accounts", label, "count", formula, READS), len(own))
        if status in AT_RISK:
            yield book.fact(AT_RISK[status], arr_of(own), inputs={"accounts": len(own)})


def by_status(book: Group, standings: Sequence[Standing]) -> Iterator[Fact]:
    """A row per status, accounts without a score included, and one for all, to which the others add up."""
    total = arr_of(standings)
    for name in (*STATUSES, UNSCORED):
        own = with_status(standings, name)
        if own or name != UNSCORED:
            yield from _row(book, own, {"status": name}, total)
    yield from _row(book, standings, {"status": ALL}, total)


def by_red_arr(groups: Mapping[str, Sequence[Standing]]) -> dict[str, Sequence[Standing]]:
    """The groups, the one with the most ARR in red accounts first."""
    return dict(sorted(groups.items(), key=lambda item: -arr_of(with_status(item[1], RED))))


def by_group(book: Group, groups: Mapping[str, Sequence[Standing]], dimension: str) -> Iterator[Fact]:
    """A row per group: accounts of each status, the ARR of the red and of the yellow ones, the mean score."""
    for name, own in groups.items():
        for status in (*STATUSES, UNSCORED):
            rule = Rule(f"{status.replace(' ', '_')}_accounts", status.capitalize(), "count", COUNT.formula, READS)
            yield book.fact(rule, len(with_status(own, status)), {dimension: name})
        for status, rule in AT_RISK.items():
            yield book.fact(rule, arr_of(with_status(own, status)), {dimension: name})
        yield _mean(book, own, {dimension: name})


def _row(book: Group, own: Sequence[Standing], subject: Mapping[str, str], total: Decimal) -> Iterator[Fact]:
    yield book.fact(COUNT, len(own), subject)
    everyone = len(book.records)
    yield book.fact(COUNT_SHARE, Decimal(len(own)) / everyone, subject, inputs={"all": everyone})
    arr = arr_of(own)
    yield book.fact(ARR, arr, subject)
    because = None if total else "these accounts have no ARR"
    yield book.fact(SHARE, arr / total if total else None, subject, undefined_because=because)
    yield _mean(book, own, subject)


def _mean(book: Group, own: Sequence[Standing], subject: Mapping[str, str]) -> Fact:
    """Each account counts once, whatever it pays."""
    scores = [item.health.score for item in own if item.health.score is not None]
    value = round(sum(scores, Decimal(0)) / len(scores), 1) if scores else None
    because = None if scores else "none of these accounts has a score"
    return book.fact(MEAN, value, subject, inputs={"accounts": len(scores)}, undefined_because=because)


def chosen(standings: Iterable[Standing], statuses: Sequence[Status]) -> tuple[Standing, ...]:
    """Those with one of the statuses; all of them when none is named."""
    return tuple(item for item in standings if not statuses or item.status in statuses)
