"""Whether past forecasts of renewals came true: by bucket and by quarter, with the Brier score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tools.company_settings import BUCKETS
from tools.errors import NoData
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact, Span, Value
from tools.names import listed
from tools.periods import Period
from tools.record.stated import Rule
from tools.renewals.asked import Asked
from tools.renewals.buckets import READS, RULE, WORDS
from tools.renewals.history import (
    Case,
    History,
    brier,
    computed,
    full_quarters,
    mean_chance,
    recorded,
    renewal_rate,
    renewal_rate_by_arr,
)

BASES = {
    "computed": f"the bucket of health as known at the close of the quarter's first day: {RULE}",
    "recorded": "the newest forecast the company stored by the end of the quarter's first week, at most a month old",
}
FORECAST, OUTCOME = (*READS, "forecast_snapshots"), ("renewals",)
CASES = "renewals due in the quarter, open on its first day and decided since"
NUMBER = Rule("forecast_cases", "Renewals", "count", CASES, OUTCOME)
CHANCE = Rule("mean_forecast_probability", "Chance forecast", "percent", f"mean chance of {CASES}", FORECAST)
RATE = Rule("renewal_rate_by_count", "Renewed", "percent", f"those renewed on any amount / all of {CASES}", OUTCOME)
RATE_BY_ARR = Rule(
    "renewal_rate_by_arr",
    "Renewed, by ARR",
    "percent",
    f"ARR after the decision, each at most its ARR due / ARR due, of {CASES}",
    OUTCOME,
)
BRIER = Rule(
    "brier_score",
    "Brier score",
    "score",
    f"mean of (chance - outcome) squared, outcome 1 if renewed and 0 if not, of {CASES}; 0 is perfect, 0.25 is what "
    "always saying 50 % earns",
    FORECAST,
)
Measured = tuple[Rule, Callable[[Sequence[Case]], Value]]
MEASURES: tuple[Measured, ...] = (
    (NUMBER, len),
    (CHANCE, mean_chance),
    (RATE, renewal_rate),
    (RATE_BY_ARR, renewal_rate_by_arr),
    (BRIER, brier),
)
HEAD = (*MEASURES[:0:-1], MEASURES[0])
NO_CASES = "no renewal was open on the first day of its quarter, had a forecast and is decided"


def calibration(asked: Asked) -> Evidence:
    """Head: the Brier score, and what was forecast beside what happened. Then by bucket and by quarter."""
    quarters = full_quarters(asked.context.calendar, asked.period if asked.request.period else None)
    if not quarters:
        raise NoData(f"No quarter of {asked.period.name} is over yet; ask about quarters that are.")
    by_health = computed(asked.all_dues, quarters, asked.company)
    stored = recorded(asked.all_dues, quarters, asked.company)
    is_stored = {case.quarter for case in stored.cases} == set(quarters)
    main, other = (stored, by_health) if is_stored else (by_health, stored)
    sections = (
        Section(title="By bucket", layout="table", facts=tuple(_by_bucket(asked, main)), missing=_none(main)),
        Section(title="By quarter", layout="table", facts=tuple(_by_quarter(asked, main)), missing=_none(main)),
        Section(
            title="As computed" if is_stored else "As the company recorded it",
            layout="table",
            facts=tuple(_by_bucket(asked, other)),
            missing=_none(other),
        ),
    )
    return in_sections(
        tuple(_row(asked, HEAD, main.cases, main.quarters)),
        sections,
        title=f"Renewal forecasts of {span_of_quarters(main.quarters).label}",
        assumptions=_assumptions(asked, main, "recorded" if is_stored else "computed"),
    )


def _by_bucket(asked: Asked, history: History) -> Iterator[Fact]:
    for bucket in BUCKETS:
        cases = history.of(bucket)
        if cases:
            yield from _row(asked, MEASURES, cases, history.quarters, subject={"bucket": WORDS[bucket]})


def _by_quarter(asked: Asked, history: History) -> Iterator[Fact]:
    for quarter in history.quarters:
        cases = [case for case in history.cases if case.quarter == quarter]
        if cases:
            yield from _row(asked, MEASURES, cases, (quarter,), subject={"quarter": quarter.name})


def _row(
    asked: Asked, measures: Sequence[Measured], cases: Sequence[Case], quarters: Sequence[Period], **others: Any
) -> Iterator[Fact]:
    for rule, measure in measures:
        value = measure(cases)
        because = NO_CASES if value is None else None
        dues = [case.due for case in cases]
        inputs = {"renewals": len(cases), "renewed": sum(case.due.is_kept for case in cases)}
        yield asked.total(
            rule, value, dues, period=span_of_quarters(quarters), inputs=inputs, undefined_because=because, **others
        )


def span_of_quarters(quarters: Sequence[Period]) -> Span:
    first, last = quarters[0], quarters[-1]
    label = first.name if first == last else f"{first.name} to {last.name}"
    return Span(start=first.start, end=last.end, label=label)


def _none(history: History) -> str:
    return "" if history.cases else NO_CASES


def _assumptions(asked: Asked, history: History, basis: str) -> tuple[str, ...]:
    left_out = {
        "decided before their quarter began": history.decided_before,
        "still open": history.still_open,
        "without a forecast": history.without_forecast,
    }
    words = [f"{count} {why}" for why, count in left_out.items() if count]
    return (
        f"quarters {span_of_quarters(history.quarters).label}",
        f"forecast {basis}: {BASES[basis]}",
        *([f"left out: {listed(words)}"] if words else []),
        *asked.filters,
        *asked.settings,
    )
