"""Comparisons and trends."""

from __future__ import annotations

from decimal import Decimal

from assistant.grounding import check
from assistant.prose.write import write
from tests.assistant.evidence import call, company, evidence, only


def test_two_periods_are_compared_in_one_sentence() -> None:
    assert write(evidence("nrr_change")) == (
        "NRR was **91.0 %** in Q3 2024 against **110.3 %** in Q2 2024: **-19.3 points**."
    )


def test_two_closes_carry_their_days_and_the_relative_change() -> None:
    assert write(evidence("arr_change")) == (
        "ARR was **$564,500** at the close of 31 Dec 2024 against **$454,000** at the close of 31 Dec 2023: "
        "**+$110,500** (24.3 %)."
    )


def test_two_groups_share_their_time() -> None:
    assert write(evidence("two_accounts")) == (
        "ARR is **$250,000** for Delta Bank against **$170,000** for Acme Logistics as of 31 Dec 2024: "
        "**+$80,000** (47.1 %)."
    )


def test_things_counted_are_there() -> None:
    assert write(evidence("tickets_change")) == (
        "There were **10** tickets in 2024 against **1** in 2023: **+9** (900.0 %)."
    )


def test_a_side_without_a_base_is_not_defined_and_the_other_still_told() -> None:
    found = call("compare_metric", metric="net_revenue_retention", period="2024", earlier_period="2023")
    assert write((found,)) == (
        "NRR is **not defined** in 2023: no account paid at the close before the period, so there is no base to "
        "retain. In 2024 it was **97.8 %**."
    )


def test_two_metrics_are_each_named_with_the_gap_between_them() -> None:
    found = call("compare_metric", metric="expansion_arr", other_metric="churned_arr", period="Q3 2024")
    assert [str(fact.value) for fact in found.facts] == ["0.00", "48000.00", "-48000.00"]
    assert write((found,)) == ("Expansion ARR was **$0** against **$48,000** for churned ARR in Q3 2024: **-$48,000**.")


def test_a_value_against_all_others_says_so() -> None:
    found = call("compare_metric", metric="arr", dimension="country", values=["US"], is_against_others=True)
    assert write((found,)) == (
        "ARR is **$284,500** in the US against **$280,000** for all others as of 31 Dec 2024: **+$4,500** (1.6 %)."
    )


def test_fiscal_periods_keep_their_names() -> None:
    found = call("compare_metric", company(4), metric="net_revenue_retention", period="Q3 FY2025")
    assert write((found,)) == "NRR was **97.9 %** in Q3 FY2025 against **91.0 %** in Q2 FY2025: **+6.9 points**."


def test_a_trend_tells_its_course_and_every_step() -> None:
    assert write(evidence("trend")) == (
        "ARR rose from **$484,000** (31 Mar 2024) to **$564,500** (31 Dec 2024): **+$80,500** (16.6 %).\n\n"
        "- 31 Mar 2024: **$484,000**\n- 30 Jun 2024: **$534,000**\n- 30 Sep 2024: **$576,500**\n"
        "- 31 Dec 2024: **$564,500**"
    )


def test_a_trend_of_one_filter_names_it_and_its_assumed_period() -> None:
    found = call("trend_metric", metric="arr", grain="year", filters=[only("segment", "SMB")])
    assert write((found,)).startswith(
        "From 1 Jan 2023 to 31 Dec 2024 (no period was asked), ARR for SMB fell from **$84,000** (31 Dec 2023) to "
        "**$54,000** (31 Dec 2024): **-$30,000** (-35.7 %)."
    )


def test_steps_without_a_base_are_not_defined_with_the_reason_once() -> None:
    found = call("trend_metric", metric="net_revenue_retention", grain="year")
    text = write((found,))
    assert text.startswith("NRR by year:\n\n- 2023: **not defined**\n- 2024: **97.8 %**")
    assert text.count("no account paid at the close before the period") == 1


def test_a_value_that_did_not_change_is_said_so() -> None:
    found = call("trend_metric", metric="arr", period="2024", grain="quarter", filters=[only("account", "Delta Bank")])
    assert "did not change from **$250,000**" in write((found,))


def test_a_fiscal_trend_names_each_quarter_as_the_company_does() -> None:
    found = call("trend_metric", company(2), metric="new_arr", grain="quarter", period="FY2024")
    text = write((found,))
    steps = [line.split(":")[0].removeprefix("- ") for line in text.split("\n\n")[1].splitlines()]
    assert steps == ["Q1 FY2024", "Q2 FY2024", "Q3 FY2024", "Q4 FY2024"]
    assert "(Q1 FY2024)" in text.split("\n")[0]
    assert check(text, (found,)).is_clean
    assert not check("New ARR was $1 in Q3 FY2025.", (found,)).is_clean


def test_a_difference_too_small_to_show_has_no_sign_and_is_grounded() -> None:
    found = evidence("nrr_change")[0]
    one, other, change = found.facts
    later = one.model_copy(update={"value": Decimal("1.1029")})
    earlier = other.model_copy(update={"value": Decimal("1.1033")})
    facts = (later, earlier, change.model_copy(update={"value": Decimal("-0.0004")}))
    tiny = found.model_copy(update={"facts": facts})
    text = write((tiny,))
    assert text == "NRR was **110.3 %** in Q3 2024 against **110.3 %** in Q2 2024: **±0.0 points**."
    assert check(text, (tiny,)).is_clean
    assert not check("NRR changed by 0.0 points.", (found,)).is_clean


def test_a_step_that_is_too_small_to_show_is_no_rise() -> None:
    found = evidence("trend")[0]
    first, *between, last = found.facts[: found.headline]
    tiny = last.model_copy(update={"value": first.value, "unit": "percent"})
    change = found.facts[found.headline].model_copy(update={"value": Decimal("-0.0004"), "unit": "percent"})
    facts = (first.model_copy(update={"unit": "percent"}), *between, tiny, change)
    text = write((found.model_copy(update={"facts": facts, "headline": len(facts) - 1}),))
    assert "ARR did not change from" in text
    assert text.split("\n")[0].endswith("**±0.0 points**.")
