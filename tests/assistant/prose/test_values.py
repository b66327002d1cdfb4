"""One value in one sentence."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.prose.write import write
from tests.assistant.evidence import call, company, evidence, only


def written(tool: str, **arguments: Any) -> str:
    return write((call(tool, **arguments),))


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"metric": "arr"}, "ARR is **$564,500** as of 31 Dec 2024."),
        ({"metric": "arr", "period": "2024-06-30"}, "ARR was **$534,000** at the close of 30 Jun 2024."),
        (
            {"metric": "arr", "filters": [only("segment", "Enterprise"), only("country", "US")]},
            "ARR for Enterprise in the US is **$260,500** as of 31 Dec 2024.",
        ),
        (
            {"metric": "arr", "filters": [only("country", "US", is_excluded=True)]},
            "ARR is **$280,000** as of 31 Dec 2024.\n_Country is not US._",
        ),
        ({"metric": "churned_arr", "period": "Q3 2024"}, "Churned ARR was **$48,000** in Q3 2024."),
        (
            {"metric": "gross_revenue_retention", "period": "2024"},
            "GRR was **86.8 %** in 2024, over 4 accounts that paid at the opening.",
        ),
        (
            {"metric": "net_revenue_retention", "period": "2023"},
            "NRR in 2023 is **not defined**: no account paid at the close before the period, so there is no base to "
            "retain.",
        ),
        (
            {"metric": "first_response_minutes", "period": "Nov 2024"},
            "Median first response was **64 minutes** in Nov 2024, over 1 answered ticket.",
        ),
    ],
)
def test_a_value_is_one_sentence_with_its_time_filters_and_base(arguments: dict[str, Any], text: str) -> None:
    assert written("measure_metric", **arguments) == text


def test_an_assumed_period_is_said_before_the_number() -> None:
    assert written("measure_metric", metric="net_new_arr") == (
        "In the last full quarter, Q4 2024 (no period was asked), net new ARR was **-$12,000**."
    )
    assert written("measure_metric", metric="logo_retention").startswith(
        "Over the twelve months to 31 Dec 2024 (no period was asked), logo retention was **75.0 %**"
    )


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("Nov 2024", "There was **1** ticket in Nov 2024."),
        ("Oct 2024", "There were **2** tickets in Oct 2024."),
        ("Sep 2024", "There were **0** tickets in Sep 2024."),
    ],
)
def test_things_counted_are_counted_in_the_right_number(period: str, text: str) -> None:
    assert written("measure_metric", metric="tickets", period=period) == text


def test_what_a_reader_should_see_with_the_number_stands_beside_it() -> None:
    text = write(evidence("churn"))
    assert text.endswith("Beside it: revenue churn 9.0 %.")


def test_a_partial_period_says_that_it_is_partial() -> None:
    text = write((call("measure_metric", company(4), metric="tickets", period="FY2025"),))
    assert text.startswith("There were **9** tickets in FY2025 so far (partial, to 31 Dec 2024).")


def test_a_share_says_the_part_and_the_whole() -> None:
    text = written("measure_metric", metric="arr", as_share=True, filters=[only("segment", "SMB")])
    assert text == "The share of ARR for SMB is **9.6 %** as of 31 Dec 2024: $54,000 of $564,500."


def test_concentration_names_the_largest() -> None:
    assert write(evidence("concentration")) == (
        "The top 2 accounts hold **74.4 %** of ARR as of 31 Dec 2024: $420,000 of $564,500.\n\n"
        "The largest:\n1. **Delta Bank**: $250,000\n2. **Acme Logistics**: $170,000"
    )


def test_a_sum_names_its_parts() -> None:
    text = written(
        "compare_metric", metric="churned_arr", other_metric="contraction_arr", operation="sum", period="Q3 2024"
    )
    assert text.startswith("Churned ARR + contraction ARR was **$")
    assert "Computed from churned ARR $48,000 and contraction ARR " in text


def test_an_average_over_accounts_says_over_how_many() -> None:
    text = written("measure_metric", metric="arr", over_accounts="median")
    assert text.startswith("ARR per account (median) is **$")
    assert "accounts.\n_Over accounts with ARR above zero._" in text
