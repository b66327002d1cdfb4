"""Questions about the data itself: what is loaded, how fresh, how good."""

from __future__ import annotations

from typing import Literal, cast

from assistant.planner.calls import call
from assistant.planner.slots import Plan, Slots
from tools.requests import DescribeData

Topic = Literal["everything", "freshness", "quality", "people"]


def read_data_question(slots: Slots) -> Plan | None:
    """None when something is measured, cut or dated: then it is a question about the company."""
    u = slots.u
    topics = u.of("loaded")
    if not topics or slots.filters or slots.account:
        return None
    longest = max(topics, key=lambda match: len(match.at))
    if slots.measures.names and len(longest.at) < 2:
        return None
    request = DescribeData(topic=cast("Topic", longest.value))
    return Plan((call(request),), frozenset(range(len(u.tokens))))
