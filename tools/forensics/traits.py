"""Clues that are no signals: how an account was used, who was there, what it paid, how its loss was filed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from tools.facts import Value
from tools.forensics.losses import Loss
from tools.record.record import is_paid
from tools.record.rows import Contact, Invoice
from tools.signals.levels import distinct, seats_on
from tools.signals.people import is_champion, is_executive
from tools.signals.signal import Mention

GOOD_SHARE, USE_WEEKS, LEAST_WEEKS, SETTLING_DAYS = 0.5, 4, 8, 60
FIRST_TERM_DAYS, LONG_DAYS, YEAR_DAYS, GROWTH_DAYS = 400, 550, 365, 540
TALK_DAYS, UNPAID_DAYS = 90, 45
MORE = 1.25
WEAK_USE = ("usage_drop", "licences_low", "breadth_narrow")


@dataclass(frozen=True)
class Seen:
    """A trait on record since a day, with its figures and rows."""

    on: date
    figures: Mapping[str, Value] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    is_filed: bool = False


@dataclass(frozen=True)
class Trait:
    label: str
    rule: str
    reads: tuple[str, ...]
    find: Callable[[Loss], Seen | None]


def _best_use(loss: Loss) -> tuple[date, float] | None:
    """The weeks with the largest share of the seats in use, from two months after the start; None without both."""
    weeks = [week for week in loss.record.weeks if week.starts_on >= loss.started_on]
    if len(weeks) < LEAST_WEEKS or not any(week.users for week in weeks):
        return None
    counts = distinct(tuple(week.users for week in weeks), USE_WEEKS)
    settled = loss.started_on + timedelta(SETTLING_DAYS)
    shares = [
        (count / seats, week.ends_on)
        for week, count in zip(weeks, counts, strict=True)
        if week.ends_on >= settled and (seats := seats_on(loss.record, week.ends_on))
    ]
    best = max(shares, default=None)
    return best and (best[1], best[0])


def _use(is_good: bool, loss: Loss) -> Seen | None:
    best = _best_use(loss)
    if best is None or (best[1] >= GOOD_SHARE) != is_good:
        return None
    day = best[0] if is_good else loss.started_on + timedelta(SETTLING_DAYS)
    return Seen(day, {"best_share": Decimal(f"{best[1]:.3f}")})


def _barely_used(loss: Loss) -> Seen | None:
    return _use(False, loss)


def _was_in_use(loss: Loss) -> Seen | None:
    return _use(True, loss)


def _used_to_the_end(loss: Loss) -> Seen | None:
    day = loss.decided_on - timedelta(1)
    weak = any(signal.name in WEAK_USE and signal.holds_on(day) for signal in loss.signals)
    used = [week for week in loss.record.weeks if week.uses and (loss.decided_on - week.ends_on).days <= TALK_DAYS // 2]
    return None if weak or not used else Seen(used[-1].ends_on)


def _first_term(loss: Loss) -> Seen | None:
    return Seen(loss.started_on, {"days_paid": loss.days_paid}) if loss.days_paid <= FIRST_TERM_DAYS else None


def _long_paid(loss: Loss) -> Seen | None:
    return Seen(loss.started_on, {"days_paid": loss.days_paid}) if loss.days_paid > LONG_DAYS else None


def _champion_there(loss: Loss) -> Seen | None:
    people = {person.contact_id: person for person in loss.record.people if is_champion(person)}
    since = loss.decided_on - timedelta(TALK_DAYS)
    talks = [talk for talk in loss.record.talks if talk.contact_id in people and talk.happened_on >= since]
    if not talks:
        return None
    last = talks[-1]
    shown_by = (Mention("interactions", last.interaction_id, last.happened_on),)
    return Seen(last.happened_on, {"champion": people[last.contact_id or ""].name}, shown_by)


def _sponsor_left(loss: Loss) -> Seen | None:
    gone = [one for one in loss.record.contacts if is_executive(one) and not is_champion(one) and _left_near(one, loss)]
    if not gone:
        return None
    first = min(gone, key=lambda one: one.left_on or date.max)
    on = first.left_on or loss.lost_on
    return Seen(on, {"sponsor": first.name}, (Mention("contacts", first.contact_id, on, first.title or ""),))


def _left_near(person: Contact, loss: Loss) -> bool:
    return person.left_on is not None and 0 < loss.before(person.left_on) <= YEAR_DAYS


def _payments_stopped(loss: Loss) -> Seen | None:
    unpaid = [row for row in loss.record.invoices if _is_long_due(row, loss)]
    if not unpaid:
        return None
    limit = timedelta(loss.company.thresholds.overdue_days)
    due = min(row.due_on or loss.lost_on for row in unpaid)
    mentions = tuple(Mention("invoices", row.invoice_id, row.due_on or due) for row in unpaid)
    return Seen(due + limit, {"invoices": len(unpaid)}, mentions)


def _is_long_due(row: Invoice, loss: Loss) -> bool:
    return row.paid_on is None and row.due_on is not None and loss.before(row.due_on) >= UNPAID_DAYS


def _filed_involuntary(loss: Loss) -> Seen | None:
    event = loss.event
    if event is None or "involuntary" not in (event.kind or "").lower():
        return None
    return Seen(event.churned_on, {}, (Mention("churn_events", event.churn_event_id, event.churned_on),), is_filed=True)


def _seats_bought(loss: Loss) -> Seen | None:
    """Many seats were added in the last year or so, and few are in use by the time of the decision."""
    day = loss.decided_on - timedelta(1)
    if not any(signal.name == "licences_low" and signal.holds_on(day) for signal in loss.signals):
        return None
    for start in reversed([on for on in _starts(loss) if loss.before(on) <= FIRST_TERM_DAYS]):
        before, after = seats_on(loss.record, start - timedelta(1)) or 0, seats_on(loss.record, start) or 0
        if before and after >= MORE * before:
            return Seen(start, {"seats_before": before, "seats_after": after})
    return None


def _grew_before(loss: Loss) -> Seen | None:
    for start in _starts(loss):
        before, after = loss.record.arr_on(start - timedelta(1)), loss.record.arr_on(start)
        if 0 < before < after and loss.before(start) <= GROWTH_DAYS:
            return Seen(start)
    return None


def _starts(loss: Loss) -> Iterator[date]:
    yield from sorted(
        {line.start_date for line in loss.record.lines if is_paid(line) and line.start_date > loss.started_on}
    )


TRAITS: Mapping[str, Trait] = {
    "barely_used": Trait(
        "Never widely used",
        f"in no {USE_WEEKS} weeks, from {SETTLING_DAYS} days after the start, was half of the seats in use",
        ("weeks", "lines", "account"),
        _barely_used,
    ),
    "was_in_use": Trait(
        "Widely used before",
        f"in some {USE_WEEKS} weeks, from {SETTLING_DAYS} days after the start, half of the seats or more were in use",
        ("weeks", "lines", "account"),
        _was_in_use,
    ),
    "used_to_the_end": Trait(
        "Used until the decision",
        "in use in the weeks before the decision, with no sign of weak use open",
        ("weeks",),
        _used_to_the_end,
    ),
    "first_term": Trait(
        "Lost in its first term", f"it paid for {FIRST_TERM_DAYS} days or less", ("lines",), _first_term
    ),
    "long_paid": Trait("Paid for long", f"it paid for more than {LONG_DAYS} days", ("lines",), _long_paid),
    "champion_there": Trait(
        "Champion still there",
        f"a champion who had not left talked with us in the {TALK_DAYS} days before the decision",
        ("contacts", "interactions"),
        _champion_there,
    ),
    "sponsor_left": Trait(
        "Sponsor left",
        f"a sponsor or a contact with an executive's title left in the {YEAR_DAYS} days before the loss",
        ("contacts",),
        _sponsor_left,
    ),
    "payments_stopped": Trait(
        "Payments stopped",
        f"an invoice due {UNPAID_DAYS} days or more before the loss was never paid; seen once it was overdue",
        ("invoices",),
        _payments_stopped,
    ),
    "filed_involuntary": Trait(
        "Filed as involuntary", "the churn event of the loss is of that kind", ("churn_events",), _filed_involuntary
    ),
    "seats_bought": Trait(
        "Seats added that few use",
        f"seats grew by a quarter or more in the {FIRST_TERM_DAYS} days before the loss, and few were in use at the "
        "decision",
        ("lines", "weeks"),
        _seats_bought,
    ),
    "grew_before": Trait(
        "Contract grew before", f"ARR rose in the {GROWTH_DAYS} days before the loss", ("lines",), _grew_before
    ),
}
