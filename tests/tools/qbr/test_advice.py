"""What a review recommends: repairs before goals, growth only for an account that is ready and not red."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.company import LAST_DAY, Row, day
from tests.tools.briefing.company import contact, goal, talk, ticket, tiny, used
from tools.context import Context
from tools.paper_requests import PrepareQbr
from tools.prepare_qbr import prepare_qbr
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


def test_a_stated_goal_without_numbers_is_asked_for_them() -> None:
    advice = advice_of(
        review_of(with_norms(tiny(**(CALM | {"goals": []}))), PrepareQbr(account="acme", goals=("Open two sites",)))
    )
    assert advice[0].advise == "Give “Open two sites” a number and a day"


def test_a_promise_of_the_last_review_that_is_owed_comes_first() -> None:
    held = talk(40, "2024-12-01", "C-2", "Review.", type="qbr", commitments="We: send the plan by 10 Dec (Maya).")
    kept = [item for item in HEARD if item["happened_on"] < day("2024-12-01")]
    owing = CALM | {"interactions": (*kept, held, talk(41, "2024-12-20", "C-1", "Still owed by us: send the plan."))}
    assert names(tiny(**owing))[0] == "promise"


def test_an_ordinary_hour_has_no_talk_about_trouble() -> None:
    evidence = prepare_qbr(with_norms(tiny(**CALM)), PrepareQbr(account="acme", topic="agenda"))
    topics = [fact.value for fact in evidence.facts if fact.metric == "agenda_topic"]
    assert "What went wrong, where it stands and who leads" not in topics
    assert "Where it helps and where it does not" in topics
