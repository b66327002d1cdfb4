"""What is said: tickets, survey answers, calls and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tests.stress.cast import FIRST, Account
from tests.stress.exports import Row, then
from tests.stress.people import Person
from tests.stress.phrases import phrases

CADENCE = {"Starter": 85, "Growth": 30, "Corporate": 18}
FALL = {"nps_collapse": 6.0, "support_trouble": 3.0, "new_executive": 1.0, "competitor": 1.0}
KINDS = ("Call", "Call", "E-mail", "Site visit", "Video call")
NOTE_DELAYS = (4, 40)
Touch = tuple[date, str, str | None]  # the day, the channel, the words if they are not small talk


@dataclass(frozen=True)
class Sort:
    """A sort of ticket; `hours` to close are the mean and width of their logarithm, the rest chances and choices."""

    words: str
    levels: tuple[str, ...]
    stars: tuple[int, ...]
    rated: float
    hours: tuple[float, float]
    escalated: float = 0


CALM = Sort("calm_tickets", ("P2", "P3", "P3"), (3, 4, 4, 5, 5), 0.35, (2.6, 0.8))
RUDE = Sort("rude_tickets", ("P1", "P1", "P2"), (1, 1, 2), 1, (1.6, 0.4))
TROUBLE = Sort("rude_tickets", ("P1", "P1", "P2"), (1, 1, 2), 1, (4.8, 0.4), escalated=0.35)


def ticket_rows(account: Account) -> Iterator[Row]:
    """Calm ones all along; rude ones while there is trouble, and one on a happy account's bad day."""
    dice = account.dice("tickets")
    for day in _days(account, dice, 365 / (1.5 + account.seats * 0.12)):
        yield _ticket(account, dice, day, RUDE if dice.random() < 0.04 else CALM)
    if account.story.cause == "support_trouble" and account.story.onset:
        until = min(account.last_day, account.story.onset + timedelta(days=150))
        day = account.story.onset
        while day < until:
            yield _ticket(account, dice, day, TROUBLE)
            day += timedelta(days=dice.randint(3, 16))
    if account.story.decoy == "angry_ticket" and account.story.onset:
        yield _ticket(account, dice, account.story.onset, RUDE)


def survey_rows(account: Account, people: Sequence[Person]) -> Iterator[Row]:
    """Sparse answers to a half-yearly question, on a scale of 0 to 10."""
    dice = account.dice("surveys")
    days = [day for day in _days(account, dice, 180) if dice.random() < 0.6]
    story = account.story
    if story.onset and story.cause == "nps_collapse":
        days += [story.onset - timedelta(days=90), story.onset, story.onset + timedelta(days=35)]
    if story.onset and story.decoy == "angry_ticket":
        days.append(story.onset + timedelta(days=14))
    for number, day in enumerate(sorted(day for day in days if FIRST <= day < account.last_day)):
        fallen = FALL.get(story.cause, 0.0) if story.days_in(day) >= 0 else 0.0
        score = max(0, min(10, round(dice.gauss(account.mood - fallen, 0.9))))
        words = phrases()["praise" if score >= 7 else "complaint"]
        present = [person.key for person in people if person.is_there(day)]
        cells = {"answer_no": f"{account.key}-S{number}", "customer_id": account.key}
        cells |= {"person_no": dice.choice(present) if present and dice.random() < 0.7 else ""}
        yield Row(day, {**cells, "nps": score, "date": day, "free_text": dice.choice(words)})


def touch_rows(account: Account, people: Sequence[Person]) -> Iterator[Row]:
    """Calls and notes in the rhythm of the segment, uneven; newsletters go on when people fall silent."""
    dice = account.dice("touches")
    story = account.story
    rows: list[Touch] = [(day, dice.choice(KINDS), None) for day in _days(account, dice, CADENCE[account.segment])]
    if story.cause == "silence":
        rows = [row for row in rows if story.days_in(row[0]) < 0]
    elif story.onset and not (story.cause == "champion_left" and not story.is_faint):
        rows += list(_planted(account, dice))
    rows += [(day, "Newsletter", "") for day in _days(account, dice, 60)]
    kept = sorted((row for row in rows if FIRST <= row[0] < account.last_day), key=lambda row: row[0])
    for number, touch in enumerate(kept):
        yield _touch(account, dice, (f"{account.key}-I{number}", touch), people)


def _planted(account: Account, dice: Random) -> Iterator[Touch]:
    """The notes that tell the story, in the days after its onset."""
    story = account.story
    role = "ready" if story.ready else story.cause or story.decoy
    for delay, text in zip(NOTE_DELAYS, phrases()["seen"].get(role, ()), strict=False):
        if story.onset:
            early = 5 if role == "champion_left" else 0
            yield story.onset + timedelta(days=delay - early + dice.randint(0, 3)), "Call", text


def _touch(account: Account, dice: Random, numbered: tuple[str, Touch], people: Sequence[Person]) -> Row:
    key, (day, kind, text) = numbered
    words = phrases()
    present = [person for person in people if person.is_there(day)] or list(people[:1])
    who = present[0] if dice.random() < 0.6 else dice.choice(present)
    said = dice.choice(words["small_talk"]) if text is None else text
    names = {"who": who.name, "rival": words["rivals"][account.number % 3], "title": "COO"}
    is_talk = kind != "Newsletter"
    return Row(
        day,
        {
            "entry": key,
            "customer_id": account.key,
            "person_no": who.key if is_talk and dice.random() < 0.8 else "",
            "on": day,
            "channel": kind,
            "owner": account.csm,
            "real_talk": "Y" if is_talk else "N",
            "text": said.format(**names),
            "agreed": dice.choice(words["promises"]).format(**names) if is_talk else "",
        },
    )


def _ticket(account: Account, dice: Random, day: date, sort: Sort) -> Row:
    subject, text = dice.choice(phrases()[sort.words])
    opened = datetime.combine(day, time(dice.randint(7, 17), dice.randint(0, 59)))
    took = dice.lognormvariate(*sort.hours)
    closed = (opened + timedelta(hours=took)).date()
    return Row(
        day,
        {
            "case": f"T{account.key[1:]}{opened:%y%m%d%H%M}",
            "customer_id": account.key,
            "opened": day,
            "closed": then(closed),
            "level": dice.choice(sort.levels),
            "hours_to_close": then(closed, round(took, 1)),
            "stars": then(closed, dice.choice(sort.stars)) if dice.random() < sort.rated else None,
            "escalated": "Y" if dice.random() < sort.escalated else "N",
            "title": subject,
            "body": text.format(n=dice.randint(3, 6)),
        },
    )


def _days(account: Account, dice: Random, apart: float) -> Iterator[date]:
    """Weekdays at uneven distances of about `apart` days from the export's start or the signature to the end."""
    day = max(FIRST, account.signed_on) + timedelta(days=int(dice.uniform(0, apart)))
    while day < account.last_day:
        yield day + timedelta(days=7 - day.weekday() if day.weekday() >= 5 else 0)
        day += timedelta(days=max(1, int(apart * dice.uniform(0.5, 1.4))))
