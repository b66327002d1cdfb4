"""What an account pays: lines, renewals, invoices, losses, offers, and how its start went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tests.stress.cast import FIRST, LAST, NEW_ACCOUNTS, Account
from tests.stress.exports import History, Row, then
from tests.stress.phrases import phrases

PRICES = {"Starter": 29, "Growth": 24, "Corporate": 19}
TERM = timedelta(days=365)
STEPS = ("kick-off", "data loaded", "roles set", "first crew live", "handed over")
OVERBOUGHT = 1.7
MONTH = timedelta(days=30)


def terms(account: Account) -> Iterator[tuple[date, date]]:
    """First day and last day's morrow of each yearly term, the open one included."""
    start = account.signed_on
    while start <= LAST and (account.story.lost_on is None or start < account.story.lost_on):
        yield start, start + TERM
        start += TERM


def line_rows(account: Account) -> Iterator[Row]:
    """A line per term, prices up by 3 % each; licences bought on top become part of the next term."""
    for number, (start, end) in enumerate(terms(account)):
        bought = _bought_on(account)
        seats = account.seats + (_extra(account) if bought and bought <= start else 0)
        stop = min(end, account.story.lost_on or end)
        yield _line(account, f"{account.key}-L{number}", (start, stop), seats, number)
        if bought and start < bought < end:
            yield _line(account, f"{account.key}-X{number}", (bought, stop), _extra(account), number)


def renewal_rows(account: Account) -> Iterator[Row]:
    for number, (start, end) in enumerate(terms(account)):
        lost_on = account.story.lost_on
        is_lost = lost_on is not None and lost_on <= end
        closed = lost_on if is_lost else end
        monthly = _monthly(account, account.seats, number)
        if end < FIRST:
            continue
        cells = {
            "renewal_no": f"{account.key}-R{number}",
            "customer_id": account.key,
            "due": end,
            "yearly": monthly * 12,
        }
        cells |= {"result": then(closed, "lost" if is_lost else "won"), "decided": then(closed)}
        yield Row(start, cells)


def invoice_rows(account: Account) -> Iterator[Row]:
    """Quarterly; most are paid late by some days, and those of failed payments never."""
    dice = account.dice("invoices")
    story = account.story
    shift = ((story.onset - MONTH - account.signed_on).days % 91) if story.onset else 0
    day = account.signed_on + timedelta(days=shift)
    habit = dice.choice((0, 0, 2, 9))
    while day < account.last_day:
        failed = story.cause == "payment_failure" and story.days_in(day + MONTH) >= 0
        paid = None if failed else day + MONTH + timedelta(days=dice.randint(-18, 4) + habit)
        if day >= FIRST:
            cells = {"invoice_no": f"{account.key}-{day:%y%m%d}", "customer_id": account.key, "issued": day}
            cells |= {"payable": day + MONTH, "paid": then(paid), "total": _monthly(account, account.seats, 0) * 3}
            yield Row(day, cells)
        day += timedelta(days=91)


def loss_rows(account: Account) -> Iterator[Row]:
    story = account.story
    if story.lost_on:
        reason, words = phrases()["exit_words"].get(story.cause or story.decoy, ("other", ""))
        kind = "involuntary" if story.cause == "payment_failure" else "voluntary"
        cells = {"loss_no": f"{account.key}-Z", "customer_id": account.key, "lost": story.lost_on}
        yield Row(story.lost_on, {**cells, "why": reason, "sort": kind, "words": words})


def offer_rows(account: Account) -> Iterator[Row]:
    """Offers to grow, on some accounts."""
    dice = account.dice("offers")
    if dice.random() > 0.2 or account.signed_on > LAST - timedelta(days=200):
        return
    created = max(FIRST, account.signed_on) + timedelta(days=dice.randint(60, 170))
    closed = created + timedelta(days=dice.randint(20, 90))
    if created < account.last_day:
        cells = {"offer_no": f"{account.key}-O", "customer_id": account.key, "made": created, "sort": "cross_sell"}
        cells |= {
            "state": History(((created, "open"), (closed, dice.choice(("won", "lost"))))),
            "decided": then(closed),
        }
        yield Row(created, {**cells, "yearly": _monthly(account, 3, 0) * 12})


def start_rows(account: Account) -> Iterator[Row]:
    """The set-up of accounts that signed since the export begins; two of the stories stop in its middle."""
    if account.signed_on < FIRST:
        return
    dice = account.dice("start")
    role = account.story.cause
    gaps = [dice.randint(4, 13) for _ in STEPS]
    days = [account.signed_on + timedelta(days=sum(gaps[: index + 1])) for index in range(len(STEPS))]
    if role == "stalled_onboarding" and account.story.onset:
        days = [account.signed_on + timedelta(days=3), account.story.onset]
    is_done = role != "stalled_onboarding"
    first_value = None if role in NEW_ACCOUNTS else days[3] + timedelta(days=dice.randint(0, 9))
    cells = {"setup_no": f"{account.key}-B", "customer_id": account.key, "signed": account.signed_on}
    cells |= {"planned": account.signed_on + timedelta(days=50), "value_seen": then(first_value)}
    cells |= {"finished": then(days[-1] if is_done else None)}
    # The system keeps the newest step only: what an earlier export would have shown is gone.
    cells |= {"step": then(days[-1], STEPS[len(days) - 1]), "step_day": then(days[-1])}
    yield Row(account.signed_on, cells)


def _bought_on(account: Account) -> date | None:
    return account.story.onset if account.story.cause == "overbought" else None


def _extra(account: Account) -> int:
    return round(account.seats * OVERBOUGHT)


def _monthly(account: Account, seats: int, year: int) -> float:
    return round(PRICES[account.segment] * seats * 1.03**year, 2)


def _line(account: Account, key: str, days: tuple[date, date], seats: int, year: int) -> Row:
    start, stop = days
    cells = {"contract": key, "customer_id": account.key, "begin": start, "end": then(stop)}
    return Row(start, {**cells, "per_month": _monthly(account, seats, year), "licences": seats, "edition": "Crew"})
