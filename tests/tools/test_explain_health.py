"""Why an account has the health it has, over one tiny company."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge.documents import Document
from knowledge.library import Library
from knowledge.triggers import Trigger
from tests.company import LAST_DAY, account, context, day, line
from tools.account_requests import ExplainHealth
from tools.company import Company
from tools.company_settings import Caps, HealthSettings, Levels
from tools.context import Context
from tools.errors import InvalidRequest, UnknownName
from tools.evidence import Evidence, Section
from tools.explain_health import explain_health
from tools.health.comparing import since_day

PLAY = Document(
    kind="playbook",
    name="rescue",
    title="Rescue",
    owner="csm",
    within_days=2,
    trigger=Trigger(any=("champion_left",), status=("red", "yellow")),
    steps=("Call them.",),
    body="When it burns.",
)


def used(name: str, until: date, uses: int) -> list[dict[str, Any]]:
    """One use a week by five people, on Mondays, for a year up to the day."""
    mondays = [until - timedelta(until.weekday()) - timedelta(weeks=week) for week in range(52)]
    return [
        {
            "usage_event_id": f"U-{name}-{monday}-{person}",
            "account_id": f"A-{name}",
            "used_on": monday,
            "user_id": f"P-{person}",
            "feature": "plan",
            "uses": uses,
            "errors": 0,
        }
        for monday in mondays
        for person in range(5)
    ]


def talk(number: int, contact: str, on: str, notes: str = "") -> dict[str, Any]:
    return {
        "interaction_id": f"I-{number}",
        "account_id": "A-acme",
        "contact_id": contact,
        "happened_on": day(on),
        "type": "call",
        "notes": notes,
    }


def contact(identifier: str, role: str, left: str | None = None) -> dict[str, Any]:
    return {
        "contact_id": identifier,
        "account_id": "A-acme",
        "name": f"Person {identifier}",
        "role": role,
        "joined_on": day("2023-01-01"),
        "left_on": day(left) if left else None,
    }


@pytest.fixture(scope="module")
def company() -> Context:
    return tiny()


def tiny() -> Context:
    quiet = [row for row in used("acme", LAST_DAY, 10) if row["used_on"] < day("2024-11-20")]
    made = context(
        {
            "accounts": [account("acme", csm="Maya"), account("gone"), account("blank")],
            "subscriptions": [
                line("acme", 12000, "2023-01-01", seats=10),
                line("gone", 900, "2023-01-01", "2024-03-01"),
                line("blank", 100, "2024-12-20"),
            ],
            "usage_events": quiet,
            "contacts": [contact("C-1", "champion", "2024-11-04"), contact("C-2", "sponsor")],
            "interactions": [
                talk(1, "C-1", "2024-08-14"),
                talk(2, "C-2", "2024-09-02"),
                talk(3, "C-2", "2024-12-12", "They find it too expensive."),
            ],
        }
    )
    return replace(made, knowledge=Library.open(Path("unused"), (PLAY,)))


def asked(company: Context, **fields: Any) -> Evidence:
    return explain_health(company, ExplainHealth(account="acme", **fields))


def section(evidence: Evidence, title: str) -> Section:
    (found,) = [item for item in evidence.sections if item.title.startswith(title)]
    return found


def values(part: Section, label: str) -> list[Any]:
    return [fact.value for fact in part.facts if fact.label == label]


def test_the_head_is_the_score_and_the_status(company: Context) -> None:
    evidence = asked(company)
    score, status, change = evidence.facts[: evidence.headline]
    assert change.metric == "health_change"
    assert (score.metric, score.unit, status.value) == ("health_score", "score", "red")
    assert evidence.assumptions[2] == "green from 70, yellow from 45"


def test_points_of_the_components_and_of_the_inputs_add_up_to_the_score(company: Context) -> None:
    evidence = asked(company)
    points = [fact for fact in section(evidence, "Component by component").facts if fact.label == "Points"]
    whole: list[Any] = [fact.value for fact in points if fact.subject["component"] == "all of it"]
    parts: list[Any] = [fact.value for fact in points if fact.subject["component"] != "all of it"]
    inputs = values(section(evidence, "What it is made of"), "Points")
    assert sum(whole) == sum(parts) == sum(inputs) == evidence.facts[0].value


def test_what_moved_it_most_is_told_first_with_the_signs_behind_it(company: Context) -> None:
    told = section(asked(company, since="2024-10-31"), "What moved it since 31 Oct 2024").facts
    lost = [abs(Decimal(str(fact.value))) for fact in told if fact.metric == "health_points_change"]
    assert lost == sorted(lost, reverse=True)
    assert ("champion_left", "2024-11-04") in {(fact.metric, fact.value) for fact in told}


def test_a_full_explanation_keeps_the_details_out_of_the_text(company: Context) -> None:
    details = {part.title: part.is_detail for part in asked(company).sections}
    assert details["Component by component"]
    assert not details["What it is made of"]


def test_what_moved_it_adds_up_to_the_change(company: Context) -> None:
    evidence = asked(company, since="2024-10-31", topic="changes")
    change = evidence.facts[2]
    assert change.metric == "health_change"
    assert sum(values(section(evidence, "Points by component since 31 Oct 2024"), "Points")) == change.value
    assert change.value is not None
    assert not isinstance(change.value, str)
    assert change.value < 0
    assert change.inputs["before"] == Decimal(str(change.inputs["after"])) - Decimal(change.value)


def test_signs_that_began_since_are_dated(company: Context) -> None:
    signs = section(asked(company, since="2024-10-31", topic="changes"), "Signs since")
    assert {"champion_left": "2024-11-04"}.items() <= {fact.metric: fact.value for fact in signs.facts}.items()


def test_unknown_components_say_what_to_import(company: Context) -> None:
    unknown = section(asked(company, topic="contributions"), "What is not known")
    reasons = {fact.subject["component"]: fact.undefined_because for fact in unknown.facts}
    assert reasons["Survey answers"] == "the data has no surveys; import them to include it"


def test_the_way_back_names_the_gap_and_what_would_close_it(company: Context) -> None:
    evidence = asked(company, topic="recovery")
    settle, gap, enough = section(evidence, "What would suffice").facts
    assert str(settle.value).startswith("Champion left since 4 Nov 2024, use dropped since ")
    score = evidence.facts[0].value
    assert gap.value == 45 - Decimal(str(score))
    gains = values(section(evidence, "Way back to yellow"), "Would add")
    assert gains == sorted(gains, reverse=True)
    assert len(str(enough.value).split("; ")) == next(
        n for n in range(1, 9) if sum(gains[:n]) >= Decimal(str(gap.value))
    )


def test_what_holds_a_status_below_that_of_its_score_is_said_with_its_day() -> None:
    only = Caps(ignore=("usage_drop", "licences_low"))
    settings = Company(health=HealthSettings(thresholds=Levels(green=20, yellow=10), caps=only))
    told = asked(replace(tiny(), company=settings))
    status, held = told.facts[1:3]
    assert (status.value, status.inputs["by_score"]) == ("yellow", "green")
    assert (held.label, held.value) == ("Held at yellow by", "Champion left since 4 Nov 2024")
    assert [fact.metric for fact in section(told, "What holds it at yellow").facts] == ["champion_left"]
    back = asked(replace(tiny(), company=settings), topic="recovery")
    assert [fact.label for fact in section(back, "What would suffice").facts] == ["To settle first"]
    assert section(back, "Way back to green").missing == "the score is high enough; grave signs hold the status"


def test_the_response_names_the_responsible_person_and_the_day(company: Context) -> None:
    facts = {fact.metric: fact.value for fact in section(asked(company, topic="play"), "What to do").facts}
    assert facts["health_responsible"] == "Maya"
    assert facts["health_response_due"] == "2025-01-02"


def test_the_play_says_why_its_trigger_fired(company: Context) -> None:
    part = section(asked(company, topic="play"), "What to do")
    (because,) = [fact for fact in part.facts if fact.metric == "play_because"]
    assert because.subject == {"account": "acme", "play": "Rescue"}
    assert because.value == "Champion left since 4 Nov 2024; status red"
    assert [passage.title for passage in part.passages] == ["Rescue"]


def test_evidence_quotes_the_rows(company: Context) -> None:
    titles = [passage.title for passage in section(asked(company, topic="evidence"), "Evidence").passages]
    assert "Interaction I-3, 12 Dec 2024" in titles


def test_every_answer_states_the_track_record_with_its_counts(company: Context) -> None:
    record = section(asked(company, topic="contributions"), "How far such scores came true")
    assert {fact.label for fact in record.facts} == {"Churn rate afterwards", "Scores", "Followed by a loss"}


def test_an_account_that_left_has_no_health(company: Context) -> None:
    evidence = explain_health(company, ExplainHealth(account="gone"))
    assert (evidence.outcome, evidence.reason) == ("declined", "undefined")
    assert evidence.facts[0].undefined_because == "no longer a paying account since 1 Mar 2024"


def test_an_account_nothing_is_known_of_has_no_score_and_says_why(company: Context) -> None:
    evidence = explain_health(company, ExplainHealth(account="blank"))
    assert evidence.outcome == "declined"
    assert evidence.facts[0].undefined_because == "nothing is known"
    assert len(section(evidence, "What is not known").facts) > 5


def test_a_past_day_is_judged_by_what_was_known_then(company: Context) -> None:
    evidence = asked(company, as_of="2024-10-31")
    assert evidence.facts[0].as_of == day("2024-10-31")
    assert evidence.facts[1].value != "red"


def test_an_unknown_account_is_refused(company: Context) -> None:
    with pytest.raises(UnknownName):
        explain_health(company, ExplainHealth(account="nobody at all"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (None, "2024-09-30"),
        ("2024-11-15", "2024-11-15"),
        ("June", "2024-05-31"),
        ("last quarter", "2024-09-30"),
        ("last month", "2024-11-30"),
    ],
)
def test_the_day_to_compare_with(company: Context, words: str | None, expected: str) -> None:
    assert since_day(company, words) == day(expected)


def test_a_change_cannot_be_measured_from_the_day_itself(company: Context) -> None:
    with pytest.raises(InvalidRequest):
        since_day(company, "2024-12-31")
