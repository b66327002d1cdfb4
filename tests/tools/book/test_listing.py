"""Accounts listed by what is known of each: conditions, traits, signals, losses. The day is 31 December 2024."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import Row, account, context, day, line
from tools.accounts import list_accounts
from tools.context import Context
from tools.errors import InvalidRequest, NoData, UnknownName
from tools.evidence import Evidence
from tools.requests import ListAccounts

LINES = (
    line("north", 60000, "2023-03-01"),
    line("south", 80000, "2023-03-01"),
    line("east", 10000, "2023-03-01"),
    line("lost", 500, "2023-03-01", "2024-06-15"),
)
TALKS = {"north": "2024-12-01", "south": "2024-09-01", "east": "2024-12-30", "lost": "2024-01-10"}


def talk(name: str, on: str, kind: str = "call") -> Row:
    return {"interaction_id": f"I-{name}-{on}", "account_id": f"A-{name}", "happened_on": day(on), "type": kind}


def contact(name: str, role: str, left: str | None = None) -> Row:
    return {
        "contact_id": f"C-{name}-{role}",
        "account_id": f"A-{name}",
        "name": f"{role} of {name}",
        "role": role,
        "joined_on": day("2023-03-01"),
        "left_on": day(left) if left else None,
    }


def company(*gone: str) -> Context:
    tables: dict[str, list[Row]] = {
        "accounts": [account(name, segment="SMB" if name == "east" else "Enterprise") for name in TALKS],
        "subscriptions": list(LINES),
        "interactions": [talk(name, on) for name, on in TALKS.items()] + [talk("north", "2024-02-01", "qbr")],
        "contacts": [contact("north", "sponsor"), contact("south", "sponsor", "2024-11-20"), contact("east", "user")],
        "surveys": [
            {"survey_id": "V-1", "account_id": "A-north", "type": "nps", "score": 3.0, "answered_on": day("2024-05-01")}
        ],
    }
    return context({name: rows for name, rows in tables.items() if name not in gone})


def ask(asked: Context | None = None, **request: Any) -> Evidence:
    return list_accounts(asked or company(), ListAccounts.model_validate(request))


def names(evidence: Evidence) -> list[str]:
    return list(dict.fromkeys(fact.subject["account"] for section in evidence.sections for fact in section.facts))


def bound(metric: str, comparison: str, amount: float) -> dict[str, Any]:
    return {"metric": metric, "comparison": comparison, "amount": amount}


def trait(name: str, *values: str) -> dict[str, Any]:
    return {"name": name, "values": values}


def test_metrics_and_measures_bound_together_and_are_shown_back() -> None:
    evidence = ask(conditions=[bound("arr", "above", 50000), bound("days_since_contact", "above", 29)])
    assert names(evidence) == ["south", "north"]
    assert [fact.value for fact in evidence.facts[:2]] == [2, 140000]
    assert evidence.assumptions == (
        "as known at the close of 31 Dec 2024",
        "paying accounts only",
        "ARR above $50,000",
        "Days since contact above 29 days",
    )


def test_a_list_shows_the_values_it_was_asked_for() -> None:
    evidence = ask(conditions=[bound("days_since_contact", "above", 29)], sort_by="days_since_contact")
    shown = [(fact.subject["account"], fact.label, fact.value) for fact in evidence.sections[0].facts]
    assert [row for row in shown if row[1] != "ARR"] == [
        ("south", "Days since contact", 121),
        ("north", "Days since contact", 30),
    ]
    assert [name for name, label, _ in shown if label == "ARR"] == ["south", "north"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("no", ["south", "east"]), ("yes", ["north"])],
)
def test_accounts_without_a_sponsor_are_found(value: str, expected: list[str]) -> None:
    assert names(ask(traits=[trait("has_sponsor", value)])) == expected


def test_no_qbr_in_two_quarters_counts_those_that_never_had_one() -> None:
    evidence = ask(conditions=[bound("days_since_qbr", "above", 182)], sort_by="days_since_qbr")
    shown = [fact for fact in evidence.sections[0].facts if fact.metric == "days_since_qbr"]
    values = {fact.subject["account"]: fact.value for fact in shown}
    # South and east are first heard of in September and December, so their silence is not older than that.
    assert values == {"north": 334}


def test_an_open_signal_is_asked_for_by_name_and_dated() -> None:
    evidence = ask(traits=[trait("contact_silence", "yes")])
    assert names(evidence) == ["south"]
    # Known 90 days after 1 September, the last talk: met once, it has no rhythm yet, nor has its segment.
    assert evidence.sections[0].facts[1].value == "2024-09-01"


def test_traits_and_filters_meet() -> None:
    only = [{"dimension": "segment", "values": ["SMB"]}]
    assert names(ask(traits=[trait("has_sponsor", "no")], filters=only)) == ["east"]


def test_a_past_day_knows_only_what_was_known_then() -> None:
    evidence = ask(traits=[trait("has_sponsor", "yes")], as_of="2024-10-31")
    assert names(evidence) == ["south", "north"]
    assert evidence.facts[0].as_of == day("2024-10-31")


def test_lost_accounts_are_looked_at_as_they_stood_at_the_opening() -> None:
    evidence = ask(lost_in="2024", conditions=[bound("arr", "above", 100)])
    assert names(evidence) == ["lost"]
    lost = {fact.metric: fact.value for fact in evidence.sections[0].facts}
    assert (lost["arr"], lost["lost_on"]) == (500, "2024-06-15")
    assert evidence.assumptions[:2] == ("as known at the close of 31 Dec 2023", "paying then and lost in 2024")


def test_a_loss_outside_the_period_is_not_listed() -> None:
    assert names(ask(lost_in="Q3 2024")) == []
    assert names(ask(lost_in="Q2 2024")) == ["lost"]


def test_accounts_of_which_a_condition_is_not_known_are_left_out_and_counted() -> None:
    evidence = ask(conditions=[bound("nps_latest", "below", 7)])
    assert names(evidence) == ["north"]
    assert evidence.notes == ("2 accounts left out because this is not known of them: Newest NPS answer below 7",)


def test_a_condition_the_company_cannot_answer_is_said_and_the_rest_answered() -> None:
    evidence = ask(
        company("interactions"), conditions=[bound("days_since_contact", "above", 30), bound("arr", "above", 50000)]
    )
    assert names(evidence) == ["south", "north"]
    assert evidence.notes == ("not applied: Days since contact above 30 days (the data has no interactions)",)
    assert "Days since contact above 30 days" not in evidence.assumptions


def test_only_conditions_the_company_cannot_answer_are_declined() -> None:
    with pytest.raises(NoData, match="the data has no contacts or role in its contacts"):
        ask(company("contacts"), traits=[trait("has_sponsor", "no")])


def test_nothing_found_is_said() -> None:
    evidence = ask(conditions=[bound("days_since_contact", "above", 9999)])
    assert (evidence.facts[0].value, evidence.message) == (0, "No account meets all of that.")


def test_names_may_be_typed_as_labels() -> None:
    assert names(ask(conditions=[bound("Days since contact", "above", 100)])) == ["south"]
    assert names(ask(traits=[trait("Sponsor", "yes")])) == ["north"]


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ({"conditions": [bound("happiness of the moon", "above", 1)]}, UnknownName),
        ({"traits": [trait("wears a hat", "yes")]}, UnknownName),
        ({"as_of": "2031-01-01", "sort_by": "days_since_contact"}, NoData),
        ({"lost_in": "the olden days"}, InvalidRequest),
        ({"lost_in": "2023"}, NoData),
    ],
)
def test_what_cannot_be_read_is_refused(request_: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        ask(**request_)


def test_the_limit_cuts_the_table_and_not_the_count() -> None:
    evidence = ask(traits=[trait("is_paying", "yes")], limit=1)
    assert (evidence.facts[0].value, len(names(evidence)), evidence.sections[0].more) == (3, 1, 2)


def test_accounts_that_no_longer_pay_can_be_asked_for() -> None:
    assert names(ask(traits=[trait("is_paying", "no")])) == ["lost"]


def test_metrics_alone_are_listed_as_before() -> None:
    evidence = ask(conditions=[bound("arr", "above", 50000)])
    assert (evidence.shape, [fact.subject["account"] for fact in evidence.facts[:2]]) == ("list", ["south", "north"])
