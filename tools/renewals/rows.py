"""What is said of a single open renewal: columns of a table, each with its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.company import Company
from tools.facts import Fact, Value
from tools.health.measures import SCORE as HEALTH_SCORE
from tools.names import phrase
from tools.periods import write_day
from tools.record.stated import Rule, stated
from tools.renewals.buckets import CALL_RULE, READS, RULE, WORDS, Rated, probability_of
from tools.renewals.leaving import risks_of
from tools.signals.catalogue import SIGNALS
from tools.signals.signal import Signal
from tools.suspect import named

TOP_RISKS = 3
REASON_LENGTH = 160
NO_HEALTH = "the health of the account is not known"
NO_CALL = "the CSM made no call"
NO_REASON = "no reason is recorded"
NOTHING_OPEN = "no open risk"


@dataclass(frozen=True)
class Column:
    """`value` gives None where `undefined` applies."""

    rule: Rule
    value: Callable[[Rated, Company], Value]
    undefined: str = ""

    def fact(self, item: Rated, company: Company, subject: dict[str, str]) -> Fact:
        value = self.value(item, company)
        because = self.undefined if value is None else None
        return stated(item.due.record, self.rule, value, company, subject=subject, undefined_because=because)


def rows_of(items: Sequence[Rated], columns: Sequence[Column], company: Company) -> Iterator[Fact]:
    """One row per renewal; the day tells several renewals of one account apart."""
    names = Counter(item.due.record.account.account_id for item in items)
    for item in items:
        is_alone = names[item.due.record.account.account_id] == 1
        subject = {} if is_alone else {"due": write_day(item.due.renewal.due_on)}
        yield from (column.fact(item, company, subject) for column in columns)


def labels_of(signals: Sequence[Signal]) -> str:
    """The names of the first few signals, and how many more there are."""
    labels = list(dict.fromkeys(SIGNALS[signal.name].label for signal in signals))
    more = [f"{len(labels) - TOP_RISKS} more"] if len(labels) > TOP_RISKS else []
    return phrase([*labels[:TOP_RISKS], *more]) or NOTHING_OPEN


def _leaning(item: Rated, _company: Company) -> Value:
    if item.call is None or item.by_health is None:
        return None
    chances = [list(WORDS).index(bucket) for bucket in (item.call, item.by_health)]
    return "more hopeful" if chances[0] < chances[1] else "more careful"


def effect_of(item: Rated, company: Company) -> Decimal | None:
    """What the CSM's call moves the weighted forecast by when it is used instead of health."""
    if item.call is None or item.by_health is None:
        return None
    return item.arr * (probability_of(item.call, company) - probability_of(item.by_health, company))


def _reads_renewal(name: str, label: str) -> Rule:
    return Rule(name, label, "text", "as recorded on the renewal", ("renewals",))


DUE_ON = Column(
    Rule("renewal_due_on", "Due", "date", "as recorded", ("renewals",)),
    lambda item, _company: item.due.renewal.due_on.isoformat(),
)
ARR = Column(
    Rule("renewal_arr", "ARR", "money", "as recorded on the renewal", ("renewals",)), lambda item, _company: item.arr
)
BUCKET = Column(
    Rule("renewal_bucket", "Bucket", "text", f"{CALL_RULE}; of health: {RULE}", READS),
    lambda item, _company: WORDS[item.bucket] if item.bucket else None,
    NO_HEALTH,
)
BY_HEALTH = Column(
    Rule("renewal_bucket_by_health", "By health", "text", RULE, READS),
    lambda item, _company: WORDS[item.by_health] if item.by_health else None,
    NO_HEALTH,
)
STATUS = Column(
    Rule("health_status", "Health", "text", "by the health score, or lower by open grave signs", READS),
    lambda item, _company: item.held or item.status,
    NO_HEALTH,
)
SCORE = Column(HEALTH_SCORE, lambda item, _company: item.score, NO_HEALTH)
WHY = Column(
    Rule("renewal_risks", "Why", "text", "open signs of risk: those of leaving first, then the strongest", READS),
    lambda item, company: labels_of(risks_of(item.due.record, company)),
)
CALL = Column(
    _reads_renewal("csm_call", "CSM call"), lambda item, _company: WORDS[item.call] if item.call else None, NO_CALL
)
REASON = Column(
    _reads_renewal("csm_call_reason", "Reason"),
    lambda item, _company: named(item.reason, REASON_LENGTH) or None,
    NO_REASON,
)
LEANS = Column(
    Rule("csm_call_leaning", "The call is", "text", "more hopeful or more careful than the bucket of health", READS),
    _leaning,
    NO_HEALTH,
)
EFFECT = Column(
    Rule(
        "csm_call_effect",
        "It moves the forecast by",
        "money",
        "ARR x (chance of the call's bucket - chance of health's bucket)",
        READS,
    ),
    effect_of,
    NO_HEALTH,
)
