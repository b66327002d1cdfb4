"""review_onboarding: how fast accounts reach first value, which onboardings are stuck, or one account's onboarding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tools.account_requests import ReviewOnboarding
from tools.book.actions import first_play, plays_section
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.measure import scope_words
from tools.onboarding.early import early_adoption, early_features
from tools.onboarding.journey import RULES, TITLES, TROUBLES, Journey, State, is_in, journey_of
from tools.onboarding.speed import Signed, signed_in, speed_facts, too_recent
from tools.onboarding.telling import course, in_trouble, running, state_facts
from tools.period_words import read_period
from tools.periods import Period, write_day
from tools.playbooks import steps_of, text_of
from tools.record.choosing import choose_records, record_of
from tools.record.group import Group, group_of
from tools.record.record import Record
from tools.record.stated import Rule, lacking, require_tables
from tools.signals.stating import passages_of, signal_fact

NEEDS = ("onboardings",)


def review_onboarding(context: Context, request: ReviewOnboarding) -> Evidence:
    """Raises UnknownName or AmbiguousName for a name, NoData where a list needs what the company does not record."""
    context = _judged_within(context, request.within_days)
    if request.account:
        return _of_one(context, record_of(context, request.account))
    period = context.calendar.covered(read_period(request.period, context.calendar)) if request.period else None
    records, filters = choose_records(context, request.filters)
    group = group_of(context, records)
    signed = signed_in(group, period)
    return in_sections(
        _head(group, signed, period) if request.state == "all" else (_count(group, signed, request.state),),
        tuple(_lists(group, signed, request)),
        title="Onboarding",
        assumptions=(*_as_known(context), _signed_in(period), *filters, *scope_words(context)),
        notes=_left_out(group, signed) if request.state == "all" else (),
    )


def _judged_within(context: Context, days: int | None) -> Context:
    """The context whose company judges activation by so many days; unchanged without a number."""
    if days is None:
        return context
    thresholds = context.company.thresholds.model_copy(update={"activation_days": days})
    return replace(context, company=context.company.model_copy(update={"thresholds": thresholds}))


def _head(group: Group, signed: Sequence[Signed], period: Period | None) -> tuple[Fact, ...]:
    return (*speed_facts(group, signed), early_adoption(group, period))


def _count(group: Group, signed: Sequence[Signed], state: State) -> Fact:
    """How many onboardings are in the state asked for."""
    if group.records:
        require_tables(group.records[0], "A list of onboardings", NEEDS)
    found = group_of(group.context, (journey.record for journey in _journeys(group, signed) if is_in(journey, state)))
    rule = Rule(f"{state}_onboardings", f"{TITLES[state]} onboardings", "count", RULES[state], ("onboardings", "lines"))
    return found.fact(rule, len(found.records))


def _journeys(group: Group, signed: Sequence[Signed]) -> list[Journey]:
    """The newest onboarding of each account, where it is one of these."""
    records = [item.record for item in signed if item.row == item.record.onboardings[-1]]
    return [journey for record in records if (journey := journey_of(record, group.company))]


def _lists(group: Group, signed: Sequence[Signed], request: ReviewOnboarding) -> Iterator[Section]:
    if not group.records or not group.records[0].has(*NEEDS):
        yield Section(title="Onboardings", layout="lines", missing="the data has no onboardings")
        return
    journeys = _journeys(group, signed)
    wanted = [name for name in TROUBLES if request.state in ("all", name)]
    found = {name: [journey for journey in journeys if is_in(journey, name)] for name in wanted}
    for name in wanted:
        yield in_trouble(name, found[name], request.limit, group.company)
    if request.state in ("all", "running"):
        yield running([journey for journey in journeys if is_in(journey, "running")], request.limit, group.company)
    plays = [first_play(group.context, (TROUBLES[name].signal,)) for name in wanted if found[name]]
    yield from plays_section(plays, steps_of)


def _of_one(context: Context, record: Record) -> Evidence:
    journey = journey_of(record, context.company)
    if journey is None:
        return _without(context, record)
    return in_sections(
        state_facts(journey, context.company),
        (course(journey, context.company), *_signals(journey, context), *_play(journey, context)),
        title=f"Onboarding of {record.account.name}",
        assumptions=_as_known(context),
    )


def _without(context: Context, record: Record) -> Evidence:
    """What an account used early, where its onboarding is not on record. Raises NoData when that is unknown too."""
    missing = lacking(record, NEEDS) or "no onboarding of it is on record"
    early = early_features(record, context.company)
    if early.value is None:
        raise NoData(f"The onboarding of {record.account.name} is not known: {missing}; import it to answer this.")
    return in_sections(
        (early,),
        (Section(title="Course", layout="lines", missing=missing),),
        title=f"Onboarding of {record.account.name}",
        assumptions=(_as_known(context)[0], "counted from the day it signed up"),
    )


def _signals(journey: Journey, context: Context) -> Iterator[Section]:
    found = tuple(journey.troubles.values())
    if found:
        facts = tuple(signal_fact(journey.record, signal, context.company) for signal in found)
        passages = tuple(passage for signal in found for passage in passages_of(journey.record, signal))
        yield Section(title="Signals", layout="signals", facts=facts, passages=passages)


def _play(journey: Journey, context: Context) -> tuple[Section, ...]:
    signals = {signal.name for signal in journey.troubles.values()}
    return plays_section([first_play(context, signals)], text_of) if signals else ()


def _signed_in(period: Period | None) -> str:
    return f"signed in {period.name}" if period else "all onboardings on record"


def _as_known(context: Context) -> tuple[str, ...]:
    stall = f"a stall is {context.company.thresholds.stall_days} days without a step"
    return (f"as known at the close of {write_day(context.as_of)}", stall)


def _left_out(group: Group, signed: Sequence[Signed]) -> tuple[str, ...]:
    count = too_recent(group, signed)
    days = group.company.thresholds.activation_days
    return (f"{count} onboardings signed less than {days} days ago are not judged for activation",) if count else ()
