"""What a review recommends: repairs before goals, growth only for an account that is ready and not red."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.company import LAST_DAY, Row, day
from tests.tools.briefing.company import contact, goal, talk, ticket, tiny, used
from tools.context import Context
from tools.paper_requests import PrepareQbr
from tools.prepare_qbr import prepare_qbr
from tools.qbr.actions import decisions
from tools.qbr.advice import advice_of
from tools.qbr.review import review_of
from tools.signals.features import with_norms

HEARD: tuple[Row, ...] = tuple(
    talk(number, (LAST_DAY - timedelta(14 * number)).isoformat(), f"C-{1 + number % 3}", "All is well.")
    for number in range(12, 0, -1)
)
CALM: dict[str, Any] = {
    "contacts": [contact(1, "Ann Here", "champion", "Planning Lead"), contact(2, "Sol Chief", "sponsor", "CFO"),
                 contact(3, "Bea Buyer", "buyer")],
    "interactions": HEARD,
    "tickets": [ticket(3, "2024-08-05", "2024-08-06")],
    "goals": [goal(1, "Less overtime", "2025-06-30", 75.0)],
    "usage_events": [*used("acme", 10, 2), *used("acme", 10, 2, "plan"), *used("acme", 10, 2, "alerts")],
    "renewals": [],
    "invoices": [],
    "surveys": [{"survey_id": "N-1", "account_id": "A-acme", "type": "nps", "score": 9.0, "contact_id": "C-2",
                 "answered_on": day("2024-12-01"), "comment": None}],
}  # fmt: skip


def names(company: Context, **fields: Any) -> list[str]:
    return [item.name for item in advice_of(review_of(with_norms(company), PrepareQbr(account="acme", **fields)))]


def test_a_calm_account_with_full_seats_hears_of_seats_after_its_goal() -> None:
    assert names(tiny(**CALM)) == ["goal", "licences_near_limit"]


def test_the_same_account_in_trouble_hears_of_no_seats() -> None:
    burning = CALM | {"tickets": [ticket(1, "2024-12-01", is_escalated=True)]}
    assert names(tiny(**burning)) == ["escalation", "goal"]
    leaving = CALM | {"interactions": (*HEARD, talk(30, "2024-12-28", "C-2", "They gave notice and will not renew."))}
    assert names(tiny(**leaving)) == ["goal"]


def test_without_a_goal_one_is_asked_for() -> None:
    advice = advice_of(review_of(with_norms(tiny(**(CALM | {"goals": []}))), PrepareQbr(account="acme")))
    assert advice[0].advise == "Agree on one goal with a number and a day"


def test_a_goal_whose_day_came_unreached_is_settled_after_the_running_one() -> None:
    missed = goal(2, "Fewer temps", "2024-11-30", 90.0, "missed")
    both = CALM | {"goals": [*CALM["goals"], missed]}
    found = advice_of(review_of(with_norms(tiny(**both)), PrepareQbr(account="acme")))
    assert [item.name for item in found] == ["goal", "missed", "licences_near_limit"]
    assert found[1].because == "20.0 % of the way on its day, 30 Nov 2024"  # from 100 to 90, aimed at 50


def test_a_stated_goal_without_numbers_is_asked_for_them() -> None:
    advice = advice_of(
        review_of(with_norms(tiny(**(CALM | {"goals": []}))), PrepareQbr(account="acme", goals=("Open two sites",)))
    )
    assert advice[0].advise == "Give “Open two sites” a number and a day"


def owing() -> Context:
    """A promise of the review of 1 Dec that is not done."""
    held = talk(40, "2024-12-01", "C-2", "Review.", type="qbr", commitments="We: send the plan by 10 Dec (Maya).")
    kept = [item for item in HEARD if item["happened_on"] < day("2024-12-01")]
    spoken = (*kept, held, talk(41, "2024-12-20", "C-1", "Still owed by us: send the plan."))
    return tiny(**(CALM | {"interactions": spoken}))


def test_a_promise_of_the_last_review_that_is_owed_comes_first() -> None:
    assert names(owing())[0] == "promise"


def test_the_new_day_for_it_is_ours_to_name_and_its_old_one_is_past() -> None:
    review = review_of(with_norms(owing()), PrepareQbr(account="acme"))
    facts = decisions(review).facts
    told = {(fact.metric, fact.subject["action"]): fact.value for fact in facts}
    assert told["action", "action 1"] == "A new day for what is owed"
    assert told["action_owner", "action 1"] == "Maya Reed"
    assert "“send the plan (Maya)”, overdue" in told.values()


def test_an_ordinary_hour_has_no_talk_about_trouble() -> None:
    evidence = prepare_qbr(with_norms(tiny(**CALM)), PrepareQbr(account="acme", topic="agenda"))
    topics = [fact.value for fact in evidence.facts if fact.metric == "agenda_topic"]
    assert "What went wrong, where it stands and who leads" not in topics
    assert "Where it helps and where it does not" in topics
