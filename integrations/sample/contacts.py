"""The people of an account: who they are, when they came and when they left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from integrations.sample.dice import day_between
from integrations.sample.phrases import banks
from integrations.sample.roster import Account
from integrations.sample.stories import Beat, Story
from integrations.sample.window import LAST_DAY

CAST = {
    "Enterprise": ("champion", "sponsor", "buyer", "user", "user", "user"),
    "Mid-Market": ("champion", "sponsor", "buyer", "user"),
    "SMB": ("champion", "buyer", "user"),
}
USER_TURNOVER = 0.18


@dataclass(frozen=True)
class Contact:
    contact_id: str
    name: str
    email: str
    title: str
    role: str
    joined_on: date
    left_on: date | None = None

    def is_there(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or self.left_on > day)

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


def people_of(account: Account, stories: tuple[Story, ...]) -> tuple[Contact, ...]:
    """Everyone ever known at the account, in the order they were met."""
    beats = sorted((beat for story in stories for beat in story.beats), key=lambda beat: beat.on)
    people = _first_cast(account)
    for beat in beats:
        if beat.does == "leave":
            people = _without(people, beat)
        if beat.does == "join":
            people = [*people, _meet(account, len(people), beat.role, beat.on, beat.title)]
    return tuple(people)


def present(people: tuple[Contact, ...], role: str, day: date) -> Contact | None:
    """The newest person in the role that day, or whoever else is there."""
    there = [person for person in people if person.is_there(day)]
    fitting = [person for person in there if person.role == role]
    return fitting[-1] if fitting else there[0] if there else None


def _first_cast(account: Account) -> list[Contact]:
    rng = account.dice("contacts")
    people: list[Contact] = []
    for position, role in enumerate(CAST[account.segment]):
        joined = account.signed_on + timedelta(rng.randint(0, 6) if position < 2 else rng.randint(4, 60))
        people.append(_turn_over(rng, _meet(account, position, role, min(joined, LAST_DAY), "")))
    return people


def _turn_over(rng: Random, person: Contact) -> Contact:
    """Ordinary users leave now and then; the others only where a story says so."""
    if person.role != "user" or rng.random() > USER_TURNOVER:
        return person
    left = day_between(rng, person.joined_on, 200, 900)
    return _gone(person, left) if left <= LAST_DAY else person


def _gone(person: Contact, day: date) -> Contact:
    return Contact(person.contact_id, person.name, person.email, person.title, person.role, person.joined_on, day)


def _without(people: list[Contact], beat: Beat) -> list[Contact]:
    """The people after whoever holds the role has left."""
    leaver = present(tuple(people), beat.role, beat.on)
    return [_gone(person, beat.on) if person is leaver else person for person in people]


def _meet(account: Account, position: int, role: str, day: date, title: str) -> Contact:
    rng = account.dice(f"contact {position}")
    first, last = (_nth_name(account, part, position) for part in ("first", "last"))
    place = "".join(letter for letter in account.name.lower().replace("&", "and") if letter.isalnum())
    return Contact(
        contact_id=f"CON-{account.number}-{position + 1:02d}",
        name=f"{first} {last}",
        email=f"{ascii_name(first)}.{ascii_name(last)}@{place}.example",
        title=title or rng.choice(banks()[f"title_{role}"]),
        role=role,
        joined_on=day,
    )


def _nth_name(account: Account, part: str, position: int) -> str:
    """No two people of an account share a first or a last name."""
    names = banks()[f"{part}_{account.region}"]
    return account.dice(f"{part} names").sample(names, len(names))[position]


FOLDED = str.maketrans("áàâãäåéèêëíïóòôõöøúüçñ", "aaaaaaeeeeiioooooouucn")


def ascii_name(name: str) -> str:
    return name.lower().translate(FOLDED).replace(" ", "").replace("'", "")
