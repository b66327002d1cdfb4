"""Two values of one dimension are told apart, a whole order is shown whole, a figure that cannot be cut gives way."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.planner.calls import call
from assistant.planner.reading import read
from assistant.planner.what_comes_next import next_period
from tests.assistant.parts import fact
from tests.assistant.planner.companies import CALENDAR, NAMED, NUMBERED
from tools.account_requests import ForecastRenewals
from tools.evidence import Evidence
from tools.periods import Calendar
from tools.requests import AskBack


def calls(*turns: str) -> list[dict[str, object]]:
    found = read(turns[0], NAMED, CALENDAR)
    for text in turns[1:]:
        found = read(text, NAMED, CALENDAR, found)
    return [{"tool": item.name, **item.arguments} for item in found]


def test_a_topic_with_groups_is_grouped_by_the_dimension_of_its_two_sides() -> None:
    assert [item["group_by"] for item in calls("average health of EMEA vs NA")] == ["region"]


def test_a_topic_without_groups_is_told_of_each_side() -> None:
    found = calls("how long does onboarding take for smb compared to enterprise")
    assert [item["filters"][0]["values"] for item in found] == [["SMB"], ["Enterprise"]]  # type: ignore[index]


def test_a_median_of_two_sides_is_compared() -> None:
    (found,) = calls("median time to first value for enterprise vs smb")
    assert (found["tool"], found["values"]) == ("compare_metric", ["Enterprise", "SMB"])


def test_two_sides_named_in_a_follow_up_are_told_apart() -> None:
    (found,) = calls("open tickets", "for SMB and Enterprise")
    assert found["group_by"] == ["segment"]


@pytest.mark.parametrize("order", ["worst first", "lowest to highest", "weakest to strongest", "ascending"])
def test_a_whole_order_shows_every_row(order: str) -> None:
    (found,) = calls(f"NRR by csm, {order}")
    assert (found["order"], found.get("limit")) == ("lowest", None)


def test_losses_stand_in_for_arr_by_reason() -> None:
    for question in ("what are our churn reasons in 2024 in arr", "churn by reason in dollars"):
        assert read(question, NUMBERED, CALENDAR)[0].arguments["metric"] == "arr_losses"
    assert read("contraction by reason", NUMBERED, CALENDAR)[0].arguments["metric"] == "downgrade_churn"


def test_groups_of_a_follow_up_are_never_dropped() -> None:
    assert calls("health of all accounts", "by segment")[0]["group_by"] == "segment"
    assert calls("median time to first value", "by segment")[0]["metric"] == "time_to_first_value"
    assert [item["group_by"] for item in calls("arr by region", "compared to a year ago")] == [["region"]] * 2


def test_who_after_a_figure_names_its_accounts() -> None:
    (found,) = calls("how much arr did we lose in Q2 2024", "who?")
    assert (found["metric"], found["group_by"], found["period"]) == ("churned_arr", ["account"], "Q2 2024")


def _evidence(count: int) -> Evidence:
    return Evidence(shape="sections", facts=(fact("open_renewals_count", "Number open", count),), headline=1)


def test_an_empty_period_in_its_last_days_offers_the_next_one() -> None:
    ending = Calendar(as_of=date(2024, 12, 30), first_day=date(2023, 1, 1), last_day=date(2024, 12, 30))
    asked = (call(ForecastRenewals(view="list", period="this quarter")),)
    (back,) = next_period(asked, (_evidence(0),), ending)
    assert isinstance(back.request, AskBack)
    assert "Q4 2024 ends tomorrow" in back.request.question
    assert back.request.choices[0] == "Which renewals are due next quarter?"
    assert next_period(asked, (_evidence(2),), ending) == ()
    earlier = Calendar(as_of=date(2024, 12, 20), first_day=date(2023, 1, 1), last_day=date(2024, 12, 20))
    assert next_period(asked, (_evidence(0),), earlier) == ()
