"""Advocacy, success plans and first contacts, counted by hand. Seen from 31 December 2024."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from tests.company import Row, account, context, day, line
from tools.catalogue import TOOLS
from tools.company import Company
from tools.company_settings import SuccessPlans
from tools.facts import Fact

NAMES = ("Ada", "Bob", "Cog", "Dee")


def act(name: str, on: str, kind: str) -> Row:
    return {
        "advocacy_event_id": f"V-{name}-{on}",
        "account_id": f"A-{name}",
        "happened_on": day(on),
        "type": kind,
    }


def advocacy(metric: str) -> Fact:
    tables = {
        "accounts": [account(name) for name in NAMES],
        "subscriptions": [
            *(line(name, 100, "2023-01-01") for name in NAMES[:3]),
            line("Dee", 100, "2023-01-01", "2024-06-01"),
        ],
        "advocacy_events": [
            act("Ada", "2024-02-01", "reference"),
            act("Ada", "2024-03-01", "Talk"),
            act("Bob", "2024-04-01", "referral"),
            act("Cog", "2023-12-31", "review"),
            act("Dee", "2024-05-01", "case_study"),
        ],
    }
    return TOOLS["measure_metric"].run(context(tables), {"metric": metric, "period": "2024"}).facts[0]


def test_acts_and_the_accounts_behind_them_are_counted() -> None:
    assert advocacy("customer_success_qualified_advocacy").value == 4
    assert advocacy("advocating_accounts").value == 3


def test_who_stood_up_in_public_within_a_year_and_still_pays_can_be_named() -> None:
    assert advocacy("referenceable_share").value == Decimal(1) / 3


def plans(metric: str, settings: SuccessPlans) -> Fact:
    """Ada and Bob were there before; Bob added a plan. Cog came with one, Dee without."""
    tables = {
        "accounts": [account(name, segment="SMB" if name == "Dee" else "Enterprise") for name in NAMES],
        "subscriptions": [
            line("Ada", 100, "2023-01-01", product="Core"),
            line("Bob", 100, "2023-01-01", product="Core"),
            line("Bob", 20, "2024-05-01", product="Premium Success"),
            line("Cog", 100, "2024-02-01", product="Core"),
            line("Cog", 20, "2024-02-01", product="premium success"),
            line("Dee", 100, "2024-03-01", product="Core"),
        ],
    }
    company = Company(success_plans=settings)
    return TOOLS["measure_metric"].run(context(tables, company), {"metric": metric, "period": "2024"}).facts[0]


def test_plans_are_counted_among_the_accounts_they_are_meant_for() -> None:
    everyone = SuccessPlans(products=("Premium Success",))
    assert plans("attach_rate", everyone).value == Decimal("0.5")
    assert plans("upsell_rate", everyone).value == Decimal("0.5")
    assert plans("attach_rate", SuccessPlans(products=("Premium Success",), segments=("enterprise",))).value == 1


def test_without_a_product_named_as_a_plan_the_rates_are_not_defined() -> None:
    fact = plans("attach_rate", SuccessPlans())
    assert fact.value is None
    assert "success_plans" in (fact.undefined_because or "")


def ticket(number: int, replies: int | None) -> Row:
    return {
        "ticket_id": f"T-{number}",
        "account_id": "A-Ada",
        "opened_on": day("2024-05-01"),
        "closed_at": datetime(2024, 5, 2, 9),
        "replies": replies,
    }


def test_first_contact_resolution_needs_the_number_of_answers() -> None:
    tables = {"accounts": [account("Ada")], "subscriptions": [line("Ada", 100, "2023-01-01")]}
    rows = [ticket(1, 1), ticket(2, 3), ticket(3, None), ticket(4, 1)]
    asked = {"metric": "first_contact_resolution", "period": "2024"}
    found = TOOLS["measure_metric"].run(context({**tables, "tickets": rows}), asked)
    assert found.facts[0].value == Decimal(2) / 3
    bare = [{name: value for name, value in row.items() if name != "replies"} for row in rows]
    assert TOOLS["measure_metric"].run(context({**tables, "tickets": bare}), asked).reason == "no_data"
