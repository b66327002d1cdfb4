"""Where accounts stood: health before losses, sums that must hold, decoys called red, offers to grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tests.stress.cast import LAST
from tests.stress.company import Truth
from tests.stress.expected import day_of, percentile
from tests.stress.imported import healths_on, records_on
from tools.book.priority import urgencies
from tools.context import Context
from tools.expansion.readiness import Readiness, readiness
from tools.health.movement import change, movements
from tools.health.score import Health, health_of
from tools.record.known import known_on

BEFORE_LOSS = timedelta(days=60)
QUARTER = timedelta(days=91)


@dataclass(frozen=True)
class Standing:
    """One account's health on one day."""

    truth: Truth
    day: date
    health: Health

    @property
    def days_in(self) -> int:
        return (self.day - day_of(self.truth["onset"])).days

    @property
    def told(self) -> str:
        return f"{self.truth['name']} {self.truth['account_id']} {self.day} {self.health.score} {self.health.status}"


def before_losses(context: Context, truths: Sequence[Truth]) -> list[Standing]:
    """Every lost account 60 days before its loss."""
    newest = records_on(context, LAST)
    found = []
    for truth in truths:
        if truth["lost_on"]:
            day = day_of(truth["lost_on"]) - BEFORE_LOSS
            health = health_of(known_on(newest[truth["account_id"]], day), context.company)
            found.append(Standing(truth, day, health))
    return found


def kept_at(context: Context, truths: Sequence[Truth], day: date) -> list[Standing]:
    """Accounts with nothing planted but decoys or growth, on one day."""
    found = healths_on(context, day)
    kept = [truth for truth in truths if not truth["lost_on"] and not truth["cause"] and truth["account_id"] in found]
    return [Standing(truth, day, found[truth["account_id"]]) for truth in kept]


def foretold(context: Context, truths: Sequence[Truth]) -> Iterator[str]:
    """Status 60 days before the loss, by what was planted, with the days since its onset (* left few traces)."""
    lost = before_losses(context, truths)
    for role in dict.fromkeys(item.truth["cause"] or item.truth["decoy"] for item in lost):
        own = [item for item in lost if (item.truth["cause"] or item.truth["decoy"]) == role]
        scores = ", ".join(f"{item.health.score} after {item.days_in}{'*' * item.truth['faint']}" for item in own)
        yield f"60 days before loss {role:19} {_statuses(own)} ({scores})"


def separation(context: Context, truths: Sequence[Truth]) -> Iterator[str]:
    """Statuses of the lost before their loss against those of the kept, and how often a lost one scored lower."""
    lost = before_losses(context, truths)
    days = [LAST - QUARTER * place for place in range(5)]
    kept = [item for day in days for item in kept_at(context, truths, day)]
    low, high = (sorted(float(item.health.score) for item in group if item.health.score) for group in (lost, kept))
    below = sum((one < other) + 0.5 * (one == other) for one in low for other in high) / (len(low) * len(high))
    yield f"lost, 60 days before: {_statuses(lost)}, median {percentile(low, 0.5)}"
    yield f"kept without a cause: {_statuses(kept)}, median {percentile(high, 0.5)}; lost scored lower in {below:.1%}"
    for item in sorted(kept, key=lambda item: item.health.score or 100)[:6]:
        if item.health.status == "red":
            weak = sorted((part.value, part.name) for part in item.health.parts if part.value is not None)
            yield f"  red, kept ({item.truth['decoy']}): {item.told}: {', '.join(f'{n} {v}' for v, n in weak[:5])}"


def sums(context: Context) -> Iterator[str]:
    """Accounts whose points do not add up to the score, or whose movements do not to the change."""
    now, before = healths_on(context, LAST), healths_on(context, LAST - QUARTER)
    wrong = [key for key, health in now.items() if health.score is not None and added(health) != health.score]
    unmoved = [key for key in now if key in before and not moves_add_up(before[key], now[key])]
    yield f"points that do not add up: {wrong or 'none'} of {len(now)}; movements: {unmoved or 'none'}"


