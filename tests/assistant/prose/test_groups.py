"""Breakdowns, rankings and lists."""

from __future__ import annotations

from assistant.prose.write import write
from tests.assistant.evidence import call, evidence, only


def test_a_breakdown_has_its_total_first_and_says_that_the_parts_add_up() -> None:
    assert write(evidence("segments")) == (
        "ARR by segment as of 31 Dec 2024: **$564,500** in total.\n\n"
        "- **Enterprise**: $510,500\n- **SMB**: $54,000\n\n"
        "The parts add up to the total."
    )


def test_rates_are_not_said_to_add_up() -> None:
    assert write(evidence("nrr_by_segment")) == (
        "NRR by segment in 2024: **97.8 %** overall.\n_Segment as the accounts have it now._\n\n"
        "- **Enterprise**: 113.5 %\n- **SMB**: 28.6 %"
    )


def test_the_same_account_in_several_groups_is_explained() -> None:
    found = call("measure_metric", metric="accounts_with_usage", period="2024", group_by=["feature"])
    text = write((found,))
    assert "**3** in total." in text
    assert (
        text.count("The same one can count under more than one feature, so the parts do not add up to the total.") == 1
    )


def test_a_rate_without_a_base_in_any_group_is_said_once() -> None:
    text = write((call("measure_metric", metric="net_revenue_retention", period="2023", group_by=["segment"]),))
    assert text.startswith("NRR by segment in 2023: **not defined** for any of them, as no account paid")


def test_a_rate_without_a_base_in_one_group_gives_the_reason() -> None:
    text = write((call("measure_metric", metric="net_revenue_retention", period="Q1 2024", group_by=["country"]),))
    assert "- **US**: 100.0 %" in text
    found = call("measure_metric", metric="first_response_minutes", period="2024", group_by=["country"])
    assert "not defined" not in write((found,))


def test_a_ranking_names_the_first_in_a_sentence_and_says_how_many_are_shown() -> None:
    assert write(evidence("top")) == (
        "As of 31 Dec 2024, **Delta Bank** has the highest ARR: **$250,000**.\n\n"
        "1. **Delta Bank**: $250,000\n2. **Acme Logistics**: $170,000\n3. **Fern Labs**: $90,500\n\n"
        "Showing 3 of 5."
    )


def test_the_lowest_of_things_counted_are_the_fewest() -> None:
    found = call("measure_metric", metric="tickets", period="2024", group_by=["priority"], order="lowest", limit=1)
    assert write((found,)) == "In 2024, **medium** had the fewest tickets: **1**.\n\nShowing 1 of 4."


def test_those_who_share_the_first_place_are_named_together() -> None:
    filters = [only("account", "Acme Logistics", "Echo Media", "Delta Bank")]
    found = call(
        "measure_metric",
        metric="logo_retention",
        period="Q4 2024",
        group_by=["account"],
        order="highest",
        filters=filters,
    )
    assert "**Acme Logistics**, **Delta Bank** and **Echo Media**" in write((found,))


def test_a_list_says_how_many_match_and_under_which_conditions() -> None:
    assert write(evidence("list")) == (
        "**3** accounts match. By ARR as of 31 Dec 2024, highest first:\n_ARR above $80,000._\n\n"
        "1. **Delta Bank**: $250,000\n2. **Acme Logistics**: $170,000\n\nShowing 2 of 3."
    )


def test_one_account_matches_in_the_singular() -> None:
    found = call("list_accounts", conditions=[{"metric": "arr", "comparison": "above", "amount": 200000}])
    assert write((found,)).startswith("**1** account matches.")


def test_an_empty_list_repeats_what_was_asked() -> None:
    found = call("list_accounts", conditions=[{"metric": "arr", "comparison": "above", "amount": 900000}])
    assert write((found,)) == "No account meets all of that.\n\n_Asked for: ARR above $900,000._"
