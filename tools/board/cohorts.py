"""Which share of each signup quarter's accounts pays at each later quarter end: the lines of a cohort chart."""

from __future__ import annotations

from collections.abc import Iterator

from tools.board.reported import Reported
from tools.cohorts import retain_cohorts
from tools.errors import NoData
from tools.evidence import Section
from tools.facts import Fact
from tools.periods import Period
from tools.requests import RetainCohorts

QUARTERS = 8
TITLE = "Accounts that still pay, by signup quarter"


def cohorts(reported: Reported) -> Section:
    """A fact per cohort and quarter end from the end of its own quarter on, the oldest cohort first."""
    section = Section(name="cohorts", title=TITLE, layout="table", is_detail=True)
    if not reported.context.warehouse.has("accounts", "signup_date"):
        return section.model_copy(update={"missing": "the accounts have no signup day"})
    quarters = _quarters(reported)
    facts = sorted(
        (fact for quarter in quarters for fact in _at(reported, quarters[0], quarter)),
        key=lambda fact: (fact.period.start if fact.period else fact.as_of, fact.as_of),
    )
    missing = "" if facts else "no account signed up in these quarters"
    return section.model_copy(update={"facts": tuple(facts), "missing": missing})


def _quarters(reported: Reported) -> tuple[Period, ...]:
    """The last full quarters up to the period, as far back as the data goes, oldest first."""
    calendar = reported.context.calendar
    held = calendar.holding(reported.period.end, "quarter")
    last = held if held.end <= reported.period.end else calendar.shifted(held, -1)
    found = [calendar.shifted(last, -steps) for steps in reversed(range(QUARTERS))]
    return tuple(quarter for quarter in found if quarter.end >= calendar.first_day) or (last,)


def _at(reported: Reported, first: Period, quarter: Period) -> Iterator[Fact]:
    """The cohorts known at the end of a quarter; the row of all of them left out."""
    request = RetainCohorts(
        grain="quarter",
        as_of=quarter.end.isoformat(),
        period=f"{first.start.isoformat()}..{quarter.end.isoformat()}",
    )
    try:
        found = retain_cohorts(reported.context, request).facts[::3]
    except NoData:
        return
    for fact in found:
        if fact.period and fact.period.end <= quarter.end and _is_quarter(reported, fact):
            yield fact.model_copy(update={"subject": fact.subject | {"quarter": quarter.name}})


def _is_quarter(reported: Reported, fact: Fact) -> bool:
    return (
        fact.period is not None
        and fact.period.end == reported.context.calendar.holding(fact.period.start, "quarter").end
    )
