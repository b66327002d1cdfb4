"""The project's own cases: complete, sound, and about everything Steward can do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from evals.case import CASES, Case, Dated, load_cases
from evals.known_values import known_values, open_exports, open_published
from integrations.company_folder import current_version
from integrations.sample.build import build_sample
from integrations.sample.stories import Story, load_stories
from tools.catalogue import TOOLS
from tools.metrics.catalogue import METRICS
from tools.signals.catalogue import SIGNALS
from tools.what_if.formulas import FORMULAS

SAMPLE = load_cases("sample")
# The kinds of case that only the tool can answer.
KINDS: Mapping[str, set[str]] = {
    "measure_metric": {"look_up", "cut", "ranking"},
    "compare_metric": {"comparison"},
    "trend_metric": {"trend"},
    "bridge_arr": {"bridge"},
    "measure_concentration": {"concentration"},
    "retain_cohorts": {"cohort"},
    "list_cohort": {"cohort_accounts"},
    "explain_difference": {"difference"},
    "calculate_figure": {"what_if"},
    "compound_arr": {"what_if"},
    "simulate_retention": {"what_if"},
    "judge_figure": {"judgement"},
    "describe_account": {"account"},
    "list_accounts": {"list", "conditions"},
    "explain_health": {"health"},
    "rank_health": {"health_book"},
    "backtest_health": {"backtest"},
    "find_signals": {"signals"},
    "forecast_renewals": {"renewals"},
    "explain_renewal": {"renewal"},
    "review_onboarding": {"onboarding"},
    "review_adoption": {"adoption"},
    "find_expansion": {"expansion"},
    "review_book": {"book"},
    "explain_churn": {"forensics"},
    "review_churn": {"losses"},
    "draft_letter": {"letter"},
    "brief_account": {"briefing"},
    "prepare_qbr": {"qbr"},
    "prepare_board": {"board"},
    "prepare_review": {"review"},
    "find_playbook": {"playbook", "operating"},
    "define_term": {"definition"},
    "describe_data": {"data"},
    "ask_back": {"ambiguous"},
    "decline": {"out_of_scope", "write_request"},
}


# Metrics made from health, whose values tests/tools/metrics/test_records.py proves.
BY_HEALTH = {
    "at_risk_arr", "at_risk_share", "doubtful_renewals", "recovered_accounts", "weighted_renewal_forecast",
    "yellow_arr",
}  # fmt: skip

# What the what-ifs state: each formula, how far it moves, and what a scenario makes of a rate.
OF_WHAT_IFS = {
    *FORMULAS, *(f"{name}_relative_change" for name in FORMULAS), "claim_verdict", "arr_gap_after_years",
    "arr_after_years", "figure_now",
    "simulated_net_revenue_retention", "simulated_net_revenue_retention_change", "figure_rule", "figure_by_definition",
}  # fmt: skip

# What the tools about accounts state beside the metrics.
OF_ACCOUNTS = frozenset(
    {
        "activation_rate", "active_licensed_share", "book_arr", "brier_score", "csm_accounts", "csm_arr", "csm_call",
        "csm_call_reason", "days_since_contact", "expansion_conversation", "expansion_win_rate", "features_used_recent",
        "forecast_cases", "health_accounts", "health_change", "health_churn_rate", "health_recall", "next_step",
        "onboarding_drift_days", "onboarding_first_value_on", "onboarding_last_step", "onboarding_satisfaction",
        "onboarding_stalled_days", "open_expansion_pipeline", "open_renewals", "red_accounts", "renewal_arr",
        "renewal_due_on", "renewals_due", "renewals_due_count", "slipped_renewals", "time_to_first_value",
        "won_expansion_arr",
        # of briefings and reviews
        "attendee_why", "goal_current", "invoice_amount", "value_now",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = build_sample(tmp_path_factory.mktemp("evals") / "sample")
    return folder / "data" / current_version(folder) / "company.duckdb"


@pytest.mark.parametrize("metric", sorted(METRICS))
def test_every_metric_has_a_case(metric: str) -> None:
    """One with a known value, or one that is rightly declined; what rests on health has no plain SQL."""
    own = [case.expect for case in SAMPLE if case.expect.metric == metric]
    assert any(expect.sql or "answered" not in expect.outcome or metric in BY_HEALTH for expect in own)


@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_every_tool_has_cases_of_its_kinds(tool: str) -> None:
    assert KINDS[tool] <= {case.kind for case in SAMPLE}


def test_no_kind_of_case_is_kept_for_a_tool_that_is_gone() -> None:
    assert set(KINDS) == set(TOOLS)


@pytest.mark.parametrize("case", [*SAMPLE, *load_cases("ravenstack")], ids=lambda case: case.id)
def test_a_case_says_why_it_exists_and_can_fail(case: Case) -> None:
    assert case.why
    expect = case.expect
    assert expect.metric in {"", *METRICS, *OF_ACCOUNTS, *OF_WHAT_IFS}
    assert {metric for row in expect.dated for metric in row.metric} <= {*SIGNALS, "health_lost_on"}
    if expect.outcome == ("answered",):
        assert expect.sql or expect.must_say or expect.dated or expect.names or expect.names_not


def test_the_samples_cases_never_pin_values() -> None:
    assert [case.id for case in SAMPLE if case.expect.known] == []


@pytest.mark.parametrize("case", [case for case in SAMPLE if case.expect.dated], ids=lambda case: case.id)
def test_the_days_of_causes_are_those_of_the_stories(case: Case) -> None:
    for row in case.expect.dated:
        told = [day for story in load_stories() if story.account == row.subject for day in days_of(story, row)]
        assert any(abs((day - row.day).days) <= max(row.within, 3) for day in told), row


def days_of(story: Story, row: Dated) -> list[date]:
    """The days of the signal's first sight in a story; a loss is the day the contract ended."""
    return [day for sign, day in story.signs.items() if sign in row.metric] + [
        day for what, day in story.dates.items() if what == "contract ended" and "health_lost_on" in row.metric
    ]


def test_there_are_many_cases_and_a_quarter_is_badly_phrased() -> None:
    assert len(SAMPLE) >= 380
    assert sum(case.badly_phrased for case in SAMPLE) / len(SAMPLE) >= 0.25


def test_every_question_is_asked_once() -> None:
    asked = [(case.user, case.after, case.question) for case in SAMPLE]
    assert len(set(asked)) == len(asked)


def test_every_sql_of_the_sample_gives_values(sample_file: Path) -> None:
    values = known_values(SAMPLE, open_published(sample_file))
    assert [case.id for case in SAMPLE if case.expect.sql and not values[case.id]] == []


def test_pinned_values_of_the_outside_company_are_what_its_files_say(shared_data: Path) -> None:
    cases = load_cases("ravenstack")
    values = known_values(cases, open_exports(shared_data / "ravenstack"))
    assert [case.id for case in cases if case.expect.sql and not values[case.id]] == []


def test_every_file_of_cases_is_about_a_company_with_data() -> None:
    companies = {yaml.safe_load(path.read_text(encoding="utf-8"))["company"] for path in CASES.glob("*.yaml")}
    assert companies == {"sample", "ravenstack"}
