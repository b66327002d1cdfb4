"""The forecast of a period's renewals: what is decided, and apart from it what is open, weighted, with a range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tools.company import Company
from tools.company_settings import BUCKETS, Bucket
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.record.stated import Rule
from tools.record.totals import added, ratio
from tools.renewals.asked import Asked
from tools.renewals.buckets import CALL_RULE, READS, RULE, UNKNOWN, WORDS, Rated, probability_of
from tools.renewals.due import Due

ROWS = ("renewals", "lines")
CENT = Decimal("0.01")
# Four fifths of a normal distribution lie within so many standard deviations.
WIDTH = Decimal("1.2816")
_RANGE = (
    "the weighted forecast {sign} 1.2816 x the square root of the sum of ARR squared x p x (1 - p), within 0 and the "
    "open ARR: four of five outcomes, if the accounts decide independently"
)
DUE = Rule("renewals_due", "Renewals due", "money", "sum of the ARR of renewals due in the period", ROWS)
DUE_COUNT = Rule("renewals_due_count", "Renewals falling due", "count", "renewals due in the period", ROWS)
OPEN = Rule("open_renewals", "Open renewals", "money", "sum of the ARR of renewals due and not decided", ROWS)
OPEN_COUNT = Rule("open_renewals_count", "Number open", "count", "renewals due and not decided", ROWS)
RENEWED = Rule(
    "renewed_arr", "Already renewed", "money", "sum of the ARR after the decision of renewals decided already", ROWS
)
GROSS_RATE = Rule(
    "gross_renewal_rate",
    "Gross renewal rate so far",
    "percent",
    "ARR after the decision, each at most its ARR due / ARR due, of renewals decided or past their day",
    ROWS,
)
WEIGHTED = Rule(
    "weighted_renewal_forecast",
    "Weighted forecast of the open",
    "money",
    f"sum of ARR x chance of the bucket over open renewals; the bucket: {CALL_RULE}; of health: {RULE}",
    READS,
)
BY_HEALTH = Rule(
    "weighted_renewal_forecast_by_health",
    "Weighted forecast by health alone",
    "money",
    f"sum of ARR x chance of the bucket over open renewals; the bucket: {RULE}",
    READS,
)
LOW = Rule("renewal_forecast_low", "Low end", "money", _RANGE.format(sign="-"), ROWS)
HIGH = Rule("renewal_forecast_high", "High end", "money", _RANGE.format(sign="+"), ROWS)
CHANCE = Rule("bucket_probability", "Chance", "percent", "as the company's settings say", ROWS)
AFTER = Rule("arr_after_renewal", "ARR after", "money", "sum of the ARR after the decision", ROWS)
OUTCOME = Rule("renewal_outcome", "Outcome", "text", "as recorded on the renewal", ROWS)
OVERRIDDEN = Rule("overridden_renewals", "CSM calls used instead of health", "count", CALL_RULE, ROWS)
UNREASONED = Rule(
    "unreasoned_calls", "CSM calls without a reason", "count", "calls that differ from health without saying why", ROWS
)
OVERDUE = Rule("overdue_renewals", "Open past their day", "money", "sum of the ARR of open renewals due before", ROWS)
NO_CHANCE = "health is not known, so there is no bucket"
UNRATED = "Open renewals of accounts whose health is not known stand apart and add nothing to the weighted forecast."
NO_AMOUNT = "the amount after the decision is not recorded for all of them"
NONE_DECIDED = "none of them is decided or past its day"


def forecast(asked: Asked) -> Evidence:
    """Head: the weighted forecast of the open renewals and its range. Then both parts; they add up to all due."""
    sections = (
        Section(
            title="Open, by bucket",
            layout="table",
            facts=tuple(_open_rows(asked)),
            missing="" if asked.rated else "none is open",
        ),
        Section(title="Decided", layout="table", facts=tuple(_decided_rows(asked)), missing=_none_decided(asked)),
        Section(title="Both together", layout="lines", facts=tuple(_whole(asked))),
        Section(title="Calls and health", layout="lines", facts=tuple(_calls(asked))),
    )
    return in_sections(
        tuple(_head(asked)),
        sections,
        title=f"Renewals due in {asked.period.name}",
        assumptions=asked.assumptions,
        notes=(UNRATED,) if any(item.bucket is None for item in asked.rated) else (),
    )


def weighted(items: Sequence[Rated], company: Company) -> Decimal:
    """Expected ARR of those with a bucket, each to the cent, so that the sums of parts add up."""
    return added((item.arr * chance_of(item, company)).quantize(CENT) for item in items)


def bounds(items: Sequence[Rated], company: Company) -> tuple[Decimal, Decimal]:
    """The ends of the range in which four of five outcomes lie."""
    chances = [(item.arr, chance_of(item, company)) for item in items if item.bucket]
    spread = WIDTH * added(arr * arr * chance * (1 - chance) for arr, chance in chances).sqrt()
    middle, most = weighted(items, company), added(arr for arr, _ in chances)
    return max(middle - spread, Decimal(0)).quantize(CENT), min(middle + spread, most).quantize(CENT)


def chance_of(item: Rated, company: Company) -> Decimal:
    return probability_of(item.bucket, company) if item.bucket else Decimal(0)


def overdue(asked: Asked) -> tuple[Due, ...]:
    """Open renewals whose day has passed, whatever the period."""
    return tuple(due for due in asked.all_dues if due.is_overdue)


def _head(asked: Asked) -> Iterator[Fact]:
    """What is open and what is decided, each where there is some."""
    decided = [due for due in asked.dues if not due.is_open]
    if asked.rated or not decided:
        yield from _expected(asked)
    if decided:
        yield _renewed(asked, decided)
        yield _gross_rate(asked)


def _expected(asked: Asked) -> Iterator[Fact]:
    """Undefined when health is known of none of them."""
    items, dues = asked.rated, [item.due for item in asked.rated]
    is_known = not items or any(item.bucket for item in items)
    low, high = bounds(items, asked.company)
    amount = added(item.arr for item in items)
    values = ((WEIGHTED, weighted(items, asked.company)), (LOW, low), (HIGH, high))
    inputs = {"open_arr": amount, "renewals": len(items)}
    for rule, value in values:
        because = None if is_known else NO_CHANCE
        yield asked.total(rule, value if is_known else None, dues, inputs=inputs, undefined_because=because)
    yield asked.total(OPEN, amount, dues)


def _renewed(asked: Asked, decided: Sequence[Due]) -> Fact:
    amount = _after(decided)
    return asked.total(RENEWED, amount, decided, undefined_because=NO_AMOUNT if amount is None else None)


def _after(decided: Sequence[Due]) -> Decimal | None:
    amounts = [due.arr_after for due in decided]
    known = [amount for amount in amounts if amount is not None]
    return added(known) if len(known) == len(amounts) else None


def _open_rows(asked: Asked) -> Iterator[Fact]:
    for bucket in (*BUCKETS, None) if asked.rated else ():
        items = [item for item in asked.rated if item.bucket == bucket]
        if items or bucket:
            yield from _open_row(asked, bucket, items)


def _open_row(asked: Asked, bucket: Bucket | None, items: Sequence[Rated]) -> Iterator[Fact]:
    others = {"subject": {"bucket": WORDS[bucket] if bucket else UNKNOWN}}
    dues = [item.due for item in items]
    lacks = None if bucket else NO_CHANCE
    yield asked.total(OPEN_COUNT, len(items), dues, **others)
    yield asked.total(OPEN, added(item.arr for item in items), dues, **others)
    chance = probability_of(bucket, asked.company) if bucket else None
    yield asked.total(CHANCE, chance, dues, undefined_because=lacks, **others)
    value = weighted(items, asked.company) if bucket else None
    yield asked.total(WEIGHTED, value, dues, undefined_because=lacks, **others)


def _decided_rows(asked: Asked) -> Iterator[Fact]:
    outcomes = Counter(due.outcome for due in asked.dues if not due.is_open)
    for outcome, count in outcomes.most_common():
        dues = [due for due in asked.dues if due.outcome == outcome]
        others = {"subject": {"outcome": outcome}}
        after = _after(dues)
        yield asked.total(DUE_COUNT, count, dues, **others)
        yield asked.total(DUE, added(due.renewal.arr for due in dues), dues, **others)
        yield asked.total(AFTER, after, dues, undefined_because=NO_AMOUNT if after is None else None, **others)


def _whole(asked: Asked) -> Iterator[Fact]:
    yield asked.total(DUE_COUNT, len(asked.dues))
    yield asked.total(DUE, added(due.renewal.arr for due in asked.dues))
    before = [due for due in overdue(asked) if due not in asked.dues]
    if before:
        yield asked.total(OVERDUE, added(due.renewal.arr for due in before), before, inputs={"renewals": len(before)})


def _gross_rate(asked: Asked) -> Fact:
    decided = [due for due in asked.dues if not due.is_open]
    late = [due for due in asked.dues if due.is_overdue]
    base = added(due.renewal.arr for due in (*decided, *late))
    kept = [None if due.arr_after is None else min(due.arr_after, due.renewal.arr) for due in decided]
    known = [amount for amount in kept if amount is not None]
    value = ratio(added(known), base) if len(known) == len(kept) else None
    because = None if value is not None else NO_AMOUNT if base else NONE_DECIDED
    inputs = {"kept": added(known), "due": base, "past_their_day": added(due.renewal.arr for due in late)}
    return asked.total(GROSS_RATE, value, (*decided, *late), inputs=inputs, undefined_because=because)


def _calls(asked: Asked) -> Iterator[Fact]:
    overridden = [item for item in asked.rated if item.is_overridden]
    unreasoned = [item for item in asked.rated if item.differs and not item.reason]
    by_health = weighted([replace(item, is_call_used=False) for item in asked.rated], asked.company)
    yield asked.total(OVERRIDDEN, len(overridden), [item.due for item in overridden])
    yield asked.total(UNREASONED, len(unreasoned), [item.due for item in unreasoned])
    yield asked.total(BY_HEALTH, by_health, [item.due for item in asked.rated])


def _none_decided(asked: Asked) -> str:
    return "" if any(not due.is_open for due in asked.dues) else "none is decided yet"
