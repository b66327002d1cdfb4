"""Every tool, in reading order: the agent, the command line and the evals all read this list."""

from __future__ import annotations

from tools.account_requests import FindPlaybook
from tools.accounts import describe_account, list_accounts
from tools.bridge import bridge_arr
from tools.cohorts import retain_cohorts
from tools.compare import compare_metric
from tools.concentration import measure_concentration
from tools.data_state import describe_data
from tools.dialogue import ask_back, decline
from tools.guidance import define_term
from tools.measure import measure_metric
from tools.playbooks import find_playbook
from tools.requests import (
    AskBack,
    BridgeArr,
    CompareMetric,
    Decline,
    DefineTerm,
    DescribeAccount,
    DescribeData,
    ListAccounts,
    MeasureConcentration,
    MeasureMetric,
    RetainCohorts,
    TrendMetric,
)
from tools.tool import Tool
from tools.trend import trend_metric

TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(MeasureMetric, measure_metric),
        Tool(CompareMetric, compare_metric),
        Tool(TrendMetric, trend_metric),
        Tool(BridgeArr, bridge_arr),
        Tool(MeasureConcentration, measure_concentration),
        Tool(RetainCohorts, retain_cohorts),
        Tool(DescribeAccount, describe_account),
        Tool(ListAccounts, list_accounts),
        Tool(DefineTerm, define_term),
        Tool(FindPlaybook, find_playbook),
        Tool(DescribeData, describe_data),
        Tool(AskBack, ask_back),
        Tool(Decline, decline),
    )
}
