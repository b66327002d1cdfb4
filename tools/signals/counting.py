"""How many signals were found, on how many accounts, with which ARR: together and by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.facts import Fact
from tools.record.group import Group
from tools.record.grouping import Grouping
from tools.record.record import Record
from tools.record.stated import Rule
from tools.record.totals import added
from tools.signals.catalogue import SIGNALS
from tools.signals.signal import Signal, SignalKind

READS = ("account", "lines")
CONCERNED = Rule("accounts_with_signals", "Accounts with them", "count", "accounts with one of these or more", READS)
CONCERNED_ARR = Rule("arr_with_signals", "Their ARR", "money", "ARR at the close of the accounts with them", READS)
AMOUNT = Rule("signals_amount", "Amount of them", "money", "sum of the amounts that these signals are about", READS)
STATED_AMOUNT = "amount"


@dataclass(frozen=True)
class Found:
    """A signal on an account's record."""

    record: Record
    signal: Signal

    @property
    def kind(self) -> SignalKind:
        return SIGNALS[self.signal.name]

    @property
    def weight(self) -> float:
        """What is at stake times how strong the sign is."""
        return self.signal.strength * float(self.record.arr_on(self.signal.began))


def counted(group: Group, met: Sequence[Found], what: str) -> Iterator[Fact]:
    """Signals and, over many accounts, how many of these have one, what they pay and the amounts in question."""
    concerned = concerned_by(met)
    of_concerned = Group(group.context, concerned or group.records)
    rule = Rule("signals_found", "Signals", "count", f"episodes of {what} on record", READS)
    yield of_concerned.fact(rule, len(met))
    if len(group.records) > 1:
        yield of_concerned.fact(CONCERNED, len(concerned))
        yield of_concerned.fact(CONCERNED_ARR, added(record.arr for record in concerned))
        yield from _amount(of_concerned, met)


def by_group(group: Group, met: Sequence[Found], grouping: Grouping, what: str) -> tuple[Fact, ...]:
    """A row per group that has any, the most signals first."""
    found: dict[str, list[Found]] = defaultdict(list)
    for item in met:
        found[grouping.group_of(item.record)].append(item)
    rows = sorted(found.items(), key=lambda row: (-len(row[1]), row[0]))
    return tuple(
        fact.model_copy(update={"subject": {grouping.dimension: name}})
        for name, own in rows
        for fact in counted(group, own, what)
    )


def concerned_by(met: Sequence[Found]) -> tuple[Record, ...]:
    return tuple({item.record.account.account_id: item.record for item in met}.values())


def _amount(group: Group, met: Sequence[Found]) -> Iterator[Fact]:
    """What all of these are about in money, where each of them says so: the overdue invoices."""
    amounts = [item.signal.figures.get(STATED_AMOUNT) for item in met]
    known = [Decimal(str(figure.value)) for figure in amounts if figure is not None]
    if met and len(known) == len(met):
        yield group.fact(AMOUNT, added(known))
