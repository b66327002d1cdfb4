"""find_signals: warning signs and signs of growth of one account or of many, with dates and the rows behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tools.account_requests import FindSignals
from tools.company import Company
from tools.context import Context
from tools.currencies import require_one_currency
from tools.errors import NoData
from tools.evidence import Evidence, Section, in_sections
from tools.measure import scope_words
from tools.names import listed, normal, pick
from tools.period_words import read_period
from tools.periods import Period, write_day
from tools.record.choosing import choose_records, record_of
from tools.record.group import Group, group_of
from tools.record.grouping import grouping_by
from tools.record.record import Record
from tools.signals.catalogue import SIGNALS, missing_for, signals_of
from tools.signals.counting import Found, by_group, counted
from tools.signals.features import knowing_features, signals_by_account
from tools.signals.signal import Direction, Signal, SignalKind
from tools.signals.stating import passages_of, signal_fact

TITLES: Mapping[Direction, str] = {"risk": "Warning signs", "growth": "Signs of growth"}
QUOTED_EACH = 3
ENGLISH = "tone and mentions are read in English only"
NAMED = 3


def find_signals(context: Context, request: FindSignals) -> Evidence:
    """Open signals, or those that began or were noticed in a period.

    Raises UnknownName, AmbiguousName, InvalidRequest or NoData.
    """
    require_one_currency(context)
    company, kinds = knowing_features(context), _kinds(request.signals)
    records, filters = _records(context, request)
    period = context.calendar.covered(read_period(request.period, context.calendar)) if request.period else None
    met = [item for item in _found(context, company, records, kinds) if _is_meant(item.signal, period, context)]
    looked_at = [kind for kind in kinds if not missing_for(records[0], kind)]
    said = (*_said(context, period, request), *filters, *scope_words(context))
    if not looked_at:
        raise NoData(f"{_not_looked_at(records[0], kinds)[0].capitalize()}; import what is missing and ask again.")
    group, what = group_of(context, records), _what(looked_at)
    return in_sections(
        tuple(counted(group, met, what)),
        (*_by_group(group, met, request, what), *_sections(met, company, request)),
        title=_title(request, kinds, records),
        assumptions=said,
        notes=(*_not_looked_at(records[0], kinds), *_languages(looked_at), *_gone(records, request)),
    )


def _gone(records: Sequence[Record], request: FindSignals) -> tuple[str, ...]:
    """Nothing is open at an account that left; what it showed before is another question."""
    if not request.account or records[0].is_paying:
        return ()
    name = records[0].account.name
    return (f"{name} is not a paying account; ask why it left to see the signs before its loss",)


def _kinds(typed: Sequence[str]) -> tuple[SignalKind, ...]:
    """The kinds of these names or labels, or all. Raises UnknownName or AmbiguousName."""
    names = {normal(kind.name): kind.name for kind in SIGNALS.values()}
    labels = {kind.label: kind.name for kind in SIGNALS.values()}
    wanted = (names.get(normal(word)) or labels[pick(word, list(labels), "signal")] for word in typed)
    return tuple(SIGNALS[name] for name in dict.fromkeys(wanted)) or tuple(SIGNALS.values())


def _records(context: Context, request: FindSignals) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    if request.account:
        return (record_of(context, request.account),), ()
    records, filters = choose_records(context, request.filters)
    if not records:
        raise NoData("No account meets these filters; leave one out and ask again.")
    return records, filters


def _found(
    context: Context, company: Company, records: Sequence[Record], kinds: Sequence[SignalKind]
) -> Iterator[Found]:
    """The episodes of these kinds; those of the whole book are looked for once a day."""
    if len(records) == 1:
        yield from (Found(records[0], signal) for signal in signals_of(records[0], company, kinds))
        return
    known, names = signals_by_account(context), {kind.name for kind in kinds}
    for record in records:
        yield from (Found(record, signal) for signal in known[record.account.account_id] if signal.name in names)


def _is_meant(signal: Signal, period: Period | None, context: Context) -> bool:
    """What began before the period and could be known only in it is news of the period too."""
    if period is None:
        return signal.holds_on(context.as_of)
    return period.contains(signal.began) or period.contains(signal.noticed)


def _by_group(group: Group, met: Sequence[Found], request: FindSignals, what: str) -> Iterator[Section]:
    if request.group_by:
        grouping = grouping_by(group.context, request.group_by)
        facts = by_group(group, met, grouping, what)
        yield Section(title=grouping.title, layout="table", facts=facts, missing="" if facts else "none found")


def _what(kinds: Sequence[SignalKind]) -> str:
    return listed([kind.label for kind in kinds]) if len(kinds) <= NAMED else f"{len(kinds)} kinds of signals"


def _sections(met: Sequence[Found], company: Company, request: FindSignals) -> Iterator[Section]:
    for direction, title in TITLES.items():
        of_direction = [item for item in met if item.kind.direction == direction]
        if of_direction or direction == "risk":
            yield _section(title, of_direction, company, request)


def _section(title: str, found: Sequence[Found], company: Company, request: FindSignals) -> Section:
    """One account's signals newest first; those of many by what is at stake."""
    if request.account:
        ordered = sorted(found, key=lambda item: (item.signal.began, item.signal.strength), reverse=True)
    else:
        ordered = sorted(found, key=lambda item: (-item.weight, item.record.account.name, item.signal.began))
    shown = ordered[: request.limit]
    passages = (passage for item in shown for passage in passages_of(item.record, item.signal)[:QUOTED_EACH])
    return Section(
        title=title,
        layout="signals",
        facts=tuple(signal_fact(item.record, item.signal, company) for item in shown),
        passages=tuple(dict.fromkeys(passages)),
        more=len(ordered) - len(shown),
        missing="" if shown else "none found",
    )


def _title(request: FindSignals, kinds: Sequence[SignalKind], records: Sequence[Record]) -> str:
    what = listed([kind.label for kind in kinds]) if request.signals else "Signals"
    return f"{what}: {records[0].account.name}" if request.account else what


def _said(context: Context, period: Period | None, request: FindSignals) -> tuple[str, ...]:
    when = f"began or noticed in {period.name}" if period else f"open at the close of {write_day(context.as_of)}"
    return (when, "newest first" if request.account else "ranked by strength x ARR")


def _not_looked_at(record: Record, kinds: Sequence[SignalKind]) -> list[str]:
    """By what is missing in the data, the kinds that could not be looked at for it."""
    reasons: dict[str, list[str]] = {}
    for kind in kinds:
        if because := missing_for(record, kind):
            reasons.setdefault(because, []).append(kind.label)
    return [f"{listed(labels)} could not be looked at: {because}" for because, labels in reasons.items()]


def _languages(kinds: Sequence[SignalKind]) -> tuple[str, ...]:
    return (ENGLISH,) if any(kind.family == "said" or kind.name == "tone_negative" for kind in kinds) else ()
