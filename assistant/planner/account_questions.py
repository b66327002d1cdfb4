"""Questions about one account that no metric answers: a recorded detail, its story, or everything."""

from __future__ import annotations

from assistant.planner.calls import ToolCall, call
from assistant.planner.slots import Plan, Slots
from assistant.planner.wordings import words_of
from tools.account_requests import ExplainHealth
from tools.dimensions import ACCOUNT
from tools.requests import Decline, DescribeAccount


def read_account(slots: Slots) -> Plan | None:
    """None unless the question is about one account and asks for no metric."""
    if slots.account is None:
        return None
    return _detail(slots) or _story(slots) or _cause(slots) or _everything(slots)


def _detail(slots: Slots) -> Plan | None:
    """An attribute by name or by sentence ('when did X sign up'), unless something is counted beside it."""
    u = slots.u
    sentences = u.of("attribute")
    marks = [item for item in slots.filters if item.values == ("true",)]
    is_signup = slots.measures.names == ("signups",) and not u.has("count")
    if slots.measures.names and not sentences and not is_signup:
        return None
    attributes = [str(match.value) for match in sentences] + (["signup_date"] if is_signup else [])
    attributes += [name for name in (*slots.grouped.names, *slots.grouped.absent) if name not in (*attributes, ACCOUNT)]
    attributes += [item.dimension for item in marks] if not attributes else []
    if not attributes:
        return None
    calls = tuple(_recorded(slots, name) for name in dict.fromkeys(attributes))
    return Plan(calls, slots.used_with("attribute", "about", "churned_question"))


def _recorded(slots: Slots, name: str) -> ToolCall:
    """One detail; said to be missing where accounts have no such column."""
    is_known = name in slots.u.index.vocabulary.dimensions or name not in words_of("dimensions")
    if is_known:
        return call(DescribeAccount(account=slots.account or "", attribute=name))
    label = "CSM" if name == "csm" else name.replace("_", " ")
    return call(Decline(reason="no_data", because=f"The data records no {label} for accounts."))


def _story(slots: Slots) -> Plan | None:
    """Whether, when and why the account left."""
    u = slots.u
    asks_loss = u.has("churned_question") or (u.has("why") and u.has("vague", "metric"))
    if not asks_loss or slots.whens:
        return None
    request = DescribeAccount(account=slots.account or "", topic="churn")
    losses = [match for match in u.of("vague", "metric") if "churn" in str(match.value)]
    lost = {position for match in losses for position in match.at}
    unused = slots.measures.used - lost
    return Plan((call(request),), (slots.used_with("churned_question", "why") | lost) - unused)


def _cause(slots: Slots) -> Plan | None:
    """'why Acme?': what is behind its health."""
    if not slots.u.has("why") or slots.measures.names or slots.whens:
        return None
    return Plan((call(ExplainHealth(account=slots.account or "")),), slots.used_with("why", "about"))


def _everything(slots: Slots) -> Plan | None:
    if slots.measures.names or slots.whens or slots.ranked.order or len(slots.filters) > 1:
        return None
    request = DescribeAccount(account=slots.account or "")
    return Plan((call(request),), slots.used_with("about", "attribute", "whole"))
