from __future__ import annotations

from datetime import date

import pytest

from tests.records import ago, record
from tests.tools.signals.finding import found, one, spans
from tools.record.known import known_on
from tools.record.rows import Contact, Goal, Interaction
from tools.signals.commitments import due_day, promises_of

SAID_ON = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("We send the export by 12 May", date(2026, 5, 12)),
        ("Maya to send the deck by Friday 3 April", date(2026, 4, 3)),
        ("the list by April 3rd, 2026", date(2026, 4, 3)),
        ("fix it until 2026-04-30", date(2026, 4, 30)),
        ("plan by 4 Jan", date(2027, 1, 4)),
        ("a plan soon", None),
        ("by 31 February", None),
        ("between 3 April and 9 April", None),
    ],
)
def test_a_promise_is_due_on_the_one_day_it_names_the_next_such_day_if_without_a_year(
    sentence: str, due: date | None
) -> None:
    assert due_day(sentence, SAID_ON) == due


def talk(days: int, notes: str = "", commitments: str | None = None) -> Interaction:
    return Interaction(f"I-{days}", ago(days), "C-1", "call", notes=notes, commitments=commitments)


# Made 100 days before 30 June 2026, on 22 March, due on 1 April: 90 days before.
MADE = talk(100, commitments="We: send the rollout plan by 1 April (Maya). They: name an owner by 9 April (Ada).")


def test_only_our_own_promises_count() -> None:
    assert [promise.words for promise in promises_of(record(interactions=(MADE,)))] == [
        "send the rollout plan by 1 April (Maya)."
    ]
    theirs = talk(100, commitments="Ada will send the org chart by 9 April.")
    assert list(promises_of(record(interactions=(theirs,), contacts=(Contact("C-1", "Ada Reyes"),)))) == []


def test_a_promise_passed_over_in_the_next_talk_is_missed_from_then_on() -> None:
    signal = one(record(interactions=(MADE, talk(80, "Spoke of other things."))), "missed_commitment")
    assert (signal.began, signal.ended) == (ago(80), None)
    # 90 days late of 60, halved: nothing was said of it since.
    assert (signal.strength, signal.figures["days_late"].value) == (0.5, 90)
    assert signal.shown_by[0].text == "send the rollout plan by 1 April (Maya)."


def test_a_promise_said_to_be_done_is_not_missed() -> None:
    kept = (MADE, talk(80, "Quick call. Done since last time: send the rollout plan."))
    assert found(record(interactions=kept), "missed_commitment") == ()


def test_a_promise_said_to_be_open_counts_in_full_until_it_is_done() -> None:
    owed = talk(80, "Still owed by us: send the rollout plan.")
    assert one(record(interactions=(MADE, owed)), "missed_commitment").strength == 1.0
    late = (MADE, owed, talk(50, "We sent the rollout plan at last."))
    assert spans(record(interactions=late), "missed_commitment") == [(ago(80), ago(50))]


def test_without_a_talk_a_promise_is_missed_when_one_was_due() -> None:
    alone = record(interactions=(MADE,))
    assert spans(alone, "missed_commitment") == [(ago(45), None)]
    assert found(known_on(alone, ago(46)), "missed_commitment") == ()


def test_a_promise_without_a_day_is_not_judged() -> None:
    vague = talk(100, commitments="We send the rollout plan soon.")
    assert found(record(interactions=(vague, talk(50))), "missed_commitment") == ()


def goal(**fields: object) -> Goal:
    given = {"baseline": 10.0, "target": 20.0, "due_on": ago(30)} | fields
    return Goal("G-1", "Fewer open shifts", ago(300), **given)  # type: ignore[arg-type]


def test_a_goal_past_its_day_and_below_its_target_is_missed() -> None:
    signal = one(record(goals=(goal(current=15.0, status="missed"),)), "missed_goal")
    assert (signal.began, signal.strength, signal.figures["reached"].value) == (ago(29), 0.5, "15, aimed at 20")


@pytest.mark.parametrize(
    "fields",
    [
        {"current": 21.0, "status": "met"},
        {"current": 12.0, "status": "dropped"},
        {"current": 12.0, "due_on": ago(-30)},
        {"current": 20.0},
        {"current": None},
    ],
)
def test_a_goal_met_dropped_not_due_or_not_measured_is_not_missed(fields: dict[str, object]) -> None:
    assert found(record(goals=(goal(**fields),)), "missed_goal") == ()


def test_a_goal_that_should_fall_is_missed_above_its_target() -> None:
    falling = goal(baseline=40.0, target=20.0, current=30.0, status="open")
    assert one(record(goals=(falling,)), "missed_goal").strength == 0.5


def test_how_a_goal_stood_on_an_earlier_day_is_not_known() -> None:
    assert found(known_on(record(goals=(goal(current=15.0, status="missed"),)), ago(10)), "missed_goal") == ()
