"""To whom a letter goes: a contact who is still there, or for an escalation a colleague who can help."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tools.company import Company, Person
from tools.errors import AmbiguousName, UnknownName
from tools.letters.matter import Matter
from tools.names import listed, normal, pick, shown
from tools.periods import write_day
from tools.record.rows import Contact
from tools.record.stated import lacking
from tools.signals.people import is_champion, is_executive
from tools.suspect import is_name, quotable

INTERNAL = "escalation"
BUYER = re.compile(
    r"\b(?:buyer|procurement|purchas\w*|sourcing|einkauf\w*|finance|financial|controller|cfo|budget|commercial)\b", re.I
)
OWNING_TEAM = re.compile(r"\b(?:support|product|engineering|technical)\b", re.I)
ORDERS: Mapping[str, tuple[str, ...]] = {
    "follow_up": ("talk", "champion", "sponsor", "buyer"),
    "re_engagement": ("silent", "champion", "sponsor", "buyer"),
    "renewal": ("buyer", "sponsor", "champion"),
    "price_increase": ("buyer", "sponsor", "champion"),
    "contract_reduction": ("buyer", "sponsor", "champion"),
}
WORDS = {
    "talk": "the person of that conversation",
    "silent": "the person who went silent",
    "champion": "the champion",
    "sponsor": "the sponsor",
    "buyer": "the buyer",
}
# What people call a colleague's team or role, and as what people.csv holds it.
DUTIES: Mapping[str, str] = {
    **dict.fromkeys(("management", "manager", "managers", "boss", "lead"), "manager"),
    **dict.fromkeys(("leadership", "leader", "vp", "director", "executive", "executives"), "leader"),
    **{team: team for team in ("support", "product", "engineering", "finance")},
}
NO_CONTACTS = "no contact is on record"
NONE_FITS = "nobody with the right role is on record as still there"
NO_COLLEAGUE = "people.csv names no product or support owner and no manager of the CSM"
UNREADABLE = "{}, whose name on record (contact {}) is none that a letter could use"
UNLISTED = "'{}' is not on record, as the data has no contacts"


@dataclass(frozen=True)
class Addressee:
    """`name` is empty where nobody was found; `because` says why this one, or why none."""

    name: str = ""
    title: str = ""
    because: str = ""
    contact_id: str = ""


def addressee_of(matter: Matter) -> Addressee:
    """Raises UnknownName or AmbiguousName for a named recipient who is not there, or not there any more."""
    if matter.request.kind == INTERNAL:
        return _colleague(matter)
    return _named(matter, matter.request.recipient) if matter.request.recipient else _usual(matter)


def _usual(matter: Matter) -> Addressee:
    for role in ORDERS[matter.request.kind]:
        person = next(iter(FINDERS[role](matter)), None)
        if person:
            return _as_addressee(person, WORDS[role])
    return Addressee(
        because=NONE_FITS if matter.record.contacts else lacking(matter.record, ("contacts",)) or NO_CONTACTS
    )


def _of_talk(matter: Matter) -> Iterator[Contact]:
    yield from (one for one in matter.people if matter.talk and one.contact_id == matter.talk.contact_id)


def _silent(matter: Matter) -> Iterator[Contact]:
    sign = matter.open_sign("champion_silent")
    if sign:
        yield from (one for one in matter.people if one.name == sign.figures["champion"].value)
    elif matter.open_sign("contact_silence"):
        yield from _of_talk(matter)


def _with(test: Callable[[Contact], bool]) -> Callable[[Matter], Iterator[Contact]]:
    return lambda matter: (person for person in matter.people if test(person))


def is_buyer(contact: Contact) -> bool:
    return bool(BUYER.search(contact.role or "") or (not contact.role and BUYER.search(contact.title or "")))


FINDERS: Mapping[str, Callable[[Matter], Iterator[Contact]]] = {
    "talk": _of_talk,
    "silent": _silent,
    "champion": _with(is_champion),
    "sponsor": _with(is_executive),
    "buyer": _with(is_buyer),
}


def _named(matter: Matter, typed: str) -> Addressee:
    everyone = matter.record.contacts
    if not everyone:
        return Addressee(because=UNLISTED.format(shown(typed)))
    there = _by_role(matter.people, typed)
    if not there:
        name = pick(typed, [person.name for person in everyone], "contact")
        there = [person for person in matter.people if person.name == name]
        if not there:
            raise _has_left(matter, name)
    titles = [person.title for person in there if person.title]
    if len(there) > 1 and len(set(titles)) == len(there):
        raise _is_shared(matter, there[0].name, titles)
    return _as_addressee(there[0], "as asked")


def _by_role(people: Sequence[Contact], typed: str) -> list[Contact]:
    """The one person who holds the role or title that was typed ('the sponsor', 'their CFO'); else nobody."""
    wanted = normal(re.sub(r"\b(?:the|their|our|a|an)\b", " ", typed.lower()))
    found = [person for person in people if wanted in _callings(person)]
    return found if len(found) == 1 else []


def _callings(person: Contact) -> frozenset[str]:
    title = normal(person.title or "")
    initials = "".join(word[0] for word in title.split())
    roles = (("champion", is_champion), ("sponsor", is_executive), ("buyer", is_buyer))
    named = {name for name, is_one in roles if is_one(person)}
    return frozenset({title, initials, normal(person.role or ""), *named} - {""})


def _has_left(matter: Matter, name: str) -> AmbiguousName:
    left = next((person.left_on for person in matter.record.contacts if person.name == name and person.left_on), None)
    gone = f"left on {write_day(left)}" if left else "has said farewell"
    names = [person.name for person in matter.people if is_name(person.name)]
    ask = f" To whom should it go: {listed(names, 'or')}?" if names else " Nobody else there is on record."
    return AmbiguousName(f"{name} {gone}, so the letter cannot go there.{ask}", _drafts_to(matter, names))


def _is_shared(matter: Matter, name: str, titles: Sequence[str]) -> AmbiguousName:
    told = [quotable(title) for title in titles]
    message = f"{len(told)} people there are called {shown(name)}: {listed(told)}. Which one should get it?"
    return AmbiguousName(message, _drafts_to(matter, [f"the {title}" for title in told]))


def _drafts_to(matter: Matter, others: Sequence[str]) -> tuple[str, ...]:
    kind, account = matter.request.kind.replace("_", " "), matter.record.account.name
    return tuple(f"Draft the {kind} letter for {account} to {other}" for other in others)


def _as_addressee(person: Contact, because: str) -> Addressee:
    """What nobody can be called is left for the sender to fill in; a title that is an order is none."""
    if not is_name(person.name):
        return Addressee(because=UNREADABLE.format(because, person.contact_id), contact_id=person.contact_id)
    return Addressee(person.name, quotable(person.title or person.role or ""), because, person.contact_id)


def _colleague(matter: Matter) -> Addressee:
    typed, people = matter.request.recipient, matter.company.people
    if not typed:
        found = next(_helpers(matter.company, matter.record.account.csm or ""), None)
        return Addressee(found[0].name, found[0].team, found[1]) if found else Addressee(because=NO_COLLEAGUE)
    if any(normal(typed) in normal(person.name) for person in matter.record.contacts):
        raise UnknownName(
            f"An escalation stays inside, and {shown(typed)} is a contact of the account; name a colleague.",
            tuple(person.name for person in people if person.role != "csm"),
        )
    if not people:
        return Addressee(because=f"'{shown(typed)}' is not on record, as there is no people.csv")
    if duty := next((word for word in normal(typed).split() if word in DUTIES), ""):
        return _on_duty(matter.company, matter.record.account.csm or "", duty)
    person = next(one for one in people if one.name == pick(typed, [one.name for one in people], "colleague"))
    return Addressee(person.name, person.team, "as asked")


def _on_duty(company: Company, csm: str, duty: str) -> Addressee:
    """The first colleague whose team or role is the one that was named; the CSM's own manager before others."""
    wanted = DUTIES[duty]
    known = [person for person, _ in _helpers(company, csm)]
    found = next((one for one in known if wanted in (one.role, *normal(one.team).split())), None)
    if found is None:
        return Addressee(because=f"people.csv names nobody in {duty}")
    return Addressee(found.name, found.team, f"as asked, {duty}")


def _helpers(company: Company, csm: str) -> Iterator[tuple[Person, str]]:
    """The owner of product or support, else who the CSM reports to, else a manager, else the leader."""
    own = next((one for one in company.people if csm.lower() in (one.email.lower(), one.name.lower())), None)
    others = [person for person in company.people if person is not own]
    yield from ((one, f"owner in {one.team}") for one in others if OWNING_TEAM.search(one.team))
    above = own.manager.lower() if own else ""
    yield from (
        (one, "the CSM's manager") for one in others if above and above in (one.email.lower(), one.name.lower())
    )
    for role in ("manager", "leader"):
        yield from ((one, f"a {role} of the company") for one in others if one.role == role)