def added(health: Health) -> Decimal:
    return sum((part.points for part in health.parts), Decimal(0))


def moves_add_up(before: Health, after: Health) -> bool:
    moved = change(before, after)
    return moved is None or moved == sum((item.points for item in movements(before, after)), Decimal(0))


def decoys(context: Context, truths: Sequence[Truth]) -> Iterator[str]:
    """The worst status of each decoy in the weeks after its day."""
    newest = records_on(context, LAST)
    for role in ("noisy", "holiday_dip", "angry_ticket", "champion_replaced", "looks_red"):
        worst = []
        for truth in truths:
            if truth["decoy"] == role:
                days = [day_of(truth["onset"]) + timedelta(days=step) for step in (4, 11, 18, 32, 60)]
                looks = [
                    Standing(truth, day, health_of(known_on(newest[truth["account_id"]], day), context.company))
                    for day in days
                    if day <= LAST
                ]
                worst.append(min(looks, key=lambda item: item.health.score or 100))
        yield f"decoy {role:18} worst of 60 days: {_statuses(worst)}"
        yield from (f"  red: {item.told}" for item in worst if item.health.status == "red")


def offers(context: Context, truths: Sequence[Truth]) -> Iterator[str]:
    """Of the accounts that are ready to grow those offered, and the others offered."""
    found = offered(context)
    meant = [truth for truth in truths if truth["ready"]]
    red = [key for key, item in found.items() if item.health.status == "red"]
    yield f"ready to grow: {sum(t['account_id'] in found for t in meant)} of {len(meant)} offered, red offered: {red}"
    for truth in meant:
        if truth["account_id"] not in found:
            item = readiness(records_on(context, LAST)[truth["account_id"]], context.company)
            signs = [signal.name for signal in item.signs]
            yield f"  not offered: {truth['name']} {truth['account_id']}: signs {signs}, against {item.reasons_against}"
    for truth in truths:
        if truth["account_id"] in found and not truth["ready"]:
            signs = [signal.name for signal in found[truth["account_id"]].signs]
            planted = truth["cause"] or truth["decoy"] or "nothing"
            yield f"  also offered: {truth['name']} {truth['account_id']} (planted {planted}): {signs}"


def attention(context: Context, truths: Sequence[Truth]) -> Iterator[str]:
    """Which accounts with a cause that is still running a week's list holds, and who else is on it."""
    paying = [record for record in records_on(context, LAST).values() if record.is_paying]
    listed = {item.record.account.account_id: item for item in urgencies(paying, context.company)}
    in_need = {key for key, item in listed.items() if item.needs_attention}
    live = [truth for truth in truths if truth["cause"] and not truth["lost_on"]]
    found = sum(truth["account_id"] in in_need for truth in live)
    others = in_need - {truth["account_id"] for truth in live}
    yield f"needs attention: {found} of {len(live)} accounts with a running cause, and {len(others)} others"
    for truth in live:
        if truth["account_id"] not in in_need:
            item = listed[truth["account_id"]]
            reasons = ", ".join(f"{signal.name} {signal.strength}" for signal in item.reasons) or "no sign"
            status = f"{item.health.score} {item.health.status}, ARR {item.record.arr}, {item.urgency} points"
            yield f"  left out, {truth['cause']} since {truth['onset']}: {truth['name']} {status}: {reasons}"


def offered(context: Context) -> dict[str, Readiness]:
    """The accounts called ready to grow on the last day, by identifier."""
    paying = {key: record for key, record in records_on(context, LAST).items() if record.is_paying}
    looks = {key: readiness(record, context.company) for key, record in paying.items()}
    return {key: item for key, item in looks.items() if item.is_ready}


def _statuses(items: Sequence[Standing]) -> str:
    counts = Counter(item.health.status or "none" for item in items)
    return ", ".join(f"{counts[status]} {status}" for status in ("red", "yellow", "green", "none") if counts[status])
