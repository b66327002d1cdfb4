"""The people at an account: who they are, what the records call them, who leaves, who arrives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.stress.cast import Account
from tests.stress.exports import Row, then
from tests.stress.phrases import phrases

CROWD = {"Starter": (1, 2), "Growth": (2, 4), "Corporate": (3, 6)}
ORDER = ("champion", "sponsor", "user", "user", "buyer", "user")


@dataclass(frozen=True)
class Person:
    """`left_on` is the day they went; a quiet leaver's record never says so."""

    key: str
    name: str
    role: str
    spelling: str | None
    title: str
    joined_on: date
    left_on: date | None = None
    is_quiet: bool = False

    def is_there(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)


def people_of(account: Account) -> tuple[Person, ...]:
    """The champion first; in accounts that look red there is nobody else."""
    dice = account.dice("people")
    story = account.story
    low, high = (1, 1) if story.decoy == "looks_red" else CROWD[account.segment]
    crowd = [_person(account, dice, role, index) for index, role in enumerate(ORDER[: dice.randint(low, high)])]
    first = crowd[0]
    if story.onset and story.cause == "champion_left":
        crowd[0] = _leaving(first, story.onset, story.is_faint)
    if story.onset and story.decoy == "champion_replaced":
        crowd[0] = _leaving(first, story.onset, False)
        heir = story.onset + timedelta(days=dice.randint(-3, 3))
        crowd.append(_person(account, dice, "champion", len(crowd), joined_on=heir))
    if story.onset and story.cause == "new_executive":
        crowd.append(_person(account, dice, "sponsor", len(crowd), joined_on=story.onset))
    return tuple(crowd)


def people_rows(account: Account, people: Sequence[Person]) -> Iterator[Row]:
    for person in people:
        yield Row(
            person.joined_on,
            {
                "person_no": person.key,
                "customer_id": account.key,
                "full_name": person.name,
                "mail": f"{person.key.lower()}@{account.key.lower()}.example",
                "position": person.title,
                "contact_type": person.spelling,
                "since": person.joined_on,
                "gone": then(None if person.is_quiet else person.left_on),
            },
        )


def _person(account: Account, dice: Random, role: str, index: int, *, joined_on: date | None = None) -> Person:
    words = phrases()
    nameless = joined_on is None and role != "champion" and dice.random() < 0.25
    return Person(
        key=f"P{account.key[1:]}-{index}",
        name=f"{dice.choice(words['first_names'])} {dice.choice(words['last_names'])}",
        role=role,
        spelling=None if nameless else dice.choice(words["role_spellings"][role]),
        title=dice.choice(words["titles"][role]),
        joined_on=joined_on or account.signed_on,
    )


def _leaving(person: Person, day: date, is_quiet: bool) -> Person:
    return Person(**{**person.__dict__, "left_on": day, "is_quiet": is_quiet})
