"""One account's readiness to grow: its signs, what speaks against it, the conversation that fits, its opportunities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.pieces import reference
from tools.context import Context
from tools.evidence import Evidence, Passage, Section, in_sections
from tools.expansion.pipeline import Prospect, opportunity_row
from tools.expansion.readiness import HOLDS_BACK, REASONS, RULE, Readiness, readiness
from tools.expansion.ready import ARR, READS, STATUS, STRENGTH, row
from tools.facts import Fact
from tools.names import listed
from tools.periods import write_day
from tools.playbooks import text_of
from tools.record.record import Record
from tools.record.stated import Rule, lacking, stated
from tools.renewals.leaving import unseen
from tools.signals.signal import Signal
from tools.signals.stating import passages_of, signal_fact

READINESS = Rule("expansion_readiness", "Ready to grow", "text", f"ready when it is {RULE}", READS)
NO_SIGN = "no sign of growth is open"
NO_REASON = "no sign of growth beyond more use"
COLUMNS = (
    (STATUS, lambda item: item.health.status),
    (ARR, lambda item: item.record.arr),
    (STRENGTH, lambda item: item.strength),
)


def one_account(context: Context, record: Record) -> Evidence:
    """Head: ready or why not, health, ARR, strength of the signs."""
    item = readiness(record, context.company)
    sections = (
        _signals(context, "Signs of growth", item, (*item.signs, *item.beside), NO_SIGN),
        _signals(context, "What holds it back", item, item.held_by, "nothing that is open"),
        _conversation(context, item),
        _opportunities(context, record),
    )
    title = f"Growth of {record.account.name}"
    assumptions = (f"as known on {write_day(context.as_of)}", *unseen(record, (*REASONS, *HOLDS_BACK)))
    return in_sections(tuple(_head(context, item)), sections, title=title, assumptions=assumptions)


def verdict(item: Readiness) -> str:
    """'ready', or why not; red health and open trouble are named even when nothing grows."""
    against = [*item.reasons_against, *([] if item.has_reason else [NO_REASON])]
    return f"not now: {listed(against)}" if against else "ready"


def _head(context: Context, item: Readiness) -> Iterator[Fact]:
    yield stated(item.record, READINESS, verdict(item), context.company)
    yield from row(context, item, COLUMNS)


def _signals(context: Context, title: str, item: Readiness, signals: Sequence[Signal], missing: str) -> Section:
    passages = (passage for signal in signals for passage in passages_of(item.record, signal))
    return Section(
        title=title,
        layout="signals",
        facts=tuple(signal_fact(item.record, signal, context.company) for signal in signals),
        passages=tuple(dict.fromkeys(passages)),
        missing="" if signals else missing,
    )


def _conversation(context: Context, item: Readiness) -> Section:
    """The play of the strongest sign, where the account is ready for it."""
    wanted = item.conversation.play if item.conversation and item.is_ready else ""
    plays = [play for play in context.knowledge.documents if play.kind == "playbook" and play.name == wanted]
    return Section(
        title="The right conversation",
        layout="plays",
        passages=tuple(
            Passage(kind="playbook", title=play.title, ref=reference(play), text=text_of(play)) for play in plays
        ),
        missing="" if plays else f"none: {verdict(item)}" if not item.is_ready else "no play is on record",
    )


def _opportunities(context: Context, record: Record) -> Section:
    newest_first = reversed(record.opportunities)
    facts = (fact for item in newest_first for fact in opportunity_row(Prospect(record, item), context.company))
    missing = lacking(record, ("opportunities",)) or ("" if record.opportunities else "none is on record")
    return Section(title="Opportunities", layout="table", facts=tuple(facts), missing=missing)
