"""Every tool, in reading order: the agent, the command line and the evals all read this list."""

from __future__ import annotations

from tools.account_requests import (
    BacktestHealth,
    ExplainHealth,
    ExplainRenewal,
    FindExpansion,
    FindPlaybook,
    FindSignals,
    ForecastRenewals,
    RankHealth,
    ReviewAdoption,
    ReviewBook,
    ReviewOnboarding,
)
from tools.accounts import describe_account, list_accounts
from tools.backtest_health import backtest_health
from tools.bridge import bridge_arr
from tools.brief_account import brief_account
from tools.calculate_figure import calculate_figure
from tools.cohorts import retain_cohorts
from tools.compare import compare_metric
from tools.compound_arr import compound_arr
from tools.concentration import measure_concentration
from tools.data_state import describe_data
from tools.dialogue import ask_back, decline
from tools.difference_requests import ExplainDifference
from tools.draft_letter import draft_letter
from tools.explain_churn import explain_churn
from tools.explain_difference import explain_difference
from tools.explain_health import explain_health
from tools.explain_renewal import explain_renewal
from tools.find_expansion import find_expansion
from tools.find_signals import find_signals
from tools.forecast_renewals import forecast_renewals
from tools.guidance import define_term
from tools.judge_figure import judge_figure
from tools.list_cohort import list_cohort
from tools.measure import measure_metric
from tools.paper_requests import (
    BriefAccount,
    DraftLetter,
    ExplainChurn,
    PrepareBoard,
    PrepareQbr,
    PrepareReview,
    ReviewChurn,
)
from tools.playbooks import find_playbook
from tools.prepare_board import prepare_board
from tools.prepare_qbr import prepare_qbr
from tools.prepare_review import prepare_review
from tools.rank_health import rank_health
from tools.requests import (
    AskBack,
    BridgeArr,
    CompareMetric,
    Decline,
    DefineTerm,
    DescribeAccount,
    DescribeData,
    ListAccounts,
    ListCohort,
    MeasureConcentration,
    MeasureMetric,
    RetainCohorts,
    TrendMetric,
)
from tools.review_adoption import review_adoption
from tools.review_book import review_book
from tools.review_churn import review_churn
from tools.review_onboarding import review_onboarding
from tools.simulate_retention import simulate_retention
from tools.tool import Tool
from tools.trend import trend_metric
from tools.what_if_requests import CalculateFigure, CompoundArr, JudgeFigure, SimulateRetention

TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(MeasureMetric, measure_metric),
        Tool(CompareMetric, compare_metric),
        Tool(TrendMetric, trend_metric),
        Tool(BridgeArr, bridge_arr),
        Tool(MeasureConcentration, measure_concentration),
        Tool(RetainCohorts, retain_cohorts),
        Tool(ListCohort, list_cohort),
        Tool(ExplainDifference, explain_difference),
        Tool(CalculateFigure, calculate_figure),
        Tool(CompoundArr, compound_arr),
        Tool(SimulateRetention, simulate_retention, judges_accounts=True),
        Tool(JudgeFigure, judge_figure),
        Tool(DescribeAccount, describe_account),
        Tool(ListAccounts, list_accounts),
        Tool(ExplainHealth, explain_health, judges_accounts=True),
        Tool(RankHealth, rank_health, judges_accounts=True),
        Tool(BacktestHealth, backtest_health, judges_accounts=True),
        Tool(FindSignals, find_signals, judges_accounts=True),
        Tool(ForecastRenewals, forecast_renewals, judges_accounts=True),
        Tool(ExplainRenewal, explain_renewal, judges_accounts=True),
        Tool(ReviewOnboarding, review_onboarding, judges_accounts=True),
        Tool(ReviewAdoption, review_adoption, judges_accounts=True),
        Tool(FindExpansion, find_expansion, judges_accounts=True),
        Tool(ReviewBook, review_book, judges_accounts=True),
        Tool(PrepareBoard, prepare_board, judges_accounts=True),
        Tool(PrepareReview, prepare_review, judges_accounts=True),
        Tool(BriefAccount, brief_account, judges_accounts=True),
        Tool(PrepareQbr, prepare_qbr, judges_accounts=True),
        Tool(DraftLetter, draft_letter, judges_accounts=True),
        Tool(ExplainChurn, explain_churn, judges_accounts=True),
        Tool(ReviewChurn, review_churn, judges_accounts=True),
        Tool(DefineTerm, define_term),
        Tool(FindPlaybook, find_playbook),
        Tool(DescribeData, describe_data),
        Tool(AskBack, ask_back),
        Tool(Decline, decline),
    )
}
