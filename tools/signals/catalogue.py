"""Every kind of signal, and all that is found on an account's record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tools.company import Company
from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.record.stated import lacking
from tools.signals import (
    adoption,
    allowance,
    champions,
    growth,
    money,
    onboarding,
    people,
    promises,
    said,
    tone,
    usage,
    voice,
)
from tools.signals.episodes import while_paying
from tools.signals.signal import Signal, SignalKind

FAMILIES = (usage, adoption, allowance, champions, people, voice, tone, promises, money, onboarding, said, growth)
SIGNALS: Mapping[str, SignalKind] = {kind.name: kind for family in FAMILIES for kind in family.KINDS}


def signals_of(record: Record, company: Company, kinds: Iterable[SignalKind] = ()) -> tuple[Signal, ...]:
    """Every episode known at the record's day, oldest first; of these kinds, or of all.

    A kind whose tables the company does not have finds nothing. The days on which an episode began and was noticed are
    the same on whichever later day it is looked at, so `holds_on` of the newest record tells what was open earlier.
    """
    wanted = tuple(kinds) or tuple(SIGNALS.values())
    found = [signal for kind in wanted if kind.is_found_in(record) for signal in kind.find(record, company.thresholds)]
    return tuple(sorted(while_paying(record, found), key=lambda signal: (signal.began, signal.name)))


def open_signals(record: Record, company: Company, kinds: Iterable[SignalKind] = ()) -> tuple[Signal, ...]:
    """The episodes that hold on the record's day, oldest first."""
    return tuple(signal for signal in signals_of(record, company, kinds) if signal.holds_on(record.day))


def missing_for(record: Record, kind: SignalKind) -> str:
    """Why a kind cannot be looked for: what the company's data does not have; empty when it can."""
    if kind.is_found_in(record):
        return ""
    return lacking(record, kind.needs) or lacking(record, kind.one_of)


def rule_of(kind: SignalKind, limits: Thresholds) -> str:
    """When the kind fires, in words, with the company's own limits."""
    return kind.rule.format_map(dict(limits))
