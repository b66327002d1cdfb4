"""How fast onboardings reach value: four accounts whose days can be counted on one hand. Activation is 60 days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.company import account, context, day, line
from tools.account_requests import ReviewOnboarding
from tools.context import Context
from tools.evidence import Evidence
from tools.requests import Filter
from tools.review_onboarding import review_onboarding

STARTS = (
    # name, signed, first value, planned end, completed, last step
    ("north", "2024-01-10", "2024-01-30", "2024-03-10", "2024-02-10", "2024-02-09"),  # 20 days
    ("south", "2024-02-01", "2024-05-01", "2024-04-01", None, "2024-04-20"),  # 90 days: too late to be activated
    ("east", "2024-08-01", None, "2024-10-01", "2024-09-20", "2024-09-20"),  # complete without value
    ("west", "2024-09-01", None, "2024-11-01", None, "2024-09-30"),  # stalled and past its end
    ("young", "2024-12-10", "2024-12-20", "2025-02-01", None, "2024-12-28"),  # 10 days, too recent to judge
)


def company() -> Context:
    def start(name: str, *days: str | None) -> dict[str, object]:
        signed, value, planned, completed, step = (day(text) if text else None for text in days)
        return {
            "onboarding_id": f"O-{name}",
            "account_id": f"A-{name}",
            "signed_on": signed,
            "first_value_on": value,
            "planned_end": planned,
            "completed_on": completed,
            "last_step": "data imported",
            "last_step_on": step,
        }

    survey = {"survey_id": "V-1", "account_id": "A-north", "type": "onboarding", "score": 4.0}
    return context(
        {
            "accounts": [account(name, segment="SMB" if name == "west" else "Enterprise") for name, *_ in STARTS],
            "subscriptions": [line(name, 1200, signed) for name, signed, *_ in STARTS],
            "onboardings": [start(*row) for row in STARTS],
            "surveys": [survey | {"answered_on": day("2024-03-01")}],
        }
    )


def found(evidence: Evidence) -> dict[str, object]:
    return {fact.metric: fact.value for fact in evidence.facts[: evidence.headline]}


def test_time_to_first_value_is_the_median_of_those_that_reached_it() -> None:
    values = found(review_onboarding(company(), ReviewOnboarding()))
    assert values["time_to_first_value"] == 20  # of 10, 20 and 90
    assert values["first_value_share"] == Decimal(3) / 5
    assert values["onboarding_satisfaction"] == 4


def test_activation_leaves_out_those_signed_too_recently_and_says_so() -> None:
    evidence = review_onboarding(company(), ReviewOnboarding())
    assert found(evidence)["activation_rate"] == Decimal(1) / 4  # north of north, south, east, west
    assert evidence.notes == ("1 onboardings signed less than 60 days ago are not judged for activation",)


def test_activation_is_judged_by_the_days_that_were_asked_for() -> None:
    evidence = review_onboarding(company(), ReviewOnboarding(within_days=95))
    (fact,) = [fact for fact in evidence.facts if fact.metric == "activation_rate"]
    # North took 10 days and south 90; east and west have none, young was signed 21 days ago.
    assert (fact.label, fact.value) == ("Activation rate within 95 days", Decimal(2) / 4)


def test_a_period_keeps_the_onboardings_signed_in_it() -> None:
    values = found(review_onboarding(company(), ReviewOnboarding(period="Q1 2024")))
    assert (values["time_to_first_value"], values["activation_rate"]) == (55, Decimal("0.5"))


def test_nothing_is_known_of_first_value_before_it_happened() -> None:
    past = context(
        {name: company().warehouse.run(company().table(name)).rows for name in company().warehouse.tables},
        as_of=date(2024, 2, 15),
    )
    values = found(review_onboarding(past, ReviewOnboarding()))
    assert (values["time_to_first_value"], values["first_value_share"]) == (20, Decimal("0.5"))
    assert values["activation_rate"] is None


def test_each_trouble_lists_its_accounts_with_days_and_last_step() -> None:
    sections = {part.title: part for part in review_onboarding(company(), ReviewOnboarding()).sections}
    assert [fact.value for fact in sections["Completed too early"].facts[:2]] == [102, "data imported"]
    assert [fact.value for fact in sections["Stalled"].facts[:3]] == [92, "data imported", "2024-09-30"]
    assert {fact.subject["account"] for fact in sections["Drifting"].facts} == {"west"}
    assert sections["Drifting"].facts[0].value == 60


def test_one_state_is_counted_and_listed_alone() -> None:
    evidence = review_onboarding(company(), ReviewOnboarding(state="stalled"))
    assert [(fact.label, fact.value) for fact in evidence.facts[: evidence.headline]] == [("Stalled onboardings", 1)]
    assert [part.title for part in evidence.sections] == ["Stalled"]


def test_filters_keep_their_accounts() -> None:
    only = (Filter(dimension="segment", values=("SMB",)),)
    assert found(review_onboarding(company(), ReviewOnboarding(filters=only)))["first_value_share"] == 0


def test_without_onboardings_the_rest_is_said_to_be_missing() -> None:
    bare = context({"accounts": [account("north")], "subscriptions": [line("north", 1200, "2024-01-01")]})
    evidence = review_onboarding(bare, ReviewOnboarding())
    assert {fact.value for fact in evidence.facts} == {None}
    assert evidence.facts[0].undefined_because == "the data has no onboardings"
    assert evidence.sections[0].missing == "the data has no onboardings"
