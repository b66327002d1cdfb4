"""Onboardings as facts: one account's in full, and lists of those in trouble."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from tools.company import Company
from tools.evidence import Section
from tools.facts import Fact, Unit, Value
from tools.onboarding.early import early_features
from tools.onboarding.journey import TROUBLES, Journey, Trouble
from tools.record.stated import Rule, lacking, stated

Reading = Callable[[Journey], Value]
TOO_EARLY = "it has not happened yet"


def _rule(name: str, label: str, unit: Unit, formula: str) -> Rule:
    return Rule(name, label, unit, formula, ("onboardings",))


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


DAYS_SINCE_SIGNATURE = _rule("onboarding_days", "Days since signature", "days", "days from signature to the day")
STATE = _rule(
    "onboarding_state",
    "Onboarding",
    "text",
    "first value reached; else completed too early (marked complete without it), stalled (no step for the company's "
    "stall days), drifting (planned end passed); else running",
)
COLUMNS: Mapping[str, tuple[Rule, Reading]] = {
    "signed_on": (
        _rule("onboarding_signed_on", "Signed", "date", "day of signature as recorded"),
        lambda item: _day(item.row.signed_on),
    ),
    "last_step": (
        _rule("onboarding_last_step", "Last step", "text", "last step done as recorded"),
        lambda item: item.row.last_step,
    ),
    "last_step_on": (
        _rule("onboarding_last_step_on", "Last step on", "date", "day of the last step as recorded"),
        lambda item: _day(item.row.last_step_on),
    ),
    "planned_end": (
        _rule("onboarding_planned_end", "Planned end", "date", "planned last day as recorded"),
        lambda item: _day(item.row.planned_end),
    ),
    "first_value_on": (
        _rule("onboarding_first_value_on", "First value", "date", "day of the first value moment as recorded"),
        lambda item: _day(item.row.first_value_on),
    ),
    "days_to_first_value": (
        _rule("days_to_first_value", "Days to first value", "days", "days from signature to first value"),
        lambda item: (item.row.first_value_on - item.row.signed_on).days if item.row.first_value_on else None,
    ),
    "completed_on": (
        _rule("onboarding_completed_on", "Marked complete", "date", "day it was marked complete as recorded"),
        lambda item: _day(item.row.completed_on),
    ),
}
IN_LISTS = ("last_step", "last_step_on", "planned_end")


def state_facts(journey: Journey, company: Company) -> tuple[Fact, ...]:
    """The state in words, days since signature, and the days of each trouble."""
    record = journey.record
    days = record.days_since(journey.row.signed_on)
    return (
        stated(record, STATE, journey.state, company),
        stated(record, DAYS_SINCE_SIGNATURE, days, company),
        *(_days_fact(journey, name, company) for name in journey.troubles),
    )


def course(journey: Journey, company: Company) -> Section:
    """Every day and step on record of one onboarding, and the features used early."""
    facts = [_fact(journey, name, company) for name in COLUMNS]
    return Section(title="Course", layout="lines", facts=(*facts, early_features(journey.record, company)))


def in_trouble(trouble: Trouble, found: Sequence[Journey], limit: int, company: Company) -> Section:
    """The accounts with this trouble, the longest first."""
    ordered = sorted(found, key=lambda item: (-(item.days(trouble) or 0), item.record.account.name))
    facts = [fact for item in ordered[:limit] for fact in _row(item, trouble, company)]
    return _table(TROUBLES[trouble].title, facts, len(ordered), limit)


def running(found: Sequence[Journey], limit: int, company: Company) -> Section:
    """The onboardings on their way without trouble, the oldest first."""
    ordered = sorted(found, key=lambda item: (item.row.signed_on, item.record.account.name))
    names = ("signed_on", *IN_LISTS)
    facts = [_fact(item, name, company) for item in ordered[:limit] for name in names]
    return _table("Running", facts, len(ordered), limit)


def _table(title: str, facts: Sequence[Fact], count: int, limit: int) -> Section:
    missing = "" if count else "none as known on the day"
    return Section(title=title, layout="table", facts=tuple(facts), more=max(0, count - limit), missing=missing)


def _row(journey: Journey, trouble: Trouble, company: Company) -> Iterator[Fact]:
    yield _days_fact(journey, trouble, company)
    yield from (_fact(journey, name, company) for name in IN_LISTS)


def _days_fact(journey: Journey, trouble: Trouble, company: Company) -> Fact:
    kind, days = TROUBLES[trouble], journey.days(trouble)
    rule = _rule(f"{kind.signal}_days", kind.days_label, "days", f"{kind.days_label[0].lower()}{kind.days_label[1:]}")
    return stated(journey.record, rule, days, company, undefined_because=TOO_EARLY if days is None else None)


def _fact(journey: Journey, name: str, company: Company) -> Fact:
    rule, reading = COLUMNS[name]
    value = reading(journey)
    need = f"onboardings.{name}" if name != "days_to_first_value" else "onboardings.first_value_on"
    because = lacking(journey.record, (need,)) or TOO_EARLY
    return stated(journey.record, rule, value, company, undefined_because=because if value is None else None)
