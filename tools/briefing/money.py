"""The next renewal, what an account exposes us to, and whether it is ready to grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from tools.book.measures import ARR
from tools.briefing.brief import Brief
from tools.briefing.issues import of_invoice, overdue_total, unpaid
from tools.evidence import Section
from tools.expansion.one import READINESS, verdict
from tools.expansion.readiness import Readiness, readiness
from tools.facts import Fact
from tools.health.view import rule
from tools.record.rows import Invoice
from tools.record.stated import Rule, lacking, measured
from tools.renewals.buckets import READS, probability_of
from tools.renewals.one import NONE_OPEN, Next, configured, next_of, standing
from tools.renewals.one import head as renewal_facts
from tools.renewals.rows import BY_HEALTH, CALL, EFFECT, REASON
from tools.signals.signal import Signal
from tools.signals.stating import signal_fact

MOST_INVOICES = 3
AT_RISK = Rule(
    "renewal_arr_at_risk", "ARR at risk", "money", "ARR of the renewal x (1 - chance configured for its bucket)", READS
)
TERM = rule("term_began_on", "Term since", "date", "the first day of the oldest line that is live", ("lines",))
UNPAID = rule("unpaid_amount", "Open invoices", "money", "sum of the invoices not paid, due or not", ("invoices",))


@dataclass(frozen=True)
class Outlook:
    """The next renewal and the readiness to grow, each worked out once."""

    brief: Brief

    @cached_property
    def next(self) -> Next:
        return next_of(self.brief.context, self.brief.record)

    @cached_property
    def growth(self) -> Readiness:
        return readiness(self.brief.record, self.brief.company)


def renewal(outlook: Outlook) -> Section:
    """The chance and what it rests on; the CSM's call where it differs from health."""
    return _renewal(outlook, renewal_facts(outlook.next))


def renewal_by_settings(outlook: Outlook) -> Section:
    """The same with the chance that the settings give, for where the past of all accounts is not looked up."""
    return _renewal(outlook, (*standing(outlook.next), *configured(outlook.next)))


def _renewal(outlook: Outlook, facts: Iterable[Fact]) -> Section:
    brief, found = outlook.brief, outlook.next
    known = [fact for fact in facts if fact.value is not None] if found.item else []
    missing = lacking(brief.record, ("renewals",)) or ("" if known else NONE_OPEN)
    told = (*known, *_call(outlook))
    return Section(title="Renewal", name="renewal", layout="lines", facts=told, missing=missing)


def exposure(outlook: Outlook) -> Section:
    """ARR, the term, what is invoiced and not paid, and what the renewal puts at risk."""
    brief = outlook.brief
    facts = [measured(brief.record, ARR, brief.company), *_term(brief), *_due(outlook), *_owed(brief)]
    return Section(
        title="Exposure",
        name="exposure",
        layout="lines",
        facts=tuple(facts),
        missing=lacking(brief.record, ("invoices",)),
    )


def expansion(outlook: Outlook) -> Section:
    """Whether a talk about growth fits, and the open signs that speak for it; nothing where nothing grows."""
    brief, growth = outlook.brief, outlook.growth
    signs = list({signal.name: signal for signal in (*growth.signs, *growth.beside)}.values())
    facts = tuple(_growth(brief, growth, signs)) if growth.signs else ()
    return Section(title="Growth", name="expansion", layout="signals", facts=facts)


def _growth(brief: Brief, growth: Readiness, signs: list[Signal]) -> Iterator[Fact]:
    yield brief.fact(READINESS, verdict(growth))
    yield from (signal_fact(brief.record, signal, brief.company) for signal in signs)


def _call(outlook: Outlook) -> Iterator[Fact]:
    item, company = outlook.next.item, outlook.brief.company
    if item is not None and item.call is not None and item.differs:
        about = {"about": "the CSM's call"}
        for column in (CALL, BY_HEALTH, EFFECT, REASON):
            fact = column.fact(item, company, about)
            if fact.value is not None:
                yield fact


def _term(brief: Brief) -> Iterator[Fact]:
    began = min((line.start_date for line in brief.record.live_lines), default=None)
    yield from brief.known(TERM, began)


def _due(outlook: Outlook) -> Iterator[Fact]:
    """The renewal with its bucket, and the part of its amount that the bucket puts in doubt."""
    found, brief = outlook.next, outlook.brief
    if found.item is None:
        return
    about = {"about": "renewal"}
    yield from (
        fact.model_copy(update={"subject": fact.subject | about})
        for fact in renewal_facts(found)
        if fact.value is not None
    )
    if found.item.bucket:
        chance = probability_of(found.item.bucket, brief.company)
        inputs = {"arr": found.item.arr, "chance": chance}
        yield brief.fact(AT_RISK, found.item.arr * (1 - chance), about, inputs=inputs)


def _owed(brief: Brief) -> Iterator[Fact]:
    """All that is not paid, what of it is overdue, then the invoices, the oldest first."""
    if not brief.record.has("invoices"):
        return
    open_ones = unpaid(brief.record)
    about = {"about": "invoices"}
    total = sum((invoice.amount for invoice in open_ones), Decimal(0))
    yield brief.fact(UNPAID, total, about, inputs={"invoices": len(open_ones)})
    overdue = overdue_total(brief)
    if overdue.value:
        yield overdue.model_copy(update={"subject": overdue.subject | about})
    yield from (fact for invoice in _oldest(open_ones) for fact in of_invoice(brief, invoice))


def _oldest(invoices: list[Invoice]) -> list[Invoice]:
    return sorted(invoices, key=lambda invoice: invoice.due_on or invoice.issued_on)[:MOST_INVOICES]
