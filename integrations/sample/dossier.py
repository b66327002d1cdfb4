"""Everything known about one account before its tables are written: the one argument of every table's function."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from integrations.sample.contacts import Contact, people_of, present
from integrations.sample.curves import Curve, curve_from, level
from integrations.sample.dice import clamp
from integrations.sample.growth import plan_changes
from integrations.sample.ledger import History, keep_ledger
from integrations.sample.roster import Account, load_accounts
from integrations.sample.stories import Beat, Story, load_stories
from integrations.sample.window import FIRST_DAY, LAST_DAY, anniversary

FEATURES = 12
HABIT_DAYS = 75
TAKEN_UP = {"Enterprise": (7, 11), "Mid-Market": (6, 9), "SMB": (5, 8)}
VARIED = {"usage": (0.58, 0.9), "mood": (0.6, 0.88), "ties": (0.55, 0.98)}
# An account with a story is an ordinary one before it, so that the story shows.
PLAIN = {"usage": (0.7, 0.84), "mood": (0.74, 0.84), "ties": (0.8, 0.96)}
UNNAMED = {"champion": "the planning team", "sponsor": "their management", "buyer": "finance", "user": "a planner"}


@dataclass(frozen=True)
class Normal:
    """What is usual at the account: fractions, and the number of features it takes up."""

    usage: float
    mood: float
    ties: float
    features: int
    drift: Curve


@dataclass(frozen=True)
class Dossier:
    account: Account
    stories: tuple[Story, ...]
    history: History
    people: tuple[Contact, ...]
    normal: Normal

    def usage(self, day: date) -> float:
        """Share of the seats that are used in four weeks."""
        return clamp(self.normal.usage * self._habit(day) * self._told("usage", day), 0.0, 1.0)

    def intensity(self, day: date) -> float:
        """How much each of them does, against what is usual."""
        return self._told("intensity", day)

    def breadth(self, day: date) -> int:
        """Features in use, of FEATURES."""
        grown = self.normal.features * (0.5 + 0.5 * self._habit(day)) * self._told("breadth", day)
        return round(clamp(grown, 1, FEATURES))

    def mood(self, day: date) -> float:
        """How people feel about us, 0 to 1."""
        return clamp((self.normal.mood + level(self.normal.drift, day) - 1) * self._told("mood", day), 0.05, 0.97)

    def ties(self, day: date) -> float:
        """How close we are to the people who decide, 0 to 1."""
        return clamp(self.normal.ties * self._told("ties", day), 0.05, 1.0)

    def beats(self, does: str) -> list[Beat]:
        """What the stories do of one kind, in the order of days."""
        found = [beat for story in self.stories for beat in story.beats if beat.does == does]
        return sorted(found, key=lambda beat: beat.on)

    def is_silent(self, day: date) -> bool:
        return any(story.silence and story.silence[0] <= day <= story.silence[1] for story in self.stories)

    def has_withdrawn(self, person: Contact | None, day: date) -> bool:
        """Whether a story says that the person no longer talks with us that day."""
        return any(person and story.withdrawn.get(person.role, date.max) <= day for story in self.stories)

    def contact(self, role: str, day: date) -> Contact | None:
        return present(self.people, role, day)

    def is_active(self, day: date) -> bool:
        """Live on a day inside the window."""
        return FIRST_DAY <= day <= LAST_DAY and self.history.is_live(day)

    def terms(self) -> list[date]:
        """The days a contract is or was up, the next one after the last day included."""
        begins = self.history.begins()
        ends = [*begins, date.max][1:] if begins else []
        found = [_years_on(begin, end) for begin, end in zip(begins, ends, strict=True)]
        return [day for days in found for day in days if self.history.arr_at(day - timedelta(1))]

    def active_spans(self) -> list[tuple[date, date]]:
        """The stretches inside the window in which the account was live, both days included."""
        starts = sorted(self.history.begins())
        ends = sorted(step.on - timedelta(1) for step in self.history.steps if step.after == 0)
        ends += [LAST_DAY] * (len(starts) - len(ends))
        clipped = [(max(start, FIRST_DAY), end) for start, end in zip(starts, ends, strict=True)]
        return [(start, end) for start, end in clipped if start <= end]

    def words(self, day: date) -> dict[str, str]:
        """The names a sentence about the account may use that day."""
        there = {person.role: person.first_name for person in self.people if person.is_there(day)}
        named = UNNAMED | there
        first, _, _ = self.account.csm.partition(".")
        return {"account": self.account.name, "csm": first.title().replace("Tomas", "Tomás"), **named}

    def _habit(self, day: date) -> float:
        """New accounts take some weeks to reach their normal."""
        started = max((begin for begin in self.history.begins() if begin <= day), default=self.account.signed_on)
        return clamp(0.15 + 0.85 * (day - started).days / HABIT_DAYS, 0.15, 1.0)

    def _told(self, what: str, day: date) -> float:
        factor = 1.0
        for story in self.stories:
            factor *= level(getattr(story, what), day)
        return factor


def _years_on(begin: date, end: date) -> list[date]:
    """The anniversaries before the contract's end, the first one after the last day included."""
    years = range(1, LAST_DAY.year - begin.year + 2)
    days = [anniversary(begin, year) for year in years]
    past = [day for day in days if day <= LAST_DAY]
    return [day for day in [*past, *days[len(past) : len(past) + 1]] if day < end]


def _normal(account: Account, has_story: bool) -> Normal:
    rng = account.dice("normal")
    spread = PLAIN if has_story else VARIED
    offsets = {days: 1 + round(rng.gauss(0, 0.05), 3) for days in range(0, 1000, 120)}
    return Normal(
        usage=rng.uniform(*spread["usage"]),
        mood=rng.uniform(*spread["mood"]),
        ties=rng.uniform(*spread["ties"]),
        features=rng.randint(*TAKEN_UP[account.segment]),
        drift=curve_from(FIRST_DAY, offsets),
    )


def open_dossier(account: Account) -> Dossier:
    stories = tuple(story for story in load_stories() if story.account == account.name)
    history = keep_ledger(account, plan_changes(account, stories))
    return Dossier(account, stories, history, people_of(account, stories), _normal(account, bool(stories)))


def open_dossiers() -> tuple[Dossier, ...]:
    """The dossiers of all accounts, in the order they signed."""
    return tuple(open_dossier(account) for account in load_accounts())
