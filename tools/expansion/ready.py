"""The accounts ready to grow, with the reason and the right conversation, and those that grow but must wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tools.context import Context
from tools.evidence import Evidence, Section, in_sections
from tools.expansion.readiness import REASONS, RULE, STRENGTH_RULE, Readiness, growing
from tools.facts import Fact, Value
from tools.health.history import settings_of
from tools.health.measures import READS as HEALTH_READS
from tools.names import listed, phrase
from tools.periods import write_day
from tools.record.reading import read_records
from tools.record.record import Record
from tools.record.stated import Rule, stated
from tools.record.totals import added, total
from tools.renewals.leaving import unseen
from tools.signals.catalogue import SIGNALS
from tools.signals.signal import Signal

READS = tuple(dict.fromkeys([*HEALTH_READS, "opportunities", "advocacy_events", "invoices"]))
COUNT = Rule("expansion_ready_accounts", "Ready to grow", "count", f"accounts that are {RULE}", READS)
READY_ARR = Rule(
    "expansion_ready_arr", "ARR of the ready", "money", f"sum of the ARR of accounts that are {RULE}", READS
)
WAITING = Rule(
    "growing_accounts_held_back",
    "Growing, but not now",
    "count",
    f"paying accounts with a sign of growth that are not {RULE}",
    READS,
)
MORE_USE = Rule(
    "accounts_with_more_use_only",
    "More use and no other sign",
    "count",
    "paying accounts whose use grew without any other sign of growth",
    READS,
)
ARR = Rule("arr", "ARR", "money", "annualised amount of the paid lines live at the close", ("lines",))
STATUS = Rule("health_status", "Health", "text", "green, yellow or red by the health score", READS)
SIGNS = Rule("growth_signs", "Signs of growth", "text", "the open signs of growth and since when", READS)
STRENGTH = Rule("growth_strength", "Strength", "score", STRENGTH_RULE, READS)
CONVERSATION = Rule(
    "expansion_conversation", "Conversation", "text", "the play that belongs to the strongest sign of growth", READS
)
BESIDE = Rule("growth_support", "Beside it", "text", "open signs of goodwill and opportunities under way", READS)
AGAINST = Rule("growth_held_back_by", "Not now because", "text", f"what of this is not met: {RULE}", READS)
NO_STATUS = "too little is known of its health"
ORDER = "ranked by strength of the signs x ARR"
Column = tuple[Rule, Callable[[Readiness], Value]]


def since(signals: Sequence[Signal]) -> str:
    """'Licences nearly full since 3 May 2026 and growth mentioned since 1 Jun 2026'."""
    return phrase([f"{SIGNALS[signal.name].label} since {write_day(signal.began)}" for signal in signals])


def labels(signals: Sequence[Signal]) -> str:
    return phrase(list(dict.fromkeys(SIGNALS[signal.name].label for signal in signals))) or "–"


FIRST: tuple[Column, ...] = (
    (ARR, lambda item: item.record.arr),
    (STATUS, lambda item: item.health.status),
    (SIGNS, lambda item: since(item.signs)),
)
READY_COLUMNS: tuple[Column, ...] = (
    *FIRST,
    (STRENGTH, lambda item: item.strength),
    (CONVERSATION, lambda item: item.conversation.title if item.conversation else None),
    (BESIDE, lambda item: labels(item.beside)),
)
WAITING_COLUMNS: tuple[Column, ...] = (*FIRST, (AGAINST, lambda item: listed(item.reasons_against)))


def ready(context: Context, records: Sequence[Record], filters: tuple[str, ...], limit: int) -> Evidence:
    """Head: how many are ready, their ARR, how many must wait. Then both kinds, the largest prospect first."""
    chosen = {record.account.account_id for record in records}
    growths = [item for item in _growing(context) if item.record.account.account_id in chosen]
    found, more_use = (tuple(item for item in growths if item.has_reason is wanted) for wanted in (True, False))
    now, later = (tuple(item for item in found if item.is_ready is wanted) for wanted in (True, False))
    head = (
        _total(context, records, COUNT, len(now), now),
        _total(context, records, READY_ARR, added(item.record.arr for item in now), now),
        _total(context, records, WAITING, len(later), later),
        _total(context, records, MORE_USE, len(more_use), more_use),
    )
    sections = (
        _table(context, "Ready to grow", now[:limit], len(now), READY_COLUMNS),
        _table(context, "Growing, but not now", later[:limit], len(later), WAITING_COLUMNS),
    )
    assumptions = (f"as known on {write_day(context.as_of)}", *filters, ORDER, *unseen(records[0], REASONS))
    return in_sections(head, sections, title="Ready to expand", assumptions=assumptions)


def _growing(context: Context) -> tuple[Readiness, ...]:
    """Of every account the asker may see; kept, since a published day never changes."""
    key = ("growing", context.scope.csms, context.as_of, settings_of(context.company))
    return context.warehouse.once(key, lambda: growing(read_records(context).values(), context.company))


def row(context: Context, item: Readiness, columns: Sequence[Column]) -> Iterator[Fact]:
    for rule, value_of in columns:
        value = value_of(item)
        because = NO_STATUS if value is None else None
        yield stated(item.record, rule, value, context.company, undefined_because=because)


def _total(context: Context, everyone: Sequence[Record], rule: Rule, value: Value, items: Sequence[Readiness]) -> Fact:
    return total([item.record for item in items] or everyone, rule, value, context.company)


def _table(context: Context, title: str, shown: Sequence[Readiness], count: int, columns: Sequence[Column]) -> Section:
    facts = tuple(fact for item in shown for fact in row(context, item, columns))
    return Section(title=title, layout="table", facts=facts, more=count - len(shown), missing="" if shown else "none")
