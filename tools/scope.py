"""Which accounts an asker may see. Decided from people.csv, applied below every tool."""

from __future__ import annotations

from dataclasses import dataclass

from tools.company import Company, Person
from tools.errors import NotAllowed

SEES_EVERYTHING = ("leader", "finance", "admin")


@dataclass(frozen=True)
class Scope:
    """`csms` is None when every account may be seen, else the owners (names and e-mails) whose accounts may be."""

    asker: str
    csms: frozenset[str] | None
    person: Person | None = None

    @property
    def is_everything(self) -> bool:
        return self.csms is None

    @property
    def words(self) -> str:
        """How an answer says that it covers only a part."""
        return "all accounts" if self.is_everything else "only the accounts you may see"


OPERATOR = Scope(asker="operator", csms=None)


def scope_of(email: str | None, company: Company) -> Scope:
    """The scope of an asker; None is the operator who owns the files. Raises NotAllowed for an unknown person."""
    if email is None:
        return OPERATOR
    person = company.person(email)
    if person is None:
        raise NotAllowed(f"I don't know {email}; ask an administrator to add you to people.csv.")
    if person.role in SEES_EVERYTHING:
        return Scope(person.email, None, person)
    owners = [person] if person.role == "csm" else [person, *_reports(person, company)]
    return Scope(person.email, frozenset(key.lower() for owner in owners for key in (owner.email, owner.name)), person)


def _reports(manager: Person, company: Company) -> list[Person]:
    keys = {manager.email.lower(), manager.name.lower()}
    return [person for person in company.people if person.manager.lower() in keys]
