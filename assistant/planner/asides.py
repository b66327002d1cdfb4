"""What narrows or averages a figure without naming it: 'per account', 'rated 5', 'that took more than two days'.

Each aside is taken out of the question, the rest is read as a question of its own, and the aside is added to its call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from assistant.planner import aside_patterns as said
from assistant.planner.calls import ToolCall, call
from assistant.planner.measures import MEANS
from assistant.planner.measuring import counts_accounts, read_measure
from assistant.planner.slots import Plan, Slots, slots_of
from assistant.planner.understanding import understand
from tools.dimensions import ACCOUNT, NOT_RECORDED, SCORES
from tools.metrics.catalogue import METRICS
from tools.requests import Condition, Filter, MeasureMetric

# The lowest and highest score of a table's rows.
SCALES = {"tickets": (1, 5), "surveys": (0, 10)}
# Figures of survey answers: with a score beside them the answers are counted.
ANSWERED = ("nps", "csat", "ces")
AMOUNTS = ("money", "count")
# Figures that only paying accounts have.
BILLED = ("revenue", "accounts")
RECURRING = ("arr", "mrr")


@dataclass(frozen=True)
class Rest:
    """A question without its asides, and what they said."""

    text: str
    averaging: str = ""
    is_by_score: bool = False
    lowest: int | None = None
    highest: int | None = None
    is_unrated: bool = False
    bounds: tuple[Condition, ...] = ()

    @property
    def has_scores(self) -> bool:
        return self.is_by_score or self.is_unrated or self.lowest is not None or self.highest is not None

    @property
    def is_whole(self) -> bool:
        """Whether nothing was taken out."""
        return not (self.averaging or self.has_scores or self.bounds)


def read_aside(slots: Slots) -> Plan | None:
    """The call of the question without its asides, with them; None where there is none or the rest reads otherwise."""
    rest = _averaged(_bounded(_answered(_scored(Rest(slots.u.text)))), slots)
    if rest.is_whole:
        return None
    inner = slots_of(understand(rest.text, slots.u.index, slots.u.calendar))
    plan = read_measure(inner)
    if plan is None or inner.u.leftovers(plan.used):
        return None
    added = [_added(_of_accounts(item, inner), rest) for item in plan.calls]
    calls = tuple(item for item in added if item is not None)
    return Plan(calls, frozenset(range(len(slots.u.tokens)))) if len(calls) == len(added) else None


def _of_accounts(item: ToolCall, inner: Slots) -> ToolCall:
    """'how many accounts had tickets rated 5' counts the accounts, not the tickets."""
    request = item.request
    if not isinstance(request, MeasureMetric) or request.metric != "tickets" or not counts_accounts(inner.u):
        return item
    return call(request.model_copy(update={"metric": "accounts_with_tickets"}))


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _scored(rest: Rest) -> Rest:
    """'by rating', 'rated 4 or 5', 'with a score of 4 or higher', 'without a score'."""
    unrated, rated, by = (pattern.search(rest.text) for pattern in (said.UNRATED, said.RATED, said.SCORE_GROUP))
    if unrated:
        return replace(rest, text=_without(rest.text, unrated), is_unrated=True)
    if rated:
        low, high = int(rated["low"]), int(rated["high"] or rated["low"])
        bounds = (None, low) if rated["down"] else (low, None) if rated["up"] else (min(low, high), max(low, high))
        return replace(rest, text=_without(rest.text, rated), lowest=bounds[0], highest=bounds[1])
    return replace(rest, text=_without(rest.text, by), is_by_score=True) if by else rest


def _answered(rest: Rest) -> Rest:
    """'NPS answers' with a score beside them are named by their survey."""
    return replace(rest, text=said.ANSWERS.sub(r"\1", rest.text)) if rest.has_scores else rest


def _bounded(rest: Rest) -> Rest:
    """'that took more than 48 hours to resolve', 'with a first response under 30 minutes'."""
    found = said.BOUND.search(rest.text)
    around = f"{found['lead']}{found['tail']}" if found else ""
    name = (
        "first_response_minutes"
        if said.RESPONDING.search(around)
        else "resolution_hours"
        if said.RESOLVING.search(around)
        else ""
    )
    unit = (found["unit"] if found else None) or ("h" if "hour" in around else "m" if "minute" in around else "")
    if not found or not name or not unit:
        return rest
    typed = found["n"].lower()
    minutes = float(said.NUMBERS.get(typed) or typed) * said.UNIT_MINUTES[unit.lower()]
    amount = minutes if name.endswith("minutes") else minutes / 60
    bound = Condition.model_validate(
        {"metric": name, "comparison": said.COMPARISONS[found["comparison"].lower()], "amount": amount}
    )
    return replace(rest, text=_without(rest.text, found), bounds=(bound,))


def _averaged(rest: Rest, slots: Slots) -> Rest:
    """'median ARR per account', 'average tickets of FinTech accounts', 'how many tickets per account'."""
    average, each = said.AVERAGE.search(rest.text), said.PER_ACCOUNT.search(rest.text)
    is_median = bool(average and average["median"])
    if not _is_over_accounts(rest.text, each, slots, is_median=is_median):
        return rest
    return replace(rest, text=_without_average(rest.text, each), averaging="median" if is_median else "mean")


def _is_over_accounts(text: str, each: re.Match[str] | None, slots: Slots, *, is_median: bool) -> bool:
    """Whether each account's own figure is meant; the mean of ARR is a metric of its own, and 'tickets per active
    account' a ratio, into which the tickets of all accounts enter."""
    metric = slots.metric
    if metric is not None and metric.name in MEANS.values() and not is_median:
        return False
    if each and said.ONLY_SOME.search(each[0]) and metric is not None and metric.family not in BILLED:
        return False
    if is_median and metric is not None and metric.name in RECURRING:
        return True
    is_average = bool(said.AVERAGE.search(text)) and bool(each or said.SOME_ACCOUNTS.search(text))
    return is_average or bool(each and said.COUNTS.search(text))


