"""Whose book a request means: a CSM, a team, the asker, or everything the asker may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.company import Company, Person
from tools.context import Context
from tools.errors import InvalidRequest, NoData
from tools.names import pick
from tools.record.record import Record
from tools.record.stated import require_tables

ME = ("me", "i", "my", "mine", "myself", "my book")
NEEDS = ("accounts.csm",)


@dataclass(frozen=True)
class Book:
    """Paying accounts and whose they are, in words."""

    records: tuple[Record, ...]
    words: str


def book_of(context: Context, csm: str | None, records: Sequence[Record]) -> Book:
    """Raises UnknownName or AmbiguousName for a name, InvalidRequest when 'me' is nobody, NoData for an empty book."""
    paying = tuple(record for record in records if record.is_paying)
    if not csm:
        return Book(paying, "all accounts you may see")
    if records:
        require_tables(records[0], "A CSM's book", NEEDS)
    if csm.strip().lower() in ME:
        return _own(context, paying)
    name, keys = _owners(context, csm)
    found = owned(paying, keys)
    if not found:
        raise NoData(f"None of the accounts you may see belong to {name}; ask for another book.")
    return Book(found, f"accounts of {name}")


def owned(records: Iterable[Record], keys: frozenset[str]) -> tuple[Record, ...]:
    return tuple(record for record in records if (record.account.csm or "").lower() in keys)


def owner_name(record: Record, company: Company) -> str:
    """The CSM by name where people.csv knows them, else as the account says."""
    return company.name_of(record.account.csm) if record.account.csm else "no CSM"


def _own(context: Context, records: Sequence[Record]) -> Book:
    """The asker's accounts, those of the asker's people, or everything the asker may see, whichever comes first."""
    person = context.scope.person
    if person is None:
        raise InvalidRequest(
            "I don't know whose accounts are meant by 'me' here; name a CSM or a team.", _books_to_ask_for(context)
        )
    for keys, words in (
        (_keys([person]), f"accounts of {person.name}"),
        (_keys(_reports(person, context.company)), f"accounts of the people who report to {person.name}"),
    ):
        if found := owned(records, keys):
            return Book(found, words)
    return Book(tuple(records), f"all accounts {person.name} may see, none of them carries that name")


def _books_to_ask_for(context: Context) -> tuple[str, ...]:
    csms = [person.name for person in context.company.people if person.role == "csm"]
    return tuple(
        f"What needs attention this week in {whose}?"
        for whose in ("all accounts", *(f"the book of {name}" for name in csms[:5]))
    )


def _owners(context: Context, typed: str) -> tuple[str, frozenset[str]]:
    """A person, with whoever reports to them, a team of people.csv, or a CSM the accounts name."""
    people = context.company.people
    options = {person.name: _keys([person, *_reports(person, context.company)]) for person in people}
    for team in dict.fromkeys(person.team for person in people if person.team):
        options[f"the {team} team"] = _keys(person for person in people if person.team == team)
    by_email = {person.email.lower(): person.name for person in people}
    known = frozenset(key for keys in options.values() for key in keys)
    named = context.vocabulary.values.get("csm", ())
    options |= {name: frozenset((name.lower(),)) for name in named if name.lower() not in known}
    name = by_email.get(typed.strip().lower()) or pick(typed, list(options), "CSM or team")
    return name, options[name]


def _reports(person: Person, company: Company) -> list[Person]:
    """Everybody below a person, however many steps down."""
    found: list[Person] = []
    above = _keys([person])
    while above:
        below = [one for one in company.people if one.manager.lower() in above and one not in (*found, person)]
        found += below
        above = _keys(below)
    return found


def _keys(people: Iterable[Person]) -> frozenset[str]:
    """The names and addresses by which an account may name its CSM."""
    return frozenset(key.lower() for person in people for key in (person.email, person.name) if key)
