"""retain_cohorts: accounts by when they signed up, and which share of them pays at a later close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence
from tools.facts import Fact, Span
from tools.measure import scope_words
from tools.measuring import measure
from tools.metrics.cohorts import COHORT_RETENTION, SIGNUP_MONTH
from tools.metrics.metric import exact
from tools.period_words import read_period
from tools.periods import Period
from tools.requests import RetainCohorts
from tools.selection import Selection, select
from tools.trend import steps_of


def retain_cohorts(context: Context, request: RetainCohorts) -> Evidence:
    """Per cohort, oldest first, then for all: the share that pays, how many signed up, how many of them pay."""
    chosen = select(context, COHORT_RETENTION, request.as_of, request.filters)
    by_month = Selection(chosen.period, chosen.cuts, (SIGNUP_MONTH,))
    months = measure(context, COHORT_RETENTION, by_month)
    day = chosen.period.end
    whole = _signup_period(context, request, day)
    cohorts = steps_of(context, whole, request.grain)
    parts = [*cohorts, whole] if len(cohorts) > 1 else cohorts
    facts = tuple(fact for cohort in parts for fact in _cohort(months, cohort))
    if not facts:
        raise NoData("No account signed up in that period; ask about another one.")
    return Evidence(
        shape="cohorts",
        title=f"Accounts by signup {request.grain} that pay on {Period(start=day, end=day).name}",
        facts=facts,
        headline=len(facts),
        assumptions=(*chosen.assumptions, *scope_words(context)),
    )


def _cohort(months: tuple[Fact, ...], cohort: Period) -> Iterator[Fact]:
    within = [fact for fact in months if cohort.contains(date.fromisoformat(fact.subject["signup_month"]))]
    signed_up, paying = _sum(within, "signed_up"), _sum(within, "paying")
    if not signed_up:
        return
    subject = {name: value for name, value in within[0].subject.items() if name != "signup_month"}
    share = within[0].model_copy(
        update={
            "value": Decimal(paying) / Decimal(signed_up),
            "subject": subject | {"cohort": cohort.name},
            "period": Span(start=cohort.start, end=cohort.end),
            "inputs": {"paying": paying, "signed_up": signed_up},
            "source": within[0].source.model_copy(update={"rows": signed_up}),
        }
    )
    yield share
    for label, count in (("Signed up", signed_up), ("Of them paying", paying)):
        yield share.model_copy(update={"label": label, "value": count, "unit": "count"})


def _sum(facts: list[Fact], name: str) -> int:
    return sum(int(exact(fact.inputs[name] or 0)) for fact in facts)


def _signup_period(context: Context, request: RetainCohorts, day: date) -> Period:
    calendar = context.calendar
    if request.period:
        return calendar.covered(read_period(request.period, calendar))
    return Period(start=min(calendar.first_day, day), end=day)