def _without_average(text: str, each: re.Match[str] | None) -> str:
    text = _without(text, each) if each else text
    again = said.AVERAGE.search(text)
    return _without(text, again) if again else text


def _added(item: ToolCall, rest: Rest) -> ToolCall | None:
    """The call with what the asides say; None where it is not the kind of figure they can be said of."""
    request = item.request
    if not isinstance(request, MeasureMetric):
        return None
    arguments = request.model_dump() | {"row_bounds": rest.bounds}
    metric = METRICS[request.metric]
    if rest.averaging:
        names = [*request.group_by, *(one.dimension for one in request.filters)]
        if metric.unit not in AMOUNTS or ACCOUNT in names or "accounts" in metric.name or metric.name == "signups":
            return None
        arguments["over_accounts"] = rest.averaging
    if rest.has_scores and not _with_scores(arguments, rest):
        return None
    if rest.bounds and metric.frame.cut_table != "tickets":
        return None
    return call(MeasureMetric.model_validate(arguments))


def _with_scores(arguments: dict[str, Any], rest: Rest) -> bool:
    """Adds the score as a filter or group, and says whether the rows have one; answers are counted."""
    if arguments["metric"] in ANSWERED:
        kind = Filter(dimension="survey_type", values=(arguments["metric"],))
        arguments |= {"metric": "survey_responses", "filters": (*arguments["filters"], kind)}
    metric = METRICS[arguments["metric"]]
    table = metric.frame.cut_table
    if table not in SCORES or metric.unit != "count":
        return False
    name = SCORES[table][1]
    if rest.is_by_score:
        if arguments["order"] or len(arguments["group_by"]) > 1:
            return False
        arguments["group_by"] = (*arguments["group_by"], name)
        return True
    lowest, highest = SCALES[table]
    span = range(rest.lowest or lowest, (highest if rest.highest is None else rest.highest) + 1)
    values = (NOT_RECORDED,) if rest.is_unrated else tuple(str(score) for score in span)
    arguments["filters"] = (*arguments["filters"], Filter(dimension=name, values=values))
    return True
