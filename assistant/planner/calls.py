"""What a question is read into: named, typed calls of tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    Request,
    RetainCohorts,
    TrendMetric,
)

REQUESTS: Mapping[str, type[Request]] = {
    "measure_metric": MeasureMetric,
    "compare_metric": CompareMetric,
    "trend_metric": TrendMetric,
    "bridge_arr": BridgeArr,
    "measure_concentration": MeasureConcentration,
    "retain_cohorts": RetainCohorts,
    "describe_account": DescribeAccount,
    "list_accounts": ListAccounts,
    "define_term": DefineTerm,
    "describe_data": DescribeData,
    "ask_back": AskBack,
    "decline": Decline,
}
NAMES: Mapping[type[Request], str] = {request: name for name, request in REQUESTS.items()}


@dataclass(frozen=True)
class ToolCall:
    """The name of a tool and its arguments."""

    name: str
    request: Request

    @property
    def arguments(self) -> dict[str, Any]:
        """As JSON, without what has its usual value."""
        return self.request.model_dump(mode="json", exclude_defaults=True)


def call(request: Request) -> ToolCall:
    return ToolCall(NAMES[type(request)], request)


def call_of(name: str, arguments: Mapping[str, Any]) -> ToolCall:
    """Raises KeyError for an unknown tool and pydantic's ValidationError for arguments that do not fit."""
    return ToolCall(name, REQUESTS[name].model_validate(dict(arguments)))


def with_left_out(call: ToolCall, words: tuple[str, ...]) -> ToolCall:
    """The call, saying which words of the question it does not use."""
    return ToolCall(call.name, call.request.model_copy(update={"left_out": words})) if words else call
