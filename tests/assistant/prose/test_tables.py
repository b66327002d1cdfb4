"""Bridges and cohorts."""

from __future__ import annotations

from assistant.prose.tables import table
from assistant.prose.write import write
from tests.assistant.evidence import call, evidence, only


def test_one_bridge_goes_from_opening_to_closing_line_by_line() -> None:
    assert write(evidence("bridge")) == (
        "ARR went from **$534,000** to **$576,500** (NRR 91.0 %, GRR 91.0 %) in Q3 2024.\n\n"
        "| ARR bridge | Amount |\n| --- | ---: |\n"
        "| Opening (30 Jun 2024) | $534,000 |\n| + New | $90,500 |\n| + Reactivation | $0 |\n| + Expansion | $0 |\n"
        "| − Contraction | $0 |\n| − Churned | $48,000 |\n| = Closing (30 Sep 2024) | $576,500 |\n\n"
        "Opening, plus and minus the parts, is exactly the closing."
    )


def test_a_few_bridges_stand_side_by_side() -> None:
    text = write(evidence("quarters"))
    assert text.startswith("ARR went from **$454,000** to **$564,500** in 2024.")
    assert "| Period | Q1 2024 | Q2 2024 | Q3 2024 | Q4 2024 |" in text
    assert "| − Contraction | $0 | $0 | $0 | $12,000 |" in text
    assert "| NRR | 100.0 % | 110.3 % | 91.0 % | 97.9 % |" in text


def test_many_bridges_have_a_row_each() -> None:
    text = write((call("bridge_arr", period="2024", grain="month"),))
    assert text.count("\n| ") == 14  # the head, the line under it, twelve months
    assert "| Nov 2024 | $576,500 | $0 | $0 | $0 | $12,000 | $0 | $564,500 | 97.9 % | 97.9 % |" in text


def test_bridges_by_group_have_no_common_opening() -> None:
    text = write((call("bridge_arr", period="2024", group_by=["segment"], filters=[only("country", "US")]),))
    assert text.startswith(
        "ARR bridge by segment in the US in 2024:\n_Segment as the accounts have it now._\n\n"
        "| Segment | Enterprise | SMB |"
    )


def test_a_bridge_that_does_not_add_up_is_not_said_to() -> None:
    (found,) = evidence("bridge")
    broken = [fact.model_copy(update={"value": 1}) if fact.metric == "new_arr" else fact for fact in found.facts]
    assert "exactly the closing" not in write((found.model_copy(update={"facts": tuple(broken)}),))


def test_one_cohort_is_a_sentence() -> None:
    assert write(evidence("cohort")) == (
        "**2** of the **3** accounts that signed up in Q1 2023 paid at the close of 31 Dec 2024: **66.7 %**."
    )


def test_several_cohorts_are_a_table_under_the_sentence_for_all() -> None:
    text = write((call("retain_cohorts"),))
    assert text.startswith("**5** of the **7** accounts that signed up from 1 Jan 2023 to 31 Dec 2024 paid")
    assert "| Q3 2024 | 1 | 0 | 0.0 % |\n| All | 7 | 5 | 71.4 % |" in text


def test_an_empty_cell_is_a_dash() -> None:
    assert table([["A", "B"], ["", "1"]]) == "| A | B |\n| --- | ---: |\n| - | 1 |"
