"""One account's next renewal: when, how much, how likely, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tools.company import Company
from tools.company_settings import Bucket
from tools.context import Context
from tools.evidence import Section
from tools.facts import Fact
from tools.health.history import settings_of
from tools.health.score import health_of
from tools.periods import write_day
from tools.record.reading import read_records
from tools.record.record import Record
from tools.record.stated import Rule, lacking, stated
from tools.renewals.buckets import READS, Rated, probability_of, rated
from tools.renewals.calibration import span_of_quarters
from tools.renewals.due import Due, dues_of
from tools.renewals.forecast import AFTER, NO_AMOUNT, OUTCOME, ROWS
from tools.renewals.history import Case, History, computed, full_quarters, renewal_rate
from tools.renewals.leaving import risks_of
from tools.renewals.rows import ARR, BUCKET, BY_HEALTH, CALL, DUE_ON, EFFECT, LEANS, NO_HEALTH, REASON, SCORE, STATUS
from tools.signals.stating import passages_of, signal_fact

LAST_ONES = 4
FEW = 5
NONE_OPEN = "no open renewal of this account is on record"
NO_CASES = "no renewal of the last four quarters stood in this bucket"
ALIKE = (
    "the renewals of the last four quarters that health put into this bucket on the first day of the quarter they were "
    "due in"
)
DAYS_LEFT = Rule("days_to_renewal", "Days left", "days", "the day it is due - the as-of date", ("renewals",))
CHANCE = Rule(
    "renewal_chance",
    "Chance that it renews",
    "percent",
    f"renewed / all of {ALIKE}, where there are at least {FEW}",
    READS,
)
CONFIGURED = Rule(
    "bucket_probability", "Chance configured for the bucket", "percent", "as the company's settings say", ROWS
)


@dataclass(frozen=True)
class Next:
    """An account's record and its next open renewal, None without one."""

    context: Context
    record: Record
    item: Rated | None

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Past renewals of all accounts in the same bucket; looked up only where they are told."""
        return _cases(self.context, self.item.bucket) if self.item and self.item.bucket else ()

    @property
    def company(self) -> Company:
        return self.context.company


def next_of(context: Context, record: Record) -> Next:
    """The earliest open renewal, one past its day included."""
    due = next((due for due in dues_of([record]) if due.is_open), None)
    item = rated(due, context.company) if due else None
    return Next(context, record, item)


def _cases(context: Context, bucket: Bucket) -> tuple[Case, ...]:
    """Of every account the asker may see; kept, since a published day never changes."""
    settings = (settings_of(context.company), context.company.forecast.model_dump_json())
    return context.warehouse.once(
        ("renewal_history", context.scope.csms, context.as_of, settings), lambda: _history(context)
    ).of(bucket)


def _history(context: Context) -> History:
    dues = dues_of(read_records(context).values())
    return computed(dues, full_quarters(context.calendar), context.company)


def head(found: Next) -> Iterator[Fact]:
    """Day, amount, days left, bucket, its own rate in the past and the configured one; or that there is no renewal."""
    yield from standing(found)
    if found.item is not None:
        yield _chance(found)
        yield from configured(found)


def standing(found: Next) -> Iterator[Fact]:
    """Day, amount, days left and bucket; or that there is no renewal."""
    item, record, company = found.item, found.record, found.company
    if item is None:
        because = lacking(record, ("renewals",)) or NONE_OPEN
        yield stated(record, DUE_ON.rule, None, company, undefined_because=because)
        return
    yield DUE_ON.fact(item, company, {})
    yield ARR.fact(item, company, {})
    yield stated(record, DAYS_LEFT, (item.due.renewal.due_on - record.day).days, company)
    yield BUCKET.fact(item, company, {})


def configured(found: Next) -> Iterator[Fact]:
    """The chance that the settings give its bucket."""
    if found.item is not None and found.item.bucket:
        chance = probability_of(found.item.bucket, found.company)
        yield stated(found.record, CONFIGURED, chance, found.company)


def _chance(found: Next) -> Fact:
    """The rate of too few cases would be no chance: it is not defined, and the cases are said."""
    count, renewed = len(found.cases), sum(case.due.is_kept for case in found.cases)
    value = renewal_rate(found.cases) if count >= FEW else None
    quarters = span_of_quarters(full_quarters(found.context.calendar))
    because = None if value is not None else _too_few(found, count, renewed)
    inputs = {"renewals": count, "renewed": renewed}
    return stated(found.record, CHANCE, value, found.company, inputs=inputs, period=quarters, undefined_because=because)


def _too_few(found: Next, count: int, renewed: int) -> str:
    if found.item is None or found.item.bucket is None:
        return NO_HEALTH
    if not count:
        return NO_CASES
    return f"only {count} of the renewals of the last four quarters stood in this bucket, of which {renewed} renewed"


def sections(found: Next) -> tuple[Section, ...]:
    risks = risks_of(found.record, found.company)
    return (
        Section(title="Health", layout="lines", facts=tuple(_health(found))),
        Section(
            title="Open risks",
            layout="signals",
            facts=tuple(signal_fact(found.record, risk, found.company) for risk in risks),
            passages=tuple(dict.fromkeys(passage for risk in risks for passage in passages_of(found.record, risk))),
            missing="" if risks else "none is open",
        ),
        Section(title="The CSM's call", layout="lines", facts=tuple(_call(found)), missing=_no_call(found)),
        _earlier(found),
    )


def _health(found: Next) -> Iterator[Fact]:
    health = health_of(found.record, found.company)
    for rule, value in ((STATUS.rule, health.status), (SCORE.rule, health.score)):
        because = None if value is not None else health.because
        yield stated(found.record, rule, value, found.company, undefined_because=because)
    if found.item:
        yield BY_HEALTH.fact(found.item, found.company, {})


def _call(found: Next) -> Iterator[Fact]:
    """The call and its reason; where it differs from health also how, and what it moves."""
    item = found.item
    if item is None or item.call is None:
        return
    columns = (CALL, REASON, LEANS, EFFECT) if item.differs else (CALL, REASON)
    yield from (column.fact(item, found.company, {}) for column in columns)


def _no_call(found: Next) -> str:
    is_called = found.item is not None and found.item.call is not None
    if is_called:
        return ""
    return lacking(found.record, ("renewals",)) or lacking(found.record, ("renewals.csm_call",)) or CALL.undefined


def _earlier(found: Next) -> Section:
    decided = [due for due in dues_of([found.record]) if not due.is_open]
    shown = decided[: -LAST_ONES - 1 : -1]
    return Section(
        title="Earlier renewals",
        layout="table",
        facts=tuple(fact for due in shown for fact in _decided(due, found.company)),
        more=len(decided) - len(shown),
        missing="" if decided else lacking(found.record, ("renewals",)) or "none is on record",
    )


def _decided(due: Due, company: Company) -> Iterator[Fact]:
    subject = {"due": write_day(due.renewal.due_on)}
    yield stated(due.record, OUTCOME, due.outcome, company, subject=subject)
    yield stated(due.record, ARR.rule, due.renewal.arr, company, subject=subject)
    because = NO_AMOUNT if due.arr_after is None else None
    yield stated(due.record, AFTER, due.arr_after, company, subject=subject, undefined_because=because)
