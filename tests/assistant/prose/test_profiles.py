"""One account, and the data."""

from __future__ import annotations

import pytest

from assistant.prose.write import write
from tests.assistant.evidence import call
from tools.evidence import Evidence


def test_an_account_is_told_in_groups() -> None:
    assert write((call("describe_account", account="Acme Logistics"),)) == (
        "**Acme Logistics**, as of 31 Dec 2024:\n\n"
        "- **Status**: paying, first paid on 1 Feb 2023\n"
        "- **On record**: segment Enterprise, country US, plan Pro, signup date 20 Jan 2023, trial no\n"
        "- **Revenue**: ARR $170,000, MRR $14,166.67\n"
        "- **Subscriptions**: 2 live subscriptions\n"
        "- **Support**: 2 tickets, 3 open tickets, 1 escalated ticket, median first response 53.5 minutes, "
        "ticket CSAT 5.0\n"
        "- **Usage**: 350 uses, 2 features used\n\n"
        "_Flows over the twelve months to 31 Dec 2024._"
    )


def test_what_is_not_defined_comes_last_with_its_reasons() -> None:
    text = write((call("describe_account", account="Gull Air"),))
    assert "- **Status**: never paid\n" in text
    assert (
        "- **Not defined**: median first response (no ticket has a first response); ticket CSAT (no ticket was scored)"
    ) in text


def test_an_account_that_left_says_until_when_it_paid() -> None:
    text = write((call("describe_account", account="Birch Foods", topic="revenue"),))
    assert "- **Status**: no longer paying, first paid on 1 Mar 2023, last paid until 31 Aug 2024" in text


@pytest.mark.parametrize(
    ("attribute", "text"),
    [
        ("segment", "Company_12's segment is **SMB**."),
        ("signup_date", "Company_12's signup date is **10 Jan 2023**."),
        ("is_trial", "Company_12 is not marked as trial: **no**."),
    ],
)
def test_one_attribute_is_one_sentence(attribute: str, text: str) -> None:
    assert write((call("describe_account", account="Company_12", attribute=attribute),)) == text


def test_an_attribute_that_is_empty_is_not_defined() -> None:
    found = call("describe_account", account="Company_12", attribute="segment")
    empty = found.facts[0].model_copy(update={"value": None, "undefined_because": "it is not recorded"})
    text = write((found.model_copy(update={"facts": (empty,)}),))
    assert text == "Company_12's segment is **not defined**: it is not recorded."


def test_the_data_says_what_it_covers_and_what_is_missing() -> None:
    text = write((call("describe_data"),))
    assert text.startswith("The data of Tiny covers **1 Jan 2023** to **31 Dec 2024**, loaded on **1 Jan 2025**.")
    assert "- Accounts: **7**\n- Subscriptions: **8**" in text
    assert "_Not loaded: contacts, surveys," in text


def test_nothing_recorded_is_said() -> None:
    assert write((Evidence(shape="profile", title="Acme"),)) == "Nothing is recorded of Acme."
