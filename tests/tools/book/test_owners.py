"""Whose accounts a book holds: three CSMs in two teams under one manager under one leader."""

from __future__ import annotations

import pytest

from tests.company import account, context, line
from tools.book.owners import book_of, owner_name
from tools.company import Company, Person
from tools.context import Context
from tools.errors import InvalidRequest, NoData, UnknownName
from tools.record.reading import read_records

PEOPLE = (
    Person(name="Maya Lind", email="maya@us.example", team="Enterprise", manager="elena@us.example"),
    Person(name="Tom Fer", email="tom@us.example", team="Enterprise", manager="elena@us.example"),
    Person(name="Sara Had", email="sara@us.example", team="SMB", manager="elena@us.example"),
    Person(name="Elena Marsh", email="elena@us.example", role="manager", team="Success", manager="david@us.example"),
    Person(name="David Cho", email="david@us.example", role="leader", team="Success"),
)
# Accounts name their CSM by address, by name, or somebody people.csv does not know.
OWNERS = {
    "a": "maya@us.example",
    "b": "Maya Lind",
    "c": "tom@us.example",
    "d": "SARA@us.example",
    "e": "Zoe Old",
    "f": None,
}


def company(user: str | None = None) -> Context:
    return context(
        {
            "accounts": [account(name, csm=csm) for name, csm in OWNERS.items()] + [account("gone", csm="Maya Lind")],
            "subscriptions": [
                *(line(name, 100, "2024-01-01") for name in OWNERS),
                line("gone", 1, "2023-01-01", "2023-06-01"),
            ],
        },
        Company(people=PEOPLE),
        user=user,
    )


def book(csm: str | None, user: str | None = None) -> list[str]:
    asked = company(user)
    return [record.account.name for record in book_of(asked, csm, tuple(read_records(asked).values())).records]


@pytest.mark.parametrize(
    ("csm", "names"),
    [
        (None, ["a", "b", "c", "d", "e", "f"]),
        ("Maya", ["a", "b"]),
        ("maya@us.example", ["a", "b"]),
        ("sara had", ["d"]),
        ("the Enterprise team", ["a", "b", "c"]),
        ("Elena Marsh", ["a", "b", "c", "d"]),
        ("David Cho", ["a", "b", "c", "d"]),
        ("Zoe Old", ["e"]),
    ],
)
def test_a_book_holds_the_paying_accounts_of_whom_it_names(csm: str | None, names: list[str]) -> None:
    assert book(csm) == names


@pytest.mark.parametrize(
    ("user", "names"),
    [
        ("tom@us.example", ["c"]),
        ("elena@us.example", ["a", "b", "c", "d"]),
        ("david@us.example", ["a", "b", "c", "d"]),
    ],
)
def test_me_is_the_asker_or_the_askers_people(user: str, names: list[str]) -> None:
    assert book("me", user) == names


def test_me_is_nobody_for_the_operator() -> None:
    with pytest.raises(InvalidRequest, match="name a CSM"):
        book("me")


def test_another_csms_book_stays_closed() -> None:
    with pytest.raises(NoData, match="None of the accounts you may see belong to Maya Lind"):
        book("Maya", "tom@us.example")


def test_an_unknown_name_is_not_guessed() -> None:
    with pytest.raises(UnknownName):
        book("Wilhelmina")


def test_accounts_that_name_no_csm_are_told_which_column_to_import() -> None:
    bare = context({"accounts": [account("a")], "subscriptions": [line("a", 100, "2024-01-01")]})
    records = tuple(read_records(bare).values())
    assert len(book_of(bare, None, records).records) == 1
    with pytest.raises(NoData, match="csm in its accounts"):
        book_of(bare, "Maya", records)


def test_an_owner_is_called_by_name() -> None:
    asked = company()
    names = [owner_name(record, asked.company) for record in read_records(asked).values()]
    assert names == ["Maya Lind", "Maya Lind", "Tom Fer", "Sara Had", "Zoe Old", "no CSM", "Maya Lind"]
