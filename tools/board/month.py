"""What a month brought beside what was expected: renewals against their forecast, losses, invoices past their day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tools.board.composition import LOST
from tools.board.reported import Reported, renewals_of
from tools.book.measures import ARR, MEASURES
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Section
from tools.facts import Fact
from tools.measure import rank
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.record.reading import read_records
from tools.record.record import Record
from tools.record.stated import Rule, lacking, measured
from tools.record.totals import added, span_of, total
from tools.renewals.due import Due
from tools.renewals.forecast import DUE, DUE_COUNT, GROSS_RATE, OPEN, bounds, forecast, weighted
from tools.selection import Selection
from tools.suspect import named

ROWS = ("renewals", "lines")
RENEWED = Rule("renewed_arr", "Renewed", "money", "ARR after the decision, each at most its ARR due", ROWS)
LOST_AT_RENEWAL = Rule(
    "lost_at_renewal", "Lost", "money", "ARR due of those not kept, and what contracted ones gave up", ROWS
)

EXPECTED = Rule(
    "forecast_before",
    "Forecast before",
    "money",
    "weighted forecast of these renewals at the close before the period",
    ROWS,
)
GAP = Rule("renewed_against_forecast", "Renewed against it", "money", "renewed ARR - the forecast before", ROWS)
OVERDUE = MEASURES["overdue_amount"]
OVERDUE_TOTAL = replace(OVERDUE.rule, name="overdue_total")
ALL = {"account": "all accounts"}
MOST, REASON_LENGTH = 10, 80


def renewals(reported: Reported) -> Section:
    """Due, renewed, lost and open at the period's last close, against the forecast at the close before it."""
    section = Section(name="renewal", title=f"Renewals due in {reported.period.name}", layout="lines")
    closed = replace(reported.context, as_of=reported.period.end)
    before = replace(reported.context, as_of=reported.period.opening_day)
    try:
        now, then = renewals_of(closed, reported.period), renewals_of(before, reported.period)
    except NoData as error:
        return section.model_copy(update={"missing": error.message.removesuffix(".")})
    if not now.dues:
        return section.model_copy(update={"missing": "none was due"})
    rate = next((fact for fact in forecast(now).facts if fact.metric == GROSS_RATE.name), None)
    facts = [*_turned_out(closed, reported, now.dues), *([rate] if rate else [])]
    kept = added(_kept(due) for due in now.dues)
    expected = weighted(then.rated, before.company) + added(_kept(due) for due in then.dues)
    low, high = bounds(then.rated, before.company)
    inputs = {"low_end_of_open": low, "high_end_of_open": high, "open_then": len(then.rated)}
    facts += [
        _fact(closed, reported, EXPECTED, expected, then.dues).model_copy(update={"inputs": inputs}),
        _fact(closed, reported, GAP, kept - expected, now.dues).model_copy(update={"is_change": True}),
    ]
    return section.model_copy(update={"facts": tuple(facts)})


def _turned_out(context: Context, reported: Reported, dues: tuple[Due, ...]) -> Iterator[Fact]:
    still = [due for due in dues if due.is_open]
    decided = [due for due in dues if not due.is_open]
    kept = added(_kept(due) for due in decided)
    yield _fact(context, reported, DUE_COUNT, len(dues), dues)
    yield _fact(context, reported, DUE, added(due.renewal.arr for due in dues), dues)
    yield _fact(context, reported, RENEWED, kept, dues)
    yield _fact(context, reported, LOST_AT_RENEWAL, added(due.renewal.arr for due in decided) - kept, dues)
    yield _fact(context, reported, OPEN, added(due.renewal.arr for due in still), dues)


def _kept(due: Due) -> Decimal:
    """What was renewed of the amount due; the whole of it where only that it was kept is on record."""
    if not due.is_kept:
        return Decimal(0)
    return due.renewal.arr if due.arr_after is None else min(due.arr_after, due.renewal.arr)


def _fact(context: Context, reported: Reported, rule: Rule, value: Decimal | int, dues: tuple[Due, ...]) -> Fact:
    records = tuple({due.record.account.account_id: due.record for due in dues}.values())
    others = {"as_of": context.as_of, "period": span_of(reported.period)}
    return total(records, rule, value, context.company, **others)


def losses(reported: Reported) -> Section:
    """Each account that left or shrank, the largest first, with its kind and reason as recorded."""
    known = reported.context.vocabulary.dimensions
    groups = tuple(known[name] for name in ("account", "churn_kind", "reason") if name in known)
    found = measure(reported.context, METRICS[LOST], Selection(reported.period, (), groups))
    facts = tuple(_told(fact) for fact in rank(found, "highest")[:MOST])
    missing = "" if facts else f"no account left or shrank in {reported.period.name}"
    more = max(0, len(found) - MOST)
    return Section(
        name="losses", title="Churn and contraction", layout="table", facts=facts, more=more, missing=missing
    )


def _told(fact: Fact) -> Fact:
    """The reason is somebody's own words."""
    reason = {name: named(words, REASON_LENGTH) for name, words in fact.subject.items() if name == "reason"}
    return fact.model_copy(update={"subject": fact.subject | reason})


def overdue(reported: Reported) -> Section:
    """The accounts with invoices past their day at the period's last close, and the sum of them."""
    section = Section(name="issues", title="Invoices past their day", layout="table")
    context = replace(reported.context, as_of=reported.period.end)
    records = tuple(read_records(context).values())
    if not records or (missing := lacking(records[0], OVERDUE.needs)):
        return section.model_copy(update={"missing": missing if records else "there is no account"})
    late = sorted(
        ((OVERDUE.value(record, context.company), record) for record in records),
        key=lambda item: (-_amount(item[0]), item[1].account.name),
    )
    late = [(amount, record) for amount, record in late if _amount(amount)]
    if not late:
        return section.model_copy(update={"missing": "no invoice is past its day"})
    facts = [fact for _, record in late[:MOST] for fact in _late(record, context)]
    amount = added(_amount(amount) for amount, _ in late)
    facts.append(total(records, OVERDUE_TOTAL, amount, context.company, subject=ALL))
    return section.model_copy(update={"facts": tuple(facts), "more": max(0, len(late) - MOST)})


def _late(record: Record, context: Context) -> tuple[Fact, ...]:
    return measured(record, OVERDUE, context.company), measured(record, ARR, context.company)


def _amount(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)
