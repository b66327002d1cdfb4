"""Accounts held to measures, traits and signals, with the units of the question."""

from __future__ import annotations

import pytest

from tests.assistant.planner.companies import NAMED
from tests.assistant.planner.written import asked

LISTS = (
    (
        "accounts with health below 40 and no contact in 30 days",
        "list_accounts with health_score below 40 and days_since_contact above 30 50",
    ),
    ("no QBR in two quarters", "list_accounts with days_since_qbr above 182 sorted by days_since_qbr 50"),
    ("who have we not talked to for more than 80 days", "list_accounts with days_since_contact above 80"),
    ("not contacted since 1 December", "list_accounts with days_since_contact above 30"),
    ("accounts contacted in the last 2 weeks", "list_accounts with days_since_contact at_most 14"),
    ("accounts using less than 50% of their seats", "list_accounts with active_licensed_share below 0.5"),
    (
        "who has more than 3 open tickets and health under 60",
        "list_accounts with open_tickets above 3 and health_score",
    ),
    (
        "accounts with open escalations renewing in 90 days",
        "list_accounts with open_escalations at_least 1 and days_to_renewal at_least 0 and days_to_renewal at_most 90",
    ),
)

TRAITS = (
    ("over 50k ARR without a sponsor", "arr above 50000", [("has_sponsor", "no")]),
    ("red accounts over 100k ARR", "arr above 100000", [("health", "red")]),
    ("red accounts with falling usage", "", [("health", "red"), ("usage_drop", "yes")]),
    ("green accounts that churned last year", "", [("health", "green")]),
    ("accounts over 10k ARR that are not red", "arr above 10000", [("health", "green"), ("health", "yellow")]),
    ("accounts without overdue invoices", "", [("invoice_overdue", "no")]),
)


@pytest.mark.parametrize(("question", "call"), LISTS)
def test_bounds_on_what_is_known_of_an_account_become_conditions(question: str, call: str) -> None:
    assert asked(question, company=NAMED).startswith(call)


@pytest.mark.parametrize(("question", "bounds", "traits"), TRAITS)
def test_what_accounts_are_or_have_becomes_traits(question: str, bounds: str, traits: list[tuple[str, str]]) -> None:
    found = asked(question, company=NAMED)
    assert found.startswith("list_accounts")
    assert bounds in found
    assert all(f"'name': '{name}'" in found and f"'{value}'" in found for name, value in traits)


def test_an_account_lost_in_a_period_is_judged_at_its_opening() -> None:
    assert "lost_in=2023" in asked("green accounts that churned last year", company=NAMED)


def test_a_period_that_a_condition_takes_is_not_the_period_of_a_metric() -> None:
    assert "in 2024" not in asked("accounts over 80k ARR with no contact since January", company=NAMED)


def test_a_condition_nobody_understands_is_asked_back() -> None:
    assert asked("red accounts with more than 40 office plants", company=NAMED).startswith(("ask_back", "decline"))
