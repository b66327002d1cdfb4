"""An account that moved to another segment or CSM counts where it is now, for its past too; the answer says so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import account, context, line
from tests.traps.asking import asked, by_group, only, value
from tools.catalogue import TOOLS
from tools.context import Context

SEGMENT, CSM = "segment as the accounts have it now", "CSM as the accounts have it now"


@pytest.fixture(scope="module")
def view() -> Context:
    """Acme grew from 20 to 200 and is Enterprise now, with Bea; what it was before is not on record."""
    return context(
        {
            "accounts": [
                account("acme", segment="Enterprise", csm="Bea", industry="Retail"),
                account("bolt", segment="SMB", csm="Ann", industry="Retail"),
            ],
            "subscriptions": [
                line("acme", 20, "2023-02-01"),
                line("acme", 180, "2024-05-01"),
                line("bolt", 10, "2023-02-01"),
            ],
        }
    )


def test_its_opening_counts_in_the_segment_it_has_now(view: Context) -> None:
    assert by_group(view, "opening_arr", "segment") == {"Enterprise": 20, "SMB": 10}
    assert by_group(view, "net_revenue_retention", "csm") == {"Bea": 10, "Ann": 1}


def test_so_the_segments_still_add_up_to_the_company(view: Context) -> None:
    assert sum(by_group(view, "opening_arr", "segment").values()) == value(view, "opening_arr") == 30


@pytest.mark.parametrize(("dimension", "words"), [("segment", SEGMENT), ("csm", CSM)])
def test_a_figure_of_a_period_by_what_can_change_names_the_convention(
    view: Context, dimension: str, words: str
) -> None:
    assert words in asked(view, "net_revenue_retention", group_by=[dimension]).assumptions


def test_a_filter_names_it_too(view: Context) -> None:
    assert SEGMENT in asked(view, "expansion_arr", **only("segment", "SMB")).assumptions


def test_two_of_them_are_named_together(view: Context) -> None:
    said = asked(view, "expansion_arr", group_by=["segment", "csm"]).assumptions
    assert "segment and CSM as the accounts have it now" in said


def test_a_state_of_a_past_day_names_it_and_one_of_today_need_not(view: Context) -> None:
    assert SEGMENT in asked(view, "arr", "2023-12-31", group_by=["segment"]).assumptions
    assert SEGMENT not in asked(view, "arr", None, group_by=["segment"]).assumptions


@pytest.mark.parametrize("dimension", ["industry", "account"])
def test_what_an_account_keeps_needs_no_convention(view: Context, dimension: str) -> None:
    said = asked(view, "net_revenue_retention", group_by=[dimension]).assumptions
    assert not any("now" in words for words in said)


def test_trends_bridges_and_comparisons_name_it(view: Context) -> None:
    chosen: dict[str, Any] = {"filters": [{"dimension": "segment", "values": ["SMB"]}]}
    asked_of: dict[str, dict[str, Any]] = {
        "trend_metric": {"metric": "arr", "period": "2024", "grain": "quarter"} | chosen,
        "bridge_arr": {"period": "2024"} | chosen,
        "compare_metric": {"metric": "arr", "period": "2024", "dimension": "segment", "values": ["SMB", "Enterprise"]}
        | {"period": "2023-12-31"},
    }
    for tool, arguments in asked_of.items():
        assert SEGMENT in TOOLS[tool].run(view, arguments).assumptions, tool
